import { describe, expect, it } from 'vitest';
import { carriedToKeep } from '../../functions/protocols/by-pack.ts';
import { type CheckedWorkbook, checkWorkbook } from '../../functions/protocols/check.ts';
import type { Sources } from '../../functions/protocols/rule.ts';
import type { WorkbookIdentity, WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, allianceKind, type Declared, schoolKind, tabsOf } from '../../functions/workbooks/kinds.ts';
import { besideEachOther } from '../../functions/workbooks/other-years.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import {
  type ReadWorkbook,
  type RowsAtHand,
  rowsAtHand,
  situationAsRead,
} from '../../functions/workbooks/situation-of.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import type { RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { makeSecret } from './made-up-secret.ts';

/** The kinds of workbook that have rules of their own. */
export const KINDS = { alliance: allianceKind, school: schoolKind };
export type Where = keyof typeof KINDS;

const secret = makeSecret();

/** Sheets by tab title, drawn with bars as a person sees them; the first line holds the headings. Cells are read as typed text. */
export type Drawings = Readonly<Record<string, string>>;

export interface RuleCase {
  readonly name: string;
  /** The day of the check; the end of term in March unless told. */
  readonly asOf?: string;
  readonly tabs: Drawings;
  /** Which workbook is drawn, where a rule holds in both. */
  readonly where?: Where;
  /** Tabs of the alliance's workbook, added to or put in place of the usual ones; null where it is not at hand. */
  readonly alliance?: Drawings | null;
  /** Tabs of the alliance's workbook of the year before, beside the usual ones, where that is at hand. */
  readonly lastYear?: Drawings;
  /** The same of the year after. */
  readonly nextYear?: Drawings;
  /** Tabs of the alliance's workbook as they stood at the check before, where they were others. */
  readonly before?: Drawings;
  /** The *Calendar* of the alliance's next year, where that is at hand. */
  readonly nextCalendar?: string;
  readonly gone?: Sources['gone'];
  /** Why requests for documents were refused, by the row's key. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What was left out of documents that were made, by the row's key. */
  readonly leftOut?: Readonly<Record<string, string>>;
  readonly misplaced?: Sources['misplaced'];
  /** Numbers under which a workbook of the year is kept. */
  readonly keptNumbers?: readonly string[];
  readonly byNewerRules?: Sources['byNewerRules'];
  /** Other rules that find a problem in the drawing; none unless told. */
  readonly alsoFoundBy?: readonly string[];
}

export interface ExpectedFinding {
  /** "Staff days!B3"; the tab alone where no cell is named; null where it is about no tab. */
  readonly at: string | null;
  readonly message: string;
  readonly severity?: string;
  /** Part of the text as shown. */
  readonly says?: string;
  /** Part of what to do. */
  readonly fix?: string;
  readonly suggestion?: string | null;
}

interface Cases {
  readonly passes: readonly RuleCase[];
  readonly fails: readonly (RuleCase & { readonly findings: readonly ExpectedFinding[] })[];
  /** Where the rule cannot be checked, and says why. */
  readonly skips?: readonly (RuleCase & { readonly why: string })[];
}

const YEAR = 2025;

/** An alliance of three, so that rules have schools, terms and settings to look up. */
export const USUAL_ALLIANCE: Drawings = {
  Schools: `
    | URN    | School                | Kind of school      | Joined on | Left on |
    | 990001 | Elm Park High School  | Academy             |           |         |
    | 990002 | St Aldhelm's School   | Maintained school   |           |         |
    | 990003 | The Meadows           | Pupil referral unit |           |         |`,
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
 * alike, every message is shown by some case (those of the kinds of cell have their own tests), and nothing but the rule itself
 * finds a problem in a drawing.
 */
export function testRule(
  id: string,
  where: Where,
  { passes, fails, skips = [] }: Cases,
  catalogue: Declared = allDeclared,
): void {
  const cited = catalogue.rules.find(({ rule }) => rule.id === id);
  if (!cited) throw new Error(`there is no rule ${id}`);

  describe(`${id}: ${cited.rule.title}`, () => {
    it.each(passes.map((one) => [one.name, one] as const))('passes: %s', (_, one) => {
      const { mine, others, outcome } = check(id, where, catalogue, one);
      expect(outcome).toEqual({ id, outcome: 'ran', why: null });
      expect(mine).toEqual([]);
      expect(others).toEqual(one.alsoFoundBy ?? []);
    });
    it.each(fails.map((one) => [one.name, one] as const))('fails: %s', (_, one) => {
      const { mine, others } = check(id, where, catalogue, one);
      expect(
        mine.map(({ tab, cell, messageId }) => ({ at: cell ? `${tab}!${cell}` : tab, message: messageId })),
      ).toEqual(one.findings.map(({ at, message }) => ({ at, message })));
      for (const [index, expected] of one.findings.entries()) {
        const finding = mine[index]!;
        if (expected.severity) expect(finding.severity).toBe(expected.severity);
        if (expected.says) expect(finding.message).toContain(expected.says);
        if (expected.fix) expect(finding.fix).toContain(expected.fix);
        if (expected.suggestion !== undefined) expect(finding.suggestion).toBe(expected.suggestion);
        for (const text of [finding.message, finding.fix, finding.kept.message, finding.kept.fix]) {
          expect(text).not.toMatch(/[{}]|undefined|NaN|null|\[object/);
          expect(text).toMatch(/^[^a-z].*\.$/);
        }
      }
      expect(new Set(mine.map(({ fingerprint }) => fingerprint)).size).toBe(mine.length);
      expect(others).toEqual(one.alsoFoundBy ?? []);
    });
    if (skips.length > 0) {
      it.each(skips.map((one) => [one.name, one] as const))('is skipped: %s', (_, one) => {
        const { mine, outcome } = check(id, where, catalogue, one);
        expect(outcome).toEqual({ id, outcome: 'skipped', why: one.why });
        expect(mine).toEqual([]);
      });
    }
    it('has cases worth having', () => {
      expect(passes.length).toBeGreaterThan(0);
      expect(fails.length).toBeGreaterThan(0);
      const all = [...passes, ...fails, ...skips].map(({ name: _, ...rest }) => JSON.stringify(rest));
      expect(new Set(all).size).toBe(all.length);
      const ownMessages = Object.keys(cited.rule.messages).filter((message) => !message.includes(': '));
      const shown = new Set(fails.flatMap(({ findings }) => findings.map(({ message }) => message)));
      expect(ownMessages.filter((message) => !shown.has(message))).toEqual([]);
    });
  });
}

/** Runs every rule on the drawing, and sorts what was found into the rule's own and others' problems. */
function check(id: string, usually: Where, catalogue: Declared, drawn: RuleCase) {
  const { findings, outcomes } = checkDrawing(usually, catalogue, drawn);
  return {
    mine: findings.filter(({ rule }) => rule === id),
    others: [
      ...new Set(findings.filter((one) => one.rule !== id && one.severity === 'problem').map(({ rule }) => rule)),
    ],
    outcome: outcomes.find((one) => one.id === id),
  };
}

/** Runs every rule on the drawing. */
export function checkDrawing(
  usually: Where,
  catalogue: Declared,
  {
    asOf = '2026-03-27',
    tabs,
    where = usually,
    alliance = {},
    lastYear,
    nextYear,
    before,
    nextCalendar,
    gone = null,
    refused = {},
    leftOut = {},
    misplaced = [],
    keptNumbers = [],
    byNewerRules = null,
  }: RuleCase,
): CheckedWorkbook {
  const shared =
    where === 'alliance' ? { ...USUAL_ALLIANCE, ...alliance, ...tabs } : { ...USUAL_ALLIANCE, ...alliance };
  const [ofAlliance, ofSchool] = [kindIn('alliance', catalogue), kindIn('school', catalogue)];
  const allianceIdentity: WorkbookIdentity = {
    kind: ofAlliance,
    alliance: 'Harrowdale',
    urn: null,
    school: null,
    startYear: YEAR,
  };
  const alone = parseWorkbook(allianceIdentity, draw(ofAlliance, shared, catalogue), null, catalogue);
  const read = besideOthers(alone, { [YEAR - 1]: lastYear, [YEAR + 1]: nextYear }, asOf, catalogue);
  const atHand = where === 'alliance' || alliance === null ? null : withNext(rowsAtHand(read), nextCalendar);
  const identity: WorkbookIdentity =
    where === 'alliance'
      ? allianceIdentity
      : { ...allianceIdentity, kind: ofSchool, urn: '990001', school: 'Elm Park High School' };
  if (before !== undefined) {
    const then = parseWorkbook(
      allianceIdentity,
      draw(ofAlliance, { ...shared, ...before }, catalogue),
      null,
      catalogue,
    );
    const carries = carriedToKeep(situationAsRead(then, null, asOf, catalogue), catalogue.packs);
    Object.assign(read, { carries });
  }
  const own = where === 'alliance' ? read : parseWorkbook(identity, draw(ofSchool, tabs, catalogue), atHand, catalogue);
  const situation = situationAsRead(own, atHand, asOf, catalogue);
  const sources = {
    parsed: own.parsed,
    gone,
    refused: new Map(Object.entries(refused)),
    leftOut: new Map(Object.entries(leftOut)),
    misplaced,
    keptNumbers: new Set(keptNumbers),
    byNewerRules,
  };
  return checkWorkbook(situation, sources, secret, catalogue);
}

function besideOthers(
  read: ReadWorkbook,
  years: Readonly<Record<number, Drawings | undefined>>,
  asOf: string,
  catalogue: Declared,
): ReadWorkbook {
  const { kind, ...whose } = read.identity;
  const others = Object.entries(years).flatMap(([year, drawn]) => {
    if (drawn === undefined) return [];
    const identity = { ...whose, kind, alliance: 'Harrowdale', school: null, startYear: Number(year) };
    const calendar = Number(year) < YEAR ? { Calendar: LAST_CALENDAR } : { Calendar: '| What | From | To |' };
    const drawings = { ...USUAL_ALLIANCE, ...calendar, ...drawn };
    return [parseWorkbook(identity, draw(kind, drawings, catalogue), null, catalogue)];
  });
  if (others.length === 0) return read;
  return { ...read, elsewhere: besideEachOther([...others, read], asOf, catalogue).get(YEAR)!.elsewhere };
}

const LAST_CALENDAR = `
    | What        | From       | To         |
    | Autumn term | 3/9/2024   | 20/12/2024 |
    | Spring term | 6/1/2025   | 4/4/2025   |
    | Summer term | 22/4/2025  | 22/7/2025  |`;

function withNext(alliance: RowsAtHand, calendar: string | undefined): RowsAtHand {
  if (calendar === undefined) return alliance;
  const context = { academicYear: YEAR + 1, schools: null };
  const { rows } = parseTab(calendarTab, { title: calendarTab.title, rows: drawTab(calendarTab, calendar) }, context);
  return { ...alliance, nextCalendar: rows };
}

/** A kind as it is declared there, perhaps with a tab more. */
function kindIn(where: Where, { kinds }: Declared): WorkbookKind {
  return kinds.find(({ id }) => id === KINDS[where].id)!;
}

/** Every tab of the workbook: as drawn, or with its headings alone. */
function draw(kind: WorkbookKind, drawings: Drawings, { packs }: Declared): RawTab[] {
  const tabs = tabsOf(kind, packs);
  for (const title of Object.keys(drawings)) {
    if (!tabs.some((tab) => tab.title === title) && drawings[title] !== 'missing') throw new Error(`no tab ${title}`);
  }
  return tabs.flatMap((tab): RawTab[] => {
    const drawing = drawings[tab.title];
    if (drawing === 'missing') return [];
    return [
      {
        title: tab.title,
        rows: drawing ? drawTab(tab, drawing) : [Object.values(tab.columns).map(({ heading }) => heading)],
      },
    ];
  });
}

/** The tabs that every promise rests on, so that none is judged while a heading of theirs is gone. */
const RESTED_ON: readonly string[] = [schoolsTab, settingsTab, calendarTab, exceptionsTab].map(({ id }) => id);

/**
 * A tab's rows as drawn. One that promises rest on may be drawn without the columns in which nobody has anything; one whose heading is
 * gone has another in its place.
 */
export function drawTab({ id, columns }: Tab, drawing: string): RawCell[][] {
  const [headings = [], ...rows] = drawRows(drawing);
  const known = Object.values(columns).map(({ heading }) => heading);
  const isWhole = RESTED_ON.includes(id) && headings.every((heading) => (known as RawCell[]).includes(heading));
  const left = isWhole ? known.filter((heading) => !headings.includes(heading)) : [];
  return [[...headings, ...left], ...rows];
}

/** A drawn row's cells: text as typed, but `=12.5` a number, `@45903` a date as spreadsheets keep it, `#N/A` an error. */
export function drawRows(drawing: string): RawCell[][] {
  return drawing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, line.endsWith('|') ? -1 : undefined)
        .split('|')
        .map((cell) => drawCell(cell.trim())),
    );
}

function drawCell(typed: string): RawCell {
  if (typed === '') return null;
  if (typed.startsWith('=')) return Number(typed.slice(1));
  if (typed.startsWith('@')) return { date: Number(typed.slice(1)) };
  return typed.startsWith('#') ? { error: typed } : typed;
}
