import { expect, it } from 'vitest';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { ALLIANCE, ELM_PARK, openUsualBench } from '../support/sync-bench.ts';

it('findings of what the alliance no longer adopts are said to be no longer asked, not mended', async () => {
  const bench = await openUsualBench();
  const lines = async () => {
    const { tabs } = await bench.workbooks.read(ELM_PARK);
    return tabs.find(({ title }) => title === checksTab.title)!.rows.slice(1);
  };
  await bench.sync(ALLIANCE, '2026-03-27');
  const { findings } = await bench.sync(ELM_PARK, '2026-03-27');
  const ofProtocols = findings.filter(({ promise }) => promise?.pack === 'working-protocols');
  expect(ofProtocols.length).toBeGreaterThan(0);

  bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => {
    const row = rows.find(([setting]) => setting === 'Working protocols adopted')!;
    row[1] = 'No';
  });
  await bench.sync(ALLIANCE, '2026-03-28');
  const after = await bench.sync(ELM_PARK, '2026-03-28');
  const statusOf = new Map((await lines()).map((row) => [row[9], row[0]]));
  for (const { fingerprint } of ofProtocols) {
    if (after.findings.some((one) => one.fingerprint === fingerprint)) continue;
    expect(statusOf.get(fingerprint)).toBe('Not asked');
  }
  expect([...statusOf.values()]).toContain('Not asked');
  expect([...statusOf.values()]).not.toContain('Mended');
  expect(await bench.sync(ELM_PARK, '2026-03-28')).toMatchObject({ committed: false, written: false });
});
