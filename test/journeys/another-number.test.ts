import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concordatWith, edit, textOf } from '../scripts/run-concordat.ts';
import { dayOnTheClock } from '../support/day-on-the-clock.ts';
import { readPdf } from '../support/read-pdf.ts';

const LIST = `URN,School,Kind of school,Office e-mail,Head
900401,Ashby School,Maintained school,office@ashby.example,Ms Okafor
900402,Bramley School,Maintained school,office@federation.example,Mr Ames
900403,Corby School,Maintained school,office@federation.example,Mr Ames
`;
const ALLIANCE = 'Alliance 2026-27.xlsx';
const ASHBY = 'Ashby School 2026-27.xlsx';
const [BRAMLEY, CORBY] = ['Bramley School 2026-27.xlsx', 'Corby School 2026-27.xlsx'];

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterAll(() => rmSync(place, { recursive: true }));
const file = (name: string) => join(place, 'al', name);
const on = (day: string, ...typed: string[]) => concordatWith(dayOnTheClock(day), place, ...typed);
const start = (day: string) => on(day, 'start', 'al', '--once');

/** Types a row below those that are there, by headings. */
function typeBelow(name: string, tab: string, ...rows: readonly Readonly<Record<string, string | number>>[]): void {
  edit(file(name), ({ Sheets }) => {
    const [headings] = textOf(file(name), tab);
    const typed = rows.map((row) => headings!.map((heading) => row[heading] ?? null));
    utils.sheet_add_aoa(Sheets[tab]!, typed, { origin: { r: textOf(file(name), tab).length, c: 0 } });
  });
}

/** Types into the row of a school in *Schools*, by headings. */
function typeInSchools(name: string, school: string, cells: Readonly<Record<string, string | number>>): void {
  edit(file(name), ({ Sheets }) => {
    const rows = textOf(file(name), 'Schools');
    const r = rows.findIndex((row) => row.includes(school));
    for (const [heading, typed] of Object.entries(cells))
      utils.sheet_add_aoa(Sheets['Schools']!, [[typed]], { origin: { r, c: rows[0]!.indexOf(heading) } });
  });
}

/** Problems, breaches and warnings of a workbook's Checks that stand open. */
function openIn(name: string): string[] {
  const [headings = [], ...rows] = textOf(file(name), 'Checks');
  const cell = (row: string[], heading: string) => row[headings.indexOf(heading)] ?? '';
  return rows
    .filter((row) => ['Problem', 'Breach', 'Warning'].includes(cell(row, 'How serious')) && cell(row, 'Status') !== 'Mended')
    .map((row) => cell(row, 'What was found'));
}

const startHere = (name: string) =>
  textOf(file(name), 'Start here')
    .map((row) => row.filter((cell) => cell !== '').join(' '))
    .join('\n');
const workbooks = () => readdirSync(join(place, 'al')).filter((name) => name.endsWith('.xlsx'));

async function statement(school: string, day: string): Promise<string> {
  const { out, err } = await on(day, 'publish', 'contribution-statement', '--school', school, '--folder', 'al');
  const number = /\d{4}-\d{4}/.exec(out + err)![0];
  const folder = file(join('Documents', '2026-27'));
  const name = readdirSync(folder).find((one) => one.startsWith(number))!;
  return (await readPdf(readFileSync(join(folder, name)))).text;
}

describe('a school becomes an academy in April, and two others one school', () => {
  test('September to March: three members, of which two have one head and one office', async () => {
    writeFileSync(join(place, 'schools.csv'), LIST);
    const made = await on(
      '2026-09-01',
      ...['new', '--name', 'Corve Alliance', '--schools', 'schools.csv', '--year', '2026/27'],
      ...['--protocols', 'working-protocols', '--coordinator', 'co@corve.example', '--folder', 'al'],
    );
    expect(made).toMatchObject({ status: 0, out: expect.stringContaining('Made 4 workbooks and 3 letters') });
    typeBelow(
      ALLIANCE,
      'Calendar',
      { What: 'Autumn term', From: '2/9/2026', To: '18/12/2026' },
      { What: 'Spring term', From: '4/1/2027', To: '25/3/2027' },
      { What: 'Summer term', From: '12/4/2027', To: '20/7/2027' },
    );
    const paid = { Date: '6/11/2026', Amount: 3000 };
    typeBelow(
      ALLIANCE,
      'Contributions',
      { ...paid, School: 'Ashby School', Reference: 'A1', Amount: 3100 },
      { ...paid, School: '900402', Reference: 'B1' },
      { ...paid, School: 'Corby School', Reference: 'C1' },
    );
    typeBelow(ALLIANCE, 'Meetings', { Date: '10/11/2026', Kind: 'Alliance meeting', Title: 'Autumn' });
    const came = { 'Meeting date': '10/11/2026', Kind: 'Alliance meeting', 'Who came': 'Head' };
    typeBelow(
      ALLIANCE,
      'Who came',
      { ...came, School: 'Ashby School', Name: 'Ms Okafor' },
      { ...came, School: 'Bramley School', Name: 'Mr Ames' },
      { ...came, School: 'Corby School', Name: 'Mr Ames' },
    );
    typeBelow(ALLIANCE, 'Documents', { Document: 'Contribution statement', School: 'Ashby School' });
    for (const name of [ASHBY, BRAMLEY, CORBY])
      typeBelow(
        name,
        'Staff days',
        ...[2, 3, 4, 5, 6, 9, 10, 11, 12].map((day) => ({ 'Member of staff': 'Dr Lund', Date: `${day}/11/2026`, Days: 1 })),
      );
    const once = await start('2026-11-16');
    console.log(once.out, once.err, openIn(ALLIANCE), openIn(ASHBY), startHere(ASHBY), startHere(ALLIANCE));
    // One head of two schools: two rows at one meeting, each counts, and nobody is asked about it.
    console.log(readdirSync(file('.')), readdirSync(file('Outbox')).map((name) => readFileSync(file(join('Outbox', name)), 'utf8')));
  });

  test('15 April: the coordinator types the new number, what it was and since when, and nothing else changes', async () => {
    await start('2027-04-14');
    const before = [ALLIANCE, ASHBY, BRAMLEY].map((name) => [openIn(name), startHere(name)]);
    const all = workbooks();
    const documents = readdirSync(file(join('Documents', '2026-27')));
    typeInSchools(ALLIANCE, 'Ashby School', {
      URN: 900501,
      'Kind of school': 'Academy',
      'Earlier URN': 900401,
      'URN since': '1/4/2027',
    });
    const once = await start('2027-04-15');
    console.log(once.out, once.err);
    expect(workbooks()).toEqual(all);
    expect(readdirSync(file(join('Documents', '2026-27')))).toEqual(documents);
    expect([ALLIANCE, ASHBY, BRAMLEY].map((name) => [openIn(name), startHere(name)])).toEqual(before);
    const diff = await on('2027-04-15', 'diff', '--folder', 'al');
    console.log(diff.out, diff.err);
    for (const asked of ['900401', '900501', 'Ashby School']) {
      const history = await on('2027-04-15', 'history', '--school', asked, '--folder', 'al');
      console.log(history.out, history.err);
    }
  });
});
