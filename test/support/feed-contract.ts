import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeFeed } from '../../functions/edges/ports.ts';

interface Opened {
  readonly feed: ChangeFeed;
  /** Does as if somebody had changed what stands at a place. */
  change(place: string): void;
}

/** What every list of changes does. `open` gives one in which `Elm Park` and `Oak Lane` can change. */
export function describeFeedContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a feed of changes`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });

    it('names nothing that changed before the mark, and each place once after it', async () => {
      opened.change('Oak Lane');
      const mark = await opened.feed.start();
      expect((await opened.feed.since(mark)).places).toEqual([]);
      for (const place of ['Elm Park', 'Oak Lane', 'Elm Park']) opened.change(place);
      const { places, next } = await opened.feed.since(mark);
      expect([...places].sort()).toEqual(['Elm Park', 'Oak Lane']);
      expect((await opened.feed.since(next)).places).toEqual([]);
      expect([...(await opened.feed.since(mark)).places].sort()).toEqual(['Elm Park', 'Oak Lane']);
    });

    it('gives the same mark again while nothing changes', async () => {
      const { next } = await opened.feed.since(await opened.feed.start());
      expect((await opened.feed.since(next)).next).toBe(next);
    });

    it('says that a mark is not known', async () => {
      const lost = { name: 'EdgeError', code: 'feed-lost' };
      await expect(opened.feed.since('no such mark')).rejects.toMatchObject(lost);
    });
  });
}
