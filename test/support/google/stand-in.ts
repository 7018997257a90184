import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth2Client } from 'google-auth-library';
import { type Changes, type Notice, openChanges } from './changes.ts';
import { type Clock, HOUR, MINUTE, startClock } from './clock.ts';
import { defaultFields, driveRoutes } from './drive.ts';
import { type Fault, type Faults, openFaults } from './faults.ts';
import { chosen, parseMask } from './field-mask.ts';
import { type Files, openFiles } from './files.ts';
import { type FunctionThere, functionRoutes } from './functions.ts';
import { GoogleRefusal, notLearnt, tooManyRequests } from './google-refusal.ts';
import { type Cell, type Grid, type Shown, shown } from './grid.ts';
import { type Identity, openIdentity } from './identity.ts';
import { openPeople, type People, tab } from './people.ts';
import type { Answer, Call, Exchange, Route } from './routes.ts';
import { secretRoutes } from './secrets.ts';
import { sheetsRoutes } from './sheets.ts';
import { openTasks, type Tasks } from './tasks.ts';

export interface GoogleOptions {
  /** The service account. */
  readonly email?: string;
  /** When the test begins, UTC. */
  readonly now?: string;
  /** How long Drive gathers edits of cells before it notices them, in milliseconds; Google's is three minutes. */
  readonly noticedAfter?: number;
  /** Reads and, apart from them, writes that Sheets allows in a minute of the test's clock. */
  readonly sheetsQuota?: number;
}

/** Google over HTTP, as far as Concordat calls it, and everything a test does behind its back. */
export interface StandIn {
  /** Such as `http://127.0.0.1:4321/`: the `rootUrl` of a client. */
  readonly rootUrl: string;
  readonly email: string;
  /** The service account, signed in: the `auth` of a client. */
  signIn(): OAuth2Client;
  readonly clock: Clock;
  readonly people: People;
  readonly faults: Faults;
  readonly tasks: Tasks;
  readonly identity: Identity;
  /** What is in Secret Manager, by the secret's short name. */
  readonly secrets: Map<string, string>;
  /** What is deployed, by the function's name. */
  readonly functions: Map<string, FunctionThere>;
  readonly changes: Pick<Changes, 'forgetTokens' | 'channels' | 'forged' | 'takeNotices'>;
  readonly files: Pick<Files, 'find' | 'all'>;
  /** The ids of the methods it has learnt. */
  readonly methods: readonly string[];
  /** Every request that was answered or cut, in order. */
  readonly traffic: readonly Exchange[];
  /** Requests since the first `since` of the traffic, by method, and as Sheets counts them. */
  tally(since?: number): { readonly reads: number; readonly writes: number; readonly byMethod: Record<string, number> };
  /** The rows of a tab as people see them, blank as null, without the blanks at their ends. */
  shown(place: string, title: string): Shown[][];
  /** The cells of a tab with their formats and notes, blank as {}. */
  cells(place: string, title: string): Cell[][];
  sheetId(place: string, title: string): number;
  /** Lets what is asked of `origin`, such as `https://concordat.example`, be heard at a local address. */
  route(origin: string, local: string): void;
  /** Delivers notices to their addresses, those underway unless others are given; gives the answers' statuses. */
  deliverNotices(notices?: readonly Notice[]): Promise<number[]>;
  stop(): Promise<void>;
}

export async function openGoogle(options: GoogleOptions = {}): Promise<StandIn> {
  const email = options.email ?? 'concordat@alderfold.iam.gserviceaccount.com';
  const clock = startClock(options.now ?? '2026-03-27T09:00:00.000Z');
  const changes = openChanges(clock, email);
  const files: Files = openFiles(clock, options.noticedAfter ?? 3 * MINUTE, (file, lostBy) =>
    changes.note(file, lostBy, files.roleOf(email, file) !== null),
  );
  const identity = openIdentity(email);
  const origins = new Map<string, string>();
  const tasks = openTasks(clock, identity, send);
  const faults = openFaults();
  const traffic: Exchange[] = [];
  const secrets = new Map<string, string>();
  const functions = new Map<string, FunctionThere>();
  const quota = openQuota(clock, options.sheetsQuota);
  const open = identity.routes();
  const routes = [
    ...open,
    ...sheetsRoutes(files, email, files.newNumber),
    ...driveRoutes(files, email),
    ...changes.routes(files),
    ...tasks.routes(),
    ...secretRoutes(secrets),
    ...functionRoutes(functions),
  ];

  const server = createServer((request, response) => {
    receive(request, response).catch((cause) => {
      response.destroy();
      // Whoever hangs up early is no fault of the stand-in; anything else must end the test run.
      if (!request.errored) throw cause;
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const rootUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  async function send(address: string, request: Parameters<Parameters<typeof openTasks>[2]>[1]): Promise<number> {
    const { origin } = new URL(address);
    const local = origins.get(origin) ?? (new URL(address).hostname === '127.0.0.1' ? origin : null);
    if (local === null) return 0;
    try {
      const answer = await fetch(address.replace(origin, local), { ...request, redirect: 'manual' });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', rootUrl);
    const bytes = await bodyOf(request);
    const found = routes.flatMap((route) => {
      const match = route.verb === request.method ? route.path.exec(url.pathname) : null;
      return match ? [{ route, path: decoded(match.groups ?? {}) }] : [];
    })[0];
    const call: Call = {
      path: found?.path ?? {},
      query: url.searchParams,
      ...partsOf(bytes, request.headers['content-type'] ?? ''),
    };
    const id = found?.route.id ?? 'unknown';
    const fault = faults.meet({ ...call, id });
    files.noticeEdits();
    const isDone = fault === null || fault === 'cut-after' || fault === 'half-answer' || fault === 'forgets';
    const answer = isDone
      ? perform(found?.route, call, request)
      : fault instanceof GoogleRefusal
        ? refused(fault)
        : null;
    const sent = fault === null || fault === 'half-answer' || fault instanceof GoogleRefusal ? answer : null;
    const text =
      sent?.body instanceof Uint8Array ? sent.body : Buffer.from(sent?.body ? JSON.stringify(sent.body) : '');
    traffic.push({
      id,
      verb: request.method ?? '',
      path: url.pathname,
      query: [...url.searchParams],
      body: call.body,
      counts: found?.route.counts ?? null,
      bytesIn: bytes.length,
      status: sent?.status ?? 0,
      answer: sent?.body instanceof Uint8Array ? undefined : sent?.body,
      bytesOut: text.length,
    });
    if (sent) reply(response, sent, text, fault, clock.now());
    else if (fault === 'cut-before' || fault === 'cut-after') request.socket.destroy();
  }

  function perform(route: Route | undefined, call: Call, request: IncomingMessage): Sent {
    try {
      if (!route) throw notLearnt(`${request.method} ${request.url?.split('?')[0]}`);
      if (!open.includes(route) && !identity.admits(request.headers.authorization)) {
        const message = 'Request had invalid authentication credentials. Expected OAuth 2 access token.';
        throw new GoogleRefusal(401, message, 'authError', { location: 'Authorization' });
      }
      if (route.counts) quota(route.counts);
      const { status = 200, body, headers = {} }: Answer = route.handle(call);
      const fields = call.query.get('fields') ?? defaultFields(route.id);
      if (body === undefined || body instanceof Uint8Array || fields === null) return { status, body, headers };
      return { status, body: chosen(body, parseMask(fields)) as object, headers };
    } catch (cause) {
      if (cause instanceof GoogleRefusal) return refused(cause);
      throw cause;
    }
  }

  return {
    rootUrl,
    email,
    signIn() {
      const auth = new OAuth2Client();
      auth.setCredentials({ access_token: identity.accessToken(), expiry_date: Date.now() + HOUR });
      return auth;
    },
    clock,
    people: openPeople(files, email),
    faults,
    tasks,
    identity,
    secrets,
    functions,
    changes,
    files,
    methods: [...new Set(routes.map(({ id }) => id))],
    traffic,
    tally(since = 0) {
      const counted = traffic.slice(since);
      const byMethod: Record<string, number> = {};
      for (const { id } of counted) byMethod[id] = (byMethod[id] ?? 0) + 1;
      const count = (kind: string) => counted.filter(({ counts }) => counts === kind).length;
      return { reads: count('read'), writes: count('write'), byMethod };
    },
    shown(place, title) {
      const rows = rowsOf(place, title).map((row) => row.map(shown));
      return withoutBlankEnd(
        rows.map((row) => withoutBlankEnd(row, (value) => value === null)),
        (row) => row.length === 0,
      );
    },
    cells: (place, title) => rowsOf(place, title),
    sheetId: (place, title) => tabOf(place, title).properties.sheetId,
    route(origin, local) {
      origins.set(origin, local);
    },
    async deliverNotices(notices) {
      files.noticeEdits();
      const statuses: number[] = [];
      for (const { address, headers } of notices ?? changes.takeNotices()) {
        statuses.push(await send(address, { method: 'POST', headers: { ...headers } }));
      }
      return statuses;
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };

  function tabOf(place: string, title: string): Grid {
    const { book } = files.find(place) ?? {};
    if (!book) throw new Error(`no spreadsheet ${place}`);
    return tab(book, title);
  }

  function rowsOf(place: string, title: string): Cell[][] {
    return Array.from(tabOf(place, title).rows, (row) => Array.from(row ?? [], (cell) => cell ?? {}));
  }
}

function withoutBlankEnd<T>(items: readonly T[], isBlank: (item: T) => boolean): T[] {
  return items.slice(0, items.findLastIndex((item) => !isBlank(item)) + 1);
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
}

interface Sent {
  readonly status: number;
  readonly body: object | Uint8Array | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

function refused(refusal: GoogleRefusal): Sent {
  const { retryAfter } = refusal.options;
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status: refusal.code, body: refusal.body(), headers };
}

function reply(
  response: ServerResponse,
  { status, body, headers }: Sent,
  bytes: Uint8Array,
  fault: Fault | null,
  now: number,
): void {
  const type = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json; charset=UTF-8';
  const date = new Date(now).toUTCString();
  response.writeHead(status, {
    date,
    ...(body ? { 'content-type': type } : {}),
    'content-length': bytes.length,
    ...headers,
  });
  if (fault !== 'half-answer') response.end(bytes);
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON, or JSON and a file in one (multipart/related), or a file alone. */
function partsOf(bytes: Buffer, type: string): Pick<Call, 'body' | 'media'> {
  if (bytes.length === 0) return { body: undefined, media: null };
  if (type.startsWith('application/json')) return { body: JSON.parse(bytes.toString()), media: null };
  const boundary = /^multipart\/related;.*boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined) return { body: undefined, media: { type, bytes } };
  const text = bytes.toString('latin1');
  const [meta, media] = text.split(`--${boundary}`).slice(1, -1).map(partOf);
  return {
    body: JSON.parse(meta?.content.toString() ?? 'null'),
    media: media ? { type: media.type, bytes: media.content } : null,
  };
}

function partOf(text: string): { readonly type: string; readonly content: Buffer } {
  const end = text.indexOf('\r\n\r\n');
  const type = /content-type:\s*([^\r\n]+)/i.exec(text.slice(0, end))?.[1] ?? '';
  return { type, content: Buffer.from(text.slice(end + 4).replace(/\r\n$/, ''), 'latin1') };
}

/** Refuses what comes after `limit` requests of a kind in a minute. */
function openQuota(clock: Clock, limit = Number.POSITIVE_INFINITY): (kind: 'read' | 'write') => void {
  const used = new Map<string, number>();
  return (kind) => {
    const key = `${kind} ${Math.floor(clock.now() / MINUTE)}`;
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    if (count > limit) throw tooManyRequests();
  };
}
