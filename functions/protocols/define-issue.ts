import type { Choice } from '../../sheets-schema/cells/choice.ts';
import type { Setting } from '../../sheets-schema/setting.ts';
import type { DocumentTemplate } from '../../templates/kit/document.ts';
import type { Secret } from '../edges/ports.ts';
import type { AcademicYear } from '../figures/academic-year.ts';
import type { School } from '../figures/members.ts';
import type { Records } from '../history/records.ts';

/** A document that can be issued, as one declaration says all of it. */
export type Issue<Data = unknown, Id extends string = string> =
  | (Declared<Data, Id> & OneSchools<Data>)
  | (Declared<Data, Id> & TheAlliances<Data>);

interface OneSchools<Data> {
  readonly about: 'school';
  /** Workbooks of schools that it is made from, besides the alliance's own. Each that has records is named in the register. */
  from(alliance: Records, year: AcademicYear, school: School): readonly SchoolWorkbook[];
  /** What fills the template. */
  data(from: MadeFrom, school: School): Data;
}

/** The same of a document about all of them together. */
interface TheAlliances<Data> {
  readonly about: 'alliance';
  from(alliance: Records, year: AcademicYear): readonly SchoolWorkbook[];
  data(from: MadeFrom): Data;
}

interface Declared<Data, Id extends string> {
  /** Its id, which carries the pack, and what it is called where it is asked for. */
  readonly choice: Choice<Id>;
  /** The setting without which the alliance does not keep the records that it is made from. */
  readonly needs: Setting<boolean>;
  /** Loaded when a document is made, so that nothing else waits for it. */
  template(): Promise<DocumentTemplate<Data>>;
  /** What may keep it from being issued though it could be printed; null where nothing does. */
  readonly safeguards: Safeguards<Data> | null;
}

export interface SchoolWorkbook {
  readonly urn: string;
  readonly startYear: number;
}

/** What a document is made from: records as they stood at the end of a day. */
export interface MadeFrom {
  readonly alliance: Records;
  readonly year: AcademicYear;
  readonly asOf: string;
  /** Under which findings are kept, so that what was accepted is known again. */
  readonly secret: Secret;
  /** Null for a workbook without records by then. @throws Error for one that the declaration does not name in `from`. */
  recordsOf(workbook: SchoolWorkbook): Records | null;
  /** Who stood behind last year's last issue of the same document, where there was one that says so. */
  readonly behindLast: StandsBehind | null;
}

/** Whose figures stand in a document: URNs, sorted, by the part that they stand in. */
export type StandsBehind = Readonly<Record<string, readonly string[]>>;

export interface Safeguards<Data> {
  /** Why it is not issued for now, in words for the alliance; null where it may be. */
  whyNot(from: MadeFrom, data: Data): string | null;
  /** Kept with the issue, for those that come after it. */
  standsBehind(from: MadeFrom): StandsBehind;
  /** Why what it says now does not replace an earlier issue, in words for the alliance; null where it may. */
  whyNoCorrection(from: MadeFrom, earlier: EarlierIssue): string | null;
}

export interface EarlierIssue {
  readonly number: string;
  readonly behind: StandsBehind;
}

export function defineIssue<Data, const Id extends string>(issue: Issue<Data, Id>): Issue<Data, Id> {
  return issue;
}
