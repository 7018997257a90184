import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFoldersStore } from '../../functions/edges/local/alliance-folder.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { concordatWith, edit, textOf } from '../scripts/run-concordat.ts';
import { threePastes } from '../sheets-schema/bank/worked-year.ts';
import { dayOnTheClock } from '../support/day-on-the-clock.ts';
import { readPdf } from '../support/read-pdf.ts';

const LIST = `URN,School,Kind of school,Office e-mail
137001,Alder School,Maintained school,office@alder.example
137002,Birch School,Maintained school,office@birch.example
137003,Cedar School,Maintained school,office@cedar.example
137004,Dell School,Maintained school,office@dell.example
`;
const ALLIANCE = 'Alliance 2026-27.xlsx';

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterAll(() => rmSync(place, { recursive: true }));
const file = () => join(place, 'al', ALLIANCE);
const on = (day: string, ...typed: string[]) => concordatWith(dayOnTheClock(day), place, ...typed);
const typed = (tab: string) => textOf(file(), tab);

function typeRows(tab: string, row: number, rows: readonly (readonly (string | number | null)[])[]): void {
  edit(file(), ({ Sheets }) => {
    utils.sheet_add_aoa(Sheets[tab]!, rows as unknown[][], { origin: { r: row, c: 0 } });
  });
}
function openIn(): string[] {
  const [headings = [], ...rows] = typed('Checks');
  return rows
    .filter((row) => ['Problem', 'Breach', 'Warning'].includes(row[headings.indexOf('Status')] ?? ''))
    .map((row) => row[headings.indexOf('What was found')] ?? '');
}

/** As a bank's own program writes it, with an empty memo and a stray "<" as some do. */
function asOfx(rows: readonly (readonly (string | null)[])[]): string {
  const lines = rows.slice(1).map(([day = '', amount = '', words = ''], at) => {
    const [date, month, year] = day!.split('/');
    return `<STMTTRN><TRNTYPE>OTHER<DTPOSTED>${year}${month}${date}120000<TRNAMT>${amount!.replace(',', '')}<FITID>F${at}<NAME>${words} <${at}<MEMO>\n</STMTTRN>`;
  });
  return `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><BANKACCTFROM><ACCTID>12345678</BANKACCTFROM><BANKTRANLIST>${lines.join('\n')}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

describe('an alliance that keeps its bank statements', () => {
  test('decides so in Settings, and has tabs for spending and the bank at the next check', async () => {
    writeFileSync(join(place, 'schools.csv'), LIST);
    const made = await on(
      '2027-08-25',
      ...['new', '--name', 'Corve Alliance', '--schools', 'schools.csv', '--year', '2026/27'],
      ...['--protocols', 'working-protocols', '--coordinator', 'co@corve.example', '--folder', 'al'],
    );
    expect(made).toMatchObject({ status: 0 });
    const settings = typed('Settings');
    const at = settings.findIndex(([setting]) => setting === 'Bank statements kept');
    typeRows('Settings', at, [['Bank statements kept', 'Yes']]);
    await on('2027-08-25', 'start', 'al', '--once');
    expect(typed('Bank')[0]).toEqual(expect.arrayContaining(['Date', 'Details', 'Amount', 'Balance']));
    expect(typed('Spending')[0]).toContain('Paid to');
  });

  test('two pastes that overlap and an OFX file put beside come to each line once; what nobody typed is named, what a school owed is paid', async () => {
    typeRows('Bank', 1, threePastes[0]);
    typeRows('Bank', 12, threePastes[1]);
    mkdirSync(join(place, 'al', 'Bank'));
    writeFileSync(join(place, 'al', 'Bank', 'March to August.ofx'), asOfx(threePastes[2]));
    typeRows('Spending', 1, [['8/7/2026', 'Town Hall', 'Hall for the conference', 360]]);
    typeRows('Contributions', 1, [
      ['Alder School', null, null, 1000, '5/10/2026'],
      ['Alder School', null, null, 1000, '9/11/2026'],
      ['Alder School', null, null, 1000, '11/1/2027'],
      ['Birch School', '2025/26', null, 300, '12/11/2026'],
      ['Birch School', null, null, 3000, '12/11/2026'],
      ['Dell School', null, null, 200, '10/8/2027'],
    ]);
    await on('2027-08-25', 'start', 'al', '--once');
    const open = openIn().join('\n');
    expect(open).toContain('no line of the bank’s statements of those days is sure to be it. It is not counted.');
    expect(open).toContain('£45 came in on 18 March 2027, and nothing typed says whose it is.');
    expect(open).toContain('£3,300 at the bank on 12 November 2026 may be the £300 typed for Birch School');
    expect(open).toContain(
      '£2,000 came in from Cedar School on 30 November 2026, which is not what it has still to pay',
    );
    expect(open.match(/£7\.50 went out on 8 June 2027/g)).toHaveLength(2);
    expect(open).not.toContain('should be');
    expect(open).not.toContain('£360');
    // What Alder typed of October, November and January stands at the bank; its fourth thousand is typed nowhere.
    expect(open.match(/from Alder School/g)).toHaveLength(1);
  });

  test('what may be one is asked in Matched: a Yes pairs line and rows for good, a No parts them, and other rows stay where they are', async () => {
    const [headings, first, ...more] = typed('Matched');
    expect(headings).toEqual(['At the bank', 'Typed', 'Why it is asked', 'Same', 'Line', 'Rows']);
    expect(first!.slice(0, 4)).toEqual([
      'In: £3,300 on 12 November 2026',
      'the £300 typed for Birch School on 12 November 2026 and the £3,000 typed for Birch School on 12 November 2026',
      'the same name, and together the same amount',
      '',
    ]);
    expect(more).toEqual([]);
    edit(file(), ({ Sheets }) => {
      utils.sheet_add_aoa(Sheets['Matched']!, [['Yes']], { origin: 'D2' });
    });
    await on('2027-08-25', 'start', 'al', '--once');
    const open = openIn().join('\n');
    expect(open).not.toMatch(/£3,300|£300 on|Birch School has paid/);
    expect(typed('Matched')[1]!.slice(0, 4)).toEqual([...first!.slice(0, 3), 'Yes']);
    edit(file(), ({ Sheets }) => {
      utils.sheet_add_aoa(Sheets['Matched']!, [['No']], { origin: 'D2' });
    });
    await on('2027-08-25', 'start', 'al', '--once');
    expect(openIn().join('\n')).toContain('£3,300 came in from Birch School on 12 November 2026');
    const before = readFileSync(file());
    await on('2027-08-25', 'start', 'al', '--once');
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  test('its receipts and payments are made for any two days, each account by itself, and by the tab Documents', async () => {
    const make = (...time: string[]) => on('2027-09-02', 'publish', 'receipts-and-payments', '--folder', 'al', ...time);
    const first = await make('--from', '1/9/2026', '--to', '31/8/2027');
    expect(first).toMatchObject({ status: 0 });
    expect((await make('--from', '1/4/2026', '--to', '31/3/2027')).status).toBe(0);
    typeRows('Documents', 1, [
      ['Receipts and payments account', null, null, null, null, '1/9/2026', '31/8/2027'],
      ['Treasurer’s annual statement', null, null, null, null, '1/9/2026', null],
    ]);
    const asked = await on('2027-09-02', 'start', 'al', '--once');
    expect(asked.out + asked.err).toContain('is about a day, and not about a time: leave From and To blank.');
    const issued = typed('Issued').filter((row) => row.some((cell) => cell.startsWith('Receipts and payments')));
    expect(issued.map((row) => row.find((cell) => cell.startsWith('Receipts and payments')))).toEqual([
      'Receipts and payments account, 1 September 2026 to 31 August 2027',
      'Receipts and payments account, 1 April 2026 to 31 March 2027',
    ]);
    const folder = join(place, 'al', 'Documents');
    const name = (readdirSync(folder, { recursive: true }) as string[]).find((one) =>
      one.includes('2026-09-01 to 2027-08-31'),
    )!;
    const { text } = await readPdf(readFileSync(join(folder, name)));
    expect(text).toContain('£16,186.74 was in the account on 31 August 2027.');
    expect(text).toContain('The bank’s statements come to the same: £16,186.74');
    expect((await make('--from', '1/9/2027', '--to', '1/9/2026')).err).toContain('after its end');
  });

  test('the documents that stand go into one ZIP, the same bytes again, and none that was altered', async () => {
    const zip = (...more: string[]) => on('2027-09-02', 'publish', '--zip', '--folder', 'al', ...more);
    expect((await on('2027-09-02', 'publish', 'agreement', '--folder', 'al', '--as-of', '25/8/2027')).status).toBe(0);
    const all = await zip();
    expect(all).toMatchObject({ status: 0 });
    const path = join(place, 'al', 'Documents', 'Documents 2026-27.zip');
    const first = readFileSync(path);
    const names = Object.keys(unzipSync(first)).sort();
    expect(names.filter((name) => name.startsWith('Alder School/'))).toEqual([expect.stringContaining('Agreement')]);
    expect(names.filter((name) => name.includes('Receipts and payments account'))).toHaveLength(2);
    expect(names).toContain('Is this document ours.html');
    await zip();
    expect(readFileSync(path).equals(first)).toBe(true);
    expect((await zip('--school', 'Dell School')).out).toContain('Documents 2026-27, Dell School.zip');
    const ofDell = Object.keys(
      unzipSync(readFileSync(join(place, 'al', 'Documents', 'Documents 2026-27, Dell School.zip'))),
    );
    expect(ofDell.filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    const [altered = ''] = (readdirSync(join(place, 'al', 'Documents'), { recursive: true }) as string[]).filter(
      (one) => one.includes('2026-09-01 to 2027-08-31'),
    );
    writeFileSync(join(place, 'al', 'Documents', altered), 'no document');
    const left = await zip();
    expect([left.status, left.err]).toEqual([
      1,
      expect.stringContaining('is not as it was issued, or is gone, and is left out'),
    ]);
    expect(Object.keys(unzipSync(readFileSync(path)))).toHaveLength(names.length - 1);
  });

  test('nothing that the bank says of a line is kept: not in the history, in Checks or in a message', async () => {
    const store = openFoldersStore(join(place, 'al', '.concordat'));
    const { manifest } = (await readLatest(store, 'alliance-2026'))!;
    const kept = JSON.stringify([...(await readContent(store, manifest))].map(([name, rows]) => [name, ...rows]));
    await store.close();
    expect(kept).toContain('"amount":330000');
    const said = [kept, JSON.stringify(typed('Checks')), JSON.stringify(typed('Start here'))].join('\n');
    expect(said).not.toMatch(/TRAINER|PARKING|INTEREST|ARREARS/i);
    expect(readFileSync(join(place, 'al', 'Bank', 'March to August.ofx'), 'utf8')).toContain('PARKING');
  });
});
