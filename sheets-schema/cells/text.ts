import { calendarDayOfSerial, dayAsTyped } from './calendar-day.ts';
import type { CellMessage, CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { folded, plainNumber } from './tidy.ts';
import { groupedFigures } from './typed-figures.ts';

/** Free text, tidied, on one line. At most `longest` characters, 1,000 unless told. */
export function text(options: { readonly longest?: number } = {}): CellType<string> {
  const { longest = 1000 } = options;
  return freeText('text', longest, `Type up to ${groupedFigures(longest)} characters.`);
}

const NOBODY_NAMED: CellMessage = {
  severity: 'problem',
  says: '{cell} says {typed}, which is nobody’s name.',
  fix: 'Type the name once it is known, or clear the cell until then.',
};

/** What people type while they have no name to type, without spaces and punctuation: nobody is called that. */
const NOBODY_YET = new Set([
  ...[
    'tbc',
    'tba',
    'tbd',
    'tbn',
    'tobeconfirmed',
    'tobeannounced',
    'tobedecided',
    'tobeappointed',
    'tobenamed',
    'tobearranged',
  ],
  ...[
    'another',
    'other',
    'others',
    'someone',
    'someoneelse',
    'somebody',
    'anyone',
    'anybody',
    'whoever',
    'person',
    'name',
  ],
  ...[
    'supply',
    'supplyteacher',
    'supplystaff',
    'supplycover',
    'cover',
    'coverteacher',
    'agency',
    'agencystaff',
    'vacant',
    'vacancy',
  ],
  ...[
    'various',
    'variousstaff',
    'several',
    'staff',
    'staffmember',
    'memberofstaff',
    'teacher',
    'colleague',
    'colleagues',
  ],
  ...[
    'na',
    'notapplicable',
    'notknown',
    'unknown',
    'dontknow',
    'notsure',
    'none',
    'nobody',
    'noone',
    'nil',
    'x',
    'xx',
    'xxx',
  ],
  ...['asabove', 'sameasabove', 'seeabove', 'above', 'ditto', 'same', 'asbefore', 'yes', 'no', 'true', 'false'],
]);

/** Someone's name as they write it; what stands in for a name is asked about. */
export const personName = freeText('name', 120, 'Type the name as the person writes it.', isNobodyYet);

function isNobodyYet(typed: string): boolean {
  const letters = folded(typed).replace(/[^\p{L}]+/gu, '');
  return letters === '' || NOBODY_YET.has(letters);
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
