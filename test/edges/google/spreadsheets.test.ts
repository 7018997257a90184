import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { sheetIdOf } from '../../../functions/edges/google/sheets/values.ts';
import { spreadsheets } from '../../../functions/edges/google/spreadsheets.ts';
import type { SheetsByTab } from '../../../functions/edges/ports.ts';
import { everyTabOf } from '../../../functions/workbooks/identify-workbook.ts';
import { allDeclared, allianceKind, schoolKind } from '../../../functions/workbooks/kinds.ts';
import type { NewColumn, NewSheet, OwnSheet, SheetCell } from '../../../sheets-schema/sheet.ts';
import type { Fault } from '../../support/google/faults.ts';
import { GoogleRefusal, tooManyRequests } from '../../support/google/google-refusal.ts';
import { replaceContent } from '../../support/memory-workbooks.ts';
import { runs } from '../../support/property-runs.ts';
import { describeWorkbooksContract } from '../../support/workbooks-contract.ts';
import { type Connected, connect } from './connected.ts';

const opened: Connected[] = [];
afterEach(() => Promise.all(opened.splice(0).map((one) => one.end())));

const START = { id: 'start-here', title: 'Start here' };
const DAYS = { id: 'staff-days', title: 'Staff days' };
const OWN = { id: 'checks', title: 'Checks' };
const TABS = [START, DAYS, OWN];
const TITLES = TABS.map(({ title }) => title);

async function open() {
  const connected = await connect();
  opened.push(connected);
  const { standIn, google } = connected;
  const drive = standIn.people.makeDrive('Alderfold');
  const folder = standIn.people.makeFolder('2025-26', drive);
  const setUp = { google, drive, folder, account: standIn.email, tabs: TABS };
  const known = new Map<string, SheetsByTab>();
  return { ...connected, setUp, known, workbooks: spreadsheets({ ...setUp, known }) };
}

const column = (heading: string, more: Partial<NewColumn> = {}): NewColumn => ({
  heading,
  note: null,
  width: 16,
  format: 'text',
  choices: null,
  ...more,
});
const text = (value: string | null, link?: SheetCell['link']): SheetCell => ({
  value,
  style: link ? 'link' : 'text',
  ...(link ? { link } : {}),
});

const staffDays: NewSheet = {
  ...DAYS,
  purpose: 'typed',
  headings: true,
  columns: [
    column('Member of staff', { note: 'Who went.', width: 30 }),
    column('Date', { format: 'date' }),
    column('Days', { format: 'days' }),
    column('Paid', { format: 'money' }),
    column('Kind', { choices: ['Given', 'Received', '=Given', '+1'] }),
    column('School', { choices: { tab: "Head's list", column: 1 } }),
  ],
  rows: [['Ms Okafor', { date: 45_973 }, 0.5, 120, 'Given', 'Elm Park']],
};
const checks: NewSheet = {
  ...OWN,
  purpose: 'own',
  headings: true,
  columns: [
    column('Status'),
    column('What was found'),
    column('Reply', { yours: true }),
    column('Reference', { hidden: true }),
  ],
  rows: [],
};
const startHere: NewSheet = {
  ...START,
  purpose: 'own',
  headings: false,
  columns: [column('')],
  rows: [[text('Elm Park')], [text('Staff days', { tab: 'Staff days', cell: 'A2' })]],
};

/** *Checks* as it should stand with these findings, each with its reference. Column C belongs to people. */
function findings(...names: readonly string[]): OwnSheet {
  const rows = names.map((name) => [text('Problem'), text(`${name} is wrong.`), null, text(name)]);
  return {
    title: 'Checks',
    peoplesColumns: [2],
    rows: [['Status', 'What was found', null, 'Reference'].map((one) => text(one)), ...rows],
  };
}
const plainStart = (value: string): OwnSheet => ({ title: 'Start here', peoplesColumns: [], rows: [[text(value)]] });

async function made() {
  const all = await open();
  const place = await all.workbooks.create('Elm Park', [startHere, staffDays, checks]);
  const reading = await all.workbooks.read(place);
  const version = await all.workbooks.replaceOwnSheets(place, reading.version, [findings('a', 'b', 'c', 'd')]);
  all.standIn.people.type(place, 'Checks!C3', 'About b');
  all.standIn.people.type(place, 'Checks!C5', 'About d');
  const { version: now } = await all.workbooks.read(place);
  return { ...all, place, version, now, replies: () => repliesIn(all.standIn, place) };
}

function numbersOf(tabs: readonly { readonly id: string }[]): SheetsByTab {
  return Object.fromEntries(tabs.map(({ id }) => [id, sheetIdOf(id)]));
}

/** Each reply with the reference it stands beside. */
function repliesIn(standIn: Connected['standIn'], place: string) {
  return standIn
    .shown(place, 'Checks')
    .slice(1)
    .flatMap((row) => (row[2] ? [`${row[2]}: ${row[3] ?? 'nothing'}`] : []))
    .sort();
}

const BATCH_UPDATE = 'sheets.spreadsheets.batchUpdate';
const READ = 'sheets.spreadsheets.values.batchGetByDataFilter';
const unavailable = () => new GoogleRefusal(503, 'The service is currently unavailable.', 'backendError');

describeWorkbooksContract('A Google spreadsheet', async () => {
  const { setUp } = await open();
  const workbooks = spreadsheets({
    ...setUp,
    tabs: [START, DAYS, { id: 'evaluations', title: 'Evaluations' }, { id: 'issued', title: 'Issued' }, OWN],
  });
  return { workbooks, place: 'Elm Park', daysAreNumbers: true };
});

describe('a new spreadsheet', () => {
  it('is British, in the folder, with sheets whose numbers follow from the ids of their tabs', async () => {
    const { standIn, setUp, place } = await made();
    const file = standIn.files.find(place)!;
    expect(file).toMatchObject({ name: 'Elm Park', parents: [setUp.folder], driveId: setUp.drive });
    expect(file.book?.properties).toMatchObject({ locale: 'en_GB', timeZone: 'Europe/London' });
    expect(file.book?.grids.map(({ properties }) => [properties.title, properties.sheetId])).toEqual(
      TABS.map(({ id, title }) => [title, sheetIdOf(id)]),
    );
  });

  it('has numbers of 31 bits, another for every tab there is', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const number = sheetIdOf(id);
        expect(Number.isInteger(number) && number > 0 && number < 2 ** 31).toBe(true);
      }),
    );
    const ids = new Set([...everyTabOf(allianceKind), ...everyTabOf(schoolKind)].map(({ id }) => id));
    expect(ids.size).toBe(allDeclared.tabs.length + 3);
    expect(new Set([...ids].map(sheetIdOf)).size).toBe(ids.size);
  });

  it('is read by those numbers where a later version calls a tab otherwise, and gets no second sheet for it', async () => {
    const { standIn, setUp, place } = await made();
    const retitled = { ...staffDays, title: 'Days of staff' };
    const later = spreadsheets({ ...setUp, tabs: [START, retitled, OWN] });
    const { version, tabs } = await later.read(place);
    expect(tabs.map(({ title }) => title)).toEqual(TITLES);
    expect(await later.addSheets(place, version, [retitled])).toBe(version);
    expect(standIn.files.find(place)!.book!.grids).toHaveLength(3);
  });

  it('looks as its columns say', async () => {
    const { standIn, place } = await made();
    const [headings, first, blank] = standIn.cells(place, 'Staff days');
    expect(headings?.[0]).toMatchObject({ note: 'Who went.', userEnteredFormat: { textFormat: { bold: true } } });
    const patterns = (row: typeof first) =>
      row?.slice(0, 5).map((cell) => cell.userEnteredFormat?.numberFormat?.pattern ?? null);
    expect(patterns(first)).toEqual(['@', 'dd/mm/yyyy', null, '"£"#,##0.00', '@']);
    expect(patterns(blank)).toEqual(patterns(first));
    expect(first?.map((cell) => cell.userEnteredValue)).toEqual([
      { stringValue: 'Ms Okafor' },
      { numberValue: 45_973 },
      { numberValue: 0.5 },
      { numberValue: 120 },
      { stringValue: 'Given' },
      { stringValue: 'Elm Park' },
    ]);
    const grids = standIn.files.find(place)!.book!.grids;
    const [start, staff, own] = grids;
    expect(staff?.properties.gridProperties).toMatchObject({ frozenRowCount: 1, rowCount: 2000 });
    expect(start?.properties.gridProperties).toMatchObject({ hideGridlines: true });
    expect(staff?.columnSizes[0]).toMatchObject({ pixelSize: 215 });
    expect(own?.columnSizes[3]).toMatchObject({ hiddenByUser: true });
    expect(own?.properties.tabColorStyle).toBeDefined();
    expect(staff?.properties.tabColorStyle).toBeUndefined();
    expect(staff?.basicFilter?.range).toMatchObject({ startRowIndex: 0, endColumnIndex: 6 });
  });

  it('offers choices and lets in what is not among them', async () => {
    const { standIn, place } = await made();
    const [, first, , , last] = standIn.cells(place, 'Staff days');
    const offered = { strict: false, showCustomUi: true };
    expect(first?.[4]?.dataValidation).toMatchObject({
      ...offered,
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'Given' }, { userEnteredValue: 'Received' }] },
    });
    expect(last?.[5]?.dataValidation).toMatchObject({
      ...offered,
      condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: "='Head''s list'!$B$2:$B$501" }] },
    });
    expect(first?.[0]?.dataValidation).toBeUndefined();
  });

  it('warns about headings, and lets nobody but us into our tabs besides their own columns', async () => {
    const { standIn, place } = await made();
    const [start, staff, own] = standIn.files.find(place)!.book!.grids;
    expect(staff?.protectedRanges).toMatchObject([
      { warningOnly: true, range: { sheetId: sheetIdOf('staff-days'), startRowIndex: 0, endRowIndex: 1 } },
    ]);
    const sheetId = sheetIdOf('checks');
    expect(own?.protectedRanges).toMatchObject([
      {
        warningOnly: false,
        range: { sheetId },
        editors: { users: [standIn.email], domainUsersCanEdit: false },
        unprotectedRanges: [{ sheetId, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 }],
      },
    ]);
    expect(start?.protectedRanges?.[0]?.unprotectedRanges).toEqual([]);
  });

  it('colours cells by what Checks says of them, worst first', async () => {
    const { standIn, place } = await made();
    const rules = standIn.files.find(place)!.book!.grids[1]!.conditionalFormats;
    const formulas = rules.map(({ booleanRule }) => booleanRule?.condition?.values?.[0]?.userEnteredValue ?? '');
    const count = (status: string) =>
      `COUNTIFS(INDIRECT("Checks!$B$2:$B$5000"),"Staff days!"&ADDRESS(ROW(),COLUMN(),4),INDIRECT("Checks!$A$2:$A$5000"),"${status}")`;
    expect(formulas).toEqual([
      `=${count('Problem')}+${count('Breach')}>0`,
      `=${count('Warning')}>0`,
      `=${count('Reminder')}+${count('Note')}>0`,
    ]);
    expect(rules[0]?.ranges).toMatchObject([{ startRowIndex: 1, endColumnIndex: 6 }]);
  });

  it.each<[string, string, Fault, number]>([
    ['while it is made', 'drive.files.create', 'cut-after', 1],
    ['before its tabs are made', BATCH_UPDATE, 'cut-before', 1],
    ['after its tabs were made', BATCH_UPDATE, 'cut-after', 1],
    ['before it is called made', 'drive.files.update', 'cut-before', 5],
    ['before it is looked for', 'drive.files.list', 'cut-before', 5],
  ])('that was interrupted %s is completed by making it again, once', async (_name, method, fault, times) => {
    const { standIn, workbooks, setUp } = await open();
    standIn.faults.order(method, fault, { times });
    await expect(workbooks.create('Elm Park', [startHere, staffDays, checks])).rejects.toMatchObject({
      name: 'EdgeError',
      code: 'unreachable',
      retryable: true,
    });
    const again = spreadsheets(setUp);
    const place = await again.create('Elm Park', [startHere, staffDays, checks]);
    expect(standIn.files.all().filter(({ book }) => book !== null)).toHaveLength(1);
    expect((await again.read(place)).tabs.map(({ title }) => title)).toEqual(TITLES);
    await expect(again.create('Elm Park', [startHere])).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('cannot be made outside a shared drive, and it is said what to do', async () => {
    const { standIn, setUp } = await open();
    const folder = standIn.people.makeFolder('Mine');
    standIn.people.share(folder);
    const mine = spreadsheets({ ...setUp, folder });
    await expect(mine.create('Elm Park', [startHere])).rejects.toMatchObject({
      code: 'no-space',
      retryable: false,
      advice: expect.stringContaining('shared drive'),
    });
  });

  it('takes a name with quotes for what it says', async () => {
    const { workbooks } = await open();
    const name = "St Aldhelm's \\ 'School'";
    await workbooks.create(name, [startHere]);
    await expect(workbooks.create(name, [startHere])).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('requests', () => {
  it('are one to read, one to write and none where nothing changed', async () => {
    const { standIn, workbooks, place, now } = await made();
    const since = standIn.traffic.length;
    expect((await workbooks.read(place)).version).toBe(now);
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 0 });
    const next = await workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'c', 'e'), plainStart('In order')]);
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 1 });
    expect(await workbooks.replaceOwnSheets(place, next, [findings('a', 'b', 'c', 'e')])).toBe(next);
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 1 });
    expect((await workbooks.read(place)).version).toBe(next);
    await expect(workbooks.replaceOwnSheets(place, now, [findings('z')])).rejects.toMatchObject({
      code: 'changed-meanwhile',
      retryable: true,
    });
    expect(standIn.tally(since)).toMatchObject({ reads: 2, writes: 1 });
  });

  it('write only the rows that differ, and never a column that belongs to people', async () => {
    const { standIn, workbooks, place, now } = await made();
    const since = standIn.traffic.length;
    await workbooks.replaceOwnSheets(place, now, [findings('a', 'x', 'c')]);
    const { requests } = standIn.traffic[since]!.body as { requests: { updateCells: { range: object } }[] };
    const sheetId = sheetIdOf('checks');
    expect(requests.map(({ updateCells }) => updateCells.range)).toEqual(
      [
        [2, 3],
        [4, 5],
      ].flatMap(([startRowIndex, endRowIndex]) => [
        { sheetId, startRowIndex, endRowIndex, startColumnIndex: 0, endColumnIndex: 2 },
        { sheetId, startRowIndex, endRowIndex, startColumnIndex: 3, endColumnIndex: 4 },
      ]),
    );
    expect(standIn.shown(place, 'Checks')[4]).toEqual([null, null, 'About d']);
  });

  it('serve another process too, which reads once more', async () => {
    const { standIn, setUp, place, now } = await made();
    const since = standIn.traffic.length;
    await spreadsheets(setUp).replaceOwnSheets(place, now, [findings('a')]);
    expect(standIn.tally(since)).toMatchObject({ reads: 1, writes: 1 });
    const late = spreadsheets(setUp).replaceOwnSheets(place, now, [findings('z')]);
    await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(standIn.tally(since)).toMatchObject({ reads: 2, writes: 1 });
  });
});

describe('tabs that people changed', () => {
  it('are read under the name they have now', async () => {
    const { standIn, workbooks, place } = await made();
    standIn.people.renameTab(place, 'Staff days', "Ms Okafor's days!");
    const since = standIn.traffic.length;
    expect((await workbooks.read(place)).tabs.map(({ title }) => title)).toEqual([
      'Start here',
      "Ms Okafor's days!",
      'Checks',
    ]);
    expect(standIn.tally(since).reads).toBe(1);
  });

  it('are left out where they are deleted, at the price of one request more the first time', async () => {
    const { standIn, workbooks, place } = await made();
    standIn.people.deleteTab(place, 'Staff days');
    const since = standIn.traffic.length;
    expect((await workbooks.read(place)).tabs.map(({ title }) => title)).toEqual(['Start here', 'Checks']);
    expect(standIn.tally(since).reads).toBe(2);
    await workbooks.read(place);
    expect(standIn.tally(since).reads).toBe(3);
  });

  it('are found where they are put back, as from the version history, while they are looked for', async () => {
    const { standIn, setUp, known, workbooks, place } = await made();
    const version = standIn.people.version(place);
    standIn.people.deleteTab(place, 'Staff days');
    await workbooks.read(place);
    const since = standIn.traffic.length;
    const looked = await workbooks.lookFor!(place, ['staff-days']);
    expect(looked.tabs.map(({ title }) => title)).toEqual(['Start here', 'Checks']);
    expect(standIn.tally(since).reads).toBe(0);
    expect(known.get(place)).toMatchObject({ 'staff-days': null });
    standIn.people.putBack(place, version);
    const another = spreadsheets({ ...setUp, known });
    expect((await another.read(place)).tabs.map(({ title }) => title)).toEqual(TITLES);
    expect(known.get(place)).toEqual(numbersOf(TABS));
    expect(standIn.tally(since).reads).toBe(1);
  });

  it('are found where a copy took the place of one that was renamed', async () => {
    const { standIn, known, workbooks, place } = await made();
    standIn.people.renameTab(place, 'Staff days', 'Old days');
    standIn.people.addTab(place, 'Staff days', [['Member of staff']]);
    expect((await workbooks.read(place)).tabs.map(({ title }) => title)).toContain('Old days');
    expect((await workbooks.lookFor!(place, ['staff-days'])).tabs[1]).toEqual({
      title: 'Staff days',
      rows: [['Member of staff']],
    });
    expect(known.get(place)?.['staff-days']).not.toBe(sheetIdOf('staff-days'));
    expect((await workbooks.read(place)).tabs.map(({ title }) => title)).toEqual(TITLES);
  });

  it('are known from then on where nobody remembered which there are', async () => {
    const { standIn, setUp, known, place, now } = await made();
    known.delete(place);
    const since = standIn.traffic.length;
    expect((await spreadsheets({ ...setUp, known }).read(place)).version).toBe(now);
    expect(known.get(place)).toEqual(numbersOf(TABS));
    expect(standIn.tally(since).byMethod).toEqual({ 'sheets.spreadsheets.get': 1 });
  });

  it('are known again where a copy is put back under the old name', async () => {
    const { standIn, workbooks, place, now } = await made();
    standIn.people.deleteTab(place, 'Checks');
    standIn.people.addTab(place, 'checks', [['Status', 'What was found', 'Reply']]);
    const reading = await workbooks.read(place);
    expect(reading.version).not.toBe(now);
    expect(reading.tabs.map(({ title }) => title)).toEqual(['Start here', 'Staff days', 'checks']);
    await workbooks.replaceOwnSheets(place, reading.version, [findings('a')]);
    expect(standIn.shown(place, 'checks')[1]).toEqual(['Problem', 'a is wrong.', null, 'a']);
  });

  it('are not read where people added them', async () => {
    const { standIn, workbooks, place, now } = await made();
    standIn.people.addTab(place, 'Notes', [['Private']]);
    expect((await workbooks.read(place)).version).toBe(now);
  });

  it('that are none of ours are no tabs', async () => {
    const { standIn, workbooks } = await open();
    const place = standIn.people.makeSpreadsheet('Shopping', { List: [['Milk']] });
    expect((await workbooks.read(place)).tabs).toEqual([]);
  });

  it('read errors as errors, and formulas by what they show', async () => {
    const { standIn, workbooks, place } = await made();
    standIn.people.type(place, 'Staff days!A3', { formula: '=1/0', shows: { error: '#DIV/0!' } });
    standIn.people.type(place, 'Staff days!B3', { formula: '=1+1', shows: 2 });
    const { tabs } = await workbooks.read(place);
    expect(tabs[1]?.rows[2]).toEqual([{ error: '#DIV/0!' }, 2]);
  });
});

describe('what is written', () => {
  it.each(['=1+1', '+44 20', '-1', '@SUM(A1)', '\t=1', "'=1", '=HYPERLINK("https://x.example","y")'])(
    '%j is never a formula',
    async (words) => {
      const { standIn, workbooks } = await open();
      const headings: NewSheet = { ...staffDays, columns: [column(words, { note: words })], rows: [[words]] };
      const place = await workbooks.create(words, [{ ...startHere, rows: [[text(words)]] }, headings, checks]);
      const { version } = await workbooks.read(place);
      const sheet = {
        ...findings(words),
        rows: [[text(words), { value: words, style: 'link', link: { tab: words, cell: words } } as const]],
      };
      await workbooks.replaceOwnSheets(place, version, [sheet, plainStart(`${words} `)]);
      const values = TITLES.flatMap((title) => standIn.cells(place, title).flat()).map((cell) => cell.userEnteredValue);
      expect(values.filter((value) => value?.stringValue?.startsWith(words)).length).toBeGreaterThanOrEqual(5);
      expect(values.filter((value) => value?.formulaValue !== undefined)).toEqual([]);
    },
  );

  it('leads to cells of the same spreadsheet', async () => {
    const { standIn, workbooks, place, now } = await made();
    const gid = sheetIdOf('staff-days');
    const linkAt = (row: number) =>
      standIn.cells(place, 'Start here')[row]?.[0]?.userEnteredFormat?.textFormat?.link?.uri;
    expect(linkAt(1)).toBe(`#gid=${gid}&range=A2`);
    const rows = [[text('B3', { tab: 'staff DAYS', cell: 'B3' })], [text('gone', { tab: 'Gone', cell: 'A1' })]];
    await workbooks.replaceOwnSheets(place, now, [{ ...plainStart(''), rows }]);
    expect(linkAt(0)).toBe(`#gid=${gid}&range=B3`);
    expect(linkAt(1)).toBeUndefined();
  });

  it('makes room where the tab is too small', async () => {
    const { standIn, workbooks, place, now } = await made();
    const many = findings(...Array.from({ length: 2100 }, (_, at) => `finding ${at}`));
    const next = await workbooks.replaceOwnSheets(place, now, [many]);
    expect(standIn.shown(place, 'Checks')).toHaveLength(2101);
    const fewer = await workbooks.replaceOwnSheets(place, next, [findings('a')]);
    expect(standIn.shown(place, 'Checks')).toHaveLength(5);
    const wide = { ...plainStart(''), rows: [Array.from({ length: 40 }, (_, at) => text(`column ${at}`))] };
    await workbooks.replaceOwnSheets(place, fewer, [wide]);
    expect(standIn.shown(place, 'Start here')[0]).toHaveLength(40);
  });

  it('leaves the tab as the port says, whatever stood there and whichever columns are people’s', async () => {
    const { standIn, workbooks } = await open();
    const place = await workbooks.create('Elm Park', [startHere, staffDays, checks]);
    const cell = fc.constantFrom<string | number | null>(null, null, 'one', '=2', 3, 'two\r\nlines', '\u0007');
    const grid = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(grid, grid, fc.subarray([0, 1, 2, 3, 4]), async (before, wanted, peoplesColumns) => {
        const blank = Array.from({ length: 8 }, () => Array.from({ length: 6 }, () => null));
        standIn.people.typeRows(place, 'Start here!A1', blank);
        standIn.people.typeRows(place, 'Start here!A1', before);
        const { version, tabs } = await workbooks.read(place);
        const rows = wanted.map((row) => row.map((value) => ({ value, style: 'text' }) as const));
        const sheet: OwnSheet = { title: 'Start here', peoplesColumns, rows };
        const next = await workbooks.replaceOwnSheets(place, version, [sheet]);
        const reading = await workbooks.read(place);
        const standing = tabs[0]!.rows;
        const inOneLine = {
          ...sheet,
          rows: rows.map((row) =>
            row.map((one) => ({
              ...one,
              value: typeof one.value === 'string' ? one.value.replace('\r', '') : one.value,
            })),
          ),
        };
        expect(reading.tabs[0]?.rows).toEqual(replaceContent(standing, inOneLine));
        expect(reading.version).toBe(next);
      }),
      runs(30),
    );
  });
});

describe('what people do between reading and writing', () => {
  const moves: [string, (people: Connected['standIn']['people'], place: string) => void][] = [
    ['a row inserted above', (people, place) => people.insertRows(place, 'Checks', 2)],
    ['rows inserted between', (people, place) => people.insertRows(place, 'Checks', 5, 3)],
    ['a row deleted above', (people, place) => people.deleteRows(place, 'Checks', 2)],
    ['rows sorted', (people, place) => people.sortRange(place, 'Checks!A2:D5', 3, true)],
    [
      'a row inserted and another deleted',
      (people, place) => {
        people.insertRows(place, 'Checks', 2);
        people.deleteRows(place, 'Checks', 5);
      },
    ],
  ];

  it.each(moves)('%s: no reply comes to stand beside another finding', async (_name, move) => {
    const { standIn, workbooks, place, now, replies } = await made();
    const since = standIn.traffic.length;
    standIn.faults.order(BATCH_UPDATE, () => move(standIn.people, place));
    const writing = workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'c', 'd', 'e')]);
    await expect(writing).rejects.toMatchObject({ code: 'changed-meanwhile', retryable: true });
    expect(replies()).toEqual(['About b: b', 'About d: d']);
    const references = standIn.shown(place, 'Checks').map((row) => row[3]);
    expect(references.filter((one) => one !== undefined && one !== null).sort()).toEqual([
      'Reference',
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
    expect(standIn.tally(since).writes).toBe(2);
  });

  it.each(moves)('%s twice, also while rows are put right', async (_name, move) => {
    const { standIn, workbooks, place, now, replies } = await made();
    standIn.faults.order(BATCH_UPDATE, () => move(standIn.people, place));
    standIn.faults.order(BATCH_UPDATE, () => standIn.people.insertRows(place, 'Checks', 3), { nth: 2 });
    const writing = workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'c', 'd', 'e')]);
    await expect(writing).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(replies()).toEqual(['About b: b', 'About d: d']);
  });

  it('a row deleted with its reply: its finding stands by itself', async () => {
    const { standIn, workbooks, place, now, replies } = await made();
    standIn.faults.order(BATCH_UPDATE, () => standIn.people.deleteRows(place, 'Checks', 3));
    await expect(workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'c', 'd', 'e')])).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(replies()).toEqual(['About d: d']);
  });

  it('a new reply on a moved row: nobody knows what it is about, so nothing stands beside it', async () => {
    const { standIn, workbooks, place, now, replies } = await made();
    standIn.faults.order(BATCH_UPDATE, () => {
      standIn.people.type(place, 'Checks!C2', 'About a');
      standIn.people.insertRows(place, 'Checks', 2);
    });
    await expect(workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'c', 'd', 'e')])).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(replies()).toEqual(['About a: nothing', 'About b: b', 'About d: d']);
  });

  it('a reply: nothing moved, and it is read the next time', async () => {
    const { standIn, workbooks, place, now, replies } = await made();
    const since = standIn.traffic.length;
    standIn.faults.order(BATCH_UPDATE, () => standIn.people.type(place, 'Checks!C4', 'About c'));
    await expect(workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'c', 'd', 'e')])).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(standIn.tally(since).writes).toBe(1);
    expect(replies()).toEqual(['About b: b', 'About c: c', 'About d: d']);
  });

  it('a tab renamed or deleted: nothing is written, and it is read again', async () => {
    const { standIn, workbooks, place, now } = await made();
    standIn.faults.order(BATCH_UPDATE, () => standIn.people.renameTab(place, 'Checks', 'Old checks'));
    const before = standIn.shown(place, 'Start here');
    const write = (version: string) => workbooks.replaceOwnSheets(place, version, [plainStart('New'), findings('a')]);
    await expect(write(now)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(standIn.shown(place, 'Start here')).toEqual(before);
    const { version } = await workbooks.read(place);
    await expect(write(version)).rejects.toMatchObject({ code: 'sheet-missing' });
    standIn.people.renameTab(place, 'Old checks', 'Checks');
    const again = await workbooks.read(place);
    standIn.faults.order(BATCH_UPDATE, () => standIn.people.deleteTab(place, 'Checks'));
    await expect(write(again.version)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(standIn.shown(place, 'Start here')).toEqual(before);
  });
});

it('says who may mend it where somebody has protected a tab of ours, and that it is no fault of ours', async () => {
  const { standIn, workbooks, place, now } = await made();
  standIn.people.protectTab(place, 'Checks');
  const refused = workbooks.replaceOwnSheets(place, now, [findings('a')]);
  await expect(refused).rejects.toMatchObject({
    code: 'not-allowed',
    retryable: false,
    advice: expect.stringMatching(
      /^Somebody has protected a tab that Concordat fills in\. In Data › Protect sheets and ranges, take away/,
    ),
  });
  standIn.people.unprotectTab(place, 'Checks');
  await workbooks.replaceOwnSheets(place, now, [findings('a')]);
  expect(standIn.shown(place, 'Checks')[1]).toContain('a is wrong.');
});

describe('when Google fails', () => {
  it.each<[string, () => Fault]>([
    ['too many requests', () => tooManyRequests()],
    ['a fault', unavailable],
    ['a cut connection', () => 'cut-before'],
    ['an answer that never came', () => 'cut-after'],
    ['half an answer', () => 'half-answer'],
  ])('%s is waited out, reading and writing', async (_name, fault) => {
    const { standIn, workbooks, place, now, pauses, replies } = await made();
    standIn.faults.order(READ, fault(), { times: 2 });
    standIn.faults.order(BATCH_UPDATE, fault(), { times: 2 });
    expect((await workbooks.read(place)).version).toBe(now);
    const next = await workbooks.replaceOwnSheets(place, now, [findings('a', 'b', 'x', 'd')]);
    expect((await workbooks.read(place)).version).toBe(next);
    expect(replies()).toEqual(['About b: b', 'About d: d']);
    expect(pauses).toHaveLength(4);
    expect(standIn.faults.outstanding()).toBe(0);
  });

  it.each<Fault>(['hang', 'forgets'])('no answer in time (%s) is tried again', async (fault) => {
    const { standIn, setUp, impatient, place, now } = await made();
    const workbooks = spreadsheets({ ...setUp, google: impatient });
    standIn.faults.order(READ, fault);
    standIn.faults.order(BATCH_UPDATE, fault);
    await workbooks.read(place);
    const next = await workbooks.replaceOwnSheets(place, now, [findings('a')]);
    expect((await workbooks.read(place)).version).toBe(next);
  });

  it('for long, it is said and nothing is lost', async () => {
    const { standIn, workbooks, place, now } = await made();
    standIn.faults.order(BATCH_UPDATE, unavailable(), { times: 5 });
    await expect(workbooks.replaceOwnSheets(place, now, [findings('a')])).rejects.toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
    await workbooks.replaceOwnSheets(place, now, [findings('a')]);
    expect(standIn.shown(place, 'Checks')[1]).toEqual(['Problem', 'a is wrong.', null, 'a']);
  });

  it('to let us in, it is said what to do', async () => {
    const { standIn, workbooks } = await open();
    const place = standIn.people.makeSpreadsheet('Elm Park', { Checks: [['Status']] }, { role: 'reader' });
    const { version } = await workbooks.read(place);
    await expect(workbooks.replaceOwnSheets(place, version, [findings('a')])).rejects.toMatchObject({
      code: 'not-allowed',
      retryable: false,
      advice: expect.stringContaining('Editor'),
    });
    standIn.people.unshare(place);
    await expect(workbooks.read(place)).rejects.toMatchObject({ code: 'not-allowed' });
    standIn.people.remove(place);
    await expect(workbooks.read(place)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('because the file is no spreadsheet, it is said', async () => {
    const { standIn, workbooks } = await open();
    const folder = standIn.people.makeFolder('A folder');
    standIn.people.share(folder);
    await expect(workbooks.read(folder)).rejects.toMatchObject({ code: 'not-a-workbook' });
  });
});

describe('sheets added later', () => {
  const agreement: NewSheet = { ...staffDays, id: 'agreement', title: 'Agreement', rows: [] };
  const policies: NewSheet = { ...agreement, id: 'policies', title: 'Policies' };

  it('stand before the last one, once, and everything else as it was', async () => {
    const { standIn, setUp, place, now } = await made();
    const workbooks = spreadsheets({ ...setUp, tabs: [START, DAYS, agreement, policies, OWN] });
    const reading = await workbooks.read(place);
    const since = standIn.traffic.length;
    const next = await workbooks.addSheets(place, reading.version, [agreement, policies, staffDays]);
    expect(standIn.tally(since).writes).toBe(1);
    expect(next).not.toBe(now);
    const after = await workbooks.read(place);
    expect(after.version).toBe(next);
    expect(after.tabs.map(({ title }) => title)).toEqual([
      'Start here',
      'Staff days',
      'Agreement',
      'Policies',
      'Checks',
    ]);
    expect(after.tabs[1]).toEqual(reading.tabs[1]);
    expect(await workbooks.addSheets(place, next, [agreement])).toBe(next);
    await expect(workbooks.addSheets(place, now, [agreement])).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(standIn.tally(since).writes).toBe(1);
  });

  it('are not added again where one was renamed, or the answer was lost', async () => {
    const { standIn, setUp, place } = await made();
    const workbooks = spreadsheets({ ...setUp, tabs: [...TABS, agreement] });
    const { version } = await workbooks.read(place);
    standIn.faults.order(BATCH_UPDATE, 'cut-after');
    await expect(workbooks.addSheets(place, version, [agreement])).rejects.toMatchObject({ code: 'unreachable' });
    const { version: now } = await workbooks.read(place);
    const found = await workbooks.addSheets(place, now, [agreement]);
    expect((await workbooks.read(place)).tabs.map(({ title }) => title)).toContain('Agreement');
    expect(await workbooks.addSheets(place, found, [agreement])).toBe(found);
    standIn.people.renameTab(place, 'Agreement', 'Our agreement');
    const { version: renamed } = await workbooks.read(place);
    expect(await workbooks.addSheets(place, renamed, [agreement])).toBe(renamed);
  });
});
