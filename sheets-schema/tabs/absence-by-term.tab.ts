import { academicYear, thisYear } from '../cells/academic-year.ts';
import { text } from '../cells/text.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineTab, optional, required } from '../tab.ts';
import { period, pupilGroup, totalsOfEachTerm } from './pupil-groups.ts';

/** Totals only: a session is half a school day (facts on absence: possible, authorised and unauthorised sessions). */
export const absenceByTermTab = defineTab({
  id: 'absence-by-term',
  title: 'Absence by term',
  purpose: 'Totals of absence for each term and group of pupils. No names and no pupil rows.',
  columns: {
    year: optional(
      'Year',
      academicYear,
      'Leave blank for this year. Last year’s totals go here where last year had no workbook.',
      {
        width: 10,
        blankMeans: thisYear,
      },
    ),
    period: required('Term', period, 'A term, or the whole year.', { width: 14 }),
    group: required('Group', pupilGroup, 'All pupils, or one of the groups in the list.', { width: 22 }),
    enrolments: required('Pupils', wholeNumber({ least: 0 }), 'How many pupils the totals are about.', { width: 10 }),
    possible: required('Possible sessions', wholeNumber({ least: 0 }), 'Sessions all of them could have attended.'),
    authorised: required('Authorised absence', wholeNumber({ least: 0 }), 'Sessions missed with leave.'),
    unauthorised: required('Unauthorised absence', wholeNumber({ least: 0 }), 'Sessions missed without leave.'),
    persistent: optional(
      'Persistently absent',
      wholeNumber({ least: 0 }),
      'Pupils who missed a tenth or more of their own possible sessions. Needed for the whole year.',
    ),
    severe: optional('Severely absent', wholeNumber({ least: 0 }), 'Pupils who missed half or more of their own.'),
    note: optional('Note', text({}), 'About the totals, never about a pupil.', { width: 30, aboutPupils: true }),
  },
  key: ['year', 'period', 'group'],
  mostRows: 2_000,
  dueAfter: totalsOfEachTerm,
});
