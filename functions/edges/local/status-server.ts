import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { EdgeError } from '../ports.ts';
import { openingPath, whoeverOpened } from './status-door.ts';

/** Only programs on this computer reach it. */
const HERE = '127.0.0.1';
const USUAL_PORT = 4173;
/** Says which folder a page is about, to whoever has its address and can work the same out. */
const FOLDER_HEADER = 'Concordat-Folder';
const PATIENCE_MILLISECONDS = 1000;

export interface StatusServer {
  /** With the token, such as `http://127.0.0.1:4173/open/…`: who does not have it sees nothing. */
  readonly address: string;
  /** Ends every connection, those that follow along too. */
  stop(): Promise<void>;
}

/**
 * Serves requests about a folder on this computer alone, to whoever opens the address, at the usual port or, where that is taken, at any
 * other. The token is long and left to chance. @throws EdgeError
 */
export async function serveHere(
  folder: string,
  token: string,
  answer: (request: Request) => Response | Promise<Response>,
  port = USUAL_PORT,
): Promise<StatusServer> {
  try {
    const mark = await markOf(folder);
    const door = whoeverOpened(token, { [FOLDER_HEADER]: mark }, answer);
    const server = createServer(getRequestListener(door));
    await listen(server, port).catch(() => listen(server, 0));
    return {
      address: `http://${HERE}:${(server.address() as AddressInfo).port}${openingPath(token)}`,
      stop: () =>
        new Promise((stopped) => {
          server.close(() => stopped());
          server.closeAllConnections();
        }),
    };
  } catch (cause) {
    const advice =
      'The status page cannot be shown on this computer. Everything else works; leave it out with --no-status.';
    throw new EdgeError('not-allowed', advice, { cause });
  }
}

/** Whether the page about this folder is still served at an address that was noted, as far as can be told. */
export async function isServed(folder: string, address: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const answer = await fetch(address, { redirect: 'manual', signal });
    await answer.body?.cancel();
    return answer.ok && answer.headers.get(FOLDER_HEADER) === (await markOf(folder));
  } catch {
    return false;
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

/** What the browser gets besides the pages, and the page for checking documents before its list is put in. */
export function browserFiles(): { readonly style: string; readonly script: string; readonly checkingPage: string } {
  const read = (name: string) => readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8');
  return { style: read('status.css'), script: read('follow.js'), checkingPage: read('check-a-document.html') };
}
