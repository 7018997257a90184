import type { OwnSheet } from '../../sheets-schema/sheet.ts';
import { EdgeError, type Workbooks } from '../edges/ports.ts';
import { type OwnTabs, withoutLinksAway } from '../workbooks/checks-beside.ts';
import { findTab } from '../workbooks/identify-workbook.ts';
import { checksTab } from '../workbooks/own-tabs/checks.ts';

const CHECKS_MISSING =
  'The tab Checks is missing, so findings cannot be shown in the workbook. Put the tab back from an earlier copy.';
const CHECKS_NOT_WRITTEN = 'The tab Checks could not be brought up to date, so it does not say what each one is.';

export interface Written {
  readonly written: boolean;
  /** Why our tabs could not be rewritten now; the next check does. */
  readonly later: string | null;
  /** That reason passes by itself. */
  readonly passes: boolean;
  /** Why findings have no place to be shown at. */
  readonly lacking: string | null;
  /** In whole sentences, for whoever is told, where *Checks* does not hold what was found. */
  readonly notInChecks: string | null;
}

/**
 * Step 6: our own tabs as they should stand (`checksLeft` is why *Checks* is left as it is), by at most one request, and none when nothing changed. An open workbook is left alone: what
 * is new goes in after it is closed.
 * @throws Error for a fault of ours only
 */
export async function writeBack(
  workbooks: Workbooks,
  ownTabs: OwnTabs,
  sheets: readonly OwnSheet[],
  checksLeft: string | null,
): Promise<Written | 'start-again'> {
  const back = await replace(workbooks, ownTabs, sheets);
  if (back === 'start-again') return back;
  const missing = findTab(ownTabs.tabs, checksTab.title) ? checksLeft : CHECKS_MISSING;
  const isNotSaid = back.later !== null && !back.passes && sheets.some(({ title }) => title === checksTab.title);
  const whyNot = isNotSaid ? back.later : (ownTabs.lacking ?? checksLeft);
  return {
    ...back,
    lacking: ownTabs.lacking ?? missing,
    notInChecks: whyNot === null ? missing : `${CHECKS_NOT_WRITTEN} ${whyNot}`,
  };
}

async function replace(workbooks: Workbooks, ownTabs: OwnTabs, sheets: readonly OwnSheet[]) {
  if (sheets.length === 0) return { written: false, later: null, passes: false };
  try {
    await workbooks.replaceOwnSheets(ownTabs.place, ownTabs.version, withoutLinksAway(sheets, ownTabs));
    return { written: true, later: null, passes: false };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    if (error.code === 'changed-meanwhile') return 'start-again';
    return { written: false, later: error.advice, passes: error.retryable };
  }
}
