import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { readyEmulator, startFirestoreEmulator } from './firestore-emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly firestoreEmulator: string | null;
  }
}

/** Starts one emulator for the whole run, and waits for nothing: only the tests that need it do. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const emulator = await startFirestoreEmulator();
  provide('firestoreEmulator', emulator?.host ?? null);
  return async () => emulator?.stop();
}

/**
 * Where the Firestore emulator listens, or null where there is none and the tests that need it are skipped.
 * With CONCORDAT_REQUIRE_REAL=1, as in CI, that is an error.
 */
export async function firestoreEmulator(): Promise<string | null> {
  const host = inject('firestoreEmulator');
  // Else the client goes there, wherever a test sends it.
  delete process.env['FIRESTORE_EMULATOR_HOST'];
  if (host !== null) await readyEmulator(host);
  else if (process.env['CONCORDAT_REQUIRE_REAL'] === '1')
    throw new Error('the Firestore emulator and a Java to run it are required here and are not installed');
  else console.warn('skipped: there is no Firestore emulator, so the tests that need it do not run');
  return host;
}
