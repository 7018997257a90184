import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { EdgeError } from '../../functions/edges/ports.ts';
import { type SyncedPlaces, syncedPlaces } from '../../functions/sync/sync-places.ts';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { type MakingPorts, type MakingRound, makeLacking } from '../../functions/workbooks/make-lacking.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { makeOnce } from '../../functions/workbooks/workbooks-to-make.ts';
import { runs } from '../support/property-runs.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  ELM_PARK,
  MARCH,
  openSyncBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';

const COPSE = 'Copse Primary 2025-26';
const ALDHELMS = "St Aldhelm's School 2025-26";
/** Lets a workbook's making happen, or not. */
type Around = (key: string, make: () => Promise<string>) => Promise<string>;

/** An alliance with two members, of which Elm Park has a workbook, in a folder that is looked after. */
async function openFolder() {
  const bench = openSyncBench();
  await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
  await bench.create(ELM_PARK, schoolIdentity, {});
  return lookedAfter(bench);
}

function lookedAfter(bench: SyncBench) {
  let places: SyncedPlaces = syncedPlaces(bench.ports);
  const folder = {
    bench,
    around: ((_, make) => make()) as Around,
    restart() {
      places = syncedPlaces(bench.ports);
    },
    /** Checks what is there, makes what is lacking and checks it, as `start` does. */
    async round(asOf = MARCH): Promise<MakingRound> {
      const moment = { at: `${asOf}T14:32:00.000Z`, asOf };
      await places.sync(bench.workbooks.places(), moment);
      const round = await makeLacking(2025, asOf, ports());
      await places.sync([ALLIANCE, ...round.years.flatMap(({ made }) => made)], moment);
      return round;
    },
    async made(asOf = MARCH): Promise<readonly string[]> {
      return (await folder.round(asOf)).years.flatMap(({ made }) => made);
    },
    async waiting(asOf = MARCH): Promise<string | null> {
      return (await folder.round(asOf)).years[0]!.waiting;
    },
    addSchool: (urn: string, name: string, more: Readonly<Record<string, string>> = {}) =>
      bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
        const typed: Readonly<Record<string, string>> = { URN: urn, School: name, ...more };
        rows.push(rows[0]!.map((heading) => typed[String(heading)] ?? null));
      }),
    startHere: async () => (await bench.rows(ALLIANCE, 'Start here')).flat().join(' '),
  };
  const ports = (): MakingPorts => ({
    store: bench.ports.store,
    standing: async () => places.there(),
    read: (place) => bench.ports.workbooks.read(place),
    fileOf: (place) => `${place}.xlsx`,
    make: (workbook, stands) =>
      folder.around(
        workbook.key,
        async () => stands ?? (await makeOnce(bench.ports.workbooks, workbook.name, workbook)),
      ),
  });
  return folder;
}

let folder: Awaited<ReturnType<typeof openFolder>>;
beforeEach(async () => {
  folder = await openFolder();
});

describe('a member for whom no workbook was ever made', () => {
  it('gets one, which is checked, and the others are left alone', async () => {
    expect(await folder.made()).toEqual([ALDHELMS]);
    expect(await folder.made()).toEqual([]);
    folder.addSchool('990004', 'Copse Primary', { 'Office e-mail': 'office@copse.example' });
    expect(await folder.made()).toEqual([COPSE]);
    expect((await folder.bench.rows(COPSE, 'Start here')).flat().join(' ')).toContain('0 of 9 days given so far');
    expect(folder.bench.workbooks.places()).toEqual([ALLIANCE, COPSE, ELM_PARK, ALDHELMS].sort());
    folder.bench.writesSince();
    expect((await folder.round()).news).toBe(false);
    expect(folder.bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('is not said to have lost one', async () => {
    folder.around = () => Promise.reject(new EdgeError('no-space', 'The disk is full. Make room, then start again.'));
    await folder.round();
    expect((await folder.bench.checks(ALLIANCE)).map(({ found }) => found).join(' ')).not.toContain(
      'not in the folder',
    );
    expect(await folder.startHere()).toContain(
      'Workbooks still to be made The workbooks for 2025/26 could not all be made ready. The disk is full.',
    );
    expect(await folder.startHere()).toMatch(/St Aldhelm's School not yet known/);
    folder.around = (_, make) => make();
    expect(await folder.made()).toEqual([ALDHELMS]);
    expect(await folder.startHere()).not.toContain('Workbooks still to be made');
  });

  it.each([
    ['joins later in the year', '1/6/2026', '', true],
    ['leaves later in the year', '', '1/6/2026', true],
    ['has left', '', '1/3/2026', false],
    ['left before the year', '', '31/8/2025', false],
    ['joins after the year', '1/9/2026', '', false],
  ])('and that %s: %s to %s, is made one: %s', async (_, joined, left, isMade) => {
    folder.addSchool('990004', 'Copse Primary', { 'Joined on': joined, 'Left on': left });
    const round = await folder.round();
    expect(round.years[0]!.made.includes(COPSE)).toBe(isMade);
    expect(round.years[0]!.waiting).toBeNull();
  });

  it('gets none once the books of the year are closed, and that is said', async () => {
    expect(await folder.made('2026-12-31')).toEqual([ALDHELMS]);
    folder.addSchool('990004', 'Copse Primary');
    expect(await folder.waiting('2027-01-01')).toBe(
      'Copse Primary had none, and none is made any more: the year ended on 31 August 2026.',
    );
    expect(folder.bench.workbooks.places()).not.toContain(COPSE);
  });

  it('has the URN in its name beside another of the same name', async () => {
    folder.addSchool('990004', "st aldhelm's school");
    expect(await folder.made()).toEqual(["990004 st aldhelm's school 2025-26", `990002 ${ALDHELMS}`]);
  });
});

describe('a workbook is not made', () => {
  it('where it stands unchecked, under whatever name, or twice', async () => {
    await folder.bench.create('Copied in', { ...schoolIdentity, urn: '990002' }, {});
    const { read } = folder.bench.ports.workbooks;
    let reads = 0;
    folder.bench.ports.workbooks.read = async (place) => {
      if (place === 'Copied in') reads += 1;
      // The look at what is there finds it, and its check does not.
      if (place === 'Copied in' && reads === 2) throw new EdgeError('unreadable', 'It cannot be read.');
      return read(place);
    };
    expect(await folder.made()).toEqual([]);
    expect(reads).toBeGreaterThan(1);

    const others = await openFolder();
    for (const name of ['One', 'Two']) await others.bench.create(name, { ...schoolIdentity, urn: '990002' }, {});
    expect(await others.made()).toEqual([]);
  });

  it('again where it was made and is gone: it is named, with how to have it back', async () => {
    await folder.round();
    folder.bench.workbooks.deleteFile(ALDHELMS);
    folder.bench.workbooks.deleteFile(ELM_PARK);
    expect(await folder.made()).toEqual([]);
    const checks = await folder.bench.checks(ALLIANCE);
    for (const name of ['Elm Park High School', "St Aldhelm's School"])
      expect(checks).toContainEqual(
        expect.objectContaining({
          found: expect.stringContaining(`The workbook of ${name}`),
          fix: expect.stringContaining('concordat restore'),
        }),
      );
  });

  it('again by next year’s own alliance, where it was moved away before it was ever checked', async () => {
    folder.bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => void rows.push(['Make workbooks for', '2026/27']));
    await folder.bench.sync(ALLIANCE);
    const ports: MakingPorts = {
      store: folder.bench.ports.store,
      standing: async () => new Map(),
      make: (workbook) => makeOnce(folder.bench.ports.workbooks, workbook.name, workbook),
    };
    await makeLacking(2025, MARCH, ports);
    folder.bench.workbooks.deleteFile('Elm Park High School 2026-27');
    await folder.bench.sync('Alliance 2026-27', '2026-09-02');
    expect((await makeLacking(2026, '2026-09-02', ports)).years).toEqual([
      { startYear: 2026, made: [], letters: 0, waiting: null },
    ]);
  });

  it('over what stands in its place, which is said; the others are made', async () => {
    await folder.bench.create(ALDHELMS, { ...allianceIdentity, startYear: 2019 }, {});
    folder.addSchool('990004', 'Copse Primary');
    const [year] = (await folder.round()).years;
    expect(year).toMatchObject({ made: [COPSE], waiting: expect.stringContaining('there') });
  });

  it('for a row of Schools that waits to be mended, which is said; the others are made', async () => {
    folder.addSchool('99000', 'Copse Primary');
    const [year] = (await folder.round()).years;
    expect(year).toMatchObject({ made: [ALDHELMS], waiting: '1 row of Schools must be mended first.' });
    expect(await folder.startHere()).toContain('1 row of Schools must be mended first.');
    folder.bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows.at(-1)![0] = '990004';
    });
    expect(await folder.made()).toEqual([COPSE]);
  });

  it('and not missed, where the row that waits is of a school that has one', async () => {
    folder.bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[1]![1] = '';
    });
    expect(await folder.waiting()).toBeNull();
  });

  it('while it cannot be read whether its school is a member', async () => {
    folder.addSchool('990004', 'Copse Primary', { 'Joined on': '31/2/2026' });
    folder.bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[1]![rows[0]!.indexOf('Joined on')] = 'soon';
    });
    const [year] = (await folder.round()).years;
    expect(year).toMatchObject({
      made: [ALDHELMS],
      waiting: 'When Copse Primary joined or left cannot be read in Schools. Mend that first.',
    });
  });

  it('while nobody can tell what was decided', async () => {
    folder.bench.workbooks.rename(ALLIANCE, 'Settings', 'Old');
    expect(await folder.waiting()).toContain('The tab Settings is missing');
    expect(folder.bench.workbooks.places()).toEqual([ALLIANCE, ELM_PARK]);
    folder.bench.workbooks.rename(ALLIANCE, 'Old', 'Settings');
    expect(await folder.made()).toEqual([ALDHELMS]);
  });

  it('while a list of those that were made is damaged, whichever alliance’s of the two years', async () => {
    await folder.bench.store.compareAndSet('next-year/2024', null, '{"made"');
    expect(await folder.waiting()).toBe(
      'The list of those that were made is damaged. Put back the store from a backup.',
    );
    expect(folder.bench.workbooks.places()).not.toContain(ALDHELMS);
  });

  it('by two rounds at once', async () => {
    await folder.bench.sync(ALLIANCE);
    const { compareAndSet } = folder.bench.ports.store;
    folder.bench.ports.store.compareAndSet = async (key, expected, value) =>
      key.startsWith('next-year/') ? null : compareAndSet(key, expected, value);
    await expect(folder.round()).rejects.toMatchObject({ code: 'busy', retryable: true });
    expect(folder.bench.workbooks.places()).not.toContain(ALDHELMS);
  });
});

describe('where the URN of a school was changed in Schools', () => {
  const setUrn = (from: string, to: string) =>
    folder.bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      for (const row of rows) if (row[0] === from) row[0] = to;
    });
  let startHere: readonly (readonly unknown[])[];
  /** Types into the row of Elm Park in *Schools*. */
  const type = (cells: Readonly<Record<string, string>>) =>
    folder.bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      const row = rows.find(([urn]) => urn === '990011')!;
      for (const [heading, typed] of Object.entries(cells)) {
        const column = rows[0]!.indexOf(heading);
        while (row.length <= column) row.push(null);
        row[column] = typed === '' ? null : typed;
      }
    });
  const SAID =
    'Elm Park High School has the URN 990011 in Schools, and its workbook Elm Park 2025-26.xlsx has 990001. If its URN has changed, type 990001 under Earlier URN in its row of Schools, and the day under URN since. If not, put 990001 back.';
  const unlisted = async () =>
    (await folder.bench.checks(ALLIANCE)).flatMap(({ status, found }) =>
      found?.includes('Schools has no row with that URN') ? [status] : [],
    );
  const elmParks = () => folder.bench.workbooks.places().filter((place) => place.startsWith('Elm Park'));
  beforeEach(async () => {
    await folder.bench.create('Elm Park 2025-26', schoolIdentity, {});
    folder.bench.workbooks.deleteFile(ELM_PARK);
    await folder.round();
    startHere = await folder.bench.rows('Elm Park 2025-26', 'Start here');
    setUrn('990001', '990011');
  });

  it('makes no second one, and says which it is and what to do', async () => {
    expect(await folder.waiting()).toBe(SAID);
    expect(await folder.waiting()).toBe(SAID);
    expect(elmParks()).toEqual(['Elm Park 2025-26']);
    expect(await folder.startHere()).toContain('Elm Park High School has the URN 990011 in Schools, and its workbook');
    expect((await folder.bench.checks(ALLIANCE)).map(({ found }) => found)).toContainEqual(
      expect.stringContaining(
        'Elm Park 2025-26 is the workbook of the school with URN 990001 for 2025/26, and Schools has',
      ),
    );
  });

  it('goes on as before once it is put back', async () => {
    await folder.round();
    setUrn('990011', '990001');
    expect(await folder.waiting()).toBeNull();
    expect(elmParks()).toEqual(['Elm Park 2025-26']);
    expect(await unlisted()).toEqual(['Mended']);
  });

  it('goes on with its history once Schools says what it was before, and makes none this year', async () => {
    await folder.round();
    type({ 'Earlier URN': '990001', 'URN since': '1/4/2026' });
    expect(await folder.waiting()).toBeNull();
    expect(elmParks()).toEqual(['Elm Park 2025-26']);
    expect(await unlisted()).toEqual(['Mended']);
    expect(await folder.bench.rows('Elm Park 2025-26', 'Start here')).toEqual(startHere);
    for (const asOf of [MARCH, '2026-04-01', '2026-06-01']) expect(await folder.made(asOf)).toEqual([]);
    const heads = await folder.bench.store.list('head/');
    expect(heads.map(({ key }) => key).filter((key) => key.includes('9900'))).toEqual([
      'head/school-990001-2025',
      'head/school-990002-2025',
    ]);
  });

  it('reads no second one under the new number, whatever it says of itself', async () => {
    type({ 'Earlier URN': '990001', 'URN since': '1/4/2026' });
    await folder.round();
    await folder.bench.create('A second', { ...schoolIdentity, urn: '990011' }, {});
    await expect(folder.bench.sync('A second')).rejects.toMatchObject({
      advice:
        'Elm Park High School has a workbook for this year, which says 990001 beside URN. Type into that one what only this one holds, then take this one away.',
    });
  });

  it('forks no history where the day is mistyped and mended', async () => {
    for (const since of ['1/4/2016', '1/4/2026', '', '1/9/2025']) {
      type({ 'Earlier URN': '990001', 'URN since': since });
      expect(await folder.waiting()).toBeNull();
      expect(elmParks()).toEqual(['Elm Park 2025-26']);
      const heads = (await folder.bench.store.list('head/school-')).map(({ key }) => key);
      expect(heads).toEqual(['head/school-990001-2025', 'head/school-990002-2025']);
    }
  });

  it('goes on with the new number once Start here has it, and the file another name', async () => {
    await folder.round();
    folder.bench.workbooks.edit('Elm Park 2025-26', 'Start here', (rows) => {
      rows.find(([label]) => label === 'URN')![1] = '990011';
    });
    folder.bench.workbooks.renameFile('Elm Park 2025-26', 'Elm Park, mended');
    expect(await folder.waiting()).toBeNull();
    expect(elmParks()).toEqual(['Elm Park, mended']);
    expect((await folder.bench.rows('Elm Park, mended', 'Start here')).flat().join(' ')).toContain('990011');
    expect(await unlisted()).toEqual(['Mended']);
  });

  it('and one of another name has none, makes that one', async () => {
    folder.bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      for (const row of rows) if (row[0] === '990011') row[1] = 'Copse Primary';
    });
    expect(await folder.made()).toEqual([COPSE]);
  });
});

describe('what a round left that was stopped', () => {
  it('is finished by the next, its letter too', async () => {
    folder.around = async (_, make) => {
      await make();
      throw new Error('stopped');
    };
    await expect(folder.round()).rejects.toThrow('stopped');
    folder.restart();
    const given: [string, string][] = [];
    folder.around = async (key, make) => {
      const place = await make();
      given.push([key, place]);
      return place;
    };
    expect(await folder.made()).toEqual([ALDHELMS]);
    expect(given).toEqual([['school-990002-2025', ALDHELMS]]);
    expect(folder.bench.workbooks.places()).toHaveLength(3);
  });
});

const SCHOOLS = [
  ['990002', "St Aldhelm's School"],
  ['990003', 'The Meadows'],
  ['990004', 'Copse Primary'],
] as const;

it('whatever people do, and wherever it is stopped, no workbook is made that stands or was made before', async () => {
  let made = 0;
  const deeds = fc.record({
    deed: fc.constantFrom(
      'list',
      'strike',
      'delete',
      'rename',
      'copy',
      'round',
      'round',
      'stopped before',
      'stopped after',
    ),
    school: fc.nat(SCHOOLS.length - 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { minLength: 4, maxLength: 14 }), async (all) => {
      const one = await openFolder();
      const { workbooks } = one.bench;
      const finished = new Set<string>();
      const standing = async () => {
        const found = await Promise.all(
          workbooks.places().map(async (place) => identifyWorkbook((await workbooks.read(place)).tabs)),
        );
        return found.flatMap((identity) => ('unknown' in identity ? [] : [workbookKey(identity)]));
      };
      let stop: string | null = null;
      one.around = async (key, make) => {
        if (stop === 'stopped before') throw new Error('stopped');
        const before = await standing();
        const count = workbooks.places().length;
        const place = await make();
        if (workbooks.places().length > count) {
          made += 1;
          expect(before).not.toContain(key);
          expect(finished).not.toContain(key);
        }
        if (stop === 'stopped after') throw new Error('stopped');
        return place;
      };
      for (const [at, { deed, school }] of all.entries()) {
        const [urn, name] = SCHOOLS[school]!;
        const files = workbooks.places().filter((place) => place !== ALLIANCE);
        const file = files[school % Math.max(files.length, 1)];
        if (deed === 'list') workbooks.edit(ALLIANCE, 'Schools', (rows) => void rows.push([urn, name]));
        if (deed === 'strike')
          workbooks.edit(ALLIANCE, 'Schools', (rows) => {
            const row = rows.findIndex(([typed]) => typed === urn);
            if (row > 0) rows.splice(row, 1);
          });
        if (deed === 'delete' && file !== undefined) workbooks.deleteFile(file);
        if (deed === 'rename' && file !== undefined) workbooks.renameFile(file, `File ${at}`);
        if (deed === 'copy' && file !== undefined) workbooks.copyFile(file, `File ${at}`);
        if (!deed.startsWith('round') && !deed.startsWith('stopped')) continue;
        stop = deed;
        try {
          const { years } = await one.round();
          expect(years[0]!.waiting).toBeNull();
          for (const key of await standing()) finished.add(key);
        } catch (error) {
          expect((error as Error).message).toBe('stopped');
          one.restart();
        }
      }
    }),
    runs(60),
  );
  expect(made).toBeGreaterThan(40);
}, 120_000);
