import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { OAuth2Client } from 'google-auth-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Google, openGoogle, type Repeat } from '../../../functions/edges/google/google-clients.ts';
import type { Subject } from '../../../functions/edges/google/google-errors.ts';
import { type EdgeError, EdgeError as EdgeErrorClass } from '../../../functions/edges/ports.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const SECRET = 'Okafor';
/** In milliseconds; only where no answer comes. */
const IMPATIENT = 700;
const says =
  (status: number, reason: string, headers: Record<string, string> = {}, words = `about "${SECRET}"`): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    const errors = [{ reason, domain: 'global', message: words }];
    response.end(JSON.stringify({ error: { code: status, message: words, errors } }));
  };
const status =
  (code: number, word: string): Answer =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code, message: `Invalid range "${SECRET}"`, status: word } }));
  };
const good: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"spreadsheetId":"s1"}');
};
const cut: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"spreadsheet', () => response.destroy());
};
const half: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"spreadsheetId":"s');
};
const hangUp: Answer = (response) => void response.destroy();
const hang: Answer = () => {};

let server: Server;
let answers: Answer[];
let asked: string[];
let pauses: number[];
let google: Google;

beforeEach(async () => {
  answers = [];
  asked = [];
  pauses = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.authorization}`);
    request.resume();
    (answers.shift() ?? good)(response, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  google = open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterEach(
  () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
);

function open(rootUrl: string, attempt = 20_000): Google {
  const account = new OAuth2Client();
  account.setCredentials({ access_token: 'token-of-concordat', expiry_date: 4_000_000_000_000 });
  let time = Date.parse('2026-03-27T10:00:00Z');
  const sleep = async (milliseconds: number) => {
    pauses.push(milliseconds);
    time += milliseconds;
  };
  const patience = { attempts: 4, firstPause: 1000, longestPause: 8000, deadline: 60_000, attempt };
  return openGoogle({ account, rootUrl, patience, clockwork: { now: () => time, sleep, chance: () => 0 } });
}

async function read(repeat: Repeat = 'always', subject: Subject = 'workbook') {
  const sheets = await google.sheets();
  const request = { spreadsheetId: 's1', requestBody: { dataFilters: [{ a1Range: SECRET }] } };
  return google.ask(subject, repeat, (options) => sheets.spreadsheets.values.batchGetByDataFilter(request, options));
}

async function faultOf(work: Promise<unknown>): Promise<EdgeError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EdgeErrorClass);
  return error as EdgeError;
}

describe('a request to Google', () => {
  it('carries the account and gives the answer', async () => {
    expect(await read()).toEqual({ spreadsheetId: 's1' });
    expect(asked).toEqual(['POST Bearer token-of-concordat']);
  });

  it.each<[string, Answer, number[]]>([
    ['429 with seconds', says(429, 'rateLimitExceeded', { 'retry-after': '7' }), [7000]],
    ['429 with a date', says(429, 'rateLimitExceeded', { 'retry-after': 'Fri, 27 Mar 2026 10:00:20 GMT' }), [20_000]],
    ['429 without', status(429, 'RESOURCE_EXHAUSTED'), [0]],
    ['403 for too much', says(403, 'userRateLimitExceeded'), [0]],
    ['500', says(500, 'backendError'), [0]],
    ['503', status(503, 'UNAVAILABLE'), [0]],
    ['a cut connection', hangUp, [0]],
    ['an answer cut off', cut, [0]],
    ['half an answer', half, [0]],
    ['no answer in time', hang, [0]],
  ])('is repeated after %s', async (_name, fault, expected) => {
    answers = [fault];
    if (fault === hang) google = open(google.rootUrl!, IMPATIENT);
    expect(await read()).toEqual({ spreadsheetId: 's1' });
    expect(asked).toHaveLength(2);
    expect(pauses).toEqual(expected);
  });

  it.each<[string, Answer, boolean]>([
    ['429', says(429, 'rateLimitExceeded'), true],
    ['403 for too much', says(403, 'rateLimitExceeded'), true],
    ['503', status(503, 'UNAVAILABLE'), false],
    ['a cut connection', hangUp, false],
    ['no answer in time', hang, false],
  ])('that must not be done twice is repeated after %s only if it was turned away', async (_name, fault, again) => {
    answers = [fault];
    if (fault === hang) google = open(google.rootUrl!, IMPATIENT);
    if (again) expect(await read('if-undone')).toEqual({ spreadsheetId: 's1' });
    else expect(await faultOf(read('if-undone'))).toMatchObject({ code: 'unreachable', retryable: true });
    expect(asked).toHaveLength(again ? 2 : 1);
  });

  it('is repeated where nobody listens, since nothing can have been done', async () => {
    google = open('http://127.0.0.1:1/');
    expect(await faultOf(read('if-undone'))).toMatchObject({ code: 'unreachable', retryable: true });
    expect(pauses).toHaveLength(3);
  });

  it.each<[string, Answer, Subject, string, boolean]>([
    ['429', says(429, 'rateLimitExceeded'), 'workbook', 'busy', true],
    ['429 by its status', status(429, 'RESOURCE_EXHAUSTED'), 'workbook', 'busy', true],
    ['403 rate limit', says(403, 'userRateLimitExceeded'), 'drive', 'busy', true],
    ['500', says(500, 'internalError'), 'workbook', 'unreachable', true],
    ['503', status(503, 'UNAVAILABLE'), 'drive', 'unreachable', true],
    ['hanging up', hangUp, 'workbook', 'unreachable', true],
    ['half an answer', half, 'workbook', 'unreachable', true],
    ['a time-out', hang, 'workbook', 'unreachable', true],
    ['404', says(404, 'notFound'), 'workbook', 'not-found', false],
    ['404', says(404, 'notFound'), 'drive', 'not-found', false],
    ['404', status(404, 'NOT_FOUND'), 'queue', 'not-found', false],
    ['403', status(403, 'PERMISSION_DENIED'), 'workbook', 'not-allowed', false],
    ['403', says(403, 'insufficientFilePermissions'), 'drive', 'not-allowed', false],
    ['403', says(403, 'insufficientPermissions'), 'feed', 'not-allowed', false],
    ['401', status(401, 'UNAUTHENTICATED'), 'workbook', 'not-allowed', false],
    ['storage', says(403, 'storageQuotaExceeded'), 'drive', 'no-space', false],
    ['a full drive', says(403, 'teamDriveFileLimitExceeded'), 'drive', 'no-space', false],
    ['a bad mark', says(400, 'invalid'), 'feed', 'feed-lost', false],
    ['an old mark', says(410, 'invalidPageToken'), 'feed', 'feed-lost', false],
    ['another kind of file', status(400, 'FAILED_PRECONDITION'), 'workbook', 'not-a-workbook', false],
    ['another kind of file', says(400, 'failedPrecondition'), 'workbook', 'not-a-workbook', false],
    ['an address without an account', says(400, 'invalidSharingRequest'), 'drive', 'not-allowed', false],
    ['an address for notices', says(401, 'push.webhookUrlUnauthorized'), 'drive', 'not-allowed', false],
    ['413', status(413, 'INVALID_ARGUMENT'), 'queue', 'too-large', false],
    ['400', status(400, 'INVALID_ARGUMENT'), 'workbook', 'unreadable', false],
  ])('that ends in %s is told in plain words', async (_name, fault, subject, code, retryable) => {
    answers = Array.from({ length: 4 }, () => fault);
    if (fault === hang) google = open(google.rootUrl!, IMPATIENT);
    const error = await faultOf(read('always', subject));
    expect(error).toMatchObject({ code, retryable });
    expect(asked).toHaveLength(retryable ? 4 : 1);
    expect(error.message).not.toContain(SECRET);
    expect(error.advice).not.toContain(SECRET);
    expect(error.advice).toMatch(/^[A-Z].*\.$/);
    const inFull = inspect(error, { depth: 9 });
    expect(inFull).not.toContain('token-of-concordat');
    expect(inFull).not.toContain('dataFilters');
  });

  it.each<[string, Answer, RegExp]>([
    ['a service that is off', says(403, 'accessNotConfigured'), /not switched on/],
    ['scopes that are too narrow', says(403, 'insufficientPermissions'), /scopes/],
    [
      'somebody who may not act as Concordat',
      says(403, 'IAM_PERMISSION_DENIED', {}, 'iam.serviceAccounts.getAccessToken'),
      /which role/,
    ],
    [
      'another right that is missing',
      says(403, 'IAM_PERMISSION_DENIED', {}, 'cloudtasks.tasks.create'),
      /add to its queue/,
    ],
  ])('that was refused because of %s says so', async (_name, fault, advice) => {
    answers = [fault];
    expect((await faultOf(read('always', 'queue'))).advice).toMatch(advice);
  });

  it.each([
    [
      'nobody is signed in',
      new Error('Could not load the default credentials. Browse to https://cloud.google.com/docs'),
    ],
    ['there is no such file', new Error('Unable to read the credential file specified by the environment variable')],
    ['the file is no key', new Error('The incoming JSON object does not contain a client_email field')],
    ['the file is no JSON', new SyntaxError('Unexpected token \'x\', "xyz" is not valid JSON')],
  ])('says that there is nobody to ask as where %s', async (_name, missing) => {
    expect(await faultOf(google.ask('drive', 'always', () => Promise.reject(missing)))).toMatchObject({
      code: 'not-allowed',
      advice: expect.stringMatching(/^Nobody is signed in .*GOOGLE_APPLICATION_CREDENTIALS.* Sign in, as docs/),
    });
  });

  it('keeps what Google said for whoever looks for the fault', async () => {
    answers = [status(400, 'INVALID_ARGUMENT')];
    const error = await faultOf(read());
    expect(String((error.cause as Error).message)).toBe(`HTTP 400 INVALID_ARGUMENT: Invalid range "${SECRET}"`);
  });

  it('is not read beyond 64 MB', async () => {
    answers = [
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(65 * 1024 * 1024) });
        response.flushHeaders();
      },
    ];
    expect(await faultOf(read())).toMatchObject({ code: 'too-large', retryable: false });
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    answers = [
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        for (let sent = 0; sent < 66; sent += 1) response.write(megabyte);
        response.end();
      },
    ];
    expect(await faultOf(read())).toMatchObject({ code: 'too-large' });
  });

  it('lets a fault of ours show as it is', async () => {
    const bug = new TypeError('ours');
    await expect(google.ask('workbook', 'always', () => Promise.reject(bug))).rejects.toBe(bug);
    expect(pauses).toEqual([]);
  });
});
