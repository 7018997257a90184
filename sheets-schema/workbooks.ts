import type { Settings } from './setting.ts';
import type { Tab, WorkbookKind } from './tab.ts';
import { absenceByTermTab } from './tabs/absence-by-term.tab.ts';
import { calendarTab } from './tabs/calendar.tab.ts';
import { contributionsTab } from './tabs/contributions.tab.ts';
import { documentsTab } from './tabs/documents.tab.ts';
import { evaluationsTab } from './tabs/evaluations.tab.ts';
import { exceptionsTab } from './tabs/exceptions.tab.ts';
import { exclusionsByTermTab } from './tabs/exclusions-by-term.tab.ts';
import { meetingsTab } from './tabs/meetings.tab.ts';
import { schoolsTab } from './tabs/schools.tab.ts';
import { settingsTab } from './tabs/settings.tab.ts';
import { staffDaysTab } from './tabs/staff-days.tab.ts';
import { supportRequestsTab } from './tabs/support-requests.tab.ts';
import { whoCameTab } from './tabs/who-came.tab.ts';

/** All the tabs people may type in, with the packs' yearly statements among them, in the order they stand. */
export function tabsWith(statements: readonly Tab[]): Readonly<Record<WorkbookKind, readonly Tab[]>> {
  return {
    alliance: [
      schoolsTab,
      settingsTab,
      calendarTab,
      meetingsTab,
      whoCameTab,
      contributionsTab,
      supportRequestsTab,
      exceptionsTab,
      documentsTab,
    ],
    school: [staffDaysTab, evaluationsTab, ...statements, absenceByTermTab, exclusionsByTermTab],
  };
}

/** The version of the workbooks that are made now: that of the newest column in these tabs. */
export function newestVersion(tabs: readonly Tab[]): number {
  return Math.max(...tabs.flatMap(({ columns }) => Object.values(columns).map(({ since }) => since)));
}

/** Whether the alliance keeps a tab, by what it adopted in *Settings*. */
export function isKept({ keptBy }: Tab, settings: Settings): boolean {
  return keptBy === null || settings.held(keptBy).value;
}
