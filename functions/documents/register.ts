import { z } from 'zod';
import { EdgeError, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';

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

/** The issue that is this very file, byte for byte, in any year; null for a file that is not ours or was altered. */
export async function issueWithBytes(store: Store, sha256: string): Promise<RegisterEntry | null> {
  const documents = await store.list('issued/');
  const found = documents
    .map(({ value }) => entryForm.safeParse(JSON.parse(value)))
    .find((one) => one.data?.sha256 === sha256);
  return found?.data ?? null;
}

/** Numbers run within the academic year: `2025-0001`. */
export function documentNumber(startYear: number, count: number): string {
  return `${startYear}-${String(count).padStart(4, '0')}`;
}

/** False when another run used the number first. */
export async function register(store: Store, startYear: number, entry: RegisterEntry): Promise<boolean> {
  return (await store.compareAndSet(`issued/${startYear}/${entry.number}`, null, canonicalText(entry))) !== null;
}
