import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PUBLIC_KEYS, readCloudConfig } from '../../functions/edges/config.ts';
import { newHistorySecret } from '../../functions/edges/history-secret.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey } from '../../functions/history/public-keys.ts';
import { listText } from '../../scripts/deployment/google-key.ts';
import { QUEUE } from '../support/cloud-bench.ts';
import { firestoreEmulator } from '../support/emulator-for-all.ts';
import { deployAll } from '../support/google/deploy-all.ts';
import { openGoogle, type StandIn } from '../support/google/stand-in.ts';
import { type Answer, concordatWith } from './run-concordat.ts';

const host = await firestoreEmulator();
/** Its own, as others keep things in the same emulator at the same time. */
const PROJECT = 'provision-concordat';
const ACCOUNT = `concordat-run@${PROJECT}.iam.gserviceaccount.com`;

let folder: string;
let standIn: StandIn;
let drive: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-provision-'));
  writeFileSync(
    join(folder, 'schools.csv'),
    'URN,School,Office e-mail\n990001,Elm Park High School,office@elmpark.example\n990002,The Meadows,\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  standIn = await openGoogle({ email: ACCOUNT, now: new Date().toISOString() });
  standIn.tasks.addQueue(QUEUE.replace('harrowdale-concordat', PROJECT));
  drive = standIn.people.makeDrive('Harrowdale – Concordat');
  // Whoever has no account is turned away there, as at Google.
  deployAll(standIn, PROJECT, `${standIn.rootUrl}drive/v3/files/*`);
  if (host === null) return;
  const documents = `http://${host}/emulator/v1/projects/${PROJECT}/databases/(default)/documents`;
  expect((await fetch(documents, { method: 'DELETE' })).status).toBe(200);
});
afterEach(() => standIn.stop());

/** The program with Google and Firestore stood in for. */
function concordat(...typed: string[]): Promise<Answer> {
  const env = {
    PATH: process.env['PATH'],
    GOOGLE_CLOUD_PROJECT: PROJECT,
    CONCORDAT_DRIVE: drive,
    CONCORDAT_GOOGLE_ROOT: standIn.rootUrl.replace(/\/$/, ''),
    METADATA_SERVER_DETECTION: 'none',
    ...(host !== null && { FIRESTORE_EMULATOR_HOST: host }),
  };
  return concordatWith(env, folder, ...typed);
}
const provision = (...more: string[]) =>
  concordat('provision', '--alliance', 'harrowdale', '--year', '2026/27', ...more);
const FIRST = [
  ...['--name', 'Harrowdale Learning Alliance', '--schools', 'schools.csv'],
  ...['--protocols', 'working-protocols,behaviour-and-attendance'],
  ...['--coordinator', 'coordinator@harrowdale.example'],
];
const spreadsheets = () => standIn.files.all().filter(({ book }) => book !== null);
const letters = () => standIn.files.all().flatMap(({ name, content }) => (content === null ? [] : name));

describe('provision', () => {
  it('refuses what it cannot use, before it asks Google', async () => {
    const wrong = [
      ['--alliance', 'Two words'],
      ['--alliance', 'a', '--year', 'soon'],
      ['--alliance', 'a', '--coordinator', 'nobody'],
      ['--alliance', 'a', '--schools', 'schools.csv'],
      ['--alliance', 'a', '--name', 'A', '--schools', 'schools.csv'],
      ['--alliance', 'a', '--name', 'A', '--schools', 'schools.csv', '--protocols', 'harbour'],
      ['--alliance', 'a', '--name', 'A', '--protocols', 'none', '--schools', 'missing.csv'],
      ['--alliance', 'a', '--drive', 'x'],
      [],
    ];
    for (const typed of wrong) {
      const { status, out, err } = await concordat('provision', ...typed);
      expect({ typed, status, out }).toEqual({ typed, status: 2, out: '' });
      expect(err).not.toMatch(/fault of its own|at .*\.ts/);
    }
    expect(standIn.traffic).toEqual([]);
  });

  it('says which settings are missing, all at once', () => {
    expect(() => readCloudConfig({}, {})).toThrow(
      'Say --project, or set GOOGLE_CLOUD_PROJECT. Say --drive, or set CONCORDAT_DRIVE.',
    );
    expect(readCloudConfig({ project: 'harrowdale-concordat', drive: '0AHarrowdaleDrive' }, {})).toEqual({
      project: 'harrowdale-concordat',
      region: 'europe-west2',
      queue: 'concordat',
      drive: '0AHarrowdaleDrive',
      functionsUrl: null,
      invoker: 'concordat-invoker@harrowdale-concordat.iam.gserviceaccount.com',
      account: 'concordat-run@harrowdale-concordat.iam.gserviceaccount.com',
      googleRoot: null,
      firestoreRoot: null,
    });
    const named = { project: 'other-concordat', region: 'europe-west3' };
    const environment = { GOOGLE_CLOUD_PROJECT: 'harrowdale-concordat', CONCORDAT_DRIVE: '0AHarrowdaleDrive' };
    expect(readCloudConfig(named, environment)).toMatchObject({ project: 'other-concordat', region: 'europe-west3' });
  });

  describe.skipIf(host === null)('with the store on the emulator', () => {
    it('says what it would do, does it, says what is left, and finds nothing to do once that is mended', async () => {
      const paper = await provision(...FIRST, '--dry-run');
      expect(paper).toMatchObject({ status: 1 });
      expect(paper.out).toContain('Would make 3 workbooks for 2026/27 in a new folder; found 0 there.');
      expect(paper.out).toContain('2 letters to the offices would be in Letters/2026-27 in the alliance’s folder.');
      expect(paper.err).toContain(
        'Elm Park High School 2026-27: would be made, would be shared with office@elmpark.example',
      );
      expect(standIn.files.all()).toEqual([]);

      const first = await provision(...FIRST);
      expect(first).toMatchObject({ status: 1 });
      expect(first.out).toContain(
        'Made 3 workbooks for 2026/27 in a new folder (https://drive.google.com/drive/folders/',
      );
      for (const { id, name } of spreadsheets())
        expect(first.out).toContain(`  ${name}  https://docs.google.com/spreadsheets/d/${id}\n`);
      expect(first.out).toContain(
        '1. “The Meadows 2026-27” is not shared yet. Type the office’s e-mail address in Schools.',
      );
      expect(first.out).toContain('3 first checks are asked for.');
      expect(first.out).toContain('2 letters to the offices are in Letters/2026-27 in the alliance’s folder.');
      expect(first.out).toContain(
        '3. Send each school’s office its letter, from Letters/2026-27 in the alliance’s folder, with the address of its workbook',
      );
      expect(letters()).toEqual(['990001 Elm Park High School.pdf', '990002 The Meadows.pdf']);
      expect(spreadsheets()).toHaveLength(3);

      const own = spreadsheets().find(({ name }) => name === 'Alliance 2026-27')!.id;
      standIn.people.typeRows(own, 'Schools!J3', [['office@meadows.example']]);
      const again = await provision();
      expect(again).toMatchObject({ status: 0 });
      expect(again.err).toContain('The Meadows 2026-27: found, shared with office@meadows.example');
      const last = await provision();
      expect(last.err).not.toContain('shared with');
      expect(last.out).toMatch(/^Made 0 workbooks .*found 3 there\.$/m);
      expect(last.out).toContain('All is as it should be.');
      expect(last.out).not.toMatch(/letter/i);
      expect(letters()).toHaveLength(2);
      expect(spreadsheets()).toHaveLength(3);
    });

    it('and doctor says what else is lacking in a project where nothing ran yet', async () => {
      // This year's, as the year that is asked for by name will be over one day.
      await concordat('provision', '--alliance', 'harrowdale', ...FIRST);
      const key = newSigningKey();
      standIn.secrets.set('concordat-signing-key', key);
      standIn.secrets.set('concordat-history-secret', newHistorySecret());
      standIn.secrets.set(PUBLIC_KEYS, listText([firstKey(signerOf(key)!, '2026-09-01')]));
      const content = readFileSync(new URL('../../firestore.rules', import.meta.url), 'utf8');
      const loaded = await fetch(`http://${host}/emulator/v1/projects/${PROJECT}:securityRules`, {
        method: 'PUT',
        body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
      });
      expect(loaded.status).toBe(200);
      const { status, out } = await concordat('doctor', '--format', 'json');
      expect(status).toBe(1);
      const { checks } = JSON.parse(out) as { checks: { check: string; inOrder: boolean; mend: string | null }[] };
      const toMend = checks.filter(({ inOrder }) => !inOrder).map(({ check }) => check);
      const theMeadows = expect.stringMatching(/^harrowdale: the workbook of 990002/);
      expect(toMend).toEqual(['Mail server', 'Changes', theMeadows]);
      expect(checks.map(({ check }) => check)).toContain('Folder of harrowdale');
    });
  });
});
