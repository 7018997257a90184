import { describe, expect, it } from 'vitest';
import { EdgeError, type Store, type Workbooks } from '../../functions/edges/ports.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { syncWorkbook } from '../../functions/sync/sync-workbook.ts';
import { ALLIANCE, ELM_PARK, MARCH, openUsualBench, type SyncBench, watched } from '../support/sync-bench.ts';

const MOMENT = { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH };
const NOTHING = { sheets: 0, store: 0, mails: 0 };

/** Everything a run leaves behind that a person or another run can see. */
async function endState(bench: SyncBench) {
  const records = await latestRecords(bench.store, 'school-990001-2025');
  return {
    tabs: (await bench.workbooks.read(ELM_PARK)).tabs,
    sections: records?.manifest.sections,
    sequence: records?.manifest.sequence,
    outcomes: records?.manifest.outcomes,
    history: await bench.verify('school-990001-2025').then(({ ok }) => ok),
  };
}

async function openCheckedBench(): Promise<SyncBench> {
  const bench = await openUsualBench();
  await bench.sync(ALLIANCE);
  return bench;
}

async function undisturbed(change: (bench: SyncBench) => Promise<void> = async () => {}) {
  const bench = await openCheckedBench();
  await change(bench);
  bench.writesSince();
  await bench.sync(ELM_PARK);
  const { sheets, store } = bench.writesSince();
  return { end: await endState(bench), writes: sheets + store };
}

/** Checked the day before; since then one row was mended, one broken and one deleted, and somebody accepted a finding. */
async function afterADay(bench: SyncBench): Promise<void> {
  await bench.sync(ELM_PARK, '2026-03-26');
  bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
    rows[2]![1] = '27/2/2026';
    rows[1]![2] = 'some';
    rows.splice(3, 1);
  });
  bench.workbooks.edit(ELM_PARK, 'Checks', (rows) => {
    for (const row of rows.slice(1)) {
      while (row.length < 11) row.push(null);
      [row[4], row[5]] = ['Known.', 'Yes'];
    }
  });
}

describe.each([
  ['a first run', async () => {}],
  ['a run after a day of changes', afterADay],
] as const)('%s that is stopped', (_, change) => {
  it.each(['before', 'after'] as const)('%s any of its writes is completed by the next one', async (when) => {
    const { end, writes } = await undisturbed(change);
    expect(writes).toBeGreaterThanOrEqual(3);
    for (let stopAt = 1; stopAt <= writes; stopAt += 1) {
      const bench = await openCheckedBench();
      await change(bench);
      let count = 0;
      const stopped = watched(bench.ports, async (_write, work) => {
        count += 1;
        if (count > stopAt) throw new Error('a stopped run goes on');
        if (count < stopAt) return work();
        if (when === 'after') await work();
        throw new Error('stopped');
      });
      await expect(syncWorkbook(ELM_PARK, stopped, MOMENT)).rejects.toThrow('stopped');
      await bench.sync(ELM_PARK);
      expect(await endState(bench), `stopped ${when} write ${stopAt}`).toEqual(end);
      bench.writesSince();
      await bench.sync(ELM_PARK);
      expect(bench.writesSince(), `the run after, stopped ${when} write ${stopAt}`).toEqual(NOTHING);
    }
  });
});

describe('two runs at once', () => {
  it.each([
    ['of a workbook that is new', async () => {}],
    ['after a day of changes', afterADay],
  ] as const)('%s end as one would have', async (_, change) => {
    const { end } = await undisturbed(change);
    const bench = await openCheckedBench();
    await change(bench);
    const runs = await Promise.all([bench.sync(ELM_PARK), bench.sync(ELM_PARK), bench.sync(ELM_PARK)]);
    expect(runs.filter(({ committed }) => committed)).toHaveLength(1);
    expect(await endState(bench)).toEqual(end);
    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('on the school’s workbook and the alliance’s do not disturb one another', async () => {
    const bench = await openUsualBench();
    await Promise.all([bench.sync(ELM_PARK), bench.sync(ALLIANCE), bench.sync(ALLIANCE), bench.sync(ELM_PARK)]);
    await bench.sync(ELM_PARK);
    await bench.sync(ALLIANCE);
    bench.writesSince();
    await Promise.all([bench.sync(ELM_PARK), bench.sync(ALLIANCE)]);
    expect(bench.writesSince()).toEqual(NOTHING);
    expect(await bench.verify('alliance-2025')).toMatchObject({ ok: true });
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true });
  });
});

describe('a workbook that is in use', () => {
  it('is read again when it changed before it could be written to', async () => {
    const bench = await openCheckedBench();
    let edits = 0;
    const workbooks: Workbooks = {
      ...bench.ports.workbooks,
      async replaceOwnSheets(...wanted) {
        edits += 1;
        if (edits === 1)
          bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', 'never', '1']));
        return bench.ports.workbooks.replaceOwnSheets(...wanted);
      },
    };
    const outcome = await syncWorkbook(ELM_PARK, { ...bench.ports, workbooks }, MOMENT);
    expect(outcome).toMatchObject({ written: true, postponed: null, rows: 5 });
    expect((await bench.checks(ELM_PARK)).map(({ where }) => where)).toContain('Staff days!B6');
    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('is left for later when it never rests', async () => {
    const bench = await openCheckedBench();
    const workbooks: Workbooks = {
      ...bench.ports.workbooks,
      async replaceOwnSheets(...wanted) {
        bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push([]));
        return bench.ports.workbooks.replaceOwnSheets(...wanted);
      },
    };
    await expect(syncWorkbook(ELM_PARK, { ...bench.ports, workbooks }, MOMENT)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'changed-meanwhile',
      retryable: true,
    });
    expect(await bench.sync(ELM_PARK)).toMatchObject({ committed: false, written: true });
  });

  it('keeps its history while it is open, and gets its tabs once it is closed', async () => {
    const { end } = await undisturbed();
    const bench = await openCheckedBench();
    bench.workbooks.open.add(ELM_PARK);
    const outcome = await bench.sync(ELM_PARK);
    expect(outcome).toMatchObject({ committed: true, written: false });
    expect(outcome.postponed).toContain('is open');
    bench.workbooks.open.clear();
    expect(await bench.sync(ELM_PARK)).toMatchObject({ committed: false, written: true, postponed: null });
    expect(await endState(bench)).toEqual(end);
  });

  it('says which tab of ours is gone, and goes on without it', async () => {
    const bench = await openCheckedBench();
    bench.workbooks.delete(ELM_PARK, 'Checks');
    const outcome = await bench.sync(ELM_PARK);
    expect(outcome).toMatchObject({ committed: true, written: true });
    expect(outcome.postponed).toContain('Checks');
  });
});

describe('ports that fail', () => {
  const fault = new EdgeError('no-space', 'The disk is full. Make room, then start again.');

  it('are answered with their own error, and the next run completes', async () => {
    const { end } = await undisturbed();
    const failing: [string, (bench: SyncBench) => { store?: Store; workbooks?: Workbooks }][] = [
      ['store', ({ store }) => ({ store: { ...store, putBlobs: () => Promise.reject(fault) } })],
      ['head', ({ store }) => ({ store: { ...store, compareAndSet: () => Promise.reject(fault) } })],
      ['reading', ({ workbooks }) => ({ workbooks: { ...workbooks, read: () => Promise.reject(fault) } })],
    ];
    for (const [name, broken] of failing) {
      const bench = await openCheckedBench();
      await expect(syncWorkbook(ELM_PARK, { ...bench.ports, ...broken(bench) }, MOMENT), name).rejects.toBe(fault);
      await bench.sync(ELM_PARK);
      expect(await endState(bench), name).toEqual(end);
    }
  });
});
