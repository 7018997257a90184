import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GoogleAuth, OAuth2Client } from 'google-auth-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE, timestamp } from './clock.ts';
import { openGoogle, type StandIn } from './stand-in.ts';

const QUEUE = 'projects/alderfold/locations/europe-west2/queues/sync';
const ADDRESS = 'https://concordat.example/sync-workbook';

let google: StandIn;
let answers: number[];
const heard: { readonly authorization: string; readonly body: string; readonly retry: string }[] = [];
const worker = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { authorization = '', 'x-cloudtasks-taskretrycount': retry } = request.headers;
  heard.push({ authorization, body, retry: String(retry) });
  response.writeHead(answers.shift() ?? 204).end();
});

beforeEach(async () => {
  answers = [];
  heard.length = 0;
  google = await openGoogle();
  google.tasks.addQueue(QUEUE);
  await new Promise<void>((listening) => worker.listen(0, '127.0.0.1', listening));
  google.route('https://concordat.example', `http://127.0.0.1:${(worker.address() as AddressInfo).port}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await google.stop();
  await new Promise((closed) => worker.close(closed));
});

async function create(name: string, after = 0, queue = QUEUE) {
  const httpRequest = {
    url: ADDRESS,
    httpMethod: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ workbook: name })).toString('base64'),
    oidcToken: { serviceAccountEmail: 'tasks@alderfold.example', audience: ADDRESS },
  };
  const task = { name: `${queue}/tasks/${name}`, scheduleTime: timestamp(google.clock.now() + after), httpRequest };
  return google.signIn().request<{ readonly name: string }>({
    url: `${google.rootUrl}v2/${queue}/tasks`,
    method: 'POST',
    data: { task },
    retry: false,
    validateStatus: () => true,
  });
}

describe('tasks', () => {
  it('run when they are due and not before', async () => {
    const { status, data } = await create('elm-park', MINUTE);
    expect([status, data.name]).toEqual([200, `${QUEUE}/tasks/elm-park`]);
    expect(await google.tasks.deliverDue()).toEqual([]);
    google.clock.advance(MINUTE);
    expect(await google.tasks.deliverDue()).toEqual([{ name: 'elm-park', retry: 0, status: 204 }]);
    expect(heard.map(({ body }) => body)).toEqual(['{"workbook":"elm-park"}']);
    expect(await google.tasks.deliverDue()).toEqual([]);
  });

  it('take one name once, until an hour after it ran', async () => {
    await create('elm-park');
    const again = await create('elm-park');
    expect([again.status, again.data]).toMatchObject([409, { error: { status: 'ALREADY_EXISTS' } }]);
    await google.tasks.deliverDue();
    google.clock.advance(HOUR - 1);
    expect((await create('elm-park')).status).toBe(409);
    google.clock.advance(1);
    expect((await create('elm-park')).status).toBe(200);
  });

  it('come again until they are answered with success, later each time', async () => {
    answers = [500, 404];
    await create('elm-park');
    const statuses: number[] = [];
    for (let at = 0; at < 40; at++) {
      statuses.push(...(await google.tasks.deliverDue()).map(({ status }) => status));
      google.clock.advance(25);
    }
    expect(statuses).toEqual([500, 404, 204]);
    expect(heard.map(({ retry }) => retry)).toEqual(['0', '1', '2']);
  });

  it('may come twice, and be sent where nobody answers', async () => {
    await create('elm-park');
    expect(await google.tasks.deliverDue(() => 'twice')).toHaveLength(2);
    google.route('https://concordat.example', 'http://127.0.0.1:1');
    await create('meadows');
    expect(await google.tasks.deliverDue()).toEqual([{ name: 'meadows', retry: 0, status: 0 }]);
    expect(google.tasks.waiting().map(({ dispatches }) => dispatches)).toEqual([1]);
  });

  it('are refused by a queue that is not there, with a name that is not allowed or too far ahead', async () => {
    const elsewhere = `${QUEUE}-other`;
    expect((await create('elm-park', 0, elsewhere)).status).toBe(404);
    expect((await create('elm.park')).status).toBe(400);
    expect((await create('elm-park', 31 * 24 * HOUR)).status).toBe(400);
  });
});

describe('who calls', () => {
  const verifier = () =>
    new OAuth2Client({
      endpoints: {
        oauth2FederatedSignonPemCertsUrl: `${google.rootUrl}oauth2/v1/certs`,
        oauth2FederatedSignonJwkCertsUrl: `${google.rootUrl}oauth2/v3/certs`,
      },
    });

  it('is said by a token that google-auth-library accepts', async () => {
    await create('elm-park');
    await google.tasks.deliverDue();
    const idToken = heard[0]?.authorization.replace('Bearer ', '') ?? '';
    const ticket = await verifier().verifyIdToken({ idToken, audience: ADDRESS });
    expect(ticket.getPayload()).toMatchObject({ email: 'tasks@alderfold.example', email_verified: true, aud: ADDRESS });
    await expect(verifier().verifyIdToken({ idToken, audience: 'https://other.example' })).rejects.toThrow('audience');
  });

  it('is not believed when the token is old, of another issuer or signed by another', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const old = google.identity.idToken(ADDRESS, { iat: now - 7200, exp: now - 3600 });
    const other = google.identity.idToken(ADDRESS, { iss: 'https://issuer.example' });
    const forged = google.identity.idToken(ADDRESS, {}, privateKey);
    for (const idToken of [old, other, forged]) {
      await expect(verifier().verifyIdToken({ idToken, audience: ADDRESS })).rejects.toThrow();
    }
  });

  it('is what a deployed function is told of itself', async () => {
    vi.stubEnv('GCE_METADATA_HOST', new URL(google.rootUrl).host);
    vi.stubEnv('METADATA_SERVER_DETECTION', 'assume-present');
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined);
    vi.stubEnv('HOME', '/nowhere');
    const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/spreadsheets'] });
    expect((await auth.getCredentials()).client_email).toBe(google.email);
    expect(await auth.getProjectId()).toBe('alderfold');
    const fetched = await auth.request({ url: `${google.rootUrl}drive/v3/about?fields=user(emailAddress)` });
    expect(fetched.data).toEqual({ user: { emailAddress: google.email } });
  });

  it('can be checked by certificates in both of Google’s forms', async () => {
    const fetched = async (path: string) => (await fetch(google.rootUrl + path)).json();
    const pems = (await fetched('oauth2/v1/certs')) as Record<string, string>;
    const { keys } = (await fetched('oauth2/v3/certs')) as {
      readonly keys: readonly { readonly kid: string; n: string }[];
    };
    const [[kid, pem] = []] = Object.entries(pems);
    expect(keys.map((key) => key.kid)).toEqual([kid]);
    const certificate = new X509Certificate(pem ?? '');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.export({ format: 'jwk' })).toMatchObject({ n: keys[0]?.n });
  });
});
