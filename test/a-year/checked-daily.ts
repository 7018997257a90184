import { plusDays } from '../../functions/figures/academic-year.ts';
import { checkWorkbook } from '../../functions/protocols/check.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, allianceKind, readsAlliance, tabsOf, tabsOfOtherYears } from '../../functions/workbooks/kinds.ts';
import { besideEachOther } from '../../functions/workbooks/other-years.ts';
import { startHereTab } from '../../functions/workbooks/own-tabs/start-here.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import {
  type ReadWorkbook,
  type RowsAtHand,
  rowsAtHand,
  situationAsRead,
} from '../../functions/workbooks/situation-of.ts';
import { type Elsewhere, NOTHING_ELSEWHERE, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { type Cells, cellsOn, type TypedRow, type Workbook, type Year } from './year.ts';

const secret = makeSecret();

/** From the month before the school year to the end of the autumn after it. */
export const [FIRST_DAY, LAST_DAY] = ['2025-08-01', '2026-11-30'];

/** Every day, or the first of so many. */
export function daysOfTheYear(step = 1): string[] {
  const days: string[] = [];
  for (let day = FIRST_DAY!; day <= LAST_DAY!; day = plusDays(day, step)) days.push(day);
  return days;
}

/** What is found on a day, each as "Elm Park 2025/26: reminder BLA-21 dueSoon", as often as it is. */
export type Findings = ReadonlyMap<string, number>;

interface Drawn {
  /** The same for the same content, whichever year it is of. */
  readonly key: string;
  /** Of the tabs by which a school's workbook is read. */
  readonly keyForReading: string;
  /** Of the tabs by which other years' workbooks go. */
  readonly keyForNeighbours: string;
  readonly identity: WorkbookIdentity;
  readonly tabs: () => readonly RawTab[];
}

/** Numbers for what was typed, by which contents are told apart without reading them. */
const numbers = new WeakMap<object, number>();
let nextNumber = 1;
function numberOf(typed: object): number {
  const known = numbers.get(typed) ?? nextNumber++;
  numbers.set(typed, known);
  return known;
}

/** Looks at the workbooks of a year as they stand on a day. What did not change since is not read again. */
export class DailyChecks {
  readonly #read = new Map<string, ReadWorkbook>();
  readonly #atHand = new Map<string, RowsAtHand>();
  readonly #elsewhere = new Map<string, Elsewhere>();
  readonly #found = new Map<string, readonly string[]>();
  readonly #usual: DailyChecks | null;

  /** Of years that differ in little from another, what was found out about that one is at hand. */
  constructor(usual: DailyChecks | null = null) {
    this.#usual = usual;
  }

  on(year: Year, day: string): Findings {
    const counts = new Map<string, number>();
    const drawn = year.workbooks.filter(({ madeOn }) => madeOn <= day).map((one) => draw(one, year, day));
    const alliances = drawn.filter(({ identity }) => !readsAlliance(identity.kind));
    for (const one of drawn) {
      const alliance = readsAlliance(one.identity.kind)
        ? (alliances.find(({ identity }) => identity.startYear === one.identity.startYear) ?? null)
        : null;
      const others = alliances.filter(({ identity }) => identity.startYear !== one.identity.startYear);
      const beside = others.map(({ keyForNeighbours }) => keyForNeighbours).join(' ');
      const key = `${day} ${one.key} ${alliance?.key} ${beside}`;
      const found = this.#foundBefore(key) ?? this.#check(one, alliance, others, day);
      this.#found.set(key, found);
      for (const label of found) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    return counts;
  }

  #foundBefore(key: string): readonly string[] | undefined {
    const found = this.#found.get(key);
    return found !== undefined || this.#usual === null ? found : this.#usual.#foundBefore(key);
  }

  /** As a check does: an alliance's workbook with what other years' have for its own, a school's with its alliance's. */
  #check(one: Drawn, alliance: Drawn | null, others: readonly Drawn[], day: string): string[] {
    const alone = alliance && this.#rowsOf(alliance);
    const read = this.#reading(one, alone, alliance?.keyForReading ?? '');
    const rowsOfYear = (startYear: number) => {
      const other = others.find(({ identity }) => identity.startYear === startYear);
      return other ? this.#rowsOf(other) : null;
    };
    const { startYear } = (alliance ?? one).identity;
    const alliances = [...(alliance ? [alliance] : readsAlliance(one.identity.kind) ? [] : [one]), ...others];
    const elsewhere = this.#elsewhereOf(startYear, alliances, day);
    const next = rowsOfYear(startYear + 1);
    const beside = alone && {
      ...{ ...alone, elsewhere },
      ...(next ? { nextCalendar: rowsOf(next.rows, calendarTab) } : {}),
    };
    const situation = situationAsRead(alliance ? read : { ...read, elsewhere }, beside, day);
    const { findings, outcomes } = checkWorkbook(situation, { parsed: read.parsed }, secret, allDeclared);
    return [
      ...findings.map(({ severity, rule, messageId, school }) => {
        const about = school === null ? '' : `, ${situation.nameOf(school)}`;
        return `${nameOf(one)}: ${severity} ${rule} ${messageId}${about}`;
      }),
      ...outcomes.flatMap(({ id, outcome, why }) =>
        outcome === 'ran' ? [] : `${nameOf(one)}: ${id} ${outcome}, ${why}`,
      ),
    ];
  }

  /** What the years beside one have for it; what they leave to it goes by the day, and the rest by what they are. */
  #elsewhereOf(startYear: number, alliances: readonly Drawn[], day: string): Elsewhere {
    const key = `${day} ${startYear} ${alliances
      .map(({ keyForNeighbours }) => keyForNeighbours)
      .sort()
      .join(' ')}`;
    const known = this.#elsewhereBefore(key);
    if (known !== undefined) return known;
    const read = alliances.map((one) => this.#reading(one, null, ''));
    const elsewhere = besideEachOther(read, day).get(startYear)?.elsewhere ?? NOTHING_ELSEWHERE;
    this.#elsewhere.set(key, elsewhere);
    return elsewhere;
  }

  #elsewhereBefore(key: string): Elsewhere | undefined {
    const found = this.#elsewhere.get(key);
    return found !== undefined || this.#usual === null ? found : this.#usual.#elsewhereBefore(key);
  }

  #rowsOf(alliance: Drawn): RowsAtHand {
    const known = this.#atHand.get(alliance.key) ?? rowsAtHand(this.#reading(alliance, null, ''));
    this.#atHand.set(alliance.key, known);
    return known;
  }

  #reading(one: Drawn, beside: RowsAtHand | null, besideKey: string): ReadWorkbook {
    const key = `${one.key} ${besideKey}`;
    const known = this.#read.get(key) ?? parseWorkbook(one.identity, one.tabs(), beside);
    this.#read.set(key, known);
    return known;
  }
}

function nameOf({ identity }: Drawn): string {
  const { kind, school, startYear } = identity;
  return `${kind === allianceKind ? 'Alliance' : school} ${startYear}/${String(startYear + 1).slice(2)}`;
}

/** A school's workbook is read by what the alliance decided, and by its list of schools. */
const READ_BY: readonly string[] = [settingsTab.id, schoolsTab.id];

/** Years beside an alliance's go by its payments for them, and by when its terms begin. */
const NEIGHBOURS_GO_BY: readonly string[] = [
  ...[...READ_BY, calendarTab.id],
  ...tabsOfOtherYears(allianceKind).map(({ id }) => id),
];

function draw(workbook: Workbook, year: Year, day: string): Drawn {
  const { identity } = workbook.identities.findLast(({ from }) => from <= day)!;
  const standing = year.rows
    .filter((one) => one.workbook === workbook.name)
    .flatMap((one) => {
      const cells = cellsOn(one, day);
      return cells === null ? [] : { row: one, cells };
    });
  const keyOf = (rows: typeof standing) =>
    `${workbook.name} ${identity.urn} ${rows.map(({ row }) => typedByThen(row, day)).join(' ')}`;
  return {
    key: keyOf(standing),
    keyForReading: keyOf(standing.filter(({ row: { tab } }) => READ_BY.includes(tab.id))),
    keyForNeighbours: keyOf(standing.filter(({ row: { tab } }) => NEIGHBOURS_GO_BY.includes(tab.id))),
    identity,
    tabs: () => [startHere(identity), ...tabsOf(identity.kind, allDeclared.packs).map((tab) => sheetOf(tab, standing))],
  };
}

function typedByThen({ typed }: TypedRow, day: string): string {
  return typed
    .filter(({ on }) => on <= day)
    .map(numberOf)
    .join('+');
}

function sheetOf(tab: TypedRow['tab'], standing: readonly { readonly row: TypedRow; readonly cells: Cells }[]): RawTab {
  const columns = Object.entries(tab.columns);
  const mine = standing.filter(({ row }) => row.tab.id === tab.id);
  return {
    title: tab.title,
    rows: [
      columns.map(([, { heading }]) => heading),
      ...mine.map(({ cells }) => columns.map(([id]): RawCell => cells[id] ?? null)),
    ],
  };
}

/** By *Start here* a workbook says with which version it was made. */
function startHere(identity: WorkbookIdentity): RawTab {
  const { title, rows } = startHereTab.make({ identity, madeWith: VERSIONS.workbooks, parsed: [] });
  return {
    title,
    rows: rows.map((cells) =>
      cells.map(
        (cell) => (cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : cell) as RawCell,
      ),
    ),
  };
}

/** What stood from which day to which, in lines; of days that follow one another. */
export function spans(days: readonly { readonly day: string; readonly found: Findings }[]): string[] {
  const lines: string[] = [];
  const open = new Map<string, string[]>();
  const close = (label: string, until: string, keep: number) => {
    const since = open.get(label) ?? [];
    while (since.length > keep) lines.push(`${since.pop()} to ${until}  ${label}`);
  };
  let last = '';
  for (const { day, found } of days) {
    for (const label of open.keys()) close(label, last, found.get(label) ?? 0);
    for (const [label, count] of found) {
      const since = open.get(label) ?? [];
      while (since.length < count) since.push(day);
      open.set(label, since);
    }
    last = day;
  }
  for (const label of open.keys()) close(label, last, 0);
  return lines.sort();
}
