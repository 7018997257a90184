import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXlsx } from '../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../functions/edges/local/xlsx/read-workbook.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { latestRecords, UNREAD, WAITING } from '../../functions/history/records.ts';
import type { RecordValue, WorkbookContent } from '../../functions/history/snapshot.ts';
import { listsOf } from '../../functions/protocols/catalogue.ts';
import { rowRecords, snapshotContent, unreadRecords, waitingRecords } from '../../functions/sync/snapshot-content.ts';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { allDeclared, allianceKind } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { type AllianceRows, rowsAtHand } from '../../functions/workbooks/situation-of.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { choicesOf } from '../../sheets-schema/cells/listed.ts';
import type { NewSheet, RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import type { Column, Tab } from '../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { contactsTab } from '../../sheets-schema/tabs/contacts.tab.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { policiesTab } from '../../sheets-schema/tabs/policies.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { websiteTab } from '../../sheets-schema/tabs/website.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { runs } from '../support/property-runs.ts';
import { times } from '../support/seed-for-all.ts';
import {
  ALLIANCE,
  allianceIdentity,
  ELM_PARK,
  openUsualBench,
  type SyncBench,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { takeSnapshot } from '../support/take-snapshot.ts';
import { adoptingRows, usualSettings } from '../support/usual-packs.ts';

/** With every tab kept that a setting asks for. */
const decisions: RawCell[][] = [...adoptingRows(), ['Bank statements kept', 'Yes', null, null]];
const MEMBERS: RawCell[][] = [
  ['990001', 'Elm Park High School'],
  ['990002', "St Aldhelm's School"],
  ['990003', 'The Meadows'],
];
const identityOf = (tab: Tab) => (allianceKind.tabs.includes(tab) ? allianceIdentity : schoolIdentity);

/** The sheets as a spreadsheet holds them: written to a file and read from it. */
const onFile = (sheets: readonly NewSheet[]): readonly RawTab[] => readXlsx(createXlsx(sheets));

const allianceRows: AllianceRows = (() => {
  const first = new Map([
    [schoolsTab.id, MEMBERS],
    [settingsTab.id, decisions],
  ]);
  const sheets = newWorkbook(allianceIdentity, first, [], usualSettings);
  return rowsAtHand(parseWorkbook(allianceIdentity, onFile(sheets), null));
})();

function contentOf(tab: Tab, tabs: readonly RawTab[]): WorkbookContent {
  const { parsed } = parseWorkbook(identityOf(tab), tabs, allianceRows);
  return snapshotContent(
    rowRecords(parsed),
    waitingRecords(parsed),
    unreadRecords(parsed, tabs),
    new Map(),
    new Map(),
    [],
    new Map(),
    null,
  );
}

/** Typed rows of one tab, kept as a snapshot, restored into a file and read from that. */
async function thereAndBack(tab: Tab, rows: readonly (readonly RawCell[])[]) {
  const identity = identityOf(tab);
  const first = new Map([[schoolsTab.id, MEMBERS], [settingsTab.id, decisions], [tab.id, rows]]); // biome-ignore format: one line
  const typed = contentOf(tab, onFile(newWorkbook(identity, first, [], usualSettings)));
  const store = openMemoryStore();
  const workbook = workbookKey(identity);
  await takeSnapshot(store, makeSigner(), { workbook, content: typed, madeWith: VERSIONS.workbooks });
  const { manifest } = (await readLatest(store, workbook))!;
  const restored = restoredWorkbook(manifest, await readContent(store, manifest), allianceRows);
  const tabs = onFile(restored);
  return { typed, restored, tabs, again: contentOf(tab, tabs) };
}

/** Rows that wait, or cells that could not be read, without their keys: a spreadsheet keeps no more of them than what was typed. */
/** Of a bank's line that cannot be read nothing is kept, and so nothing comes back. */
const cellsIn = (content: WorkbookContent, section: string) =>
  [...(content.get(section)?.values() ?? [])]
    .filter(({ cells }: RecordValue) => Object.values(cells as object).some((typed) => typed !== ''))
    .map(({ tab, cells }: RecordValue) => JSON.stringify([tab, cells]))
    .sort();

const day = fc.integer({ min: 45_900, max: 46_300 }).map((date): RawCell => ({ date }));
const asPeopleType = fc.constantFrom<RawCell>(
  ...['3 Sept', '31/02/2026', 'w/c 3 Nov', '3.1', '45,903', '£3,000', '29.999', '1½', 'am', 'Y', 'x', 'TBC', '2025/26'],
  ...[
    '990001',
    'elm park',
    'St Aldhelms',
    'Total',
    '=SUM(A1:A2)',
    "Mr O'Neill",
    '  two  spaces ',
    '007',
    '1e3',
    '#N/A',
  ],
  ...['https://school.example/a b', 'Office@School.Example', '_x0041_', '<b>&amp;</b>', 'Head', 'none', 'line\nbreak'],
  ...[3.1, 3.2, 0.5, 0.3, 45_964, 2025, -1, 0, 1e9, true, false],
  ...[{ error: '#N/A' }, { date: 10 }, { date: 46_000.75 }, { date: 40_878 }],
);

/** A cell as an office fills it in: mostly what the column is for. */
function cellFor({ cell }: Column): fc.Arbitrary<RawCell> {
  const names = MEMBERS.map(([, name]) => name!);
  const choices = choicesOf(cell, listsOf(allDeclared, null));
  const meant: fc.Arbitrary<RawCell> =
    cell.choices === 'schools'
      ? fc.constantFrom(...names)
      : choices !== null
        ? fc.constantFrom(...choices)
        : cell.format === 'date'
          ? day
          : cell.format === 'text'
            ? fc.oneof(
                fc.constantFrom('2025/26', '350/4001', '990002', 'https://school.example/'),
                fc.string({ unit: 'grapheme' }),
              )
            : fc.oneof(
                fc.integer({ min: 0, max: 60 }),
                fc.integer({ min: 1, max: 40 }).map((half) => half / 2),
              );
  return fc.oneof({ weight: 12, arbitrary: meant }, { weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: asPeopleType }); // biome-ignore format: one line
}

describe('a restored workbook', () => {
  it.each(allDeclared.tabs.map((tab) => [tab.title, tab] as const))(
    '%s gives the same records when it is read again',
    async (_, tab) => {
      const row = fc.tuple(...Object.values(tab.columns).map(cellFor));
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
          const { typed, again } = await thereAndBack(tab, rows);
          expect(again.get(tab.id)).toEqual(typed.get(tab.id));
          for (const section of [WAITING, UNREAD]) expect(cellsIn(again, section)).toEqual(cellsIn(typed, section));
        }),
        runs(40),
      );
    },
    120_000 * times,
  );

  it('lays rows out by the dates of their key and then by the rest of it, those that wait last, each cell as its column shows it', async () => {
    const { restored } = await thereAndBack(staffDaysTab, [
      ['Mr Ames', '31/2/2026', 1, 'The Meadows', null, null],
      ['Ms Okafor', '3rd December 2025', 'half a day', 'st aldhelms school', 'Planning', null],
      ['Dr Lund', { date: 45_973 }, 1.5, 'A provider', null, null],
      ['Ab Aziz', { date: 45_994 }, 2, null, null, null],
      [null, { date: 45_995 }, 2, null, null, null],
    ]);
    expect(restored.map(({ title }) => title).slice(0, 2)).toEqual(['Start here', 'Staff days']);
    expect(restored[1]!.rows).toEqual([
      ['Dr Lund', { date: 45_973 }, 1.5, 'A provider', null, null, null],
      ['Ab Aziz', { date: 45_994 }, 2, null, null, null, null],
      ['Ms Okafor', { date: 45_994 }, 0.5, "St Aldhelm's School", 'Planning', null, null],
      [null, { date: 45_995 }, 2, null, null, null, null],
      ['Mr Ames', '31/2/2026', 1, 'The Meadows', null, null, null],
    ]);
  });

  it('orders terms and groups as their lists do, and numbers by size', async () => {
    const { restored } = await thereAndBack(absenceByTermTab, [
      ['2025/26', 'Summer', 'All pupils', 10, 100, 1, 1],
      ['2025/26', 'Autumn', 'Free school meals', 10, 100, 1, 1],
      [null, 'Autumn', 'All pupils', 10, 100, 1, 1],
      ['2024/25', 'Whole year', 'All pupils', 10, 100, 1, 1],
    ]);
    const sheet = restored.find(({ title }) => title === absenceByTermTab.title)!;
    expect(sheet.rows.map((row) => row.slice(0, 3))).toEqual([
      ['2024/25', 'Whole year', 'All pupils'],
      ['2025/26', 'Autumn', 'All pupils'],
      ['2025/26', 'Autumn', 'Free school meals'],
      ['2025/26', 'Summer', 'All pupils'],
    ]);
  });

  it('lays out the rows that a tab begins with as a new workbook has them, and the others after', async () => {
    const firstColumn = async (tab: Tab, ...names: readonly string[]) => {
      const blanks = Object.keys(tab.columns).slice(1);
      const rows = names.map((name) => [name, ...blanks.map(() => null)]);
      const { restored } = await thereAndBack(tab, rows);
      return restored.find(({ title }) => title === tab.title)!.rows.map(([name]) => name);
    };
    expect(
      await firstColumn(websiteTab, 'Our bees', 'Pupil premium', 'Alumni', 'Contact details', 'Opening hours'),
    ).toEqual(['Contact details', 'Opening hours', 'Pupil premium', 'Alumni', 'Our bees']);
    expect(
      await firstColumn(contactsTab, 'Caterer', 'Health and safety', 'School attendance', 'Health and safety'),
    ).toEqual(['Health and safety', 'Health and safety', 'School attendance', 'Caterer']);
    expect(
      await firstColumn(policiesTab, 'School uniform', 'Accessibility plan', 'Admission arrangements', 'Our own'),
    ).toEqual(['Admission arrangements', 'School uniform', 'Accessibility plan', 'Our own']);
  });

  it('gives back a cell that could not be read although its row counts', async () => {
    const row = ['Agreement to the protocols', 'Elm Park High School', '31/2/2026', 'x'.repeat(1001)];
    const { typed, restored } = await thereAndBack(documentsTab, [row, ['Contribution statement', null, null, 'fine']]);
    expect(typed.get(documentsTab.id)!.size).toBe(1);
    const { restored: meeting } = await thereAndBack(meetingsTab, [
      [{ date: 45_973 }, 'Conference', null, null, 'perhaps', null],
    ]);
    expect(meeting.find(({ title }) => title === 'Meetings')!.rows).toEqual([
      [{ date: 45_973 }, 'Conference', null, null, 'perhaps', null, null, null, null],
    ]);
    expect(restored.find(({ title }) => title === 'Documents')!.rows.at(-1)).toEqual([...row, null, null, null]);
  });

  it('says on Start here what it is, counts its rows, and is a workbook of its school like any other', async () => {
    const { tabs } = await thereAndBack(staffDaysTab, [['Dr Lund', { date: 45_973 }, 1, null, null, null]]);
    expect(identifyWorkbook(tabs)).toEqual({ ...schoolIdentity, alliance: 'The alliance' });
    const said = tabs[0]!.rows.map((row) => row.join(' ')).join('\n');
    expect(said).toContain('Restored from the history: the rows as they stood on 3 November 2025, snapshot 1.');
    expect(said).toMatch(/^Staff days 1 row /m);
  });
});

describe('a workbook put in the place of one that was lost', () => {
  const restoredFrom = async (bench: SyncBench, place: string, key: string) => {
    const { manifest } = (await readLatest(bench.store, key))!;
    const content = await readContent(bench.store, manifest);
    const alliance = await latestRecords(bench.store, 'alliance-2025');
    await bench.workbooks.create(`${place} again`, restoredWorkbook(manifest, content, alliance));
    return `${place} again`;
  };

  it('brings back what people answered, so that what was accepted stays accepted', async () => {
    const bench = await openUsualBench();
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    const findings = await bench.checks(ELM_PARK);
    const acceptable = findings.find(({ status }) => status === 'Reminder' || status === 'Warning')!;
    const problem = findings.find(({ status }) => status === 'Problem')!;
    bench.workbooks.edit(ELM_PARK, 'Checks', (rows) => {
      const place = (heading: string) => rows[0]!.indexOf(heading);
      rows[acceptable.row - 1]![place('Reply')] = '=agreed("with the group")';
      rows[acceptable.row - 1]![place('Accept')] = 'yes';
      rows[problem.row - 1]![place('Reply')] = 'Mr Ames will look';
    });
    await bench.sync(ELM_PARK);
    const before = await latestRecords(bench.store, 'school-990001-2025');
    expect([...before!.accepted]).toEqual([acceptable.reference]);

    const place = await restoredFrom(bench, ELM_PARK, 'school-990001-2025');
    await bench.sync(place);
    const after = await latestRecords(bench.store, 'school-990001-2025');
    expect(after!.rows).toEqual(before!.rows);
    expect(after!.waiting).toEqual(before!.waiting);
    expect(after!.accepted).toEqual(before!.accepted);
    const lines = await bench.checks(place);
    expect(lines).toHaveLength(findings.length);
    expect(lines.find(({ reference }) => reference === problem.reference)).toMatchObject({
      status: 'Problem',
      reply: 'Mr Ames will look',
      accept: null,
    });
    bench.writesSince();
    expect(await bench.sync(place)).toMatchObject({ committed: false, written: false });
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('is the alliance’s with the names of its own schools', async () => {
    const bench = await openUsualBench();
    await bench.sync(ALLIANCE);
    const before = await latestRecords(bench.store, 'alliance-2025');
    const place = await restoredFrom(bench, ALLIANCE, 'alliance-2025');
    expect(await bench.sync(place)).toMatchObject({ identity: allianceIdentity });
    const after = await latestRecords(bench.store, 'alliance-2025');
    expect(after!.rows).toEqual(before!.rows);
  });
});
