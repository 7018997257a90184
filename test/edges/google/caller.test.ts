import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallerCheck, callerCheck } from '../../../functions/edges/google/caller.ts';
import { isNoticeToken } from '../../../functions/edges/google/notice-token.ts';
import { openGoogle, type StandIn } from '../../support/google/stand-in.ts';
import { runs } from '../../support/property-runs.ts';

const INVOKER = 'invoker@alderfold.iam.gserviceaccount.com';
const SYNC = 'https://concordat.example/sync-workbook';
const seconds = () => Math.floor(Date.now() / 1000);

let standIn: StandIn;
let mayCall: CallerCheck;
beforeAll(async () => {
  standIn = await openGoogle();
  mayCall = callerCheck(INVOKER, `${standIn.rootUrl}oauth2/v1/certs`);
});
afterAll(() => standIn.stop());

const bearer = (...token: Parameters<StandIn['identity']['idToken']>) => `Bearer ${standIn.identity.idToken(...token)}`;

describe('who may call', () => {
  it('is the account that was named, at the address its token is for', async () => {
    expect(await mayCall(bearer(SYNC, { email: INVOKER }), SYNC)).toBe(true);
    expect(await mayCall(bearer(SYNC, { email: INVOKER }).replace('Bearer', 'bearer'), SYNC)).toBe(true);
  });

  it.each([
    ['another account', () => bearer(SYNC, { email: 'somebody@else.iam.gserviceaccount.com' })],
    ['another address', () => bearer('https://concordat.example/poll', { email: INVOKER })],
    ['an address nobody verified', () => bearer(SYNC, { email: INVOKER, email_verified: false })],
    ['another issuer', () => bearer(SYNC, { email: INVOKER, iss: 'https://evil.example' })],
    ['a token of yesterday', () => bearer(SYNC, { email: INVOKER, iat: seconds() - 90_000, exp: seconds() - 86_000 })],
    ['a token of tomorrow', () => bearer(SYNC, { email: INVOKER, iat: seconds() + 86_000, exp: seconds() + 89_000 })],
    ['a token for ever', () => bearer(SYNC, { email: INVOKER, exp: seconds() + 10_000_000 })],
    [
      'another signature',
      () => bearer(SYNC, { email: INVOKER }, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    ],
    ['no signature', () => bearer(SYNC, { email: INVOKER }).replace(/\.[\w-]+$/, '.')],
    [
      'a changed token',
      () => bearer(SYNC, { email: INVOKER }).replace(/\.(.)/, (_, sign) => `.${sign === 'e' ? 'f' : 'e'}`),
    ],
    ['no token', () => ''],
    ['another scheme', () => bearer(SYNC, { email: INVOKER }).replace('Bearer', 'Basic')],
    ['a very long token', () => `Bearer ${'a'.repeat(100_000)}.b.c`],
  ])('is nobody with %s', async (_name, authorization) => {
    expect(await mayCall(authorization(), SYNC)).toBe(false);
  });

  it('is nobody without a word, whatever the header says', async () => {
    expect(await mayCall(undefined, SYNC)).toBe(false);
    expect(await mayCall(bearer('', { email: INVOKER }), '')).toBe(false);
    const part = fc.base64String().map((text) => text.replace(/[+/=]/g, '_'));
    const token = fc.tuple(part, part, part).map((parts) => `Bearer ${parts.join('.')}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), token), async (header) => {
        expect(await mayCall(header, SYNC)).toBe(false);
      }),
      runs(200),
    );
  });

  it('is nobody where Google’s certificates cannot be had', async () => {
    const blind = callerCheck(INVOKER, `${standIn.rootUrl}nowhere`);
    expect(await blind(bearer(SYNC, { email: INVOKER }), SYNC)).toBe(false);
  });
});

describe('the secret of a notice', () => {
  it('is known only by itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, other) => {
        expect(isNoticeToken(secret, secret)).toBe(true);
        expect(isNoticeToken(other, secret)).toBe(other === secret);
        expect(isNoticeToken(`${secret} `, secret)).toBe(false);
      }),
    );
  });

  it('is nothing where there is none', () => {
    expect(isNoticeToken('', '')).toBe(false);
    expect(isNoticeToken(undefined, 'secret')).toBe(false);
    expect(isNoticeToken('', 'secret')).toBe(false);
  });
});
