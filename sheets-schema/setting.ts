import type { CellType, Reading } from './cells/cell.ts';
import { VERSIONS } from './versions.ts';

/** Who fixed a number. A limit that only we chose never makes a breach: it warns until the alliance writes its own. */
export type ChosenBy = 'source' | 'alliance' | 'us';

/** What the sources leave open and an alliance may decide, declared once by who reads it. */
export interface Setting<T = unknown> {
  /** As kept in the history: begins with the pack whose it is, "harbour-compact/dues"; the core's have none. */
  readonly id: string;
  /** As *Settings* offers it. */
  readonly title: string;
  readonly cell: CellType<NonNullable<T>>;
  readonly unit: string;
  /** What holds until the alliance decides. Null where the source names no number and neither do we. */
  readonly unset: T;
  /** What held instead before a version of the workbooks: it goes on holding in an alliance whose workbook was made before that. */
  readonly unsetBefore?: { readonly version: number; readonly value: T };
  readonly chosenBy: ChosenBy;
  /** Where it comes from, in a few words. */
  readonly from: string;
}

/** Without a value of its own until the alliance decides, it may be null; else it always has one. */
export function defineSetting<T extends {}>(
  definition: Omit<Setting<T>, 'cell' | 'unset' | 'unsetBefore'> & {
    readonly cell: CellType<T>;
    readonly unset: NoInfer<T>;
    readonly unsetBefore?: { readonly version: number; readonly value: NoInfer<T> };
  },
): Setting<T>;
export function defineSetting<T extends {}>(
  definition: Omit<Setting<T>, 'cell' | 'unset'> & { readonly cell: CellType<T>; readonly unset: null },
): Setting<T | null>;
export function defineSetting(definition: Setting): Setting {
  return definition;
}

/** A setting as it holds in one academic year. */
export interface Held<T> {
  readonly value: T;
  readonly chosenBy: ChosenBy;
}

/** What an alliance decided, as it holds in one academic year. */
export interface Settings {
  held<T>(setting: Setting<T>): Held<T>;
}

/** The row of *Settings* that decides: the newest that already applies, and of two such the lower one. */
export interface SettingRow {
  /** A setting's id. */
  readonly setting: string;
  readonly value: unknown;
  readonly fromYear: number | null;
}

/**
 * What holds in the academic year that begins in `year`; a value that cannot be read leaves the one before it in force. `madeWith` is the
 * version of the workbooks that the alliance's was made with: that of a new one, unless told.
 */
export function settingsFor(
  rows: readonly SettingRow[],
  year: number,
  madeWith: number = VERSIONS.workbooks,
): Settings {
  const applying = rows
    .filter((row) => (row.fromYear ?? 0) <= year)
    .sort((one, other) => (one.fromYear ?? 0) - (other.fromYear ?? 0));
  return {
    held<T>(setting: Setting<T>): Held<T> {
      for (const row of applying.toReversed()) {
        const reading = row.setting === setting.id ? readSetting(setting, row.value, year) : null;
        if (reading && 'value' in reading) return { value: reading.value, chosenBy: 'alliance' };
      }
      return { value: whileUndecided(setting, madeWith), chosenBy: setting.chosenBy };
    },
  };
}

/** What holds until the alliance decides, where its workbook was made with that version of the workbooks. */
function whileUndecided<T>({ unset, unsetBefore }: Setting<T>, madeWith: number): T {
  return unsetBefore !== undefined && madeWith < unsetBefore.version ? unsetBefore.value : unset;
}

/** Reads a value with the setting's own kind of cell; null where there is nothing to read. */
export function readSetting<T>(
  setting: Setting<T>,
  value: unknown,
  academicYear: number,
): Reading<NonNullable<T>> | null {
  if (value === null || value === undefined) return null;
  return setting.cell.read(value as never, { academicYear, schools: null });
}

/** A setting's value as a person would type it; null where it has none. */
export function showSetting<T>({ cell }: Setting<T>, value: T, academicYear: number): string | null {
  return value === null ? null : cell.show(value as NonNullable<T>, { academicYear, schools: null });
}
