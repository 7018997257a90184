import type { Choice } from '../../sheets-schema/cells/choice.ts';
import type { MissingColumns } from '../../sheets-schema/rows-by-tab.ts';
import type { Setting } from '../../sheets-schema/setting.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { DocumentTemplate } from '../../templates/kit/document.ts';
import type { School } from '../figures/members.ts';
import type { Keys } from './fingerprints.ts';
import type { Severity } from './rule.ts';
import type { Situation } from './situation.ts';

/** A document that can be issued, as one declaration says all of it. */
export type Issue<Data = unknown> = (Declared<Data> & OneSchools<Data>) | (Declared<Data> & TheAlliances<Data>);

interface OneSchools<Data> {
  readonly about: 'school';
  /** Why there is nothing to say to a school, in a sentence; null where there is. Asked for every school, it is passed over. */
  nothingToSay?(situation: Situation, school: School): string | null;
  /** Why one school's is not issued for now, in a sentence with what to mend; null where it may be. */
  whyNotOf?(situation: Situation, school: School, made: Pick<MadeFrom, 'time' | 'followedBy'>): string | null;
  /** The schools that have one: the year's members, unless it says otherwise. */
  schools?(situation: Situation): readonly School[];
  /** Workbooks that it is made from, besides the alliance's own of the year. Each that has records is named in the register. */
  from(situation: Situation, school: School): readonly SchoolWorkbook[];
  /** What fills the template, by the alliance's situation. */
  data(situation: Situation, school: School, made: MadeFrom): Data;
}

/** The same of a document about all of them together. */
interface TheAlliances<Data> {
  readonly about: 'alliance';
  /** Why it is not issued for now, in a sentence with what to mend; null where it may be. */
  whyNot?(situation: Situation, made: MadeFrom): string | null;
  from(situation: Situation): readonly SchoolWorkbook[];
  data(situation: Situation, made: MadeFrom): Data;
}

interface Declared<Data> {
  /** Its id, which carries the pack, and what it is called where it is asked for. */
  readonly choice: Choice<string>;
  /** Whether it is about a time, from one day to another, and not about a day. */
  readonly isAboutATime?: true;
  /** A carried figure that it goes by: it is made from the first records that have it as it is kept now. Null where it is made from the newest. */
  standsSince?(situation: Situation, time: Time): { readonly figure: string; readonly of: string } | null;
  /** The setting without which the alliance does not keep the records that it is made from. */
  readonly needs: Setting<boolean>;
  /** What Settings has to say before it can be made, in a sentence; null where it says so. */
  lacks?(situation: Situation): string | null;
  /** Tabs of the alliance without whose rows it is not made. */
  readonly reads: readonly Tab[];
  /** Loaded when a document is made, so that nothing else waits for it. */
  template(): Promise<DocumentTemplate<Data>>;
  /** What may keep it from being issued though it could be printed; null where nothing does. */
  readonly safeguards: Safeguards<Data> | null;
}

export interface SchoolWorkbook {
  /** Null for the alliance's own, of another year. */
  readonly urn: string | null;
  readonly startYear: number;
}

/** From one day to another, both of them in it. */
export interface Time {
  readonly from: string;
  readonly to: string;
}

/** What a document is made from besides the alliance's situation: records as they stood at the end of its day. */
export interface MadeFrom {
  /** Null for a workbook without records by then. @throws Error for one that the declaration does not name in `from`. */
  keptOf(workbook: SchoolWorkbook): KeptWorkbook | null;
  /** The time that it is about, where it is about one: the year as far as it has gone, unless others were asked for. */
  readonly time: Time;
  /** The year after, once this one is over and a workbook of that one is kept, as "2026/27"; null before. */
  readonly followedBy: string | null;
  /** By which findings are kept, so that what was accepted is known again. */
  readonly keys: Keys;
  /** The documents that were issued in the year, the oldest first. */
  readonly issued: readonly IssuedBefore[];
  /** Who stood behind last year's last issue of the same document, where there was one that says so. */
  readonly behindLast: StandsBehind | null;
  /** Who stands behind this year's issues of it; null where there is none yet that says so. */
  readonly behindFirst: StandsBehind | null;
  /** What issues of it hid, this year's or those of the years beside it; null where this year's do not say. */
  readonly hiddenBefore: ReadonlySet<string> | null;
  /** The issues of it, this year's and those of the years beside it, as they were made. */
  readonly issues: readonly EarlierIssue[];
}

/** A document that stands in the register. */
export interface IssuedBefore {
  readonly document: string;
  readonly urn: string | null;
  readonly number: string;
  readonly issuedOn: string;
}

/** An issue that stands in the register, with the records that it was made from. */
export interface EarlierIssue extends Pick<MadeFrom, 'keptOf' | 'keys'> {
  readonly situation: Situation;
  /** Who stands behind it, by the numbers that schools had in its year. */
  readonly behindFirst: StandsBehind;
  /** The number that a school has in the year of the issue to be made. */
  numberNow(urn: string): string;
}

/** A school's workbook as it was kept: its situation, what of it could not be read, and what was found in it. */
export interface KeptWorkbook {
  readonly situation: Situation;
  /** Rows that wait to be mended: their tab's id, and their cells as they were typed. */
  readonly waiting: readonly { readonly tab: string; readonly cells: Readonly<Record<string, string>> }[];
  /** Columns of usable rows that could not be read, by the tab's id and the row's key. */
  readonly unread: readonly { readonly tab: string; readonly key: string; readonly columns: readonly string[] }[];
  readonly missingColumns: MissingColumns;
  /** `tab` is its title. */
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly rule: string;
    readonly severity: Severity;
    readonly tab: string | null;
  }[];
  /** Fingerprints of findings that were accepted, or answered with an agreed exception. */
  readonly accepted: ReadonlySet<string>;
}

/** Whose figures stand in a document: URNs, sorted, by the part that they stand in. */
export type StandsBehind = Readonly<Record<string, readonly string[]>>;

export interface Safeguards<Data> {
  /** Why it is not issued for now, in words for the alliance; null where it may be. */
  whyNot(situation: Situation, made: MadeFrom, data: Data): string | null;
  /** Whose records, and which rows of them, are left out because they are in doubt, for the alliance’s own people alone. */
  leftOut(situation: Situation, made: MadeFrom): readonly string[];
  /** Kept with the issue, for those that come after it. */
  standsBehind(situation: Situation, made: MadeFrom): StandsBehind;
  /** Parts of it of which a number is hidden, kept with the issue, so that none is shown by a later one. */
  hides(situation: Situation, made: MadeFrom): readonly string[];
  /** What the first issue of a year would fix that people may not mean it to; null where nothing does. They are asked before it. */
  whatIsFixed(situation: Situation, made: MadeFrom): string | null;
}

export function defineIssue<Data>(issue: Issue<Data>): Issue<Data> {
  return issue;
}
