import type { AcademicYear } from '../../../figures/academic-year.ts';
import type { StandsBehind } from '../../define-issue.ts';
import type { ExactFigure, ExactReport } from './exact-figures.ts';
import type { Doubt } from './open-doubts.ts';
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

function named(every: readonly string[]): string {
  const all = [...new Set(every)];
  const more = all.length - NAMED;
  return `${all.slice(0, NAMED).join('; ')}${more > 0 ? `; and ${more.toLocaleString('en-GB')} more` : ''}`;
}
