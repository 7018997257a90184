import type { Store } from '../edges/ports.ts';
import { canonicalText } from './canonical.ts';
import { readBuckets } from './read-history.ts';
import type { Bucket, Manifest, RecordValue } from './snapshot.ts';

export interface RecordChange {
  readonly section: string;
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: RecordValue | null;
  readonly after: RecordValue | null;
  /** Names of the fields that differ, in order; all of them for a record that came or went. */
  readonly fields: readonly string[];
}

/**
 * What changed from one snapshot to another, in either direction of time; `before` null is the empty workbook. What stood in a column
 * that either had no heading for is not known, and no change. Reads only the buckets that differ, in one request. By section and key.
 * @throws Refusal `store-damaged`
 */
export async function diffSnapshots(
  store: Pick<Store, 'getBlobs' | 'erasureOf'>,
  before: Manifest | null,
  after: Manifest,
): Promise<RecordChange[]> {
  const namesBefore = before === null ? new Set<string>() : bucketNames(before);
  const namesAfter = bucketNames(after);
  const onlyBefore = namesBefore.difference(namesAfter);
  const onlyAfter = namesAfter.difference(namesBefore);

  const buckets = await readBuckets(store, [...onlyBefore, ...onlyAfter]);
  const recordsBefore = recordsByPlace(buckets.slice(0, onlyBefore.size));
  const recordsAfter = recordsByPlace(buckets.slice(onlyBefore.size));

  const unknown = (section: string) => [...missingIn(before, section), ...missingIn(after, section)];
  const places = [...new Set([...recordsBefore.keys(), ...recordsAfter.keys()])].sort();
  return places.flatMap((place) => {
    const found = recordsBefore.get(place) ?? recordsAfter.get(place)!;
    const [was, is] = [recordsBefore, recordsAfter].map((records) => records.get(place)?.value ?? null);
    return changeOf(found, was!, is!, unknown(found.section));
  });
}

/** A column that had a heading in one of two snapshots and none in the other: `gone` or `back`. */
export interface HeadingChange {
  readonly section: string;
  readonly column: string;
  readonly kind: 'gone' | 'back';
}

/** The columns that lost their heading from one snapshot to another, or have it again. */
export function headingsChanged(before: Manifest | null, after: Manifest): HeadingChange[] {
  const sections = new Set([before, after].flatMap((one) => Object.keys(one?.missingColumns ?? {})));
  return [...sections].sort().flatMap((section) => {
    const [was, is] = [missingIn(before, section), missingIn(after, section)];
    return [
      ...is.filter((column) => !was.includes(column)).map((column) => ({ section, column, kind: 'gone' as const })),
      ...was.filter((column) => !is.includes(column)).map((column) => ({ section, column, kind: 'back' as const })),
    ];
  });
}

function missingIn(manifest: Manifest | null, section: string): readonly string[] {
  return manifest?.missingColumns?.[section] ?? [];
}

/** A bucket's text holds its section and bits, so one name is never used in two places. */
function bucketNames(manifest: Manifest): Set<string> {
  return new Set(Object.values(manifest.sections).flatMap((section) => Object.values(section.buckets)));
}

interface PlacedRecord {
  readonly section: string;
  readonly key: string;
  readonly value: RecordValue;
}

function recordsByPlace(buckets: readonly Bucket[]): Map<string, PlacedRecord> {
  const records = new Map<string, PlacedRecord>();
  for (const { section, records: inside } of buckets) {
    for (const [key, value] of inside) records.set(`${section}\u0000${key}`, { section, key, value });
  }
  return records;
}

function changeOf(
  place: { readonly section: string; readonly key: string },
  before: RecordValue | null,
  after: RecordValue | null,
  unknown: readonly string[],
): RecordChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  const fields = names.filter((name) => !unknown.includes(name) && fieldText(before, name) !== fieldText(after, name));
  if (before !== null && after !== null && fields.length === 0) return [];
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return [{ section: place.section, key: place.key, kind, before, after, fields }];
}

/** A column that a record is older than is blank in it. */
function fieldText(record: RecordValue | null, name: string): string | null {
  return record === null ? null : canonicalText(Object.hasOwn(record, name) ? record[name] : null);
}
