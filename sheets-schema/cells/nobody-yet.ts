import type { CellMessage } from './cell.ts';
import { folded } from './tidy.ts';

export const NOBODY_NAMED: CellMessage = {
  severity: 'problem',
  says: '{cell} says {typed}, which is nobody’s name.',
  fix: 'Type the name once it is known, or clear the cell until then.',
};

/** What people type while they have no name to type, of a person or a school, without spaces and punctuation: nobody is called that. */
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
  ...['tofollow', 'pending', 'all', 'everyone', 'everybody', 'allstaff', 'allschools'],
  ...['asabove', 'sameasabove', 'seeabove', 'above', 'ditto', 'same', 'asbefore', 'yes', 'no', 'true', 'false'],
]);

/** Whether it stands in for a name that is not known yet; figures alone may be a school's number. */
export function standsInForAName(typed: string): boolean {
  const letters = folded(typed).replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' || NOBODY_YET.has(letters);
}
