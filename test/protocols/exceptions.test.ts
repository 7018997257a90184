import { beforeEach, describe, expect, it } from 'vitest';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const YEAR_OVER = '2026-09-01';
const ELM_PARKS = `
  | School               | Protocols | Clause | About | Until | Reason                | Agreed on |
  | Elm Park High School |           | 21     |       |       | The hall was rebuilt. | 3/11/2025 |`;

let bench: SyncBench;
beforeEach(() => {
  bench = openSyncBench();
});

/** The findings of Elm Park's workbook about staff days, and of the alliance's about its contribution, with this in *Exceptions*. */
async function statuses(exceptions: string, asOf = YEAR_OVER) {
  const limits = '| Staff days minimum | 9 |\n| Contribution due date | 30 November |';
  const tabs = { ...ALLIANCE_TABS, Settings: `${ALLIANCE_TABS['Settings']}\n${limits}`, Exceptions: exceptions };
  await bench.create(ALLIANCE, allianceIdentity, tabs);
  await bench.create(ELM_PARK, schoolIdentity, {});
  await bench.sync(ALLIANCE, asOf);
  await bench.sync(ELM_PARK, asOf);
  const about = (lines: Awaited<ReturnType<SyncBench['checks']>>, words: string) =>
    lines.find(({ found }) => found?.includes(words))?.status;
  return {
    staffDays: about(await bench.checks(ELM_PARK), 'has given 0 of 9 days'),
    contribution: about(await bench.checks(ALLIANCE), 'Elm Park High School has paid'),
    startHere: (await bench.rows(ELM_PARK, 'Start here'))
      .flat()
      .filter((cell) => cell !== null)
      .join(' '),
  };
}

describe('an exception in the alliance’s workbook', () => {
  it('answers the breach in the school’s own workbook, and no other promise', async () => {
    expect(await statuses('')).toMatchObject({ staffDays: 'Breach', contribution: 'Breach' });
    bench = openSyncBench();
    const { startHere, ...found } = await statuses(ELM_PARKS);
    expect(found).toEqual({ staffDays: 'Agreed', contribution: 'Breach' });
    expect(startHere).toContain('1 finding is accepted.');
  });

  it('answers a breach in the alliance’s workbook about the school it names', async () => {
    expect(await statuses(ELM_PARKS.replace('| 21 ', '| 25 '))).toMatchObject({
      staffDays: 'Breach',
      contribution: 'Agreed',
    });
  });

  it.each([
    ['another school’s', ELM_PARKS.replace('Elm Park High School', "St Aldhelm's School")],
    ['one that has ended', ELM_PARKS.replace('|       |       |', '|       | 21/7/2026 |')],
    ['one agreed later', ELM_PARKS.replace('3/11/2025', '2/9/2026')],
    ['one about a day of its own', ELM_PARKS.replace('|       |       |', '| 12/11/2025 |       |')],
  ])('leaves the breach open where it is %s', async (_, exceptions) => {
    expect((await statuses(exceptions)).staffDays).toBe('Breach');
  });

  it.each([
    ['held on the day it came', '15/12/2025', 'Agreed'],
    ['had ended by then', '14/12/2025', 'Note'],
  ])('answers for good that something came late if it %s', async (_, until, status) => {
    const tabs = {
      ...ALLIANCE_TABS,
      Contributions: '| School | Amount | Date |\n| Elm Park High School | £3,000 | 15/12/2025 |',
      Exceptions: ELM_PARKS.replace('| 21 ', '| 25 ').replace('|       |       |', `|       | ${until} |`),
    };
    await bench.create(ALLIANCE, allianceIdentity, tabs);
    await bench.sync(ALLIANCE, YEAR_OVER);
    const late = (await bench.checks(ALLIANCE)).find(({ found }) => found?.includes('had paid in full on'));
    expect(late?.status).toBe(status);
  });
});
