import { beforeEach, describe, expect, it } from 'vitest';
import { EdgeError } from '../../functions/edges/ports.ts';
import { type PlaceOutcome, type SyncedPlaces, syncedPlaces } from '../../functions/sync/sync-places.ts';
import { lastReadFrom } from '../../functions/workbooks/workbook-places.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
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
      expect((await fresh.rows(ALLIANCE, 'Start here')).flat()).toContain('Open: 1½ of 9, 2 rows to be mended');
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
    expect((await bench.rows(ALLIANCE, 'Start here')).flat()).toContain('Open: 2½ of 9, 2 rows to be mended');
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

const COPY = 'Copy of Elm Park';
const ALDHELMS = 'St Aldhelm';
const aldhelms = { ...schoolIdentity, urn: '990002', school: "St Aldhelm's School" };
const all = (moment = MOMENT) => synced.sync(bench.workbooks.places(), moment);
const restart = () => {
  synced = syncedPlaces(bench.ports);
};
const kept = async (key: string) => JSON.stringify(await bench.store.getDocument(`head/${key}`));
const saidIn = async (results: Promise<readonly PlaceOutcome[]>, place: string) =>
  advice(await results).find(([one]) => one === place)?.[1] ?? null;
const say = (place: string, label: string, value: string) =>
  bench.workbooks.edit(place, 'Start here', (rows) => {
    rows.findLast((row) => row[0] === label)![1] = value;
  });
/** What the alliance's own workbook says of where workbooks stand. */
const shown = async () =>
  (await bench.checks(ALLIANCE)).filter(({ where, status }) => where === null && status !== 'Mended');
const nothingMore = async () => {
  bench.writesSince();
  await all();
  restart();
  await all();
  expect(bench.writesSince()).toEqual(NOTHING);
};

describe('a copy beside a workbook that was read', () => {
  beforeEach(async () => {
    await all();
    await bench.create(COPY, schoolIdentity, { 'Staff days': STAFF_DAYS.replace('Ms Okafor', 'Ms Copied') });
  });

  it('is left alone, whatever it is called and whenever it is met first, and both are named', async () => {
    const before = await kept('school-990001-2025');
    const copied = await bench.workbooks.read(COPY);
    restart();
    for (const places of [[COPY, ALLIANCE, ELM_PARK], [ELM_PARK, COPY], [COPY]])
      expect(await saidIn(synced.sync(places, MOMENT), COPY)).toBe(
        'This workbook is a second copy of Elm Park, with which the history goes on. It is not read. ' +
          'Type into the other what only this one holds, then take this one out of the folder. If this is the right one, ' +
          'take the other out instead. Last written: this one on 27 March 2026, 09:00; Elm Park on 27 March 2026, 09:00.',
      );
    expect(await kept('school-990001-2025')).toBe(before);
    expect(await bench.workbooks.read(COPY)).toEqual(copied);
    expect(await shown()).toMatchObject([
      {
        status: 'Problem',
        found: 'Copy of Elm Park is a second copy of Elm Park, with which the history goes on. It is not read.',
      },
    ]);
    expect((await bench.rows(ALLIANCE, 'Start here')).flat().join()).toContain('Copy of Elm Park is a second copy');
    await nothingMore();
  });

  it('takes the place at once when the workbook is taken away, and the alliance’s says nothing more of it', async () => {
    await all();
    bench.workbooks.deleteFile(ELM_PARK);
    expect(advice(await synced.sync([], MOMENT))).toEqual([
      [COPY, 'checked'],
      [ALLIANCE, 'checked'],
    ]);
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true, snapshots: 2 });
    expect(await shown()).toEqual([]);
    await nothingMore();
  });

  it('stays out while the workbook says that it is another, or cannot be read', async () => {
    const before = await kept('school-990001-2025');
    say(ELM_PARK, 'URN', '990002');
    expect(await saidIn(all(), COPY)).toContain('second copy of Elm Park');
    say(ELM_PARK, 'URN', '990001');
    bench.workbooks.rename(ELM_PARK, 'Start here', 'Begin');
    expect(await saidIn(all(), COPY)).toContain('second copy of Elm Park');
    expect(await kept('school-990001-2025')).toBe(before);
  });
});

describe('workbooks in the schools’ folders', () => {
  const HOME = 'Schools/Elm Park/Workbook.xlsx';
  const OTHERS = 'Schools/St Aldhelm/Workbook.xlsx';
  const kept = async () => [...(await lastReadFrom(bench.store))].map(([key, { file }]) => [key, file]);

  it('are those they were wherever they are moved, also where another file of that name stands', async () => {
    await bench.create(OTHERS, aldhelms, { 'Staff days': STAFF_DAYS });
    await all();
    for (const [from, to] of [
      [ELM_PARK, HOME],
      [HOME, 'Schools/St Aldhelm/Elm Park.xlsx'],
    ] as const) {
      bench.workbooks.renameFile(from, to);
      const before = await bench.store.getDocument('head/school-990001-2025');
      expect(advice(await all()).map(([, said]) => said)).toEqual(['checked', 'checked', 'checked']);
      expect(await kept()).toContainEqual(['school-990001-2025', to]);
      expect(await kept()).toContainEqual(['school-990002-2025', OTHERS]);
      expect(await bench.store.getDocument('head/school-990001-2025')).toEqual(before);
    }
  });

  it('are never the alliance’s, not even while its own is away', async () => {
    await all();
    const FORGED = 'Schools/Elm Park/Alliance.xlsx';
    bench.workbooks.renameFile(ALLIANCE, FORGED);
    const results = advice(await all());
    expect(results).toContainEqual([FORGED, expect.stringContaining('stands in a school’s folder. It is not read')]);
    expect(await kept()).toContainEqual(['alliance-2025', ALLIANCE]);
    expect(synced.there().has('alliance-2025')).toBe(false);
    bench.workbooks.renameFile(FORGED, 'Alliance again');
    expect(advice(await all())).toContainEqual(['Alliance again', 'checked']);
  });
});

describe('two that were never read', () => {
  beforeEach(() => bench.create(COPY, schoolIdentity, { 'Staff days': STAFF_DAYS }).then(() => undefined));

  it('are both left alone: no alphabet decides', async () => {
    const results = await all();
    for (const [one, other] of [
      [COPY, ELM_PARK],
      [ELM_PARK, COPY],
    ])
      expect(advice(results)).toContainEqual([
        one,
        `This workbook says that it is the workbook of the school with URN 990001 for 2025/26, like ${other}. ` +
          'None of them is read, as nothing tells which is the right one. Keep the right one and take the other out of the folder. ' +
          `Last written: this one on 27 March 2026, 09:00; ${other} on 27 March 2026, 09:00.`,
      ]);
    expect(await kept('school-990001-2025')).toBe('null');
    await all();
    expect((await shown()).map(({ status }) => status)).toEqual(['Problem', 'Problem']);
    await nothingMore();
  });

  it.each([COPY, ELM_PARK])('are one workbook again when %s is taken away', async (taken) => {
    await all();
    bench.workbooks.deleteFile(taken);
    const left = taken === COPY ? ELM_PARK : COPY;
    expect(advice(await synced.sync([], MOMENT))).toContainEqual([left, 'checked']);
    expect(await shown()).toEqual([]);
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true });
  });

  it('are told apart again where one of them is put right', async () => {
    await all();
    say(COPY, 'URN', '990002');
    expect(advice(await synced.sync([COPY], MOMENT))).toEqual(
      expect.arrayContaining([
        [COPY, 'checked'],
        [ELM_PARK, 'checked'],
      ]),
    );
  });
});

describe('Start here that says something else than it did', () => {
  beforeEach(async () => {
    await bench.create(ALDHELMS, aldhelms, {});
    await all();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
  });
  const histories = () =>
    Promise.all(['school-990001-2025', 'school-990002-2025', 'school-990001-2024', 'alliance-2024'].map(kept));
  const fix =
    'If somebody changed Start here, put back what it said. If this is another workbook, give the file a name of its own.';
  const elmPark =
    'The file was last read as the workbook of Elm Park High School (URN 990001) for 2025/26, so it is not read.';

  it.each([
    ['the URN of another member', 'URN', '990002', "the workbook of St Aldhelm's School (URN 990002) for 2025/26"],
    ['a URN that nobody has', 'URN', '990009', 'the workbook of the school with URN 990009 for 2025/26'],
    ['another year', 'Academic year', '2024/25', 'the workbook of Elm Park High School (URN 990001) for 2024/25'],
    ['the kind of the alliance’s', 'This is', 'The alliance’s workbook', 'the alliance’s workbook for 2025/26'],
  ])('is refused: %s; nobody’s rows go into another’s history', async (_, label, typed, now) => {
    const before = await histories();
    const alliance = await kept('alliance-2025');
    say(ELM_PARK, label, typed);
    restart();
    const says = `Start here of this workbook says that it is ${now}. ${elmPark} ${fix}`;
    expect(await saidIn(all(), ELM_PARK)).toBe(says);
    expect(await histories()).toEqual(before);
    expect(await shown()).toMatchObject([
      { status: 'Problem', found: says.replace('this workbook', ELM_PARK).replace(` ${fix}`, ''), fix },
    ]);
    expect(await kept('alliance-2025')).not.toBe(alliance);
    await nothingMore();
    expect(await histories()).toEqual(before);

    say(ELM_PARK, label, { URN: '990001', 'Academic year': '2025/26' }[label] ?? 'A school’s workbook');
    expect(await saidIn(synced.sync([ELM_PARK], MOMENT), ELM_PARK)).toBe('checked');
    expect((await histories()).slice(1)).toEqual(before.slice(1));
    expect(await shown()).toEqual([]);
  });

  it('is refused in the alliance’s own workbook too, which the others then wait for', async () => {
    const before = await kept('alliance-2025');
    say(ALLIANCE, 'Academic year', '2024/25');
    expect(await saidIn(all(), ALLIANCE)).toBe(
      `Start here of this workbook says that it is the alliance’s workbook for 2024/25. The file was last read as the alliance’s workbook for 2025/26, so it is not read. ${fix}`,
    );
    expect([await kept('alliance-2025'), await kept('alliance-2024')]).toEqual([before, 'null']);
  });

  it('as of another workbook put under its name, is refused until that has a name of its own', async () => {
    bench.workbooks.renameFile(ALDHELMS, ELM_PARK);
    const before = await histories();
    expect(await saidIn(all(), ELM_PARK)).toContain(elmPark);
    expect(await histories()).toEqual(before);
    bench.workbooks.renameFile(ELM_PARK, ALDHELMS);
    expect(await saidIn(all(), ALDHELMS)).toBe('checked');
    expect(await histories()).toEqual(before);
    expect((await shown()).map(({ found }) => found)).toEqual([expect.stringContaining('any more as Elm Park.')]);
  });
});

describe('what keeps a place', () => {
  beforeEach(() => all().then(() => undefined));
  const chain = () => bench.verify('school-990001-2025');

  it('is the name: a workbook that is renamed goes on, and one put under its old name is a copy', async () => {
    bench.workbooks.renameFile(ELM_PARK, 'Renamed');
    expect(await saidIn(all(), 'Renamed')).toBe('checked');
    expect(await shown()).toEqual([]);
    bench.workbooks.copyFile('Renamed', ELM_PARK);
    expect(await saidIn(all(), ELM_PARK)).toContain('second copy of Renamed');
    expect(await chain()).toMatchObject({ ok: true, snapshots: 1 });
  });

  it('is not what is in it: the school’s own file sent back under the same name goes on', async () => {
    bench.workbooks.deleteFile(ELM_PARK);
    await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS.replace('Ms Okafor', 'Ms Sent') });
    expect(await saidIn(synced.sync([ELM_PARK], MOMENT), ELM_PARK)).toBe('checked');
    expect(await chain()).toMatchObject({ ok: true, snapshots: 2 });
  });

  it('is nothing to another year’s workbook', async () => {
    await bench.create('Elm Park 2026-27', { ...schoolIdentity, startYear: 2026 }, {});
    expect(advice(await all())).toContainEqual(['Elm Park 2026-27', 'checked']);
    expect(await shown()).toEqual([]);
  });

  it('is written when it is new alone: an edit adds no write, nor does a note of it that is damaged stop anything', async () => {
    const places = async () => (await bench.store.list('place/')).map(({ key, value }) => [key, value]);
    expect(await places()).toEqual([
      ['place/alliance-2025', '{"file":"Alliance"}'],
      ['place/school-990001-2025', '{"file":"Elm Park"}'],
    ]);
    const versions = async () => (await bench.store.list('place/')).map(({ version }) => version);
    const before = await versions();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
    await all();
    expect(await versions()).toEqual(before);

    await bench.store.compareAndSet('place/school-990001-2025', before[1]!, '{');
    expect(advice(await all())).toContainEqual([ELM_PARK, 'checked']);
    expect((await places())[1]).toEqual(['place/school-990001-2025', '{"file":"Elm Park"}']);
  });

  it('is looked for again where another run is at work', async () => {
    bench.workbooks.renameFile(ELM_PARK, 'Renamed');
    let races = 1;
    const store = {
      ...bench.ports.store,
      async compareAndSet(key: string, expected: string | null, value: string) {
        if (key.startsWith('place/') && races-- > 0)
          await bench.store.compareAndSet(key, expected, '{"file":"Renamed"}');
        return bench.store.compareAndSet(key, expected, value);
      },
    };
    synced = syncedPlaces({ ...bench.ports, store });
    expect(await saidIn(all(), 'Renamed')).toBe('checked');

    bench.workbooks.renameFile('Renamed', 'Again');
    const busy = { ...bench.ports, store: { ...store, compareAndSet: async () => null } };
    await expect(syncedPlaces(busy).sync(['Again'], MOMENT)).rejects.toThrow('Another Concordat is at work');
  });

  it('a workbook that becomes another between the look and its check is left for the next one', async () => {
    const before = await kept('school-990001-2025');
    let reads = 0;
    const workbooks = {
      ...bench.ports.workbooks,
      async read(place: string) {
        reads += place === ELM_PARK ? 1 : 0;
        if (place === ELM_PARK && reads === 2) say(ELM_PARK, 'URN', '990002');
        return bench.workbooks.read(place);
      },
    };
    synced = syncedPlaces({ ...bench.ports, workbooks });
    expect(await saidIn(synced.sync([ELM_PARK], MOMENT), ELM_PARK)).toBe(
      'The workbook was changed just now. Save it again to have it checked.',
    );
    expect([await kept('school-990001-2025'), await kept('school-990002-2025')]).toEqual([before, 'null']);
  });
});

describe('a workbook that is gone', () => {
  const GONE = 'The workbook of Elm Park High School (URN 990001) for 2025/26 is not in the folder any more';
  const LATER = { at: '2026-04-20T14:32:00.000Z', asOf: '2026-04-20' };
  beforeEach(async () => {
    await all();
    bench.workbooks.deleteFile(ELM_PARK);
  });

  it('is named, with the day its rows are of, in the alliance’s workbook too, until it is back', async () => {
    const found = `${GONE} as Elm Park. Its rows count as they stood on 27 March 2026.`;
    const heard: (readonly (string | undefined)[])[] = [];
    await synced.sync([], LATER, (outcome) => heard.push(...advice([outcome])));
    expect(heard).toEqual([
      [ALLIANCE, 'checked'],
      [
        ELM_PARK,
        `${GONE}. Its rows count as they stood on 27 March 2026. Put the file back, or have “concordat restore” make one from the history. ` +
          'If the school has left, give the day under Left on in Schools.',
      ],
    ]);
    expect(await shown()).toMatchObject([{ status: 'Warning', found }]);
    expect((await bench.rows(ALLIANCE, 'Start here')).flat()).toContain(`${GONE} as`);
    await all(LATER);
    bench.writesSince();
    heard.length = 0;
    await synced.sync([], LATER, (outcome) => heard.push(...advice([outcome])));
    expect([heard, bench.writesSince()]).toEqual([[], NOTHING]);

    await bench.create('Elm Park (1)', schoolIdentity, { 'Staff days': STAFF_DAYS });
    expect(advice(await synced.sync(['Elm Park (1)'], LATER))).toContainEqual(['Elm Park (1)', 'checked']);
    expect(await shown()).toEqual([]);
  });

  it('is named beside others, each in a line of its own', async () => {
    await bench.create(ALDHELMS, aldhelms, {});
    await all();
    bench.workbooks.deleteFile(ALDHELMS);
    await all();
    const lines = (await bench.rows(ALLIANCE, 'Start here')).filter((row) =>
      / not in the folder /.test(String(row[2])),
    );
    expect(lines.map(([tab, count]) => [tab, count])).toEqual([
      ['Checks', '1 warning'],
      ['Checks', '1 warning'],
    ]);
  });

  it('may be accepted with a reason, and what is accepted stays so', async () => {
    await all();
    const { row, reference } = (await shown())[0]!;
    bench.workbooks.edit(ALLIANCE, 'Checks', (rows) => {
      const [headings, line] = [rows[0]!, rows[row - 1]!];
      line[headings.indexOf('Reply')] = 'It comes next week';
      line[headings.indexOf('Accept')] = 'Yes';
    });
    await all();
    expect((await shown()).find((one) => one.reference === reference)?.status).toBe('Accepted');
    await nothingMore();
  });

  it('is named with the file that seems to be it', async () => {
    for (const name of ['Elm Park.ods', 'Copy of Elm Park.ods', 'Wrackley.ods']) bench.otherFiles.add(name);
    expect(await saidIn(all(), ELM_PARK)).toContain(
      'Elm Park.ods may be the same workbook, in a form that is not read. Open Elm Park.ods and save it here as an Excel workbook (.xlsx)',
    );
    expect((await shown())[0]!.found).toContain('Elm Park.ods may be the same');
  });

  it('is named with the file that seems to be it and cannot be read', async () => {
    await bench.create('Elm Park (1)', schoolIdentity, {});
    await bench.create('Elm Park 2026', { ...schoolIdentity, startYear: 2026 }, {});
    bench.workbooks.delete('Elm Park (1)', 'Start here');
    expect(await saidIn(all(), ELM_PARK)).toContain('Elm Park (1) may be the same workbook');
  });

  it('is not missed where the school has left, or is no member any more', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      const [headings, elmPark] = [rows[0]!, rows[1]!];
      elmPark[headings.indexOf('Left on')] = '31/3/2026';
    });
    await all();
    expect(await saidIn(all(), ELM_PARK)).toContain('not in the folder any more');
    expect((await shown()).length).toBe(1);
    expect(await saidIn(all(LATER), ELM_PARK)).toBeNull();
    expect(await shown()).toEqual([]);

    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => void rows.splice(1, 1));
    await all();
    expect(await shown()).toEqual([]);
    expect(await saidIn(all(), ELM_PARK)).toBeNull();
    await nothingMore();
  });

  it('is missed while a row of Schools, which may be its own, waits to be mended', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[1]![0] = '99000';
    });
    await all();
    expect(await saidIn(all(), ELM_PARK)).toContain('not in the folder any more');
  });

  it('is not missed where its year was put away as a whole', async () => {
    await bench.create('Alliance 2026-27', { ...allianceIdentity, startYear: 2026 }, ALLIANCE_TABS);
    bench.workbooks.deleteFile(ALLIANCE);
    expect(advice(await all())).toEqual([['Alliance 2026-27', 'checked']]);
  });

  it('is named where it is the alliance’s own', async () => {
    await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS });
    bench.workbooks.deleteFile(ALLIANCE);
    expect(advice(await all())).toEqual([
      [ELM_PARK, 'checked'],
      [
        ALLIANCE,
        'The alliance’s workbook for 2025/26 is not in the folder any more. Its rows count as they stood on 27 March 2026. ' +
          'Put the file back, or have “concordat restore” make one from the history.',
      ],
    ]);
  });
});

describe('a history from before places were kept', () => {
  beforeEach(async () => {
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
  });

  it('goes on with the workbooks that are there', async () => {
    expect(advice(await all())).toEqual([
      [ALLIANCE, 'checked'],
      [ELM_PARK, 'checked'],
    ]);
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true });
    await nothingMore();
  });

  it('names the workbook that is gone, by the name it usually has', async () => {
    bench.workbooks.deleteFile(ELM_PARK);
    bench.otherFiles.add('Elm Park High School 2025-26.numbers');
    expect(advice(await all())).toContainEqual([
      'Elm Park High School 2025-26',
      expect.stringMatching(
        /^The workbook of Elm Park High School .* 2025\/26 is not in the folder any more\. .*\.numbers may be/,
      ),
    ]);
  });
});

describe('a workbook that was read and cannot be any more', () => {
  beforeEach(() => all().then(() => undefined));

  it('is a problem of the alliance’s, with the day its rows are of', async () => {
    bench.workbooks.rename(ELM_PARK, 'Start here', 'Begin');
    expect(await saidIn(all(), ELM_PARK)).toMatch(/^The tab Start here is missing/);
    expect(await shown()).toMatchObject([
      {
        status: 'Problem',
        found: 'Elm Park cannot be read any more.',
        fix: expect.stringMatching(/Put the tab back .* stood on 27 March 2026 until it can be read again\.$/),
      },
    ]);
    await nothingMore();
    bench.workbooks.rename(ELM_PARK, 'Begin', 'Start here');
    expect(await saidIn(synced.sync([ELM_PARK], MOMENT), ELM_PARK)).toBe('checked');
    expect(await shown()).toEqual([]);
  });

  it('is none while the reason passes by itself', async () => {
    const workbooks = {
      ...bench.ports.workbooks,
      async read(place: string) {
        if (place === ELM_PARK) throw new EdgeError('busy', 'Just now it cannot be read.', { retryable: true });
        return bench.workbooks.read(place);
      },
    };
    synced = syncedPlaces({ ...bench.ports, workbooks });
    expect(advice(await all())).toEqual([
      [ALLIANCE, 'checked'],
      [ELM_PARK, 'Just now it cannot be read.'],
    ]);
    expect(await shown()).toEqual([]);
  });
});
