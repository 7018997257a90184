import { type SettingRow, type Settings, settingsFor } from '../../sheets-schema/setting.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';

/** What holds in a year in an alliance whose workbook is made now. */
export function newSettings(rows: readonly SettingRow[], year: number): Settings {
  return settingsFor(rows, year, VERSIONS.workbooks);
}
