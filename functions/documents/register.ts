import { z } from 'zod';
import { EdgeError, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readContent, readLatest } from '../history/read-history.ts';
import { ISSUES } from '../history/records.ts';

/** One document that was made. Kept for good; a correction is a new entry that names the old. */
const entryForm = z.object({
  number: z.string(),
  document: z.string(),
  title: z.string(),
  urn: z.string().nullable(),
  school: z.string().nullable(),
  /** The day the figures stand at. */
  asOf: z.string(),
  issuedOn: z.string(),
  link: z.string(),
  replaces: z.string().nullable(),
  /** What it says, as a hash: a document that says the same is not made again. */
  digest: z.string(),
  snapshot: z.string(),
  /** SHA-256 of the file as it was issued. */
  sha256: z.string(),
});
export type RegisterEntry = z.infer<typeof entryForm>;

/** The register of an academic year, oldest first. */
export async function registerOf(store: Store, startYear: number): Promise<RegisterEntry[]> {
  const documents = await store.list(`issued/${startYear}/`);
  return documents.map(({ value }) => {
    const entry = entryForm.safeParse(JSON.parse(value));
    if (entry.success) return entry.data;
    throw new EdgeError('store-damaged', 'The register of documents was altered. Put back the store from a backup.');
  });
}

/**
 * The register as the alliance's history holds it. What stands there is signed with the history; what stands only in the register
 * may have been put there by anybody, or was issued since the last check.
 */
export async function issuesInHistory(store: Store, workbook: string): Promise<RegisterEntry[]> {
  const latest = await readLatest(store, workbook);
  const kept = latest && (await readContent(store, latest.manifest, [ISSUES])).get(ISSUES);
  return [...(kept?.values() ?? [])].flatMap((entry) => entryForm.safeParse(entry).data ?? []);
}

/** Numbers run within the academic year: `2025-0001`. */
export function documentNumber(startYear: number, count: number): string {
  return `${startYear}-${String(count).padStart(4, '0')}`;
}

/** False when another run used the number first. */
export async function register(store: Store, startYear: number, entry: RegisterEntry): Promise<boolean> {
  return (await store.compareAndSet(`issued/${startYear}/${entry.number}`, null, canonicalText(entry))) !== null;
}
