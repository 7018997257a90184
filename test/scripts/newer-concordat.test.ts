import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { HISTORY_FILE, HISTORY_FOLDER, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { ALLIANCE, type Answer, concordat, edit, journeys, textOf } from './run-concordat.ts';

const ASHGROVE = 'Ashgrove School 2025-26.xlsx';
const BIRCH = 'Birch School 2025-26.xlsx';
const HISTORY = 'This history was written by a newer Concordat than this one. Install the newer one, then try again.';
const WORKBOOK =
  'This workbook was made with a newer Concordat than this one. Install the newer one, then check again.';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n900201,Ashgrove School\n900202,Birch School\n');
  const fern = ['--name', 'Fern', '--schools', 'schools.csv', '--year', '2025/26', '--folder', 'al'];
  for (const typed of [
    ['new', ...fern],
    ['start', 'al', '--once'],
    ['publish', 'agreement', '--folder', 'al'],
  ]) {
    const { status, err } = await concordat(place, ...typed);
    if (status > 1) throw new Error(err);
  }
});

/** Everything that a folder holds, by name: the bytes of its files, and what the store says in place of the store's own. */
function whatIsThere(folder: string): Record<string, unknown> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(folder, name)).isFile() && !name.includes(HISTORY_FILE),
  );
  const store = new DatabaseSync(join(folder, HISTORY_FOLDER, HISTORY_FILE));
  const documents = store.prepare('SELECT key, value FROM documents ORDER BY key').all();
  const blobs = store.prepare('SELECT name FROM blobs ORDER BY name').all();
  store.close();
  return {
    ...Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')])),
    documents,
    blobs,
  };
}

/** A row asks for next year's workbooks and one for another document, so that each command has something to write. */
function askForMore(al: string): void {
  edit(join(al, ALLIANCE), ({ Sheets }) => {
    utils.sheet_add_aoa(Sheets['Settings']!, [['Workbooks for the year', '2026/27']], { origin: -1 });
    utils.sheet_add_aoa(Sheets['Documents']!, [['Compliance report']], { origin: 'A2' });
  });
}

function makeNewer(al: string, workbook: string, change: Record<string, number>): void {
  const store = new DatabaseSync(join(al, HISTORY_FOLDER, HISTORY_FILE));
  const key = `head/${workbook}`;
  const { value } = store.prepare('SELECT value FROM documents WHERE key = ?').get(key) as { value: string };
  const head = JSON.stringify({ ...JSON.parse(value), ...change });
  store.prepare('UPDATE documents SET value = ? WHERE key = ?').run(head, key);
  store.close();
}

describe('a history that a newer program wrote', () => {
  test.each([
    ['the alliance', 'alliance-2025', { schema: 2 }],
    ['a school', 'school-900202-2025', { rules: 2 }],
    ['a school', 'school-900202-2025', { format: 3 }],
  ])('of %s (%s, %o) is refused in a sentence by every command, and nothing is written', async (_, key, change) => {
    const place = madePlace();
    const al = join(place, 'al');
    askForMore(al);
    makeNewer(al, key, change);
    const before = whatIsThere(al);
    const commands = [
      ['start', 'al', '--once'],
      ['start', 'al', '--once', '--new-history'],
      ['publish', '--folder', 'al'],
      ['publish', '--all', '--folder', 'al'],
      ['verify', '--folder', 'al'],
      ['history', '--folder', 'al'],
      ['diff', '--folder', 'al'],
      ['restore', 'Alliance', '--folder', 'al'],
    ];
    for (const typed of commands) {
      const { status, out, err } = await concordat(place, ...typed);
      expect([status, out], typed.join(' ')).toEqual([2, '']);
      expect(err, typed.join(' ')).toContain(HISTORY);
    }
    const doctor = await concordat(place, 'doctor', '--folder', 'al');
    expect([doctor.status, doctor.out]).toEqual([1, expect.stringContaining('Install the newer one')]);
    expect(doctor.out).not.toContain('damaged');

    const { store } = openAllianceFolder(al);
    const site = statusSite({
      store,
      checks: latestChecks(),
      now: () => ({ at: '2026-11-22T09:00:00.000Z', asOf: '2026-11-22' }),
      openDocument: async () => null,
      files: { style: '', script: '' },
      fault: () => undefined,
    });
    const page = await site.request('/history', { headers: { host: '127.0.0.1' } });
    expect(await page.text()).toContain('Install the newer one');
    await store.close();
    expect(whatIsThere(al)).toEqual(before);
  });
});

describe('a workbook that a newer program made', () => {
  const say = (file: string, version: number) =>
    edit(file, ({ Sheets }) => {
      utils.sheet_add_aoa(Sheets['Start here']!, [['Made with', `version ${version} of the workbooks`]], {
        origin: -1,
      });
    });
  const start = async (place: string): Promise<Answer> => concordat(place, 'start', 'al', '--once');

  test('is neither checked nor written, and the others go on', async () => {
    const place = madePlace();
    const birch = join(place, 'al', BIRCH);
    say(birch, 2);
    const before = readFileSync(birch);
    const answered = await start(place);
    expect(answered.status).toBe(1);
    expect(answered.out).toContain(`${BIRCH}: ${WORKBOOK}`);
    expect(readFileSync(birch)).toEqual(before);
    const found = textOf(join(place, 'al', ALLIANCE), 'Checks')
      .flat()
      .join('\n');
    expect(found).toContain(WORKBOOK);

    const check = await concordat(place, 'check', 'al');
    expect([check.status, check.out]).toEqual([1, expect.stringContaining(WORKBOOK)]);
    const doctor = await concordat(place, 'doctor', '--folder', 'al');
    expect(doctor.out).toContain(WORKBOOK);
    expect(doctor.out).not.toContain('no workbook of an alliance');
  });

  test('is refused before it has any history', async () => {
    const place = madePlace();
    const birch = join(place, 'al', BIRCH);
    say(birch, 2);
    const fresh = join(place, 'fresh');
    mkdirSync(fresh);
    for (const file of [ALLIANCE, ASHGROVE, BIRCH])
      writeFileSync(join(fresh, file), readFileSync(join(place, 'al', file)));
    const { out } = await concordat(place, 'start', 'fresh', '--once', '--new-history');
    expect(out).toContain(`${BIRCH}: ${WORKBOOK}`);
    expect(readFileSync(join(fresh, BIRCH))).toEqual(readFileSync(birch));
  });

  test('of the alliance stops what leans on it, in any command that reads it', async () => {
    const place = madePlace();
    const alliance = join(place, 'al', ALLIANCE);
    say(alliance, 2);
    const before = readFileSync(alliance);
    const { out } = await start(place);
    expect(out).toContain(`${ALLIANCE}: ${WORKBOOK}`);
    expect(readFileSync(alliance)).toEqual(before);
  });

  test('is read by a program of that version', async () => {
    const place = madePlace();
    const birch = join(place, 'al', BIRCH);
    say(birch, 1);
    expect((await start(place)).out).not.toContain(WORKBOOK);
  });
});
