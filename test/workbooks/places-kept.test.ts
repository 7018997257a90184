import fc from 'fast-check';
import { expect, it } from 'vitest';
import { latestRecords } from '../../functions/history/records.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { runs } from '../support/property-runs.ts';
import { MARCH, openSyncBench, type SyncBench, schoolIdentity } from '../support/sync-bench.ts';

const MOMENT = { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH };
const FILES = ['A', 'B', 'C', 'D'];
const URNS = ['990001', '990002'];
const KEYS = URNS.map((urn) => `school-${urn}-2025`);

/** What people do to files between two runs, and which files the next run is told of; null: of all. */
const deeds = fc.oneof(
  fc.record({ deed: fc.constantFrom('copy', 'rename'), file: fc.nat(3), to: fc.nat(3) }),
  fc.record({ deed: fc.constantFrom('type', 'delete', 'type', 'damage'), file: fc.nat(3), to: fc.constant(0) }),
  fc.record({ deed: fc.constant('identity'), file: fc.nat(3), to: fc.nat(1) }),
);
const rounds = fc.array(
  fc.record({
    done: fc.array(deeds, { minLength: 1, maxLength: 3 }),
    told: fc.option(fc.subarray(FILES)),
    restart: fc.boolean(),
  }),
  { minLength: 3, maxLength: 6 },
);

it('whatever people do with files, no rows of one enter the history of a workbook that stands in another', async () => {
  let [entered, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      const bench = openSyncBench();
      for (const [at, urn] of URNS.entries()) {
        const drawn = `| Member of staff | Date | Days |\n| Ms ${FILES[at]} | 12/11/2025 | 1 |`;
        await bench.create(FILES[at]!, { ...schoolIdentity, urn }, { 'Staff days': drawn });
      }
      let places = syncedPlaces(bench.ports);
      await places.sync(bench.workbooks.places(), MOMENT);

      let typed = 0;
      for (const { done, told, restart } of all) {
        const placesBefore = await placesKept(bench);
        const before = await histories(bench);
        for (const { deed, file, to } of done) {
          typed += 1;
          change(bench, deed, FILES[file]!, FILES[to]!, URNS[to]!, `Ms ${typed}`);
        }
        if (restart) places = syncedPlaces(bench.ports);
        const standing = bench.workbooks.places();
        const results = await places.sync(told?.filter((place) => standing.includes(place)) ?? standing, MOMENT);
        refused += results.filter((one) => 'advice' in one).length;

        const after = await histories(bench);
        for (const key of KEYS) {
          if (after.get(key) === before.get(key)) continue;
          entered += 1;
          const file = (await placesKept(bench)).get(key)!;
          const was = placesBefore.get(key);
          // It may move only from a file that is gone.
          expect([file, ...standing.filter((one) => one === was)]).toEqual(
            was !== undefined && standing.includes(was) ? [was, was] : [file],
          );
          expect(await keyIn(bench, file)).toBe(key);
          expect(after.get(key)).toBe(await rowsIn(bench, file));
        }
        // Told of all, each workbook that can be read in its place is the newest in its history.
        if (told === null)
          for (const [key, file] of await placesKept(bench))
            if (KEYS.includes(key) && (await keyIn(bench, file)) === key)
              expect(after.get(key)).toBe(await rowsIn(bench, file));
      }
    }),
    runs(120),
  );
  expect(entered).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
}, 120_000);

function change({ workbooks }: SyncBench, deed: string, file: string, to: string, urn: string, person: string): void {
  if (!workbooks.places().includes(file)) return;
  if (deed === 'copy') workbooks.copyFile(file, to);
  if (deed === 'rename' && file !== to) workbooks.renameFile(file, to);
  if (deed === 'delete') workbooks.deleteFile(file);
  if (deed === 'type') workbooks.edit(file, 'Staff days', (rows) => void rows.push([person, '12/11/2025', '1']));
  if (deed === 'identity' || deed === 'damage')
    workbooks.edit(file, 'Start here', (rows) => {
      const line = rows.findLast(([label]) => label === 'URN')!;
      line[1] = deed === 'damage' ? 'x' : urn;
    });
}

async function placesKept({ store }: SyncBench): Promise<Map<string, string>> {
  const kept = await store.list('place/');
  return new Map(kept.map(({ key, value }) => [key.slice('place/'.length), JSON.parse(value).file]));
}

/** Who gave days by each history. */
async function histories({ store }: SyncBench): Promise<Map<string, string>> {
  const known: [string, string][] = [];
  for (const key of KEYS) {
    const people = rowsOf((await latestRecords(store, key))!.rows, staffDaysTab).map(({ person }) => person);
    known.push([key, people.sort().join()]);
  }
  return new Map(known);
}

async function keyIn({ workbooks }: SyncBench, file: string): Promise<string | null> {
  if (!workbooks.places().includes(file)) return null;
  const identity = identifyWorkbook((await workbooks.read(file)).tabs);
  return 'unknown' in identity ? null : workbookKey(identity);
}

async function rowsIn(bench: SyncBench, file: string): Promise<string> {
  const rows = await bench.rows(file, 'Staff days');
  return rows
    .slice(1)
    .map(([person]) => String(person))
    .sort()
    .join();
}
