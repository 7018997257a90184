import { pupilGroups } from '../../../../sheets-schema/tabs/pupil-groups.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import type { EarlierIssue, StandsBehind } from '../../define-issue.ts';
import type { Doubt } from './open-doubts.ts';
import { type Sender, totalsSent, totalsTabs } from './totals-sent.ts';

/** More than a handful nobody reads in one sentence. */
const NAMED = 5;

/** Whose totals stand in a report, by tab and group of pupils. */
export function schoolsBehind(senders: readonly Sender[], startYear: number): StandsBehind {
  const parts = totalsTabs.flatMap((tab) =>
    pupilGroups.map(({ value: group }) => {
      const sent = senders.filter((sender) =>
        totalsSent(tab, startYear, sender)?.rows.some((row) => row.group === group),
      );
      return [partOf(tab.id, group), sent.map(({ school }) => school.urn).sort()] as const;
    }),
  );
  return Object.fromEntries(parts.filter(([, urns]) => urns.length > 0));
}

/** What the schools behind a figure are kept under. */
export function partOf(tabId: string, group: string): string {
  return `${tabId}/${group}`;
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
  behind: StandsBehind,
  nameOf: (urn: string) => string,
): string | null {
  const came = differences(behind, before, nameOf);
  const went = differences(before, behind, nameOf);
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

/** What stands behind the one and not behind the other: school, tab and group. */
function differences(one: StandsBehind, other: StandsBehind, nameOf: (urn: string) => string): string[] {
  return totalsTabs.flatMap((tab) =>
    pupilGroups.flatMap(({ value, text }) => {
      const part = partOf(tab.id, value);
      const urns = (one[part] ?? []).filter((urn) => !other[part]?.includes(urn));
      return urns.map((urn) => `${nameOf(urn)}, ${tab.title}: ${text}`);
    }),
  );
}

function named(all: readonly string[]): string {
  const more = all.length - NAMED;
  return `${all.slice(0, NAMED).join('; ')}${more > 0 ? `; and ${more.toLocaleString('en-GB')} more` : ''}`;
}
