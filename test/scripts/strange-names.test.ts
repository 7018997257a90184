import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { concordat, journeys } from './run-concordat.ts';

const NAMES = [
  'Ysgol Tŷ Ddŵr.xlsx',
  'مدرسة النور.xlsx',
  '\u202eevil 🏫.xlsx',
  `It's "quoted".xlsx`,
  'two\nlines\u001b[31m.xlsx',
];

const madePlace = journeys(async (place) => {
  mkdirSync(join(place, 'al'), { recursive: true });
  await writeSampleAlliance(join(place, 'al'));
});

test('workbooks of any name are checked, what is no workbook is said in a sentence, and the others go on', async () => {
  const place = madePlace();
  const al = join(place, 'al');
  const schools = workbooksIn(al).filter((place) => !basename(place).startsWith('Alliance'));
  for (const [at, name] of NAMES.entries()) renameSync(schools[at]!, join(dirname(schools[at]!), name));
  symlinkSync('loop.xlsx', join(al, 'loop.xlsx'));
  symlinkSync('.', join(al, 'itself.xlsx'));
  symlinkSync('.', join(al, 'itself'));
  mkdirSync(join(al, 'folder.xlsx'));
  writeFileSync(join(al, 'rows.xlsx'), 'Member of staff,Date\n');
  writeFileSync(join(al, 'empty.xlsm'), '');
  const before = readFileSync(join(al, 'rows.xlsx'));

  const { out, err, status } = await concordat(place, 'start', 'al', '--once');
  expect(status).toBe(1);
  expect(err.match(/snapshot taken/g)).toHaveLength(schools.length + 1);
  expect(err).toMatch(/^ {2}two lines \[31m\.xlsx: \d+ rows/m);
  expect(err).toMatch(/^ {2}evil 🏫\.xlsx: \d+ rows/m);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these would steer the terminal
  expect(out + err).not.toMatch(/[\u001b\u202e]/);
  for (const [name, sentence] of [
    ['loop.xlsx', '"loop.xlsx" is a link that leads nowhere.'],
    ['itself.xlsx', '"itself.xlsx" is a folder, not a workbook. Put the workbook itself in its place.'],
    ['folder.xlsx', '"folder.xlsx" is a folder, not a workbook. Put the workbook itself in its place.'],
    ['rows.xlsx', 'This file is not an Excel workbook.'],
    ['empty.xlsm', 'This file is empty.'],
  ] as const)
    expect(out).toContain(`${name}: ${sentence}`);
  expect(readFileSync(join(al, 'rows.xlsx')).equals(before)).toBe(true);
});
