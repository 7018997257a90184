import { z } from 'zod';
import type { Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';

const sentencesForm = z.record(z.string(), z.string());

/** Why documents asked for could not be made when they were last tried, by the key of the row in *Documents*. */
export function refusedRequests(store: Store, startYear: number): Promise<ReadonlyMap<string, string>> {
  return sentencesKept(store, refusedKey(startYear));
}

/** True when they are others than those kept so far. */
export function keepRefused(store: Store, startYear: number, refused: ReadonlyMap<string, string>): Promise<boolean> {
  return keepSentences(store, refusedKey(startYear), refused);
}

/** What is left out of documents that were made, because it is in doubt, by the key of the row in *Documents* that asked for them. */
export function leftOutOfRequests(store: Store, startYear: number): Promise<ReadonlyMap<string, string>> {
  return sentencesKept(store, leftOutKey(startYear));
}

/** Beside what was kept of rows that were answered before, but for those of which the same was issued `anew`. */
export async function keepLeftOut(
  store: Store,
  startYear: number,
  leftOut: ReadonlyMap<string, string>,
  anew: readonly string[],
): Promise<void> {
  const before = [...(await leftOutOfRequests(store, startYear))].filter(([key]) => !anew.includes(key));
  await keepSentences(store, leftOutKey(startYear), new Map([...before, ...leftOut]));
}

/** What is damaged counts as nothing: the next try writes it anew. */
async function sentencesKept(store: Store, key: string): Promise<ReadonlyMap<string, string>> {
  const kept = await store.getDocument(key);
  return new Map(Object.entries((kept && readAs(sentencesForm, kept.value)) ?? {}));
}

async function keepSentences(store: Store, key: string, sentences: ReadonlyMap<string, string>): Promise<boolean> {
  const kept = await store.getDocument(key);
  const value = canonicalText(Object.fromEntries(sentences));
  if (value === (kept?.value ?? canonicalText({}))) return false;
  await store.compareAndSet(key, kept?.version ?? null, value);
  return true;
}

function refusedKey(startYear: number): string {
  return `refused/${startYear}`;
}

function leftOutKey(startYear: number): string {
  return `left-out/${startYear}`;
}
