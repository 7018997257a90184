import { describe, expect, it } from 'vitest';
import { dueThisTerm } from '../../functions/protocols/due-this-term.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, tabsOf } from '../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import { type RowsAtHand, rowsAtHand, situationAsRead } from '../../functions/workbooks/situation-of.ts';
import { type Drawings, drawTab, USUAL_ALLIANCE } from '../support/rule-tester.ts';
import { allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';

const MEETINGS = `
  | Date       | Kind             |
  | 6/11/2025  | Alliance meeting |
  | 12/11/2025 | Working group    |
  | 26/2/2026  | Conference       |`;

/** Every tab of the workbook: as drawn, or with its headings alone. */
function read(identity: WorkbookIdentity, drawings: Drawings, alliance: RowsAtHand | null) {
  const tabs = tabsOf(identity.kind, allDeclared.packs).map((tab) => {
    const drawing = drawings[tab.title];
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    return { title: tab.title, rows: drawing ? drawTab(tab, drawing) : [headings] };
  });
  return parseWorkbook(identity, tabs, alliance);
}

/** The lines for Elm Park, or for the alliance, on a day. */
function due(
  asOf: string,
  {
    school = {},
    alliance = {},
    of = 'school',
  }: { school?: Drawings; alliance?: Drawings; of?: 'school' | 'alliance' } = {},
) {
  const shared = read(allianceIdentity, { ...USUAL_ALLIANCE, Meetings: MEETINGS, ...alliance }, null);
  const near = rowsAtHand(shared);
  const situation =
    of === 'school'
      ? situationAsRead(read(schoolIdentity, school, near), near, asOf)
      : situationAsRead(shared, null, asOf);
  const lines = dueThisTerm(situation, allDeclared);
  return lines.map(({ tab, by, what }) => `${tab} | ${by ?? ''} | ${what}`);
}

describe('what is due this term', () => {
  it('is, for a school in autumn: days to give, the meeting, the contribution', () => {
    expect(due('2025-10-01')).toEqual([
      'Meetings | 2025-11-06 | Alliance meeting: the head attends.',
      'Contributions | 2025-11-30 | £3,000 to the improvement group.',
      'Staff days |  | 0 of 9 days given so far.',
    ]);
  });

  it('is, in spring, the totals of the autumn term until they are typed', () => {
    const totals = ['Absence by term', 'Exclusions by term'].map(
      (tab) => `${tab} | 2026-01-30 | The totals of the autumn term.`,
    );
    expect(due('2026-01-06')).toEqual([
      ...totals,
      'Meetings | 2026-02-26 | Conference: the head attends.',
      'Staff days |  | 0 of 9 days given so far.',
    ]);
    const absence = `
      | Term   | Group      | Pupils | Possible sessions | Authorised absence | Unauthorised absence |
      | Autumn | All pupils | 900    | 90000             | 900                | 90                   |`;
    expect(due('2026-01-06', { school: { 'Absence by term': absence } })).toContain(totals[1]);
    expect(due('2026-01-06', { school: { 'Absence by term': absence } })).not.toContain(totals[0]);
  });

  it('is up to the end of the summer term, where the year begins with it', () => {
    const alliance = {
      Settings: '| Setting | Value |\n| Year begins | 1 April |',
      Calendar: `
        | What        | From      | To         |
        | Summer term | 14/4/2025 | 22/7/2025  |
        | Autumn term | 3/9/2025  | 19/12/2025 |
        | Spring term | 5/1/2026  | 27/3/2026  |`,
    };
    expect(due('2025-05-01', { alliance })).toEqual(['Staff days |  | 0 of 9 days given so far.']);
    expect(due('2025-08-01', { alliance })).toContain('Meetings | 2025-11-06 | Alliance meeting: the head attends.');
  });

  it('leaves out what is done, and what is overdue', () => {
    const paid = `
      | School               | Amount | Date      |
      | Elm Park High School | £3,000 | 1/10/2025 |`;
    const days = Array.from({ length: 9 }, (_, at) => `\n| Ms ${'ABCDEFGHI'[at]} Okafor | 1/10/2025 | 1 |`).join('');
    const school = { 'Staff days': `| Member of staff | Date | Days |${days}` };
    expect(due('2025-11-10', { school, alliance: { Contributions: paid } })).toEqual([]);
    expect(due('2025-12-01').filter((line) => line.startsWith('Contributions'))).toEqual([]);
  });

  it('is, after the last term, the head’s statement until the year ends, and then nothing', () => {
    const statement = `
      | Protocol | What it asks | Answer |
      | 1        | …            |        |
      | 2        | …            | Yes    |`;
    const school = { 'Statement (working protocols)': statement };
    expect(due('2026-08-01', { school })).toContain(
      'Statement (working protocols) | 2026-08-31 | 1 protocol waits for the head’s answer.',
    );
    expect(due('2026-09-01', { school })).toEqual([]);
  });

  it('is, for the alliance, its meetings and who still has to pay', () => {
    expect(due('2025-10-01', { of: 'alliance' })).toEqual([
      'Who came | 2025-11-06 | Alliance meeting: who comes for each school.',
      'Who came | 2025-11-12 | Working group: who comes for each school.',
      'Contributions | 2025-11-30 | 3 schools have still to pay, £9,000 in all.',
    ]);
  });

  it('asks the alliance for its terms first, and a school for nothing until they are there', () => {
    const alliance = { Calendar: '| What | From | To |' };
    expect(due('2025-10-01', { of: 'alliance', alliance })).toEqual([
      'Calendar |  | Type the terms first: school days are counted from there.',
    ]);
    expect(due('2025-10-01', { alliance })).toEqual([]);
  });

  it('speaks of nothing the alliance does not keep', () => {
    const Settings =
      '| Setting | Value |\n| Working protocols adopted | No |\n| Absence and exclusion totals kept | No |';
    expect(due('2026-01-06', { alliance: { Settings } })).toEqual([]);
    expect(due('2025-10-01', { of: 'alliance', alliance: { Settings } })).toEqual([]);
  });
});
