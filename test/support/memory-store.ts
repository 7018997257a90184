import type { Store, StoredDocument } from '../../functions/edges/ports.ts';

/** The store as it behaves, without a disk. Each request lets others go first, as a network would. */
export function openMemoryStore(): Store {
  const blobs = new Map<string, string>();
  const documents = new Map<string, StoredDocument>();
  let writes = 0;

  return {
    async putBlobs(added) {
      await letOthersGoFirst();
      for (const [name, text] of added) {
        if (!blobs.has(name)) blobs.set(name, text);
      }
    },
    async getBlobs(names) {
      await letOthersGoFirst();
      return new Map(names.flatMap((name) => (blobs.has(name) ? [[name, blobs.get(name)!]] : [])));
    },
    async blobNames() {
      await letOthersGoFirst();
      return [...blobs.keys()];
    },
    async removeBlobs(names) {
      await letOthersGoFirst();
      for (const name of names) blobs.delete(name);
    },
    async compact() {},
    async getDocument(key) {
      await letOthersGoFirst();
      return documents.get(key) ?? null;
    },
    async compareAndSet(key, expected, value) {
      await letOthersGoFirst();
      if ((documents.get(key)?.version ?? null) !== expected) return null;
      writes += 1;
      documents.set(key, { key, value, version: `v${writes}` });
      return `v${writes}`;
    },
    async list(prefix, { limit = Number.POSITIVE_INFINITY, newestFirst = false } = {}) {
      await letOthersGoFirst();
      const found = [...documents.values()].filter((document) => document.key.startsWith(prefix));
      found.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
      return (newestFirst ? found.reverse() : found).slice(0, limit);
    },
    async close() {},
  };
}

function letOthersGoFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
