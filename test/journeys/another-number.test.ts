import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concordatWith, edit, textOf } from '../scripts/run-concordat.ts';
import { dayOnTheClock } from '../support/day-on-the-clock.ts';
import { documentsBeneath, lettersIn, placed, workbookNames } from '../support/placed.ts';
import { readPdf } from '../support/read-pdf.ts';

const LIST = `URN,School,Kind of school,Office e-mail,Head
900401,Ashby School,Maintained school,office@ashby.example,Ms Okafor
900402,Bramley School,Maintained school,office@federation.example,Mr Ames
900403,Corby School,Maintained school,office@federation.example,Mr Ames
`;
const ALLIANCE = 'Alliance 2026-27.xlsx';
const ASHBY = placed('Ashby School 2026-27.xlsx');
const [BRAMLEY, CORBY] = [placed('Bramley School 2026-27.xlsx'), placed('Corby School 2026-27.xlsx')];

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
    .filter((row) => ['Problem', 'Breach', 'Warning'].includes(cell(row, 'Status')))
    .map((row) => cell(row, 'What was found'));
}

/** Answers a finding in Checks. */
function answer(name: string, found: string, reply: string, accept: string): void {
  edit(file(name), ({ Sheets }) => {
    const rows = textOf(file(name), 'Checks');
    const r = rows.findIndex((row) => row.some((cell) => cell.startsWith(found)));
    for (const [heading, typed] of [
      ['Reply', reply],
      ['Accept', accept],
    ] as const)
      utils.sheet_add_aoa(Sheets['Checks']!, [[typed]], { origin: { r, c: rows[0]!.indexOf(heading) } });
  });
}

function typeInSettings(setting: string, value: string): void {
  edit(file(ALLIANCE), ({ Sheets }) => {
    const rows = textOf(file(ALLIANCE), 'Settings');
    utils.sheet_add_aoa(Sheets['Settings']!, [[value]], {
      origin: { r: rows.findIndex(([one]) => one === setting), c: 1 },
    });
  });
}

const startHere = (name: string) =>
  textOf(file(name), 'Start here')
    .map((row) => row.filter((cell) => cell !== '').join(' '))
    .join('\n');
const withoutDay = (text: string) => text.replace(/\(last change checked [^)]*\)/, '');
const workbooks = () => workbookNames(join(place, 'al'));

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
        ...[2, 3, 4, 5, 6, 9, 10, 11, 12].map((day) => ({
          'Member of staff': 'Dr Lund',
          Date: `${day}/11/2026`,
          Days: 1,
        })),
      );
    const once = await start('2026-11-16');
    expect(once.out).toMatch(/^Alliance 2026-27\.xlsx +\d+ +0 +0 +1 +0 +0$/m);
    expect(openIn(ALLIANCE)).toEqual(['Ashby School has paid £100 more than the £3,000 it owes for 2026/27.']);
    for (const name of [ASHBY, BRAMLEY, CORBY]) expect(startHere(name)).toContain('In order All 43 rows are in order');
    answer(ALLIANCE, 'Ashby School has paid', 'They asked us to keep it', 'Yes');
    await start('2026-11-17');
    expect(openIn(ALLIANCE)).toEqual([]);
    // One head, one office, one name in Who came: two schools all the same.
    const standing = startHere(ALLIANCE);
    for (const school of ['Bramley', 'Corby'])
      expect(standing).toContain(`${school} School Kept: 9 of 9 Kept: £3,000 of £3,000 Kept: 1 of 1 none held`);
    expect(lettersIn(file(''))).toHaveLength(3);
  });

  test('15 April: the coordinator types the new number, what it was and since when, and nothing else changes', async () => {
    await start('2027-04-14');
    const before = [ALLIANCE, ASHBY, BRAMLEY].map((name) => [openIn(name), withoutDay(startHere(name))]);
    const all = workbooks();
    const documents = documentsBeneath(file(''));
    typeInSchools(ALLIANCE, 'Ashby School', {
      URN: 900501,
      'Kind of school': 'Academy',
      'Earlier URN': 900401,
      'URN since': '1/4/2027',
    });
    const once = await start('2027-04-15');
    expect(once.err).not.toMatch(/Made|could not/);
    expect(workbooks()).toEqual(all);
    expect(documentsBeneath(file(''))).toEqual(documents);
    expect([ALLIANCE, ASHBY, BRAMLEY].map((name) => [openIn(name), withoutDay(startHere(name))])).toEqual(before);
    // What was accepted stays accepted, and of all rows only the one in Schools is another.
    expect(openIn(ALLIANCE).filter((found) => found.includes('Ashby'))).toEqual([]);
    const { out: diff } = await on('2027-04-15', 'diff', '--folder', 'al');
    expect(diff.match(/^.*\b90\d{4}\b.*$/gm)?.every((line) => !line.includes('Contributions'))).toBe(true);
    expect(diff).not.toMatch(/Contributions|Who came|Documents/);
    const histories = ['900401', '900501', 'Ashby School'].map((asked) =>
      on('2027-04-15', 'history', '--school', asked, '--folder', 'al'),
    );
    const told = (await Promise.all(histories)).map(({ out }) => out);
    expect(told[0]).toContain('Ashby School 2026/27');
    expect(new Set(told).size).toBe(1);
    expect(await on('2027-04-15', 'verify', '--folder', 'al')).toMatchObject({ status: 0 });
  });

  test('20 April: rows under either number are this school’s', async () => {
    const paid = { Date: '19/4/2027', Amount: 10 };
    typeBelow(
      ALLIANCE,
      'Contributions',
      { ...paid, School: 900401, Reference: 'A2' },
      { ...paid, School: '900501', Reference: 'A3' },
    );
    typeBelow(ALLIANCE, 'Documents', { Document: 'Contribution statement', School: '900401', 'As of': '20/4/2027' });
    await start('2027-04-20');
    expect(startHere(ASHBY)).toContain('Contribution paid Kept £3,120 of £3,000');
    const made = documentsBeneath(file(''));
    const { text } = await readPdf(readFileSync(file(made.at(-1)!)));
    expect(text).toContain('This is how the account of Ashby School stood on 20 April 2027.');
    expect(text).toContain('£3,120.00');
    expect(textOf(file(ALLIANCE), 'Issued').at(-1)).toEqual(
      expect.arrayContaining(['2026-0002', 'Ashby School', '2026-0001']),
    );
  });

  test('May: Bramley and Corby have become one school', async () => {
    for (const school of ['Bramley School', 'Corby School'])
      typeInSchools(ALLIANCE, school, { 'Left on': '30/4/2027' });
    typeBelow(ALLIANCE, 'Schools', {
      URN: 900502,
      School: 'Bramley and Corby School',
      'Joined on': '1/5/2027',
      'Earlier URN': '900402, 900403',
      'URN since': '1/5/2027',
      'Office e-mail': 'office@federation.example',
      Head: 'Mr Ames',
    });
    const once = await start('2027-05-04');
    expect(once.err).toContain('Made 1 workbook for 2026/27, with 1 letter');
    expect(openIn(ALLIANCE).filter((found) => /Bramley|Corby/.test(found))).toEqual([]);
    const standing = startHere(ALLIANCE);
    // Each keeps what it owed and gave; the one has the days of the summer term, for most of which it is the member.
    for (const school of ['Bramley', 'Corby'])
      expect(standing).toContain(`${school} School Kept: 9 of 6 Kept: £3,000 of £3,000 Kept: 1 of 1`);
    expect(standing).toContain('Bramley and Corby School Open: 0 of 3 none asked none held');
    for (const name of [BRAMLEY, CORBY, placed('Bramley and Corby School 2026-27.xlsx')])
      expect(startHere(name)).toMatch(/^In order /m);
  });

  test('July and September: next year’s are made under the new numbers, and this year’s are found by both', async () => {
    typeInSettings('Make workbooks for', '2027/28');
    const once = await start('2027-07-05');
    expect(once.err).toContain('Made 3 workbooks for 2027/28, with 2 letters');
    expect(workbooks().filter((name) => name.includes('2027-28'))).toEqual([
      'Alliance 2027-28.xlsx',
      'Ashby School 2027-28.xlsx',
      'Bramley and Corby School 2027-28.xlsx',
    ]);
    expect(startHere(placed('Ashby School 2027-28.xlsx'))).toContain('URN 900501');
    expect(startHere(ASHBY)).toContain('URN 900401');
    await start('2027-09-03');
    for (const asked of ['900401', '900501']) {
      const { out } = await on('2027-09-03', 'history', '--school', asked, '--folder', 'al');
      expect(out.match(/^\S.*$/gm)).toEqual(['Ashby School 2026/27', 'Ashby School 2027/28']);
    }
    const restored = await on('2027-09-03', 'restore', '900401 2026-27', '--folder', 'al');
    expect(restored.out).toContain('Restored  al/Restored/Ashby School 2026-27, as of');
    expect((await on('2027-09-03', 'verify', '--folder', 'al')).out.match(/snapshots? in order/g)).toHaveLength(8);
    expect((await on('2027-09-03', 'doctor', '--folder', 'al')).out).toContain('All is in order.');
  });

  test('one office hears of its two schools in one message, each under its own heading', async () => {
    for (const name of [BRAMLEY, CORBY])
      typeBelow(name, 'Staff days', { 'Member of staff': 'Dr Lund', Date: '31/2/2027', Days: 1 });
    // A Saturday, on which nobody is told.
    await start('2027-09-04');
    const messages = () =>
      readdirSync(file('Outbox'))
        .filter((name) => ['2027-09-04', '2027-09-06'].includes(name.slice(0, 10)))
        .map((name) => readFileSync(file(join('Outbox', name)), 'utf8'))
        .filter((message) => message.includes('To: office@federation.example'));
    expect(messages()).toEqual([]);
    await start('2027-09-06');
    expect(messages()).toHaveLength(1);
    const [text] = messages()[0]!.split('text/html') as [string];
    expect(text.match(/^.*, 2026\/27\r\n-+/gm)?.map((line) => line.split(',')[0])).toEqual([
      'Bramley School',
      'Corby School',
    ]);
  });
});
