import fc from 'fast-check';
import { expect, it } from 'vitest';
import { schoolCalendar } from '../../../functions/figures/school-calendar.ts';
import { contradictionsIn } from '../../../functions/protocols/behaviour-and-attendance/contradictions.ts';
import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { rowsDrawn } from '../../support/drawn-rows.ts';
import { runs } from '../../support/property-runs.ts';
import { testRule, USUAL_ALLIANCE } from '../../support/rule-tester.ts';

const absence =
  '| Year | Term | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence | Persistently absent | Severely absent |';
const terms = `
  |         | Autumn     | All pupils | 100 | 10000 | 400  | 100 | | |
  | 2025/26 | Spring     | All pupils | 100 | 9000  | 300  | 200 | | |
  |         | Summer     | All pupils | 100 | 8000  | 300  | 100 | | |`;

const exclusions =
  '| Year | Term | Group | Pupils on roll | Suspensions | Suspended at all | Suspended twice or more | Permanent exclusions |';

testRule('X-05', 'school', {
  passes: [
    {
      name: 'the terms come to the year, whether or not this year is spelt out',
      tabs: {
        'Absence by term': `${absence}${terms}\n| 2025/26 | Whole year | All pupils | 100 | 27000 | 1000 | 400 | 9 | 1 |`,
      },
    },
    {
      name: 'more pupils over the year than in any term, as pupils come and go',
      tabs: {
        'Absence by term': `${absence}${terms}\n| | Whole year | All pupils | 190 | 27000 | 1000 | 400 | 9 | 1 |`,
      },
    },
    {
      name: 'absent in every session there was',
      tabs: { 'Absence by term': `${absence}\n| | Autumn | FSM | 1 | 100 | 60 | 40 | | |` },
    },
    {
      name: 'a term is not in yet, and last year is another year',
      tabs: {
        'Absence by term': `${absence}
          |         | Autumn     | FSM | 10 | 1000 | 40 | 10 | | |
          |         | Spring     | FSM | 10 | 1000 | 40 | 10 | | |
          | 2024/25 | Summer     | FSM | 10 | 1000 | 40 | 10 | | |
          |         | Whole year | FSM | 10 | 3100 | 90 | 30 | | |`,
      },
    },
  ],
  fails: [
    {
      name: 'one session too many',
      tabs: { 'Absence by term': `${absence}\n| | Autumn | FSM | 1 | 100 | 60 | 41 | | |` },
      findings: [
        {
          at: 'Absence by term!E2',
          message: 'tooMuch',
          severity: 'warning',
          says: '101 sessions of absence are more than the 100 possible ones',
        },
      ],
    },
    {
      name: 'a nought too many in the pupils of the year',
      tabs: {
        'Absence by term': `${absence}${terms}\n| | Whole year | All pupils | 205 | 27000 | 1000 | 400 | 9 | 1 |`,
        'Exclusions by term': `${exclusions}
          | | Autumn     | All pupils | 910 | 1 | 1 | 0 | 0 |
          | | Spring     | All pupils | 890 | 1 | 1 | 0 | 0 |
          | | Whole year | All pupils | 90  | 2 | 2 | 0 | 0 |`,
      },
      findings: [
        {
          at: 'Absence by term!D5',
          message: 'pupils',
          severity: 'warning',
          says: 'for the whole year is 205, and the terms say 100.',
        },
        {
          at: 'Exclusions by term!D4',
          message: 'pupils',
          says: 'for the whole year is 90, and the terms say 890 to 910.',
        },
      ],
    },
    {
      name: 'a year that is not the sum of its terms',
      tabs: { 'Absence by term': `${absence}${terms}\n| | Whole year | All pupils | 100 | 27001 | 1000 | 399 | | |` },
      findings: [
        {
          at: 'Absence by term!E5',
          message: 'terms',
          severity: 'warning',
          says: 'Possible sessions for the whole year is 27,001, and the three terms come to 27,000.',
        },
        { at: 'Absence by term!G5', message: 'terms', says: 'Unauthorised absence' },
      ],
    },
    {
      name: 'a year that is more than the terms for which the school is a member',
      tabs: { 'Absence by term': `${absence}${terms}\n| | Whole year | All pupils | 100 | 27000 | 1000 | 400 | | |` },
      alliance: {
        Schools: '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 5/1/2026 |',
      },
      findings: [
        { at: 'Absence by term!E5', message: 'tooManySessions' },
        {
          at: 'Absence by term!F5',
          message: 'terms',
          says: 'and the spring and summer terms, for which the school is a member, come to',
        },
        { at: 'Absence by term!G5', message: 'terms' },
      ],
    },
    {
      name: 'suspensions of a year that are not those of its terms',
      tabs: {
        'Exclusions by term': `${exclusions}
          | | Autumn     | All pupils | 900 | 20 | | | 1 |
          | | Spring     | All pupils | 900 | 10 | | | 0 |
          | | Summer     | All pupils | 900 | 10 | | | 0 |
          | | Whole year | All pupils | 900 | 41 | | | 1 |`,
      },
      findings: [
        {
          at: 'Exclusions by term!E5',
          message: 'terms',
          says: 'Suspensions for the whole year is 41, and the three terms come to 40.',
        },
      ],
    },
    {
      name: 'sessions of nobody, or of more days than there are, or of hardly any',
      tabs: {
        'Absence by term': `${absence}
          | | Autumn | LAC         | 0   | 140   | 3 | 1 | | |
          | | Autumn | FSM         | 40  | 60000 | 3 | 1 | | |
          | | Spring | SEN support | 100 | 1100  | 3 | 1 | | |
          | 2024/25 | Spring | SEN support | 100 | 1100  | 3 | 1 | | |`,
      },
      findings: [
        {
          at: 'Absence by term!E2',
          message: 'sessionsOfNobody',
          severity: 'warning',
          says: 'E2 says 140, and the row counts no pupils.',
        },
        {
          at: 'Absence by term!E3',
          message: 'tooManySessions',
          severity: 'warning',
          says: 'E3 says 60,000, and 40 pupils have 5,840 sessions in the 73 school days of Calendar.',
        },
        {
          at: 'Absence by term!E4',
          message: 'tooFewSessions',
          severity: 'warning',
          says: 'far fewer than the 11,000 sessions',
        },
      ],
    },
    {
      name: 'days that are too few or too many for the suspensions',
      tabs: {
        'Exclusions by term': `${exclusions.replace('Suspensions |', 'Suspensions | Days suspended |')}
          | | Autumn     | All pupils | 900 | 20 | 9.5 | | | 0 |
          | | Spring     | All pupils | 900 | 20 | 136 | 3 | 3 | 0 |
          | | Whole year | LAC        | 9   | 2  | 91  | | | 0 |
          | | Whole year | FSM        | 90  | 0  | 1   | | | 0 |`,
      },
      findings: [
        {
          at: 'Exclusions by term!F2',
          message: 'tooFewDays',
          severity: 'warning',
          says: 'F2 says 9.5, less than half a day for each of the 20 suspensions.',
        },
        {
          at: 'Exclusions by term!F3',
          message: 'tooManyDays',
          says: 'F3 says 136, more than 45 school days for each of 3.',
        },
        { at: 'Exclusions by term!F4', message: 'tooManyDays', says: 'more than 45 school days for each of 2.' },
        { at: 'Exclusions by term!F5', message: 'tooManyDays' },
      ],
    },
    {
      name: 'a year that is less than two of its terms, or than pupils in one',
      tabs: {
        'Exclusions by term': `${exclusions}
          | | Autumn     | All pupils | 900 | 20 | 12 | 3 | 1 |
          | | Spring     | All pupils | 900 | 10 | 7  | 2 | 0 |
          | | Whole year | All pupils | 900 | 29 | 11 | 5 | 1 |
          | | Autumn     | FSM        | 90  | 6  | 3  | 1 | 0 |
          | | Spring     | FSM        | 90  | 2  | 2  | 0 | 0 |
          | | Summer     | FSM        | 90  | 1  | 1  | 0 | 0 |
          | | Whole year | FSM        | 90  | 9  | 7  | 2 | 0 |`,
      },
      findings: [
        {
          at: 'Exclusions by term!E4',
          message: 'termsBeyond',
          severity: 'warning',
          says: 'Suspensions for the whole year is 29, less than the 30 of the terms that are there.',
        },
        {
          at: 'Exclusions by term!F4',
          message: 'fewerThanTerm',
          severity: 'warning',
          says: 'Suspended at all for the whole year is 11, fewer than the 12 of one term.',
        },
        {
          at: 'Exclusions by term!F8',
          message: 'moreThanTerms',
          says: 'Suspended at all for the whole year is 7, more than the 6 that the three terms come to.',
        },
      ],
    },
    {
      name: 'an impossible term, of which its year and the group it is part of say nothing more',
      tabs: {
        'Absence by term': `${absence}${terms}
          | | Whole year | All pupils | 100 | 27000 | 1000 | 400 | 9 | 1 |
          | | Autumn     | FSM | 10 | 1000 | 40 | 1099 | | |
          | | Spring     | FSM | 10 | 1000 | 40 | 10   | | |
          | | Summer     | FSM | 10 | 1000 | 40 | 10   | | |
          | | Whole year | FSM | 10 | 3000 | 120 | 40  | | |`,
      },
      findings: [{ at: 'Absence by term!E6', message: 'tooMuch' }],
    },
  ],
  skips: [
    {
      name: 'the heading Possible sessions was changed',
      tabs: { 'Absence by term': absence.replace('Possible sessions', 'Sessions') },
      why: 'Absence by term has no column called Possible sessions.',
    },
  ],
});

testRule('X-06', 'school', {
  passes: [
    {
      name: 'severely absent who were there for a part of the year: of the sessions the others need not have had all',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | FSM | 40 | 12000 | 900 | 300 | 9 | 9 |`,
        'Exclusions by term': exclusions,
      },
    },
    {
      name: 'severely absent in a year of which the workbook has no calendar',
      tabs: {
        'Absence by term': `${absence}\n| 2024/25 | Whole year | FSM | 40 | 12000 | 900 | 300 | 9 | 9 |`,
        'Exclusions by term': exclusions,
      },
    },
    {
      name: 'parts as large as their wholes',
      tabs: {
        'Absence by term': `${absence}
          | | Whole year | FSM | 4 | 400 | 100 | 100 | 4 | 4 |
          | | Whole year | LAC | 3 | 400 | 0  | 0  | 0 |   |`,
        'Exclusions by term': `${exclusions}\n| | Whole year | FSM | 4 | 8 | 4 | 4 | 4 |\n| | Whole year | LAC | 4 | 1 | | | 0 |`,
      },
    },
    {
      name: 'a row without pupils',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | LAC | 0 | 0 | 0 | 0 | 0 | 0 |`,
        'Exclusions by term': exclusions,
      },
    },
    {
      name: 'a group as large as all pupils, and one of another term',
      tabs: {
        'Absence by term': `${absence}
          | | Autumn | All pupils | 40 | 4000 | 200 | 100 | | |
          | | Autumn | FSM        | 40 | 4000 | 200 | 100 | | |
          | | Spring | FSM        | 41 | 5000 | 300 | 200 | | |`,
        'Exclusions by term': exclusions,
      },
    },
    {
      name: 'a row typed twice with different figures, which says nothing that others could be held against',
      tabs: {
        'Absence by term': `${absence}\n| | Spring | EHC plan | 90 | 9000 | 200 | 100 | | |`,
        'Exclusions by term': `${exclusions}
          | | Spring | All pupils | 90 | 0 | | | 0 |
          | | Spring | EHC plan   | 5  | 0 | | | 0 |
          | | Spring | EHC plan   | 5  | 1 | | | 0 |`,
      },
    },
  ],
  fails: [
    {
      name: 'a group that is more than all pupils',
      tabs: {
        'Absence by term': `${absence}
          | | Whole year | SEN support | 900 | 200000 | 200 | 100 | | |
          | | Whole year | All pupils  | 800 | 200000 | 200 | 100 | | |`,
        'Exclusions by term': `${exclusions}\n| | Spring | All pupils | 90 | 3 | | | 0 |\n| | Spring | FSM | 40 | 4 | | | 0 |`,
      },
      findings: [
        {
          at: 'Absence by term!D2',
          message: 'moreThanAll',
          severity: 'warning',
          says: 'D2 says 900 for one group, more than the 800 for all pupils in the same time.',
        },
        { at: 'Exclusions by term!E3', message: 'moreThanAll', says: 'E3 says 4 for one group' },
      ],
    },
    {
      name: 'more persistently absent than there are, and more severely than persistently',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | FSM | 4 | 400 | 200 | 100 | 5 | 6 |`,
        'Exclusions by term': exclusions,
      },
      findings: [
        {
          at: 'Absence by term!H2',
          message: 'morePupils',
          severity: 'warning',
          says: 'H2 says 5, more than the 4 under Pupils.',
        },
        { at: 'Absence by term!I2', message: 'morePupils', says: 'the 5 under Persistently absent' },
      ],
    },
    {
      name: 'persistently absent without absence',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | FSM | 40 | 12000 | 0 | 0 | 2 | |`,
        'Exclusions by term': exclusions,
      },
      findings: [
        {
          at: 'Absence by term!H2',
          message: 'noAbsence',
          severity: 'warning',
          says: 'H2 says 2, and all absence together is 0 sessions, not one for each of them.',
        },
      ],
    },
    {
      name: 'more excluded than there are',
      tabs: {
        'Absence by term': absence,
        'Exclusions by term': `${exclusions}\n| | Whole year | FSM | 4 | 3 | 5 | 6 | 7 |`,
      },
      findings: [
        { at: 'Exclusions by term!F2', message: 'morePupils', says: '5, more than the 4 under Pupils on roll' },
        { at: 'Exclusions by term!F2', message: 'morePupils', says: '5, more than the 3 under Suspensions' },
        { at: 'Exclusions by term!G2', message: 'morePupils', says: '6, more than the 5 under Suspended at all' },
        { at: 'Exclusions by term!H2', message: 'morePupils', says: '7, more than the 4 under Pupils on roll' },
      ],
    },
    {
      name: 'suspensions that do not fit the pupils',
      tabs: {
        'Absence by term': absence,
        'Exclusions by term': `${exclusions}
          | | Autumn | All pupils | 900 | 20 | 15 | 6 | 0 |
          | | Spring | All pupils | 900 | 20 | 15 | 0 | 0 |
          | | Summer | All pupils | 900 | 20 | 15 | 5 | 0 |
          | | Autumn | FSM        | 90  | 1  | 0  |   | 0 |`,
      },
      findings: [
        {
          at: 'Exclusions by term!E2',
          message: 'tooFewSuspensions',
          severity: 'warning',
          says: 'E2 says 20; 15 pupils suspended, 6 of them more than once, make more.',
        },
        {
          at: 'Exclusions by term!E3',
          message: 'nobodyTwice',
          severity: 'warning',
          says: 'E3 says 20, more than the 15 pupils suspended, and none of them more than once.',
        },
        { at: 'Exclusions by term!E5', message: 'nobodyTwice' },
      ],
    },
    {
      name: 'two groups that no pupil is both of, together more than all',
      tabs: {
        'Absence by term': absence,
        'Exclusions by term': `${exclusions}
          | | Autumn | All pupils  | 900 | 20 | | | 0 |
          | | Autumn | EHC plan    | 100 | 9  | | | 0 |
          | | Autumn | SEN support | 200 | 12 | | | 0 |
          | | Autumn | FSM         | 800 | 20 | | | 0 |`,
      },
      findings: [
        {
          at: 'Exclusions by term!E3',
          message: 'togetherMoreThanAll',
          severity: 'warning',
          says: 'Suspensions of SEN support and EHC plan together is 21, more than the 20 for all pupils, and no pupil has both.',
        },
      ],
    },
    {
      name: 'pupils on roll that are not those whose absence is counted',
      tabs: {
        'Absence by term': `${absence}\n| | Autumn | All pupils | 905 | 120000 | 3 | 1 | | |`,
        'Exclusions by term': `${exclusions}\n| | Autumn | All pupils | 95 | 3 | | | 0 |\n| | Spring | All pupils | 95 | 3 | | | 0 |`,
      },
      findings: [
        {
          at: 'Exclusions by term!D2',
          message: 'unlikeAbsence',
          severity: 'warning',
          says: 'D2 says 95 pupils, and Absence by term says 905 for the same group and time.',
        },
      ],
    },
    {
      // In 195 school days 40 pupils have 15,600 sessions at the most, so that nine of them have 3,510 and missed half of those.
      name: 'more severely absent than half of all absence would reach for, where all were there all year',
      tabs: {
        'Absence by term': `${absence}\n| | Whole year | FSM | 40 | 15600 | 900 | 300 | 9 | 9 |`,
        'Exclusions by term': exclusions,
      },
      findings: [{ at: 'Absence by term!I2', message: 'impossible', says: '(50% of a pupil’s own sessions each)' }],
    },
  ],
  skips: [
    {
      name: 'the heading Persistently absent was changed',
      tabs: { 'Absence by term': absence.replace('Persistently absent', 'PA') },
      why: 'Absence by term has no column called Persistently absent.',
    },
  ],
});

it('pupils who could be there, however many came and went, are never said to have too little absence', () => {
  const calendar = schoolCalendar(rowsDrawn(calendarTab, USUAL_ALLIANCE['Calendar']!), null);
  const days = { autumn: 73, spring: 55, summer: 67, year: 195 };
  const anyPupil = fc.record({ from: fc.nat(999), to: fc.nat(999), absent: fc.nat(100) });
  fc.assert(
    fc.property(
      fc.constantFrom('autumn', 'spring', 'summer', 'year'),
      fc.array(anyPupil, { minLength: 1, maxLength: 40 }),
      (period, drawn) => {
        const sessions = 2 * days[period];
        const pupils = drawn.map(({ from, to, absent }) => {
          const possible = Math.max(1, Math.round((Math.abs(to - from) / 999) * sessions));
          return { possible, absent: Math.round((possible * absent) / 100) };
        });
        const all = (of: (pupil: (typeof pupils)[number]) => number) => pupils.reduce((sum, one) => sum + of(one), 0);
        const missing = (percent: number) =>
          pupils.filter(({ possible, absent }) => absent > 0 && 100 * absent >= percent * possible).length;
        const words = { autumn: 'Autumn', spring: 'Spring', summer: 'Summer', year: 'Whole year' }[period];
        const [row] = rowsDrawn(
          absenceByTermTab,
          `${absence}\n| | ${words} | All pupils | ${pupils.length} | ${all(({ possible }) => possible)} | ${all(({ absent }) => absent)} | 0 | ${missing(10)} | ${missing(50)} |`,
        );
        const found = contradictionsIn([row!], [], 2025, calendar).map(({ message }) => message);
        expect(found.filter((message) => message !== 'tooFewSessions')).toEqual([]);
      },
    ),
    runs(300),
  );
});
