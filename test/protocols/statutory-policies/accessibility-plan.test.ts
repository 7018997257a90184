import { testRule } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, policiesDrawn } from './policies-drawn.ts';

const alliance = decidedWith();
const sixty = decidedWith('Accessibility plan reviewed after a change | 60');
const plan = (reviewed: string, change: string, changedOn: string, policy = 'Accessibility plan') => ({
  Policies: policiesDrawn(
    `| Policy | Last reviewed on | Aim: curriculum | Aim: building | Aim: information | What changed | Changed on |
     | ${policy} | ${reviewed} | Yes | Yes | Yes | ${change} | ${changedOn} |`,
  ),
});

const twoRows = (one: string, other: string) => ({
  Policies: policiesDrawn(
    `| Policy | Last reviewed on | Aim: curriculum | Aim: building | Aim: information | What changed | Changed on |
     | Accessibility plan | 1/9/2025 | Yes | Yes | Yes | ${one} |
     | Accessibility plan | | | | | ${other} |`,
  ),
});

testRule('NLD-05', 'school', {
  passes: [
    { name: 'no change', alliance, tabs: plan('1/10/2025', '', '') },
    { name: 'reviewed on the day of the change', alliance: sixty, tabs: plan('1/10/2025', 'New block', '1/10/2025') },
    { name: 'nothing known of the review', alliance: sixty, tabs: plan('', 'New block', '1/10/2025') },
    {
      name: 'more than sixty days to go, where the alliance gave ninety and wants to hear thirty before',
      alliance: decidedWith('Accessibility plan reviewed after a change | 90', 'Policy reminders | 30'),
      tabs: plan('1/10/2025', 'New block', '20/3/2026'),
    },
    {
      name: 'a day to come, which is said already',
      alliance: sixty,
      tabs: plan('1/10/2025', 'New block', '20/9/2026'),
    },
    {
      name: 'a day that cannot be read',
      alliance: sixty,
      tabs: plan('1/10/2025', 'New block', 'in spring'),
      alsoFoundBy: ['GEN-04'],
    },
    {
      name: 'a change before the school joined',
      asOf: '2026-02-09',
      alliance: { ...decidedWith('Policy reminders | 0'), ...elmPark({ joined: '26/1/2026' }) },
      tabs: plan('1/9/2025', 'New block', '1/10/2025'),
    },
    {
      name: 'a plan that the school need not have',
      alliance: sixty,
      tabs: {
        Policies: policiesDrawn(
          '| Policy | Applies | Last reviewed on | What changed | Changed on |\n| Accessibility plan | No | 1/9/2025 | New block | 1/10/2025 |',
        ),
      },
    },
  ],
  fails: [
    {
      name: 'sixty days gone by, where only we chose the number',
      alliance,
      tabs: plan('1/10/2025', 'New block', '25/1/2026'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'warning', says: 'by 26 March 2026' }],
    },
    {
      name: 'the same, where the alliance chose it',
      alliance: sixty,
      tabs: plan('1/10/2025', 'New block', '25/1/2026'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'breach', says: 'the change of 25 January 2026' }],
    },
    {
      name: 'the same, while a row that may be its review waits to be mended',
      alliance: sixty,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Last reviewed on | Aim: curriculum | Aim: building | Aim: information | What changed | Changed on |
           | Accessibility plan | 1/10/2025 | Yes | Yes | Yes | New block | 25/1/2026 |
           | Accesibilty pln | 1/3/2026 | | | | | |`,
        ),
      },
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'warning', says: '1 row in Policies cannot be' }],
      alsoFoundBy: ['GEN-05'],
    },
    {
      name: 'the last of the days',
      alliance: sixty,
      tabs: plan('1/10/2025', 'New block', '26/1/2026'),
      findings: [{ at: 'Policies!G2', message: 'dueSoon', severity: 'reminder', says: 'by 27 March 2026' }],
    },
    {
      name: 'a change before the last, for which nobody reviewed it',
      alliance: sixty,
      tabs: twoRows('New block | 1/12/2025', 'New curriculum | 1/3/2026'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'breach', says: 'the change of 1 December 2025' }],
    },
    {
      name: 'a day of review to come beside one before the change',
      alliance: sixty,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Approved on | Last reviewed on | What changed | Changed on |
           | Accessibility plan | 1/10/2025 | 1/10/2027 | New block | 1/12/2025 |`,
        ),
      },
      findings: [
        {
          at: 'Policies!G2',
          message: 'mayBeLate',
          severity: 'warning',
          says: 'Going by 1 October 2025, it was to be reviewed by 30 January 2026, after the change of 1 December 2025.',
        },
      ],
    },
    {
      name: 'what changed in one row and its day in another',
      alliance: sixty,
      tabs: twoRows('New block | ', ' | 1/12/2025'),
      findings: [{ at: 'Policies!G2', message: 'late', severity: 'breach', says: 'the change of 1 December 2025' }],
    },
    {
      name: 'two changes and the day of neither',
      alliance,
      tabs: twoRows('New block | ', 'New curriculum | '),
      findings: ['N2', 'N3'].map((cell) => ({ at: `Policies!${cell}`, message: 'noDay' })),
    },
    {
      name: 'a change whose day cannot be read, beside a day of no change',
      alliance: sixty,
      tabs: twoRows('New block | in spring', ' | 1/11/2025'),
      alsoFoundBy: ['GEN-04'],
      findings: [{ at: 'Policies!M3', message: 'noChange', severity: 'warning' }],
    },
    {
      name: 'a change without its day',
      alliance,
      tabs: plan('1/10/2025', 'New block', ''),
      findings: [{ at: 'Policies!N2', message: 'noDay', severity: 'warning' }],
    },
    {
      name: 'a day without its change',
      alliance,
      tabs: plan('1/10/2025', '', '20/3/2026'),
      findings: [{ at: 'Policies!M2', message: 'noChange', severity: 'warning' }],
    },
    {
      name: 'a change in the row of another document',
      alliance,
      tabs: plan('1/10/2025', 'New block', '25/1/2026', 'Premises management'),
      findings: [{ at: 'Policies!M2', message: 'elsewhere', severity: 'note' }],
    },
    {
      name: 'a change copied down the column',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Last reviewed on | What changed |
           | School uniform | 1/10/2025 | New block |
           | Premises management | 1/10/2025 | New block |
           | School attendance | 1/10/2025 | New block |
           | Teachers’ pay | 1/10/2025 | New block |`,
        ),
      },
      findings: [{ at: 'Policies', message: 'elsewhereMany', severity: 'note', says: '4 rows' }],
    },
  ],
});

const aims = (policy: string, reviewed: string, ...ticks: readonly string[]) => ({
  Policies: policiesDrawn(
    `| Policy | Last reviewed on | Aim: curriculum | Aim: building | Aim: information |
     | ${policy} | ${reviewed} | ${ticks.join(' | ')} |`,
  ),
});

testRule('NLD-06', 'school', {
  passes: [
    { name: 'all three', alliance, tabs: aims('Accessibility plan', '1/10/2025', 'Yes', 'y', '✓') },
    { name: 'a plan that nobody approved yet', alliance, tabs: aims('Accessibility plan', '', '', '', '') },
    { name: 'another document', alliance, tabs: aims('School uniform', '1/10/2025', '', '', '') },
    {
      name: 'an answer that cannot be read',
      alliance,
      tabs: aims('Accessibility plan', '1/10/2025', 'Yes', 'partly', 'Yes'),
      alsoFoundBy: ['GEN-05'],
    },
  ],
  fails: [
    {
      name: 'one that is blank',
      alliance,
      tabs: aims('Accessibility plan', '1/10/2025', 'Yes', '', 'Yes'),
      findings: [
        { at: 'Policies!K2', message: 'missing', severity: 'warning', says: 'not said to cover the building.' },
      ],
    },
    {
      name: 'one that is No and one that is blank',
      alliance,
      tabs: aims('Accessibility plan', '1/10/2025', 'No', 'Yes', ''),
      findings: [{ at: 'Policies!J2', message: 'missing', says: 'the curriculum or information.' }],
    },
  ],
});
