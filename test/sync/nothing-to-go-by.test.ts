import { beforeEach, describe, expect, it } from 'vitest';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, ELM_PARK } from '../support/sync-bench.ts';

const YEAR_OVER = '2026-09-01';
const LATER = '2026-09-02';
const TERMS = ALLIANCE_TABS['Calendar'];
const Settings = `${ALLIANCE_TABS['Settings']}
  | Contribution        | £1,500 |
  | Staff days minimum  | 4      |`;
const Exceptions = `
  | School               | Protocols | Clause | About | Until | Reason                | Agreed on |
  | Elm Park High School |           | 21     |       |       | The hall was rebuilt. | 3/11/2025 |`;

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openPublishingBench({ Settings, Exceptions, ...(TERMS ? { Calendar: TERMS } : {}) });
  for (const place of bench.workbooks.places()) await bench.sync(place, YEAR_OVER);
  for (const place of bench.workbooks.places()) await bench.sync(place, YEAR_OVER);
});

const rename = (title: string, heading: string) =>
  bench.workbooks.edit(ALLIANCE, title, (rows) => {
    rows[0] = rows[0]!.map((cell) => (cell === heading ? 'Something else' : cell));
  });
async function says(place: string, asOf: string) {
  await bench.sync(place, asOf);
  const startHere = (await bench.rows(place, 'Start here')).flat().filter((cell) => cell !== null);
  return { startHere: startHere.join(' '), checks: await bench.checks(place) };
}
const pressing = ({ checks }: Awaited<ReturnType<typeof says>>) =>
  checks.filter(({ status }) => status === 'Breach' || status === 'Agreed' || status === 'Mended');

describe.each([
  ['Settings', 'deleted', () => bench.workbooks.rename(ALLIANCE, 'Settings', 'Old')],
  ['Settings', 'without its Value', () => rename('Settings', 'Value')],
  ['Schools', 'deleted', () => bench.workbooks.rename(ALLIANCE, 'Schools', 'Old')],
  ['Schools', 'without its URN', () => rename('Schools', 'URN')],
  ['Calendar', 'deleted', () => bench.workbooks.rename(ALLIANCE, 'Calendar', 'Old')],
  ['Exceptions', 'deleted', () => bench.workbooks.rename(ALLIANCE, 'Exceptions', 'Old')],
] as const)('while %s is %s', (title, _, harm) => {
  it('nothing is said of any promise: what was found stands, and no document is made', async () => {
    const [alliance, school] = [await says(ALLIANCE, YEAR_OVER), await says(ELM_PARK, YEAR_OVER)];
    expect(pressing(school).map(({ status }) => status)).toContain('Agreed');
    expect(school.startHere).toContain('of 4');
    harm();
    const [without, schoolWithout] = [await says(ALLIANCE, LATER), await says(ELM_PARK, LATER)];
    expect(pressing(without)).toEqual(pressing(alliance));
    expect(pressing(schoolWithout)).toEqual(pressing(school));
    for (const { startHere } of [without, schoolWithout]) {
      expect(startHere).toContain('What could not be checked');
      expect(startHere).not.toMatch(/In order|£3,000|of 9|Where the schools? stands?|To do this term/);
    }
    for (const document of ['agreement', 'contribution-statement', 'treasurers-statement', 'annual-report'])
      await expect(bench.publish(document, { asOf: LATER })).rejects.toMatchObject({
        name: 'Refusal',
        advice: expect.stringContaining(`The tab ${title} is missing, or a column of it.`),
      });
    expect(bench.shelf.files.size).toBe(0);
  });
});

it('while nobody knows what was decided, no tab is put in that was given up, nor asked for', async () => {
  bench = await openPublishingBench({ Settings: `${Settings}\n| Absence and exclusion totals kept | No |` });
  const titles = async (place: string) => (await bench.workbooks.read(place)).tabs.map(({ title }) => title);
  const before = await titles(ELM_PARK);
  bench.workbooks.rename(ALLIANCE, 'Settings', 'Old');
  await bench.sync(ALLIANCE, LATER);
  const { startHere } = await says(ELM_PARK, LATER);
  expect(await titles(ELM_PARK)).toEqual(before);
  expect(startHere).not.toContain('is not in this workbook');
});

it('rows of a tab that lost a heading they need are not known, and not none', async () => {
  bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
    rows[0] = rows[0]!.map((cell) => (cell === 'Days' ? 'How long' : cell));
  });
  const { startHere } = await says(ELM_PARK, LATER);
  expect(startHere).toContain('Staff days given not yet known');
  expect(startHere).not.toContain('0 of 4');
  expect((await says(ALLIANCE, LATER)).startHere).toContain('Elm Park High School not yet known');
});

it('what is not kept any more is not said to be in order', async () => {
  bench = await openPublishingBench({ Settings: `${Settings}\n| Working protocols adopted | No |` });
  const { startHere } = await says(ALLIANCE, LATER);
  expect(startHere).toContain('Contributions not kept');
  expect(startHere).not.toMatch(/Contributions \d+ rows/);
});
