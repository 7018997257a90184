import type { RawTab } from '../../sheets-schema/sheet.ts';
import { findTab } from './identify-workbook.ts';
import { listsFindings } from './own-tabs/checks/plan-checks.ts';
import { checksTab } from './own-tabs/checks.ts';
import { NOTHING_CHECKED } from './own-tabs/start-here/verdict.ts';
import { startHereTab } from './own-tabs/start-here.ts';

/** Whether a workbook shows that it was checked before: its *Checks* lists something, or *Start here* no longer says that nothing was. */
export function wasChecked(tabs: readonly RawTab[]): boolean {
  const [start, checks] = [findTab(tabs, startHereTab.title), findTab(tabs, checksTab.title)];
  const isUntouched = start === undefined || start.rows.some((row) => row.includes(NOTHING_CHECKED));
  return !isUntouched || (checks !== undefined && listsFindings(checks));
}
