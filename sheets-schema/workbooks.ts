import type { Settings } from './settings.ts';
import type { Tab } from './tab.ts';

/** The version of the workbooks that are made now: that of the newest column in these tabs. */
export function newestVersion(tabs: readonly Tab[]): number {
  return Math.max(...tabs.flatMap(({ columns }) => Object.values(columns).map(({ since }) => since)));
}

/** Whether the alliance keeps a tab, by what it adopted in *Settings*. */
export function isKept({ keptBy }: Tab, settings: Settings): boolean {
  return keptBy === null || settings[keptBy].value === true;
}
