import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { listsOf } from '../../functions/protocols/catalogue.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { settingsRows } from '../../functions/workbooks/settings-rows.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { showSetting } from '../../sheets-schema/setting.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { ADOPTED, harbourCompact, withHarbour } from '../support/drawn-pack.ts';
import { newSettings } from '../support/new-settings.ts';
import { USUAL_ALLIANCE } from '../support/rule-tester.ts';
import {
  ALLIANCE,
  allianceIdentity,
  drawnRows,
  ELM_PARK,
  openSyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

const YEAR = 2025;
const NOTHING = { sheets: 0, store: 0, mails: 0 };
const context = { academicYear: YEAR, schools: null, lists: listsOf(allDeclared, null) };
const headings = Object.values(settingsTab.columns).map(({ heading }) => heading);
const read = (rows: readonly (readonly RawCell[])[]) =>
  parseTab(settingsTab, { title: settingsTab.title, rows: [headings, ...rows] }, context);
const heldBy = (rows: readonly (readonly RawCell[])[], year = YEAR) => {
  const { held } = newSettings(read(rows).rows, year);
  return allDeclared.settings.map((setting) => held(setting));
};

/** What an alliance decided that adopts these packs of all there are, and no other. */
const adopting = (ids: readonly string[]) =>
  packs.map(({ id, adoptedBy }) => ({ setting: adoptedBy.title, value: ids.includes(id) ? 'Yes' : 'No' }));
const decidedBy = (
  typed: readonly { readonly setting: string; readonly value: string }[],
  { settings } = allDeclared,
) =>
  newSettings(
    typed.map(({ setting, value }) => ({
      setting: settings.find(({ title }) => title === setting)!.id,
      value,
      fromYear: null,
    })),
    YEAR,
  );
const CHOICES = [[], ...packs.map(({ id }) => [id]), packs.map(({ id }) => id)];

describe('Settings as it is first made', () => {
  it.each(CHOICES.map((ids) => [ids.join(' and ') || 'no pack', ids] as const))(
    'with %s adopted, has a row for each setting of those and of the core, and nothing else is held than without it',
    (_, ids) => {
      const typed = adopting(ids);
      const rows = settingsRows(typed, YEAR, allDeclared);
      const parsed = read(rows);
      expect([parsed.remarks, parsed.unusable, parsed.repeats]).toEqual([[], [], []]);
      const idle = packs.filter(({ id }) => !ids.includes(id)).flatMap(({ settings }) => settings);
      const adoptions = packs.map(({ adoptedBy }) => adoptedBy);
      const wanted = allDeclared.settings.filter((one) => !idle.includes(one) || adoptions.includes(one as never));
      expect(parsed.rows.map(({ setting }) => setting)).toEqual(wanted.map(({ id }) => id));
      const { held } = decidedBy(typed);
      expect(heldBy(rows)).toEqual(allDeclared.settings.map((setting) => held(setting)));
    },
  );

  it('says of each its unit, what holds while it is blank, who chose that and what it decides', () => {
    const typed = adopting(packs.map(({ id }) => id));
    const rows = settingsRows(typed, YEAR, allDeclared);
    const said = (title: string) => rows.find(([setting]) => setting === title)!.slice(1, 5);
    expect(said('Contribution')).toEqual([null, '£ a year', '£3,000.00', 'working protocols 25']);
    expect(said('Meetings a school may miss')).toEqual([null, 'meetings a year', 'no limit', 'nobody yet']);
    expect(said('Contribution due date').slice(1)).toEqual([
      'day and month',
      '30 November',
      'Concordat suggests: warns, never a breach',
    ]);
    for (const row of rows) expect(row.slice(2, 6).every((cell) => typeof cell === 'string' && cell !== '')).toBe(true);
  });

  it('keeps what was typed in the order of the list, and fills in the words beside it', () => {
    const typed = [
      { setting: 'Colour of the door', value: 'green' },
      { setting: 'staff days minimum', value: 8, fromYear: '2026/27', note: 'June', unit: 'hours' },
      { setting: 'Alliance name', value: 'Harrowdale' },
    ];
    const rows = settingsRows(typed, YEAR, withHarbour);
    expect(rows[0]!.slice(0, 3)).toEqual(['Alliance name', 'Harrowdale', 'a name']);
    expect(rows.filter(([title]) => String(title).toLowerCase() === 'staff days minimum')).toEqual([
      [
        'staff days minimum',
        8,
        'days a year',
        '9',
        'working protocols 21',
        'How many days of staff time each school gives.',
        '2026/27',
        'June',
      ],
    ]);
    expect(rows.at(-1)).toEqual(['Colour of the door', 'green', null, null, null, null, null, null]);
    for (const { adoptedBy } of [...packs, harbourCompact]) expect(rows.flat()).not.toContain(adoptedBy.title);
  });

  it.each([
    ['the packs there are', allDeclared],
    ['a pack more', withHarbour],
  ])('raises nothing in a new alliance with %s', async (_, catalogue) => {
    const bench = openSyncBench(catalogue);
    const drawn = drawnRows(allianceIdentity.kind, USUAL_ALLIANCE, catalogue);
    const first = new Map([schoolsTab, calendarTab].map(({ id }) => [id, drawn.get(id)!]));
    for (const ids of CHOICES) {
      const place = `${ALLIANCE} ${ids.join()}`;
      const more = catalogue === withHarbour ? [{ setting: ADOPTED[0], value: ADOPTED[1] }] : [];
      const typed = [...adopting(ids), ...more];
      const rows = settingsRows(typed, YEAR, catalogue);
      await bench.workbooks.create(
        place,
        newWorkbook(
          allianceIdentity,
          new Map([...first, [settingsTab.id, rows]]),
          [],
          decidedBy(typed, catalogue),
          catalogue,
        ),
      );
      const { findings } = await bench.sync(place, '2025-09-08');
      expect(findings.map(({ message }) => message)).toEqual([]);
    }
  });
});

describe('Settings as it was filled', () => {
  it('is kept, restored as it stood, and no change of anything', async () => {
    const bench = openSyncBench();
    const typed = [{ setting: 'Alliance name', value: 'Harrowdale Learning Alliance' }, ...adopting([packs[0]!.id])];
    const first = new Map([[settingsTab.id, settingsRows(typed, YEAR, allDeclared)]]);
    await bench.workbooks.create(
      ALLIANCE,
      newWorkbook(allianceIdentity, first, [], decidedBy(adopting([packs[0]!.id]))),
    );
    await bench.sync(ALLIANCE);
    const { manifest } = (await readLatest(bench.store, workbookKey(allianceIdentity)))!;
    const restored = restoredWorkbook(manifest, await readContent(bench.store, manifest), null);
    expect(restored.find(({ id }) => id === settingsTab.id)!.rows).toEqual(first.get(settingsTab.id));
    await bench.workbooks.create('Restored', restored);
    bench.workbooks.deleteFile(ALLIANCE);
    await bench.sync('Restored');
    expect((await readLatest(bench.store, workbookKey(allianceIdentity)))!.manifest.sections[settingsTab.id]).toEqual(
      manifest.sections[settingsTab.id],
    );
  });
});

describe('rows of Settings without a value', () => {
  const setting = fc.constantFrom(...allDeclared.settings);
  const fromYear = fc.constantFrom(null, '2024/25', '2025/26', '2026/27');
  const decided = fc.uniqueArray(
    fc.record({ setting, fromYear }).map(({ setting: one, fromYear: from }): RawCell[] => {
      const value = showSetting(one, one.unset, YEAR) ?? '1';
      return [one.title, value, null, null, null, null, from, null];
    }),
    { selector: ([title, , , , , , from]) => `${title} ${from}`, maxLength: 12 },
  );
  const anything = fc.constantFrom<RawCell>(null, 'words', 12, { date: 45_000 }, true, { error: '#REF!' });
  const blank = fc
    .record({ setting, fromYear, cells: fc.tuple(anything, anything, anything, anything) })
    .map(({ setting: one, fromYear: from, cells }): RawCell[] => [one.title, null, ...cells, from, null]);

  it('decide nothing, are in order and leave every other row as it was, however many there are and wherever they stand', () => {
    const rows = fc.tuple(decided, fc.array(blank, { maxLength: 12 })).chain(([those, blanks]) =>
      fc.record({
        those: fc.constant(those),
        mixed: fc.shuffledSubarray([...those, ...blanks], { minLength: those.length + blanks.length }),
      }),
    );
    fc.assert(
      fc.property(rows, ({ those, mixed }) => {
        const [without, among] = [read(those), read(mixed)];
        for (const year of [2024, 2025, 2026]) expect(heldBy(mixed, year)).toEqual(heldBy(those, year));
        expect(among.repeats).toEqual([]);
        expect([among.unusable, among.remarks]).toEqual([without.unusable, without.remarks]);
        const saying = among.rows.filter(({ value }) => value !== null);
        expect(new Set(saying.map(({ key }) => key))).toEqual(new Set(without.rows.map(({ key }) => key)));
        expect(new Set(among.rows.map(({ key }) => key)).size).toBe(mixed.length);
      }),
    );
  });

  it('beside two that decide differently leave those told apart', () => {
    const row = (value: RawCell) => ['Contribution', value, null, null, null, null, null, null];
    const parsed = read([row(null), row('£2,000'), row(null), row('£3,000')]);
    expect(parsed.repeats.map(({ first, again }) => [first.value, again.value])).toEqual([['£2,000', '£3,000']]);
  });

  it('are not missed when somebody deletes them, and a row with a value is', async () => {
    const bench = openSyncBench();
    const first = new Map<string, RawCell[][]>([
      [schoolsTab.id, [['990001']]],
      [settingsTab.id, settingsRows(adopting(['working-protocols']), YEAR, allDeclared)],
    ]);
    await bench.workbooks.create(ALLIANCE, newWorkbook(allianceIdentity, first, [], usualSettings));
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => {
      rows.find(([title]) => title === 'Contribution')![1] = '£2,000';
    });
    await bench.sync(ALLIANCE, '2025-09-08');
    const gone = async (asOf: string) =>
      (await bench.sync(ALLIANCE, asOf)).findings.filter(({ rule }) => rule === 'GEN-11').map(({ message }) => message);
    const keep = (kept: (row: readonly RawCell[]) => boolean) =>
      bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => void rows.splice(0, rows.length, ...rows.filter(kept)));
    keep(([, value]) => value !== undefined && value !== null);
    expect(await gone('2025-09-09')).toEqual([]);
    keep(([title]) => title !== 'Contribution');
    expect(await gone('2025-09-10')).toEqual([expect.stringMatching(/^1 row of Settings /)]);
  });
});

describe('a pack that is adopted later', () => {
  const [pack] = packs;

  it('has its settings in Start here until they have a row, and nothing is written into Settings', async () => {
    const bench = openSyncBench();
    const typed = adopting([]);
    const rows = settingsRows(typed, YEAR, allDeclared);
    const schools = [['990001', 'Elm Park High School', 'Academy']];
    const first = new Map<string, RawCell[][]>([
      [schoolsTab.id, schools],
      [settingsTab.id, rows],
    ]);
    await bench.workbooks.create(ALLIANCE, newWorkbook(allianceIdentity, first, [], decidedBy(typed)));
    const said = async (place = ALLIANCE) =>
      (await bench.rows(place, 'Start here')).map((row) => row.filter((cell) => cell !== null).join(' '));
    await bench.sync(ALLIANCE);
    expect(await said()).not.toContain('More settings');

    bench.workbooks.edit(ALLIANCE, 'Settings', (now) => {
      now.find(([title]) => title === pack!.adoptedBy.title)![1] = 'Yes';
    });
    const before = await bench.rows(ALLIANCE, 'Settings');
    await bench.sync(ALLIANCE);
    const lines = await said();
    const at = lines.indexOf('More settings');
    expect(lines[at + 1]).toBe(
      'Settings These have no row in Settings. To decide otherwise, type one there, with its value.',
    );
    expect(lines.slice(at, lines.indexOf('What goes where')).join(' ').replaceAll(/ +/g, ' ')).toContain(
      'Contribution What each school pays towards the improvement group. Unit: £ a year. While blank: £3,000.00. ' +
        'Who chose that: working protocols 25.',
    );
    for (const setting of pack!.settings)
      expect(lines.filter((line) => line.startsWith(`${setting.title} ${setting.decides.slice(0, 12)}`))).toHaveLength(
        setting === pack!.adoptedBy ? 0 : 1,
      );
    expect(await bench.rows(ALLIANCE, 'Settings')).toEqual(before);
    await bench.create(ELM_PARK, schoolIdentity, {});
    await bench.sync(ELM_PARK);
    expect(await said(ELM_PARK)).not.toContain('More settings');

    bench.workbooks.edit(ALLIANCE, 'Settings', (now) => void now.push(['Contribution']));
    await bench.sync(ALLIANCE);
    expect((await said()).filter((line) => line.startsWith('Contribution What'))).toEqual([]);
    await bench.sync(ALLIANCE);
    bench.writesSince();
    await bench.sync(ALLIANCE);
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('says nothing of settings while Settings cannot be read', async () => {
    const bench = openSyncBench();
    await bench.create(ALLIANCE, allianceIdentity, { Settings: '| Setting | Value |\n| Alliance name | Harrowdale |' });
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => void rows[0]!.splice(1, 1, 'What'));
    await bench.sync(ALLIANCE);
    expect((await bench.rows(ALLIANCE, 'Start here')).flat()).not.toContain('More settings');
  });
});
