import { calendarDayOfSerial, dayAsTyped } from './calendar-day.ts';
import type { CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { NOBODY_NAMED, standsInForAName } from './nobody-yet.ts';
import { refused } from './refused.ts';
import { plainNumber } from './tidy.ts';
import { groupedFigures } from './typed-figures.ts';

/** Free text, tidied, on one line. At most `longest` characters, 1,000 unless told. */
export function text(options: { readonly longest?: number } = {}): CellType<string> {
  const { longest = 1000 } = options;
  return freeText('text', longest, `Type up to ${groupedFigures(longest)} characters.`);
}

/** Someone's name as they write it; what stands in for a name is asked about. */
export const personName = freeText('name', 120, 'Type the name as the person writes it.', isNobodyYet);

/** Whoever it is: someone by name, or a role. */
export const personOrRole = freeText('name or role', 120, 'Type the role, or the name of the person.', isNobodyYet);

function isNobodyYet(typed: string): boolean {
  return standsInForAName(typed.replace(/\p{N}/gu, ''));
}

function freeText(
  name: string,
  longest: number,
  hint: string,
  isNobodyYet: ((typed: string) => boolean) | null = null,
): CellType<string> {
  const limit = { longest: groupedFigures(longest) };

  function upToLongest(value: string): Reading<string> {
    if (value.length > longest) return refused('too-long', null, limit);
    return isNobodyYet?.(value) ? refused('nobody-yet') : { value };
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
      ...(isNobodyYet && { 'nobody-yet': NOBODY_NAMED }),
    },
    text: upToLongest,
    date(serial) {
      const day = calendarDayOfSerial(serial);
      return upToLongest(day === null ? plainNumber(serial) : dayAsTyped(day));
    },
    show: (value) => value,
  });
}
