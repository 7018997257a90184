import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Arrived } from './mailer-contract.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** The same as a page. */
  readonly html: string;
}

export interface MailServer {
  /** Such as `smtp://127.0.0.1:4321`. */
  readonly url: string;
  /** Every message it took, in order, but for the checkpoints for the chairs. */
  readonly received: readonly Received[];
  /** Those, as each computer and key makes others. */
  readonly toChairs: readonly Received[];
  /** As a mailbox shows them: what has the same Message-ID stands once. */
  shown(): Arrived[];
  close(): Promise<void>;
}

/** A mail server on this computer, without certificates unless told otherwise. */
export async function openMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const toChairs: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const message = {
          ...read(Buffer.concat(chunks)),
          from: sender,
          to: envelope.rcptTo.map(({ address }) => address),
        };
        const isToChair = message.headers.get('message-id')?.startsWith('<chairs-') === true;
        (isToChair ? toChairs : received).push(message);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  const socket = server.listen(0, '127.0.0.1');
  await new Promise((listening) => socket.once('listening', listening));
  return {
    url: `smtp://127.0.0.1:${(socket.address() as AddressInfo).port}`,
    received,
    toChairs,
    shown: () => asShown(received),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function read(raw: Buffer): Pick<Received, 'headers' | 'text' | 'html'> {
  const { headers, body } = inTwo(raw.toString('utf8'));
  const boundary = /boundary="(.*)"/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = body.split(`--${boundary}`).map((one) => inTwo(one.replace(/^\r\n|\r\n$/g, '')));
  const part = (type: string) => {
    const found = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
    return decoded(found?.body ?? '', found?.headers.get('content-transfer-encoding') ?? '');
  };
  return { headers, text: part('text/plain'), html: part('text/html') };
}

function inTwo(raw: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line.slice(line.indexOf(':') + 2))]),
  );
  return { headers, body: rest.join('\r\n\r\n') };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString().replaceAll('\r\n', '\n');
  const whole = encoding === 'quoted-printable' ? quotedPrintable(body.replace(/=\r\n/g, '')) : body;
  return whole.replaceAll('\r\n', '\n').replace(/\n$/, '');
}

function quotedPrintable(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
}

/** Words that RFC 2047 encodes. */
function words(value: string): string {
  return value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind, text) =>
      /b/i.test(kind)
        ? Buffer.from(text, 'base64').toString('latin1')
        : Buffer.from(quotedPrintable(text.replaceAll('_', ' '))).toString('latin1'),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString());
}

function asShown(received: readonly Received[]): Arrived[] {
  const byId = new Map(received.map((one) => [one.headers.get('message-id') ?? '', one]));
  return [...byId].map(([messageId, { to, headers, text, html }]) => ({
    id: decodeURIComponent(/^<(.*)@[^@]*>$/.exec(messageId)?.[1] ?? ''),
    to,
    subject: headers.get('subject') ?? '',
    text,
    html,
  }));
}
