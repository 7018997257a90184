import { testRule } from '../../support/rule-tester.ts';

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
          |         | Whole year | FSM | 10 | 9000 | 40 | 10 | | |`,
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
        'Absence by term': `${absence}${terms}\n| | Whole year | All pupils | 1000 | 27000 | 1000 | 400 | 9 | 1 |`,
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
          says: 'for the whole year is 1,000, and the terms say 100.',
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
      name: 'parts as large as their wholes',
      tabs: {
        'Absence by term': `${absence}
          | | Whole year | FSM | 4 | 400 | 20 | 20 | 4 | 4 |
          | | Whole year | LAC | 3 | 400 | 0  | 0  | 0 |   |`,
        'Exclusions by term': `${exclusions}\n| | Whole year | FSM | 4 | 4 | 4 | 4 | 4 |\n| | Whole year | LAC | 4 | 1 | | | 0 |`,
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
  ],
  fails: [
    {
      name: 'a group that is more than all pupils',
      tabs: {
        'Absence by term': `${absence}
          | | Whole year | SEN support | 900 | 4000 | 200 | 100 | 9 | |
          | | Whole year | All pupils  | 800 | 4000 | 200 | 100 | 9 | |`,
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
          message: 'impossible',
          severity: 'warning',
          says: 'H2 counts 2 as persistently absent, and all absence together is too little',
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
  ],
  skips: [
    {
      name: 'the heading Persistently absent was changed',
      tabs: { 'Absence by term': absence.replace('Persistently absent', 'PA') },
      why: 'Absence by term has no column called Persistently absent.',
    },
  ],
});
