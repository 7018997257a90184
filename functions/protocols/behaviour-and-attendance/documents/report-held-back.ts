import { hideCountsBelow } from '../../../../sheets-schema/core-settings.ts';
import { readSetting } from '../../../../sheets-schema/setting.ts';
import { settingsTab } from '../../../../sheets-schema/tabs/settings.tab.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import type { StandsBehind } from '../../define-issue.ts';
import type { Situation } from '../../situation.ts';
import type { ExactFigure, ExactReport, LeftOut } from './exact-figures.ts';
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

/** The rows over which schools are left out of a figure, for the alliance’s board; none where every figure has all that was sent. */
export function whoIsLeftOut(report: ExactReport, nameOf: (urn: string) => string): readonly string[] {
  const { lines, suspensionsByTerm } = report;
  const terms = suspensionsByTerm.map(({ line }) => line);
  // Who sends by the year alone lacks no term.
  const byYear = (urn: string) =>
    terms.every(({ current }) => current.leftOut.some((one) => one.urn === urn && one.why === 'missing'));
  const all = lines.flatMap((line) => {
    const { current, unmatched } = line;
    const told = current.leftOut.filter((one) => isTold(one, current));
    if (terms.includes(line)) return told.filter(({ urn, why }) => why !== 'missing' || !byYear(urn));
    return [...told, ...unmatched.filter(({ why }) => why !== 'not sent')];
  });
  return [...new Set(all.map(({ urn, tab, row, why }) => `${nameOf(urn)}, ${tab}: ${row} (${why})`))];
}

/** A group that a school did not send may be one that it does not have. */
function isTold({ why }: LeftOut, { group }: ExactFigure): boolean {
  return group === 'all' || why !== 'not sent';
}
