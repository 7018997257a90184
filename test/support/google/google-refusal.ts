const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
};

interface RefusalOptions {
  readonly domain?: string;
  /** Where it is not the usual one of the code. */
  readonly status?: string;
  /** The parameter at fault. */
  readonly location?: string;
  /** Sent as the Retry-After header, in seconds. */
  readonly retryAfter?: number;
}

/** What Google answers instead of doing what was asked. */
export class GoogleRefusal extends Error {
  readonly code: number;
  readonly reason: string;
  readonly options: RefusalOptions;

  constructor(code: number, message: string, reason: string, options: RefusalOptions = {}) {
    super(message);
    this.name = 'GoogleRefusal';
    this.code = code;
    this.reason = reason;
    this.options = options;
  }

  /** Google's JSON form of an error. */
  body() {
    const { code, message, reason, options } = this;
    const at = options.location ? { location: options.location, locationType: 'parameter' } : {};
    const errors = [{ message, domain: options.domain ?? 'global', reason, ...at }];
    return { error: { code, message, status: options.status ?? STATUS[code] ?? 'UNKNOWN', errors } };
  }
}

export const badRequest = (message: string) => new GoogleRefusal(400, message, 'badRequest');

export const invalid = (location: string) => new GoogleRefusal(400, 'Invalid Value', 'invalid', { location });

/** Too much was asked in too short a time. `seconds` is what the Retry-After header says; without it there is none. */
export function tooManyRequests(seconds?: number, reason = 'rateLimitExceeded'): GoogleRefusal {
  const options = { domain: 'usageLimits', ...(seconds === undefined ? {} : { retryAfter: seconds }) };
  return new GoogleRefusal(429, 'Quota exceeded for quota metric and limit of this service.', reason, options);
}

/** Asked for something that this stand-in has not learnt: a fault of the test or a reason to teach it, never Google's answer. */
export const notLearnt = (what: string) =>
  new GoogleRefusal(501, `The stand-in for Google has not learnt ${what}.`, 'notImplemented');

/** The value, where the caller had to give one. */
export function needed<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) {
    throw new GoogleRefusal(400, `Required: ${name}`, 'required', { location: name });
  }
  return value;
}
