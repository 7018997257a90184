import { hash } from 'node:crypto';
import type { DocumentShelf } from '../../functions/edges/ports.ts';

/** Keeps what was filed, by link. */
export function openMemoryShelf(): DocumentShelf & { readonly files: ReadonlyMap<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async file({ folder, number, name }, bytes) {
      const link = `shelf:${folder}/${number} ${name}.pdf`;
      const there = [...files.keys()].find((one) => one.startsWith(`shelf:${folder}/${number} `));
      if (there !== undefined && (there !== link || Buffer.compare(files.get(there)!, bytes) !== 0)) return null;
      files.set(link, bytes);
      return link;
    },
    async filed({ folder, number }) {
      const there = [...files].filter(([link]) => link.startsWith(`shelf:${folder}/${number} `));
      return there.map(([, bytes]) => hash('sha256', bytes));
    },
  };
}
