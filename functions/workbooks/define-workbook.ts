import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { NewSheet, OwnSheet, RawTab } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { School } from '../figures/members.ts';
import type { KeptIssue, Records } from '../history/records.ts';
import type { Manifest, WorkbookContent } from '../history/snapshot.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import type { RuleOutcome } from '../protocols/check.ts';
import type { Pack } from '../protocols/pack.ts';
import type { Situation } from '../protocols/situation.ts';
import type { KeptOfSchool } from './answers-of-schools.ts';
import type { ChecksPlan } from './own-tabs/checks/plan-checks.ts';

/** The place among a kind's tabs where the yearly statements of the packs stand. */
export const STATEMENTS = 'the packs’ yearly statements';

/** Whom a kind of workbook is for: who is told of it, and who may edit it. */
export interface BookOwner {
  /** "coordinator’s e-mail address": what is to be typed in `tab` while nobody knows it. */
  readonly address: string;
  /** "coordinator e-mail": the same as it is said to be missing there. */
  readonly addressInShort: string;
  readonly tab: Tab;
  /** May accept a breach of what was promised, and let in by name whoever is to see the workbook. */
  readonly decides: boolean;
  /** The address as the alliance's *Settings* and *Schools* have it; null where they have none. */
  addressIn(settings: Settings, school: School | null): string | null;
}

/** A kind of workbook. All that the program does to one follows from what is said here. */
export interface WorkbookKind {
  /** Its name in the keys of the history: small letters, with hyphens between words. Never used again for another. */
  readonly id: string;
  /** One for the alliance and year, or one for each school and year. */
  readonly of: 'alliance' | 'school';
  /** "workbook", as in "the workbook of Elm Park High School". */
  readonly noun: string;
  /** What lists and files call one, before the year, by the name of its school; null in what is the alliance's. */
  called(school: string | null): string;
  /** What it holds, in a sentence, as *Start here* says it. */
  readonly purpose: string;
  /** The tabs people type in, in the order they stand. */
  readonly tabs: readonly (Tab | typeof STATEMENTS)[];
  /** Our own tabs in the order they stand, the first one before those that people type in and the others after them. */
  readonly ownTabs: readonly OwnTab[];
  /** The ids of the kinds whose newest records it is checked or filled in with: it is looked at again when those are new. */
  readonly leansOn: readonly string[];
  readonly owner: BookOwner;
  /**
   * What the history has of it. Of rows about pupils sums alone: they are read, checked and counted, and no row, key, reply or message
   * is kept. Never changed once there is a history.
   */
  readonly keeps: 'rows' | 'sums';
  /** Whether *Start here* tells how the promises stand, what is due, and what the alliance's records say of the school. */
  readonly tellsOfPromises: boolean;
  /** "A school’s workbook", by which *Start here* says what it is. */
  readonly name: string;
  /** As in its keys: the kind, the school's URN where it is a school's, the year it starts in. */
  readonly keyForm: RegExp;
}

/** Whose workbook of which kind and year; `urn` is null in what is the alliance's. */
export interface WhoseWorkbook {
  readonly kind: WorkbookKind;
  readonly urn: string | null;
  readonly startYear: number;
}

/** A workbook as it says what it is. */
export interface WorkbookIdentity extends WhoseWorkbook {
  readonly alliance: string;
  readonly school: string | null;
}

/** A workbook as it is made: what our own tabs may show before the first check. */
export interface AsMade {
  readonly identity: WorkbookIdentity;
  /** The version of the workbooks that it was made with. */
  readonly madeWith: number;
  readonly parsed: readonly ParsedTab[];
}

/** How far the workbooks of a year and of the next are made; null where there is nothing to say of one. */
export interface MadeInWords {
  readonly thisYear: string | null;
  readonly nextYear: string | null;
}

/** A workbook as it was checked: all that our own tabs may show. The school has the name that the alliance's list has for it. */
export interface AsChecked extends AsMade {
  readonly situation: Situation;
  readonly checks: ChecksPlan;
  readonly outcomes: readonly RuleOutcome[];
  /** What the alliance's records say of findings; null where they are not at hand, and in its own workbook. */
  readonly alliance: Pick<Records, 'findings' | 'accepted'> | null;
  /** What the newest snapshots know of each member, by its URN, in what tells of all; in another workbook nothing. */
  readonly ofSchools: ReadonlyMap<string, KeptOfSchool>;
  /** The register of documents, in a workbook that lists it. */
  readonly issues: readonly KeptIssue[];
  /** How far the workbooks of the year and of the next are made, in the alliance's own; null in any other. */
  readonly made: MadeInWords | null;
  /** The instant at which the rows last changed: UTC. */
  readonly lastChange: string;
  readonly catalogue: Catalogue;
}

/** A workbook as a snapshot holds it. */
export interface AsKept {
  readonly manifest: Manifest;
  readonly content: WorkbookContent;
  readonly packs: readonly Pack[];
}

/** A tab that Concordat fills in. All that the program does to one follows from what is said here (own-tabs/define-own-tab.ts). */
export interface OwnTab {
  /** Never used again for another: what Google knows the sheet by follows from it. */
  readonly id: string;
  readonly title: string;
  /** The version of the workbooks since which it is there. It is put into those made before. */
  readonly since: number;
  make(of: AsMade): NewSheet;
  /**
   * `made` with what stands in the tab of a workbook that was made with a version, where people write in it.
   * @throws Refusal where it is not known which words are theirs
   */
  takeOver(made: NewSheet, standing: RawTab, madeWith: number): NewSheet;
  /** How it should stand; null where it stands so already, or where it is not known which words in it are people's. */
  plan(current: RawTab, of: AsChecked): OwnSheet | null;
  /** `made` with what a snapshot knows of it. */
  restore(made: NewSheet, of: AsKept): NewSheet;
}

const BY_WHOSE = {
  alliance: { whose: 'The alliance’s', urnForm: '()' },
  school: { whose: 'A school’s', urnForm: '-(\\d+)' },
} as const;

export function defineWorkbook(kind: Omit<WorkbookKind, 'name' | 'keyForm'>): WorkbookKind {
  const { whose, urnForm } = BY_WHOSE[kind.of];
  return { ...kind, name: `${whose} ${kind.noun}`, keyForm: new RegExp(`^${kind.id}${urnForm}-(\\d{4})$`) };
}
