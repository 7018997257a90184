import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { settingsOf } from '../support/own-configuration.ts';
import { placed } from '../support/placed.ts';
import { CONFIGURATION, concordat, edit, journeys, PROGRAM, textOf, type } from './run-concordat.ts';

const START = ['start', 'al', '--once'];
const ELM_PARK = placed('Elm Park High School 2025-26.xlsx');
const EARLIER = ['Dr Lund', '12/11/2025', '½', 'The Meadows'];
/** What a heavily laden machine may need for a dozen runs of the program. */
const PATIENCE_MILLISECONDS = 240_000;

/** An alliance whose school typed two rows, one to be mended, and then typed over them: three snapshots. */
const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n990002,The Meadows\n');
  await concordat(
    place,
    'new',
    '--name',
    'Test',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols,behaviour-and-attendance',
    '--year',
    '2025/26',
    '--folder',
    'al',
  );
  await concordat(place, ...START);
  const file = join(place, 'al', ELM_PARK);
  for (const [column, typed] of EARLIER.entries()) type(file, 'Staff days', `${'ABCD'[column]}2`, typed);
  type(file, 'Staff days', 'A3', 'Mr Ames');
  type(file, 'Staff days', 'B3', '31/2/2026');
  await concordat(place, ...START);
  for (const row of [2, 3]) for (const column of 'ABCD') type(file, 'Staff days', `${column}${row}`, '');
  type(file, 'Staff days', 'A2', 'Somebody Else');
  await concordat(place, ...START);
});

let watcher: ChildProcess | null = null;
afterEach(() => void watcher?.kill('SIGKILL'));

function openPlace() {
  const place = madePlace();
  const al = join(place, 'al');
  return {
    place,
    al,
    file: join(al, ELM_PARK),
    restored: (name: string) => join(al, 'Restored', name),
    ask: (...typed: string[]) => concordat(place, ...typed, '--folder', 'al'),
  };
}

describe('concordat restore', () => {
  test(
    'writes a past snapshot into a new workbook, over nothing, and touches nothing else',
    async () => {
      const { place, al, restored, ask } = openPlace();
      const workbooks = () => workbooksIn(al);
      const bytes = () => workbooks().map((workbook) => readFileSync(workbook, 'base64'));
      const before = bytes();

      const second = await ask('restore', join('al', ELM_PARK), '--snapshot', '2');
      expect(second).toMatchObject({ status: 0, err: '' });
      const name = 'Elm Park High School 2025-26, snapshot 2.xlsx';
      expect(second.out.split('\n')[0]).toBe(`Restored  ${join('al', 'Restored', name)}`);
      expect(second.out).toMatch(/snapshot 2 of .*: \d+ rows, and 1 row that waited to be mended$/m);
      expect(textOf(restored(name), 'Staff days').slice(1)).toEqual([
        ['Dr Lund', '12/11/2025', '0.5', 'The Meadows', '', '', ''],
        ['Mr Ames', '31/2/2026', '', '', '', '', ''],
      ]);
      expect(textOf(restored(name), 'Start here').flat().join('\n')).toContain('Restored from the history:');
      expect(textOf(restored(name), 'Checks').flat().join('\n')).toContain('31/2/2026');

      const first = readFileSync(restored(name));
      expect(await ask('restore', ELM_PARK, '--snapshot', '2')).toMatchObject({
        status: 2,
        err: `"${name}" is there already and was left as it is.\n`,
      });
      expect(readFileSync(restored(name))).toEqual(first);

      const today = await ask('restore', 'elm park 2025/26');
      const [, newest] = /^Restored {2}al.Restored.(Elm Park High School 2025-26, as of \d+ \w+ \d{4}\.xlsx)$/m.exec(
        today.out,
      )!;
      expect(textOf(restored(newest!), 'Staff days').slice(1)).toEqual([['Somebody Else', '', '', '', '', '', '']]);
      expect((await ask('restore', 'alliance', '--snapshot', '1')).status).toBe(0);
      expect(
        textOf(restored('Alliance 2025-26, snapshot 1.xlsx'), 'Schools')
          .slice(1)
          .map((row) => row.slice(0, 2)),
      ).toEqual([
        ['990001', 'Elm Park High School'],
        ['990002', 'The Meadows'],
      ]);

      const again = await concordat(place, ...START);
      expect(again.err).not.toMatch(/Restored|snapshot taken|second copy/);
      expect(bytes()).toEqual(before);
      expect((await ask('check')).out).not.toContain('Restored');
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'says what it cannot find',
    async () => {
      const { ask } = openPlace();
      const answers = await Promise.all([
        ask('restore', 'Elm Prak High School'),
        ask('restore', 'Elm Park 2024-25.xlsx'),
        ask('restore', 'Elm Park', '--as-of', '1/9/2020'),
        ask('restore', 'Elm Park', '--snapshot', '9'),
        ask('restore', 'Elm Park', '--snapshot', '0123456789abcdef'),
        ask('restore', 'Elm Park', '--snapshot', '1', '--as-of', '1/9/2020'),
        ask('restore'),
      ]);
      expect(answers.map(({ status, out, err }) => [status, out, err.split('\n')[0]])).toEqual([
        [2, '', 'No member is called “Elm Prak High School”. Did you mean Elm Park High School?'],
        [2, '', expect.stringMatching(/^No (member|workbook) (is )?called “Elm Park/)],
        [2, '', 'The history of Elm Park High School 2025/26 begins after 1 September 2020. Ask for a later day.'],
        [2, '', 'Elm Park High School 2025/26 has no snapshot 9. See “concordat history”.'],
        [2, '', 'Elm Park High School 2025/26 has no snapshot 0123456789abcdef. See “concordat history”.'],
        [2, '', 'The options --as-of and --snapshot do not go together.'],
        [2, '', expect.stringContaining('workbook')],
      ]);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'gives back what a history was cut back from, to whoever kept the hash',
    async () => {
      const { al, restored, ask } = openPlace();
      const { workbooks } = JSON.parse((await ask('history', '--school', 'Elm Park', '--format', 'json')).out);
      const [third, second] = workbooks[0].snapshots;
      const database = new DatabaseSync(join(al, '.concordat', 'history.sqlite'));
      const key = 'head/school-990001-2025';
      const head = JSON.parse(String(database.prepare('SELECT value FROM documents WHERE key = ?').get(key)!['value']));
      database
        .prepare('UPDATE documents SET value = ? WHERE key = ?')
        .run(JSON.stringify({ ...head, hash: second.hash, sequence: 2 }), key);
      database.close();

      expect(await ask('restore', 'Elm Park', '--snapshot', third.hash.slice(0, 16))).toMatchObject({ status: 2 });
      expect(await ask('restore', 'The Meadows', '--snapshot', third.hash)).toMatchObject({ status: 2 });
      expect(await ask('restore', 'Elm Park', '--snapshot', third.hash)).toMatchObject({ status: 0 });
      const rows = textOf(restored('Elm Park High School 2025-26, snapshot 3.xlsx'), 'Staff days');
      expect(rows[1]![0]).toBe('Somebody Else');
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'is passed over by “start” until it is put in the place of the workbook, and then it is that workbook',
    async () => {
      const { place, file, restored, ask } = openPlace();
      const child = spawn(process.execPath, [PROGRAM, 'start', 'al', '--no-status'], {
        cwd: place,
        env: { ...process.env, ...settingsOf(join(place, CONFIGURATION)) },
      });
      watcher = child;
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
      const hears = async (words: string) => {
        for (const end = Date.now() + PATIENCE_MILLISECONDS / 2; !said.includes(words); await pause(200))
          if (Date.now() > end) throw new Error(`Waited in vain for: ${words}`);
      };
      await hears('Watching ');

      said = '';
      await ask('restore', 'Elm Park', '--snapshot', '2');
      const copy = restored('Elm Park High School 2025-26, snapshot 2.xlsx');
      edit(copy, () => {});
      type(join(place, 'al', placed('The Meadows 2025-26.xlsx')), 'Staff days', 'A2', 'Ms Okafor');
      await hears('The Meadows 2025-26.xlsx: ');
      expect(said).not.toContain('Elm Park High School 2025-26, snapshot 2');

      rmSync(file);
      await hears(`${basename(ELM_PARK)}: The workbook of Elm Park High School (URN `);
      said = '';
      renameSync(copy, file);
      await hears(`${basename(ELM_PARK)}: `);
      child.kill('SIGINT');
      await new Promise((ended) => child.once('exit', ended));
      const diff = await ask('diff', '--school', 'Elm Park', '--from', '2');
      expect(diff.out).toBe('Elm Park High School 2025/26: snapshot 2 to 4\n  No row differs.\n');
      expect((await ask('verify')).status).toBe(0);
    },
    PATIENCE_MILLISECONDS,
  );
});
