import { beforeEach, describe, expect, it } from 'vitest';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { ALLIANCE, ELM_PARK, openUsualBench, type SyncBench, schoolIdentity } from '../support/sync-bench.ts';

const [DAY_1, DAY_2, DAY_3, DAY_4] = ['2026-03-23', '2026-03-24', '2026-03-25', '2026-03-26'] as const;
const NOTHING = { sheets: 0, store: 0, mails: 0 };

let bench: SyncBench;
beforeEach(async () => {
  bench = await openUsualBench();
  await bench.sync(ALLIANCE, DAY_1);
  await bench.sync(ELM_PARK, DAY_1);
});

const gone = async (asOf: string) =>
  (await bench.sync(ELM_PARK, asOf)).findings.filter(({ rule }) => rule === 'GEN-11').map(({ message }) => message);
const deleteRow = (at: number) => bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.splice(at, 1));

describe('rows that stood there on an earlier day', () => {
  it('are noted on the day they went, the same at every run, and no longer on the next day', async () => {
    deleteRow(1);
    const note = [expect.stringMatching(/^1 row of Staff days as it stood on 23 March 2026 /)];
    expect(await gone(DAY_2)).toEqual(note);
    bench.writesSince();
    expect(await gone(DAY_2)).toEqual(note);
    expect(bench.writesSince()).toEqual(NOTHING);
    expect(await gone(DAY_3)).toEqual([]);
    const lines = await bench.checks(ELM_PARK);
    expect(lines.find(({ found }) => found?.includes('cannot be found any more'))?.status).toBe('Mended');
    bench.writesSince();
    expect(await gone(DAY_3)).toEqual([]);
    expect(bench.writesSince()).toEqual(NOTHING);
    expect(await gone(DAY_4)).toEqual([]);
    expect((await bench.checks(ELM_PARK)).some(({ found }) => found?.includes('cannot be found any more'))).toBe(false);
  });

  it('are counted from the day before, however often the workbook was checked since', async () => {
    deleteRow(1);
    await gone(DAY_2);
    deleteRow(2);
    expect(await gone(DAY_2)).toEqual([expect.stringMatching(/^2 rows /)]);
  });

  it('are no longer noted when they are typed again', async () => {
    deleteRow(1);
    await gone(DAY_2);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows.push(['Ms Okafor', '12/11/2025', '1', 'St Aldhelm’s School']);
    });
    expect(await gone(DAY_2)).toEqual([]);
  });

  it('are not missed when they came and went on one day', async () => {
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Brief', '1/12/2025', '1']));
    await gone(DAY_2);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.pop());
    expect(await gone(DAY_2)).toEqual([]);
  });

  it('are not missed while they wait to be mended, and are kept as typed', async () => {
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows[1]!.splice(2, 1, 'a bit'));
    expect(await gone(DAY_2)).toEqual([]);
    const latest = await readLatest(bench.store, 'school-990001-2025');
    const waiting = (await readContent(bench.store, latest!.manifest, ['waiting'])).get('waiting')!;
    expect([...waiting.values()]).toContainEqual(
      expect.objectContaining({ cells: expect.objectContaining({ days: 'a bit' }) }),
    );
  });

  it('are not noted where a workbook has no history of an earlier day', async () => {
    const fresh = await openUsualBench();
    const { findings } = await fresh.sync(ELM_PARK, DAY_1);
    expect(findings.filter(({ rule }) => rule === 'GEN-11')).toEqual([]);
  });
});

describe('rows of Schools that another row took the place of', () => {
  const EARLIER = ['Earlier URN', 'URN since'];
  const allSchools = (change: (rows: RawCell[][], column: (heading: string) => number) => void) =>
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => change(rows, (heading) => rows[0]!.indexOf(heading)));
  const say = (row: RawCell[], at: (heading: string) => number, cells: readonly RawCell[]) =>
    EARLIER.forEach((heading, which) => {
      row[at(heading)] = cells[which] ?? null;
    });
  const found = async (asOf: string) =>
    (await bench.sync(ALLIANCE, asOf)).findings
      .filter(({ rule, messageId }) => rule === 'GEN-11' || messageId === 'twoWorkbooks')
      .map(({ cell, message }) => [cell, message.replace(/ as it stood.*| have a workbook.*/, '')]);

  async function aldhelmsWorkbook() {
    await bench.create('Aldhelm', { ...schoolIdentity, urn: '990002', school: 'St Aldhelm’s School' }, {});
    await bench.sync('Aldhelm', DAY_1);
  }

  it('are not missed where one has another number', async () => {
    allSchools((rows, at) => {
      rows[1]![0] = '990011';
      say(rows[1]!, at, ['990001', '1/3/2026']);
    });
    expect(await found(DAY_2)).toEqual([]);
  });

  it('are asked about where one took the place of two, on the day and as long as both have a workbook', async () => {
    await aldhelmsWorkbook();
    allSchools((rows, at) => {
      rows.splice(2, 1);
      rows[1]![0] = '990011';
      say(rows[1]!, at, ['990001, 990002', '1/3/2026']);
    });
    const asked = [expect.stringMatching(/^\w+2$/), expect.stringContaining('990001 and 990002 each')];
    expect(await found(DAY_2)).toEqual([[null, '1 row of Schools'], asked]);
    expect(await found(DAY_3)).toEqual([asked]);
  });

  it('are asked about where a member that stood there already took one over', async () => {
    await aldhelmsWorkbook();
    allSchools((rows, at) => {
      rows.splice(1, 1);
      say(rows[1]!, at, ['990001', '1/3/2026']);
    });
    const asked = [expect.stringMatching(/^\w+2$/), expect.stringContaining('990001 and 990002 each')];
    expect(await found(DAY_2)).toEqual([[null, '1 row of Schools'], asked]);
    expect(await found(DAY_3)).toEqual([asked]);
  });
});
