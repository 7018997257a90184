import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksOfEachTab, checksOfWhatIsNamed } from '../../../functions/protocols/general-checks.ts';
import { allDeclared, allianceKind, type Declared, declare, schoolKind } from '../../../functions/workbooks/kinds.ts';
import { date } from '../../../sheets-schema/cells/date.ts';
import { school, schoolOrOther } from '../../../sheets-schema/cells/school.ts';
import { text } from '../../../sheets-schema/cells/text.ts';
import { defineTab, optional, required, rowOf, type Tab } from '../../../sheets-schema/tab.ts';
import {
  period,
  pupilGroup,
  pupilGroups,
  totalsDueAfter,
  totalsTyped,
} from '../../../sheets-schema/tabs/pupil-groups.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { runs } from '../../support/property-runs.ts';
import { checkDrawing } from '../../support/rule-tester.ts';

const berth = rowOf(schoolsTab, [['berth', 'name']], {
  rule: 'HC-90',
  title: 'Every berth is named after a school',
  messageId: 'noBerth',
  message: { severity: 'problem', says: '{cell} says {berth}, which names no school.', fix: 'Check Berth.' },
});
const termly = {
  rule: 'HC-91',
  title: 'The boats of each finished term have been counted',
  schoolDays: totalsDueAfter,
  howOften: totalsTyped,
  wholeYear: 'year',
  term: 'term',
  year: 'year',
  group: 'crew',
  groups: pupilGroups,
} as const;

/** All that a tab can say of its columns. */
const sayings = {
  datesOnSchoolDays: ['out'],
  happened: ['returned'],
  inOrder: [['out', 'back']],
  memberOn: [['owner', 'out']],
  notItself: [['lender', 'owner']],
  refersTo: [berth],
  dueAfter: termly,
} as const;
type Saying = keyof typeof sayings;
const names = Object.keys(sayings) as Saying[];

/** A tab that nobody has, which says these things of its columns and nothing else. */
function boats(said: readonly Saying[], within: 'year' | 'ten-years' | 'any' = 'any'): Tab {
  return defineTab({
    id: 'boats',
    title: 'Boats',
    purpose: 'Every outing of a boat.',
    columns: {
      boat: required('Boat', text({}), 'Its name.'),
      owner: optional('Owner', school, 'The school it is from.'),
      lender: optional('Lent by', schoolOrOther, 'Whose it is.'),
      out: optional('Out', date({ within }), 'The day it left the quay.'),
      back: optional('Back', date({ within }), 'The day it came back.'),
      returned: optional('Returned', date({ within }), 'The day it was given back.'),
      berth: optional('Berth', text({}), 'Where it lies.'),
      term: optional('Term', period, 'The term it was counted in.'),
      year: optional('Year', text({}), 'The year it was counted in.'),
      crew: optional('Crew', pupilGroup, 'Who was on board.'),
    },
    key: ['boat'],
    ...Object.fromEntries(said.map((one) => [one, sayings[one]])),
  });
}

/** Every pack, and this tab among the alliance's. */
function withTab(tab: Tab): Declared {
  const { packs, settings } = allDeclared;
  const declared = declare(packs, [{ ...allianceKind, tabs: [...allianceKind.tabs, tab] }, schoolKind]);
  const rules = [...checksOfEachTab(declared.tabs, settings), ...checksOfWhatIsNamed(declared.tabs, packs)];
  return { ...declared, rules: rules.map((rule) => ({ rule, pack: null, clause: null })) };
}

function foundIn(tab: Tab, drawing: string, asOf = '2025-12-01'): string[] {
  const Schools = '| URN | School | Kind of school | Joined on |\n| 990001 | Elm Park | Academy | 1/12/2025 |';
  const { findings } = checkDrawing('alliance', withTab(tab), { name: '', asOf, tabs: { Schools, Boats: drawing } });
  // A drawing has the columns that matter to it; which are left out is another rule's business.
  const mine = findings.filter(({ rule, tab: title }) => title === tab.title && rule !== 'GEN-01');
  return mine.map(({ rule, cell, messageId }) => `${rule} ${messageId} ${tab.title}${cell ? `!${cell}` : ''}`);
}

/** At odds with all of it: out on a Sunday before it had an owner, back before it was out, returned on a day to come, at a berth that is no school's, counted in no term. */
const AT_ODDS = `
  | Boat   | Owner    | Out        | Back       | Returned  | Berth  | Term | Year | Crew | Lent by  |
  | Gannet | Elm Park | 30/11/2025 | 28/11/2025 | 21/2/2026 | Quay 9 |      |      |      | Elm Park |`;
const AFTER_AUTUMN = '2026-02-20';
const FINDINGS: Readonly<Record<Saying, string>> = {
  datesOnSchoolDays: 'GEN-06 closed Boats!C2',
  happened: 'GEN-04 toCome Boats!E2',
  inOrder: 'GEN-04 backwards Boats!D2',
  memberOn: 'GEN-03 notAMember Boats!B2',
  notItself: 'GEN-03 itself Boats!J2',
  refersTo: 'HC-90 noBerth Boats!F2',
  dueAfter: 'HC-91 missing Boats',
};

describe('what a tab says of its columns', () => {
  it.each(names)('is checked: %s', (one) => {
    expect(foundIn(boats([one]), AT_ODDS, AFTER_AUTUMN)).toEqual([FINDINGS[one]]);
  });

  it('is checked where it is said and nowhere else, whatever else is said beside it', () => {
    fc.assert(
      fc.property(fc.subarray(names), (said) => {
        const found = foundIn(boats(said), AT_ODDS, AFTER_AUTUMN);
        expect(found.sort()).toEqual(said.map((one) => FINDINGS[one]).sort());
      }),
      { ...runs(16), examples: [[[]], [names]] },
    );
  });

  it('is kept by rows that do as it says, and by those with blanks', () => {
    const kept = `
      | Boat   | Owner    | Out       | Back      | Returned  | Berth    | Term   | Year | Crew       |
      | Gannet | Elm Park | 1/12/2025 | 1/12/2025 | 20/2/2026 | elm park | Autumn |      | All pupils |
      | Tern   |          | 1/12/2025 |           |           |          |        |      |            |
      | Skua   | Elm Park |           | 1/9/2025  |           |          |        |      |            |`;
    expect(foundIn(boats(names), kept, AFTER_AUTUMN)).toEqual([]);
  });

  it('of two dates holds whenever the second is not before the first', () => {
    const day = fc.integer({ min: 1, max: 28 });
    fc.assert(
      fc.property(day, day, (out, back) => {
        const drawing = `| Boat | Out | Back |\n| Gannet | ${out}/1/2026 | ${back}/1/2026 |`;
        expect(foundIn(boats(['inOrder']), drawing)).toEqual(back < out ? ['GEN-04 backwards Boats!C2'] : []);
      }),
      runs(20),
    );
  });

  it('of a group is checked once the group has a row, in the terms that are over', () => {
    const rows = (term: string) =>
      ['Autumn', 'Spring', 'Summer'].map((one) => `\n| ${one} | ${one} | | All pupils |`).join('') +
      `\n| Of some | ${term} | | FSM |`;
    const found = foundIn(boats(['dueAfter']), `| Boat | Term | Year | Crew |${rows('Spring')}`, AFTER_AUTUMN);
    expect(found).toEqual(['HC-91 group Boats']);
    expect(foundIn(boats(['dueAfter']), `| Boat | Term | Year | Crew |${rows('Autumn')}`, AFTER_AUTUMN)).toEqual([]);
  });
});

describe('the days that a column is for', () => {
  it.each([
    ['year', 'outsideYear', ['31/8/2025', '1/9/2026'], ['1/9/2025', '31/8/2026']],
    ['ten-years', 'impossible', ['31/12/2014', '1/1/2036'], ['1/1/2015', '31/12/2035']],
    ['any', null, [], ['1/1/1990', '31/12/2100']],
  ] as const)('are those within %s', (within, message, outside, inside) => {
    for (const out of inside) expect(foundIn(boats([], within), `| Boat | Out |\n| Gannet | ${out} |`)).toEqual([]);
    for (const out of outside)
      expect(foundIn(boats([], within), `| Boat | Out |\n| Gannet | ${out} |`)).toEqual([`GEN-04 ${message} Boats!B2`]);
  });
});

it('a column that the tab does not have does not compile', () => {
  const columns = { out: optional('Out', date({ within: 'any' }), 'The day it left the quay.') };
  const named = {
    id: 'boats',
    title: 'Boats',
    purpose: 'Boats.',
    columns,
    key: ['out'],
  } as const;
  // @ts-expect-error: no such column
  defineTab({ ...named, datesOnSchoolDays: ['gone'] });
  // @ts-expect-error: no such column
  defineTab({ ...named, happened: ['gone'] });
  // @ts-expect-error: no such column
  defineTab({ ...named, inOrder: [['out', 'gone']] });
  // @ts-expect-error: no such column
  defineTab({ ...named, memberOn: [['gone', 'out']] });
  // @ts-expect-error: no such column
  defineTab({ ...named, notItself: [['out', 'gone']] });
  // @ts-expect-error: no such column
  defineTab({ ...named, refersTo: [berth] });
  // @ts-expect-error: no such column
  defineTab({ ...named, dueAfter: termly });
  // @ts-expect-error: no such column in the other tab
  rowOf(schoolsTab, [['out', 'gone']], berth.words);
  expect(defineTab(named)).toMatchObject({
    datesOnSchoolDays: [],
    happened: [],
    inOrder: [],
    memberOn: [],
    notItself: [],
    refersTo: [],
    dueAfter: null,
  });
});
