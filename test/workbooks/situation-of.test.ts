import { describe, expect, it } from 'vitest';
import { dueThisTerm } from '../../functions/protocols/due-this-term.ts';
import { figuresOfItsOwn } from '../../functions/protocols/kept-figure.ts';
import type { Situation } from '../../functions/protocols/situation.ts';
import { halfDaysGivenInYear } from '../../functions/protocols/working-protocols/figures.ts';
import { workingProtocolsAdopted } from '../../functions/protocols/working-protocols/settings.ts';
import { standing } from '../../functions/protocols/working-protocols/standing.ts';
import { allDeclared, tabsOf } from '../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import {
  type RowsAtHand,
  rowsAtHand,
  situationAsKept,
  situationAsRead,
} from '../../functions/workbooks/situation-of.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { type Drawings, drawTab } from '../support/rule-tester.ts';
import { ALLIANCE_TABS, allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';

const OCTOBER = '2025-10-01';
const CONTRIBUTIONS = `
  | School               | Amount | Date      |
  | Elm Park High School | £1,000 | 3/9/2025  |
  | Elm Park High School | soon   | 10/9/2025 |
  |                      | £20    | 11/9/2025 |
  | St Aldhelm's School  | £2,777 | 12/9/2025 |`;
const NOT_ADOPTED = `${ALLIANCE_TABS['Settings']}
  | ${workingProtocolsAdopted.title} | No |`;

/** A workbook as read: each tab as drawn or with its headings alone, but for those that are not there. */
function read(
  identity: typeof schoolIdentity,
  drawings: Drawings,
  alliance: RowsAtHand | null,
  without: readonly Tab[] = [],
) {
  const tabs = tabsOf(identity.kind, allDeclared.packs)
    .filter((tab) => !without.includes(tab))
    .map((tab) => {
      const drawing = drawings[tab.title];
      const headings = Object.values(tab.columns).map(({ heading }) => heading);
      return { title: tab.title, rows: drawing ? drawTab(tab, drawing) : [headings] };
    });
  return parseWorkbook(identity, tabs, alliance);
}
const alliance = (drawings: Drawings = {}) => read(allianceIdentity, { ...ALLIANCE_TABS, ...drawings }, null);
const near = (drawings: Drawings = {}) => rowsAtHand(alliance(drawings));
/** The same alliance before some of its tabs were put in. */
const earlier = (tabs: readonly Tab[], drawings: Drawings = {}): RowsAtHand => {
  const { rows, ...others } = near(drawings);
  return { rows: new Map([...rows].filter(([id]) => tabs.every((tab) => tab.id !== id))), ...others };
};
const schools = (beside: RowsAtHand | null, without: readonly Tab[] = []) =>
  situationAsRead(read(schoolIdentity, {}, beside, without), beside, OCTOBER);

describe('a look at a tab', () => {
  it('tells what is not kept, what is not at hand and what is there without a row', () => {
    expect(schools(near()).look(staffDaysTab)).toEqual({ is: 'here', rows: [] });
    expect(schools(near()).look(meetingsTab)).toEqual({ is: 'here', rows: [] });
    expect(schools(near({ Settings: NOT_ADOPTED })).look(staffDaysTab)).toEqual({ is: 'not kept' });
    expect(schools(near({ Settings: NOT_ADOPTED, Contributions: CONTRIBUTIONS })).look(contributionsTab)).toEqual({
      is: 'not kept',
    });
  });

  it.each([
    ['a tab was taken out', schools(near(), [staffDaysTab]), staffDaysTab, 'The tab Staff days is missing.'],
    ['the alliance is not at hand', schools(null), meetingsTab, 'The alliance’s workbook is not at hand.'],
    [
      'the alliance has not got it yet',
      schools(earlier([meetingsTab])),
      meetingsTab,
      'The tab Meetings is not in the alliance’s workbook yet.',
    ],
    [
      'the workbook has not got it yet',
      situationAsKept(allianceIdentity, earlier([meetingsTab]), null, OCTOBER),
      meetingsTab,
      'The tab Meetings is not in the workbook yet.',
    ],
    [
      'the alliance’s was taken out',
      schools(rowsAtHand(read(allianceIdentity, ALLIANCE_TABS, null, [meetingsTab]))),
      meetingsTab,
      'The tab Meetings, or a column of it, is missing in the alliance’s workbook.',
    ],
  ] as [string, Situation, Tab, string][])('says why rows are not at hand where %s', (_, situation, tab, why) => {
    expect(situation.look(tab)).toEqual({ is: 'not at hand', why });
    expect(() => situation.rows(tab)).toThrow(`asked for rows of ${tab.title} without a look`);
  });

  it('gives no rows to who has not told the three apart', () => {
    const look = schools(near()).look(meetingsTab);
    // @ts-expect-error: it may not be kept, or not be at hand.
    expect(look.rows).toEqual([]);
    // @ts-expect-error: not all rows of the tab are about a school.
    expect(() => schools(null).bySchool(meetingsTab)).toThrow();
  });
});

describe('a situation', () => {
  const kept = near({ Contributions: CONTRIBUTIONS });

  it('looks rows up by their school, and counts those that wait, or may be about it', () => {
    for (const situation of [situationAsKept(allianceIdentity, kept, null, OCTOBER), schools(kept)]) {
      const amounts = (urn: string) =>
        situation
          .bySchool(contributionsTab)(urn)
          .map(({ amount }) => amount);
      expect([amounts('990001'), amounts('990002'), amounts('990009')]).toEqual([[100_000], [277_700], []]);
      expect(situation.waiting(contributionsTab)).toBe(2);
      expect(situation.waiting(contributionsTab, '990001')).toBe(2);
      expect(situation.waiting(contributionsTab, '990002')).toBe(1);
      expect(situation.waiting(meetingsTab)).toBe(0);
    }
  });

  it('works each thing out once', () => {
    const situation = schools(kept);
    expect(situation.rows(contributionsTab)).toBe(situation.rows(contributionsTab));
    expect(situation.bySchool(contributionsTab)).toBe(situation.bySchool(contributionsTab));
    expect(situation.calendarOf(null)).toBe(situation.calendarOf(null));
  });

  it('has one calendar for all schools without days of their own, and one for each that has some', () => {
    const days = `
      | What        | From       | To         | School               |
      | Autumn term | 3/9/2025   | 19/12/2025 |                      |
      | INSET day   | 10/10/2025 |            | Elm Park High School |`;
    const { calendarOf } = schools(near({ Calendar: days }));
    expect(calendarOf('990001')).toBe(calendarOf('990001'));
    expect(calendarOf('990002')).toBe(calendarOf(null));
    expect(['990001', '990002', null].map((urn) => calendarOf(urn).isInsetDay('2025-10-10'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('knows whether the alliance lists the school, and one away from its alliance by what its workbook says', () => {
    const stranger = { ...schoolIdentity, urn: '990008', school: 'Northway' };
    const situation = (beside: RowsAtHand | null) => situationAsRead(read(stranger, {}, beside), beside, OCTOBER);
    expect(situation(near())).toMatchObject({ school: null, isUnlisted: true });
    expect(situation(null)).toMatchObject({ school: { urn: '990008', name: 'Northway' }, isUnlisted: false });
    expect(schools(near())).toMatchObject({ school: { name: 'Elm Park High School' }, isUnlisted: false });
    expect(situationAsRead(alliance(), null, OCTOBER)).toMatchObject({ school: null, isUnlisted: false });
  });
});

describe('a heading that promises rest on', () => {
  /** The alliance's tabs as drawn, with one heading called something else. */
  function renamed(title: string, heading: string) {
    const tab = tabsOf(allianceIdentity.kind, allDeclared.packs).find((one) => one.title === title)!;
    const [headings, ...rows] = drawTab(tab, ALLIANCE_TABS[title] ?? '');
    const all = headings!.length > 0 ? headings! : Object.values(tab.columns).map((column) => column.heading);
    expect(all).toContain(heading);
    const tabs = tabsOf(allianceIdentity.kind, allDeclared.packs).map((one) => ({
      title: one.title,
      rows:
        one === tab
          ? [all.map((cell) => (cell === heading ? 'Something else' : cell)), ...rows]
          : ALLIANCE_TABS[one.title]
            ? drawTab(one, ALLIANCE_TABS[one.title]!)
            : [Object.values(one.columns).map((column) => column.heading)],
    }));
    return parseWorkbook(allianceIdentity, tabs, null);
  }

  it.each([
    ['Exceptions', 'About'],
    ['Exceptions', 'Until'],
    ['Exceptions', 'Protocols'],
    ['Settings', 'From year'],
    ['Calendar', 'To'],
    ['Calendar', 'School'],
    ['Schools', 'Joined on'],
    ['Schools', 'Left on'],
    ['Schools', 'Kind of school'],
  ])('leaves every promise unjudged while it is gone, and is not taken for blank: %s, %s', (title, heading) => {
    const own = renamed(title, heading);
    const why = `${title} has no column called ${heading}`;
    expect(situationAsRead(own, null, OCTOBER).whyUnsettled).toBe(`${why}.`);
    const beside = rowsAtHand(own);
    for (const situation of [
      schools(beside),
      situationAsKept(schoolIdentity, rowsAtHand(read(schoolIdentity, {}, beside)), beside, OCTOBER),
    ]) {
      expect(situation.whyUnsettled).toBe(`${why} in the alliance’s workbook.`);
      expect(dueThisTerm(situation, allDeclared)).toEqual([]);
      // Nobody is let off by it either: what was adopted goes on being kept.
      expect(situation.isKept(staffDaysTab)).toBe(true);
    }
  });

  it('may be gone where nothing rests on it, or be younger than the workbook', () => {
    expect(situationAsRead(renamed('Calendar', 'Note'), null, OCTOBER).whyUnsettled).toBeNull();
    const younger = renamed('Schools', 'URN since');
    expect(younger.madeWith).toBe(1);
    expect(situationAsRead(younger, null, OCTOBER).whyUnsettled).toBeNull();
  });
});

describe('a school whose row of Schools cannot be read', () => {
  const withRow = (urn: string, name: string) =>
    rowsAtHand(
      read(
        allianceIdentity,
        {
          ...ALLIANCE_TABS,
          Schools: `
            | URN    | School               | Kind of school    |
            | ${urn} | ${name}              | Academy           |
            | 990002 | St Aldhelm's School  | Maintained school |`,
        },
        null,
      ),
    );

  it('is judged by nothing, and its workbook says whose row is to be mended', () => {
    const said =
      'The row of this school in Schools of the alliance’s workbook cannot be read, and is to be mended there.';
    expect(schools(withRow('99OOO1x', 'Elm Park High School')).whyUnsettled).toBe(said);
    expect(schools(withRow('990001', '')).whyUnsettled).toBe(said);
    expect(schools(withRow('99OOO1x', 'Elm Park')).whyUnsettled).toBe(
      'A row of Schools in the alliance’s workbook cannot be read, and may be this school’s: it is to be mended there.',
    );
  });

  it('is told from one that no row names, and takes nothing from the others', () => {
    expect(schools(withRow('990007', 'Northway'))).toMatchObject({ isUnlisted: true, whyUnsettled: null });
    const aldhelms = { ...schoolIdentity, urn: '990002', school: "St Aldhelm's School" };
    const beside = withRow('99OOO1x', 'Elm Park');
    expect(situationAsRead(read(aldhelms, {}, beside), beside, OCTOBER).whyUnsettled).toBeNull();
  });
});

describe('what is printed of a tab', () => {
  const member = (situation: Situation) => situation.rows(schoolsTab).find(({ urn }) => urn === '990001')!;
  const stands = (situation: Situation) =>
    standing(situation, member(situation), figuresOfItsOwn(situation)).map(({ what, figure, state }) => [
      what,
      figure,
      state,
    ]);
  const due = (situation: Situation) => dueThisTerm(situation, allDeclared).map(({ tab }) => tab);

  it('is a figure where it is there', () => {
    expect(stands(schools(near()))).toEqual([
      ['Staff days given', '0 of 9', 'open'],
      ['Contribution paid', '£0 of £3,000', 'open'],
      ['Alliance meetings', 'none held', 'open'],
      ['Conference', 'none held', 'open'],
    ]);
    expect(due(schools(near()))).toEqual(['Contributions', 'Staff days']);
  });

  it('is said to be unknown where it is not at hand, and nothing is asked for', () => {
    const situation = schools(earlier([contributionsTab, meetingsTab]), [staffDaysTab]);
    expect(stands(situation)).toEqual([
      ['Staff days given', 'not yet known', 'open'],
      ['Contribution paid', 'not yet known', 'open'],
      ['Alliance meetings', 'not yet known', 'open'],
      ['Conference', 'not yet known', 'open'],
    ]);
    expect(due(situation)).toEqual([]);
  });

  it('is nothing where it is not kept', () => {
    const situation = schools(near({ Settings: NOT_ADOPTED, Contributions: CONTRIBUTIONS }));
    expect([stands(situation), due(situation), halfDaysGivenInYear.of(situation)]).toEqual([[], [], null]);
  });
});
