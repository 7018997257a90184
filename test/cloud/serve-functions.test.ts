import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logTo } from '../../functions/cloud/log.ts';
import { type Deployment, serveFunctions } from '../../functions/cloud/serve-functions.ts';
import { type Target, targets } from '../../functions/edges/config.ts';
import { isForwardedFor } from '../../functions/edges/google/forwarded-caller.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import { Refusal } from '../../functions/refusal.ts';
import { BOOK, type DispatchBench, ELM_PARK, HARROWDALE, openUsualDeployment } from '../support/dispatch-bench.ts';

const ROOT = 'https://europe-west2-harrowdale.cloudfunctions.net';
const INVOKER = 'invoker@harrowdale.iam.gserviceaccount.com';
const TOKEN = 'a-token-that-only-google-was-told-0001';
const SECRET = 'Jo Bloggs\n    at 14 Elm Grove:1:1';
const privates = targets.filter((target) => target !== 'notice');

/** A token as Google passes it on, after it has checked it. */
function forwarded(target: Target, changes: Readonly<Record<string, unknown>> = {}): string {
  const claims = {
    iss: 'https://accounts.google.com',
    aud: `${ROOT}/${target}`,
    email: INVOKER,
    email_verified: true,
    exp: Date.parse('2026-03-27T11:00:00Z') / 1000,
    ...changes,
  };
  const encoded = [{ alg: 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `Bearer ${encoded.join('.')}.SIGNATURE_REMOVED_BY_GOOGLE`;
}

let bench: DispatchBench;
let deployment: Deployment;
let opened: number;
let logged: string[];
let servers: Map<Target, Server>;

beforeAll(async () => {
  serveFunctions({
    isCaller: async (target, authorization) =>
      isForwardedFor(authorization, { audience: `${ROOT}/${target}`, invoker: INVOKER }, bench.now()),
    isNoticeToken: (given) => given === TOKEN,
    open: async () => {
      opened += 1;
      return deployment;
    },
    openQueue: async () => {
      opened += 1;
      return deployment.queue;
    },
    now: () => bench.now(),
    log: logTo((line) => void logged.push(line)),
  });
  servers = new Map(targets.map((target) => [target, getTestServer(target)]));
  await Promise.all(
    [...servers.values()].map((server) => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))),
  );
});
afterAll(() => {
  for (const server of servers.values()) server.close();
});
beforeEach(async () => {
  bench = await openUsualDeployment();
  deployment = bench.ports;
  bench.since();
  opened = 0;
  logged = [];
});

async function call(target: Target, init: RequestInit = {}) {
  const { port } = servers.get(target)!.address() as AddressInfo;
  const headers = { authorization: forwarded(target), 'content-type': 'text/plain', ...init.headers };
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', ...init, headers });
  return { status: answer.status, text: await answer.text() };
}
const lines = () => logged.map((line) => JSON.parse(line) as Record<string, unknown>);
const nothingWasAsked = () => {
  expect(opened).toBe(0);
  expect(bench.since()).toEqual({ reads: 0, writes: 0, sheetReads: 0, sheetWrites: 0 });
  expect(bench.queue.asked()).toBe(0);
};

describe.each(privates)('%s', (target) => {
  const other = privates.find((one) => one !== target)!;
  it.each([
    ['nobody in particular', { authorization: '' }],
    ['another scheme', { authorization: `Basic ${Buffer.from(INVOKER).toString('base64')}` }],
    ['what is no token', { authorization: 'Bearer x' }],
    ['a token for another function', { authorization: forwarded(other) }],
    ['another account', { authorization: forwarded(target, { email: 'someone@else.iam.gserviceaccount.com' }) }],
    ['an address that was not verified', { authorization: forwarded(target, { email_verified: false }) }],
    ['another issuer', { authorization: forwarded(target, { iss: 'https://accounts.example' }) }],
    ['a token of yesterday', { authorization: forwarded(target, { exp: 1_774_000_000 }) }],
    ['a token that says nothing', { authorization: 'Bearer e30.e30.SIGNATURE_REMOVED_BY_GOOGLE' }],
    [
      'whom Google let in by another header',
      { authorization: forwarded(target), 'x-serverless-authorization': 'Bearer x' },
    ],
    ['a token signed by whoever', { authorization: forwarded(target).replace('SIGNATURE_REMOVED_BY_GOOGLE', 'aaaa') }],
  ])('refuses %s before it looks at anything', async (_, headers) => {
    expect(await call(target, { headers, body: '{"place":"x"}' })).toEqual({
      status: 401,
      text: '{"code":"not-allowed"}',
    });
    nothingWasAsked();
    expect(lines()).toEqual([expect.objectContaining({ severity: 'WARNING', message: target, status: 401 })]);
  });

  it.each([
    ['is no JSON', '{"place":'],
    ['is of another kind', '[]'],
    ['says more than it should', '{"place":"a","alliance":"harrowdale","startYear":"2025","more":1}'],
    ['has ids that are none', '{"place":"a/../b"}'],
    ['has a year that is none', '{"alliance":"harrowdale","startYear":"soon"}'],
  ])('refuses a body that %s', async (_, body) => {
    expect(await call(target, { body })).toEqual({ status: 400, text: '{"code":"not-a-task"}' });
    nothingWasAsked();
  });

  it('refuses a body that is too large, and other methods', async () => {
    expect(await call(target, { body: 'x'.repeat(5000) })).toEqual({ status: 413, text: '{"code":"too-large"}' });
    expect(await call(target, { method: 'GET' })).toEqual({ status: 405, text: '{"code":"not-a-task"}' });
    nothingWasAsked();
  });

  it('lets no message out: not in its answer, not in its log', async () => {
    const bodies: Partial<Record<Target, string>> = {
      'sync-workbook': JSON.stringify({ place: ELM_PARK }),
      publish: JSON.stringify({ alliance: HARROWDALE, startYear: '2025' }),
    };
    const body = bodies[target] ?? '{}';
    const failures: [Error, number, string][] = [
      [new TypeError(SECRET), 500, 'fault'],
      [new EdgeError('busy', SECRET, { retryable: true, cause: new Error(SECRET) }), 503, 'busy'],
      [new EdgeError('store-damaged', SECRET), 200, 'store-damaged'],
      [new Refusal(SECRET), 200, 'not-allowed'],
      [new Refusal(SECRET, { code: 'not-a-workbook' }), 200, 'not-a-workbook'],
      [new Refusal(SECRET, { code: 'changed-meanwhile', retryable: true }), 503, 'changed-meanwhile'],
    ];
    for (const [error, status, code] of failures) {
      const fail = () => Promise.reject(error);
      deployment = { ...bench.ports, registry: { ...bench.ports.registry, getDocument: fail, list: fail } };
      expect(await call(target, { body })).toEqual({ status, text: JSON.stringify({ code }) });
    }
    expect(lines()).toHaveLength(failures.length);
    expect(logged.join()).not.toMatch(/Jo Bloggs|Elm Grove/);
    expect(lines()[0]).toMatchObject({ severity: 'ERROR', fault: 'TypeError' });
    expect((lines()[0]!['at'] as string[])[0]).toMatch(/^at .*serve-functions\.test\.ts:\d+:\d+/);
  });
});

describe('the functions together', () => {
  it('do the job: a reading of the feed, the checks it asks for, what leans on them', async () => {
    expect(await call('poll')).toEqual({ status: 200, text: '{"code":"done"}' });
    for (let round = 0; round < 10 && bench.queue.waiting().length > 0; round += 1) {
      bench.pass(130);
      await bench.queue.run(bench.now(), async ({ target, body }) => {
        const authorization = forwarded(target, { exp: bench.now().getTime() / 1000 + 60 });
        const { status } = await call(target, { headers: { authorization }, body: JSON.stringify(body) });
        expect(status).toBe(200);
      });
    }
    expect(bench.queue.waiting()).toEqual([]);
    const start = (await bench.workbooks.read(BOOK)).tabs[0]!.rows;
    expect(JSON.stringify(start)).toContain('1½ of 9');
    expect(lines().every(({ severity, code }) => severity === 'INFO' && code === 'done')).toBe(true);
    expect(lines().find(({ place }) => place === ELM_PARK)).toMatchObject({
      message: 'sync-workbook',
      workbook: 'school-990001-2025',
      rows: 4,
      committed: true,
    });
  });

  it('write a log in which no word of a workbook stands', async () => {
    const cell = 'Mx Fielding';
    await call('sync-workbook', { body: JSON.stringify({ place: ELM_PARK }) });
    expect(JSON.stringify((await bench.workbooks.read(ELM_PARK)).tabs)).toContain(cell);
    expect(logged.join()).not.toContain(cell);
  });

  it('say as an error what somebody must mend, and as a warning what passes by itself', async () => {
    const body = JSON.stringify({ place: ELM_PARK });
    const refuse = (error: EdgeError) => () => Promise.reject(error);
    const books = bench.ports.workbooksOf();
    const refusal = new EdgeError('not-allowed', SECRET);
    deployment = { ...bench.ports, workbooksOf: () => ({ ...books, replaceOwnSheets: refuse(refusal) }) };
    await call('sync-workbook', { body: JSON.stringify({ place: BOOK }) });
    expect(await call('sync-workbook', { body })).toEqual({ status: 200, text: '{"code":"not-written"}' });
    expect(lines()[1]).toMatchObject({ severity: 'ERROR', code: 'not-written', committed: true, written: false });

    const mails = [new EdgeError('unreachable', SECRET, { retryable: true }), refusal];
    for (const error of mails) {
      bench = await openUsualDeployment();
      bench.mailGoesTo({ deliver: refuse(error) });
      deployment = bench.ports;
      await call('sync-workbook', { body: JSON.stringify({ place: BOOK }) });
      expect((await call('sync-workbook', { body })).text).toBe('{"code":"done"}');
      const round = JSON.stringify({ alliance: HARROWDALE, startYear: '2025', round: 'daily' });
      await call('publish', { body: round });
      bench.pass(120);
      await call('poll', { headers: { authorization: forwarded('poll') } });
      const said = lines()
        .slice(-2)
        .map(({ message, severity, mail }) => [message, severity, mail]);
      const severity = error.retryable ? 'WARNING' : 'ERROR';
      expect(said).toEqual(['publish', 'poll'].map((name) => [name, severity, error.code]));
    }
    expect(logged.join()).not.toMatch(/Jo Bloggs|Elm Grove/);
  });

  it('say as an error that a message was given up', async () => {
    bench.mailGoesTo({ deliver: () => Promise.reject(new EdgeError('unreachable', SECRET, { retryable: true })) });
    const message = { id: 'a', to: ['office@elmpark.example'], subject: 's', text: 't' };
    const waiting = [{ message, tries: 77, next: '2026-03-27T00:00:00.000Z' }];
    await bench.ports.registry.compareAndSet('mail-waiting', null, JSON.stringify(waiting));
    await call('poll');
    expect(lines()).toEqual([expect.objectContaining({ severity: 'ERROR', code: 'done', givenUp: ['a'] })]);
  });

  it('leave a spreadsheet alone that they do not know, and say so once', async () => {
    const body = JSON.stringify({ place: 'a-stranger' });
    expect(await call('sync-workbook', { body })).toEqual({ status: 200, text: '{"code":"unknown-workbook"}' });
    expect(bench.since()).toMatchObject({ sheetReads: 0, writes: 0 });
  });

  it('know a task that comes again by its header', async () => {
    await bench.settle();
    const body = JSON.stringify({ alliance: HARROWDALE, startYear: '2025' });
    const authorization = forwarded('publish', { exp: bench.now().getTime() / 1000 + 60 });
    await call('publish', { body, headers: { authorization } });
    expect(bench.queue.waiting()).toEqual([]);
    await call('publish', { body, headers: { authorization, 'x-cloudtasks-taskretrycount': '1' } });
    expect(bench.queue.waiting().map(({ body }) => body)).toEqual([{ place: BOOK }]);
  });
});

describe('notice', () => {
  let tests = 0;
  // The function remembers what it asked the queue for, so each test has a time of its own.
  beforeEach(() => {
    tests += 1;
    bench.pass(tests * 60);
  });
  const notice = (headers: Record<string, string>, init: RequestInit = {}) =>
    call('notice', { ...init, headers: { authorization: '', ...headers } });
  const SAME = { status: 204, text: '' };

  it('has the feed read soon, once for many notices', async () => {
    for (let i = 0; i < 5; i += 1)
      expect(await notice({ 'x-goog-channel-token': TOKEN, 'x-goog-message-number': String(i) })).toEqual(SAME);
    expect(bench.queue.asked()).toBe(1);
    expect(bench.queue.waiting()).toEqual([expect.objectContaining({ target: 'poll', body: {} })]);
    const [task] = bench.queue.waiting();
    const wait = Date.parse(task!.at) - bench.now().getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(15_000);
    expect(bench.since()).toEqual({ reads: 0, writes: 0, sheetReads: 0, sheetWrites: 0 });
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { 'x-goog-channel-token': `${TOKEN.slice(0, -1)}2` }],
    ['a part of the token', { 'x-goog-channel-token': TOKEN.slice(0, 10) }],
    ['the token in another place', { 'x-goog-channel-id': TOKEN, cookie: TOKEN }],
    ['the caller’s token of a private function', { authorization: forwarded('poll') }],
  ])('answers the same to %s, and asks nothing of anyone', async (_, headers) => {
    expect(await notice(headers)).toEqual(SAME);
    expect(await notice(headers, { body: 'x'.repeat(1_000_000) })).toEqual(SAME);
    expect(await notice(headers, { method: 'GET' })).toEqual(SAME);
    nothingWasAsked();
    expect(logged).toEqual([]);
  });

  it('believes nothing else that a notice says', async () => {
    const body = JSON.stringify({ place: ELM_PARK, target: 'publish' });
    await notice({ 'x-goog-channel-token': TOKEN, 'x-goog-resource-uri': `https://x/${ELM_PARK}` }, { body });
    expect(bench.queue.waiting()).toEqual([expect.objectContaining({ target: 'poll', body: {} })]);
  });

  it('asks the queue once for each ten seconds, however often a notice is repeated', async () => {
    for (let second = 0; second < 30; second += 1) {
      await Promise.all([0, 1, 2].map(() => notice({ 'x-goog-channel-token': TOKEN })));
      bench.pass(1);
    }
    expect(bench.queue.asked()).toBeLessThanOrEqual(4);
    expect(bench.queue.waiting()).toHaveLength(bench.queue.asked());
  });

  it('asks again where the queue did not take it', async () => {
    const usual = deployment;
    deployment = { ...usual, queue: { enqueue: () => Promise.reject(new EdgeError('unreachable', SECRET)) } };
    await notice({ 'x-goog-channel-token': TOKEN });
    deployment = usual;
    await notice({ 'x-goog-channel-token': TOKEN });
    expect(bench.queue.waiting()).toHaveLength(1);
  });

  it('answers the same when the queue cannot be reached, and logs no message', async () => {
    deployment = { ...bench.ports, queue: { enqueue: () => Promise.reject(new EdgeError('unreachable', SECRET)) } };
    expect(await notice({ 'x-goog-channel-token': TOKEN })).toEqual(SAME);
    expect(lines()).toEqual([{ severity: 'ERROR', message: 'notice', code: 'unreachable' }]);
  });
});
