import type { DocumentShelf } from '../../functions/edges/ports.ts';

/** Keeps what was filed, by link. */
export function openMemoryShelf(): DocumentShelf & { readonly files: ReadonlyMap<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async file(path, bytes) {
      files.set(`shelf:${path}`, bytes);
      return `shelf:${path}`;
    },
  };
}
