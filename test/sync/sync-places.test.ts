import { beforeEach, describe, expect, it } from 'vitest';
import { type PlaceOutcome, type SyncedPlaces, syncedPlaces } from '../../functions/sync/sync-places.ts';
import {
  ALLIANCE,
  ELM_PARK,
  MARCH,
  openUsualBench,
  STAFF_DAYS,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const MOMENT = { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH };
const NOTHING = { sheets: 0, store: 0, mails: 0 };

let bench: SyncBench;
let synced: SyncedPlaces;
beforeEach(async () => {
  bench = await openUsualBench();
  synced = syncedPlaces(bench.ports);
});
const advice = (results: readonly PlaceOutcome[]) =>
  results.map((result) => [result.place, 'advice' in result ? result.advice : 'checked']);

describe('places checked together', () => {
  it('are checked until each leans on the newest of the others, whatever their order', async () => {
    for (const order of [
      [ALLIANCE, ELM_PARK],
      [ELM_PARK, ALLIANCE],
    ]) {
      const fresh = await openUsualBench();
      const places = syncedPlaces(fresh.ports);
      const results = await places.sync(order, MOMENT);
      expect(advice(results)).toEqual(order.map((place) => [place, 'checked']));
      expect((await fresh.rows(ALLIANCE, 'Start here')).flat()).toContain('1½ of 9');
      const elmPark = results.find(({ place }) => place === ELM_PARK);
      expect(JSON.stringify(elmPark)).not.toContain('not at hand');
      fresh.writesSince();
      await places.sync(order, MOMENT);
      expect(fresh.writesSince()).toEqual(NOTHING);
    }
  });

  it('bring the others round when one changes', async () => {
    await synced.sync([ALLIANCE, ELM_PARK], MOMENT);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
    const seen: string[] = [];
    await synced.sync([ELM_PARK], MOMENT, ({ place }) => seen.push(place));
    expect(seen).toEqual([ELM_PARK, ALLIANCE]);
    expect((await bench.rows(ALLIANCE, 'Start here')).flat()).toContain('2½ of 9');
  });

  it('know where the alliance’s workbook of a year is', async () => {
    expect(synced.allianceOf(2025)).toBeNull();
    await synced.sync([ELM_PARK, ALLIANCE], MOMENT);
    expect(synced.allianceOf(2025)).toBe(ALLIANCE);
    expect(synced.allianceOf(2026)).toBeNull();
  });

  it('go on past one that cannot be used', async () => {
    bench.workbooks.delete(ALLIANCE, 'Start here');
    const results = await synced.sync(['Nowhere', ALLIANCE, ELM_PARK], MOMENT);
    expect(advice(results)).toEqual([
      ['Nowhere', '"Nowhere" is not there.'],
      [ALLIANCE, expect.stringContaining('Start here is missing')],
      [ELM_PARK, 'checked'],
    ]);
  });
});

describe('two copies of one workbook', () => {
  const COPY = 'folder/Copy of Elm Park';
  beforeEach(async () => {
    await bench.create(COPY, schoolIdentity, { 'Staff days': STAFF_DAYS.replace('Ms Okafor', 'Ms Copied') });
  });

  it('are never both checked: the second is left alone, and says which the first is', async () => {
    const copied = await bench.workbooks.read(COPY);
    const results = await synced.sync([ALLIANCE, ELM_PARK, COPY], MOMENT);
    expect(advice(results)).toEqual([
      [ALLIANCE, 'checked'],
      [ELM_PARK, 'checked'],
      [COPY, 'This is a second copy of Elm Park. Keep one of the two here.'],
    ]);
    expect(await bench.workbooks.read(COPY)).toEqual(copied);
    bench.writesSince();
    await synced.sync([COPY, ELM_PARK, ALLIANCE], MOMENT);
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('stop being two when one is taken away', async () => {
    await synced.sync([ELM_PARK, COPY], MOMENT);
    synced.forget(ELM_PARK);
    expect(advice(await synced.sync([COPY], MOMENT))).toEqual([[COPY, 'checked']]);
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true, snapshots: 2 });
  });
});
