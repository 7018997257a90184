import { describe, expect, it } from 'vitest';
import type { RowsByTab } from '../../functions/history/records.ts';
import { allRules } from '../../functions/protocols/registry.ts';
import type { CheckInput } from '../../functions/protocols/rule.ts';
import { checkWorkbook } from '../../functions/sync/check-workbook.ts';
import { parseWorkbook } from '../../functions/sync/parse-workbook.ts';
import type { RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import type { WorkbookKind } from '../../sheets-schema/tab.ts';
import { tabsOf } from '../../sheets-schema/workbooks.ts';

/** Sheets by tab title, drawn with bars as a person sees them; the first line holds the headings. Cells are read as typed text. */
export type Drawings = Readonly<Record<string, string>>;

export interface RuleCase {
  readonly name: string;
  /** The day of the check; the end of term in March unless told. */
  readonly asOf?: string;
  readonly tabs: Drawings;
  /** Tabs of the alliance's workbook, added to or put in place of the usual ones. */
  readonly alliance?: Drawings;
  readonly gone?: CheckInput['gone'];
}

export interface ExpectedFinding {
  /** "Staff days!B3"; the tab alone where no cell is named; null where it is about no tab. */
  readonly at: string | null;
  readonly message: string;
  readonly severity?: string;
  /** Part of the text as shown. */
  readonly says?: string;
  readonly suggestion?: string | null;
}

const YEAR = 2025;

/** An alliance of three, so that rules have schools, terms and settings to look up. */
export const USUAL_ALLIANCE: Drawings = {
  Schools: `
    | URN    | School                | Kind of school      | Joined on |
    | 990001 | Elm Park High School  | Academy             |           |
    | 990002 | St Aldhelm's School   | Maintained school   |           |
    | 990003 | The Meadows           | Pupil referral unit |           |`,
  Settings: `
    | Setting       | Value                       |
    | Alliance name | Harrowdale Learning Alliance |`,
  Calendar: `
    | What        | From       | To         |
    | Autumn term | 3/9/2025   | 19/12/2025 |
    | Holiday     | 27/10/2025 | 31/10/2025 |
    | Spring term | 5/1/2026   | 27/3/2026  |
    | Holiday     | 16/2/2026  | 20/2/2026  |
    | Summer term | 13/4/2026  | 21/7/2026  |
    | Holiday     | 25/5/2026  | 29/5/2026  |`,
};

/**
 * Tests one rule on drawn sheets. It holds the cases to what makes them worth having: one at least passes and one fails, no two are
 * alike, every message is shown by some case, and nothing but the rule itself finds a problem in a drawing.
 */
export function testRule(
  id: string,
  where: WorkbookKind,
  {
    passes,
    fails,
  }: { passes: readonly RuleCase[]; fails: readonly (RuleCase & { findings: readonly ExpectedFinding[] })[] },
): void {
  const cited = allRules().find(({ rule }) => rule.id === id);
  if (!cited) throw new Error(`there is no rule ${id}`);

  describe(`${id}: ${cited.rule.title}`, () => {
    it.each(passes.map((one) => [one.name, one] as const))('passes: %s', (_, one) => {
      const { mine, others, outcome } = check(id, where, one);
      expect(outcome).toEqual({ id, outcome: 'ran', why: null });
      expect(mine).toEqual([]);
      expect(others).toEqual([]);
    });
    it.each(fails.map((one) => [one.name, one] as const))('fails: %s', (_, one) => {
      const { mine, others } = check(id, where, one);
      expect(
        mine.map(({ tab, cell, messageId }) => ({ at: cell ? `${tab}!${cell}` : tab, message: messageId })),
      ).toEqual(one.findings.map(({ at, message }) => ({ at, message })));
      for (const [index, expected] of one.findings.entries()) {
        if (expected.severity) expect(mine[index]!.severity).toBe(expected.severity);
        if (expected.says) expect(mine[index]!.message).toContain(expected.says);
        if (expected.suggestion !== undefined) expect(mine[index]!.suggestion).toBe(expected.suggestion);
        for (const text of [mine[index]!.message, mine[index]!.fix, mine[index]!.kept.message])
          expect(text).not.toMatch(/[{}]|undefined|NaN/);
      }
      expect(others).toEqual([]);
    });
    it('has cases worth having', () => {
      expect(passes.length).toBeGreaterThan(0);
      expect(fails.length).toBeGreaterThan(0);
      const all = [...passes, ...fails].map(({ name: _, ...rest }) => JSON.stringify(rest));
      expect(new Set(all).size).toBe(all.length);
      const names = Object.keys(cited.rule.messages).map((message) => message.split(': ').at(-1)!);
      const shown = new Set(fails.flatMap(({ findings }) => findings.map(({ message }) => message)));
      expect(names.filter((message) => !shown.has(message))).toEqual([]);
    });
  });
}

/** Runs every rule on the drawing, and sorts what was found into the rule's own and others' problems. */
export function check(
  id: string,
  where: WorkbookKind,
  { asOf = '2026-03-27', tabs, alliance = {}, gone = null }: RuleCase,
) {
  const shared =
    where === 'alliance' ? { ...USUAL_ALLIANCE, ...alliance, ...tabs } : { ...USUAL_ALLIANCE, ...alliance };
  const allianceIdentity = {
    kind: 'alliance',
    alliance: 'Harrowdale',
    urn: null,
    school: null,
    startYear: YEAR,
  } as const;
  const parsedAlliance = parseWorkbook(allianceIdentity, draw('alliance', shared), null);
  const rows: RowsByTab = new Map(parsedAlliance.map((tab) => [tab.tab.id, tab.rows]));
  const identity =
    where === 'alliance'
      ? allianceIdentity
      : ({ ...allianceIdentity, kind: 'school', urn: '990001', school: 'Elm Park High School' } as const);
  const parsed = where === 'alliance' ? parsedAlliance : parseWorkbook(identity, draw('school', tabs), rows);
  const { findings, outcomes } = checkWorkbook({
    identity,
    parsed,
    alliance: where === 'alliance' ? null : rows,
    asOf,
    gone,
  });
  return {
    mine: findings.filter(({ rule }) => rule === id),
    others: findings.filter(({ rule, severity }) => rule !== id && severity === 'problem'),
    outcome: outcomes.find((one) => one.id === id),
  };
}

/** Every tab of the workbook: as drawn, or with its headings alone. */
function draw(kind: WorkbookKind, drawings: Drawings): RawTab[] {
  for (const title of Object.keys(drawings)) {
    if (!tabsOf[kind].some((tab) => tab.title === title) && drawings[title] !== 'missing')
      throw new Error(`no tab ${title}`);
  }
  return tabsOf[kind].flatMap((tab): RawTab[] => {
    const drawing = drawings[tab.title];
    if (drawing === 'missing') return [];
    return [
      {
        title: tab.title,
        rows: drawing ? drawRows(drawing) : [Object.values(tab.columns).map(({ heading }) => heading)],
      },
    ];
  });
}

/** A drawn row's cells; optional columns that are not drawn are added blank, so that only what is drawn matters. */
function drawRows(drawing: string): RawCell[][] {
  return drawing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, line.endsWith('|') ? -1 : undefined)
        .split('|')
        .map((cell) => cell.trim() || null),
    );
}
