import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { totalsKept } from '../../functions/protocols/behaviour-and-attendance/settings.ts';
import { workingProtocolsAdopted } from '../../functions/protocols/working-protocols/settings.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { newSettings } from '../support/new-settings.ts';
import { placed } from '../support/placed.ts';
import { allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';
import { ALLIANCE, concordat, journeys, textOf, type } from './run-concordat.ts';

const SCHOOL = placed('Elm Park High School 2025-26.xlsx');
const TOTALS = 'Absence by term';

/** An alliance of one that goes by the working protocols and keeps no totals. */
const madePlace = journeys(async (place) => {
  const al = join(place, 'al');
  mkdirSync(al, { recursive: true });
  const decided = [
    { setting: totalsKept.id, value: 'No', fromYear: null },
    { setting: workingProtocolsAdopted.id, value: 'Yes', fromYear: null },
  ];
  const settings = newSettings(decided, 2025);
  const rows = new Map([
    ['schools', [['990001', 'Elm Park High School', 'Academy']]],
    [
      'settings',
      [
        [totalsKept.title, 'No'],
        [workingProtocolsAdopted.title, 'Yes'],
      ],
    ],
  ]);
  const files = workbookFiles();
  await files.create(join(al, ALLIANCE), newWorkbook(allianceIdentity, rows, [], settings));
  mkdirSync(dirname(join(al, SCHOOL)), { recursive: true });
  await files.create(join(al, SCHOOL), newWorkbook(schoolIdentity, new Map(), ['Elm Park High School'], settings));
});

test('packs, next year and documents are asked for by editing cells, and answered in the workbooks', async () => {
  const place = madePlace();
  const [alliance, school] = [join(place, 'al', ALLIANCE), join(place, 'al', SCHOOL)];
  const start = () => concordat(place, 'start', 'al', '--once');
  const said = (file: string, tab: string) => textOf(file, tab).flat().join('\n');

  await start();
  expect(textOf(school, TOTALS)).toEqual([]);

  type(alliance, 'Settings', 'B2', 'Yes');
  type(alliance, 'Settings', 'A4', 'Make workbooks for');
  type(alliance, 'Settings', 'B4', '2026/27');
  type(alliance, 'Documents', 'A2', 'Agreement to the protocols');
  type(alliance, 'Documents', 'A3', 'Contribution statement');
  type(alliance, 'Documents', 'C3', '1/9/2019');
  const { out } = await start();

  expect(textOf(school, TOTALS)[0]).toContain('Possible sessions');
  expect(said(school, 'Start here')).toContain(TOTALS);
  expect(said(alliance, 'Issued')).toContain('Agreement to the protocols');
  expect(said(alliance, 'Checks')).toContain('A3 asks for a document that could not be made.');
  expect(said(alliance, 'Start here')).toContain('2 workbooks for 2026/27 are made.');
  for (const name of ['Alliance 2026-27.xlsx', placed('Elm Park High School 2026-27.xlsx')]) {
    expect(existsSync(join(place, 'al', name))).toBe(true);
    expect(out).toContain(basename(name));
  }
  expect(said(join(place, 'al', 'Alliance 2026-27.xlsx'), 'Schools')).toContain('Elm Park High School');
  expect(textOf(join(place, 'al', placed('Elm Park High School 2026-27.xlsx')), TOTALS)[0]).toContain(
    'Possible sessions',
  );

  const again = await start();
  expect(again.err.match(/nothing new/g)).toHaveLength(4);
}, 180_000);
