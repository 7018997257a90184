import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Route } from './routes.ts';

export interface Claims {
  /** Seconds since 1970. */
  readonly iat?: number;
  readonly exp?: number;
  readonly iss?: string;
  readonly aud?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

export type Identity = ReturnType<typeof openIdentity>;

const HOUR_IN_SECONDS = 3600;
/** What Google says of its certificates. */
const CACHED = 'public, max-age=19800, must-revalidate, no-transform';

/** Google's part in knowing who calls: OIDC tokens signed with a key of its own, and the certificates to check them by. */
export function openIdentity(email: string) {
  const kid = 'stand-in-1';
  let made: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | null = null;
  // Made when first needed: most tests need none, and it takes a while.
  const keys = () => (made ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
  // What the program itself says in tests.
  const accessTokens = new Set(['stand-in']);
  const scopes = ['spreadsheets', 'drive', 'cloud-platform'].map((name) => `https://www.googleapis.com/auth/${name}`);

  return {
    /** What the account was let do when it signed in. */
    scopes,

    /** A token that lets the service account in. */
    accessToken(): string {
      const token = `ya29.stand-in-${accessTokens.size}`;
      accessTokens.add(token);
      return token;
    },

    admits: (authorization: string | undefined) => accessTokens.has((authorization ?? '').replace(/^Bearer /, '')),

    /**
     * An OIDC token for `audience`. It is valid by the machine's clock and not by the test's, as google-auth-library asks the
     * machine's. `claims` replace what would stand there; `key` signs instead of Google's, for a forged one.
     */
    idToken(audience: string, claims: Claims = {}, key: KeyObject = keys().privateKey): string {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        iss: 'https://accounts.google.com',
        aud: audience,
        azp: email,
        email,
        email_verified: true,
        sub: '1',
      };
      const parts = [
        { alg: 'RS256', kid, typ: 'JWT' },
        { ...usual, iat: now, exp: now + HOUR_IN_SECONDS, ...claims },
      ];
      const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
    },

    routes(): Route[] {
      const certificate = () => selfSigned(keys().publicKey, keys().privateKey);
      const jwk = () => ({ ...keys().publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' });
      const metadata = (id: string, path: string, answer: () => object): Route => ({
        id: `metadata.${id}`,
        verb: 'GET',
        path: new RegExp(`^/computeMetadata/v1/${path}$`),
        handle: () => ({ body: answer(), headers: { 'Metadata-Flavor': 'Google' } }),
      });
      const account = 'instance/service-accounts/default';
      return [
        // What a deployed function asks to know who it is (GCE_METADATA_HOST names the stand-in).
        metadata('instance', 'instance', () => ({})),
        metadata('email', `${account}/email`, () => Buffer.from(email)),
        metadata('project', 'project/project-id', () => Buffer.from(email.replace(/^.*@|\..*$/g, ''))),
        metadata('universe', 'universe/universe-domain', () => Buffer.from('googleapis.com')),
        metadata('token', `${account}/token`, () => ({
          access_token: this.accessToken(),
          expires_in: HOUR_IN_SECONDS,
          token_type: 'Bearer',
        })),
        {
          id: 'oauth2.tokeninfo',
          verb: 'POST',
          path: /^\/tokeninfo$/,
          handle: () => ({ body: { azp: '1', scope: scopes.join(' '), expires_in: String(HOUR_IN_SECONDS) } }),
        },
        {
          id: 'oauth2.v1.certs',
          verb: 'GET',
          path: /^\/oauth2\/v1\/certs$/,
          handle: () => ({ body: { [kid]: certificate() }, headers: { 'cache-control': CACHED } }),
        },
        {
          id: 'oauth2.v3.certs',
          verb: 'GET',
          path: /^\/oauth2\/v3\/certs$/,
          handle: () => ({ body: { keys: [jwk()] } }),
        },
      ];
    },
  };
}

const OID = {
  commonName: '550403',
  sha256WithRsa: '2a864886f70d01010b',
} as const;

/** An X.509 certificate in PEM, which is how Google hands out its public keys (RFC 5280, 4.1). */
function selfSigned(publicKey: KeyObject, privateKey: KeyObject): string {
  const algorithm = der(0x30, der(0x06, Buffer.from(OID.sha256WithRsa, 'hex')), der(0x05));
  const commonName = der(0x30, der(0x06, Buffer.from(OID.commonName, 'hex')), der(0x0c, Buffer.from('stand-in')));
  const name = der(0x30, der(0x31, commonName));
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const key = publicKey.export({ format: 'der', type: 'spki' });
  const toSign = der(0x30, version, der(0x02, Buffer.from([1])), algorithm, name, validity, name, key);
  const signature = sign('RSA-SHA256', toSign, privateKey);
  const whole = der(0x30, toSign, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines.trim()}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
