import type { CellType, Reading } from './cells/cell.ts';

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
  readonly chosenBy: ChosenBy;
  /** Where it comes from, in a few words. */
  readonly from: string;
}

/** Without a value of its own until the alliance decides, it may be null; else it always has one. */
export function defineSetting<T extends {}>(
  definition: Omit<Setting<T>, 'cell' | 'unset'> & { readonly cell: CellType<T>; readonly unset: NoInfer<T> },
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

/** What holds in the academic year that begins in `year`; a value that cannot be read leaves the one before it in force. */
export function settingsFor(rows: readonly SettingRow[], year: number): Settings {
  const applying = rows
    .filter((row) => (row.fromYear ?? 0) <= year)
    .sort((one, other) => (one.fromYear ?? 0) - (other.fromYear ?? 0));
  return {
    held<T>(setting: Setting<T>): Held<T> {
      for (const row of applying.toReversed()) {
        const reading = row.setting === setting.id ? readSetting(setting, row.value, year) : null;
        if (reading && 'value' in reading) return { value: reading.value, chosenBy: 'alliance' };
      }
      return { value: setting.unset, chosenBy: setting.chosenBy };
    },
  };
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
