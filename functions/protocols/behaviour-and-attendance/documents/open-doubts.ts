import { hideCountsBelow } from '../../../../sheets-schema/core-settings.ts';
import { keyWithoutOccurrence, type ParsedTab } from '../../../../sheets-schema/parse-tab.ts';
import { readSetting } from '../../../../sheets-schema/setting.ts';
import type { Row } from '../../../../sheets-schema/tab.ts';
import { schoolsTab } from '../../../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../../../sheets-schema/tabs/settings.tab.ts';
import { yearLabel } from '../../../../sheets-schema/wording.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import type { School } from '../../../figures/members.ts';
import type { SchoolCalendar } from '../../../figures/school-calendar.ts';
import type { KeptWorkbook } from '../../define-issue.ts';
import { fingerprintOf, fingerprintsInTurn, type Keys } from '../../fingerprints.ts';
import type { Found, Rule } from '../../rule.ts';
import type { Situation } from '../../situation.ts';
import { dueAfterTerm } from '../../tab-checks/due-after-term.ts';
import { headingsInPlace } from '../../tab-checks/headings-in-place.ts';
import { rowsPassedOver } from '../../tab-checks/rows-passed-over.ts';
import { rowsToldApart, rowsTypedOnce } from '../../tab-checks/rows-told-apart.ts';
import { absenceAddsUp, pupilCountsFit } from '../totals-add-up.ts';
import { type Sender, type TotalsTab, totalsSent, totalsTabs } from './totals-sent.ts';

/** A row, or one that is missing, without which a printed figure cannot be trusted. Never says what a cell holds. */
export interface Doubt {
  /** The school's name, or what the alliance's own workbook is called. */
  readonly workbook: string;
  readonly tab: string;
  /** As its owner finds it: its term and group. */
  readonly row: string;
  readonly why: string;
}

/** Rules whose findings, unless they were accepted, put the figures of their row in doubt. They are asked anew, as of the day of the figures. */
const DOUBTED_BY: ReadonlyMap<Rule, string> = new Map([
  [rowsToldApart, 'there twice'],
  [rowsTypedOnce, 'there twice'],
  [absenceAddsUp, 'does not add up'],
  [pupilCountsFit, 'does not add up'],
  ...dueAfterTerm(totalsTabs).map((rule) => [rule, 'missing'] as const),
]);
/** Rules about how a tab was read, of which the records hold the findings alone. */
const UNREADABLE_BY: readonly Rule[] = [headingsInPlace, rowsPassedOver];
/** Counts that are printed of a whole year; the others are needed in every row. No figure rests on the columns left out. */
const OF_THE_YEAR: readonly string[] = ['persistent', 'severe', 'onceOrMore', 'twiceOrMore'];
const NOT_PRINTED: readonly string[] = ['suspendedFor', 'note'];

/** What is in doubt of the totals that schools sent for these years, as of the day of the alliance's situation. */
export function openDoubts(
  senders: readonly Sender[],
  alliance: Situation,
  printed: readonly number[],
  keys: Keys,
): Doubt[] {
  const doubts = [
    ...doubtsOfAlliance(alliance),
    ...senders.flatMap((sender) => doubtsOf(sender, alliance.year, printed, keys)),
  ];
  return [...new Map(doubts.map((one) => [`${one.workbook} ${one.tab} ${one.row}`, one])).values()];
}

/** A member that cannot be read is left out of every figure; a limit that cannot be read hides others than the alliance means. */
function doubtsOfAlliance({ rows, waiting, year }: Situation): Doubt[] {
  const workbook = 'The alliance’s own workbook';
  const limit = rows(settingsTab).some(({ setting, value }) => {
    const reading = setting === hideCountsBelow.id ? readSetting(hideCountsBelow, value, year.startYear) : null;
    return reading !== null && !('value' in reading);
  });
  return [
    ...(waiting(schoolsTab) > 0 ? [{ workbook, tab: schoolsTab.title, row: 'a school', why: 'cannot be read' }] : []),
    ...(limit ? [{ workbook, tab: settingsTab.title, row: hideCountsBelow.title, why: 'cannot be read' }] : []),
  ];
}

function doubtsOf(sender: Sender, year: AcademicYear, printed: readonly number[], keys: Keys): Doubt[] {
  return totalsTabs.flatMap((tab) => {
    const sent = printed.map((startYear) => totalsSent(tab, startYear, sender));
    return sender.sources.flatMap((source, at) => {
      const mine = sent.filter((one) => one?.source === source);
      // Last year's workbook counts only where this year's does not repeat its totals.
      if (at > 0 && mine.length === 0) return [];
      const rows = mine.flatMap((one) => (one?.rows ?? []) as readonly Row<TotalsTab>[]);
      const found = findingsOf(tab, sender.school, source, keys);
      const reasons = [
        ...rowsWaiting(tab, source, printed, year),
        ...countsUnread(tab, source, rows, year),
        ...found.flatMap((one) => reasonIn(one, tab, source, rows, year)),
        ...(isUnreadable(tab, source, keys)
          ? [{ row: 'the headings, or rows at the end', why: 'cannot be read' }]
          : []),
      ];
      return reasons.map((reason) => ({ workbook: sender.school.name, tab: tab.title, ...reason }));
    });
  });
}

type Reason = Pick<Doubt, 'row' | 'why'>;
type WaitingRow = KeptWorkbook['waiting'][number];

function rowsWaiting(
  tab: TotalsTab,
  { situation, waiting }: KeptWorkbook,
  printed: readonly number[],
  year: AcademicYear,
): Reason[] {
  const { startYear } = situation.year;
  return waiting
    .filter((row) => row.tab === tab.id && mayBeOf(printed, row, tab, startYear))
    .map((row) => ({ row: waitingInWords(tab, row, startYear, year), why: 'cannot be read' }));
}

function countsUnread(
  tab: TotalsTab,
  { situation, unread }: KeptWorkbook,
  rows: readonly Row<TotalsTab>[],
  year: AcademicYear,
): Reason[] {
  const ofTheYear = unread.filter((one) => one.tab === tab.id && one.columns.some(isOfTheYear));
  return rows
    .filter(({ key, period }) => period === 'year' && ofTheYear.some((one) => one.key === key))
    .map((row) => ({ row: rowInWords(tab, row, situation.year.startYear, year), why: 'cannot be read' }));
}

/** A finding in a row that is not printed is no reason, nor is a term that is missing where nothing is added up from terms. */
function reasonIn(
  { found, why }: { readonly found: Found; readonly why: string },
  tab: TotalsTab,
  source: KeptWorkbook,
  rows: readonly Row<TotalsTab>[],
  year: AcademicYear,
): Reason[] {
  if (found.row === undefined) return isMissed(rows, year, source) ? [{ row: missingInWords(found), why }] : [];
  const row = rows.find(({ key }) => key === found.row!.key);
  return row ? [{ row: rowInWords(tab, row, source.situation.year.startYear, year), why }] : [];
}

/** What the rules that doubt figures find in a tab of a school's records, less what was accepted. */
function findingsOf(tab: TotalsTab, school: School, { situation, accepted }: KeptWorkbook, keys: Keys) {
  const asked = doubting(situation, school);
  const parsed = totalsTabs.map((one) => asParsed(one, asked.rows<TotalsTab>(one)));
  return [...DOUBTED_BY].flatMap(([rule, why]) => {
    const fingerprint = fingerprintsInTurn(keys);
    const found: Found[] = [];
    rule.check(asked, (one) => found.push(one), { parsed });
    return found
      .map((one) => ({
        found: one,
        why,
        fingerprint: fingerprint([rule.id, one.tab?.id, one.row?.key, one.column, one.school, one.subject]),
      }))
      .filter((one) => one.found.tab?.id === tab.id && !accepted.has(one.fingerprint));
  });
}

/** The school's situation as the rules are to see it: a tab that is not there has no rows to doubt, and terms nobody typed end with the year. */
function doubting(situation: Situation, school: School): Situation {
  const calendar = situation.calendarOf(school.urn);
  return {
    ...situation,
    school,
    calendarOf: () => (calendar.known ? calendar : allDueAtTheEnd(calendar, situation.year)),
    rows(tab) {
      const look = situation.look(tab);
      return look.is === 'here' ? look.rows : [];
    },
  };
}

/** Kept rows as if they had just been read: all that could not be is among those that wait. */
function asParsed(tab: TotalsTab, rows: readonly Row<TotalsTab>[]): ParsedTab {
  const headings = { rowNumber: 1, places: new Map(), missing: [], doubled: [] };
  const parsed = {
    tab,
    found: true,
    headings,
    rows,
    unusable: [],
    remarks: [],
    repeats: repeatsAmong(rows),
    passedOver: [],
  };
  return parsed as unknown as ParsedTab;
}

/** Where no term was typed in *Calendar*, all three are over when the year is. */
function allDueAtTheEnd(calendar: SchoolCalendar, { from, to }: AcademicYear): SchoolCalendar {
  return { ...calendar, term: () => ({ from, to }) };
}

/** The natural key says which time it stands in the tab. */
function repeatsAmong(rows: readonly Row<TotalsTab>[]) {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return rows.flatMap((again) => {
    const first = byKey.get(keyWithoutOccurrence(again.key));
    return first === undefined || first === again ? [] : [{ first, again }];
  });
}

/** A term that is missing makes a total too small only where it is added up from terms; a year's row alone is the whole. */
function isMissed(rows: readonly Row<TotalsTab>[], { startYear }: AcademicYear, { situation }: KeptWorkbook): boolean {
  if (situation.year.startYear !== startYear) return false;
  const ofYear = rows.filter((row) => (row.year ?? startYear) === startYear);
  const ofAll = ofYear.filter(({ group }) => group === 'all');
  return ofYear.length > 0 && !(ofAll.length > 0 && ofAll.every(({ period }) => period === 'year'));
}

function isUnreadable(tab: TotalsTab, { findings, accepted }: KeptWorkbook, keys: Keys): boolean {
  const harmless = NOT_PRINTED.map((column) =>
    fingerprintOf([headingsInPlace.id, tab.id, null, column, null, null], keys),
  );
  return findings.some(
    ({ rule, severity, fingerprint, tab: title }) =>
      title === tab.title &&
      severity !== 'note' &&
      UNREADABLE_BY.some(({ id }) => id === rule) &&
      !accepted.has(fingerprint) &&
      !harmless.includes(fingerprint),
  );
}

function isOfTheYear(column: string): boolean {
  return OF_THE_YEAR.includes(column);
}

const context = (startYear: number) => ({ academicYear: startYear, schools: null });

/** False for a row of a year that is not printed. */
function mayBeOf(printed: readonly number[], { cells }: WaitingRow, tab: TotalsTab, usual: number): boolean {
  const startYear = yearTyped(cells, tab, usual);
  return startYear === null || printed.includes(startYear);
}

function yearTyped(cells: WaitingRow['cells'], tab: TotalsTab, usual: number): number | null {
  if ((cells['year'] ?? '') === '') return usual;
  const reading = tab.columns.year.cell.read(cells['year']!, context(usual));
  return 'value' in reading ? reading.value : null;
}

function waitingInWords(tab: TotalsTab, { cells }: WaitingRow, usual: number, year: AcademicYear): string {
  const { period, group } = tab.columns;
  const [when, who] = [
    period.cell.read(cells['period'] ?? '', context(usual)),
    group.cell.read(cells['group'] ?? '', context(usual)),
  ];
  const startYear = yearTyped(cells, tab, usual);
  return inOrder(
    'value' in when ? period.cell.show(when.value, context(usual)) : 'unknown term',
    'value' in who ? group.cell.show(who.value, context(usual)) : 'unknown group',
    startYear ?? year.startYear,
    year,
  );
}

function rowInWords(tab: TotalsTab, row: Row<TotalsTab>, usual: number, year: AcademicYear): string {
  const { period, group } = tab.columns;
  const words = [period.cell.show(row.period, context(usual)), group.cell.show(row.group, context(usual))] as const;
  return inOrder(...words, row.year ?? usual, year);
}

function missingInWords({ data }: Found): string {
  const term = String(data['term']);
  return `${term.charAt(0).toUpperCase()}${term.slice(1)}, ${data['group'] ?? 'All pupils'}`;
}

function inOrder(period: string, group: string, startYear: number, year: AcademicYear): string {
  return `${period}, ${group}${startYear === year.startYear ? '' : `, ${yearLabel(startYear)}`}`;
}
