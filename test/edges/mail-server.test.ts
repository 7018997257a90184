import { inspect } from 'node:util';
import fc from 'fast-check';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../functions/edges/config.ts';
import { smtpMailer, tryMailServer } from '../../functions/edges/google/smtp-mailer.ts';
import { readMailServer } from '../../functions/edges/mail-server.ts';
import { BOOK, ELM_PARK, openUsualDeployment } from '../support/dispatch-bench.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';
import { runs } from '../support/property-runs.ts';

const read = (login: string, server = 'mail.example:465') => readMailServer(`smtps://${login}@${server}`);
const loginOf = (address: string) => {
  const server = readMailServer(address);
  return 'fault' in server ? server.fault : server.login;
};

describe('the address of a mail server', () => {
  it.each<[string, object]>([
    ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true, login: null }],
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, login: null }],
    ['\ufeffSMTP://127.0.0.1:25/\r\n', { host: '127.0.0.1', port: 25, secure: false, login: null }],
    ['smtps://[::1]:2465', { host: '::1', port: 2465, secure: true, login: null }],
    ['smtps://post@h.example:pw@mail.h.example:465', { login: { user: 'post@h.example', pass: 'pw' } }],
    ['smtps://post%40h.example:50%25off@mail.h.example', { login: { user: 'post@h.example', pass: '50%off' } }],
  ])('%j is read', (address, server) => {
    expect(readMailServer(address)).toMatchObject(server);
  });

  it.each<[string, RegExp]>([
    ['', /^in one line, such as smtps:/],
    ['mail.example:465', /^in one line/],
    ['https://mail.example', /^in one line/],
    ['smtps://mail.example:99999', /^in one line/],
    ['smtps://mail.example/?pool=true', /^in one line/],
    ['smtps://a:b@mail.example\nsmtps://a:c@mail.example', /^in one line/],
    ['s\u0000m\u0000t\u0000p\u0000s\u0000:\u0000/\u0000/\u0000', /^in one line/],
    ['smtps://a:50%off@mail.example', /%25 in place of each %/],
    ['smtps://a%:b@mail.example', /%25 in place of each %/],
    ['smtps://a:%ff@mail.example', /%25 in place of each %/],
    ['smtps://a:b%0ac@mail.example', /without line breaks/],
    ['smtps://a@mail.example', /both a name and a password/],
    ['smtps://a:@mail.example', /both a name and a password/],
    ['smtps://:b@mail.example', /both a name and a password/],
  ])('%j is told what it should be', (address, fault) => {
    expect(readMailServer(address)).toEqual({ fault: expect.stringMatching(fault) });
  });

  it('may hold an app password as Google shows it, whose gaps are none of it; elsewhere a gap is a sign like another', () => {
    const shown = 'abcd efgh ijkl mnop';
    for (const typed of [shown, encodeURIComponent(shown), shown.replaceAll(' ', '\u00a0'), 'abcdefghijklmnop'])
      for (const host of ['smtp.gmail.com', 'smtp-relay.gmail.com:587'])
        expect(loginOf(`smtps://post@h.example:${typed}@${host}`)).toMatchObject({ pass: 'abcdefghijklmnop' });
    expect(loginOf(`smtps://a:${shown}@mail.example`)).toMatchObject({ pass: shown });
    expect(loginOf('smtps://a:four words as such@smtp.gmail.com')).toMatchObject({ pass: 'four words as such' });
  });
});

const LINE_ENDS = /[\n\r\u2028\u2029]/;
const password = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.stringMatching(/^[%@:/?# ]{1,6}$/),
  )
  .filter((one) => one.toWellFormed() === one);

/** Each typed as it is, or encoded. */
const typedAs: readonly (readonly [string, boolean])[] = [
  ['50%off', false],
  ['50%off', true],
  ['100%', false],
  ['%', false],
  ['a@b:c/d?e#f', false],
  [' " \u00e4 ', false],
  ['abcd efgh ijkl mnop', false],
  ['abcd efgh ijkl mnop', true],
  ['a\u0000b', true],
];

it('holds any password as it is typed, but for %, and any password encoded', () => {
  fc.assert(
    fc.property(password, (pass) => {
      const isSeen = !/\p{Cc}/u.test(pass);
      const both = [encodeURIComponent(pass), ...(pass.includes('%') || LINE_ENDS.test(pass) ? [] : [pass])];
      for (const typed of both) {
        const server = read(`post@h.example:${typed}`);
        if (isSeen) expect(server).toMatchObject({ login: { user: 'post@h.example', pass } });
        else expect(server).toMatchObject({ fault: expect.any(String) });
      }
    }),
    runs(500),
  );
});

describe('one answer to an address', () => {
  const given: string[] = [];
  const onAuth: SMTPServerOptions['onAuth'] = ({ password }, _session, done) => {
    given.push(password ?? '');
    done(null, { user: 'x' });
  };
  let server: MailServer;
  let certificates: string | undefined;
  beforeAll(async () => {
    // The certificate of the test's own server is signed by nobody.
    certificates = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    server = await openMailServer({ secure: true, authOptional: false, onAuth });
  });
  afterAll(async () => {
    if (certificates === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = certificates;
    await server.close();
  });
  const FROM = 'concordat@harrowdale.example';
  const SETTINGS = {
    GOOGLE_CLOUD_PROJECT: 'harrowdale-concordat',
    CONCORDAT_REGION: 'europe-west2',
    CONCORDAT_QUEUE: 'concordat',
    CONCORDAT_DRIVE: '0AHarrowdaleDrive',
    CONCORDAT_FUNCTIONS_URL: 'https://*-123456789012.europe-west2.run.app',
    CONCORDAT_INVOKER: 'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com',
    CONCORDAT_MAIL_FROM: FROM,
  };

  /** What was said of the address, or null where all is well; and everything that a log or a page might show of it. */
  async function asked(work: () => unknown): Promise<{ fault: string | null; shown: string }> {
    try {
      await work();
      return { fault: null, shown: '' };
    } catch (error) {
      const { advice = '' } = error as { advice?: string };
      return { fault: /should be (.*)\.$/.exec(advice)?.[1] ?? String(error), shown: inspect(error, { depth: 9 }) };
    }
  }

  it('comes from the settings of the functions, from deploying, from the doctor and from sending, whatever the password', async () => {
    let good = 0;
    let bad = 0;
    await fc.assert(
      fc.asyncProperty(password, fc.boolean(), async (pass, isEncoded) => {
        const secret = `hunter2${pass}`;
        const typed = isEncoded ? encodeURIComponent(secret) : secret;
        const url = server.url.replace('smtp://', `smtps://post@h.example:${typed}@`);
        const config = readConfig('poll', { ...SETTINGS, CONCORDAT_SMTP_URL: url });
        const fault = /^CONCORDAT_SMTP_URL should be (.*)\.$/.exec(config.mailFault ?? '')?.[1] ?? null;
        const message = { id: 'a', to: ['office@elmpark.example'], subject: 's', text: 't' };
        const answers = [
          await asked(() => tryMailServer(url, 5000, FROM)),
          await asked(() => tryMailServer(url.trim(), 5000)),
          await asked(() => smtpMailer({ url: config.smtpUrl!, from: FROM, timeout: 5000 }).deliver(message)),
        ];
        expect(answers.map((answer) => answer.fault)).toEqual([fault, fault, fault]);
        expect(`${config.mailFault} ${answers.map(({ shown }) => shown)}`).not.toContain('hunter2');
        if (fault === null) good += 1;
        else bad += 1;
        const meant = (readMailServer(url) as { login?: { pass: string } }).login?.pass;
        expect(given.splice(0)).toEqual(fault === null ? [meant, meant, meant] : []);
      }),
      { ...runs(25), examples: typedAs.map(([pass, isEncoded]) => [pass, isEncoded]) },
    );
    expect(good).toBeGreaterThan(3);
    expect(bad).toBeGreaterThan(2);
  });

  it('stands among the other faults of the settings where there are some', () => {
    const CONCORDAT_SMTP_URL = 'smtps://a:50%hunter2@mail.example';
    const faults = ['CONCORDAT_SMTP_URL should be written with %25 in place of each % in its name or password.'];
    expect(readConfig('poll', { ...SETTINGS, CONCORDAT_SMTP_URL }).mailFault).toEqual(faults[0]);
    expect(() => readConfig('poll', { ...SETTINGS, CONCORDAT_QUEUE: '', CONCORDAT_SMTP_URL })).toThrow(
      new ConfigError(['CONCORDAT_QUEUE is missing.', ...faults]),
    );
  });
});

it('no password and no mail server ends the round in which people are told', async () => {
  await fc.assert(
    fc.asyncProperty(password, fc.boolean(), async (pass, isEncoded) => {
      const bench = await openUsualDeployment();
      const typed = isEncoded ? encodeURIComponent(pass) : pass;
      const url = `smtps://post@h.example:${typed}@127.0.0.1:1`;
      bench.mailGoesTo(smtpMailer({ url, from: 'c@h.example', timeout: 300 }));
      await bench.check(BOOK);
      const round = await bench.check(ELM_PARK);
      const mail = 'fault' in readMailServer(url) ? 'not-allowed' : 'unreachable';
      expect(round).toMatchObject({ committed: true, written: true, enqueued: 1 });
      expect(await bench.tell()).toMatchObject({ refused: 0, mail });
      expect(await bench.check(ELM_PARK)).toMatchObject({ committed: false, written: false, enqueued: 0 });
      bench.mailIsWell();
      bench.pass(3600);
      expect(await bench.poll()).toMatchObject({ waiting: 0, mail: null });
      expect([...bench.sent.values()].map(({ to }) => to[0])).toContain('office@elmpark.example');
    }),
    runs(25),
  );
});
