import { testRule } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, policiesDrawn } from './policies-drawn.ts';

const alliance = decidedWith();
const inMonths = decidedWith('Yearly review of a policy | 12 months after the last');
const inYears = decidedWith('Yearly review of a policy | Once an academic year');
const reviewed = (policy: string, on: string, approved = '') => ({
  Policies: policiesDrawn(`| Policy | Approved on | Last reviewed on |\n| ${policy} | ${approved} | ${on} |`),
});
const attendance = (on: string, approved = '') => reviewed('School attendance', on, approved);
const four = (on: string, approved = '') =>
  policiesDrawn(
    `| Policy | Approved on | Last reviewed on |
     | School attendance | ${approved} | ${on} |
     | School uniform | ${approved} | ${on} |
     | Teachers’ pay | ${approved} | ${on} |
     | School complaints | ${approved} | ${on} |`,
  );

testRule('NLD-02', 'school', {
  passes: [
    { name: 'reviewed this year', alliance, tabs: attendance('1/10/2025') },
    { name: 'nothing typed: not known, and not late', alliance, tabs: attendance('') },
    {
      name: 'the last day of twelve months',
      alliance: decidedWith('Policy reminders | 0'),
      asOf: '2026-03-26',
      tabs: attendance('27/3/2025'),
    },
    { name: 'late, and read as a year of the school', alliance: inYears, tabs: attendance('1/9/2024') },
    { name: 'reviewed long ago and approved since', alliance, tabs: attendance('1/10/2022', '1/10/2025') },
    {
      name: 'a day that cannot be read beside one of this year',
      alliance,
      tabs: attendance('1/10/2025', 'this autumn'),
      alsoFoundBy: ['GEN-04'],
    },
    { name: 'a day to come, typed by mistake: not known', alliance, tabs: attendance('1/10/2027') },
    { name: 'a day to come beside one of this year', alliance, tabs: attendance('1/10/2027', '1/10/2025') },
    {
      name: 'a day to come beside one that is late by one reading alone',
      alliance,
      tabs: attendance('1/10/2027', '1/9/2024'),
    },
    {
      name: 'a school that does not hold it',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Applies | Last reviewed on |\n| School uniform | No | 1/9/2019 |') },
    },
    {
      name: 'a second row, reviewed this year',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          '| Policy | Last reviewed on |\n| School uniform | 1/9/2022 |\n| School uniform | 1/10/2025 |',
        ),
      },
    },
    {
      name: 'due before the school joined: it has thirty school days',
      asOf: '2026-03-13',
      alliance: {
        ...decidedWith('Yearly review of a policy | 12 months after the last', 'Policy reminders | 0'),
        ...elmPark({ joined: '26/1/2026' }),
      },
      tabs: attendance('1/9/2024'),
    },
    {
      name: 'due before the school joined, and the thirty school days end after the summer',
      asOf: '2026-08-31',
      alliance: {
        ...decidedWith('Yearly review of a policy | 12 months after the last', 'Policy reminders | 0'),
        ...elmPark({ joined: '22/6/2026' }),
      },
      tabs: attendance('1/9/2024'),
    },
    {
      name: 'due after the school left',
      asOf: '2026-07-01',
      alliance: { ...inMonths, ...elmPark({ left: '20/3/2026' }) },
      tabs: attendance('20/3/2025'),
    },
    {
      name: 'due after the year of the workbook',
      asOf: '2026-11-01',
      alliance: inMonths,
      tabs: attendance('31/8/2025'),
    },
  ],
  fails: [
    {
      name: 'late by both readings',
      alliance,
      tabs: attendance('31/8/2024'),
      findings: [
        {
          at: 'Policies!G2',
          message: 'late',
          severity: 'breach',
          says: 'School attendance: last looked through on 31 August 2024, and to be reviewed by 31 August 2025.',
        },
      ],
    },
    {
      name: 'a day to come beside one that is long ago: it may be late, as nobody can tell which was meant',
      alliance,
      tabs: attendance('1/10/2027', '1/10/2022'),
      findings: [
        {
          at: 'Policies!G2',
          message: 'mayBeLate',
          severity: 'warning',
          says: 'School attendance: a day typed for it is after 27 March 2026. Going by 1 October 2022, it was to be reviewed by 31 August 2024.',
        },
      ],
    },
    {
      name: 'a day that cannot be read beside one that is long ago',
      alliance,
      tabs: attendance('1/10/2022', 'this autumn'),
      alsoFoundBy: ['GEN-04'],
      findings: [{ at: 'Policies!F2', message: 'mayBeLate', severity: 'warning', says: 'it cannot be read.' }],
    },
    {
      name: 'four with a day to come, in one line',
      alliance,
      tabs: { Policies: four('1/10/2027', '1/10/2022') },
      findings: [{ at: 'Policies', message: 'mayBeLateMany', severity: 'warning', says: '4 documents may be late' }],
    },
    {
      name: 'a review after the year of the workbook, beside one that was late when it ended',
      asOf: '2026-09-15',
      alliance,
      tabs: attendance('10/9/2026', '31/8/2024'),
      findings: [
        {
          at: 'Policies!G2',
          message: 'mayBeLate',
          severity: 'warning',
          says: 'a day typed for it is after 31 August 2026.',
        },
      ],
    },
    {
      name: 'late, while a row that may be its review waits to be mended',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          '| Policy | Last reviewed on |\n| School complaints | 31/8/2024 |\n| School complants | 1/10/2025 |',
        ),
      },
      findings: [
        {
          at: 'Policies!G2',
          message: 'late',
          severity: 'warning',
          says: 'by 31 August 2025. 1 row in Policies cannot be counted until mended.',
        },
      ],
      alsoFoundBy: ['GEN-05'],
    },
    {
      name: 'late by one reading alone',
      alliance,
      tabs: attendance('1/9/2024'),
      findings: [
        {
          at: 'Policies!G2',
          message: 'lateByOne',
          severity: 'warning',
          says: 'due on 1 September 2025 if yearly means within 12 months, in time until 31 August 2026',
        },
      ],
    },
    {
      name: 'late by the reading the alliance chose',
      alliance: inMonths,
      tabs: attendance('1/9/2024'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'breach' }],
    },
    {
      name: 'by months, on the day after the last',
      asOf: '2026-03-28',
      alliance: inMonths,
      tabs: attendance('27/3/2025'),
      findings: [{ at: 'Policies!G2', message: 'late' }],
    },
    {
      name: 'reviewed on a leap day',
      asOf: '2025-09-10',
      alliance: inMonths,
      tabs: attendance('29/2/2024'),
      findings: [{ at: 'Policies!G2', message: 'late', says: 'by 28 February 2025' }],
    },
    ...(
      [
        ['2026-01-30', '60 days before', 'within 60 days'],
        ['2026-03-01', '30 days before', 'within 30 days'],
        ['2026-03-31', 'on the day itself', 'within 7 days'],
      ] as const
    ).map(([asOf, name]) => ({
      name: `a reminder ${name}`,
      asOf,
      alliance: inMonths,
      tabs: attendance('31/3/2025'),
      findings: [{ at: 'Policies!G2', message: 'dueSoon', severity: 'reminder', says: 'by 31 March 2026' }],
    })),
    {
      name: 'four late, in one line',
      alliance: inMonths,
      tabs: { Policies: four('1/9/2024') },
      findings: [
        {
          at: 'Policies',
          message: 'lateMany',
          severity: 'breach',
          says: '4 documents are late for review: School attendance, School complaints, School uniform and Teachers’ pay.',
        },
      ],
    },
    {
      name: 'four late by one reading, in one line',
      alliance,
      tabs: { Policies: four('1/9/2024') },
      findings: [{ at: 'Policies', message: 'lateByOneMany', severity: 'warning' }],
    },
    {
      name: 'four due together, in one line',
      alliance: inMonths,
      tabs: { Policies: four('1/4/2025') },
      findings: [{ at: 'Policies', message: 'dueSoonMany', severity: 'reminder', says: 'the first by 1 April 2026' }],
    },
    {
      name: 'thirty school days after the school joined',
      asOf: '2026-03-17',
      alliance: { ...inMonths, ...elmPark({ joined: '26/1/2026' }) },
      tabs: attendance('1/9/2024'),
      findings: [{ at: 'Policies!G2', message: 'late', says: 'by 16 March 2026' }],
    },
    {
      name: 'late when the school left, and judged then',
      asOf: '2026-07-01',
      alliance: { ...inMonths, ...elmPark({ left: '20/3/2026' }) },
      tabs: attendance('19/3/2025'),
      findings: [{ at: 'Policies!G2', message: 'late' }],
    },
    {
      name: 'late by the end of a year that begins on 1 August',
      asOf: '2025-09-10',
      alliance: decidedWith('Yearly review of a policy | Once an academic year', 'Year begins | 1 August'),
      tabs: attendance('31/7/2024'),
      findings: [{ at: 'Policies!G2', message: 'late', says: 'by 31 July 2025' }],
    },
  ],
});

testRule('NLD-03', 'school', {
  passes: [
    { name: 'objectives of two years ago', alliance, tabs: reviewed('Equality objectives', '1/10/2023') },
    { name: 'information of this year', alliance, tabs: reviewed('Equality information', '1/10/2025') },
    {
      name: 'objectives on the last day of four years',
      alliance: decidedWith('Policy reminders | 0'),
      asOf: '2026-03-26',
      tabs: reviewed('Equality objectives', '27/3/2022'),
    },
  ],
  fails: [
    {
      name: 'objectives of more than four years ago',
      alliance,
      tabs: reviewed('Equality objectives', '26/3/2022'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'breach', says: 'by 26 March 2026' }],
    },
    {
      name: 'objectives that may be late',
      alliance,
      tabs: reviewed('Equality objectives', '1/10/2027', '26/3/2022'),
      findings: [{ at: 'Policies!G2', message: 'mayBeLate', severity: 'warning', says: 'by 26 March 2026' }],
    },
    {
      name: 'information that is late by both readings',
      alliance,
      tabs: reviewed('Equality information', '1/5/2024'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'breach' }],
    },
    {
      name: 'information that is late by one',
      alliance,
      tabs: reviewed('Equality information', '1/10/2024'),
      findings: [{ at: 'Policies!G2', message: 'lateByOne', severity: 'warning' }],
    },
    {
      name: 'objectives that are due soon',
      alliance,
      tabs: reviewed('Equality objectives', '10/5/2022'),
      findings: [{ at: 'Policies!G2', message: 'dueSoon', severity: 'reminder' }],
    },
  ],
});

const plan = (on: string) => ({
  Policies: policiesDrawn(
    `| Policy | Last reviewed on | Aim: curriculum | Aim: building | Aim: information |
     | Accessibility plan | ${on} | Yes | Yes | Yes |`,
  ),
});

testRule('NLD-04', 'school', {
  passes: [
    { name: 'reviewed two years ago', alliance, tabs: plan('1/10/2023') },
    {
      name: 'three years to the day',
      alliance: decidedWith('Policy reminders | 0'),
      asOf: '2026-03-26',
      tabs: plan('27/3/2023'),
    },
    { name: 'other documents as old', alliance: inMonths, tabs: attendance('1/10/2022') },
  ],
  fails: [
    {
      name: 'more than three years: recommended, so it warns whatever the alliance decided',
      alliance: inMonths,
      tabs: plan('26/3/2023'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'warning', says: 'by 26 March 2026 is recommended' }],
    },
    {
      name: 'more than three years, where a day to come is typed beside',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          '| Policy | Approved on | Last reviewed on |\n| Accessibility plan | 26/3/2023 | 1/10/2027 |',
        ),
      },
      findings: [{ at: 'Policies!G2', message: 'mayBeLate', severity: 'warning', says: 'by 26 March 2026' }],
    },
    {
      name: 'three years soon',
      alliance,
      tabs: plan('10/5/2023'),
      findings: [{ at: 'Policies!G2', message: 'dueSoon', severity: 'reminder' }],
    },
  ],
});
