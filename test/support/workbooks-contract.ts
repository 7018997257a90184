import { beforeEach, describe, expect, it } from 'vitest';
import type { Workbooks } from '../../functions/edges/ports.ts';
import type { NewColumn, NewSheet, OwnSheet, SheetCell } from '../../sheets-schema/sheet.ts';

interface Opened {
  readonly workbooks: Workbooks;
  /** Somewhere a workbook can be made; what `create` gives is where it then stands. */
  readonly place: string;
  /** Where a day cannot be told from a number, both are read as numbers. */
  readonly daysAreNumbers?: true;
  /** Where somebody may have a workbook to themselves: does as if they had it open, and closes it again. */
  readonly lock?: () => void;
  readonly unlock?: () => void;
}

const column = (heading: string): NewColumn => ({ heading, note: null, width: 16, format: 'text', choices: null });
const staffDays: NewSheet = {
  id: 'staff-days',
  title: 'Staff days',
  purpose: 'typed',
  headings: true,
  columns: [column('Member of staff'), { ...column('Date'), format: 'date' }, column('Days')],
  rows: [
    ['Ms Okafor', { date: 45_973 }, 0.5],
    ['=1+1', '31/2/2026', true],
  ],
};
const checks: NewSheet = {
  id: 'checks',
  title: 'Checks',
  purpose: 'own',
  headings: true,
  columns: ['Status', 'What was found', 'Reply'].map(column),
  rows: [
    [text('Problem'), text('B3 is not a date.'), 'On it'],
    [text('Warning'), text('Late.'), 'Agreed'],
  ],
};
const startHere: NewSheet = {
  ...checks,
  id: 'start-here',
  title: 'Start here',
  headings: false,
  rows: [[text('Elm Park')]],
};

const evaluations: NewSheet = {
  ...staffDays,
  id: 'evaluations',
  title: 'Evaluations',
  columns: [column('School'), { ...column('Date'), format: 'date', note: 'The day it was sent.' }],
  rows: [['=1+1', { date: 45_973 }]],
};
const issued: NewSheet = { ...checks, id: 'issued', title: 'Issued', rows: [[text('2026-1')]] };

/** What every home of spreadsheets does. `open` gives one in which nothing was made yet; `locks` where one can be had to oneself. */
export function describeWorkbooksContract(name: string, open: () => Promise<Opened>, { locks = false } = {}): void {
  describe(`${name} as workbooks`, () => {
    let opened: Opened;
    let workbooks: Workbooks;
    let place: string;
    beforeEach(async () => {
      opened = await open();
      ({ workbooks } = opened);
      place = await workbooks.create(opened.place, [startHere, staffDays, checks]);
    });
    const tabs = async () => (await workbooks.read(place)).tabs.map(({ title, rows }) => [title, rows] as const);
    const tab = async (title: string) => new Map(await tabs()).get(title);
    const replace = async (...sheets: OwnSheet[]) =>
      workbooks.replaceOwnSheets(place, (await workbooks.read(place)).version, sheets);
    const add = async (...sheets: NewSheet[]) =>
      workbooks.addSheets(place, (await workbooks.read(place)).version, sheets);

    const day = () => (opened.daysAreNumbers ? 45_973 : { date: 45_973 });

    it('reads what was made, tab by tab', async () => {
      expect(await tabs()).toEqual([
        ['Start here', [['Elm Park']]],
        [
          'Staff days',
          [
            ['Member of staff', 'Date', 'Days'],
            ['Ms Okafor', day(), 0.5],
            ['=1+1', '31/2/2026', true],
          ],
        ],
        [
          'Checks',
          [
            ['Status', 'What was found', 'Reply'],
            ['Problem', 'B3 is not a date.', 'On it'],
            ['Warning', 'Late.', 'Agreed'],
          ],
        ],
      ]);
    });

    it('gives every row down to the last, blank ones without cells, and no blank ends', async () => {
      const gaps: NewSheet = { ...checks, rows: [[null], [], ['', null, text('')], [null, 'Far down', null], [null]] };
      await workbooks.addSheets(place, (await workbooks.read(place)).version, [
        { ...gaps, id: 'evaluations', title: 'Evaluations' },
        { ...gaps, id: 'issued', title: 'Issued', headings: false, rows: [] },
      ]);
      await replace(own('Start here', [[], [], ['Third']]));
      const read = (await workbooks.read(place)).tabs;
      for (const { rows } of read) expect(Array.from(rows, (row) => Array.isArray(row))).not.toContain(false);
      expect(await tab('Evaluations')).toStrictEqual([
        gaps.columns.map(({ heading }) => heading),
        [],
        [],
        [],
        [null, 'Far down'],
      ]);
      expect(await tab('Issued')).toStrictEqual([]);
      expect(await tab('Start here')).toStrictEqual([[], [], ['Third']]);
    });

    it('writes nothing in the first rows where those are people’s', async () => {
      const sheet = own('Checks', [[], ['Mended'], ['Warning', 'Late.', null], ['Note', 'New.']]);
      await replace({ ...sheet, peoplesRows: 1 });
      expect(await tab('Checks')).toEqual([
        ['Status', 'What was found', 'Reply'],
        ['Mended', null, 'On it'],
        ['Warning', 'Late.', 'Agreed'],
        ['Note', 'New.'],
      ]);
    });

    it('keeps its version while nothing changes', async () => {
      expect((await workbooks.read(place)).version).toBe((await workbooks.read(place)).version);
    });

    it('never makes a workbook over another', async () => {
      const before = await workbooks.read(place);
      await expect(workbooks.create(opened.place, [])).rejects.toMatchObject({
        name: 'EdgeError',
        code: 'not-allowed',
      });
      expect(await workbooks.read(place)).toEqual(before);
    });

    it('says that there is no such workbook', async () => {
      const missing = { name: 'EdgeError', code: 'not-found' };
      await expect(workbooks.read(`${place} not there`)).rejects.toMatchObject(missing);
      await expect(workbooks.replaceOwnSheets(`${place} not there`, '', [])).rejects.toMatchObject(missing);
    });

    it('replaces what stands in our sheets, people’s columns and other tabs left as they are', async () => {
      const before = await workbooks.read(place);
      const version = await workbooks.replaceOwnSheets(place, before.version, [
        own('Checks', [['Status', 'What was found', 'not written'], ['Mended', null, 'not written']]), // biome-ignore format: as it stands
      ]);
      expect(version).not.toBe(before.version);
      expect((await workbooks.read(place)).version).toBe(version);
      expect(await tab('Checks')).toEqual([
        ['Status', 'What was found', 'Reply'],
        ['Mended', null, 'On it'],
        [null, null, 'Agreed'],
      ]);
      expect(await tab('Staff days')).toEqual(before.tabs[1]!.rows);
      expect(await tab('Start here')).toEqual([['Elm Park']]);
    });

    it('replaces several sheets at once, whatever the case of their titles', async () => {
      await replace(own('start HERE', [['Oak Lane'], [], ['In order']]), own('checks', [['Status']]));
      expect(await tab('Start here')).toEqual([['Oak Lane'], [], ['In order']]);
      expect((await tab('Checks'))?.[0]).toEqual(['Status', null, 'Reply']);
    });

    it('has nothing to do the second time', async () => {
      const sheet = own('Checks', [['Status', 'Found'], ['Problem', '½ is = @ + £']]); // biome-ignore format: as it stands
      const version = await replace(sheet);
      expect(await workbooks.replaceOwnSheets(place, version, [sheet])).toBe(version);
      expect((await workbooks.read(place)).version).toBe(version);
    });

    it('adds the sheets a workbook lacks before its last one, and leaves every other as it is', async () => {
      const before = await tabs();
      const { version } = await workbooks.read(place);
      const wanted = [{ ...staffDays, rows: [['Not written']] }, evaluations, { ...checks, title: 'CHECKS' }, issued];
      const next = await workbooks.addSheets(place, version, wanted);
      expect(next).not.toBe(version);
      expect((await workbooks.read(place)).version).toBe(next);
      expect(await tabs()).toEqual([
        ...before.slice(0, 2),
        ['Evaluations', [['School', 'Date'], ['=1+1', day()]]], // biome-ignore format: as it stands
        ['Issued', [['Status', 'What was found', 'Reply'], ['2026-1']]],
        ...before.slice(2),
      ]);
    });

    it('has no sheet to add the second time', async () => {
      const version = await add(evaluations, issued);
      expect(await workbooks.addSheets(place, version, [issued, { ...evaluations, title: 'evaluations' }])).toBe(
        version,
      );
      expect(await workbooks.addSheets(place, version, [])).toBe(version);
      expect((await workbooks.read(place)).version).toBe(version);
    });

    it('writes into a sheet that was added, and into the others, as before', async () => {
      await add(evaluations, issued);
      await replace(own('Issued', [['2026-2']]), own('Checks', [['Status'], ['Mended']]));
      expect(await tab('Issued')).toEqual([['2026-2']]);
      expect((await tab('Checks'))?.[1]).toEqual(['Mended', null, 'On it']);
      expect(await tab('Evaluations')).toEqual([['School', 'Date'], ['=1+1', day()]]); // biome-ignore format: as it stands
    });

    it('adds no sheet to a workbook that is not there or has changed since', async () => {
      await expect(workbooks.addSheets(`${place} not there`, '', [issued])).rejects.toMatchObject({
        name: 'EdgeError',
        code: 'not-found',
      });
      const { version } = await workbooks.read(place);
      await replace(own('Start here', [['Meanwhile']]));
      const before = await workbooks.read(place);
      const late = workbooks.addSheets(place, version, [issued]);
      await expect(late).rejects.toMatchObject({ name: 'EdgeError', code: 'changed-meanwhile', retryable: true });
      expect(await workbooks.read(place)).toEqual(before);
    });

    it.each(['=1+1', '+44', '@SUM(A1)', '-1', '007', 'TRUE', '<b>&amp;</b>', ' 🏫 £½ \u202eevil', '_x0041_', 'a\nb'])(
      'writes %j as text, to the letter',
      async (words) => {
        await replace(own('Start here', [[words]]));
        expect(await tab('Start here')).toEqual([[words]]);
      },
    );

    it('leaves out what a cell cannot hold', async () => {
      await replace(own('Start here', [['a\u0000b\u001fc']]));
      expect(await tab('Start here')).toEqual([['abc']]);
    });

    it('refuses when the workbook has changed since it was read, and writes nothing', async () => {
      const { version } = await workbooks.read(place);
      await replace(own('Start here', [['Meanwhile']]));
      const before = await workbooks.read(place);
      await expect(
        workbooks.replaceOwnSheets(place, version, [own('Start here', [['Too late']])]),
      ).rejects.toMatchObject({ name: 'EdgeError', code: 'changed-meanwhile', retryable: true });
      expect(await workbooks.read(place)).toEqual(before);
    });

    it('writes into no sheet when one is missing', async () => {
      const before = await workbooks.read(place);
      await expect(replace(own('Start here', [['New']]), own('Issued', [['New']]))).rejects.toMatchObject({
        name: 'EdgeError',
        code: 'sheet-missing',
      });
      expect(await workbooks.read(place)).toEqual(before);
    });

    if (!locks) return;

    it('adds no sheet to an open workbook, and does once it is closed', async () => {
      const before = await workbooks.read(place);
      opened.lock!();
      const refused = { name: 'EdgeError', code: 'open-elsewhere', retryable: true };
      await expect(add(issued)).rejects.toMatchObject(refused);
      expect(await workbooks.read(place)).toEqual(before);
      opened.unlock!();
      await add(issued);
      expect((await tabs()).map(([title]) => title)).toEqual(['Start here', 'Staff days', 'Issued', 'Checks']);
    });

    it('leaves an open workbook alone, and writes once it is closed', async () => {
      const before = await workbooks.read(place);
      opened.lock!();
      await expect(replace(own('Start here', [['New']]))).rejects.toMatchObject({
        name: 'EdgeError',
        code: 'open-elsewhere',
        retryable: true,
      });
      expect(await workbooks.read(place)).toEqual(before);
      opened.unlock!();
      await replace(own('Start here', [['New']]));
      expect(await tab('Start here')).toEqual([['New']]);
    });
  });
}

function text(value: string): SheetCell {
  return { value, style: 'text' };
}

/** Column C belongs to people in *Checks*. */
function own(title: string, rows: readonly (readonly (string | null)[])[]): OwnSheet {
  const peoplesColumns = title.toLowerCase() === 'checks' ? [2] : [];
  return { title, rows: rows.map((row) => row.map((cell) => (cell === null ? null : text(cell)))), peoplesColumns };
}
