import { describe, expect, it } from 'vitest';
import { defineCell } from '../../../sheets-schema/cells/define-cell.ts';

const CONTEXT = { academicYear: 2025, schools: null };

describe('what a reader remembers', () => {
  it('goes with it: another reads anew, and a single reading leaves nothing behind', () => {
    const asked: string[] = [];
    const cell = defineCell<string>({
      name: 'word',
      format: 'text',
      rule: 'GEN-05',
      hint: 'Type a word.',
      messages: {},
      otherwise: 'none',
      remember: true,
      text(typed) {
        asked.push(typed);
        return { value: typed };
      },
      show: (value) => value,
    });
    const read = cell.readerIn(CONTEXT);
    expect([read('Ash'), read('Ash'), read('Birch')]).toEqual([{ value: 'Ash' }, { value: 'Ash' }, { value: 'Birch' }]);
    expect(asked).toEqual(['Ash', 'Birch']);
    cell.read('Ash', CONTEXT);
    cell.read('Ash', CONTEXT);
    cell.readerIn(CONTEXT)('Ash');
    expect(asked).toEqual(['Ash', 'Birch', 'Ash', 'Ash', 'Ash']);
  });
});
