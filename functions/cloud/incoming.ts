import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** More than anybody has reason to send; Google itself stops at 32 MiB. */
const MOST_BYTES = 1024 * 1024;

/**
 * Has every request of this process reach its function with the body as plain bytes, and none with more than `MOST_BYTES`. The framework
 * would read JSON and packed bodies before the function is asked who calls, and where it cannot read one, answer with a page of its own
 * and write the body to the log; and it would take a gigabyte.
 */
export function takeBodiesAsBytes(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    request.headers['content-type'] = 'application/octet-stream';
    delete request.headers['content-encoding'];
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) request.destroy();
    else cutOffBeyond(MOST_BYTES, request);
  });
}

/** A body may come without saying how long it is, so what arrives is counted, before anybody keeps it. */
function cutOffBeyond(most: number, request: IncomingMessage): void {
  const take = request.push.bind(request);
  let arrived = 0;
  request.push = (chunk: Buffer | null) => {
    arrived += chunk?.length ?? 0;
    if (arrived <= most) return take(chunk);
    request.destroy();
    return false;
  };
}
