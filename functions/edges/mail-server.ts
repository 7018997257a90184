/** A mail server, as its address names it. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first word, as smtps is; smtp becomes so before a name and password are sent. */
  readonly secure: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

/** What the address of the mail server should be where it cannot be used: never what it is, as a password stands in it. */
type Fault = { readonly fault: string };

const FORM: Fault = { fault: 'in one line, such as smtps://name:password@mail.example:465' };
const PERCENT: Fault = { fault: 'written with %25 in place of each % in its name or password' };
const CONTROLS: Fault = { fault: 'given a name and a password without line breaks or other signs that cannot be seen' };
const HALF: Fault = { fault: 'given both a name and a password before its last @, or neither' };

/** The name and password reach to the last @, so that every sign may stand in a password as it is, but for %. */
const ADDRESS =
  /^(?<scheme>smtps?):\/\/(?:(?<login>.*)@)?(?<host>[\p{L}\p{N}.-]+|\[[\da-f:.]+\])(?::(?<port>\d{1,5}))?\/?$/iu;
const CONTROL = /\p{Cc}/u;
/** As Google shows an app password: the gaps, which may be no-break spaces, are no part of it. */
const APP_PASSWORD = /^[a-z]{4}(?:\s[a-z]{4}){3}$/;
const GOOGLES = /(?:^|\.)(?:gmail|googlemail|google)\.com$/i;

/**
 * The one reader of the address of a mail server: `smtps://name:password@mail.example:465`, or `smtp://mail.example`. Deploying, the
 * doctor and the functions all ask it, so what one of them takes the others take.
 */
export function readMailServer(address: string): MailServer | Fault {
  const match = ADDRESS.exec(address.trim());
  if (match === null) return FORM;
  const { scheme = '', login, host = '', port } = match.groups!;
  const secure = scheme.toLowerCase() === 'smtps';
  const number = port === undefined ? (secure ? 465 : 587) : Number(port);
  if (number < 1 || number > 65_535) return FORM;
  const server = { host: host.replace(/^\[|\]$/g, ''), port: number, secure };
  if (login === undefined) return { ...server, login: null };
  const [, name, word] = /^([^:]*):(.*)$/.exec(login) ?? [];
  if (!name || !word) return HALF;
  const [user, pass] = [decoded(name), decoded(word)];
  if (user === null || pass === null) return PERCENT;
  if (CONTROL.test(`${user}${pass}`)) return CONTROLS;
  const isApp = GOOGLES.test(server.host) && APP_PASSWORD.test(pass);
  return { ...server, login: { user, pass: isApp ? pass.replace(/\s/g, '') : pass } };
}

/** Null where a % is not followed by two hex digits, or what they spell is no text. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
