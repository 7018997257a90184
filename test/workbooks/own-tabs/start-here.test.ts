import { beforeEach, describe, expect, it } from 'vitest';
import { syncWorkbook } from '../../../functions/sync/sync-workbook.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
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
    expect(lines).toContain('Staff days given | Open | 1½ of 9, 2 rows to be mended');
    expect(lines).toContain('Contribution paid | Open | £0 of £3,000');
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

  it('says that nothing is checked, and not that all is in order, while nobody can tell what was promised', async () => {
    await bench.create('Calm', { ...schoolIdentity, urn: '990002', school: 'St Aldhelm’s School' }, {});
    await bench.sync('Calm', '2025-09-02');
    expect((await startHere('Calm')).join(' ')).toContain('In order');
    bench.workbooks.rename(ALLIANCE, 'Schools', 'Old');
    await bench.sync(ALLIANCE, '2025-09-02');
    await bench.sync('Calm', '2025-09-02');
    const words = (await startHere('Calm')).join(' ');
    expect(words).toMatch(/Not checked \| The tab Schools,? .*Until it is mended, no promise is checked/);
    expect(words).not.toContain('In order');
  });

  it('counts what was accepted apart', async () => {
    await bench.sync(ELM_PARK);
    const warning = (await bench.checks(ELM_PARK)).find(({ status }) => status !== 'Problem' && status !== 'Breach');
    bench.answer(ELM_PARK, warning!.row, 'Agreed.', 'Yes');
    await bench.sync(ELM_PARK);
    expect((await startHere(ELM_PARK)).join(' ')).toContain('1 finding is accepted.');
  });

  it('shows the alliance where each school stands, and each school only itself', async () => {
    await bench.sync(ELM_PARK);
    await bench.sync(ALLIANCE);
    const alliance = await startHere(ALLIANCE);
    expect(alliance).toContain(
      'Elm Park High School | Open: 1½ of 9, 2 rows to be mended | Open: £0 of £3,000 | none held | none held',
    );
    expect(alliance).toContain("St Aldhelm's School | not yet known | Open: £0 of £3,000 | none held | none held");
    expect((await startHere(ELM_PARK)).slice(0, -1).join('\n')).not.toMatch(/Aldhelm/);
  });
});

describe('what schools answered', () => {
  const answered = async () => {
    const lines = await startHere(ALLIANCE);
    const from = lines.indexOf('What schools answered');
    return from < 0 ? [] : lines.slice(from + 1, lines.indexOf('', from));
  };
  const row = async (severity: string, at = 0) =>
    (await bench.checks(ELM_PARK)).filter(({ status }) => status === severity)[at]!.row;

  it('stands in the alliance’s Start here: which school, since when, the words and to what, the newest first', async () => {
    await bench.sync(ELM_PARK, '2026-03-02');
    await bench.sync(ALLIANCE, '2026-03-02');
    expect(await answered()).toEqual([]);
    bench.answer(ELM_PARK, await row('Problem'), 'We are looking it up.');
    await bench.sync(ELM_PARK, '2026-03-03');
    bench.answer(ELM_PARK, await row('Warning'), 'It was a training day.', 'Yes');
    await bench.sync(ELM_PARK, '2026-03-05');
    await bench.sync(ALLIANCE, '2026-03-05');
    const lines = (await answered()).join(' ');
    expect(lines).toMatch(
      /^Elm Park High School \| accepted \| 5 March 2026\. “It was a training day\.” To: Absence by term has .* Elm Park High School \| replied \| 3 March 2026\. “We are looking it up\.” To: Staff days: “Date” says 31\/2\/2026/,
    );
    expect((await startHere(ELM_PARK)).join('\n')).not.toContain('What schools answered');
  });

  it('has the day since when the words stand as they do', async () => {
    await bench.sync(ELM_PARK, '2026-03-02');
    const at = await row('Problem');
    bench.answer(ELM_PARK, at, 'We are looking it up.');
    for (const day of ['2026-03-03', '2026-03-04']) await bench.sync(ELM_PARK, day);
    await bench.sync(ALLIANCE, '2026-03-04');
    expect((await answered()).join()).toContain('3 March 2026. “We');
    bench.answer(ELM_PARK, at, 'It was the 28th.');
    await bench.sync(ELM_PARK, '2026-03-06');
    await bench.sync(ALLIANCE, '2026-03-06');
    expect((await answered()).join()).toContain('6 March 2026. “It was the 28th.”');
  });

  it('is over when the finding is mended or the words are cleared, and is never more than fits', async () => {
    await bench.sync(ELM_PARK);
    for (const { row } of await bench.checks(ELM_PARK)) bench.answer(ELM_PARK, row, `Known ${'x'.repeat(5_000)}`);
    const rows = Array.from({ length: 20 }, (_, at) => [`Teacher ${at}`, '31/2/2026', 1]);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (all) => void all.push(...(rows as RawCell[][])));
    await bench.sync(ELM_PARK);
    for (const { row } of await bench.checks(ELM_PARK)) bench.answer(ELM_PARK, row, `Known ${'x'.repeat(5_000)}`);
    await bench.sync(ELM_PARK);
    await bench.sync(ALLIANCE);
    const count = (await bench.checks(ELM_PARK)).length;
    expect((await answered()).at(-1)).toBe(`And ${count - 12} more.`);
    expect((await answered()).join('').length).toBeLessThan(12 * 600);
    for (const { row } of await bench.checks(ELM_PARK)) bench.answer(ELM_PARK, row, '');
    await bench.sync(ELM_PARK);
    await bench.sync(ALLIANCE);
    expect(await answered()).toEqual([]);
  });
});

describe('a row of Schools that cannot be read', () => {
  it('is said to be in no promise, in the alliance’s workbook and in the school’s own', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      for (const row of rows) if (String(row[0]) === '990001') row[0] = '99OOO1x';
    });
    await bench.sync(ALLIANCE);
    expect((await startHere(ALLIANCE)).join(' ')).toContain(
      '1 row of Schools | It cannot be read. Until it is mended, its school is in no promise and no sum, here and in its own workbook.',
    );
    await bench.sync(ELM_PARK);
    expect((await startHere(ELM_PARK)).join(' ')).toContain(
      'The row of this school in Schools of the alliance’s workbook cannot be read, and is to be mended there.',
    );
  });
});
