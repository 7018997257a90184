import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placed } from '../support/placed.ts';
import { concordat, journeys } from './run-concordat.ts';

const WORKBOOK = 'Ashgrove School 2026-27.xlsx';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,Name\n900301,Ashgrove School\n');
  const fern = ['--name', 'Fern', '--schools', 'schools.csv', '--protocols', 'none', '--year', '2026/27'];
  await concordat(place, 'new', ...fern, '--folder', 'al');
});

test('a read-only workbook is checked and kept, never written, and named by start and doctor until it may be', async () => {
  const place = madePlace();
  const workbook = join(place, 'al', placed(WORKBOOK));
  const bytes = readFileSync(workbook);
  chmodSync(workbook, 0o444);
  const why = `"${WORKBOOK}" is marked as read-only, so it was left as it is. Take the mark away, or set “Checks beside the workbooks” in Settings to Yes.`;
  const first = await concordat(place, 'start', 'al', '--once');
  expect(first.err).toMatch(new RegExp(`  ${WORKBOOK}: .*; ${why}\n`));
  expect(readFileSync(workbook).equals(bytes)).toBe(true);
  const doctor = await concordat(place, 'doctor', '--folder', 'al');
  expect(doctor.status).toBe(1);
  expect(doctor.out.replace(/\s+/g, ' ')).toContain(`Can be read, and Checks cannot be written. ${why}`);
  chmodSync(workbook, 0o644);
  const second = await concordat(place, 'start', 'al', '--once');
  expect(second.err).toContain(`  ${WORKBOOK}: 0 rows, 0 open findings; Checks brought up to date\n`);
  expect(readFileSync(workbook).equals(bytes)).toBe(false);
});
