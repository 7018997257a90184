import { urnsIn } from '../../sheets-schema/cells/identifier.ts';
import { keyWithoutOccurrence } from '../../sheets-schema/parse-tab.ts';
import type { MissingColumns } from '../../sheets-schema/rows-by-tab.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import type { Secret, Store } from '../edges/ports.ts';
import { bucketise } from '../history/buckets.ts';
import type { JsonObject } from '../history/canonical.ts';
import { readBuckets, readManifest } from '../history/read-history.ts';
import { waitingKey } from '../history/records.ts';
import type { Head, WorkbookContent } from '../history/snapshot.ts';
import type { RowsGone } from '../protocols/rule.ts';

/**
 * How many rows of the last snapshot of an earlier day are no longer there, by tab; a row that waits to be mended is still there, and one
 * that said nothing is not missed. Reads only the buckets that differ.
 */
export async function rowsGoneSince(
  store: Store,
  secret: Secret,
  head: Head | null,
  rows: WorkbookContent,
  waiting: ReadonlyMap<string, JsonObject>,
  tabs: readonly Tab[],
  missingColumns: MissingColumns,
  asOf: string,
): Promise<RowsGone | null> {
  const earlier = head === null ? null : head.asOf < asOf ? head.hash : head.dayStart;
  if (earlier === null) return null;
  const manifest = await readManifest(store, earlier);
  const counts = new Map<string, number>();
  for (const [section, records] of rows) {
    const before = Object.values(manifest.sections[section]?.buckets ?? {});
    if (before.length === 0) continue;
    const tab = tabs.find(({ id }) => id === section);
    const missing = [missingColumns, manifest.missingColumns ?? {}].flatMap((one) => one[section] ?? []);
    if (tab?.key.some((column) => missing.includes(column))) {
      // By other keys no row is known again: only that there are fewer.
      const stillThere = records.size + [...waiting.values()].filter((row) => row['tab'] === section).length;
      const fewer = manifest.sections[section]!.count - stillThere;
      if (fewer > 0) counts.set(section, fewer);
      continue;
    }
    const now = new Set(bucketise(section, records, secret).buckets.values());
    const changed = await readBuckets(
      store,
      before.filter((name) => !now.has(name)),
    );
    const column = tab?.saysNothingWithout ?? null;
    const missed = changed
      .flatMap((bucket) => bucket.records)
      .filter(([, values]) => column === null || values[column] !== null);
    const isThere = (key: string) => records.has(key) || waiting.has(waitingKey(section, key));
    const gone = missed.map(([key]) => key).filter((key) => !isThere(key));
    const isOfSchools = section === schoolsTab.id && gone.length > 0;
    const renumbered = isOfSchools ? schoolsRenumbered(gone, records, await keysIn(store, before)) : 0;
    if (gone.length > renumbered) counts.set(section, gone.length - renumbered);
  }
  return { since: manifest.asOf, counts };
}

async function keysIn(store: Store, buckets: readonly string[]): Promise<ReadonlySet<string>> {
  const all = await readBuckets(store, buckets);
  return new Set(all.flatMap(({ records }) => records.map(([key]) => key)));
}

/**
 * How many of the rows of *Schools* that are gone only say another number now. A row that stood there already is another school's, and a
 * new one is one school, so it takes the place of one row.
 */
function schoolsRenumbered(
  gone: readonly string[],
  records: ReadonlyMap<string, JsonObject>,
  stood: ReadonlySet<string>,
): number {
  const left = new Set(gone.map(keyWithoutOccurrence));
  const replaced = [...records].flatMap(([key, { earlierUrns = null }]) => {
    if (stood.has(key)) return [];
    const was = urnsIn(earlierUrns as string | null).find((number) => left.delete(number));
    return was === undefined ? [] : was;
  });
  return replaced.length;
}
