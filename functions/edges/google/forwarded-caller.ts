import { z } from 'zod';

/**
 * Google checks the token of whoever calls a private function, and takes the signature off before it lets the call through. What is
 * left says who was let in: https://cloud.google.com/run/docs/troubleshooting#signature-removed
 */
const FORWARDED = /^Bearer [\w-]+\.([\w-]+)\.SIGNATURE_REMOVED_BY_GOOGLE$/i;

const claimsForm = z.object({
  iss: z.enum(['https://accounts.google.com', 'accounts.google.com']),
  aud: z.string(),
  email: z.string(),
  email_verified: z.literal(true),
  /** Seconds since 1970. */
  exp: z.number(),
});

/**
 * Whether Google let this call through for the account that may call, and for this very function. It is worth nothing where a
 * function is open to everybody: `deploy` sees to it that no private one is.
 */
export function isForwardedFor(
  authorization: string | undefined,
  { audience, invoker }: { readonly audience: string; readonly invoker: string },
  now: Date,
): boolean {
  const [, encoded] = FORWARDED.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return false;
  const claims = claimsForm.safeParse(parsed(Buffer.from(encoded, 'base64url').toString('utf8')));
  if (!claims.success) return false;
  const { aud, email, exp } = claims.data;
  return aud === audience && email === invoker && exp * 1000 > now.getTime();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A token that nobody signed, in the form that Google passes on: whoever guesses the names can write it, so no door may open for it. */
export function unsignedToken(
  { audience, invoker }: { readonly audience: string; readonly invoker: string },
  now: Date,
): string {
  const exp = Math.floor(now.getTime() / 1000) + 600;
  const claims = { iss: 'https://accounts.google.com', aud: audience, email: invoker, email_verified: true, exp };
  const parts = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `Bearer ${parts.join('.')}.SIGNATURE_REMOVED_BY_GOOGLE`;
}
