import { expect, it } from 'vitest';
import type { School } from '../../../functions/figures/members.ts';
import { firstWebsiteItems } from '../../../functions/protocols/statutory-policies/website-items.ts';
import { testRule, USUAL_ALLIANCE } from '../../support/rule-tester.ts';

const ADOPTED = `
  | Setting                    | Value |
  | Statutory policies adopted | Yes   |`;
const alliance = { Settings: ADOPTED };
const HEADINGS =
  '| What is published | What is asked | Must or should | Applies | Where it is published | Page last looked at on |';
const website = (...rows: string[]) => ({ Website: [HEADINGS, ...rows].join('\n') });
/** Elm Park has been here all year; the twentieth school day is 30 September. */
const TWENTIETH = '2025-09-30';
const THREE = [
  '| Governors     | | Must   | | | |',
  '| Curriculum    | | Must   | | | |',
  '| Ofsted report | | Must   | | | |',
  '| Opening hours | | Should | | | |',
];

testRule('NLD-11', 'school', {
  passes: [
    {
      name: 'every page that is a duty has its address; what is advised or does not apply has none',
      alliance,
      tabs: website(
        '| Governors     | | Must   |    | https://elm.example/governors | 27/3/2025 |',
        '| Curriculum    | | Must   | No |                               |           |',
        '| Opening hours | | Should |    |                               |           |',
        '| Our own list  | |        |    |                               |           |',
      ),
    },
    { name: 'on the twentieth school day', alliance, asOf: TWENTIETH, tabs: website(...THREE) },
    {
      name: 'in the first days of a school that joined in January',
      alliance: {
        ...alliance,
        Schools: USUAL_ALLIANCE['Schools']!.replace(
          'Academy             |           ',
          'Academy             | 5/1/2026  ',
        ),
      },
      asOf: '2026-01-30',
      tabs: website(...THREE),
    },
    {
      name: 'for a school that has left since',
      alliance: {
        ...alliance,
        Schools: '| URN | School | Left on |\n| 990001 | Elm Park High School | 20/3/2026 |',
      },
      asOf: '2026-03-21',
      tabs: website(...THREE, '| Ofsted page | | Must | | https://elm.example/ofsted | 1/9/2024 |'),
    },
    {
      name: 'in the first weeks where no term is typed yet',
      alliance: { ...alliance, Calendar: '| What | From | To |' },
      asOf: '2025-10-10',
      tabs: website(...THREE),
    },
    {
      name: 'a page of which nobody says when it was looked at',
      alliance,
      tabs: website('| Governors | | Must | | https://elm.example/governors | |'),
    },
  ],
  fails: [
    {
      name: 'the day after the twentieth school day, in one line',
      alliance,
      asOf: '2025-10-01',
      tabs: website(...THREE),
      findings: [
        {
          at: 'Website',
          message: 'noPages',
          severity: 'warning',
          says: 'Website names no page yet for Curriculum, Governors and Ofsted report.',
        },
      ],
    },
    {
      name: 'many, of which three are named',
      alliance,
      tabs: website(...THREE, '| Pupil premium | | Must | | | |', '| Values | | Must | | | |'),
      findings: [{ at: 'Website', message: 'noPages', says: 'for Curriculum, Governors, Ofsted report and 2 more.' }],
    },
    {
      name: 'one alone, at its cell',
      alliance,
      tabs: website(
        '| Governors  | | Must | | https://elm.example/governors | |',
        '| Curriculum | | Must | |                               | |',
      ),
      findings: [
        {
          at: 'Website!E3',
          message: 'noPage',
          severity: 'warning',
          says: 'E3 names no page yet for Curriculum.',
        },
      ],
    },
    {
      name: 'pages that were last looked at more than a year ago, whether a duty or not',
      alliance,
      tabs: website(
        '| Governors     | | Must   | | https://elm.example/governors | 26/3/2025 |',
        '| Opening hours | | Should | | https://elm.example/hours     | 1/9/2024  |',
      ),
      findings: [
        {
          at: 'Website',
          message: 'lookAgain',
          severity: 'reminder',
          says: '2 pages in Website were last looked at more than a year ago.',
        },
      ],
    },
  ],
});

const itemsOf = (school: Pick<School, 'kind' | 'phase'>) => firstWebsiteItems(school).map(([item]) => String(item));

it('the list begins with what applies to the school’s phase and kind', () => {
  const primary = itemsOf({ kind: 'maintained', phase: 'primary' });
  expect(primary).toContain('PE and sport premium');
  expect(primary).toContain('Key stage 2 results');
  expect(primary).toContain('Phonics and reading schemes');
  expect(primary).not.toContain('Key stage 4 results');
  expect(primary).not.toContain('Access of education and training providers');
  expect(primary).not.toContain('Accounts and constitution of the trust');

  const secondary = itemsOf({ kind: 'academy', phase: 'secondary' });
  expect(secondary).toContain('Key stage 4 results');
  expect(secondary).toContain('Accounts and constitution of the trust');
  expect(secondary).not.toContain('PE and sport premium');
  expect(secondary).not.toContain('Pay above £100,000 and benchmarking');

  expect(itemsOf({ kind: 'primary', phase: null })).toEqual(itemsOf({ kind: 'primary', phase: 'primary' }));
  expect(itemsOf({ kind: 'maintained', phase: 'first' })).not.toContain('Key stage 2 results');
  expect(itemsOf({ kind: 'fe', phase: '16-plus' })).toEqual([]);
  expect(itemsOf({ kind: null, phase: null })).toHaveLength(20);
});
