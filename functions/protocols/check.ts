import { schoolNames } from '../../sheets-schema/cells/school-names.ts';
import { yearBegins } from '../../sheets-schema/core-settings.ts';
import type { Headings } from '../../sheets-schema/find-headings.ts';
import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import { settingsFor } from '../../sheets-schema/setting.ts';
import { cellName } from '../../sheets-schema/sheet.ts';
import type { Row, Tab } from '../../sheets-schema/tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import type { Secret } from '../edges/ports.ts';
import { academicYear } from '../figures/academic-year.ts';
import type { School } from '../figures/members.ts';
import { type SchoolCalendar, schoolCalendar } from '../figures/school-calendar.ts';
import { fingerprintsInTurn } from '../history/fingerprints.ts';
import { type RowsByTab, rowsOf } from '../history/records.ts';
import type { WorkbookIdentity } from '../workbooks/identify-workbook.ts';
import { adoptedRules, type Catalogue, type CitedRule, promiseOf } from './catalogue.ts';
import { type Finding, phrase } from './finding.ts';
import type { CheckInput, Found, Reads } from './rule.ts';

/** "Nothing found" and "did not run" never look alike. */
export type RuleOutcome =
  | { readonly id: string; readonly outcome: 'ran'; readonly why: null }
  | { readonly id: string; readonly outcome: 'skipped' | 'crashed'; readonly why: string };

export interface CheckedWorkbook {
  readonly findings: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
}

interface CheckOptions {
  readonly identity: WorkbookIdentity;
  readonly parsed: readonly ParsedTab[];
  /** The alliance's rows, for a school's workbook; null where they are not at hand. */
  readonly alliance: RowsByTab | null;
  readonly asOf: string;
  readonly gone: CheckInput['gone'];
  readonly refused: CheckInput['refused'];
  /** Keys the fingerprints of findings. */
  readonly secret: Secret;
  readonly misplaced?: CheckInput['misplaced'];
  readonly byNewerRules?: CheckInput['byNewerRules'];
  readonly catalogue: Catalogue;
}

/** Checks a workbook against the protocols its alliance adopted. Pure: the same rows on the same day give the same findings. */
export function checkWorkbook({
  identity,
  parsed,
  alliance,
  asOf,
  gone,
  refused,
  secret,
  misplaced = [],
  byNewerRules = null,
  catalogue,
}: CheckOptions): CheckedWorkbook {
  const own: RowsByTab = new Map(parsed.map(({ tab, rows }) => [tab.id, rows]));
  const shared = identity.kind.id === 'alliance' ? own : (alliance ?? new Map());
  const settings = settingsFor(rowsOf(shared, settingsTab), identity.startYear);
  const schools = rowsOf(shared, schoolsTab);
  const names = schoolNames(schools.map(({ urn, name }) => ({ urn, name })));
  const calendars = new Map<string | null, SchoolCalendar>();

  const input: CheckInput = {
    asOf,
    year: academicYear(identity.startYear, settings.held(yearBegins).value),
    school: schools.find(({ urn }) => urn === identity.urn) ?? (shared.size === 0 ? schoolByItself(identity) : null),
    schools,
    settings,
    calendarOf(urn) {
      const known = calendars.get(urn);
      if (known) return known;
      const made = schoolCalendar(rowsOf(shared, calendarTab), urn);
      calendars.set(urn, made);
      return made;
    },
    rows: <T extends Tab>(tab: T): readonly Row<T>[] => rowsOf(own.has(tab.id) ? own : shared, tab),
    unusable: countedOnce((tab) =>
      (parsed.find((one) => one.tab.id === tab.id)?.unusable ?? []).map(({ read }) => read),
    ),
    nameOf: (urn) => names.nameOf(urn),
    parsed,
    gone,
    refused,
    misplaced,
    byNewerRules,
  };

  const findings: Finding[] = [];
  const outcomes: RuleOutcome[] = [];
  const fingerprint = fingerprintsInTurn(secret);
  for (const cited of adoptedRules(catalogue, settings)) {
    const { rule } = cited;
    if (rule.workbook !== 'both' && rule.workbook !== identity.kind.id) continue;
    if ((rule.from && asOf < rule.from) || (rule.until && asOf > rule.until)) continue;
    const why = whyNot(rule.reads, rule.workbook, input, parsed, shared, identity);
    if (why !== null) {
      outcomes.push({ id: rule.id, outcome: 'skipped', why });
      continue;
    }
    const found: Found[] = [];
    try {
      rule.check(seeing(input, rule.reads), (one) => found.push(one));
      outcomes.push({ id: rule.id, outcome: 'ran', why: null });
    } catch (error) {
      outcomes.push({ id: rule.id, outcome: 'crashed', why: error instanceof Error ? error.name : 'unknown' });
      continue;
    }
    for (const one of found) findings.push(toFinding(one, cited, parsed, fingerprint));
  }
  return { findings, outcomes };
}

/** A school's workbook that is checked away from its alliance knows the school only by what *Start here* says. */
function schoolByItself({ urn, school }: WorkbookIdentity): School | null {
  if (urn === null) return null;
  const unknown = { laestab: null, joinedOn: null, leftOn: null, head: null, chair: null, officeEmail: null };
  return { rowNumber: 0, key: urn, urn, name: school ?? urn, kind: 'maintained', ...unknown };
}

/** A rule sees only rows in which every column it reads could be read; the others wait to be mended. */
function seeing(input: CheckInput, reads: readonly Reads[]): CheckInput {
  const needed = new Map(reads.map(({ tab, columns }) => [tab.id, columns]));
  const readable = (tab: Tab, row: Row<Tab>) => !row.unread?.some((column) => needed.get(tab.id)?.includes(column));
  const unread = countedOnce((tab) => input.rows(tab).filter((row) => !readable(tab, row)));
  return {
    ...input,
    rows<T extends Tab>(tab: T): readonly Row<T>[] {
      const rows = input.rows(tab);
      return rows.some(({ unread }) => unread) ? rows.filter((row) => readable(tab, row)) : rows;
    },
    unusable: (tab, urn) => input.unusable(tab, urn) + unread(tab, urn),
  };
}

/** Counts the rows of a tab, or those that are or may be about a school: one whose school cannot be read may be about any. */
function countedOnce(rowsOf: (tab: Tab) => readonly object[]): CheckInput['unusable'] {
  const counted = new Map<string, { readonly all: number; readonly bySchool: ReadonlyMap<unknown, number> }>();
  const countsOf = (tab: Tab) => {
    const rows = rowsOf(tab);
    const bySchool = new Map<unknown, number>();
    for (const row of rows) {
      const school = (row as { school?: unknown }).school ?? null;
      bySchool.set(school, (bySchool.get(school) ?? 0) + 1);
    }
    return { all: rows.length, bySchool };
  };
  return (tab, urn) => {
    const counts = counted.get(tab.id) ?? countsOf(tab);
    counted.set(tab.id, counts);
    if (urn === undefined) return counts.all;
    return (counts.bySchool.get(urn) ?? 0) + (counts.bySchool.get(null) ?? 0);
  };
}

/** Why a rule cannot be checked, in words; null when it can. */
function whyNot(
  reads: readonly Reads[],
  where: string,
  input: CheckInput,
  parsed: readonly ParsedTab[],
  shared: RowsByTab,
  identity: WorkbookIdentity,
): string | null {
  if (where === 'school' && input.school === null) return 'The school is not in the alliance’s list of schools.';
  for (const { tab, columns, needsTerms } of reads) {
    const own = parsed.find((one) => one.tab.id === tab.id);
    if (!own && tab.workbook === identity.kind.id) return `The tab ${tab.title} is not in the workbook yet.`;
    if (!own && tab.workbook !== identity.kind.id && shared.size === 0)
      return 'The alliance’s workbook is not at hand.';
    if (own && !own.found) return `The tab ${tab.title} is missing.`;
    const isThere = (column: string, { places, younger }: Headings) => places.has(column) || younger.includes(column);
    const unread = own ? columns.filter((column) => !isThere(column, own.headings)) : [];
    if (unread.length > 0) return `${tab.title} has no column called ${tab.columns[unread[0]!]!.heading}.`;
    if (needsTerms && !input.calendarOf(input.school?.urn ?? null).known) return `${tab.title} names no term.`;
  }
  return null;
}

function toFinding(
  found: Found,
  cited: CitedRule,
  parsed: readonly ParsedTab[],
  fingerprint: ReturnType<typeof fingerprintsInTurn>,
): Finding {
  const { rule } = cited;
  const words = found.wording ?? rule.messages[found.message]!;
  const column = found.column === undefined ? undefined : found.tab?.columns[found.column];
  const place = parsed.find(({ tab }) => tab.id === found.tab?.id)?.headings.places.get(found.column ?? '');
  const cell = found.row && place !== undefined ? cellName(place, found.row.rowNumber) : null;
  const softened = words.severity === 'breach' && (found.limit === 'us' || found.uncertain === true);
  return {
    fingerprint: fingerprint([rule.id, found.tab?.id, found.row?.key, found.column, found.school, found.subject]),
    rule: rule.id,
    messageId: found.message,
    promise: promiseOf(cited),
    severity: softened ? 'warning' : words.severity,
    tab: found.tab?.title ?? null,
    cell,
    school: found.school ?? null,
    about: [...Object.values(found.row ?? {}), found.subject].filter(isDay),
    ...phrase({ says: words.says, fix: words.fix, data: found.data }, cell, column?.heading ?? null),
    suggestion: found.suggestion ?? null,
  };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
