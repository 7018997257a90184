import { describe, expect, it } from 'vitest';
import { recordsAsOf } from '../../../functions/history/records.ts';
import { schoolRegister } from '../../../functions/protocols/statutory-policies/review.ts';
import { makeLacking } from '../../../functions/workbooks/make-lacking.ts';
import { situationAsKept } from '../../../functions/workbooks/situation-of.ts';
import { workbookKey } from '../../../functions/workbooks/workbook-key.ts';
import { makeOnce } from '../../../functions/workbooks/workbooks-to-make.ts';
import { serialOfDay } from '../../../sheets-schema/cells/calendar-day.ts';
import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  schoolIdentity,
} from '../../support/sync-bench.ts';
import { decidedWith, policiesDrawn } from './policies-drawn.ts';

const JUNE = '2026-06-15';
const REGISTER = policiesDrawn(
  `| Policy | Looked after by | Approved on | Last reviewed on | Where it is published |
   | School uniform | Deputy head | 2/3/2026 | last spring | https://elmpark.example/uniform |
   | Admission arrangements | Office manager | | 3/11/2025 | https://elmpark.example/admissions |
   | Our own rules | | | 3/11/2025 | |`,
  { reviewed: null },
);

async function alliance(schools: string) {
  const bench = openSyncBench();
  await bench.create(ALLIANCE, allianceIdentity, {
    ...ALLIANCE_TABS,
    ...decidedWith('Make workbooks for | 2026/27'),
    Schools: schools,
  });
  return bench;
}

async function makeNext(
  bench: Awaited<ReturnType<typeof alliance>>,
  standing: ReadonlyMap<string, string>,
  startYear = 2025,
) {
  const { store, workbooks } = bench.ports;
  await makeLacking(startYear, JUNE, {
    store,
    standing: async () => standing,
    make: (workbook, stands) =>
      stands === null ? makeOnce(workbooks, workbook.name, workbook) : Promise.resolve(stands),
    catalogue: bench.ports.catalogue,
  });
  const at = (heading: string) => Object.values(policiesTab.columns).findIndex((column) => column.heading === heading);
  return async (place: string, ...headings: readonly string[]) =>
    (await bench.rows(place, 'Policies')).slice(1).map((row) => headings.map((heading) => row[at(heading)] ?? null));
}

describe('the register of a new workbook', () => {
  it('has the documents that the school has to hold, by its kind and phase, and all where nobody has said them', async () => {
    const bench = await alliance(`
      | URN    | School        | Kind of school    | Phase     |
      | 990004 | Copse Primary | Maintained school | Primary   |
      | 990005 | Dale Academy  | Academy           | Secondary |
      | 990006 | Elder School  |                   |           |`);
    await bench.sync(ALLIANCE, JUNE);
    const rows = await makeNext(bench, new Map());
    const hung = ['Careers guidance', 'Governors’ allowances'];
    const having = async (place: string) => {
      const titles = (await rows(`${place} 2025-26`, 'Policy')).flat();
      return [titles.length, hung.filter((title) => titles.includes(title))];
    };
    expect(await having('Copse Primary')).toEqual([22, ['Governors’ allowances']]);
    expect(await having('Dale Academy')).toEqual([22, ['Careers guidance']]);
    expect(await having('Elder School')).toEqual([23, hung]);
    await bench.sync('Copse Primary 2025-26', JUNE);
    const lines = (await bench.checks('Copse Primary 2025-26')).filter(({ where }) => where?.startsWith('Policies'));
    expect(lines.map(({ status, found }) => [status, found?.slice(0, 24)])).toEqual([
      ['Warning', '22 documents have no day'],
    ]);
  });
});

describe('the register of the next year', () => {
  it('begins as this year’s stands, in the source’s order, and is read so from the history', async () => {
    const bench = await alliance(ALLIANCE_TABS['Schools']!);
    await bench.create(ELM_PARK, schoolIdentity, { Policies: REGISTER });
    await bench.sync(ALLIANCE, JUNE);
    await bench.sync(ELM_PARK, JUNE);
    const rows = await makeNext(bench, new Map([['school-990001-2025', ELM_PARK]]));
    expect(await rows('Elm Park High School 2026-27', 'Policy', 'Looked after by', 'Last reviewed on')).toEqual([
      ['Admission arrangements', 'Office manager', { date: serialOfDay('2025-11-03') }],
      ['School uniform', 'Deputy head', 'last spring'],
      ['Our own rules', null, expect.anything()],
    ]);

    const { store } = bench.ports;
    const kept = await recordsAsOf(store, workbookKey(schoolIdentity), JUNE);
    const beside = await recordsAsOf(store, workbookKey(allianceIdentity), JUNE);
    const own = schoolRegister(situationAsKept(schoolIdentity, kept!, beside, JUNE))!;
    const reviews = own.held.flatMap(({ title, review, row }) => (row === null ? [] : [[title, review]]));
    expect(reviews).toEqual([
      ['Admission arrangements', 'in time'],
      ['School uniform', 'cannot be read'],
    ]);
  });

  it('begins so too where the next year’s own round makes the workbook, as its alliance’s Schools has a row later', async () => {
    const bench = await alliance("| URN | School |\n| 990002 | St Aldhelm's School |");
    await bench.sync(ALLIANCE, JUNE);
    await makeNext(bench, new Map([['school-990002-2025', 'elsewhere']]));
    await bench.create(ELM_PARK, schoolIdentity, { Policies: REGISTER });
    for (const place of [ALLIANCE, 'Alliance 2026-27'])
      bench.workbooks.edit(place, 'Schools', (rows) => void rows.push(['990001', 'Elm Park High School']));
    for (const place of [ALLIANCE, ELM_PARK, 'Alliance 2026-27']) await bench.sync(place, JUNE);
    const rows = await makeNext(bench, new Map([['school-990001-2025', ELM_PARK]]), 2026);
    expect(await rows('Elm Park High School 2026-27', 'Policy', 'Looked after by')).toEqual([
      ['Admission arrangements', 'Office manager'],
      ['School uniform', 'Deputy head'],
      ['Our own rules', null],
    ]);
  });
});

describe('what was offered', () => {
  it('goes over to the next year unless its last day has passed by then', async () => {
    const bench = openSyncBench();
    await bench.create(ALLIANCE, allianceIdentity, {
      ...ALLIANCE_TABS,
      ...decidedWith('Make workbooks for | 2026/27'),
      Offers: `
        | Offer  | From     | To        |
        | Ended  | 1/9/2025 | 31/8/2026 |
        | Goes on | 1/9/2025 | 1/9/2026 |
        | No end | 1/9/2025 |           |
        | Unread | 1/9/2025 | some day  |`,
    });
    await bench.sync(ALLIANCE, JUNE);
    await makeNext(bench, new Map());
    const titles = (await bench.rows('Alliance 2026-27', 'Offers')).slice(1).map(([title]) => title);
    expect(titles).toEqual(['Goes on', 'No end', 'Unread']);
  });
});
