import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import { content, parseTab, typedText } from '../../sheets-schema/parse-tab.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { mayBeBlank } from '../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { runs } from '../support/property-runs.ts';
import { drawRows } from '../support/rule-tester.ts';

const context = { academicYear: 2025, schools: schoolNames([{ urn: '990003', name: 'The Meadows' }]) };
const [headings, ...rows] = drawRows(`
  | Member of staff | Date       | Days | School supported  | Activity |
  | Ms Okafor       | 10/9/2025  | am   | The Meadows       | Phonics  |
  | Ms Okafor       | 10/9/2025  | pm   | the meadows       | Phonics  |
  | Ms Okafor       | 10/9/2025  | pm   | Northway Training |          |
  | Ms Okafor       | 10/9/2025  | pm   | Northway Training |          |
  | MS OKAFOR       | 10.9.25    | ½    | 990003            |          |
  | Mr Ashby        | 11/9/2025  | 1    |                   |          |
  | Mr Ashby        |            | 1    |                   | Maths    |
  | Mr Ashby        | some day   | 1    |                   | Maths    |
  | Mr Ashby        | some day   | 2    |                   | Maths    |
  | Ms Adair        | 12/9/2025  | lots |                   |          |`) as [RawCell[], ...RawCell[][]];

function parse(body: readonly (readonly RawCell[])[], above: readonly RawCell[][] = []) {
  return parseTab(staffDaysTab, { title: 'Staff days', rows: [...above, headings, ...body] }, context);
}

/** What is known of each row under its key, wherever it stands. */
function byKey(body: readonly (readonly RawCell[])[]): Map<string, string> {
  const parsed = parse(body);
  const usable = parsed.rows.map((row) => [row.key, content(row)] as const);
  const unusable = parsed.unusable.map(({ key }) => [key, 'unusable'] as const);
  expect(new Set([...usable, ...unusable].map(([key]) => key)).size).toBe(parsed.rows.length + parsed.unusable.length);
  return new Map([...usable, ...unusable].sort());
}

describe('reading a tab', () => {
  it('gives typed rows with their place', () => {
    expect(parse([rows[0]!]).rows).toEqual([
      expect.objectContaining({
        rowNumber: 2,
        person: 'Ms Okafor',
        date: '2025-09-10',
        days: 'am',
        supported: '990003',
        activity: 'Phonics',
        verifiedBy: null,
      }),
    ]);
  });

  it('passes over blank rows and keeps the numbers of the sheet', () => {
    const parsed = parse([[], [], ['  ', null, '\u200b'], rows[0]!, [], rows[5]!], [['Our days'], []]);
    expect(parsed.rows.map(({ rowNumber }) => rowNumber)).toEqual([7, 9]);
    expect(parsed.remarks).toEqual([]);
  });

  it('counts a row with a cell to mend nowhere, and says which cell', () => {
    const parsed = parse(rows.slice(6));
    expect(parsed.rows).toEqual([]);
    expect(parsed.unusable.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 4, 5]);
    expect(
      parsed.remarks.map(({ rule, messageId, column, rowNumber, typed }) => [
        rule,
        messageId,
        column,
        rowNumber,
        typed,
      ]),
    ).toEqual([
      ['GEN-13', 'blank', 'date', 2, ''],
      ['GEN-04', 'not-a-date', 'date', 3, 'some day'],
      ['GEN-04', 'not-a-date', 'date', 4, 'some day'],
      ['GEN-12', 'not-days', 'days', 5, 'lots'],
    ]);
    for (const { key, rowNumber } of parsed.remarks) {
      expect(parsed.unusable).toContainEqual(expect.objectContaining({ rowNumber, key }));
    }
  });

  it('cannot use any row while a column is missing that each needs', () => {
    const parsed = parseTab(staffDaysTab, { title: '', rows: drawRows('| Date | Days |\n| 10/9/2025 | 1 |') }, context);
    expect(parsed.rows).toEqual([]);
    expect(parsed.unusable).toHaveLength(1);
    expect(parsed.remarks).toEqual([]);
    expect(parsed.headings.missing).toContainEqual({ column: 'person', candidate: null });
  });

  it('finds nothing where there is no tab, or no row of headings', () => {
    expect(parseTab(staffDaysTab, undefined, context)).toMatchObject({ found: false, rows: [], unusable: [] });
    expect(parseTab(staffDaysTab, { title: '', rows: rows }, context)).toMatchObject({
      found: true,
      rows: [],
      unusable: [],
    });
    expect(parseTab(staffDaysTab, { title: '', rows: [] }, context)).toMatchObject({ found: true, rows: [] });
  });

  it('takes a blank for what it stands for', () => {
    const drawing = `
      | Year    | Term   | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence |
      |         | Autumn | FSM   | 9      | 900               | 9                  | 9                    |
      | 2025/26 | Autumn | FSM   | 9      | 900               | 9                  | 9                    |`;
    const parsed = parseTab(absenceByTermTab, { title: '', rows: drawRows(drawing) }, context);
    expect(parsed.rows.map(({ year }) => year)).toEqual([2025, 2025]);
    expect(parsed.repeats).toHaveLength(1);
  });
});

describe('rows that are not the tab’s own', () => {
  it('are passed over: totals at the foot and headings again, whatever stands around them', () => {
    const more = drawRows(`
      | Member of staff | Date | Days | School supported | Activity |
      | Ms Adair        | 12/9/2025 | 1 |  | |
      |  |  |  |  |  |
      | Total | | 4.5 | | |
      | Totals: | | 4½ days | | |
      | Total days given | | =4 | | |
      |  | Grand total | £4,500 | | |
      | SUM | | #VALUE! | | |`) as RawCell[][];
    const parsed = parse([rows[0]!, ...more]);
    expect(parsed.rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 4]);
    expect(parsed.unusable).toEqual([]);
    expect(parsed.remarks).toEqual([]);
    expect(parsed.passedOver).toEqual([
      { rowNumber: 3, what: 'headings' },
      ...[6, 7, 8, 9, 10].map((rowNumber) => ({ rowNumber, what: 'totals' })),
    ]);
  });

  it('are nothing else: a name that begins so, a word alone, one cell that says what its heading says', () => {
    const like = drawRows(`
      | Total Ash | 12/9/2025 | 1 |
      | Total     |           |   |
      | Total     | 12/9/2025 | 1 |
      | Member of staff | 12/9/2025 | 1 |`) as RawCell[][];
    const parsed = parse(like);
    expect(parsed.passedOver).toEqual([]);
    expect([...parsed.rows, ...parsed.unusable]).toHaveLength(4);
  });
});

describe('tick boxes that are not ticked', () => {
  const boxes = (...at: number[]) =>
    Array.from({ length: 7 }, (_, place): RawCell => (at.includes(place) ? false : null));

  it('are no row by themselves, however many and in whichever columns', () => {
    const parsed = parse([rows[0]!, ...Array.from({ length: 1998 }, () => boxes(2, 6)), [false, ' ', false], rows[5]!]);
    expect(parsed.rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 2002]);
    expect({ unusable: parsed.unusable, remarks: parsed.remarks, passedOver: parsed.passedOver }).toEqual({
      unusable: [],
      remarks: [],
      passedOver: [],
    });
  });

  it('do not use up the rows that are read of a tab', () => {
    const few = { ...staffDaysTab, mostRows: 2 };
    const body = [rows[0]!, boxes(2), rows[5]!, boxes(2), boxes(2)];
    const parsed = parseTab(few, { title: '', rows: [headings, ...body] }, context);
    expect(parsed.rows).toHaveLength(2);
    expect(parsed.passedOver).toEqual([]);
  });

  it('are the answer No beside typed cells, and a ticked one is something typed', () => {
    const drawing = '| Date | Kind | Title | Confidential |\n| 12/11/2025 | Conference | Autumn | No |';
    const [names, meeting] = drawRows(drawing) as [RawCell[], RawCell[]];
    const read = (...confidential: RawCell[]) => {
      const body = confidential.map((cell, at) =>
        at === 0 ? [...meeting.slice(0, 3), cell] : [null, null, null, cell],
      );
      return parseTab(meetingsTab, { title: '', rows: [names, ...body] }, context);
    };
    expect(read(false, false, false).rows).toEqual(read('No').rows);
    expect(read(false, false).unusable).toEqual([]);
    expect(read(false, true).unusable.map(({ rowNumber }) => rowNumber)).toEqual([3]);
  });

  it('make nothing else of headings typed again, of totals, and of cells that were merged', () => {
    const body = (box: RawCell) => [
      [box, ...headings],
      [box, ...rows[0]!],
      [box, ...headings.slice(0, 2), box, box, box, box],
      [box, 'Total', null, 2, null, box],
      [null, box, box, null, null, null],
      [box, null, '11/9/2025', 1, null, null],
      [null, box, null, null, null, null],
      [box, null, '12/9/2025', 1, null, null],
    ];
    const read = (box: RawCell) => parseTab(staffDaysTab, { title: '', rows: body(box) }, context);
    const { unusable, ...plain } = read(null);
    expect(plain.passedOver.map(({ what }) => what)).toEqual(['headings', 'totals']);
    expect(plain.remarks.map(({ messageId }) => messageId)).toEqual(['blank', 'blank']);
    const { unusable: withBoxes, ...boxed } = read(false);
    expect(boxed).toEqual(plain);
    expect(withBoxes.map(({ cells, ...row }) => row)).toEqual(unusable.map(({ cells, ...row }) => row));
  });
});

describe('cells that were merged', () => {
  const messages = (body: readonly RawCell[][]) =>
    parse(body).remarks.map(({ messageId, rowNumber, remark }) => [messageId, rowNumber, remark.suggestion]);

  it('hold a value in the first row only: the rows that seem to share it are named', () => {
    const body = drawRows(`
      | Ms Okafor | 10/9/2025 | 1 |
      |           | 11/9/2025 | 1 |
      |           | 12/9/2025 | 1 |
      | Mr Ashby  | 10/9/2025 | 1 |
      |           | 11/9/2025 | 1 |`) as RawCell[][];
    expect(messages(body)).toEqual([
      ['blank-below', 3, 'Ms Okafor'],
      ['blank-below', 4, 'Ms Okafor'],
      ['blank-below', 6, 'Mr Ashby'],
    ]);
    expect(parse(body).remarks[0]!.remark.data).toEqual({
      heading: 'Member of staff',
      first: 2,
      last: 4,
      above: 'A2',
    });
  });

  it('are not seen in a single blank, nor where a blank stands under nothing', () => {
    const one = drawRows('| Ms Okafor | 10/9/2025 | 1 |\n| | 11/9/2025 | 1 |') as RawCell[][];
    expect(messages(one)).toEqual([['blank', 3, undefined]]);
    const first = drawRows('| | 10/9/2025 | 1 |\n| | 11/9/2025 | 1 |') as RawCell[][];
    expect(messages(first).map(([message]) => message)).toEqual(['blank', 'blank']);
  });
});

describe('the key of a row', () => {
  it('is the same however its cells are typed, with the occurrence behind it', () => {
    const parsed = parse(rows.slice(0, 5));
    const keys = parsed.rows.map(({ key }) => key.replaceAll('\u001f', ' / '));
    expect(keys.sort()).toEqual([
      'ms okafor / 2025-09-10 / 990003',
      'ms okafor / 2025-09-10 / 990003 / #2',
      'ms okafor / 2025-09-10 / 990003 / #3',
      'ms okafor / 2025-09-10 / northway training',
      'ms okafor / 2025-09-10 / northway training / #2',
    ]);
    expect(parsed.repeats.map(({ first, again }) => [first.rowNumber, again.rowNumber])).toEqual([
      [6, 2],
      [6, 3],
      [4, 5],
    ]);
  });

  it('and the content under it stay when rows are sorted', () => {
    const before = byKey(rows);
    expect(before.size).toBe(rows.length);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(byKey(shuffled)).toEqual(before);
      }),
    );
  });

  it('stays when other rows are put in between', () => {
    const before = byKey(rows);
    const [added] = drawRows('| Mr Quill | 15/9/2025 | 1 | | |');
    fc.assert(
      fc.property(fc.nat(rows.length), (at) => {
        const after = byKey([...rows.slice(0, at), [], added!, ...rows.slice(at)]);
        expect(after.size).toBe(before.size + 1);
        for (const [key, kept] of before) expect(after.get(key)).toBe(kept);
      }),
    );
  });

  it('stays when the columns are put in another order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
        const moved = [headings, ...rows].map((row) => order.map((at) => row[at] ?? null));
        const parsed = parseTab(staffDaysTab, { title: '', rows: moved }, context);
        expect(parsed.rows.map(({ key }) => key)).toEqual(parse(rows).rows.map(({ key }) => key));
      }),
    );
  });
});

describe('whatever the cells hold', () => {
  const anyCell: fc.Arbitrary<RawCell> = fc.oneof(
    fc.constantFrom<RawCell[]>(
      null,
      '',
      ' ',
      'Yes',
      '10/9/2025',
      '½',
      'The Meadows',
      '2025/26',
      '990003',
      '£3k',
      'Autumn',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.double(),
    fc.boolean(),
    fc.record({ date: fc.double() }),
    fc.record({ error: fc.string() }),
  );
  const anyRow = fc.array(anyCell, { maxLength: 12 });

  it.each(allDeclared.tabs.map((tab) => [tab.title, tab] as const))('%s is read', (title, tab) => {
    const own = Object.values(tab.columns).map(({ heading }) => heading);
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), fc.boolean(), (body, withHeadings) => {
        const parsed = parseTab(tab, { title, rows: withHeadings ? [own, ...body] : body }, context);
        const seen = [...parsed.rows, ...parsed.unusable].map(({ rowNumber }) => rowNumber);
        expect(new Set(seen).size).toBe(seen.length);
        const keys = [...parsed.rows, ...parsed.unusable].map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const row of parsed.rows) {
          for (const [id, column] of Object.entries(tab.columns)) {
            if (!mayBeBlank(column)) expect((row as unknown as Record<string, unknown>)[id]).not.toBeNull();
          }
        }
        for (const { message, remark } of parsed.remarks) {
          expect(message).toBeDefined();
          expect(remark.message).not.toBe('');
        }
      }),
      runs(60),
    );
  });
});

describe('a cell as its owner knows it', () => {
  it.each<[RawCell, string]>([
    [null, ''],
    ['  two\nlines ', 'two lines'],
    [true, 'TRUE'],
    [12.5, '12.5'],
    [{ date: 45903 }, '3/9/2025'],
    [{ date: Number.NaN }, 'a date'],
    [{ error: '#N/A' }, '#N/A'],
    ['x'.repeat(61), `${'x'.repeat(59)}…`],
    ['x'.repeat(60), 'x'.repeat(60)],
  ])('%j is “%s”', (cell, shown) => {
    expect(typedText(cell)).toBe(shown);
  });
});
