import { expect, it } from 'vitest';
import { canonicalText } from '../../functions/history/canonical.ts';
import { readHead } from '../../functions/history/read-history.ts';
import { headKey } from '../../functions/history/snapshot.ts';
import { openPublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE, ELM_PARK } from '../support/sync-bench.ts';

const ELM_PARKS = 'school-990001-2025';

it('a workbook whose head no key of ours signed is not built on, and the others are', async () => {
  const bench = await openPublishingBench();
  const { head, version } = (await readHead(bench.store, ELM_PARKS))!;
  await bench.store.compareAndSet(headKey(ELM_PARKS), version, canonicalText({ ...head, signature: 'AAAA' }));
  const altered = await readHead(bench.store, ELM_PARKS);
  bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Okafor', '12/11/2025', 1]));
  bench.writesSince();
  await expect(bench.sync(ELM_PARK)).rejects.toMatchObject({
    code: 'store-damaged',
    advice: expect.stringMatching(/^The history of this workbook does not stand as it was kept\./),
  });
  expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  expect(await readHead(bench.store, ELM_PARKS)).toEqual(altered);

  bench.workbooks.edit(ALLIANCE, 'Contributions', (rows) => void rows.push(['Elm Park High School', '£9', '2/3/2026']));
  expect(await bench.sync(ALLIANCE)).toMatchObject({ committed: true });
});
