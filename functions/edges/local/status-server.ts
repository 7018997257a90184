import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { EdgeError } from '../ports.ts';

/** Only programs on this computer reach it. */
const HERE = '127.0.0.1';
const USUAL_PORT = 4173;
/** Says which folder a page is about, to whoever can work the same out; no page from elsewhere can read it. */
const FOLDER_HEADER = 'Concordat-Folder';
const PATIENCE_MILLISECONDS = 1000;

export interface StatusServer {
  /** Such as `http://127.0.0.1:4173`. */
  readonly address: string;
  /** Ends every connection, those that follow along too. */
  stop(): Promise<void>;
}

/** Serves requests about a folder on this computer alone, at the usual port or, where that is taken, at any other. @throws EdgeError */
export async function serveHere(
  folder: string,
  answer: (request: Request) => Response | Promise<Response>,
  port = USUAL_PORT,
): Promise<StatusServer> {
  const listener = getRequestListener(answer);
  let mark = '';
  const server = createServer((request, response) => {
    response.setHeader(FOLDER_HEADER, mark);
    return listener(request, response);
  });
  try {
    mark = await markOf(folder);
    await listen(server, port).catch(() => listen(server, 0));
  } catch (cause) {
    const advice =
      'The status page cannot be shown on this computer. Everything else works; leave it out with --no-status.';
    throw new EdgeError('not-allowed', advice, { cause });
  }
  return {
    address: `http://${HERE}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** Where the page about this folder is served already, at the usual port; null where it is not, as far as can be told. */
export async function servedAlready(folder: string, port = USUAL_PORT): Promise<string | null> {
  const address = `http://${HERE}:${port}`;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const { headers } = await fetch(address, { method: 'HEAD', redirect: 'manual', signal });
    return headers.get(FOLDER_HEADER) === (await markOf(folder)) ? address : null;
  } catch {
    return null;
  }
}

async function markOf(folder: string): Promise<string> {
  return hash('sha256', await realpath(folder));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, HERE, () => {
      server.off('error', failed);
      listening();
    });
  });
}

/** What the browser gets besides the pages. */
export function browserFiles(): { readonly style: string; readonly script: string } {
  const read = (name: string) => readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8');
  return { style: read('status.css'), script: read('follow.js') };
}
