import type { Settings } from '../../sheets-schema/setting.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { School } from '../figures/members.ts';

export const START_HERE = 'Start here';
export const CHECKS = 'Checks';
export const ISSUED = 'Issued';
/** The ids of our own tabs, by their titles. */
export const OWN_IDS = { [START_HERE]: 'start-here', [CHECKS]: 'checks', [ISSUED]: 'issued' } as const;
export type OwnTab = keyof typeof OWN_IDS;

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

const BY_WHOSE = {
  alliance: { whose: 'The alliance’s', urnForm: '()' },
  school: { whose: 'A school’s', urnForm: '-(\\d+)' },
} as const;

export function defineWorkbook(kind: Omit<WorkbookKind, 'name' | 'keyForm'>): WorkbookKind {
  const { whose, urnForm } = BY_WHOSE[kind.of];
  return { ...kind, name: `${whose} ${kind.noun}`, keyForm: new RegExp(`^${kind.id}${urnForm}-(\\d{4})$`) };
}
