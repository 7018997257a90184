import { inspect } from 'node:util';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpMailer, tryMailServer } from '../../../functions/edges/google/smtp-mailer.ts';
import type { MailMessage } from '../../../functions/edges/ports.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';
import { describeMailerContract } from '../../support/mailer-contract.ts';

const FROM = 'concordat@alderfold.example';

const servers: MailServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function open(options: SMTPServerOptions = {}, login = '', timeout = 5000) {
  const server = await openMailServer(options);
  servers.push(server);
  const url = server.url.replace('//', `//${login}`);
  return { ...server, mailer: smtpMailer({ url, from: FROM, timeout }) };
}

describeMailerContract('SMTP, seen in a mailbox,', async () => {
  const { mailer, shown } = await open();
  return { mailer, delivered: shown };
});

const message: MailMessage = {
  id: 'outbox-school-990001-2025-2026-03-27',
  to: ['office@elmpark.example'],
  subject: '2 problems new',
  text: 'Two.',
};

describe('mail over SMTP', () => {
  it('is text and a page from the one address, and asks for no automatic answer', async () => {
    const { mailer, received } = await open();
    await mailer.deliver(message);
    expect(received[0]?.from).toBe(FROM);
    const { headers } = received[0]!;
    expect(headers.get('from')).toBe(FROM);
    expect(headers.get('to')).toBe('office@elmpark.example');
    expect(headers.get('content-type')).toMatch(/^multipart\/alternative;/);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('message-id')).toBe('<outbox-school-990001-2025-2026-03-27@alderfold.example>');
  });

  it('has one Message-ID for one id, however strange, and never the same for two', async () => {
    const { mailer, received } = await open();
    const ids = ['a/b', 'a%2Fb', 'a(b)', 'a%28b%29', '<x@y>', 'é 🏫', 'a\r\nBcc: x@y.example'];
    for (const id of ids) await mailer.deliver({ ...message, id });
    const given = received.map(({ headers }) => headers.get('message-id') ?? '');
    expect(new Set(given).size).toBe(ids.length);
    for (const one of given) expect(one).toMatch(/^<[\w!#$%&'*+/=?^`{|}~-]+@alderfold\.example>$/);
  });

  it.each([
    'Subject\r\nBcc: spy@evil.example',
    'Subject\nBcc: spy@evil.example',
    'Subject\r\n\r\nA body',
    'Subject\u0000\u2028Bcc: spy@evil.example',
    `${'long '.repeat(400)}\r\nBcc: spy@evil.example`,
  ])('lets nothing in a subject become a header (%j)', async (subject) => {
    const { mailer, received } = await open();
    await mailer.deliver({ ...message, subject });
    expect(received[0]?.to).toEqual(message.to);
    expect(received[0]?.headers.has('bcc')).toBe(false);
    expect(received[0]?.text).toBe('Two.');
    expect(received[0]?.headers.get('subject')).toBe(subject.replace(/[\s\p{Cc}]+/gu, ' ').trim());
  });

  it.each([
    'office@elmpark.example\r\nBcc: spy@evil.example',
    'office@elmpark.example, spy@evil.example',
    'office@elmpark.example> RCPT TO:<spy@evil.example',
    '"a b"@elmpark.example',
    'Office <office@elmpark.example>',
    'office',
    '',
  ])('goes to plain addresses only (%j)', async (address) => {
    const { mailer, received } = await open();
    const refused = mailer.deliver({ ...message, to: ['head@elmpark.example', address] });
    await expect(refused).rejects.toMatchObject({ name: 'EdgeError', code: 'not-allowed', retryable: false });
    await refused.catch((error: Error) => address !== '' && expect(error.message).not.toContain(address));
    expect(received).toEqual([]);
  });

  it('keeps dots, long lines and everything else in the text', async () => {
    const { mailer, received } = await open();
    const text = `.\n..\nFrom here\n${'x'.repeat(3000)}\n\n£½✓ 🏫 =3D\n<script>`;
    await mailer.deliver({ ...message, text });
    expect(received[0]?.text).toBe(text);
  });

  it.each<[string, SMTPServerOptions, string, boolean]>([
    [
      'a recipient nobody knows',
      { onRcptTo: (_address, _session, done) => done(smtpError(550)) },
      'not-allowed',
      false,
    ],
    ['a mailbox that is busy', { onRcptTo: (_address, _session, done) => done(smtpError(450)) }, 'unreachable', true],
    [
      'a server that is full',
      { onData: (stream, _session, done) => void stream.resume().on('end', () => done(smtpError(452))) },
      'unreachable',
      true,
    ],
    [
      'a message it will not have',
      { onData: (stream, _session, done) => void stream.resume().on('end', () => done(smtpError(554))) },
      'not-allowed',
      false,
    ],
    ['a server too busy to talk', { onConnect: (_session, done) => done(smtpError(421)) }, 'unreachable', true],
  ])('says of %s what to do, and nobody’s address', async (_name, options, code, retryable) => {
    const { mailer } = await open(options);
    const error: Error = await mailer.deliver(message).then(
      () => new Error('delivered'),
      (thrown: Error) => thrown,
    );
    expect(error).toMatchObject({ name: 'EdgeError', code, retryable });
    expect(inspect(error, { depth: 9 })).not.toContain('elmpark');
  });

  it('reaches those whose server takes it, though another does not', async () => {
    const { mailer, received } = await open({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('gone') ? smtpError(550) : null),
    });
    await mailer.deliver({ ...message, to: ['gone@elmpark.example', 'office@elmpark.example'] });
    expect(received[0]?.to).toEqual(['office@elmpark.example']);
  });

  it('waits for no server for ever', async () => {
    const { mailer } = await open({ onMailFrom: () => {} }, '', 300);
    await expect(mailer.deliver(message)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
    const nobody = smtpMailer({ url: 'smtp://127.0.0.1:1', from: FROM, timeout: 300 });
    await expect(nobody.deliver(message)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
  });

  it('never says its password in the clear', async () => {
    const logins: string[] = [];
    const onAuth: SMTPServerOptions['onAuth'] = ({ username }, _session, done) => {
      logins.push(username ?? '');
      done(null, { user: username });
    };
    const { mailer, received } = await open({ onAuth, allowInsecureAuth: true }, 'concordat:secret@');
    await expect(mailer.deliver(message)).rejects.toMatchObject({ name: 'EdgeError' });
    expect([logins, received]).toEqual([[], []]);
  });

  it('greets the server with the domain that messages come from, whatever this computer is called', async () => {
    const greeted: string[] = [];
    let left: () => void;
    const onClose: SMTPServerOptions['onClose'] = ({ hostNameAppearsAs }) => {
      greeted.push(String(hostNameAppearsAs));
      left();
    };
    const { mailer, url } = await open({ onClose });
    for (const work of [
      () => mailer.deliver(message),
      () => tryMailServer(url, 5000, FROM),
      () => tryMailServer(url, 5000),
    ]) {
      const gone = new Promise<void>((closed) => {
        left = closed;
      });
      await work();
      await gone;
    }
    expect(greeted.slice(0, 2)).toEqual(['alderfold.example', 'alderfold.example']);
    expect(greeted[2]).not.toBe('alderfold.example');
  });

  it('never throws anything but its own error, not even for a fault of ours', async () => {
    const { mailer, received } = await open();
    const throws = () => {
      throw new TypeError('hunter2');
    };
    const subject = { replace: throws } as unknown as string;
    const error: Error = await mailer.deliver({ ...message, subject }).then(
      () => new Error('delivered'),
      (thrown: Error) => thrown,
    );
    expect(error).toMatchObject({ name: 'EdgeError', code: 'unreadable', retryable: false });
    expect((error as Error & { advice: string }).advice).toMatch(/fault in Concordat \(TypeError\)/);
    expect(inspect(error, { depth: 9 })).not.toContain('hunter2');
    expect(received).toEqual([]);
  });

  it('sends one message after another', async () => {
    const { mailer, received } = await open();
    await mailer.deliver(message);
    await mailer.deliver({ ...message, id: 'another' });
    expect(received).toHaveLength(2);
  });
});

function smtpError(responseCode: number): Error {
  return Object.assign(new Error('about office@elmpark.example'), { responseCode });
}
