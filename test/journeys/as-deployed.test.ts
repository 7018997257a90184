import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addressOf,
  deployedNames,
  functionsUrlOf,
  PUBLIC_KEYS,
  type Target,
  targets,
} from '../../functions/edges/config.ts';
import { newHistorySecret } from '../../functions/edges/history-secret.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey } from '../../functions/history/public-keys.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { issuedTab } from '../../functions/workbooks/own-tabs/issued.ts';
import { bundle } from '../../scripts/deployment/bundle.ts';
import { listText } from '../../scripts/deployment/google-key.ts';
import { concordatWith } from '../scripts/run-concordat.ts';
import { installFramework, startFunction } from '../support/deployed-bundle.ts';
import { firestoreEmulator } from '../support/emulator-for-all.ts';
import { MINUTE } from '../support/google/clock.ts';
import { openGoogle, type StandIn } from '../support/google/stand-in.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';

const host = await firestoreEmulator();
const PROJECT = 'deployed-concordat';
const { account, invoker } = deployedNames(PROJECT);
const functionsUrl = functionsUrlOf('123456789012', 'europe-west2');
const ELM_PARK = 'Elm Park High School 2025-26';
/** Typed in a workbook and nowhere else. */
const TYPED = 'Quillfeather';

/** The bundle, each function in a process of its own as Google runs it; set up by the command. */
describe.skipIf(host === null)('what is deployed', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'concordat-deployed-')));
  const ports = new Map<Target, number>();
  const running: ChildProcess[] = [];
  let log = '';
  let standIn: StandIn;
  let mail: MailServer;
  let settings: Record<string, string>;

  beforeAll(async () => {
    standIn = await openGoogle({ email: account, now: new Date().toISOString(), noticedAfter: 0 });
    mail = await openMailServer();
    standIn.tasks.addQueue(`projects/${PROJECT}/locations/europe-west2/queues/concordat`);
    const documents = `http://${host}/emulator/v1/projects/${PROJECT}/databases/(default)/documents`;
    expect((await fetch(documents, { method: 'DELETE' })).status).toBe(200);
    const key = newSigningKey();
    standIn.secrets.set(PUBLIC_KEYS, listText([firstKey(signerOf(key)!, '2025-09-01')]));
    settings = {
      NODE_ENV: 'production',
      GOOGLE_CLOUD_PROJECT: PROJECT,
      CONCORDAT_REGION: 'europe-west2',
      CONCORDAT_QUEUE: 'concordat',
      CONCORDAT_DRIVE: standIn.people.makeDrive('Harrowdale'),
      CONCORDAT_FUNCTIONS_URL: functionsUrl,
      CONCORDAT_INVOKER: invoker,
      CONCORDAT_MAIL_FROM: 'concordat@harrowdale.example',
      CONCORDAT_SIGNING_KEY: key,
      CONCORDAT_HISTORY_SECRET: newHistorySecret(),
      CONCORDAT_SMTP_URL: mail.url,
      CONCORDAT_NOTICE_TOKEN: 'a-token-that-only-google-was-told-0001',
      CONCORDAT_GOOGLE_ROOT: standIn.rootUrl.replace(/\/$/, ''),
      FIRESTORE_EMULATOR_HOST: host!,
      GCE_METADATA_HOST: new URL(standIn.rootUrl).host,
      METADATA_SERVER_DETECTION: 'assume-present',
    };
    await bundle(folder);
    installFramework(folder);
    for (const target of targets) {
      const child = startFunction(folder, target, settings);
      running.push(child);
      const lines = createInterface({ input: child.stdout });
      const [address] = (await once(lines, 'line')) as [string];
      ports.set(target, JSON.parse(address).port);
      for (const stream of [lines, createInterface({ input: child.stderr })])
        stream.on('line', (line) => {
          log += `${line}\n`;
        });
    }
    for (const [target, port] of ports)
      standIn.route(new URL(addressOf(functionsUrl, target)).origin, `http://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    for (const child of running) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await Promise.all([mail?.close(), standIn?.stop()]);
    rmSync(folder, { recursive: true });
  });

  const concordat = (...typed: string[]) => concordatWith({ ...settings, PATH: process.env['PATH'] }, folder, ...typed);

  async function call(
    target: Target,
    token = standIn.identity.idToken(addressOf(functionsUrl, target), { email: invoker }),
  ) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return (await fetch(`http://127.0.0.1:${ports.get(target)}/`, { method: 'POST', headers, body: '{}' })).status;
  }

  let passed = 0;
  /** Has time pass for Google and for each function. */
  function pass(milliseconds: number): void {
    passed += milliseconds;
    standIn.clock.advance(milliseconds);
    for (const child of running) child.send(passed);
  }

  /** The clock calls `poll`, and what the queue holds is delivered, until nothing more comes. */
  async function settle(): Promise<void> {
    for (let rounds = 0; rounds < 12; rounds += 1) {
      expect(await call('poll')).toBe(200);
      pass(3 * MINUTE);
      await standIn.tasks.deliverDue();
      if (standIn.tasks.waiting().length === 0 && rounds > 2) return;
    }
    expect(standIn.tasks.waiting()).toEqual([]);
  }

  it('does the whole job: from the command that sets it up to the finding, the document, the message and the history', async () => {
    writeFileSync(
      join(folder, 'schools.csv'),
      'URN,School,Office e-mail\n990001,Elm Park High School,office@elmpark.example\n990002,The Meadows,office@meadows.example\n',
    );
    const named = [
      '--name',
      'Harrowdale Learning Alliance',
      '--schools',
      'schools.csv',
      '--protocols',
      'working-protocols,behaviour-and-attendance',
      '--year',
      '2025/26',
    ];
    const provided = await concordat('provision', '--alliance', 'harrowdale', ...named);
    expect(provided.out).toContain('3 first checks are asked for.');
    expect(await call('poll')).toBe(200);
    await settle();
    const place = (name: string) => standIn.files.all().find((file) => file.name === name && file.book !== null)!.id;
    const elmPark = place(ELM_PARK);
    standIn.people.typeRows(elmPark, 'Staff days!A2', [[TYPED, '31/2/2026', 1, 'The Meadows']]);
    standIn.people.typeRows(place('Alliance 2025-26'), 'Documents!A2', [['Treasurer’s annual statement']]);
    await settle();

    expect(standIn.shown(elmPark, checksTab.title).map((row) => row[1])).toContain('Staff days!B2');
    expect(standIn.shown(place('Alliance 2025-26'), issuedTab.title)).toHaveLength(2);
    const filed = standIn.files.all().filter(({ mimeType }) => mimeType === 'application/pdf');
    expect(filed.map(({ name }) => name).toSorted()).toEqual([
      expect.stringMatching(/^2025-0001 Treasurer/),
      expect.stringMatching(/^990001 /),
      expect.stringMatching(/^990002 /),
    ]);
    for (const { content } of filed) expect(Buffer.from(content!).subarray(0, 5).toString()).toBe('%PDF-');
    expect(mail.shown()).toEqual([]);
    expect(await call('nightly')).toBe(200);
    await settle();
    const told = mail.shown().flatMap(({ to }) => to);
    expect(told.sort()).toEqual(['office@elmpark.example', 'office@meadows.example']);
    const verified = await concordat('verify', '--alliance', 'harrowdale');
    expect(verified.out.match(/ snapshots? in order/g)).toHaveLength(3);
    expect(verified.status).toBe(0);
  });

  it('does a night, and lets nobody else call', async () => {
    expect(await call('nightly')).toBe(200);
    for (const target of targets.filter((one) => one !== 'notice')) {
      expect(await call(target, 'x')).toBe(401);
      expect(
        await call(target, standIn.identity.idToken(addressOf(functionsUrl, target), { email: 'you@x.example' })),
      ).toBe(401);
    }
  });

  it('reads no body that it was not meant to, and answers as it always does', async () => {
    const broken = [
      { headers: { 'content-type': 'application/json' }, body: `{"${TYPED}` },
      { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: TYPED },
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '&'.repeat(5000) },
    ];
    for (const init of broken)
      for (const target of targets) {
        const answer = await fetch(`http://127.0.0.1:${ports.get(target)}/`, { method: 'POST', ...init });
        const text = await answer.text();
        const expected = target === 'notice' ? [204, ''] : [401, '{"code":"not-allowed"}'];
        expect([target, answer.status, text]).toEqual([target, ...expected]);
      }
    const large = fetch(`http://127.0.0.1:${ports.get('notice')}/`, { method: 'POST', body: 'x'.repeat(2_000_000) });
    await expect(large).rejects.toThrow();
    expect(await call('poll')).toBe(200);
  });

  it('says nothing that was typed, and nothing but what it was meant to say', () => {
    const lines = log.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual([]);
    expect(lines.map((line) => JSON.parse(line)).filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(log).not.toContain(TYPED);
  });
});
