import { expect, it } from 'vitest';
import { keyKept } from '../../functions/workbooks/keys-of-school.ts';
import { schoolKind } from '../../functions/workbooks/kinds.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity, openSyncBench, schoolIdentity } from '../support/sync-bench.ts';

it('finds a school’s workbook of a year under its first number, or under the only one that has a history', async () => {
  const bench = openSyncBench();
  await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
  await bench.sync(ALLIANCE);
  for (const urn of ['990001', '990002']) {
    await bench.create(urn, { ...schoolIdentity, urn, school: urn }, {});
    await bench.sync(urn);
  }
  const kept = (...numbers: string[]) => keyKept(bench.store, schoolKind, numbers, 2025);
  expect(await kept('990001')).toBe('school-990001-2025');
  expect(await kept('990011', '990001')).toBe('school-990001-2025');
  expect(await kept('990002', '990001')).toBe('school-990002-2025');
  // Two that became one later: neither was it.
  expect(await kept('990011', '990002', '990001')).toBeNull();
  expect(await kept('990011')).toBeNull();
});
