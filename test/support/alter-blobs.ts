import type { DatabaseSync } from 'node:sqlite';
import { packed, unpacked } from '../../functions/edges/packed.ts';

/** What somebody can do who may write in the store: puts other words into every blob that has these. */
export function alterBlobs(database: DatabaseSync, words: string, others: string): void {
  const update = database.prepare('UPDATE blobs SET packed = ? WHERE name = ?');
  for (const { name, packed: kept } of database.prepare('SELECT name, packed FROM blobs').all()) {
    const text = unpacked(kept as Uint8Array)!;
    if (text.includes(words)) update.run(packed(text.replaceAll(words, others)), name!);
  }
}
