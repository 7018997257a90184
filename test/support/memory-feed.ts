import { type ChangeFeed, EdgeError } from '../../functions/edges/ports.ts';

export interface MemoryFeed extends ChangeFeed {
  /** Does as if somebody had changed what stands at a place. */
  change(place: string): void;
  /** Forgets every mark given so far. */
  lose(): void;
}

/** The list of changes as it behaves: a mark names a point in it. Each request lets others go first, as a network would. */
export function openMemoryFeed(): MemoryFeed {
  const changes: string[] = [];
  let from = 0;
  const mark = () => `mark-${changes.length}`;
  return {
    async start() {
      await letOthersGoFirst();
      return mark();
    },
    async since(given) {
      await letOthersGoFirst();
      const at = /^mark-(\d+)$/.exec(given)?.[1];
      if (at === undefined || Number(at) < from || Number(at) > changes.length)
        throw new EdgeError('feed-lost', 'The list of changes was begun anew.');
      return { places: [...new Set(changes.slice(Number(at)))], next: mark() };
    },
    change: (place) => void changes.push(place),
    lose() {
      changes.push('lost');
      from = changes.length;
    },
  };
}

function letOthersGoFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
