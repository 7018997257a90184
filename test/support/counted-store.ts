import type { Store } from '../../functions/edges/ports.ts';

/** What Firestore counts and bills: documents read (an answer without any counts as one) and documents written. */
export interface Counted {
  reads: number;
  writes: number;
}

/** The store, with every document it reads and writes counted. */
export function counting(store: Store, counted: Counted): Store {
  return {
    ...store,
    putBlobs(blobs) {
      counted.writes += blobs.size;
      return store.putBlobs(blobs);
    },
    getBlobs(names) {
      counted.reads += new Set(names).size;
      return store.getBlobs(names);
    },
    getDocument(key) {
      counted.reads += 1;
      return store.getDocument(key);
    },
    compareAndSet(...wanted) {
      counted.writes += 1;
      return store.compareAndSet(...wanted);
    },
    async list(...wanted) {
      const found = await store.list(...wanted);
      counted.reads += Math.max(1, found.length);
      return found;
    },
  };
}
