import type { CellType, Reading, Remark } from './cells/cell.ts';
import { tidy } from './cells/tidy.ts';

/** Who fixed a number. A limit that only we chose never makes a breach: it warns until the alliance writes its own. */
export type ChosenBy = 'source' | 'alliance' | 'us';

/** What the sources leave open and an alliance may decide, declared once by who reads it. */
export interface Setting<T = unknown> {
  /** As kept in the history, and never changed: begins with the pack whose it is, "harbour-compact/dues"; the core's have none. */
  readonly id: string;
  /** As *Settings* offers it. */
  readonly title: string;
  readonly cell: CellType<NonNullable<T>>;
  /** What it counts, or how it is typed, as it stands after a number: "school days after support ends". */
  readonly unit: string;
  /** What holds until the alliance decides. Null where the source names no number and neither do we. */
  readonly unset: T;
  /** What held instead before a version of the workbooks: it goes on holding in an alliance whose workbook was made before that. */
  readonly unsetBefore?: { readonly version: number; readonly value: T };
  /** What holds where that is null, in words: "no limit". */
  readonly whileNull?: string;
  readonly chosenBy: ChosenBy;
  /** What goes beyond it is a finding: only a warning while we chose it. */
  readonly isLimit?: boolean;
  /** What it decides, in a sentence that somebody new to the alliance understands. */
  readonly decides: string;
  /** Where what holds until then comes from, in a few words: the clause as it is cited, or why there is none. */
  readonly from: string;
}

/** Without a value of its own until the alliance decides, it may be null; else it always has one. */
export function defineSetting<T extends {}>(
  definition: Omit<Setting<T>, 'cell' | 'unset' | 'unsetBefore' | 'whileNull'> & {
    readonly cell: CellType<T>;
    readonly unset: NoInfer<T>;
    readonly unsetBefore?: { readonly version: number; readonly value: NoInfer<T> };
  },
): Setting<T>;
export function defineSetting<T extends {}>(
  definition: Omit<Setting<T>, 'cell' | 'unset' | 'whileNull'> & {
    readonly cell: CellType<T>;
    readonly unset: null;
    readonly whileNull: string;
  },
): Setting<T | null>;
export function defineSetting(definition: Setting): Setting {
  return definition;
}

/** A setting as it holds in one academic year. */
export interface Held<T> {
  readonly value: T;
  readonly chosenBy: ChosenBy;
  /** Something stands there that cannot be read, so that the alliance may have meant another value. */
  readonly isUnread?: true;
}

/** What an alliance decided, as it holds in one academic year. */
export interface Settings {
  held<T>(setting: Setting<T>): Held<T>;
}

/**
 * A row of *Settings*. Of those of one setting the newest that already applies decides; of two such the one whose key comes last, wherever
 * they stand: a snapshot has no order, and the schools' workbooks are to go by what the alliance's own goes by.
 */
export interface SettingRow {
  readonly key?: string;
  /** A setting's id. */
  readonly setting: string;
  readonly value: unknown;
  readonly fromYear: number | null;
}

/**
 * What holds in the academic year that begins in `year`; a value that cannot be read leaves the one before it in force, which then only we
 * chose: nobody is in breach of what the alliance meant to change. `madeWith` is the
 * version of the workbooks that the alliance's was made with.
 */
export function settingsFor(rows: readonly SettingRow[], year: number, madeWith: number): Settings {
  const applying = rows
    .filter((row) => (row.fromYear ?? 0) <= year)
    .sort((one, other) => (one.fromYear ?? 0) - (other.fromYear ?? 0) || inOrderOfKeys(one, other));
  return {
    held<T>(setting: Setting<T>): Held<T> {
      let isUnread = false;
      for (const row of applying.toReversed()) {
        const reading = row.setting === setting.id ? readSetting(setting, row.value, year) : null;
        if (reading && 'value' in reading) return held(reading.value, 'alliance', isUnread);
        isUnread ||= reading !== null;
      }
      return held(whileUndecided(setting, madeWith), setting.chosenBy, isUnread);
    },
  };
}

function held<T>(value: T, chosenBy: ChosenBy, isUnread: boolean): Held<T> {
  return isUnread ? { value, chosenBy: 'us', isUnread } : { value, chosenBy };
}

/** The rows of one setting and year by what tells them apart, which follows from what they say. */
export function inOrderOfKeys({ key: one = '' }: SettingRow, { key: other = '' }: SettingRow): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What holds until the alliance decides, where its workbook was made with that version of the workbooks. */
function whileUndecided<T>({ unset, unsetBefore }: Setting<T>, madeWith: number): T {
  return unsetBefore !== undefined && madeWith < unsetBefore.version ? unsetBefore.value : unset;
}

/** Reads a value with the setting's own kind of cell, its unit typed with it or not; null where there is nothing to read. */
export function readSetting<T>(
  setting: Setting<T>,
  value: unknown,
  academicYear: number,
): Reading<NonNullable<T>> | null {
  if (value === null || value === undefined) return null;
  const read = (typed: unknown) => setting.cell.read(typed as never, { academicYear, schools: null });
  const reading = read(value);
  if (typeof value !== 'string' || !countsIn(setting) || !('problem' in reading)) return reading;
  const bare = withoutUnit(value, setting);
  const again = bare === null ? reading : read(bare);
  return 'value' in again ? again : withoutGuess(value, reading.problem);
}

/** A setting's value as a person would type it; null where it has none. */
export function showSetting<T>({ cell }: Setting<T>, value: T, academicYear: number): string | null {
  return value === null ? null : cell.show(value as NonNullable<T>, { academicYear, schools: null });
}

function countsIn({ cell }: Setting): boolean {
  return cell.format === 'number' || cell.format === 'money';
}

/** The figure of "4 weeks" is no likely number of days. */
function withoutGuess(typed: string, { suggestion, ...problem }: Remark): { readonly problem: Remark } {
  const isOfOtherUnit = /\d.*\p{L}{2}/u.test(typed);
  return { problem: suggestion === undefined || isOfOtherUnit ? problem : { ...problem, suggestion } };
}

const FIGURES_THEN_WORDS = /^(£? ?\d(?:[\d.,' ]*\d)?) ?(\D+)$/;
const TIMES: Readonly<Record<string, string>> = { once: '1', twice: '2' };

/** "20" for "20 school days" and "3000" for "3000 a year", where that is what the setting counts; null for any other words. */
function withoutUnit(typed: string, { cell, unit }: Setting): string | null {
  const [counted = '', ...after] = unit.split(/ (?=a |after )/);
  const isYearly = after[0] === 'a year';
  const often = isYearly && cell.format === 'number' ? ['times', 'times a year'] : [];
  const known = [counted, after.join(' '), unit, ...often].map(asCounted);
  const text = tidy(typed).toLowerCase();
  const [first = '', ...rest] = text.split(' ');
  const times = often.length > 0 ? TIMES[first] : undefined;
  if (times !== undefined) return rest.length === 0 || known.includes(asCounted(rest.join(' '))) ? times : null;
  const [, figures, words] = FIGURES_THEN_WORDS.exec(text) ?? [];
  return figures !== undefined && known.includes(asCounted(words!)) ? figures : null;
}

/** One and many alike, "per year" and "p.a." like "a year", together or apart. */
function asCounted(words: string): string {
  return words
    .trim()
    .replace(/[.,;]$/, '')
    .replace(/\b(?:p\.? ?a|per annum|annually|yearly)$/, 'a year')
    .split(' ')
    .map((word) => (word === 'per' || word === 'each' || word === 'every' ? 'a' : word.replace(/(?<=..)s$/, '')))
    .join('');
}

/** How a value is typed, with an example, for whoever typed something else. */
export function howToType<T>(setting: Setting<T>, academicYear: number): string {
  const { cell, unit, unset, whileNull } = setting;
  const example = showSetting(setting, unset, academicYear) ?? '1';
  const how = cell.format === 'number' ? `Type a whole number of ${unit}, such as ${example}.` : cell.hint;
  return whileNull === undefined ? how : `${how} While it is blank: ${whileNull}.`;
}
