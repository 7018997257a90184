import type { MissingColumns } from '../../sheets-schema/rows-by-tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import type { Secret } from '../edges/ports.ts';
import { bucketise } from './buckets.ts';
import { canonicalText, type JsonObject } from './canonical.ts';
import { keptBlob } from './kept-blob.ts';
import type { KeptSums } from './kept-sums.ts';
import {
  type ByNewerRules,
  dayStartAfter,
  FORMAT,
  type Head,
  type Manifest,
  type ManifestSection,
  type WorkbookContent,
} from './snapshot.ts';
import { manifestForm } from './stored-forms.ts';

const MANIFEST_BYTES = 1_000_000;

export interface SnapshotPlan {
  readonly manifest: Manifest;
  readonly manifestHash: string;
  /** What the store does not have yet, the manifest last. */
  readonly blobs: ReadonlyMap<string, string>;
  readonly dayStart: string | null;
}

/** What is kept of a workbook whose rows are. */
export interface KeptRows {
  readonly keeps: 'rows';
  readonly content: WorkbookContent;
  readonly outcomes: JsonObject;
  readonly figures: JsonObject;
}

export interface SnapshotInput {
  /** The snapshot this one follows; null for a workbook's first. */
  readonly previous: { readonly head: Head; readonly manifest: Manifest } | null;
  readonly secret: Secret;
  readonly workbook: string;
  readonly kept: KeptRows | KeptSums;
  /** The ids of tabs that ought to be there and are not. */
  readonly missing?: readonly string[];
  readonly missingColumns?: MissingColumns;
  readonly leansOn?: string | null;
  readonly otherYears?: Manifest['otherYears'];
  readonly byNewerRules?: ByNewerRules | null;
  /** The version of the workbooks that it was made with; the first unless told. */
  readonly madeWith?: number;
  /** UTC with milliseconds. A clock that runs behind the previous snapshot's is taken to stand still. */
  readonly at: string;
  readonly asOf: string;
}

/**
 * What to store so that the workbook's present state becomes its newest snapshot; null when rules, rows or sums, tabs and
 * columns that are missing, outcomes, figures and the version that the workbook was made with are those of the previous one. Time alone is no difference.
 * @throws RangeError when a record, or the list of contents, is too large to keep.
 */
export function planSnapshot(input: SnapshotInput): SnapshotPlan | null {
  const {
    previous,
    secret,
    workbook,
    kept,
    missing = [],
    missingColumns = {},
    leansOn = null,
    otherYears = {},
    byNewerRules = null,
    madeWith = 1,
    at,
    asOf,
  } = input;
  const sections: [string, ManifestSection][] = [];
  const blobs = new Map<string, string>();
  for (const [section, records] of kept.keeps === 'rows' ? kept.content : []) {
    const made = bucketise(section, records, secret);
    sections.push([section, { count: records.size, buckets: Object.fromEntries(made.buckets) }]);
    for (const [name, text] of made.blobs) blobs.set(name, text);
  }

  const manifest: Manifest = {
    format: FORMAT,
    schema: VERSIONS.workbooks,
    rules: VERSIONS.rules,
    workbook,
    sequence: (previous?.manifest.sequence ?? 0) + 1,
    at: previous !== null && previous.manifest.at > at ? previous.manifest.at : at,
    asOf,
    parent: previous && {
      hash: previous.head.hash,
      signature: previous.head.signature,
      keyId: previous.head.keyId,
    },
    sections: Object.fromEntries(sections),
    sums: kept.keeps === 'rows' ? null : { tabs: kept.tabs, rows: kept.rows, findings: kept.findings },
    missing,
    outcomes: kept.outcomes,
    figures: kept.figures,
    leansOn,
    byNewerRules,
    ...(Object.keys(missingColumns).length > 0 && { missingColumns }),
    ...(Object.keys(otherYears).length > 0 && { otherYears }),
    ...(madeWith > 1 && { madeWith }),
  };
  if (previous !== null && substance(previous.manifest) === substance(manifest)) return null;

  for (const name of previous === null ? [] : blobNames(previous.manifest)) blobs.delete(name);
  const text = canonicalText(manifestForm.parse(manifest));
  if (Buffer.byteLength(text) > MANIFEST_BYTES)
    throw new RangeError(`the snapshot of "${workbook}" lists too much to keep`);
  const { name: manifestHash, text: blob } = keptBlob(text, secret);
  blobs.set(manifestHash, blob);
  return { manifest, manifestHash, blobs, dayStart: previous && dayStartAfter(previous.head, asOf) };
}

function substance(manifest: Manifest): string {
  const { rules, sections, sums, missing, missingColumns = {}, outcomes, figures, madeWith = 1 } = manifest;
  return canonicalText({ rules, sections, sums, missing, missingColumns, outcomes, figures, madeWith });
}

function blobNames(manifest: Manifest): string[] {
  return Object.values(manifest.sections).flatMap((section) => Object.values(section.buckets));
}
