import { calendarDayOfSerial, dayAsTyped } from './calendar-day.ts';
import type { CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainNumber } from './tidy.ts';
import { groupedFigures } from './typed-figures.ts';

/** Free text, tidied, on one line. At most `longest` characters, 1,000 unless told. */
export function text(options: { readonly longest?: number } = {}): CellType<string> {
  const { longest = 1000 } = options;
  return freeText('text', longest, `Type up to ${groupedFigures(longest)} characters.`);
}

/** Someone's name as they write it. */
export const personName = freeText('name', 120, 'Type the name as the person writes it.');

function freeText(name: string, longest: number, hint: string): CellType<string> {
  const limit = { longest: groupedFigures(longest) };

  function upToLongest(value: string): Reading<string> {
    return value.length > longest ? refused('too-long', null, limit) : { value };
  }

  return defineCell<string>({
    name,
    format: 'text',
    rule: 'GEN-15',
    hint,
    longest: Number.POSITIVE_INFINITY,
    otherwise: 'nothing-to-read',
    messages: {
      'too-long': {
        severity: 'problem',
        says: '{cell} is longer than {longest} characters.',
        fix: 'Shorten it, and keep the rest in a document of its own.',
      },
      'nothing-to-read': {
        severity: 'problem',
        says: '{cell} holds nothing that can be read.',
        fix: 'Type some words, or clear the cell.',
      },
    },
    text: upToLongest,
    date(serial) {
      const day = calendarDayOfSerial(serial);
      return upToLongest(day === null ? plainNumber(serial) : dayAsTyped(day));
    },
    show: (value) => value,
  });
}
