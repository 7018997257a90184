import { beforeEach, describe, expect, it } from 'vitest';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { CHECKPOINTS, newestCheckpoint } from '../../functions/history/checkpoint.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { noonOf } from '../support/publish-alone.ts';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE, MARCH } from '../support/sync-bench.ts';

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openPublishingBench();
});

describe('a run of documents that was stopped when its documents were listed and no checkpoint covered them', () => {
  /** The store of a run that dies where it would take its second checkpoint, the one over what it listed. */
  function dyingAtTheEnd(store: Store): Store {
    let checkpoints = 0;
    return {
      ...store,
      compareAndSet(key, ...given) {
        if (key === headKey(CHECKPOINTS) && ++checkpoints === 2) throw new Error('killed');
        return store.compareAndSet(key, ...given);
      },
    };
  }

  beforeEach(async () => {
    bench.workbooks.edit(ALLIANCE, 'Documents', (rows) => void rows.push(['Contribution statement']));
    await bench.sync(ALLIANCE);
    const dying = { ...bench.ports, store: dyingAtTheEnd(bench.store) };
    await expect(publishRequested(2025, dying, noonOf(MARCH))).rejects.toThrow('killed');
    expect((await newestCheckpoint(bench.store))!.issued.size).toBe(0);
  });

  it('is completed by the next run of that day, though that makes none', async () => {
    expect((await bench.publishRequested()).published).toEqual([]);
    expect([...(await newestCheckpoint(bench.store))!.issued.keys()]).toEqual(['2025-0001', '2025-0002']);
  });

  it('is completed by a document that is asked for and stands', async () => {
    const [stands] = await bench.publish('contribution-statement', { urn: '990001' });
    expect(stands!.made).toBe(false);
    expect((await newestCheckpoint(bench.store))!.issued.size).toBe(2);
  });

  it('is completed once: the run after that writes nothing', async () => {
    await bench.publishRequested();
    bench.writesSince();
    await bench.publishRequested();
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });
});
