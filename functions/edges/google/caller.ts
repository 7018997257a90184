import { OAuth2Client } from 'google-auth-library';

/** Whether a request to a private function comes from the account that may call it; `audience` is the function's own address. */
export type CallerCheck = (authorization: string | undefined, audience: string) => Promise<boolean>;

/** A token of Google's is about 1,200 characters long. */
const TOKEN = /^Bearer ([\w-]{1,4000}\.[\w-]{1,4000}\.[\w-]{1,4000})$/i;

/**
 * Checks OIDC tokens that Google signed for `invoker`. False for anything else, whatever it is, and where Google's certificates cannot
 * be had.
 * @param certificatesUrl where they are; Google's own place unless told.
 */
export function callerCheck(invoker: string, certificatesUrl?: string): CallerCheck {
  const endpoints = certificatesUrl === undefined ? {} : { oauth2FederatedSignonPemCertsUrl: certificatesUrl };
  const client = new OAuth2Client({ endpoints });
  return async (authorization, audience) => {
    const idToken = TOKEN.exec(authorization ?? '')?.[1];
    if (idToken === undefined || audience === '') return false;
    try {
      const said = (await client.verifyIdToken({ idToken, audience })).getPayload();
      return said?.email === invoker && said.email_verified === true;
    } catch {
      return false;
    }
  };
}
