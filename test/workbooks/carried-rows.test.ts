import { beforeEach, describe, expect, it } from 'vitest';
import { packs } from '../../functions/protocols/packs.ts';
import { allianceKind, declare, schoolKind } from '../../functions/workbooks/kinds.ts';
import { makeLacking } from '../../functions/workbooks/make-lacking.ts';
import { makeOnce } from '../../functions/workbooks/workbooks-to-make.ts';
import { date } from '../../sheets-schema/cells/date.ts';
import { school } from '../../sheets-schema/cells/school.ts';
import { text } from '../../sheets-schema/cells/text.ts';
import { wholeNumber } from '../../sheets-schema/cells/whole-number.ts';
import { defineTab, optional, required } from '../../sheets-schema/tab.ts';
import { ADOPTED, harbourCompact, quayTab } from '../support/drawn-pack.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const JUNE = '2026-06-15';

/** A standing register of each school. */
const mooringsTab = defineTab({
  id: 'moorings',
  title: 'Moorings',
  purpose: 'Every berth the school looks after.',
  columns: {
    berth: required('Berth', text({}), 'Its letter and number.'),
    looked: optional('Looked at', date({ within: 'any' }), 'The day it was last looked at.'),
    rings: optional('Rings', wholeNumber({ least: 0, most: 20 }), 'How many.'),
  },
  key: ['berth'],
  carriesOver: true,
});
/** One of the alliance's, which names schools. */
const bellsTab = defineTab({
  id: 'bells',
  title: 'Bells',
  purpose: 'Who rings which bell.',
  columns: {
    bell: required('Bell', text({}), 'Its name.'),
    school: required('School', school, 'Who rings it.'),
  },
  key: ['bell'],
  carriesOver: true,
});
const alliances = { ...allianceKind, tabs: [...allianceKind.tabs, bellsTab] };
const schools = { ...schoolKind, tabs: [...schoolKind.tabs, quayTab, mooringsTab] };
const catalogue = declare(
  [
    ...packs,
    {
      ...harbourCompact,
      needs: [...harbourCompact.needs, mooringsTab, bellsTab],
      begins: [{ tab: mooringsTab, rows: () => [['B2'], ['A1'], ['C3']] }],
    },
  ],
  [alliances, schools],
);
const next = 'Elm Park High School 2026-27';

let bench: SyncBench;
beforeEach(async () => {
  bench = openSyncBench(catalogue);
  await bench.create(
    ALLIANCE,
    { ...allianceIdentity, kind: alliances },
    {
      ...ALLIANCE_TABS,
      Settings: `${ALLIANCE_TABS['Settings']}
      | ${ADOPTED[0]} | ${ADOPTED[1]} |
      | Make workbooks for | 2026/27 |`,
      Bells: `
      | Bell   | School              |
      | Big    | Elm Park            |
      | Broken | Nobody's School     |`,
    },
  );
  await bench.create(
    ELM_PARK,
    { ...schoolIdentity, kind: schools },
    {
      [quayTab.title]: '| Boat | Out |\n| Tern | 3/10/2025 |',
      Moorings: `
      | Berth | Looked at | Rings |
      | B10   | 4/11/2025 | 3     |
      | B2    | 31/2/2026 | 2     |
      | A1    |           |       |
      |       | 5/11/2025 | 7     |`,
    },
  );
  await bench.sync(ALLIANCE, JUNE);
});
const made = async () => {
  const { store, workbooks } = bench.ports;
  const round = await makeLacking(2025, JUNE, {
    store,
    standing: async () => new Map([['school-990001-2025', ELM_PARK]]),
    make: (workbook, stands) =>
      stands === null ? makeOnce(workbooks, workbook.name, workbook) : Promise.resolve(stands),
    catalogue,
  });
  return round.years.find(({ startYear }) => startYear === 2026)!;
};

describe('next year’s workbooks begin with', () => {
  it('the rows of each standing register, in order, as they were typed, also what waits to be mended', async () => {
    await bench.sync(ELM_PARK, JUNE);
    await made();
    expect((await bench.rows(next, 'Moorings')).slice(1)).toEqual([
      ['B2', '31/2/2026', 2],
      ['A1'],
      ['B10', { date: 45_965 }, 3],
      [null, { date: 45_966 }, 7],
    ]);
    expect((await bench.rows(next, quayTab.title)).slice(1)).toEqual([]);
    await bench.sync('Alliance 2026-27', '2026-09-02');
    await bench.sync(next, '2026-09-02');
    const found = (await bench.checks(next)).map(({ found }) => found);
    expect(found).toContainEqual(expect.stringContaining('31/2/2026'));
    expect(found).toContainEqual(expect.stringContaining('is blank'));
  });

  it('those of the alliance’s own registers, with schools by their names', async () => {
    await made();
    expect((await bench.rows('Alliance 2026-27', 'Bells')).slice(1)).toEqual([
      ['Big', 'Elm Park High School'],
      ['Broken', "Nobody's School"],
    ]);
  });

  it('cells of Schools and Settings that could not be read, as they were typed', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[1]![rows[0]!.indexOf('Office e-mail')] = 'office at elmpark';
    });
    await bench.sync(ALLIANCE, JUNE);
    await made();
    expect((await bench.rows('Alliance 2026-27', 'Schools'))[1]).toContain('office at elmpark');
  });

  it('the usual rows of a register where the workbook was never checked, as any new one', async () => {
    expect((await made()).made).toContain(next);
    expect((await bench.rows(next, 'Moorings')).slice(1)).toEqual([['B2'], ['A1'], ['C3']]);
  });

  it('nothing of a register that the alliance no longer keeps', async () => {
    await bench.sync(ELM_PARK, JUNE);
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => {
      const typed: Record<string, string> = { Setting: ADOPTED[0], Value: 'No', 'From year': '2026/27' };
      rows.push(rows[0]!.map((heading) => typed[String(heading)] ?? null));
    });
    await bench.sync(ALLIANCE, JUNE);
    await made();
    expect((await bench.ports.workbooks.read(next)).tabs.map(({ title }) => title)).not.toContain('Moorings');
  });

  it('not a blank one while the register is missing: that workbook waits, and the others are made', async () => {
    await bench.sync(ELM_PARK, JUNE);
    bench.workbooks.rename(ELM_PARK, 'Moorings', 'Old');
    await bench.sync(ELM_PARK, JUNE);
    const round = await made();
    expect(round.made).toEqual(['Alliance 2026-27', "St Aldhelm's School 2026-27"]);
    expect(round.waiting).toBe(
      'The tab Moorings of Elm Park High School is missing, or a column of it. Put it back first, so that its rows are carried over.',
    );
    bench.workbooks.rename(ELM_PARK, 'Old', 'Moorings');
    await bench.sync(ELM_PARK, JUNE);
    expect((await made()).made).toEqual([next]);
    expect((await bench.rows(next, 'Moorings')).slice(1)).toHaveLength(4);
  });
});
