import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC_KEYS, secretNames } from '../../functions/edges/config.ts';
import { openFirestoreStore } from '../../functions/edges/google/firestore-store.ts';
import { spreadsheets } from '../../functions/edges/google/spreadsheets.ts';
import { newHistorySecret, secretOf } from '../../functions/edges/history-secret.ts';
import { unpacked } from '../../functions/edges/packed.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { fingerprintOf, firstKey } from '../../functions/history/public-keys.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { syncWorkbook } from '../../functions/sync/sync-workbook.ts';
import { everyTabOf } from '../../functions/workbooks/identify-workbook.ts';
import { listText } from '../../scripts/deployment/google-key.ts';
import { type Connected, connect } from '../edges/google/connected.ts';
import { QUEUE } from '../support/cloud-bench.ts';
import { firestoreEmulator } from '../support/emulator-for-all.ts';
import { emulatorSettings } from '../support/firestore-emulator.ts';
import { deployAll } from '../support/google/deploy-all.ts';
import { KINDS, type Where } from '../support/rule-tester.ts';
import { type Answer, concordatAnsweredWith, concordatWith } from './run-concordat.ts';

const host = await firestoreEmulator();
const PROJECT = 'history-concordat';
const ACCOUNT = `concordat-run@${PROJECT}.iam.gserviceaccount.com`;
const ON_GOOGLE = ['--alliance', 'harrowdale'];
const ELM_PARK = 'Elm Park High School 2025/26';

describe.skipIf(host === null)('the history of an alliance on Google', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-history-'));
  const key = newSigningKey();
  const signer = signerOf(key)!;
  const secretText = newHistorySecret();
  const secret = secretOf(secretText)!;
  let connected: Connected;
  let drive: string;
  let store: Store;
  let elmPark: string;
  let check: (name: string, where: Where, asOf: string) => Promise<string>;

  const environment = () => ({
    PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
    GOOGLE_CLOUD_PROJECT: PROJECT,
    CONCORDAT_DRIVE: drive,
    CONCORDAT_GOOGLE_ROOT: connected.standIn.rootUrl.replace(/\/$/, ''),
    METADATA_SERVER_DETECTION: 'none',
    FIRESTORE_EMULATOR_HOST: host!,
  });
  const concordat = (...typed: string[]): Promise<Answer> => concordatWith(environment(), folder, ...typed);

  beforeAll(async () => {
    connected = await connect({ email: ACCOUNT, now: new Date().toISOString() });
    const { standIn, google } = connected;
    standIn.tasks.addQueue(QUEUE.replace('harrowdale-concordat', PROJECT));
    deployAll(standIn, PROJECT);
    drive = standIn.people.makeDrive('Harrowdale – Concordat');
    const documents = `http://${host}/emulator/v1/projects/${PROJECT}/databases/(default)/documents`;
    expect((await fetch(documents, { method: 'DELETE' })).status).toBe(200);
    writeFileSync(join(folder, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n990002,The Meadows\n');
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
    expect(await concordat('provision', ...ON_GOOGLE, ...named)).toMatchObject({
      out: expect.stringContaining('Made 3 workbooks'),
    });
    standIn.secrets.set(PUBLIC_KEYS, listText([firstKey(signer, '2025-09-01')]));

    store = await openFirestoreStore({ settings: emulatorSettings(host!, PROJECT), root: 'harrowdale' });
    check = async (name: string, where: Where, asOf: string) => {
      const place = standIn.files.all().find((file) => file.name === name && file.book !== null)!.id;
      const account = standIn.email;
      const workbooks = spreadsheets({ google, drive, folder: drive, account, tabs: everyTabOf(KINDS[where]) });
      await syncWorkbook(place, { workbooks, store, signer, secret }, { at: `${asOf}T10:00:00.000Z`, asOf });
      return place;
    };
    await check('Alliance 2025-26', 'alliance', '2025-11-03');
    elmPark = await check('Elm Park High School 2025-26', 'school', '2025-11-03');
    standIn.people.typeRows(elmPark, 'Staff days!A2', [['Ms Okafor', '3/11/2025', 1, 'The Meadows']]);
    await check('Elm Park High School 2025-26', 'school', '2025-11-04');
    standIn.people.typeRows(elmPark, 'Staff days!C2', [['½']]);
    await check('Elm Park High School 2025-26', 'school', '2025-11-05');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await store.close();
    await connected.end();
  });

  it('is listed, newest first', async () => {
    const { status, out } = await concordat('history', ...ON_GOOGLE, '--school', 'Elm Park');
    expect(status).toBe(0);
    expect(out.split('\n').map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([ELM_PARK, '3', '2', '1', '']);
  });

  it('says what changed, in the words that were typed', async () => {
    const { out } = await concordat('diff', ...ON_GOOGLE, '--school', '990001');
    expect(out).toContain(`${ELM_PARK}: snapshot 2 to 3\n`);
    expect(out).toContain('    Days: 1 → ½\n');
  });

  it('is whole and signed, and still holds a hash that somebody kept', async () => {
    const verified = await concordat('verify', ...ON_GOOGLE);
    expect(verified).toMatchObject({ status: 0 });
    const hash = new RegExp(`${ELM_PARK}: 3 snapshots in order, head ([0-9a-f]{64})`).exec(verified.out)![1]!;
    const against = await concordat('verify', ...ON_GOOGLE, '--against', hash, fingerprintOf(signer.publicKey));
    expect(against).toMatchObject({ status: 0 });
    expect(against.out).toContain('Nothing of that workbook’s history up to it was altered. It is the newest.');
    const never = await concordat('verify', ...ON_GOOGLE, '--against', '0'.repeat(64));
    expect(never).toMatchObject({ status: 1, out: expect.stringContaining('neither a checkpoint') });
  });

  it('shows it when the owner of the store puts the head back', async () => {
    const elmPark = headKey('school-990001-2025');
    const head = (await store.getDocument(elmPark))!;
    const altered = head.value.replace('"sequence":3', '"sequence":2');
    expect(altered).not.toBe(head.value);
    const version = await store.compareAndSet(elmPark, head.version, altered);
    const { status, out } = await concordat('verify', ...ON_GOOGLE, '--school', 'Elm Park');
    await store.compareAndSet(elmPark, version, head.value);
    expect({ status, out }).toMatchObject({ status: 1, out: expect.stringContaining('does not fit') });
  });

  it('gets no new key, and gcloud is not asked, where a head says that a newer program wrote it', async () => {
    const asked = join(folder, 'asked');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin', 'gcloud'), `#!/bin/sh\necho "$*" >> "${asked}"\nexit 1\n`, { mode: 0o755 });
    const elmPark = headKey('school-990001-2025');
    const head = (await store.getDocument(elmPark))!;
    const version = await store.compareAndSet(elmPark, head.version, head.value.replace(/"rules":\d+/, '"rules":99'));
    const newer = [await concordat('key', '--rotate'), await concordat('key', '--lost')];
    await store.compareAndSet(elmPark, version, head.value);
    for (const { status, err } of newer)
      expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining('by a newer Concordat') });
    expect(existsSync(asked)).toBe(false);
    expect(await concordat('key', '--rotate')).toMatchObject({ status: 2 });
    expect(readFileSync(asked, 'utf8')).toContain('secrets versions access');
  });

  it('gives a past snapshot back as a spreadsheet beside the present one, which stays as it is', async () => {
    const { standIn } = connected;
    const before = standIn.files.all().length;
    const { status, out, err } = await concordat('restore', 'Elm Park', ...ON_GOOGLE, '--as-of', '4/11/2025');
    expect({ status, err }).toMatchObject({ status: 0 });
    const id = /spreadsheets\/d\/(\S+)/.exec(out)![1]!;
    const restored = standIn.files.all().find((file) => file.id === id)!;
    expect(restored.name).toBe(`${ELM_PARK}, as of 4 November 2025`);
    expect(standIn.files.all()).toHaveLength(before + 1);
    expect(out).toContain('Copy from it into the present workbook');
    const { book } = restored;
    expect(JSON.stringify(book)).toContain('Ms Okafor');
    const again = await concordat('restore', 'Elm Park', ...ON_GOOGLE, '--as-of', '4/11/2025');
    expect(again).toMatchObject({ status: 2, err: expect.stringContaining('is there already') });
  });

  it('has a person taken out of every document of the store, with the key read through gcloud, and stays whole', async () => {
    const firestore = new Firestore(emulatorSettings(host!, PROJECT));
    const holding = async () => {
      const texts: string[] = [];
      for (const alliance of await firestore.collection('alliances').listDocuments())
        for (const collection of await alliance.listCollections())
          for (const one of (await collection.get()).docs) {
            const bytes: unknown = one.get('packed');
            texts.push(one.id, JSON.stringify(one.data()), bytes instanceof Uint8Array ? (unpacked(bytes) ?? '') : '');
          }
      return texts.filter((text) => /okafor/i.test(text)).length;
    };
    for (const [name, text] of [
      [PUBLIC_KEYS, listText([firstKey(signer, '2025-09-01')])],
      [secretNames.CONCORDAT_SIGNING_KEY, key],
      [secretNames.CONCORDAT_HISTORY_SECRET, secretText],
    ])
      writeFileSync(join(folder, name!), text!);
    const gcloud = `#!/bin/sh\nfor one in "$@"; do case "$one" in --secret=*) cat "${folder}/\${one#--secret=}";; esac; done\n`;
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin', 'gcloud'), gcloud, { mode: 0o755 });
    const erase = (...typed: string[]) =>
      concordatAnsweredWith(
        environment(),
        folder,
        ['Ms Okafor', ''],
        'erase',
        'person',
        ...ON_GOOGLE,
        '--by',
        'me',
        ...typed,
      );
    const standing = await erase('--yes');
    expect(standing).toMatchObject({ status: 2, err: expect.stringContaining(`Staff days of ${ELM_PARK}`) });
    connected.standIn.people.typeRows(elmPark, 'Staff days!A2', [[null, null, null, null]]);
    await check('Elm Park High School 2025-26', 'school', '2025-11-06');
    expect(await holding()).toBeGreaterThanOrEqual(2);

    const erased = await erase('--yes');
    expect(erased).toMatchObject({ status: 0, out: expect.stringMatching(/^Erased\. /m) });
    expect(erased.out).toMatch(/kept for a week: the last lapses on \d+ \w+ \d{4}\./);
    expect(await holding()).toBe(0);
    const verified = await concordat('verify', ...ON_GOOGLE);
    expect(verified).toMatchObject({ status: 0 });
    expect(verified.out).toMatch(
      /^Erased on .* by me: a person’s name, out of \d+ parts of Elm Park High School 2025\/26$/m,
    );
    const diff = await concordat('diff', ...ON_GOOGLE, '--school', 'Elm Park', '--from', '1', '--to', '3');
    expect(diff).toMatchObject({ status: 0, out: expect.stringMatching(/Staff days: \[person [0-9a-f]{12}\]/) });
    await firestore.terminate();
  });

  it('is found by the project alone where there is one alliance, and is asked for by name otherwise', async () => {
    expect(await concordat('history', '--project', PROJECT, '--most', '1')).toMatchObject({ status: 0 });
    const other = await concordat('history', '--alliance', 'bramcote');
    expect(other).toMatchObject({ status: 2, err: expect.stringContaining('No alliance is called bramcote') });
    expect(other.err).toContain('harrowdale');
    const both = await concordat('history', ...ON_GOOGLE, '--folder', folder);
    expect(both).toMatchObject({ status: 2, out: '' });
  });
});
