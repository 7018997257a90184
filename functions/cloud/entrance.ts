import type { HttpFunction } from '@google-cloud/functions-framework';
import type { z } from 'zod';
import { ConfigError } from '../edges/config.ts';
import { AdvisedError } from '../edges/ports.ts';
import { type Log, type LogFields, traceOf } from './log.ts';

/** Tasks carry a few ids. */
const MOST_BYTES = 4096;

export interface Entrance<Body> {
  readonly name: string;
  readonly body: z.ZodType<Body>;
  /** Who calls, by the request's `Authorization`: asked before anything else is looked at. */
  readonly isCaller: (authorization: string | undefined) => Promise<boolean>;
  readonly now: () => Date;
  readonly log: Log;
}

export interface Call {
  readonly now: Date;
  /** How often the queue has made this call before. */
  readonly tries: number;
}

/**
 * A function that only our own queue and clock may call. It answers a status and a code and nothing else: 200 also where trying
 * again would not help, 503 where it may, so that the queue does.
 */
export function privateFunction<Body>(
  { name, body, isCaller, now, log }: Entrance<Body>,
  work: (body: Body, call: Call) => Promise<LogFields>,
): HttpFunction {
  return async (request, response) => {
    const began = now();
    const answer = (status: number, code: string, fields: LogFields = {}) => {
      log(severityOf(status, code, fields), name, { ...fields, status, code, ms: now().getTime() - began.getTime() });
      response.status(status).json({ code });
    };
    try {
      // Where Google checked the token in this header, it looked at no other, so what the other says is worth nothing.
      if (request.get('x-serverless-authorization') !== undefined) return answer(401, 'not-allowed');
      if (!(await isCaller(request.get('authorization')))) return answer(401, 'not-allowed');
      if (request.method !== 'POST') return answer(405, 'not-a-task');
      const bytes = request.rawBody ?? Buffer.alloc(0);
      if (bytes.length > MOST_BYTES) return answer(413, 'too-large');
      const read = body.safeParse(asJson(bytes));
      if (!read.success) return answer(400, 'not-a-task');
      const fields = await work(read.data, {
        now: began,
        tries: Number(request.get('x-cloudtasks-taskretrycount') ?? 0),
      });
      const { trouble } = fields;
      answer(200, typeof trouble === 'string' ? trouble : 'done', fields);
    } catch (error) {
      if (error instanceof AdvisedError) answer(error.retryable ? 503 : 200, error.code);
      else if (error instanceof ConfigError) answer(500, 'not-configured', { faults: error.faults });
      else answer(500, 'fault', traceOf(error));
    }
  };
}

/** What passes by itself is a warning, and so is a call that was refused; what somebody must mend is an error. */
function severityOf(status: number, code: string, { mail, givenUp }: LogFields) {
  if (status === 500 || (status === 200 && code !== 'done' && code !== 'unknown-workbook')) return 'ERROR';
  if (Array.isArray(givenUp) && givenUp.length > 0) return 'ERROR';
  if (typeof mail === 'string') return mail === 'unreachable' ? 'WARNING' : 'ERROR';
  return code === 'done' ? 'INFO' : 'WARNING';
}

function asJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The one function that anybody may call: it believes nothing but a secret token, and its answer is the same for everybody. Without
 * the token it asks nothing of anyone else.
 */
export function publicFunction(
  { name, isToken, log }: { name: string; isToken: (given: string | undefined) => boolean; log: Log },
  work: () => Promise<void>,
): HttpFunction {
  return async (request, response) => {
    try {
      if (isToken(request.get('x-goog-channel-token'))) await work();
    } catch (error) {
      const { faults } = error instanceof ConfigError ? error : { faults: [] };
      log('ERROR', name, error instanceof AdvisedError ? { code: error.code } : { ...traceOf(error), faults });
    }
    response.status(204).end();
  };
}
