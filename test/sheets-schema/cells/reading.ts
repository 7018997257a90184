import { expect, it } from 'vitest';
import type { CellType, ReadContext } from '../../../sheets-schema/cells/cell.ts';
import { schoolNames } from '../../../sheets-schema/cells/school-names.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';

type Typed = Exclude<RawCell, null>;

export const SCHOOLS = [
  { urn: '137001', name: 'Elm Park High School' },
  { urn: '137002', name: 'Elm Park Primary School' },
  { urn: '137003', name: "St Aldhelm's Church of England Academy" },
  { urn: '137004', name: 'The Weaver & Dyer School' },
  { urn: '137005', name: 'Larkfield College' },
  { urn: '137006', name: 'Harrow Lane Primary School' },
];

export const NO_SCHOOLS: ReadContext = { academicYear: 2025, schools: null };
export const CONTEXT: ReadContext = { academicYear: 2025, schools: schoolNames(SCHOOLS) };

/** One test a row: what is typed is read as this value, without a note. */
export function itReads<T>(kind: CellType<T>, table: readonly (readonly [Typed, T])[], context = CONTEXT): void {
  it.each(table.map(([typed, value]) => ({ typed, value })))('reads $typed as $value', ({ typed, value }) => {
    expect(kind.read(typed, context)).toEqual({ value });
  });
}

/** One test a row: what is typed is not taken, and answered by this message and suggestion. */
export function itRefuses<T>(
  kind: CellType<T>,
  table: readonly (readonly [typed: Typed, message: string, suggestion?: string])[],
  context = CONTEXT,
): void {
  const rows = table.map(([typed, message, suggestion]) => ({ typed, message, suggestion }));
  it.each(rows)('answers $typed with $message ($suggestion)', ({ typed, message, suggestion }) => {
    const reading = kind.read(typed, context);
    expect(reading).toHaveProperty('problem.message', message);
    expect('problem' in reading && reading.problem.suggestion).toBe(suggestion);
  });
}

export function itShows<T>(kind: CellType<T>, table: readonly (readonly [T, string])[], context = CONTEXT): void {
  it.each(table.map(([value, shown]) => ({ value, shown })))('shows $value as $shown', ({ value, shown }) => {
    expect(kind.show(value, context)).toBe(shown);
  });
}
