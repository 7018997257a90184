import { z } from 'zod';
import type { Store } from '../edges/ports.ts';
import { canonicalText } from '../history/canonical.ts';
import { readAs } from '../history/stored-forms.ts';

const refusedForm = z.record(z.string(), z.string());

/**
 * Why documents asked for could not be made when they were last tried, by the key of the row in *Documents*. What is damaged counts as
 * nothing: the next try writes it anew.
 */
export async function refusedRequests(store: Store, startYear: number): Promise<ReadonlyMap<string, string>> {
  const kept = await store.getDocument(refusedKey(startYear));
  return new Map(Object.entries((kept && readAs(refusedForm, kept.value)) ?? {}));
}

/** True when they are others than those kept so far. */
export async function keepRefused(
  store: Store,
  startYear: number,
  refused: ReadonlyMap<string, string>,
): Promise<boolean> {
  const kept = await store.getDocument(refusedKey(startYear));
  const value = canonicalText(Object.fromEntries(refused));
  if (value === (kept?.value ?? canonicalText({}))) return false;
  await store.compareAndSet(refusedKey(startYear), kept?.version ?? null, value);
  return true;
}

function refusedKey(startYear: number): string {
  return `refused/${startYear}`;
}
