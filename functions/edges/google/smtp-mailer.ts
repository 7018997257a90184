import type { Transporter } from 'nodemailer';
import { mailInHtml } from '../mail-in-html.ts';
import { type MailServer, readMailServer } from '../mail-server.ts';
import { type EdgeCode, EdgeError, type Mailer } from '../ports.ts';

interface SmtpSetUp {
  /** `smtps://name:password@host` or `smtp://host:port`; a name and password are never sent in the clear. */
  readonly url: string;
  /** The plain address that messages come from. */
  readonly from: string;
  /** For each step of a delivery, in milliseconds. */
  readonly timeout: number;
}

/** Letters, digits and what RFC 5321 allows besides, once @; no quoted forms, in which control characters hide. */
const ADDRESS = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/**
 * Messages over SMTP, in plain text and as a page. A mail server does not say what it was sent before, so the same message may go out twice after a
 * lost answer; it then has the same Message-ID, by which mail programs show it once. A message counts as delivered when the server
 * took it for at least one of its recipients, so that nobody gets it again because of somebody else's address.
 */
export function smtpMailer({ url, from, timeout }: SmtpSetUp): Mailer {
  let opening: Promise<Transporter> | undefined;
  return {
    async deliver({ id, to, subject, text }) {
      if (to.length === 0 || ![from, ...to].every((address) => ADDRESS.test(address))) {
        throw new EdgeError('not-allowed', 'An address is no e-mail address. Correct it in the alliance’s workbook.');
      }
      const server = serverAt(url);
      try {
        opening ??= connect(server, timeout, from);
        const transporter = await opening;
        const line = subject.replace(/[\s\p{Cc}]+/gu, ' ').trim();
        await transporter.sendMail({
          from,
          to: to.map((address) => ({ name: '', address })),
          subject: line,
          text,
          html: mailInHtml(line, text),
          messageId: `<${idPart(id)}@${domainOf(from)}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw faultOfMail(error);
      }
    },
  };
}

/**
 * Whether a mail server takes us in, by its address; nothing is sent. `from` is the address that messages are to come from, where it is
 * known. @throws EdgeError where it does not: `unreachable` where it could not be asked.
 */
export async function tryMailServer(url: string, timeout: number, from?: string): Promise<void> {
  const server = serverAt(url);
  try {
    const transporter = await connect(server, timeout, from ?? server.login?.user ?? '');
    await transporter.verify().finally(() => transporter.close());
  } catch (error) {
    throw faultOfMail(error);
  }
}

function serverAt(url: string): MailServer {
  const read = readMailServer(url);
  if ('fault' in read) throw new EdgeError('not-allowed', `The address of the mail server should be ${read.fault}.`);
  return read;
}

/** Greets the server with the domain that messages come from: what a computer calls itself, some servers refuse. */
async function connect({ host, port, secure, login }: MailServer, timeout: number, from: string): Promise<Transporter> {
  const { default: nodemailer } = await import('nodemailer');
  return nodemailer.createTransport({
    host,
    port,
    secure,
    ...(from.includes('@') && { name: domainOf(from) }),
    ...(login !== null && { auth: login, requireTLS: !secure }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
  });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** What may stand before the @ of a Message-ID (RFC 5322, 3.6.4), told apart as the ids are. */
function idPart(id: string): string {
  return encodeURIComponent(id.toWellFormed()).replace(/[().]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

interface Fault {
  readonly code: EdgeCode;
  readonly advice: string;
  readonly retryable?: boolean;
}

const AWAY: Fault = {
  code: 'unreachable',
  advice: 'The mail server could not be reached or did not take the message now. It is sent again by itself.',
  retryable: true,
};
const NOT_KNOWN: Fault = {
  code: 'not-allowed',
  advice: 'The mail server does not accept the name and password Concordat was given. Check its address for mail.',
};
const REFUSED: Fault = {
  code: 'not-allowed',
  advice:
    'The mail server refuses the message or everyone it is for. Check the e-mail addresses in the alliance’s workbook.',
};

/** What went wrong, as the port's error. Servers' words name addresses, and others' may quote a password, so the cause holds codes only. */
function faultOfMail(error: unknown): EdgeError {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    const name = error instanceof Error ? error.name : typeof error;
    return new EdgeError(
      'unreadable',
      `The message was not sent because of a fault in Concordat (${name}). Please report it.`,
    );
  }
  const response = 'responseCode' in error ? Number(error.responseCode) : 0;
  const { code, advice, retryable = false } = faultOf(error.code, response);
  return new EdgeError(code, advice, { cause: new Error(`SMTP ${error.code} ${response}`), retryable });
}

function faultOf(code: string, response: number): Fault {
  if (code === 'EAUTH') return response >= 400 && response < 500 ? AWAY : NOT_KNOWN;
  return response >= 500 ? REFUSED : AWAY;
}
