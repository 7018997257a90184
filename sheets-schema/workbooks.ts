import type { Settings } from './setting.ts';
import type { Tab } from './tab.ts';

/** Whether the alliance keeps a tab, by what it adopted in *Settings*. */
export function isKept({ keptBy }: Tab, settings: Settings): boolean {
  return keptBy === null || settings.held(keptBy).value;
}
