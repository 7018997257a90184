import { beforeEach, expect, it } from 'vitest';
import { latestRecords } from '../../../functions/history/records.ts';
import { openPublishingBench, type PublishingBench } from '../../support/publishing-bench.ts';
import { ALLIANCE, ELM_PARK } from '../../support/sync-bench.ts';

let bench: PublishingBench;
beforeEach(async () => {
  const Contributions = `
    | School               | Amount | Date       | For year | Payment or refund | Reference |
    | Elm Park High School | £3,000 | 3/11/2025  | 2024/25  |         | Late      |
    | St Aldhelm's School  | £3,500 | 10/11/2025 |          |         | BACS 2    |
    | St Aldhelm's School  | £500   | 12/11/2025 |          | Refund  | Too much  |`;
  const answered = `
    | Protocol | Answer |
    | 7        | Yes    |`;
  bench = await openPublishingBench({ Contributions }, undefined, { 'Statement (working protocols)': answered });
});

async function rename(place: string, title: string, from: string) {
  bench.workbooks.edit(place, title, (rows) => void rows[0]!.splice(rows[0]!.indexOf(from), 1, 'Something else'));
  await bench.sync(ELM_PARK);
  await bench.sync(ALLIANCE);
}

/** Of each school, as the alliance's *Start here* says it. */
async function standing(what: string): Promise<unknown[]> {
  const rows = await bench.rows(ALLIANCE, 'Start here');
  const at = rows.findIndex((row) => row.includes(what));
  const column = rows[at]!.indexOf(what);
  return [rows[at + 1]![column], rows[at + 2]![column]];
}

const statement = async (urn: string) => {
  const [made] = await bench.publish('Contribution statement', { urn });
  return (await bench.read(made!.entry.link)).text;
};
const treasurers = async () => {
  const [made] = await bench.publish('Treasurer’s annual statement');
  return (await bench.read(made!.entry.link)).text;
};

it('counts what was paid for which year, and refunds, while the headings stand', async () => {
  await bench.sync(ALLIANCE);
  expect(await standing('Contribution paid')).toEqual(['Open: £0 of £3,000', 'Kept: £3,000 of £3,000']);
  expect(await statement('990002')).not.toContain('could not be counted');
});

// Elm Park's row is for last year, and one of St Aldhelm's is a refund: where that can be read, it is no payment that is waited for.
it.each([
  ['For year', 'Open: £0 of £3,000, 1 row to be mended', 'Open: £0 of £3,000, 1 row to be mended', 'One entry'],
  ['Payment or refund', 'Open: £0 of £3,000', 'Open: £0 of £3,000, 2 rows to be mended', '2 entries'],
])('counts no payment for this year while the heading %s is missing', async (heading, elmPark, aldhelms, entries) => {
  await rename(ALLIANCE, 'Contributions', heading);
  expect(await standing('Contribution paid')).toEqual([elmPark, aldhelms]);
  expect((await statement('990001')).includes('One entry')).toBe(elmPark.includes('1 row'));
  expect(await statement('990002')).toContain(entries);
  expect(await treasurers()).toContain('3 entries');
});

it('counts on where the heading is one that no figure leans on', async () => {
  await rename(ALLIANCE, 'Contributions', 'Reference');
  expect(await standing('Contribution paid')).toEqual(['Open: £0 of £3,000', 'Kept: £3,000 of £3,000']);
});

it('knows of no answer while the heading Answer is missing', async () => {
  await bench.sync(ALLIANCE);
  const figures = async () => (await latestRecords(bench.store, 'school-990001-2025'))!.manifest.figures;
  expect(await figures()).toHaveProperty('working-protocols/protocols-answered', 1);
  await rename(ELM_PARK, 'Statement (working protocols)', 'Answer');
  expect(await figures()).not.toHaveProperty('working-protocols/protocols-answered');
});
