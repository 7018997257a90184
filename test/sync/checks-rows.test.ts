import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { cellXml } from '../../functions/edges/local/xlsx/cell-xml.ts';
import { openWorkbook, partText } from '../../functions/edges/local/xlsx/workbook-parts.ts';
import type { FolderListing, Workbooks } from '../../functions/edges/ports.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { dryRun } from '../../functions/sync/dry-run.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import type { SyncPorts } from '../../functions/sync/sync-ports.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { type FirstRows, newOwnSheet, newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { cellName, type RawCell } from '../../sheets-schema/sheet.ts';
import { altered } from '../edges/local/xlsx/altered-workbook.ts';
import { runs } from '../support/property-runs.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  ELM_PARK,
  MARCH,
  openSyncBench,
  STAFF_DAYS,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

/** Rows as people leave them: holes where a row has no cell at all. */
type Rows = (RawCell[] | undefined)[];

/** Somewhere the two workbooks stand, and people who type in them. */
interface Desk {
  readonly ports: SyncPorts & { readonly listing: FolderListing };
  readonly places: { readonly alliance: string; readonly school: string };
  edit(place: string, change: (rows: Rows) => void): Promise<void>;
  close(): Promise<void>;
}

/** The workbooks are as an earlier program made them, and as this one does. */
type MadeWith = 1 | 2;

const first = {
  alliance: drawnRows(allianceIdentity.kind, {
    ...ALLIANCE_TABS,
    Contributions: `
      | School              | Year    | Amount | Date received |
      | Elm Park            | 2025/26 | lots   | 31/2/2026     |
      | St Aldhelm's School | some    | 1      | 1/10/2025     |`,
  }),
  school: drawnRows(schoolIdentity.kind, { 'Staff days': STAFF_DAYS }),
};

async function inMemory(madeWith: MadeWith): Promise<Desk> {
  const { workbooks, ports } = openSyncBench();
  return {
    ports,
    places: await makeBoth(workbooks, madeWith, ALLIANCE, ELM_PARK),
    edit: async (place, change) => workbooks.edit(place, 'Checks', change as (rows: RawCell[][]) => void),
    close: async () => {},
  };
}

async function inAFolder(madeWith: MadeWith): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-rows-'));
  const opened = openAllianceFolder(folder);
  return {
    ports: opened,
    places: await makeBoth(opened.workbooks, madeWith, join(folder, 'Alliance.xlsx'), join(folder, 'Elm Park.xlsx')),
    async edit(place, change) {
      const rows: Rows = (await checksOf(opened.workbooks, place)).map((row) => [...row]);
      change(rows);
      writeFileSync(place, withRows(readFileSync(place), rows));
    },
    async close() {
      await opened.store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function makeBoth(workbooks: Workbooks, madeWith: MadeWith, alliance: string, school: string) {
  const sheets = (identity: WorkbookIdentity, rows: FirstRows) =>
    newWorkbook(identity, rows, [], usualSettings).map((sheet) => {
      const own = identity.kind.ownTabs.find(({ id }) => id === sheet.id);
      return own ? newOwnSheet(own, identity, madeWith, packs) : sheet;
    });
  return {
    alliance: await workbooks.create(alliance, sheets(allianceIdentity, first.alliance)),
    school: await workbooks.create(school, sheets(schoolIdentity, first.school)),
  };
}

/** The file with these rows in *Checks*, as programs save it that write no row without cells. */
function withRows(bytes: Uint8Array, rows: Rows): Uint8Array {
  const { zip, sheets } = openWorkbook(bytes);
  const { part } = sheets.find(({ title }) => title === 'Checks')!;
  const data = Array.from(rows, (row, at) => {
    const cells = row?.map((cell, column) => cellXml(cellName(column, at + 1), cell, 0)).join('');
    return cells === undefined ? '' : `<row r="${at + 1}">${cells}</row>`;
  }).join('');
  const changed = partText(zip, part).replace(/<sheetData>.*<\/sheetData>/s, () => `<sheetData>${data}</sheetData>`);
  return altered(bytes, {}, (name, xml) => (name === part ? changed : xml));
}

async function checksOf(workbooks: Workbooks, place: string): Promise<readonly (readonly RawCell[])[]> {
  return (await workbooks.read(place)).tabs.find(({ title }) => title === 'Checks')!.rows;
}

interface Edit {
  readonly does: keyof typeof editsOf;
  readonly at: number;
  readonly to: number;
}

/** Where the row of headings stands, and the columns of people's replies and of what those are about. */
function placesIn(rows: Rows | readonly (readonly RawCell[])[]) {
  const head = Array.from(rows).findIndex((row) => row?.includes('Reply') && row.includes('Reference'));
  const at = (heading: string) => rows[head]!.indexOf(heading);
  return { head, reply: at('Reply'), reference: at('Reference'), found: at('What was found') };
}

/** What people do to rows and columns; `at` and `to` are rows of the tab, and columns. */
const editsOf = {
  insertsBlank: (rows: Rows, at: number) => void rows.splice(at, 0, []),
  insertsHole: (rows: Rows, at: number) => {
    rows.splice(at, 0, undefined);
    delete rows[at];
  },
  deletes: (rows: Rows, at: number) => void (at > placesIn(rows).head && rows.splice(at, 1)),
  clears: (rows: Rows, at: number) => void (at > placesIn(rows).head && delete rows[at]),
  blanks: (rows: Rows, at: number) => {
    if (at > placesIn(rows).head) rows[at] = [];
  },
  clearsOurs: (rows: Rows, at: number) => {
    const { head, reply } = placesIn(rows);
    if (at > head) rows[at] = (rows[at] ?? []).map((cell, column) => (column === reply ? (cell ?? null) : null));
  },
  moves: (rows: Rows, at: number, to: number) => {
    const { head } = placesIn(rows);
    if (at > head && to > head) rows.splice(to, 0, ...rows.splice(at, 1));
  },
  reverses: (rows: Rows) => {
    const below = placesIn(rows).head + 1;
    rows.splice(below, rows.length, ...rows.slice(below).reverse());
  },
  truncates: (rows: Rows, at: number) => void rows.splice(Math.max(placesIn(rows).head + 1, at)),
  replies: (rows: Rows, at: number, to: number) => reply(rows, at, to),
  repliesBelow: (rows: Rows, _at: number, to: number) => reply(rows, rows.length + 1 + (to % 4), to),
  movesColumn: (rows: Rows, at: number, to: number) => {
    for (const row of whole(rows)) row.splice(to % row.length, 0, ...row.splice(at % row.length, 1));
  },
  insertsColumn: (rows: Rows, at: number) => {
    for (const row of whole(rows)) row.splice(at % row.length, 0, null);
  },
};

/** Rows that there are, all as long as the longest. */
function whole(rows: Rows): RawCell[][] {
  const width = rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  return rows.flatMap((row) => {
    while (row && row.length < width) row.push(null);
    return row ? [row] : [];
  });
}

function reply(rows: Rows, at: number, to: number): void {
  const { head, reply: column } = placesIn(rows);
  if (at === head) return;
  const row = rows[at] ?? [];
  rows[at] = row;
  while (row.length <= column) row.push(null);
  row[column] = `Reply ${at} and ${to}`;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    does: fc.constantFrom(...(Object.keys(editsOf) as Edit['does'][])),
    at: fc.nat(200),
    to: fc.nat(200),
  }),
  { minLength: 1, maxLength: 8 },
);

function edited(rows: Rows, all: readonly Edit[]): void {
  for (const { does, at, to } of all) editsOf[does](rows, at % rows.length, to % rows.length);
}

/** Replies with the finding they stand beside, null where there is none. */
function replies(rows: Rows | readonly (readonly RawCell[])[]): [reply: RawCell, reference: RawCell][] {
  const { head, reply, reference } = placesIn(rows);
  return Array.from(rows)
    .flatMap((row, at): [RawCell, RawCell][] =>
      at === head || (row?.[reply] ?? null) === null ? [] : [[row![reply]!, row![reference] ?? null]],
    )
    .sort();
}

async function standsWhateverIsDoneToIt(desk: Desk, all: Readonly<Record<'alliance' | 'school', readonly Edit[]>>) {
  const { ports, places } = desk;
  const { school, alliance } = places;
  const workbooks = ports.workbooks;
  const sync = async () => {
    const results = await syncedPlaces(ports).sync([alliance, school], { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
    return results.map((result) => {
      if (!('outcome' in result)) throw new Error(result.advice);
      return result.outcome;
    });
  };
  await sync();
  await sync();
  const typed: [string, ReturnType<typeof replies>][] = [];
  for (const key of ['alliance', 'school'] as const) {
    await desk.edit(places[key], (rows) => {
      edited(rows, all[key]);
      typed.push([places[key], replies(rows)]);
    });
  }

  await dryRun(workbooks, [alliance, school], [], MARCH, ports.secret);
  const outcomes = await sync();
  for (const [at, [place, before]] of typed.entries()) {
    const rows = await checksOf(workbooks, place);
    expect(replies(rows)).toEqual(before);
    const { head, reply, reference, found } = placesIn(rows);
    for (const row of rows.slice(head + 1)) {
      if ((row[reply] ?? null) === null || (row[reference] ?? null) !== null) continue;
      expect(row[found]).toBe('There is no finding in this row, so what is written in it answers none.');
    }
    const listed = rows.slice(head + 1).flatMap((row) => row[reference] ?? []);
    expect(listed.toSorted()).toEqual(outcomes[at]!.findings.map(({ fingerprint }) => fingerprint).sort());
  }
  expect((await sync()).map(({ committed, written }) => ({ committed, written }))).toEqual([
    { committed: false, written: false },
    { committed: false, written: false },
  ]);
  return outcomes.reduce((sum, { findings }) => sum + findings.length, 0);
}

const inBoth = fc.record({ madeWith: fc.constantFrom<MadeWith>(1, 2), alliance: edits, school: edits });
const blankInserted = [{ does: 'insertsHole', at: 2, to: 0 }] as const;

it.each([
  ['in memory', inMemory, 60],
  ['in a workbook file', inAFolder, 8],
] as const)(
  'Checks %s is checked whatever people do to its rows and columns, and their replies stay',
  async (_, open, times) => {
    await fc.assert(
      fc.asyncProperty(inBoth, async ({ madeWith, ...all }) => {
        const desk = await open(madeWith);
        try {
          expect(await standsWhateverIsDoneToIt(desk, all)).toBeGreaterThan(5);
        } finally {
          await desk.close();
        }
      }),
      {
        ...runs(times),
        examples: [
          [{ madeWith: 1, alliance: blankInserted, school: blankInserted }],
          [{ madeWith: 2, alliance: blankInserted, school: blankInserted }],
          [
            {
              madeWith: 2,
              alliance: [{ does: 'clears', at: 1, to: 0 }],
              school: [{ does: 'repliesBelow', at: 1, to: 1 }],
            },
          ],
        ] as [{ madeWith: MadeWith; alliance: Edit[]; school: Edit[] }][],
      },
    );
  },
  120_000,
);
