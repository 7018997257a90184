import type { Settings } from './settings.ts';
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
import { yearlyStatementTab } from './tabs/yearly-statement.tab.ts';

/** All the tabs people may type in, in the order they stand; *Start here* comes before them, *Issued* and *Checks* after. */
export const tabsOf: Readonly<Record<WorkbookKind, readonly Tab[]>> = {
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
  school: [staffDaysTab, evaluationsTab, yearlyStatementTab, absenceByTermTab, exclusionsByTermTab],
};

export const allTabs: readonly Tab[] = [...tabsOf.alliance, ...tabsOf.school];

/** The version of the workbooks that are made now: that of the newest column. */
export function newestVersion(): number {
  return Math.max(...allTabs.flatMap(({ columns }) => Object.values(columns).map(({ since }) => since)));
}

/** Whether the alliance keeps a tab, by what it adopted in *Settings*. */
export function isKept({ keptBy }: Tab, settings: Settings): boolean {
  return keptBy === null || settings[keptBy].value === true;
}
