import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { placed } from '../support/placed.ts';
import { ALLIANCE, concordat, journeys, type } from './run-concordat.ts';

/**
 * A history that was altered on a day on which a checkpoint was taken already: `start` looks each time, what is altered is not built on,
 * and the rest is checked.
 */
const ASHGROVE = placed('Ashgrove School 2025-26.xlsx');
const BIRCH = placed('Birch School 2025-26.xlsx');

const madePlace = journeys(async (place) => {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n900201,Ashgrove School\n900202,Birch School\n');
  const fern = ['--name', 'Fern', '--schools', 'schools.csv', '--protocols', 'working-protocols', '--year', '2025/26'];
  await concordat(place, 'new', ...fern, '--folder', 'al');
  await concordat(place, 'start', 'al', '--once');
  type(join(place, 'al', ASHGROVE), 'Staff days', 'A2', 'Ms A Carter');
  await concordat(place, 'start', 'al', '--once');
  await concordat(place, 'publish', 'agreement', '--school', 'Ashgrove', '--folder', 'al');
  await concordat(place, 'start', 'al', '--once');
});

function inStore(place: string, statement: string, ...values: string[]): unknown {
  const database = new DatabaseSync(join(place, 'al', '.concordat', 'history.sqlite'));
  try {
    return database.prepare(statement).all(...values);
  } finally {
    database.close();
  }
}
const documentsOf = (place: string) =>
  inStore(place, "SELECT key, value FROM documents WHERE key LIKE 'head/%' OR key LIKE 'issued/%' ORDER BY key") as {
    key: string;
    value: string;
  }[];
const keptAs = (place: string, key: string) => documentsOf(place).find((one) => one.key === key)!.value;
const put = (place: string, key: string, value: string) =>
  inStore(place, 'UPDATE documents SET value = ? WHERE key = ?', value, key);

const OWN = 'The history of this workbook does not stand as it was kept.';
const ALLIANCES = 'The history of the alliance’s workbook, which this one leans on, does not stand as it was kept.';
const CHECKED = / open findings?; (?:nothing new|snapshot taken|Checks brought up to date)/;
const lineOf = (workbook: string, said: string) =>
  said.split('\n').find((line) => line.startsWith(`  ${basename(workbook)}: `)) ?? '';

const withoutSignature = (head: string) => JSON.stringify({ ...JSON.parse(head), signature: 'AAAA' });

const alterations: Readonly<Record<string, [(place: string) => unknown, RegExp, (string | RegExp)[], number]>> = {
  'a school’s head, which no key of ours signed': [
    (place) => put(place, 'head/school-900201-2025', withoutSignature(keptAs(place, 'head/school-900201-2025'))),
    /The record of which snapshot of school-900201-2025 is the newest was altered\./,
    [CHECKED, OWN, CHECKED],
    1,
  ],
  'a school’s head, in place of which another school’s was put': [
    (place) => put(place, 'head/school-900201-2025', keptAs(place, 'head/school-900202-2025')),
    /The record of which snapshot of school-900201-2025 is the newest was altered\./,
    [CHECKED, OWN, CHECKED],
    1,
  ],
  'the alliance’s head': [
    (place) => put(place, 'head/alliance-2025', withoutSignature(keptAs(place, 'head/alliance-2025'))),
    /The record of which snapshot of alliance-2025 is the newest was altered\./,
    [OWN, ALLIANCES, ALLIANCES],
    2,
  ],
  'the register, of which an entry is gone': [
    (place) => inStore(place, "DELETE FROM documents WHERE key = 'issued/2025/2025-0001'"),
    /Document 2025-0001 is gone from the register of documents: the last checkpoint covers it\./,
    [OWN, CHECKED, CHECKED],
    1,
  ],
  'the head of the checkpoints': [
    (place) => put(place, 'head/checkpoints', withoutSignature(keptAs(place, 'head/checkpoints'))),
    /The record of which checkpoint is the newest was altered\./,
    [CHECKED, CHECKED, CHECKED],
    1,
  ],
};

test.each(Object.keys(alterations))('%s', async (which) => {
  const [alter, says, lines, status] = alterations[which]!;
  const place = madePlace();
  const whole = documentsOf(place);
  alter(place);
  const altered = documentsOf(place);
  type(join(place, 'al', ALLIANCE), 'Documents', 'A2', 'Agreement');
  for (const workbook of [ASHGROVE, BIRCH]) type(join(place, 'al', workbook), 'Staff days', 'D2', 'Something else');

  const started = await concordat(place, 'start', 'al', '--once');
  expect(started.status).toBe(status);
  expect(started.err).toMatch(says);
  expect(started.err).toContain('No checkpoint is signed over that, and no document is made.');
  for (const [at, workbook] of [ALLIANCE, ASHGROVE, BIRCH].entries()) {
    const said = lines[at]!;
    if (typeof said === 'string') expect(lineOf(workbook, started.err)).toContain(said);
    else expect(lineOf(workbook, started.err)).toMatch(said);
  }
  const since = new Map(documentsOf(place).map(({ key, value }) => [key, value]));
  const keysOf = [`head/alliance-2025`, 'head/school-900201-2025', 'head/school-900202-2025'];
  for (const [at, key] of keysOf.entries())
    if (typeof lines[at] === 'string') expect(since.get(key)).toBe(altered.find((one) => one.key === key)!.value);
  expect(since.get('head/checkpoints')).toBe(altered.find(({ key }) => key === 'head/checkpoints')!.value);
  expect([...since.keys()].filter((key) => key.startsWith('issued/'))).toEqual(
    altered.map(({ key }) => key).filter((key) => key.startsWith('issued/')),
  );
  expect((await concordat(place, 'publish', 'agreement', '--folder', 'al')).status).toBe(2);
  expect(documentsBeneath(place)).toHaveLength(1);

  // Put back, everything goes on.
  for (const { key, value } of whole)
    if (altered.find((one) => one.key === key)?.value !== value)
      inStore(place, "INSERT OR REPLACE INTO documents VALUES (?, ?, '99')", key, value);
  const again = await concordat(place, 'start', 'al', '--once');
  for (const workbook of [ALLIANCE, ASHGROVE, BIRCH]) expect(lineOf(workbook, again.err)).toMatch(CHECKED);
  expect(documentsBeneath(place)).toHaveLength(2);
});

function documentsBeneath(place: string): string[] {
  return readdirSync(join(place, 'al'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /2025-\d{4} .*\.pdf$/.test(path),
  );
}
