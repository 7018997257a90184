import type { Settings } from '../../sheets-schema/setting.ts';
import type { Column, Columns, Row, Tab } from '../../sheets-schema/tab.ts';
import type { AcademicYear } from '../figures/academic-year.ts';
import type { School } from '../figures/members.ts';
import type { SchoolCalendar } from '../figures/school-calendar.ts';

/** Whose workbook, of the year that starts in `startYear`. */
export interface Whose {
  /** Null in the alliance's workbook. */
  readonly urn: string | null;
  readonly startYear: number;
}

/**
 * What there is of a tab. The alliance does not keep it; it keeps it, and the rows are not here, `why` in a sentence; or here they are,
 * none of them maybe. Nobody gets at rows without having told the three apart.
 */
export type Look<T extends Tab> =
  | { readonly is: 'not kept' }
  | { readonly is: 'not at hand'; readonly why: string }
  | { readonly is: 'here'; readonly rows: readonly Row<T>[] };

/** A row that waits to be mended and so counts nowhere yet. */
export interface WaitingRow {
  /** The year in whose workbook it is typed. */
  readonly typedIn: number;
  /** What could be read of it, by column; null where nothing could, or nothing is typed. */
  readonly read: Readonly<Record<string, unknown>>;
  /** Its cells as they were typed, by column. */
  readonly typed: Readonly<Record<string, string>>;
  /** The schools that it may be about, none where it names somebody else; null where it may be about any. */
  readonly mayBe: readonly string[] | null;
}

/** A tab whose rows are about a school, but for those that may name none. */
export type TabBySchool = Tab<Columns & { readonly school: Column<string, true> | Column<string | null, true> }>;

/**
 * One workbook and the alliance it belongs to, on a day: all that rules, standing, what is due, figures and documents go by. The
 * alliance's tabs are at hand for a school's workbook as its newest snapshot has them.
 */
export interface Situation {
  readonly whose: Whose;
  /** The workbook's school; null in the alliance's, and where the alliance's list does not have it. */
  readonly school: School | null;
  /** The alliance's list of schools is at hand and does not have the workbook's. */
  readonly isUnlisted: boolean;
  /**
   * Why nothing can be said of any promise: the alliance's members, what it decided, its calendar or its exceptions cannot be read, or a
   * column of theirs that verdicts rest on, or the row of the school itself, though its workbook is there. Null where they can be, and where that workbook is not at hand at all.
   */
  readonly whyUnsettled: string | null;
  /** The day promises are checked for and figures stand at. */
  readonly asOf: string;
  readonly year: AcademicYear;
  readonly settings: Settings;
  /** As *Schools* lists them. */
  readonly schools: readonly School[];
  /** Those that were members for any part of the year, each once. */
  readonly members: readonly School[];
  /** The name of a school, or its URN where no list has it. */
  nameOf(urn: string): string;
  /** A school's calendar; with null, that of the alliance. */
  calendarOf(urn: string | null): SchoolCalendar;
  /** The nth school day after a date, counted on into next year where its *Calendar* is at hand; null where the days end before. */
  schoolDaysAfter(urn: string | null, date: string, count: number): string | null;
  /** Whether a tab is one of those that people type in here, kept or not. */
  isOwn(tab: Tab): boolean;
  /** Whether the alliance keeps a tab, by what it adopted. */
  isKept(tab: Tab): boolean;
  look<T extends Tab>(tab: T): Look<T>;
  /**
   * The rows of a tab that is known to be here, as those that a rule `reads` are.
   * @throws Error for any other: whoever asks must look first.
   */
  rows<T extends Tab>(tab: T): readonly Row<T>[];
  /** The rows about each school of a tab that is known to be here; none for a school of which there are none. Throws like `rows`. */
  bySchool<T extends TabBySchool>(tab: T): (urn: string) => readonly Row<T>[];
  /** Rows that count in this year by the tab's own column for it, and are typed in the workbook of the year before or after. */
  elsewhere<T extends Tab>(tab: T): readonly { readonly typedIn: number; readonly row: Row<T> }[];
  /** Every row typed in the workbook of the year before or after, of a tab that another one `bringsWhole`; of any other, those that count in this year. */
  beside<T extends Tab>(tab: T): readonly { readonly typedIn: number; readonly row: Row<T> }[];
  /** What the year before leaves to this one of a figure that is carried, by the numbers that schools then had; nothing where that is not at hand. */
  broughtForward<Amount>(id: string): readonly (readonly [urn: string, Amount])[];
  /** What the newest snapshot of this very workbook keeps of a figure that is carried, this one's own where it is made from one. */
  keptBefore<Amount>(id: string): readonly (readonly [of: string, Amount])[];
  /** How many rows of the tab wait to be mended and so count nowhere yet; with a school, those that are or may be about it. */
  waiting(tab: Tab, urn?: string): number;
  /** Those rows, with what can be said of each. */
  waitingRows(tab: Tab): readonly WaitingRow[];
}

/** The rows that are here. @throws Error where they are not. */
export function rowsHere<T extends Tab>(tab: T, look: Look<T>): readonly Row<T>[] {
  if (look.is !== 'here') throw new Error(`asked for rows of ${tab.title} without a look whether they are here`);
  return look.rows;
}

/** Puts rows in order of their schools once, for all that look one up. */
export function indexBySchool<R extends { readonly school: string | null }>(
  rows: readonly R[],
): (urn: string) => readonly R[] {
  const index = Map.groupBy(rows, ({ school }) => school);
  return (urn) => index.get(urn) ?? [];
}

/** Counts rows, or those that are or may be about a school. */
export function countAbout(rows: readonly Pick<WaitingRow, 'mayBe'>[]): (urn?: string) => number {
  const bySchool = new Map<string, number>();
  for (const urn of rows.flatMap(({ mayBe }) => mayBe ?? [])) bySchool.set(urn, (bySchool.get(urn) ?? 0) + 1);
  const ofAny = rows.filter(({ mayBe }) => mayBe === null).length;
  return (urn) => (urn === undefined ? rows.length : (bySchool.get(urn) ?? 0) + ofAny);
}
