import { beforeEach, describe, expect, it } from 'vitest';
import { syncWorkbook } from '../../../functions/sync/sync-workbook.ts';
import {
  ALLIANCE,
  ELM_PARK,
  MARCH,
  openSyncBench,
  openUsualBench,
  type SyncBench,
  schoolIdentity,
} from '../../support/sync-bench.ts';

let bench: SyncBench;
beforeEach(async () => {
  bench = await openUsualBench();
  await bench.sync(ALLIANCE);
});
const startHere = async (place: string) =>
  (await bench.rows(place, 'Start here')).map((row) => row.filter((cell) => cell !== null).join(' | '));

describe('Start here', () => {
  it('says before the first check that there was none', async () => {
    expect((await startHere(ELM_PARK)).join('\n')).toContain('Nothing has been checked yet.');
  });

  it('says whose it is, what needs attention, worst first, and what goes where', async () => {
    await bench.sync(ELM_PARK);
    const lines = await startHere(ELM_PARK);
    expect(lines[0]).toBe('Elm Park High School');
    expect(lines[3]).toMatch(/^2 problems/);
    const attention = lines.indexOf('What needs attention');
    expect(lines[attention + 1]).toMatch(/^Staff days \| 2 problems \| B3 .* And 1 more\.$/);
    expect(lines).toContain('See them all in Checks');
    expect(lines.find((line) => line.startsWith('Staff days | 4 rows | '))).toBeDefined();
    expect(lines).toContain('Staff days given | Open: 1½ of 9');
    expect(lines).toContain('Contribution paid | Open: £0 of £3,000');
    expect(lines).toContain('URN | 990001');
  });

  it('leads to the cell, and to the tab', async () => {
    const links: unknown[] = [];
    const { workbooks } = bench.ports;
    const ports = {
      ...bench.ports,
      workbooks: {
        ...workbooks,
        replaceOwnSheets: (...wanted: Parameters<typeof workbooks.replaceOwnSheets>) => {
          for (const { title, rows } of wanted[2])
            if (title === 'Start here') links.push(...rows.flat().flatMap((cell) => cell?.link ?? []));
          return workbooks.replaceOwnSheets(...wanted);
        },
      },
    };
    await syncWorkbook(ELM_PARK, ports, { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
    expect(links).toEqual(
      expect.arrayContaining([
        { tab: 'Staff days', cell: 'B3' },
        { tab: 'Checks', cell: 'A1' },
        { tab: 'Evaluations', cell: 'A2' },
      ]),
    );
  });

  it('says clearly that nothing is wrong', async () => {
    const calm = openSyncBench();
    await calm.create(ELM_PARK, schoolIdentity, {});
    await calm.sync(ELM_PARK, '2025-09-02');
    const words = (await calm.rows(ELM_PARK, 'Start here')).flat().join('\n');
    expect(words).toContain('In order');
    expect(words).toContain('No rows have been typed yet (last change checked 2 September 2025, 15:32).');
  });

  it('counts what was accepted apart', async () => {
    await bench.sync(ELM_PARK);
    const warning = (await bench.checks(ELM_PARK)).find(({ status }) => status !== 'Problem' && status !== 'Breach');
    bench.workbooks.edit(ELM_PARK, 'Checks', (rows) => {
      const row = rows[warning!.row - 1]!;
      while (row.length < 11) row.push(null);
      [row[4], row[5]] = ['Agreed.', 'Yes'];
    });
    await bench.sync(ELM_PARK);
    expect((await startHere(ELM_PARK)).join(' ')).toContain('1 finding is accepted.');
  });

  it('shows the alliance where each school stands, and each school only itself', async () => {
    await bench.sync(ELM_PARK);
    await bench.sync(ALLIANCE);
    const alliance = await startHere(ALLIANCE);
    expect(alliance).toContain('Elm Park High School | Open: 1½ of 9 | Open: £0 of £3,000 | none held | none held');
    expect(alliance).toContain("St Aldhelm's School | not yet known | Open: £0 of £3,000 | none held | none held");
    expect((await startHere(ELM_PARK)).slice(0, -1).join('\n')).not.toMatch(/Aldhelm/);
  });
});
