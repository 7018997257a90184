import { expect, it } from 'vitest';
import { readLatest } from '../../functions/history/read-history.ts';
import { openPublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity } from '../support/sync-bench.ts';

const LAST_YEARS = 'Alliance, last year';
const CONTRIBUTIONS = `
  | School               | For year | Amount | Date     | Reference |
  | Elm Park High School | 2025/26  | £250   | 1/7/2025 | BACS 0    |`;

it('a statement counts what last year’s workbook has for this year, and names its snapshot; another document does not', async () => {
  const bench = await openPublishingBench();
  const before = await bench.publish('Contribution statement', { urn: '990001' });
  expect(before[0]!.entry.snapshots.map(({ workbook }) => workbook)).toEqual(['alliance-2025']);

  await bench.create(
    LAST_YEARS,
    { ...allianceIdentity, startYear: 2024 },
    { ...ALLIANCE_TABS, Contributions: CONTRIBUTIONS },
  );
  await bench.sync(LAST_YEARS);
  await bench.sync(ALLIANCE);
  const lastYears = (await readLatest(bench.store, 'alliance-2024'))!;
  const [own] = await bench.publish('Contribution statement', { urn: '990001' });
  expect(own!.entry.snapshots.slice(1)).toEqual([{ workbook: 'alliance-2024', hash: lastYears.head.hash }]);
  const { text, attachments } = await bench.read(own!.entry.link);
  expect(text).toContain('£1,750.00');
  expect(text).toContain('The attached snapshots.csv lists which.');
  expect(attachments.get('snapshots.csv')).toContain(`The alliance,2024/25,${lastYears.head.hash}`);

  const [treasurers] = await bench.publish('Treasurer’s annual statement');
  const page = (await bench.read(treasurers!.entry.link)).text;
  expect(page).toMatch(/Typed for 2025\/26 in the workbooks of other years £250\.00/);
  expect(treasurers!.entry.snapshots.map(({ workbook }) => workbook)).toContain('alliance-2024');
  const [agreement] = await bench.publish('Agreement to the protocols', { urn: '990001' });
  expect(agreement!.entry.snapshots.map(({ workbook }) => workbook)).not.toContain('alliance-2024');
});

it('the treasurer reads of each row that is not counted, or is and may be a slip; a school of its own', async () => {
  const bench = await openPublishingBench({
    Contributions: `
      | School               | For year | Payment or refund | Amount    | Date      | Reference |
      | Elm Park High School |          |                   | £3,000    | 3/11/2025 | BACS 1    |
      | St Aldhelm's School  |          |                   | £2,777    | 4/11/2025 | BACS 1    |
      | Elm Park High School | 2026/27  |                   | £1,500    | 9/2/2026  | BACS 7    |
      | Elm Park High School |          |                   | £41       | 28/3/2026 | BACS 8    |
      |                      |          | Other income      | £12.40    | 31/12/2025 | INTEREST |
      | Bank interest        |          |                   | £9.99     | 31/1/2026 |           |
      | Elm Park High School |          |                   | £3000.005 | 1/2/2026  | BACS 9    |`,
  });
  const [treasurers] = await bench.publish('Treasurer’s annual statement');
  const { text } = await bench.read(treasurers!.entry.link);
  for (const said of [
    "St Aldhelm's School 4 Nov 2025 BACS 1 the reference stands under Elm Park High School too £2,777.00",
    'Elm Park High School 9 Feb 2026 BACS 7 for 2026/27, and counts there £1,500.00',
    'Elm Park High School 28 Mar 2026 BACS 8 dated after the day of this statement £41.00',
    '31 Dec 2025 INTEREST £12.40',
    'Bank interest 31/1/2026 School names no member £9.99',
    'Elm Park High School 1/2/2026 BACS 9 Amount cannot be read £3000.005',
    'Typed in Contributions of 2025/26 £7,330.40 Less what is left out −£1,541.00 Less other income −£12.40',
  ])
    expect(text.replaceAll('\u00a0', ' ')).toContain(said);

  const ofSchool = async (urn: string) =>
    (await bench.read((await bench.publish('Contribution statement', { urn }))[0]!.entry.link)).text;
  const [paid, owing] = [await ofSchool('990001'), await ofSchool('990002')];
  expect(paid).toContain('Paid in full. Thank you.');
  expect(paid).toContain('for 2026/27, and counts there');
  expect(paid).toContain('dated after the day of this statement');
  // Neither may be what St Aldhelm's still owes: one names nobody of the alliance, the other another school.
  expect(owing).toContain('£223.00 is still to pay');
  for (const text of [paid, owing]) expect(text).not.toMatch(/do not pay|Bank interest|INTEREST/);
});
