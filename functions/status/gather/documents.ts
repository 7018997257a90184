import { yearLabel } from '../../../sheets-schema/wording.ts';
import { leftOutOfRequests, refusedRequests } from '../../documents/refused-requests.ts';
import { type RegisterEntry, registerOf } from '../../documents/register.ts';
import type { Store } from '../../edges/ports.ts';
import { ownerOfKey } from '../../workbooks/workbook-key.ts';
import { keptKeys } from './workbook-names.ts';

export interface DocumentsOfYear {
  readonly label: string;
  /** Newest first. */
  readonly entries: readonly RegisterEntry[];
  /** What documents leave out, and requests that could not be met, each in a sentence. */
  readonly notes: readonly string[];
}

/** Every document that was made, the newest year first. */
export async function gatherDocuments(store: Store): Promise<DocumentsOfYear[]> {
  const years = (await keptKeys(store)).flatMap((key) => ownerOfKey(key)?.startYear ?? []);
  const found: DocumentsOfYear[] = [];
  for (const startYear of [...new Set(years)].sort((one, other) => other - one)) {
    const entries = await registerOf(store, startYear);
    const notes = [
      ...(await leftOutOfRequests(store, startYear)).values(),
      ...(await refusedRequests(store, startYear)).values(),
    ];
    if (entries.length + notes.length > 0)
      found.push({ label: yearLabel(startYear), entries: entries.toReversed(), notes });
  }
  return found;
}

/** The register's entry of a number; null for any other text. */
export async function documentNumbered(store: Store, number: string): Promise<RegisterEntry | null> {
  const startYear = /^(\d{4})-\d{4,}$/.exec(number)?.[1];
  if (startYear === undefined) return null;
  return (await registerOf(store, Number(startYear))).find((entry) => entry.number === number) ?? null;
}
