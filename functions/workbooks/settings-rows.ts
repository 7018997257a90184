import { type Setting, settingsFor } from '../../sheets-schema/setting.ts';
import { wordsOf } from '../../sheets-schema/setting-words.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { type Catalogue, settingsToDecide } from '../protocols/catalogue.ts';

/** A row of *Settings* as a person would have typed it, by column; what is left out is blank. */
type TypedSetting = Readonly<Partial<Record<keyof (typeof settingsTab)['columns'], RawCell>>>;

/** The same of a row as cells, in the order of the tab's columns. */
export function typedSetting(cells: readonly RawCell[]): TypedSetting {
  return Object.fromEntries(Object.keys(settingsTab.columns).map((column, at) => [column, cells[at] ?? null]));
}

/**
 * *Settings* as it is first made: what was typed already, and a row without a value for everything else that the packs it adopted and
 * the core let it decide, in the order a coordinator reads. Each says its unit, and what holds while it is blank.
 */
export function filledSettings(
  typed: readonly TypedSetting[],
  startYear: number,
  catalogue: Catalogue,
): TypedSetting[] {
  const context = { academicYear: startYear, schools: null };
  const named = ({ setting }: TypedSetting) => {
    const found = typeof setting === 'string' ? catalogue.lists.settings.find(setting) : null;
    return (found && 'value' in found && catalogue.settings.find(({ id }) => id === found.value)) || null;
  };
  const rows = typed.map((row) => ({ setting: named(row), row }));
  const decided = rows.flatMap(({ setting, row: { value, fromYear = null } }) => {
    const reading = fromYear === null ? { value: null } : settingsTab.columns.fromYear.cell.read(fromYear, context);
    return setting && 'value' in reading ? [{ setting: setting.id, value, fromYear: reading.value }] : [];
  });
  // Of what the alliance did not sign nothing is said; it is in the list under Setting.
  const adoptions = new Set<Setting>(catalogue.packs.map(({ adoptedBy }) => adoptedBy));
  const untyped = settingsToDecide(catalogue, settingsFor(decided, startYear, VERSIONS.workbooks))
    .filter((setting) => !adoptions.has(setting) && rows.every((one) => one.setting !== setting))
    .map((setting) => ({ setting, row: { setting: setting.title } as TypedSetting }));
  const place = ({ setting }: { readonly setting: Setting | null }) =>
    setting === null ? catalogue.settings.length : catalogue.settings.indexOf(setting);
  const unset = settingsFor([], startYear, VERSIONS.workbooks);
  return [...rows, ...untyped]
    .toSorted((one, other) => place(one) - place(other))
    .map(({ setting, row }) =>
      setting === null ? row : { ...row, ...wordsOf(setting, unset.held(setting).value, startYear) },
    );
}

/** The same as cells. */
export function settingsRows(...filling: Parameters<typeof filledSettings>): RawCell[][] {
  const columns = Object.keys(settingsTab.columns) as (keyof TypedSetting)[];
  return filledSettings(...filling).map((row) => columns.map((column) => row[column] ?? null));
}
