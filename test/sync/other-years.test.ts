import { expect, it } from 'vitest';
import { latestRecords } from '../../functions/history/records.ts';
import { contributionStatementData } from '../../functions/protocols/working-protocols/documents/contributions-data.ts';
import { standing } from '../../functions/protocols/working-protocols/standing.ts';
import { dryRun } from '../../functions/sync/dry-run.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { situationAsKept } from '../../functions/workbooks/situation-of.ts';
import { allianceKey } from '../../functions/workbooks/workbook-key.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  openSyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const NEXT = 'Alliance, next year';
const DECEMBER = '2026-12-02';
const nextIdentity = { ...allianceIdentity, startYear: 2026 };
const SETTINGS = `
  | Setting                    | Value                       |
  | Alliance name              | Harrowdale Learning Alliance |
  | Contribution due date      | 30 November                 |`;
const CALENDAR = `
  | What        | From     | To         |
  | Autumn term | 3/9/2026 | 18/12/2026 |`;
const paidAhead = (amount = '£3,000', forYear = '2026/27') => `
  | School               | For year   | Amount    | Date      |
  | Elm Park High School | 2025/26    | £3,000    | 1/10/2025 |
  | Elm Park High School | ${forYear} | ${amount} | 10/7/2026 |`;

async function twoYears(contributions = paidAhead()) {
  const bench = openSyncBench();
  await bench.create(ALLIANCE, allianceIdentity, { ...ALLIANCE_TABS, Contributions: contributions });
  await bench.create(NEXT, nextIdentity, { ...ALLIANCE_TABS, Settings: SETTINGS, Calendar: CALENDAR });
  await bench.create(ELM_PARK, { ...schoolIdentity, startYear: 2026 }, {});
  const places = syncedPlaces(bench.ports);
  const sync = (...some: string[]) => places.sync(some, { at: `${DECEMBER}T14:32:00.000Z`, asOf: DECEMBER });
  const found = async (...some: string[]) => {
    const outcomes = new Map((await sync(...some)).map((one) => [one.place, one]));
    const next = outcomes.get(NEXT);
    return next && 'outcome' in next
      ? next.outcome.findings.filter(({ rule, school }) => rule === 'BLA-25' && school === '990001')
      : null;
  };
  return { ...bench, places: [ALLIANCE, NEXT, ELM_PARK], found };
}

it('a payment typed in one year’s workbook for the next counts there, whichever is checked first', async () => {
  for (const order of [
    [ALLIANCE, NEXT],
    [NEXT, ALLIANCE],
  ]) {
    const { found } = await twoYears();
    expect(await found(...order)).toEqual([]);
  }
});

it('what else the school owes for the year is a breach, with what was paid ahead taken off', async () => {
  const { found } = await twoYears(paidAhead('£1,000'));
  expect(await found(ALLIANCE, NEXT)).toMatchObject([
    { severity: 'breach', message: expect.stringContaining('£1,000 of £3,000') },
  ]);
});

it('a row typed later sends next year’s workbook round again, and its schools’, and nothing else is new', async () => {
  const { found, workbooks, rows, writesSince, places } = await twoYears(paidAhead('£1,000'));
  await found(...places);
  workbooks.edit(ALLIANCE, 'Contributions', (all) =>
    all.push(['Elm Park High School', '2026/27', null, 2000, '20/7/2026']),
  );
  expect(await found(ALLIANCE)).toEqual([]);
  expect(JSON.stringify(await rows(ELM_PARK, 'Start here'))).toContain('£3,000 of £3,000');
  writesSince();
  await found(...places);
  expect(writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
});

it('one that waits to be mended there may be what is missing here, by its year and its amount', async () => {
  const severity = async (amount: string, forYear?: string) => {
    const { found } = await twoYears(paidAhead(amount, forYear));
    return (await found(ALLIANCE, NEXT))?.map((one) => one.severity);
  };
  expect(await severity('about £3,000?')).toEqual(['warning']);
  expect(await severity('£3,000', 'next year')).toEqual(['warning']);
  expect(await severity('£2,999.99', 'next year')).toEqual(['breach']);
  expect(await severity('about £3,000?', '2025/26')).toEqual(['breach']);
});

it('is in the snapshot that documents and the page go by, which names where it is from', async () => {
  const { found, store, verify } = await twoYears();
  await found(ALLIANCE, NEXT);
  const records = (await latestRecords(store, allianceKey(2026)))!;
  const lastYears = (await latestRecords(store, allianceKey(2025)))!;
  expect(records.manifest.otherYears).toEqual({ [allianceKey(2025)]: lastYears.hash });
  expect(lastYears.manifest.otherYears).toBeUndefined();
  const situation = situationAsKept(nextIdentity, records, null, DECEMBER);
  const elmPark = situation.members.find(({ urn }) => urn === '990001')!;
  expect(contributionStatementData(situation, elmPark, { followedBy: null })).toMatchObject({
    paid: 300_000,
    outstanding: 0,
  });
  const line = standing(situation, elmPark, () => null).find(({ what }) => what === 'Contribution paid');
  expect(line).toMatchObject({ figure: '£3,000 of £3,000', state: 'kept' });
  expect(await verify(allianceKey(2026))).toMatchObject({ ok: true });
});

it('holds as well where files are only looked at', async () => {
  const { workbooks, secret } = await twoYears();
  const checked = await dryRun(workbooks, [NEXT], [ALLIANCE], DECEMBER, secret);
  const mine = checked.flatMap((one) => ('findings' in one ? one.findings : []));
  expect(mine.filter(({ rule }) => rule === 'BLA-25').map(({ school }) => school)).not.toContain('990001');
  const alone = await dryRun(workbooks, [NEXT], [], DECEMBER, secret);
  const found = alone.flatMap((one) => ('findings' in one ? one.findings : []));
  expect(found.filter(({ rule }) => rule === 'BLA-25').map(({ school }) => school)).toContain('990001');
});

it('a tab that cannot be seen in the other year’s workbook lets nobody be in breach', async () => {
  const { found, workbooks } = await twoYears();
  await found(ALLIANCE, NEXT);
  workbooks.edit(ALLIANCE, 'Contributions', (all) => {
    all[0]![1] = 'Session';
  });
  expect((await found(ALLIANCE))?.map(({ severity }) => severity)).toEqual(['warning']);
});
