import { describe, expect, it } from 'vitest';
import type { CellType, ReadContext, Reading } from '../../../../sheets-schema/cells/cell.ts';
import { schoolNames } from '../../../../sheets-schema/cells/school-names.ts';
import type { RawCell } from '../../../../sheets-schema/sheet.ts';
import { SCHOOLS } from '../reading.ts';

/**
 * What is typed, and what becomes of it: "= 2026-09-03" is read so, "= 2025-09-03 (year-added)" is read so with that note,
 * "? misspelt" is asked about, "? misspelt 3/9/2026" is asked about with that offered.
 */
export type TypedForms = readonly (readonly [typed: Exclude<RawCell, null>, meaning: string])[];

const FORMS_CONTEXT: ReadContext = {
  academicYear: 2025,
  schools: schoolNames([
    ...SCHOOLS,
    { urn: '137007', name: "St Brigid's Roman Catholic Primary School (Harrowdale)" },
    { urn: '137008', name: 'Quarry Bank Academy (formerly Stonegate High School)' },
  ]),
};

export function itUnderstands<T>(name: string, kind: CellType<T>, forms: TypedForms): void {
  describe(`${name}: ${forms.length} forms`, () => {
    it.each(forms)('%j %s', (typed, meaning) => {
      expect(meaningOf(kind.read(typed, FORMS_CONTEXT))).toBe(meaning);
    });

    it('are each listed once', () => {
      expect(new Set(forms.map(([typed]) => JSON.stringify(typed))).size).toBe(forms.length);
    });
  });
}

function meaningOf(reading: Reading<unknown>): string {
  if ('problem' in reading) return `? ${reading.problem.message} ${reading.problem.suggestion ?? ''}`.trimEnd();
  return `= ${reading.value}${reading.note ? ` (${reading.note.message})` : ''}`;
}
