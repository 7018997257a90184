import { hideCountsBelow } from '../../../../sheets-schema/core-settings.ts';
import { readSetting } from '../../../../sheets-schema/setting.ts';
import { settingsTab } from '../../../../sheets-schema/tabs/settings.tab.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import { TERMS, type Term } from '../../../figures/school-calendar.ts';
import type { StandsBehind } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import type { ExactFigure, ExactLine, ExactReport, LeftOut } from './exact-figures.ts';
import { totalsTabs } from './totals-sent.ts';

/** Whose totals stand in a report, by figure. */
export function schoolsBehind({ lines }: ExactReport): StandsBehind {
  const all = lines.map(({ current }) => [current.id, [...current.bySchool.keys()].sort()] as const);
  return Object.fromEntries(all.filter(([, urns]) => urns.length > 0));
}

/** The schools that stood behind a figure in an issue; before each figure had its own, those of its tab and group did. */
export function behindIn(issued: StandsBehind, { id, measure, group }: ExactFigure): readonly string[] {
  return issued[id] ?? issued[`${measure.tab.id}/${group}`] ?? [];
}

/** With which of its terms a school stands in an issue: all, unless that says otherwise. */
export function termsBehind(issued: StandsBehind, urn: string): readonly Term[] {
  const part = Object.entries(issued).find(([key, urns]) => key.startsWith(PART_YEAR) && urns.includes(urn));
  return part === undefined ? TERMS : TERMS.filter((term) => part[0].slice(PART_YEAR.length).split('+').includes(term));
}

/** The schools that stand in lines of a report with some of the terms alone, as they were members for part of the year. */
export function partYearBehind(lines: readonly ExactLine[]): StandsBehind {
  const terms = new Map(
    lines.flatMap(({ current }) => [...current.bySchool].map(([urn, share]) => [urn, share.terms] as const)),
  );
  const part = [...terms].filter(([, of]) => of.length < TERMS.length);
  const byTerms = Map.groupBy(part, ([, of]) => PART_YEAR + of.join('+'));
  return Object.fromEntries([...byTerms].map(([key, schools]) => [key, schools.map(([urn]) => urn).sort()]));
}

const PART_YEAR = 'terms/';

/** Why a report is not issued for now, in words for the alliance; null where it may be. */
export function whyHeldBack({ rows }: Situation, behind: StandsBehind, year: AcademicYear): string | null {
  const isLimitUnread = rows(settingsTab).some(({ setting, value }) => {
    const reading = setting === hideCountsBelow.id ? readSetting(hideCountsBelow, value, year.startYear) : null;
    return reading !== null && !('value' in reading);
  });
  if (isLimitUnread)
    return `The report is not issued while “${hideCountsBelow.title}” in Settings cannot be read, as it may hide others than the alliance means.`;
  if (Object.keys(behind).length > 0) return null;
  const tabs = totalsTabs.map(({ title }) => title).join(' and ');
  return `No school has sent totals of ${year.label} yet that can be used, so there is nothing to report. They are typed in ${tabs} of each school’s workbook.`;
}

/** The rows over which schools are left out of a figure, in words for the alliance’s board; none where every figure has all that was sent. */
export function whoIsLeftOut(report: ExactReport, nameOf: (urn: string) => string): readonly string[] {
  const rows = report.lines.flatMap((line) => leftOutOfLine(line, report));
  const byRow = Map.groupBy(rows, ({ urn, tab, row, why }) => `${nameOf(urn)}, ${tab}: ${row} (${why})`);
  return [...byRow.values()].map((same) => {
    const [{ urn, tab, row, why }] = same as [LeftOut];
    const columns = new Set(same.flatMap(({ column }) => column ?? []));
    return `${nameOf(urn)}, ${tab}: ${[row, ...columns].join(', ')} (${why})`;
  });
}

/** What of that a first issue would leave out for good: not what the year before lacks, nor a term for which the year stands in. */
export function whatIsMissing(report: ExactReport): readonly LeftOut[] {
  const terms = report.suspensionsByTerm.map(({ line }) => line);
  return report.lines
    .filter((line) => !terms.includes(line) && line.whole.bySchool.size > 0)
    .flatMap(({ whole }) => whole.leftOut.filter((one) => isTold(one, whole)));
}

function leftOutOfLine(line: ExactLine, { suspensionsByTerm, members }: ExactReport): readonly LeftOut[] {
  const { current, whole, unmatched } = line;
  const told = current.leftOut.filter((one) => isTold(one, whole));
  if (!suspensionsByTerm.some((one) => one.line === line))
    return [...told, ...unmatched.filter(({ why }) => why !== 'not sent')];
  // Who sends by the year alone lacks no term.
  const isByYear = (urn: string) => {
    const own = members.get(urn)!;
    const lacks = ({ current: { leftOut } }: ExactLine) =>
      leftOut.some((one) => one.urn === urn && one.why === 'missing');
    return suspensionsByTerm.every((one) => !own.includes(one.term) || lacks(one.line));
  };
  return told.filter(({ urn, why }) => why !== 'missing' || !isByYear(urn));
}

/** A group that a school did not send may be one that it does not have, and a column that all left blank one that nobody counts. */
function isTold({ why, mayBe }: LeftOut, { group, bySchool }: ExactFigure): boolean {
  if (mayBe && bySchool.size === 0) return false;
  return group === 'all' || why !== 'not sent';
}
