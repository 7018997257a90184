import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { concordat, journeys } from './run-concordat.ts';

const WORKBOOK = 'Ashgrove School 2026-27.xlsx';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,Name\n900301,Ashgrove School\n');
  const fern = ['--name', 'Fern', '--schools', 'schools.csv', '--protocols', 'none', '--year', '2026/27'];
  await concordat(place, 'new', ...fern, '--folder', 'al');
});

test('a workbook that was moved aside when Concordat was stopped is said by doctor, and put back by the next start', async () => {
  const place = madePlace();
  const folder = join(place, 'al', 'Schools', 'Ashgrove School');
  const workbook = join(folder, WORKBOOK);
  const holder = join(folder, `.concordat-was-${'a'.repeat(32)}-${'b'.repeat(32)}-Ab12cd`);
  mkdirSync(join(holder, '1'), { recursive: true });
  renameSync(workbook, join(holder, '1', WORKBOOK));

  const { out } = await concordat(place, 'doctor', '--folder', 'al');
  expect(out).toContain('Can be written in. Concordat was stopped while it wrote there.');
  expect(out).toContain(`The next “concordat start” puts back "${WORKBOOK}".`);
  expect(readdirSync(join(holder, '1'))).toEqual([WORKBOOK]);

  const { err } = await concordat(place, 'start', 'al', '--once');
  expect(err).toContain(`"${WORKBOOK}" was put back: Concordat was stopped while it wrote there.\n`);
  expect(err).toMatch(new RegExp(`${WORKBOOK}: .*snapshot taken`));
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  const after = await concordat(place, 'doctor', '--folder', 'al');
  expect(after.out).not.toContain('stopped while');
});
