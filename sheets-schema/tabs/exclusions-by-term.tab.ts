import { academicYear, thisYear } from '../cells/academic-year.ts';
import { totalDays } from '../cells/days.ts';
import { text } from '../cells/text.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineTab, optional, required } from '../tab.ts';
import { period, pupilGroup, totalsOfEachTerm } from './pupil-groups.ts';

export const exclusionsByTermTab = defineTab({
  id: 'exclusions-by-term',
  title: 'Exclusions by term',
  purpose: 'Totals of suspensions and permanent exclusions for each term and group. No names and no pupil rows.',
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
    headcount: required('Pupils on roll', wholeNumber({ least: 0 }), 'As counted in the January census.', {
      width: 12,
    }),
    suspensions: required('Suspensions', wholeNumber({ least: 0 }), 'How many suspensions began in the period.'),
    suspendedFor: optional('Days suspended', totalDays, 'All the days of those suspensions together.', { width: 12 }),
    onceOrMore: optional('Suspended at all', wholeNumber({ least: 0 }), 'Pupils suspended once or more.'),
    twiceOrMore: optional('Suspended twice or more', wholeNumber({ least: 0 }), 'Pupils suspended more than once.'),
    permanent: required('Permanent exclusions', wholeNumber({ least: 0 }), 'Permanent exclusions that stood.'),
    note: optional('Note', text({}), 'About the totals, never about a pupil.', { width: 30, aboutPupils: true }),
  },
  key: ['year', 'period', 'group'],
  mostRows: 2_000,
  dueAfter: totalsOfEachTerm,
});
