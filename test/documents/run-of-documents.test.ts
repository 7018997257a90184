import { beforeEach, describe, expect, it } from 'vitest';
import { documentTyped } from '../../functions/documents/document-names.ts';
import { publish } from '../../functions/documents/publish.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import { inOneRun } from '../../functions/documents/run-of-documents.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { CHECKPOINTS, newestCheckpoint } from '../../functions/history/checkpoint.ts';
import { readHead } from '../../functions/history/read-history.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { type Counted, counting } from '../support/counted-store.ts';
import { noonOf, publishAlone } from '../support/publish-alone.ts';
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

describe('a run of documents in which another one makes a document', () => {
  const request = { urn: '990001', startYear: 2025, asOf: MARCH, issuedOn: MARCH };
  const statement = documentTyped('contribution-statement')!;

  it('lets it stand, though it read the register before', async () => {
    await inOneRun(2025, bench.ports, noonOf(MARCH), async (run) => {
      await publish(documentTyped('agreement')!, request, bench.ports, run);
      const [others] = await bench.publish(statement, { urn: '990001' });
      const [own] = await publish(statement, request, bench.ports, run);
      expect([own!.made, own!.entry]).toEqual([false, others!.entry]);
    });
  });

  it('replaces it with what says something else, also where its number had been taken before', async () => {
    const stopped = { ...bench.ports, shelf: { ...bench.shelf, file: () => Promise.reject(new Error('killed')) } };
    await expect(publishAlone(statement, request, stopped)).rejects.toThrow('killed');
    await inOneRun(2025, bench.ports, noonOf(MARCH), async (run) => {
      await publish(documentTyped('agreement')!, request, bench.ports, run);
      await bench.publish(statement, { urn: '990001' });
      bench.workbooks.edit(
        ALLIANCE,
        'Contributions',
        (rows) => void rows.push(['Elm Park High School', '£9', '2/3/2026']),
      );
      await bench.sync(ALLIANCE);
      const [own] = await publish(statement, request, bench.ports, run);
      expect(own!.entry).toMatchObject({ number: '2025-0003', replaces: '2025-0001' });
    });
  });
});

it('no document is made while another workbook’s head is not ours, though a checkpoint was taken that day', async () => {
  await bench.publish('agreement', { urn: '990001' });
  const { head, version } = (await readHead(bench.store, 'school-990002-2025'))!;
  const altered = canonicalText({ ...head, signature: 'AAAA' });
  await bench.store.compareAndSet(headKey('school-990002-2025'), version, altered);
  bench.writesSince();
  await expect(bench.publish('treasurers-statement')).rejects.toMatchObject({
    code: 'store-damaged',
    advice: expect.stringMatching(/school-990002-2025.*no document is made/),
  });
  expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
});

describe('what a run of documents reads and writes', () => {
  /** For one statement of each of so many schools: of a run that makes them all, and of the next one, in which all stand. */
  async function counts(schools: number): Promise<Counted[]> {
    const rows = Array.from({ length: schools }, (_, at) => `| ${991_001 + at} | School ${at + 1} | Academy |`);
    const alliance = {
      Schools: ['| URN | School | Kind of school |', ...rows].join('\n'),
      Contributions: '| School | Amount | Date |\n| School 1 | £1,000 | 3/11/2025 |',
    };
    const { ports } = await openPublishingBench(alliance);
    const counted: Counted = { reads: 0, writes: 0 };
    const counts: Counted[] = [];
    for (const wanted of [schools, 0]) {
      const store = counting(ports.store, counted);
      const request = { urn: null, startYear: 2025, asOf: MARCH, issuedOn: MARCH };
      const issue = documentTyped('contribution-statement')!;
      const published = await publishAlone(issue, request, { ...ports, store });
      expect(published.filter(({ made }) => made)).toHaveLength(wanted);
      counts.push({ ...counted });
      Object.assign(counted, { reads: 0, writes: 0 });
    }
    return counts;
  }

  it('grows with the number of documents, and no faster', async () => {
    const [few, more, most] = [await counts(4), await counts(8), await counts(16)];
    for (const which of [0, 1] as const)
      for (const what of ['reads', 'writes'] as const)
        expect(most[which]![what] - more[which]![what]).toBe(2 * (more[which]![what] - few[which]![what]));
    // A number and an entry for each.
    expect(more[0]!.writes - few[0]!.writes).toBe(2 * 4);
    expect(most[1]!.writes).toBe(0);
  });
});
