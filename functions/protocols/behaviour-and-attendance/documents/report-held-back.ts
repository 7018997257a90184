import type { AcademicYear } from '../../../figures/academic-year.ts';
import type { EarlierIssue, StandsBehind } from '../../define-issue.ts';
import type { ExactFigure, ExactReport } from './exact-figures.ts';
import type { Doubt } from './open-doubts.ts';
import { groupInWords } from './rows-in-words.ts';
import { totalsTabs } from './totals-sent.ts';

/** More than a handful nobody reads in one sentence. */
const NAMED = 5;

/** Whose totals stand in a report, by figure. */
export function schoolsBehind({ lines }: ExactReport): StandsBehind {
  const all = lines.map(({ current }) => [current.id, [...current.bySchool.keys()].sort()] as const);
  return Object.fromEntries(all.filter(([, urns]) => urns.length > 0));
}

/** The schools that stood behind a figure in an issue; before each figure had its own, those of its tab and group did. */
export function behindIn(issued: StandsBehind, { id, measure, group }: ExactFigure): readonly string[] {
  return issued[id] ?? issued[`${measure.tab.id}/${group}`] ?? [];
}

/** Why a report is not issued for now, in words for the alliance that name workbook, tab and row; null where it may be. */
export function whyHeldBack(doubts: readonly Doubt[], behind: StandsBehind, year: AcademicYear): string | null {
  if (doubts.length > 0) {
    const places = named(doubts.map(({ workbook, tab, row, why }) => `${workbook}, ${tab}: ${row} (${why})`));
    const rows = doubts.length === 1 ? '1 row of its totals is' : `${doubts.length} rows of its totals are`;
    return `The report is not issued while ${rows} in doubt. ${places}. Have them mended there or, where what stands there is right, accepted in Checks with a reason.`;
  }
  if (Object.keys(behind).length > 0) return null;
  const tabs = totalsTabs.map(({ title }) => title).join(' and ');
  return `No school has sent totals of ${year.label} yet, so there is nothing to report. They are typed in ${tabs} of each school’s workbook.`;
}

/**
 * Why a correction is not issued: over other schools than the issue before it, the difference between the two would be the figures
 * of the schools that came or went. Null where the same stand behind both.
 */
export function whyNoCorrection(
  { number, behind: before }: EarlierIssue,
  report: ExactReport,
  nameOf: (urn: string) => string,
): string | null {
  const came: string[] = [];
  const went: string[] = [];
  for (const { current } of report.lines) {
    const [now, then] = [[...current.bySchool.keys()], behindIn(before, current)];
    const inWords = (urn: string) => `${nameOf(urn)}, ${current.measure.tab.title}: ${groupInWords(current.group)}`;
    came.push(...now.filter((urn) => !then.includes(urn)).map(inWords));
    const isGone = (urn: string) =>
      current.id in before
        ? !now.includes(urn)
        : !report.lines.some((line) => isOfSameRows(line.current, current, urn));
    went.push(...then.filter(isGone).map(inWords));
  }
  if (came.length === 0 && went.length === 0) return null;
  const sentences = [
    `The report stands as issued in ${number}. A correction adds up the same schools and groups, as the difference between the two would give the figures of one school away.`,
    ...(came.length === 0
      ? []
      : [`New since then: ${named(came)}. They are for next year’s report; take them out of the tab for this one.`]),
    ...(went.length === 0 ? [] : [`Gone since then: ${named(went)}. Have them typed in again.`]),
  ];
  return sentences.join(' ');
}

/** Whether a figure is made of the same group's rows in the same tab, and the school stands behind it. */
function isOfSameRows({ measure, group, bySchool }: ExactFigure, other: ExactFigure, urn: string): boolean {
  return measure.tab === other.measure.tab && group === other.group && bySchool.has(urn);
}

function named(every: readonly string[]): string {
  const all = [...new Set(every)];
  const more = all.length - NAMED;
  return `${all.slice(0, NAMED).join('; ')}${more > 0 ? `; and ${more.toLocaleString('en-GB')} more` : ''}`;
}
