import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { HISTORY_FILE, HISTORY_FOLDER, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { documentsBeneath, placed } from '../support/placed.ts';
import { ALLIANCE, type Answer, concordat, edit, journeys, textOf } from './run-concordat.ts';

const ASHGROVE = placed('Ashgrove School 2025-26.xlsx');
const BIRCH = placed('Birch School 2025-26.xlsx');
const HISTORY = 'This history was written by a newer Concordat than this one. Install the newer one, then try again.';
const WORKBOOK =
  'This workbook was made with a newer Concordat than this one. Install the newer one, then check again.';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n900201,Ashgrove School\n900202,Birch School\n');
  const fern = [
    '--name',
    'Fern',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols,behaviour-and-attendance',
    '--year',
    '2025/26',
    '--folder',
    'al',
  ];
  for (const typed of [
    ['new', ...fern],
    ['start', 'al', '--once'],
    ['publish', 'agreement', '--folder', 'al'],
  ]) {
    const { status, err } = await concordat(place, ...typed);
    if (status > 1) throw new Error(err);
  }
});

/** Everything that a folder holds, keys and all, by name: the bytes of its files, and what the store says in place of the store's own. */
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
    ['the alliance', 'alliance-2025', { schema: VERSIONS.workbooks + 1 }],
    ['a school', 'school-900202-2025', { rules: VERSIONS.rules + 1 }],
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
      ['key', '--rotate', '--folder', 'al'],
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

describe('verify, where a head says that a newer program wrote it', () => {
  const BY_A_NEWER =
    'The head of this history says that a newer Concordat than this one wrote it. So it cannot be verified here: install the newer one, then try again.';
  const ALTERED =
    'A snapshot does not fit. The record of which snapshot is the newest says that a newer Concordat wrote it, and no trusted key signed that: it was altered.';
  const [AL, ASHGROVES, BIRCHS] = ['alliance-2025', 'school-900201-2025', 'school-900202-2025'] as const;
  /** Another format in which nothing is as it was. */
  const FOREIGN = { format: 3, sequence: 0 };

  /** The list of contents of Ashgrove’s newest snapshot is gone. */
  function damageAshgrove(al: string): void {
    const store = new DatabaseSync(join(al, HISTORY_FOLDER, HISTORY_FILE));
    store.prepare('DELETE FROM blobs WHERE name = ?').run(hashOf(al, ASHGROVES));
    store.close();
  }

  function hashOf(al: string, workbook: string): string {
    const store = new DatabaseSync(join(al, HISTORY_FOLDER, HISTORY_FILE));
    const { value } = store.prepare('SELECT value FROM documents WHERE key = ?').get(`head/${workbook}`) as {
      value: string;
    };
    store.close();
    return JSON.parse(value).hash;
  }

  function placeWith(workbook: string, change: Record<string, number>) {
    const place = madePlace();
    const al = join(place, 'al');
    const hash = hashOf(al, workbook);
    const pdf = join(al, documentsBeneath(al)[0]!);
    makeNewer(al, workbook, change);
    return { al, hash, pdf, verify: (...typed: string[]) => concordat(place, 'verify', ...typed, '--folder', 'al') };
  }

  test('goes on with the other workbooks, and what does not fit in them is a fault', async () => {
    const { al, verify } = placeWith(BIRCHS, FOREIGN);
    const alone = await verify();
    expect([alone.status, alone.err]).toEqual([2, '']);
    expect(alone.out.trim().split('\n')).toEqual([
      expect.stringMatching(/^Alliance 2025\/26: \d+ snapshots? in order/),
      expect.stringMatching(/^Ashgrove School 2025\/26: \d+ snapshots? in order/),
      `Birch School 2025/26: ${BY_A_NEWER}`,
      expect.stringMatching(/^Checkpoints: 2 checkpoints in order, newest [0-9a-f]{64}, which covers 3 histories and /),
    ]);
    damageAshgrove(al);
    const both = await verify();
    expect(both.status).toBe(1);
    expect(both.out).toMatch(/^Ashgrove School 2025\/26: Snapshot \d+ does not fit\. /m);
    expect(both.out).toContain(`Birch School 2025/26: ${BY_A_NEWER}`);
  });

  test.each([{ rules: VERSIONS.rules + 1 }, { schema: VERSIONS.workbooks + 1 }, { format: 3 }])(
    'finds out whoever put %o there without the key',
    async (change) => {
      const { verify } = placeWith(BIRCHS, change);
      const { status, out } = await verify();
      expect(status).toBe(1);
      expect(out).toContain(`Birch School 2025/26: ${ALTERED}`);
      expect(out.match(/snapshots? in order/g)).toHaveLength(2);
    },
  );

  test('does without names where it is the alliance’s, and says so where a school is asked for by name', async () => {
    const { verify } = placeWith(AL, FOREIGN);
    const { status, out } = await verify();
    expect(status).toBe(2);
    expect(out).toContain(`${AL}: ${BY_A_NEWER}`);
    expect(out).toContain(`${BIRCHS}: `);
    expect(out.match(/snapshots? in order/g)).toHaveLength(2);
    const one = await verify('--school', 'Birch');
    expect(one).toMatchObject({ status: 2, out: '', err: expect.stringContaining('without --school') });
  });

  test('knows a document where the alliance’s own history is whole, and else says that it cannot be told', async () => {
    const school = placeWith(BIRCHS, FOREIGN);
    expect(await school.verify(school.pdf)).toMatchObject({ status: 0, out: expect.stringContaining('is unaltered') });
    const own = placeWith(AL, FOREIGN);
    expect(await own.verify(own.pdf)).toMatchObject({
      status: 2,
      out: `Whether ${own.pdf} is ours cannot be told. ${BY_A_NEWER}\n`,
    });
    makeNewer(own.al, AL, { format: 2, sequence: 1, rules: VERSIONS.rules + 1 });
    const altered = await own.verify(own.pdf);
    expect(altered).toMatchObject({ status: 1, out: expect.stringContaining('does not fit') });
  });

  test('tells of kept hashes of other workbooks what it told before', async () => {
    const { al, hash, verify } = placeWith(BIRCHS, FOREIGN);
    const ashgroves = hashOf(al, ASHGROVES);
    expect(await verify('--against', ashgroves)).toMatchObject({
      status: 0,
      out: expect.stringContaining('Nothing of that workbook’s history up to it was altered.'),
    });
    const both = await verify('--against', ashgroves, hash);
    expect(both.status).toBe(2);
    expect(both.out).toContain(BY_A_NEWER);
    const never = await verify('--against', '0'.repeat(64));
    expect(never).toMatchObject({
      status: 2,
      out: expect.stringContaining('cannot be verified here, and it may have'),
    });
    damageAshgrove(al);
    expect(await verify('--against', ashgroves, hash)).toMatchObject({ status: 1 });
  });

  test('leaves what a newer program keeps of other kinds to that program', async () => {
    const { al, verify } = placeWith(BIRCHS, FOREIGN);
    const store = new DatabaseSync(join(al, HISTORY_FOLDER, HISTORY_FILE));
    store
      .prepare("INSERT INTO documents SELECT 'head/trust-7-2025', value, 1 FROM documents WHERE key = ?")
      .run(`head/${BIRCHS}`);
    store.close();
    expect(await verify()).toMatchObject({ status: 2, out: expect.stringContaining(`trust-7-2025: ${BY_A_NEWER}`) });
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
    say(birch, VERSIONS.workbooks + 1);
    const before = readFileSync(birch);
    const answered = await start(place);
    expect(answered.status).toBe(1);
    expect(answered.out).toContain(`${basename(BIRCH)}: ${WORKBOOK}`);
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
    say(birch, VERSIONS.workbooks + 1);
    const fresh = join(place, 'fresh');
    for (const file of [ALLIANCE, ASHGROVE, BIRCH]) cpSync(join(place, 'al', file), join(fresh, file));
    const { out } = await concordat(place, 'start', 'fresh', '--once', '--new-history');
    expect(out).toContain(`${basename(BIRCH)}: ${WORKBOOK}`);
    expect(readFileSync(join(fresh, BIRCH))).toEqual(readFileSync(birch));
  });

  test('of the alliance stops what leans on it, in any command that reads it', async () => {
    const place = madePlace();
    const alliance = join(place, 'al', ALLIANCE);
    say(alliance, VERSIONS.workbooks + 1);
    const before = readFileSync(alliance);
    const { out } = await start(place);
    expect(out).toContain(`${ALLIANCE}: ${WORKBOOK}`);
    expect(readFileSync(alliance)).toEqual(before);
    const there = whatIsThere(join(place, 'al'));
    for (const typed of [['publish'], ['publish', '--all'], ['restore', 'Alliance'], ['restore', 'Ashgrove']])
      expect(await concordat(place, ...typed, '--folder', 'al'), typed.join(' ')).toEqual({
        status: 2,
        out: '',
        err: `${ALLIANCE}: ${WORKBOOK}\n`,
      });
    expect(whatIsThere(join(place, 'al'))).toEqual(there);
  });

  test('is read by a program of that version', async () => {
    const place = madePlace();
    const birch = join(place, 'al', BIRCH);
    say(birch, 1);
    expect((await start(place)).out).not.toContain(WORKBOOK);
  });
});
