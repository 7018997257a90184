import { testRule } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, policiesDrawn } from './policies-drawn.ts';

const alliance = decidedWith();
const BLANK = `
  | Policy              | Last reviewed on |
  | School attendance   |                  |
  | School complaints   |                  |
  | School uniform      |                  |
  | Premises management |                  |`;
const NOT_TO_APPLY = `
  | Policy              | Applies |
  | School attendance   | No      |
  | School complaints   | No      |
  | School uniform      | No      |
  | Premises management | No      |`;

testRule('NLD-01', 'school', {
  passes: [
    { name: 'a register in order', alliance, tabs: { Policies: policiesDrawn('| Policy |') } },
    {
      name: 'two rows for one document, one of them with the day of approval',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Approved on | Last reviewed on |
           | School attendance | | 1/10/2025 |
           | School attendance | 1/9/2024 | |`,
        ),
      },
    },
    {
      name: 'approved and not yet reviewed',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Approved on |\n| School attendance | 1/10/2025 |') },
    },
    {
      name: 'a document that the school says does not apply to it, and why',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Applies | Note |\n| School uniform | No | Nobody wears one |') },
    },
    {
      name: 'the same in two rows, the reason in one of them',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          '| Policy | Applies | Note |\n| School uniform | No | |\n| School uniform | No | Nobody wears one |',
        ),
      },
    },
    {
      name: 'No for what its kind does not hold, nor its phase',
      alliance: { ...alliance, ...elmPark({ kind: 'Academy', phase: 'First' }) },
      tabs: {
        Policies: policiesDrawn('| Policy | Applies |\n| Governors’ allowances | No |\n| Careers guidance | No |'),
      },
    },
    {
      name: 'No for what nobody can tell, as the kind and phase are not typed',
      alliance: { ...alliance, ...elmPark({ kind: '' }) },
      tabs: {
        Policies: policiesDrawn('| Policy | Applies |\n| Governors’ allowances | No |\n| Careers guidance | No |'),
      },
    },
    {
      name: 'no row for what the school need not hold',
      alliance: { ...alliance, ...elmPark({ kind: 'Academy', phase: 'First' }) },
      tabs: { Policies: policiesDrawn('| Policy |', { without: ['Careers guidance', 'Governors’ allowances'] }) },
    },
    {
      name: 'a blank row of what its kind does not hold',
      alliance: { ...alliance, ...elmPark({ kind: 'Academy' }) },
      tabs: { Policies: policiesDrawn('| Policy | Note |\n| Governors’ allowances | The trust pays none |') },
    },
    {
      name: 'a day that cannot be read: a problem already, and no missing day',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Approved on |\n| School attendance | last spring |') },
      alsoFoundBy: ['GEN-04'],
    },
    {
      name: 'an answer under Applies that cannot be read: a problem already',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Applies |\n| School attendance | perhaps |') },
      alsoFoundBy: ['GEN-05'],
    },
    {
      name: 'a school that has not joined yet',
      alliance: { ...alliance, ...elmPark({ joined: '13/4/2026' }) },
      tabs: { Policies: policiesDrawn('| Policy |', { reviewed: null }) },
    },
    {
      name: 'a school that left while it was getting its register going',
      asOf: '2025-11-20',
      alliance: { ...alliance, ...elmPark({ left: '12/9/2025' }) },
      tabs: { Policies: policiesDrawn(BLANK) },
    },
    {
      name: 'a school that has left, from the day after',
      asOf: '2026-03-21',
      alliance: { ...alliance, ...elmPark({ left: '20/3/2026' }) },
      tabs: { Policies: policiesDrawn(BLANK) },
    },
  ],
  fails: [
    {
      name: 'a school that leaves, to its last day',
      asOf: '2026-03-20',
      alliance: { ...alliance, ...elmPark({ left: '20/3/2026' }) },
      tabs: { Policies: policiesDrawn('| Policy | Looked after by |\n| School attendance | Deputy head |') },
      findings: [{ at: 'Policies!F2', message: 'blank', severity: 'warning', says: 'School attendance' }],
    },
    {
      name: 'one blank row',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Looked after by |\n| School attendance | Deputy head |') },
      findings: [{ at: 'Policies!F2', message: 'blank', severity: 'warning', says: 'School attendance' }],
    },
    {
      name: 'reviewed, with no day of approval',
      alliance,
      tabs: {
        Policies: policiesDrawn('| Policy | Approved on | Last reviewed on |\n| School attendance | | 1/10/2025 |'),
      },
      findings: [
        {
          at: 'Policies!F2',
          message: 'notApproved',
          severity: 'warning',
          says: 'School attendance: no day of approval is typed.',
        },
      ],
    },
    {
      name: 'reviewed, with no day of approval, in the first days of the year',
      asOf: '2025-09-08',
      alliance,
      tabs: {
        Policies: policiesDrawn('| Policy | Approved on | Last reviewed on |\n| School attendance | | 1/9/2025 |', {
          reviewed: '1/9/2025',
        }),
      },
      findings: [{ at: 'Policies!F2', message: 'notApprovedYet', severity: 'reminder' }],
    },
    {
      name: 'four reviewed with no day of approval, in the first days of the year',
      asOf: '2025-09-08',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Approved on | Last reviewed on |
           | School attendance | | 1/9/2025 |
           | School exclusions | | 1/9/2025 |
           | Premises management | | 1/9/2025 |
           | Teachers’ pay | | 1/9/2025 |`,
          { reviewed: '1/9/2025' },
        ),
      },
      findings: [{ at: 'Policies', message: 'notApprovedYetMany', severity: 'reminder' }],
    },
    {
      name: 'four reviewed with no day of approval, in one line',
      alliance,
      tabs: {
        Policies: policiesDrawn(
          `| Policy | Approved on | Last reviewed on |
           | School attendance | | 1/10/2025 |
           | School exclusions | | 1/10/2025 |
           | Premises management | | 1/10/2025 |
           | Teachers’ pay | | 1/10/2025 |`,
        ),
      },
      findings: [{ at: 'Policies', message: 'notApprovedMany', severity: 'warning', says: '4 documents have no day' }],
    },
    {
      name: 'three blank rows, each at its cell',
      alliance,
      tabs: { Policies: policiesDrawn(BLANK.split('\n').slice(0, 5).join('\n')) },
      findings: ['F2', 'F3', 'F4'].map((cell) => ({ at: `Policies!${cell}`, message: 'blank' })),
    },
    {
      name: 'four blank rows, in one line',
      alliance,
      tabs: { Policies: policiesDrawn(BLANK) },
      findings: [
        {
          at: 'Policies',
          message: 'blankMany',
          severity: 'warning',
          says: '4 documents have no day of approval and none of review: Premises management, School attendance, School complaints and School uniform.',
        },
      ],
    },
    {
      name: 'the rows a workbook begins with, at the end of the twentieth school day',
      asOf: '2025-09-30',
      alliance,
      tabs: { Policies: policiesDrawn(BLANK, { reviewed: '1/9/2025' }) },
      findings: [{ at: 'Policies', message: 'blankYetMany', severity: 'reminder', says: '4 documents' }],
    },
    {
      name: 'the same on the day after',
      asOf: '2025-10-01',
      alliance,
      tabs: { Policies: policiesDrawn(BLANK, { reviewed: '1/9/2025' }) },
      findings: [{ at: 'Policies', message: 'blankMany', severity: 'warning' }],
    },
    {
      name: 'one blank row in the first days of the year',
      asOf: '2025-09-08',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy |\n| School uniform |', { reviewed: '1/9/2025' }) },
      findings: [{ at: 'Policies!F2', message: 'blankYet', severity: 'reminder' }],
    },
    {
      name: 'of a school that has just joined',
      asOf: '2026-02-02',
      alliance: { ...alliance, ...elmPark({ joined: '2/2/2026' }) },
      tabs: { Policies: policiesDrawn('| Policy |\n| School uniform |') },
      findings: [{ at: 'Policies!F2', message: 'blankYet', severity: 'reminder' }],
    },
    {
      name: 'No for documents that every school holds, without a word',
      alliance,
      tabs: { Policies: policiesDrawn(NOT_TO_APPLY.split('\n').slice(0, 4).join('\n')) },
      findings: ['C2', 'C3'].map((cell) => ({
        at: `Policies!${cell}`,
        message: 'saidNotToApply',
        severity: 'warning',
        says: `${cell} says No, though it applies to every school of this kind and phase.`,
      })),
    },
    {
      name: 'No for more than three of them, in one line',
      alliance,
      tabs: { Policies: policiesDrawn(NOT_TO_APPLY) },
      findings: [
        {
          at: 'Policies',
          message: 'saidNotToApplyMany',
          severity: 'warning',
          says: '4 documents are said not to apply, though they do to every school of this kind and phase: Premises management, School attendance, School complaints and School uniform.',
        },
      ],
    },
    {
      name: 'No in the first days of the year',
      asOf: '2025-09-08',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy | Applies |\n| School uniform | No |', { reviewed: '1/9/2025' }) },
      findings: [{ at: 'Policies!C2', message: 'saidNotToApply' }],
    },
    {
      name: 'No for what the school holds by its phase and its kind',
      alliance: { ...alliance, ...elmPark({ kind: 'Maintained school', phase: 'High' }) },
      tabs: {
        Policies: policiesDrawn('| Policy | Applies |\n| Careers guidance | No |\n| Governors’ allowances | No |'),
      },
      findings: ['C2', 'C3'].map((cell) => ({ at: `Policies!${cell}`, message: 'saidNotToApply' })),
    },
    {
      name: 'no row at all',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy |', { reviewed: null }) },
      findings: [
        {
          at: 'Policies',
          message: 'missing',
          severity: 'warning',
          says: 'There is no row for Admission arrangements, Behaviour and statement of principles, School exclusions, Charging and remissions, Data protection privacy notice, Equality objectives, Equality information, Health and safety and 13 more.',
        },
      ],
    },
    {
      name: 'a row missing in the first days',
      asOf: '2025-09-08',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy |', { reviewed: '1/9/2025', without: ['School uniform'] }) },
      findings: [{ at: 'Policies', message: 'missingYet', severity: 'reminder', says: 'yet for School uniform.' }],
    },
    {
      name: 'a row that may be meant by one whose name cannot be read',
      alliance,
      tabs: { Policies: policiesDrawn('| Policy |\n| Clothing |', { without: ['School uniform'] }) },
      findings: [
        {
          at: 'Policies',
          message: 'missing',
          says: 'School uniform. 1 row in Policies cannot be counted until mended.',
        },
      ],
      alsoFoundBy: ['GEN-05'],
    },
  ],
  skips: [
    {
      name: 'a column that has gone',
      alliance,
      tabs: { Policies: '| Policy | Last reviewed on |\n| School uniform | 1/10/2025 |' },
      why: 'Policies has no column called Applies.',
    },
  ],
});

const CAREERS = '| Policy | Applies |\n| Careers guidance | Yes |';

testRule('NLD-08', 'school', {
  passes: [
    {
      name: 'a school with older pupils',
      alliance: { ...alliance, ...elmPark({ phase: 'Middle' }) },
      tabs: { Policies: policiesDrawn(CAREERS) },
    },
    { name: 'a school whose phase nobody typed', alliance, tabs: { Policies: policiesDrawn(CAREERS) } },
    {
      name: 'a first school that leaves it blank',
      alliance: { ...alliance, ...elmPark({ phase: 'First' }) },
      tabs: { Policies: policiesDrawn(CAREERS.replace('Yes', '')) },
    },
    {
      name: 'a first school that says No',
      alliance: { ...alliance, ...elmPark({ phase: 'First' }) },
      tabs: { Policies: policiesDrawn(CAREERS.replace('Yes', 'No')) },
    },
  ],
  fails: [
    ...['First', 'Primary', 'Nursery'].map((phase) => ({
      name: `a school of the phase ${phase}`,
      alliance: { ...alliance, ...elmPark({ phase }) },
      tabs: { Policies: policiesDrawn(CAREERS) },
      findings: [{ at: 'Policies!C2', message: 'noneSoOld', severity: 'problem', says: 'Elm Park High School' }],
    })),
    {
      name: 'a school that is a primary by its kind',
      alliance: { ...alliance, ...elmPark({ kind: 'Primary school' }) },
      tabs: { Policies: policiesDrawn(CAREERS) },
      findings: [{ at: 'Policies!C2', message: 'noneSoOld' }],
    },
  ],
});
