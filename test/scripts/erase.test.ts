import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { packed, unpacked } from '../../functions/edges/packed.ts';
import { placed } from '../support/placed.ts';
import { concordat, concordatAnswered, journeys, type } from './run-concordat.ts';

const START = ['start', 'al', '--once'];
const ELM_PARK = placed('Elm Park High School 2025-26.xlsx');
const NAME = 'Zebulon Quagmire';
/** What a heavily laden machine may need for a dozen runs of the program. */
const PATIENCE_MILLISECONDS = 300_000;

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n990002,The Meadows\n');
  const named = ['--name', 'Test', '--schools', 'schools.csv', '--protocols', 'working-protocols', '--year', '2025/26'];
  await concordat(place, 'new', ...named, '--folder', 'al');
  type(join(place, 'al', ELM_PARK), 'Staff days', 'A2', NAME);
  type(join(place, 'al', ELM_PARK), 'Staff days', 'B2', 'some day or other');
  type(join(place, 'al', ELM_PARK), 'Staff days', 'A3', 'QUAGMIRE, Zebulon');
  type(join(place, 'al', ELM_PARK), 'Staff days', 'B3', '3/11/2025');
  type(join(place, 'al', ELM_PARK), 'Staff days', 'C3', 1);
  await concordat(place, ...START);
});

const history = (place: string) => join(place, 'al', '.concordat', 'history.sqlite');

function inStore<T>(place: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(history(place));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** All that the store says, unpacked. */
function textsIn(place: string): string[] {
  return inStore(place, (database) => {
    const blobs = database.prepare('SELECT packed FROM blobs').all() as { packed: Uint8Array }[];
    const documents = database.prepare('SELECT key, value FROM documents').all() as { key: string; value: string }[];
    return [...blobs.map((one) => unpacked(one.packed)!), ...documents.flatMap(({ key, value }) => [key, value])];
  });
}

const holdsIt = (text: string) => /zebulon\s+quagmire|quagmire,\s+zebulon/i.test(text);
/** What a text looks like as it is kept, away from its ends. */
const markOf = (text: string) => packed(text).subarray(24, 64);

/** Files of the history, as they lie there, in which one of these stands. */
function filesWith(place: string, marks: readonly Buffer[]): string[] {
  const folder = join(place, 'al', '.concordat');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .filter((name) => marks.some((mark) => readFileSync(join(folder, name)).includes(mark)));
}

describe('concordat erase, in a folder', () => {
  test(
    'takes a person out of every byte of the history, lists what is to be recalled, and verify says so and stays whole',
    async () => {
      const place = madePlace();
      const erase = (answers: readonly string[], ...typed: string[]) =>
        concordatAnswered(place, answers, 'erase', ...typed, '--by', 'A. Coordinator', '--folder', 'al');
      const before = textsIn(place).filter(holdsIt);
      expect(before.length).toBeGreaterThanOrEqual(2);

      const standing = await erase([NAME, ''], 'person', '--yes');
      expect(standing).toMatchObject({ status: 2, out: '' });
      expect(standing.err).toMatch(
        /It still stands in Staff days of Elm Park High School 2025\/26\. Take it out there/,
      );
      expect(textsIn(place).filter(holdsIt)).toEqual(before);

      for (const cell of ['A2', 'B2', 'A3', 'B3', 'C3']) type(join(place, 'al', ELM_PARK), 'Staff days', cell, '');
      await concordat(place, ...START);
      const marks = textsIn(place).filter(holdsIt).map(markOf);
      expect(filesWith(place, [...marks, Buffer.from(NAME)])).not.toEqual([]);

      mkdirSync(join(place, 'al', 'Restored'));
      writeFileSync(join(place, 'al', 'Restored', 'Elm Park.xlsx'), '');
      mkdirSync(join(place, 'al', 'Outbox'), { recursive: true });
      writeFileSync(join(place, 'al', 'Outbox', 'one.eml'), `About ${NAME}.`);
      writeFileSync(join(place, 'al', 'Outbox', 'other.eml'), 'About nobody.');
      const asked = await erase([NAME, '', 'no'], 'person');
      const dry = await erase([NAME, ''], 'person', '--dry-run');
      expect(asked).toMatchObject({ status: 0, err: expect.stringContaining('Nothing was erased.') });
      expect(dry).toMatchObject({ status: 0, out: asked.out });
      expect(textsIn(place).filter(holdsIt).length).toBe(marks.length);
      expect(dry.out).toMatch(
        /^It stands in \d+ kept rows and \d+ findings? or repl.*, in \d+ parts of the history\.$/m,
      );
      expect(dry.out).toMatch(/1 snapshot of Elm Park High School 2025\/26 has held it\./);
      expect(dry.out).toContain('“concordat backup” or another program, may hold it until you delete them');
      expect(dry.out).toMatch(/^To delete, if it holds it: .*Elm Park\.xlsx.*, restored from the history\.$/m);
      expect(dry.out.match(/^To delete: .*$/gm)).toEqual([expect.stringContaining('one.eml')]);

      const erased = await erase([NAME, '', 'erase'], 'person');
      expect(erased).toMatchObject({ status: 0, out: expect.stringMatching(/^Erased\. /m) });
      for (const { out, err } of [standing, asked, dry, erased]) expect(holdsIt(out + err)).toBe(false);
      expect(textsIn(place).filter(holdsIt)).toEqual([]);
      expect(filesWith(place, [...marks, Buffer.from(NAME)])).toEqual([]);

      const verified = await concordat(place, 'verify', '--folder', 'al');
      expect(verified).toMatchObject({ status: 0 });
      expect(verified.out).toMatch(
        /^Erased on .* by A\. Coordinator: a person’s name, out of \d+ parts of Elm Park High School 2025\/26$/m,
      );
      const hash = /Elm Park.* head ([0-9a-f]{64})/.exec(verified.out)![1]!;
      const against = await concordat(place, 'verify', '--against', hash, '--folder', 'al');
      expect(against).toMatchObject({
        status: 0,
        out: expect.stringMatching(/^\d+ parts of the history were erased from/m),
      });
      const diff = await concordat(place, 'diff', '--school', 'Elm Park', '--from', '1', '--to', '2', '--folder', 'al');
      expect(diff).toMatchObject({ status: 0 });
      await concordat(place, ...START);
      expect(await concordat(place, 'verify', '--folder', 'al')).toMatchObject({ status: 0 });

      const again = await erase([NAME, ''], 'person', '--yes');
      expect(again).toMatchObject({ status: 0, out: expect.stringContaining('It stands nowhere in what is kept.') });

      const forged =
        "UPDATE documents SET value = replace(value, 'A. Coordinator', 'Nobody') WHERE key LIKE 'erased/%'";
      inStore(place, (database) => database.exec(forged));
      const altered = await concordat(place, 'verify', '--folder', 'al');
      expect(altered).toMatchObject({ status: 1 });
      expect(altered.out).toMatch(/erasures? stands? in the history that no key trusted here signed/);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'names a document made from what held it, and takes out a row by what stands in its cells',
    async () => {
      const place = madePlace();
      const file = join(place, 'al', 'Alliance 2025-26.xlsx');
      const person = 'Yolanda Pim';
      type(file, 'Meetings', 'A2', '3/11/2025');
      type(file, 'Meetings', 'C2', person);
      await concordat(place, ...START);
      const published = await concordat(place, 'publish', 'agreement', '--school', 'Elm Park', '--folder', 'al');
      expect(published.err + published.out).toContain('2025-00');
      type(file, 'Meetings', 'A2', '');
      type(file, 'Meetings', 'C2', '');
      await concordat(place, ...START);
      const answers = ['meetings', 'Alliance', person, '3/11/2025', ''];
      const erased = await concordatAnswered(place, answers, 'erase', 'row', '--by', 'me', '--yes', '--folder', 'al');
      expect(erased).toMatchObject({ status: 0 });
      expect(erased.out).toMatch(/^1 row of that tab/m);
      expect(erased.out).toMatch(
        /^To recall, if it shows it: document 2025-\d+ \(.*\), read by the school named on page 1/m,
      );
      expect(textsIn(place).filter((text) => text.includes(person))).toEqual([]);
      expect(await concordat(place, 'verify', '--folder', 'al')).toMatchObject({ status: 0 });
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'takes nothing for what is too short, no tab or nothing, and does not ask where nobody is named who erases',
    async () => {
      const place = madePlace();
      const erase = (answers: readonly string[], ...typed: string[]) =>
        concordatAnswered(place, answers, 'erase', ...typed, '--folder', 'al');
      expect(await erase(['Ann'], 'text', '--by', 'me')).toMatchObject({
        status: 2,
        err: expect.stringContaining('at least 4'),
      });
      expect(await erase(['Nonsense'], 'row', '--by', 'me')).toMatchObject({
        status: 2,
        err: expect.stringContaining('No tab'),
      });
      expect(await erase([], 'text', '--by', 'me')).toMatchObject({
        status: 2,
        err: expect.stringContaining('Nothing was erased'),
      });
      expect(await erase([NAME], 'text')).toMatchObject({ status: 2, err: expect.stringContaining('--by') });
      const before = textsIn(place).length;
      inStore(place, (database) => database.exec("UPDATE documents SET value = 'x' WHERE key LIKE 'head/school-%'"));
      const damaged = await erase([NAME], 'text', '--by', 'me', '--yes');
      expect(damaged).toMatchObject({ status: 2, err: expect.stringContaining('Run "concordat verify"') });
      expect(damaged.err).not.toContain('fault of its own');
      expect(textsIn(place)).toHaveLength(before);
    },
    PATIENCE_MILLISECONDS,
  );
});
