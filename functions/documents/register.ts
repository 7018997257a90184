import { z } from 'zod';
import { EdgeError, type Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readContent, readLatest } from '../history/read-history.ts';
import { ISSUES } from '../history/records.ts';
import { readAs as readStored } from '../history/stored-forms.ts';

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
  return documents.map(({ value }) => readAs(entryForm, value));
}

function readAs<T>(form: z.ZodType<T>, value: string): T {
  const entry = readStored(form, value);
  if (entry !== null) return entry;
  throw new EdgeError('store-damaged', 'The register of documents was altered. Put back the store from a backup.');
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

/** What a number was taken for, before the document is made: all that it will say. */
const takenForm = entryForm.omit({ link: true, sha256: true });
type Taken = z.infer<typeof takenForm>;

/**
 * Takes the next number of the academic year, `2025-0001`, for one document, so that two made at once are never filed under the same.
 * One that was taken for this very document and is not in the register is given again: whoever finds it makes the same file.
 */
export async function takeNumber(
  store: Store,
  startYear: number,
  entries: readonly RegisterEntry[],
  wanted: Omit<Taken, 'number'>,
): Promise<Taken> {
  for (;;) {
    const documents = await store.list(`number/${startYear}/`);
    const taken = documents.map(({ value }) => readAs(takenForm, value));
    const registered = new Set(entries.map(({ number }) => number));
    const begun = taken.find(
      ({ number, digest, replaces }) =>
        digest === wanted.digest && replaces === wanted.replaces && !registered.has(number),
    );
    if (begun) return begun;
    const last = Math.max(0, ...[...entries, ...taken].map(({ number }) => Number(number.split('-')[1])));
    const next = { ...wanted, number: `${startYear}-${String(last + 1).padStart(4, '0')}` };
    if ((await store.compareAndSet(`number/${startYear}/${next.number}`, null, canonicalText(next))) !== null)
      return next;
  }
}

/** False when another run has made the same document meanwhile. */
export async function register(store: Store, startYear: number, entry: RegisterEntry): Promise<boolean> {
  return (await store.compareAndSet(`issued/${startYear}/${entry.number}`, null, canonicalText(entry))) !== null;
}
