import { beforeEach, describe, expect, it } from 'vitest';
import { dryRun } from '../../functions/sync/dry-run.ts';
import { ALLIANCE, ELM_PARK, MARCH, openUsualBench, type SyncBench } from '../support/sync-bench.ts';

let bench: SyncBench;
beforeEach(async () => {
  bench = await openUsualBench();
});
const check = (places: readonly string[], beside: readonly string[] = []) =>
  dryRun(bench.ports.workbooks, places, beside, MARCH, bench.secret);

describe('dryRun', () => {
  it('finds what the whole job finds, and writes nothing', async () => {
    const [school] = await check([ELM_PARK], [ALLIANCE, ELM_PARK]);
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
    await bench.sync(ALLIANCE);
    const { findings, outcomes } = await bench.sync(ELM_PARK);
    expect(school).toMatchObject({ place: ELM_PARK, findings, outcomes });
    expect(school).toHaveProperty('tabs', expect.arrayContaining([{ title: 'Staff days', rows: 4 }]));
  });

  it('leans on the alliance’s workbook wherever it stands in the list, and says so where it is not at hand', async () => {
    const waiting = (result: unknown) => JSON.stringify(result).includes('The alliance’s workbook is not at hand.');
    expect((await check([ELM_PARK])).map(waiting)).toEqual([true]);
    expect((await check([ELM_PARK, ALLIANCE])).map(waiting)).toEqual([false, false]);
  });

  it('answers a place that cannot be read with a sentence, and goes on', async () => {
    bench.workbooks.delete(ALLIANCE, 'Start here');
    const results = await check(['Nowhere', ALLIANCE, ELM_PARK]);
    expect(results.map((result) => ('unreadable' in result ? result.unreadable : 'checked'))).toEqual([
      '"Nowhere" is not there.',
      expect.stringContaining('Start here is missing'),
      'checked',
    ]);
  });
});
