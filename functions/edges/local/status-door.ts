import { hash, timingSafeEqual } from 'node:crypto';

/** Pages are only made to be looked at: nothing from elsewhere, nothing that stays. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
const CLOSED =
  'This page opens with the address that stands after “Status” in the window in which Concordat was started.';
const OPENING = '/open/';

type Answer = (request: Request) => Response | Promise<Response>;

export function openingPath(token: string): string {
  return OPENING + token;
}

/**
 * Others on the same computer reach a page of ours as well. So only the address with the token opens it: the browser keeps the token as a
 * cookie from then on, and the address bar does not show it. `said` are headers for whoever opens it.
 */
export function whoeverOpened(token: string, said: Readonly<Record<string, string>>, answer: Answer): Answer {
  return (request) => {
    const { pathname, port } = new URL(request.url);
    const isAddress = request.method === 'GET' && pathname.startsWith(OPENING);
    if (isAddress && isSame(pathname.slice(OPENING.length), token)) return opened(port, token, said);
    const cookies = (request.headers.get('cookie') ?? '').split(';').map((one) => one.trim());
    const name = `${cookieName(port)}=`;
    const isOpened = cookies.some((one) => one.startsWith(name) && isSame(one.slice(name.length), token));
    return isOpened ? answer(request) : closed();
  };
}

/**
 * The browser sends such a cookie along only where our own page leads on: not where another does, such as the file that opens this one, and
 * not where we answer that one with a redirect.
 */
function opened(port: string, token: string, said: Readonly<Record<string, string>>): Response {
  const page =
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/">' +
    '<title>Concordat</title><p><a href="/">Show the status page</a></p></html>\n';
  const headers = {
    ...HEADERS,
    ...said,
    'Content-Type': 'text/html; charset=utf-8',
    'Set-Cookie': `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  };
  return new Response(page, { headers });
}

function closed(): Response {
  return new Response(`${CLOSED}\n`, {
    status: 403,
    headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

/** A browser has one jar for all ports of this computer, and the pages of two alliances may be open in it. */
function cookieName(port: string): string {
  return `concordat-${port}`;
}

/** In constant time, whatever their lengths: how long it takes tells nobody how much of a guess was right. */
function isSame(guess: string, token: string): boolean {
  return timingSafeEqual(hash('sha256', guess, 'buffer'), hash('sha256', token, 'buffer'));
}
