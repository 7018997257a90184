import { expect, test } from 'vitest';
import { findingsSince } from '../../functions/status/gather/findings-since.ts';
import { ALLIANCE, ELM_PARK, openUsualBench } from '../support/sync-bench.ts';

const KEY = 'school-990001-2025';

test('a finding has stood since the first day of its unbroken run', async () => {
  const bench = await openUsualBench();
  const typed = (day: string) =>
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[2]![1] = day;
    });
  await bench.sync(ALLIANCE, '2026-01-12');
  const first = await bench.sync(ELM_PARK, '2026-01-12');
  typed('26/2/2026');
  await bench.sync(ELM_PARK, '2026-01-13');
  typed('31/2/2026');
  await bench.sync(ELM_PARK, '2026-01-14');
  const fingerprints = (severity: string) =>
    first.open.filter((one) => one.severity === severity).map(({ fingerprint }) => fingerprint);
  const since = await findingsSince(bench.store, KEY, fingerprints('problem'));
  const days = [...since.values()].map(({ date, orEarlier }) => `${date} ${orEarlier}`);
  expect(days.sort()).toEqual(['2026-01-12 false', '2026-01-14 false']);
});

test('a finding that no snapshot holds has no day', async () => {
  const bench = await openUsualBench();
  expect((await findingsSince(bench.store, KEY, ['x'])).size).toBe(0);
  await bench.sync(ALLIANCE);
  await bench.sync(ELM_PARK);
  expect((await findingsSince(bench.store, KEY, ['x'])).size).toBe(0);
});

test('a history too long to look through is said to begin earlier', { timeout: 120_000 }, async () => {
  const bench = await openUsualBench();
  await bench.sync(ALLIANCE);
  let last = await bench.sync(ELM_PARK);
  for (let half = 0; half < 104; half += 1) {
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[1]![0] = `Ms Okafor ${half}`;
    });
    last = await bench.sync(ELM_PARK);
  }
  const problem = last.open.find(({ cell }) => cell === 'B3')!;
  const since = await findingsSince(bench.store, KEY, [problem.fingerprint]);
  expect(since.get(problem.fingerprint)).toEqual({ date: '2026-03-27', orEarlier: true });
});
