import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  besideTheirWords,
  haveRowsMoved,
  keptText,
  peoplesWords,
} from '../../../../functions/edges/google/sheets/own-sheet.ts';
import type { ReadSheet } from '../../../../functions/edges/google/sheets/values.ts';
import type { OwnSheet, RawCell } from '../../../../sheets-schema/sheet.ts';
import { runs } from '../../../support/property-runs.ts';

const sheetOf = (names: readonly string[]): OwnSheet => ({
  title: 'Checks',
  peoplesColumns: [1],
  rows: names.map((value) => (value === '' ? [] : [{ value, style: 'text' }])),
});
const namesIn = ({ rows }: OwnSheet) => rows.map((row) => String(row[0]?.value ?? ''));
const beside = (names: string[], before: string[], now: string[], moved = false) => {
  const sheet = besideTheirWords(sheetOf(names), before, now, moved);
  return sheet && namesIn(sheet);
};

describe('rows beside the words they belong to', () => {
  it.each<[string, string[], string[], string[] | null]>([
    ['nothing moved', ['', 'B', ''], ['', 'B', ''], null],
    ['a word was written', ['', 'B', ''], ['', 'B', 'new'], null],
    ['a word was changed', ['', 'B', ''], ['', 'other', ''], null],
    ['a word was cleared', ['', 'B', ''], ['', '', ''], null],
    ['a row was inserted', ['', 'B', ''], ['', '', 'B'], ['a', 'c', 'b']],
    ['a row was deleted', ['', 'B', ''], ['B'], ['b', 'a', 'c']],
    ['rows were swapped', ['A', 'B', 'C'], ['C', 'B', 'A'], ['c', 'b', 'a']],
    ['one moved and another was written', ['', 'B', ''], ['', 'new', 'B'], ['a', '', 'b', 'c']],
    ['two say the same', ['same', '', 'same'], ['', 'same', '', 'same'], ['b', 'a', '', 'c']],
    ['two say the same and one is gone', ['same', '', 'same'], ['', 'same'], ['b', 'a', 'c']],
  ])('stand so when %s', (_name, before, now, expected) => {
    expect(beside(['a', 'b', 'c'], before, now)).toEqual(expected);
  });

  it('leave new words alone where rows moved and nothing else shows it', () => {
    expect(beside(['a', 'b'], ['', ''], ['', 'new'])).toBeNull();
    expect(beside(['a', 'b'], ['', ''], ['', 'new'], true)).toEqual(['a', '', 'b']);
  });

  it('are each there once, and beside no words that were not theirs', () => {
    const words = fc.array(fc.constantFrom('', '', 'A', 'B', 'C', 'same'), { maxLength: 8 });
    const rows = fc.array(fc.boolean(), { maxLength: 8 });
    fc.assert(
      fc.property(rows, words, words, fc.boolean(), (filled, before, now, moved) => {
        const names = filled.map((is, at) => (is ? `finding ${at}` : ''));
        const after = beside(names, before, now, moved);
        if (after === null) {
          expect(moved).toBe(false);
          const isSpare = (word: string) => before.some((said, at) => said === word && now[at] !== word);
          const stayed = (word: string, row: number) => word === '' || before[row] === word || !isSpare(word);
          expect(now.every(stayed)).toBe(true);
          return;
        }
        expect(after.filter((name) => name !== '').sort()).toEqual(names.filter((name) => name !== '').sort());
        for (const [row, name] of after.entries()) {
          if (name !== '' && (now[row] ?? '') !== '') expect(before[names.indexOf(name)]).toBe(now[row]);
        }
      }),
      runs(2000),
    );
  });
});

describe('whether rows moved', () => {
  const sheet = (rowCount: number, rows: RawCell[][]): ReadSheet => ({
    sheetId: 1,
    title: 'Checks',
    rowCount,
    columnCount: 4,
    rows,
  });
  const before = sheet(100, [['a', 'A', 1], ['b'], ['c', 'C', 3]]);
  const moved = (now: ReadSheet, written: number[]) => haveRowsMoved(before, now, sheetOf([]), written);

  it('is seen by the length of the tab and by rows nobody wrote', () => {
    expect(moved(before, [])).toBe(false);
    expect(
      moved(
        sheet(
          101,
          [...before.rows].map((row) => [...row!]),
        ),
        [],
      ),
    ).toBe(true);
    expect(moved(sheet(120, [['a', 'A', 1], ['b'], ['c', 'C', 3]]), [2, 119])).toBe(false);
    expect(moved(sheet(100, [['a', 'A', 1], ['x'], ['c', 'C', 3]]), [1])).toBe(false);
    expect(moved(sheet(100, [['a', 'A', 1], ['x'], ['c', 'C', 3]]), [0])).toBe(true);
  });

  it('is not told from the length of a tab that is filled to the end', () => {
    const full = sheet(3, [['a'], ['b'], ['c']]);
    expect(haveRowsMoved(full, sheet(50, [['a'], ['b'], ['c']]), sheetOf([]), [])).toBe(false);
  });

  it('is not seen by what people wrote', () => {
    expect(
      moved(
        sheet(100, [
          ['a', 'other', 1],
          ['b', 'new'],
          ['c', null, 3],
        ]),
        [],
      ),
    ).toBe(false);
    expect(moved(sheet(100, [['a', 'A', 1], ['b'], ['c', 'C', 3], [null, 'below']]), [])).toBe(false);
  });
});

describe('words', () => {
  it('are blank where people wrote nothing, and end with the last', () => {
    const rows = [['a', 'A'], ['b'], [], [null, 0], ['c', null]];
    expect(peoplesWords(rows, sheetOf([]))).toEqual(['["A"]', '', '', '[0]']);
  });

  it('are not what a box says that is not ticked', () => {
    const rows = [
      ['a', false],
      ['b', true],
      ['c', false],
    ];
    expect(peoplesWords(rows, sheetOf([]))).toEqual(['', '[true]']);
  });

  it('are kept as a spreadsheet keeps them', () => {
    expect(keptText('a\r\nb\rc\td\u0000\ud800')).toBe('a\nb\nc\td\ufffd');
    expect(keptText('\u0007')).toBeNull();
    expect(keptText(null)).toBeNull();
  });
});
