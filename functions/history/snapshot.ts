import type { MissingColumns } from '../../sheets-schema/rows-by-tab.ts';
import type { JsonObject } from './canonical.ts';

/** A row's typed cells, or a finding: whatever stands under one natural key. */
export type RecordValue = JsonObject;

/** What a workbook holds: records by key, by section. A section is a tab's id, such as `staff-days`, or `findings`. */
export type WorkbookContent = ReadonlyMap<string, ReadonlyMap<string, RecordValue>>;

/** The records of one section whose keyed hash begins with `bits`, by key. Kept as canonical JSON behind its salt. */
export interface Bucket {
  readonly section: string;
  readonly bits: string;
  readonly records: readonly (readonly [key: string, value: RecordValue])[];
}

export interface ManifestSection {
  readonly count: number;
  /** Names of the buckets' blobs, by bits. */
  readonly buckets: Readonly<Record<string, string>>;
}

declare const digest: unique symbol;
/** A keyed hash of all rows of a workbook, 64 hex digits. Nothing else can be given in its place. */
export type RowsDigest = string & { readonly [digest]: true };

/** How many findings of a rule there are of one severity in one column. */
export interface FindingCount {
  /** Keyed, over all that follows but the count. */
  readonly fingerprint: string;
  readonly rule: string;
  /** The tab's id; null where they are about no tab. */
  readonly tab: string | null;
  /** The column's id; null where they are about a whole row or tab. */
  readonly column: string | null;
  readonly severity: 'problem' | 'breach' | 'warning' | 'reminder' | 'note';
  readonly count: number;
}

/** What a snapshot has of a workbook in the place of its rows, findings and answers. Nothing in it has room for what was typed. */
export interface InPlaceOfRows {
  /** The ids of the tabs that were there. */
  readonly tabs: readonly string[];
  readonly rows: RowsDigest;
  readonly findings: readonly FindingCount[];
}

/** What the program knew that wrote a snapshot. Whoever knows less refuses it, by the head alone. */
export interface MadeBy {
  /** How snapshots are kept. */
  readonly format: typeof FORMAT;
  /** The version of the workbooks. */
  readonly schema: number;
  /** The version of the rules it was checked by. */
  readonly rules: number;
}

export const FORMAT = 2;

/** The snapshot before, with its signature: so every past head can still be proved. */
export interface ParentLink {
  readonly hash: string;
  readonly signature: string;
  readonly keyId: string;
}

/** One snapshot. Its hash is the name of the blob in which its canonical JSON is kept. */
export interface Manifest extends MadeBy {
  readonly workbook: string;
  /** 1 for the first snapshot of a workbook. */
  readonly sequence: number;
  /** When it was taken: UTC with milliseconds, `2025-11-03T14:32:00.000Z`. */
  readonly at: string;
  /** The day the checks were made for: `2025-11-03`. */
  readonly asOf: string;
  readonly parent: ParentLink | null;
  /** None where only sums are kept. */
  readonly sections: Readonly<Record<string, ManifestSection>>;
  /** Null where rows are kept. */
  readonly sums: InPlaceOfRows | null;
  /** The ids of tabs that ought to have been there and were not: what they held is not known, and not nothing. */
  readonly missing: readonly string[];
  /**
   * By the ids of the other tabs, the ids of columns whose heading was not there: what stood in them is not known, and not blank. Only
   * where there are such.
   */
  readonly missingColumns?: MissingColumns;
  /** By rule: `ran`, `crashed`, or why it was skipped. */
  readonly outcomes: JsonObject;
  readonly figures: JsonObject;
  /** The alliance's snapshot that a school's workbook was checked with; null for the alliance's own, and where it was not at hand. */
  readonly leansOn: string | null;
  /** By their keys, the snapshots of other years' workbooks whose rows count in this one; only where there are such. */
  readonly otherYears?: Readonly<Record<string, string>>;
  readonly byNewerRules: ByNewerRules | null;
  /** The version of the workbooks that the workbook was made with, where that is not the first. */
  readonly madeWith?: number;
}

/** What a snapshot says changed because rules did: those by id that found something else than the snapshot before, as of the day `since`. */
export interface ByNewerRules {
  readonly since: string;
  readonly rowsChanged: boolean;
  readonly rules: readonly string[];
}

/** The newest snapshot of a workbook, kept as the document `head/<workbook>`. */
export interface Head extends MadeBy {
  readonly hash: string;
  readonly sequence: number;
  readonly at: string;
  readonly asOf: string;
  readonly signature: string;
  readonly keyId: string;
  readonly publicKey: string;
  /** The last snapshot of an earlier day, so that "since yesterday" is one read; null where none is known. */
  readonly dayStart: string | null;
}

export function headKey(workbook: string): string {
  return `head/${workbook}`;
}

/** What is signed to make a snapshot the head. */
export function textToSign(
  { format, schema, rules, workbook, sequence }: MadeBy & Pick<Manifest, 'workbook' | 'sequence'>,
  hash: string,
): string {
  return `concordat-head-v${format}\nschema ${schema}\nrules ${rules}\n${workbook}\n${sequence}\n${hash}`;
}

/** `dayStart` of the snapshot that follows `parent`. Null if its day lies before its parent's: only a longer walk could tell. */
export function dayStartAfter(
  parent: { readonly hash: string; readonly asOf: string; readonly dayStart: string | null },
  asOf: string,
): string | null {
  if (parent.asOf < asOf) return parent.hash;
  return parent.asOf === asOf ? parent.dayStart : null;
}
