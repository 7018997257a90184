import { basename, join } from 'node:path';
import { HISTORY_FOLDER, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { type PlaceOutcome, syncedPlaces } from '../../functions/sync/sync-places.ts';
import type { SyncMoment } from '../../functions/sync/sync-ports.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import type { Versions } from '../../sheets-schema/versions.ts';

/** What was written beside the kept alliance by the program that made it, for every later one to be held to. */
export interface Kept {
  /** The program that made it. */
  readonly madeBy: { readonly version: string; readonly commit: string; readonly format: number } & Versions;
  /** Its last check. */
  readonly moment: SyncMoment;
  /** By the file's name. */
  readonly workbooks: Readonly<Record<string, KeptWorkbook>>;
  readonly document: { readonly number: string; readonly file: string };
  /** What that program knew: what is not here came later, and must say since when. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly string[];
}

interface KeptWorkbook {
  readonly key: string;
  readonly snapshots: number;
  readonly head: string;
  readonly rows: number;
  /** "GEN-01 problem 0123456789abcdef", in order. */
  readonly findings: readonly string[];
}

export const KEPT_FOLDER = 'alliance';
export const KEPT_FILE = 'kept.json';

/** Checks every workbook of a folder until none has anything new, as `concordat start` does. */
export async function checkFolder(folder: string, moment: SyncMoment): Promise<PlaceOutcome[]> {
  const ports = openAllianceFolder(folder);
  try {
    return await syncedPlaces(ports).sync(workbooksIn(folder), moment);
  } finally {
    await ports.store.close();
  }
}

/** What was found in each workbook, and how its history stands. @throws Error where one was refused or its history does not fit */
export async function whatStands(
  folder: string,
  outcomes: readonly PlaceOutcome[],
): Promise<Record<string, KeptWorkbook>> {
  const { store } = openAllianceFolder(folder);
  const keys = new Map(readPublicKeys(join(folder, HISTORY_FOLDER)).map(({ keyId, publicKey }) => [keyId, publicKey]));
  const stands: Record<string, KeptWorkbook> = {};
  try {
    for (const one of outcomes) {
      if (!('outcome' in one)) throw new Error(`${basename(one.place)}: ${one.advice}`);
      const { identity, findings, rows } = one.outcome;
      const key = workbookKey(identity);
      const history = await verifyHistory(store, key, keys);
      if (!history.ok) throw new Error(`${key}: ${history.reason}`);
      stands[basename(one.place)] = {
        key,
        snapshots: history.snapshots,
        head: history.head,
        rows,
        findings: findings.map(({ rule, severity, fingerprint }) => `${rule} ${severity} ${fingerprint}`).sort(),
      };
    }
  } finally {
    await store.close();
  }
  return stands;
}
