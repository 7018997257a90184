import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createXlsx } from '../../functions/edges/local/xlsx/create-workbook.ts';
import { readXlsx } from '../../functions/edges/local/xlsx/read-workbook.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { type RowsByTab, UNREAD, WAITING } from '../../functions/history/records.ts';
import type { RecordValue, WorkbookContent } from '../../functions/history/snapshot.ts';
import { workbookKey } from '../../functions/history/workbook-key.ts';
import { newWorkbook } from '../../functions/sync/new-workbook.ts';
import { parseWorkbook } from '../../functions/sync/parse-workbook.ts';
import { restoredWorkbook } from '../../functions/sync/restored-workbook.ts';
import { rowRecords, snapshotContent, unreadRecords, waitingRecords } from '../../functions/sync/snapshot-content.ts';
import type { NewSheet, RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import type { Column, Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { allTabs } from '../../sheets-schema/workbooks.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';
import { takeSnapshot } from '../support/take-snapshot.ts';

const MEMBERS: RawCell[][] = [
  ['990001', 'Elm Park High School'],
  ['990002', "St Aldhelm's School"],
  ['990003', 'The Meadows'],
];
const identityOf = (tab: Tab) => (tab.workbook === 'alliance' ? allianceIdentity : schoolIdentity);

/** The sheets as a spreadsheet holds them: written to a file and read from it. */
const onFile = (sheets: readonly NewSheet[]): readonly RawTab[] => readXlsx(createXlsx(sheets));

const allianceRows: RowsByTab = (() => {
  const sheets = newWorkbook(allianceIdentity, new Map([[schoolsTab.id, MEMBERS]]), []);
  return new Map(parseWorkbook(allianceIdentity, onFile(sheets), null).map(({ tab, rows }) => [tab.id, rows]));
})();

function contentOf(tab: Tab, tabs: readonly RawTab[]): WorkbookContent {
  const parsed = parseWorkbook(identityOf(tab), tabs, allianceRows);
  return snapshotContent(
    rowRecords(parsed),
    waitingRecords(parsed),
    unreadRecords(parsed, tabs),
    new Map(),
    [],
    [],
    null,
  );
}

/** Typed rows of one tab, kept as a snapshot, restored into a file and read from that. */
async function thereAndBack(tab: Tab, rows: readonly (readonly RawCell[])[]) {
  const identity = identityOf(tab);
  const first = new Map([[schoolsTab.id, MEMBERS], [tab.id, rows]]); // biome-ignore format: one line
  const typed = contentOf(tab, onFile(newWorkbook(identity, first, [])));
  const store = openMemoryStore();
  const workbook = workbookKey(identity);
  await takeSnapshot(store, makeSigner(), { workbook, content: typed });
  const { manifest } = (await readLatest(store, workbook))!;
  const restored = restoredWorkbook(manifest, await readContent(store, manifest), allianceRows);
  const tabs = onFile(restored);
  return { typed, restored, tabs, again: contentOf(tab, tabs) };
}

/** Rows that wait, or cells that could not be read, without their keys: a spreadsheet keeps no more of them than what was typed. */
const cellsIn = (content: WorkbookContent, section: string) =>
  [...(content.get(section)?.values() ?? [])].map(({ tab, cells }: RecordValue) => JSON.stringify([tab, cells])).sort();

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
  const meant: fc.Arbitrary<RawCell> =
    cell.choices === 'schools'
      ? fc.constantFrom(...names)
      : cell.choices !== null
        ? fc.constantFrom(...cell.choices)
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
  it.each(allTabs.map((tab) => [tab.title, tab] as const))(
    '%s gives the same records when it is read again',
    async (_, tab) => {
      const row = fc.tuple(...Object.values(tab.columns).map(cellFor));
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
          const { typed, again } = await thereAndBack(tab, rows);
          expect(again.get(tab.id)).toEqual(typed.get(tab.id));
          for (const section of [WAITING, UNREAD]) expect(cellsIn(again, section)).toEqual(cellsIn(typed, section));
        }),
        { numRuns: 60 },
      );
    },
    120_000,
  );
});
