import { beforeEach, describe, expect, it } from 'vitest';
import { settingsToDecide } from '../../functions/protocols/catalogue.ts';
import { allDeclared, schoolKind } from '../../functions/workbooks/kinds.ts';
import { type MakingPorts, makeLacking } from '../../functions/workbooks/make-lacking.ts';
import { makeOnce } from '../../functions/workbooks/workbooks-to-make.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  MARCH,
  openSyncBench,
  type SyncBench,
} from '../support/sync-bench.ts';
import { usualPacks, usualSettings } from '../support/usual-packs.ts';

const Schools = `
  | URN    | School               | Kind of school    | Joined on | Left on   | Head      | Office e-mail           |
  | 990001 | Elm Park High School | Academy           | 1/9/2018  |           | Ms Okafor | office@elmpark.example  |
  | 990002 | St Aldhelm's School  | Maintained school |           |           |           | office@aldhelms.example |
  | 990003 | The Meadows          | Academy           |           | 31/8/2026 |           |                         |`;
const Settings = `
  | Setting            | Value                        | From year | Note            |
  | Alliance name      | Harrowdale Learning Alliance |           |                 |
  | Contribution       | £2,500                       | 2018/19   | Founding        |
  | Contribution       | £3,500                       | 2026/27   | Summer meeting  |
  | Staff days minimum | =9                           |           |                 |
  | Make workbooks for | 2026/27                      |           |                 |`;

const NOTHING = { made: [], news: false, waiting: null, waitingPasses: false };

let bench: SyncBench;
let ports: MakingPorts;
beforeEach(async () => {
  bench = openSyncBench();
  ports = {
    store: bench.ports.store,
    make: (workbook) => makeOnce(bench.ports.workbooks, workbook.name, workbook),
    standing: async () => new Map(),
  };
  await bench.create(ALLIANCE, allianceIdentity, { ...ALLIANCE_TABS, Schools, Settings });
  await bench.sync(ALLIANCE);
});
/** A round, and what it comes to for the year after this one. */
const makeNextYear = async (of: MakingPorts = ports) => {
  const { years, news, waitingPasses } = await makeLacking(2025, MARCH, of);
  const { made, waiting } = years.find(({ startYear }) => startYear === 2026) ?? { made: [], waiting: null };
  return { made, news, waiting, waitingPasses };
};
const startHere = async () => {
  await bench.sync(ALLIANCE);
  return (await bench.rows(ALLIANCE, 'Start here')).flat().join(' ');
};

describe('next year’s workbooks', () => {
  it('are not made while the list of those that were made is damaged, and the check says so', async () => {
    await bench.ports.store.compareAndSet('next-year/2025', null, '{"made"');
    const damaged = 'The list of those that were made is damaged. Put back the store from a backup.';
    expect(await makeNextYear()).toMatchObject({ made: [], news: false, waiting: damaged });
    expect(await startHere()).toContain(`The workbooks for 2026/27 could not all be made ready. ${damaged}`);
  });

  it('are made where Settings asks for them: the alliance’s, and one for each school that stays', async () => {
    const { made, news } = await makeNextYear();
    expect(made).toEqual(['Alliance 2026-27', 'Elm Park High School 2026-27', "St Aldhelm's School 2026-27"]);
    expect(news).toBe(true);
    expect(await startHere()).toContain('3 workbooks for 2026/27 are made.');
    const outcome = await bench.sync('Elm Park High School 2026-27', '2026-09-02');
    expect(outcome.identity).toEqual({
      kind: schoolKind,
      alliance: 'Harrowdale Learning Alliance',
      urn: '990001',
      school: 'Elm Park High School',
      startYear: 2026,
    });
    expect((await bench.rows('Elm Park High School 2026-27', 'Statement (working protocols)')).length).toBeGreaterThan(
      30,
    );
  });

  it('carry over members and settings as they were typed, and find nothing wrong with them', async () => {
    await makeNextYear();
    const place = 'Alliance 2026-27';
    expect((await bench.rows(place, 'Schools')).slice(1)).toEqual([
      [
        '990001',
        'Elm Park High School',
        'Academy',
        null,
        null,
        { date: 43344 },
        null,
        'Ms Okafor',
        null,
        'office@elmpark.example',
      ],
      [
        '990002',
        "St Aldhelm's School",
        'Maintained school',
        null,
        null,
        null,
        null,
        null,
        null,
        'office@aldhelms.example',
      ],
    ]);
    const settings = (await bench.rows(place, 'Settings')).slice(1);
    const typed = settings.map((row) => [0, 1, 6, 7].map((column) => row[column] ?? null));
    expect(typed.filter(([, value]) => value !== null)).toEqual([
      ['Alliance name', 'Harrowdale Learning Alliance', null, null],
      ...usualPacks.map(({ adoptedBy }) => [adoptedBy.title, 'Yes', null, null]),
      ['Contribution', '£2,500', '2018/19', 'Founding'],
      ['Contribution', '£3,500', '2026/27', 'Summer meeting'],
      ['Staff days minimum', 9, null, null],
    ]);
    const notSigned = allDeclared.packs
      .filter((pack) => !usualPacks.includes(pack))
      .map(({ adoptedBy }) => adoptedBy.title);
    const toDecide = settingsToDecide(allDeclared, usualSettings)
      .map(({ title }) => title)
      .filter((title) => !notSigned.includes(title));
    expect(new Set(settings.map(([title]) => title))).toEqual(new Set(toDecide));
    expect(settings).toHaveLength(toDecide.length + 1);
    const { findings } = await bench.sync(place, '2026-09-02');
    expect(findings.filter(({ severity }) => severity === 'problem')).toEqual([]);
  });

  it('are made once, also where people moved them away', async () => {
    await makeNextYear();
    bench.writesSince();
    expect(await makeNextYear({ ...ports, make: async () => 'elsewhere' })).toEqual(NOTHING);
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  describe('for a school that is added later', () => {
    const OWN = 'Alliance 2026-27';
    const itsOwnRound = async (asOf = MARCH) => {
      const { years } = await makeLacking(2026, asOf, ports);
      return years.find(({ startYear }) => startYear === 2026)!;
    };
    const add = (place: string, ...row: string[]) =>
      bench.workbooks.edit(place, 'Schools', (rows) => void rows.push(row));
    const NOT_THERE = 'Copse Primary is not in Schools of 2026/27 yet: add its row there, then its workbook is made.';

    it('are made beside the others, until their alliance’s own was checked', async () => {
      await makeNextYear();
      add(ALLIANCE, '990004', 'Copse Primary');
      await bench.sync(ALLIANCE);
      expect((await makeNextYear()).made).toEqual(['Copse Primary 2026-27']);
    });

    it('wait for its row in their own Schools, which is said; then their own round makes it', async () => {
      await makeNextYear();
      await bench.sync(OWN);
      add(ALLIANCE, '990004', 'Copse Primary');
      await bench.sync(ALLIANCE);
      expect(await makeNextYear()).toMatchObject({ made: [], waiting: NOT_THERE });
      expect(await startHere()).toContain(`The workbooks for 2026/27 could not all be made ready. ${NOT_THERE}`);

      add(OWN, '990004', 'Copse Primary');
      await bench.sync(OWN);
      expect(await makeNextYear()).toMatchObject({ made: [], waiting: null });
      expect(await itsOwnRound()).toMatchObject({ made: ['Copse Primary 2026-27'], waiting: null });
      expect(await makeNextYear()).toMatchObject({ made: [], waiting: null });
      const { identity } = await bench.sync('Copse Primary 2026-27');
      expect(identity).toMatchObject({ urn: '990004', startYear: 2026 });
    });

    it('are said to wait for two, and not for one whose row there waits to be mended', async () => {
      await makeNextYear();
      await bench.sync(OWN);
      for (const [urn, name] of [
        ['990004', 'Copse Primary'],
        ['990005', 'Brook Infants'],
        ['990006', 'Cross Primary'],
      ])
        add(ALLIANCE, urn!, name!);
      add(OWN, '990006', '');
      await bench.sync(ALLIANCE);
      await bench.sync(OWN);
      expect((await makeNextYear()).waiting).toBe(
        'Brook Infants and Copse Primary are not in Schools of 2026/27 yet: add their rows there, then their workbooks are made.',
      );
    });

    it('are not asked for where it leaves with the year', async () => {
      await makeNextYear();
      await bench.sync(OWN);
      bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
        const typed: Record<string, string> = { URN: '990004', School: 'Copse Primary', 'Left on': '31/8/2026' };
        rows.push(rows[0]!.map((heading) => typed[String(heading)] ?? null));
      });
      await bench.sync(ALLIANCE);
      expect(await makeNextYear()).toMatchObject({ made: [], waiting: null });
    });

    it('are finished with their letters where a round was stopped after their own was checked', async () => {
      const stopped: MakingPorts = {
        ...ports,
        make: async (workbook, stands) => {
          if (workbook.identity.urn !== null && workbook.identity.startYear === 2026) throw new Error('stopped');
          return ports.make(workbook, stands);
        },
      };
      await expect(makeNextYear(stopped)).rejects.toThrow('stopped');
      await bench.sync(OWN);
      expect((await makeNextYear()).made).toEqual(['Elm Park High School 2026-27', "St Aldhelm's School 2026-27"]);
    });
  });

  it('are finished by the next round when one was stopped half-way', async () => {
    let count = 0;
    const stopped: MakingPorts = {
      ...ports,
      make: async (workbook, stands) => {
        const place = await ports.make(workbook, stands);
        count += 1;
        if (count === 5) throw new Error('stopped');
        return place;
      },
    };
    await expect(makeNextYear(stopped)).rejects.toThrow('stopped');
    expect((await makeNextYear()).made).toHaveLength(3);
    expect(await startHere()).toContain('3 workbooks for 2026/27 are made.');
  });

  it('of two schools of one name have their URNs in theirs, and so has a school called like the alliance’s own', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows.push(['990004', 'elm park high school'], ['990005', 'Alliance']);
    });
    await bench.sync(ALLIANCE);
    expect((await makeNextYear()).made).toEqual([
      'Alliance 2026-27',
      '990005 Alliance 2026-27',
      '990004 elm park high school 2026-27',
      '990001 Elm Park High School 2026-27',
      "St Aldhelm's School 2026-27",
    ]);
  });

  it('are not written over what stands in their place, which is said; the others are made', async () => {
    await bench.create('Elm Park High School 2026-27', { ...allianceIdentity, startYear: 2019 }, {});
    expect((await makeNextYear()).made).toHaveLength(2);
    expect(await startHere()).toContain(
      '2 workbooks for 2026/27 are made. The workbooks for 2026/27 could not all be made ready.',
    );
  });

  it('wait while a row they are made from waits to be mended', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => void rows.push(['99000', 'Copse Primary']));
    await bench.sync(ALLIANCE);
    expect((await makeNextYear()).made).toEqual([]);
    expect(await startHere()).toContain('Mend them first');
  });

  it('wait while nobody can tell who the members are', async () => {
    bench.workbooks.rename(ALLIANCE, 'Schools', 'Old');
    await bench.sync(ALLIANCE);
    expect((await makeNextYear()).made).toEqual([]);
    expect(await startHere()).toContain('The tab Schools is missing, or a column of it. Put it back first');
  });

  it.each(['2025/26', '2027/28', 'next year'])('are not made where Settings says %s', async (typed) => {
    bench.decide('Make workbooks for', typed);
    await bench.sync(ALLIANCE);
    expect(await makeNextYear()).toEqual(NOTHING);
  });
});
