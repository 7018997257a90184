import { cellAsTyped } from '../../sheets-schema/as-typed.ts';
import type { ReadContext } from '../../sheets-schema/cells/cell.ts';
import { choicesOf } from '../../sheets-schema/cells/listed.ts';
import { allianceName } from '../../sheets-schema/core-settings.ts';
import { rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { NewSheet, RawCell } from '../../sheets-schema/sheet.ts';
import type { Column, Tab } from '../../sheets-schema/tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { namesOf, schoolsIn, schoolWith } from '../figures/school-numbers.ts';
import { tabsIn } from '../history/kept-sums.ts';
import { UNREAD, WAITING, waitingKey } from '../history/records.ts';
import type { Manifest, RecordValue, WorkbookContent } from '../history/snapshot.ts';
import { listsOf } from '../protocols/catalogue.ts';
import type { Pack } from '../protocols/pack.ts';
import { Refusal } from '../refusal.ts';
import { allDeclared, type Declared, readsAlliance, tabsOf } from './kinds.ts';
import { newWorkbook, placesOfUsualRows } from './new-workbook.ts';
import { type AllianceRows, decided } from './situation-of.ts';
import { ownerOfKey } from './workbook-key.ts';

/**
 * A workbook as a snapshot holds it, tab by tab: rows as people type them, first those that the tab begins with and in their order,
 * then by dates and keys, those that waited to be mended last and as they had been typed. Read again, it gives the same records. A school's workbook takes the names of schools from
 * `alliance`, the alliance's present rows, since that is what it is read with.
 * @throws Refusal where only sums are kept
 */
export function restoredWorkbook(
  manifest: Manifest,
  content: WorkbookContent,
  alliance: AllianceRows | null,
  declared: Declared = allDeclared,
): NewSheet[] {
  if (manifest.sums !== null)
    throw new Refusal(
      'Of this workbook only sums are kept, so it cannot be restored. Its rows stand in the workbook alone: look for an earlier copy of ' +
        'the file.',
    );
  const { kind, urn, startYear } = ownerOfKey(manifest.workbook, declared.kinds)!;
  const { madeWith = 1 } = manifest;
  const shared = readsAlliance(kind) ? alliance : { rows: rowsIn(content, manifest), madeWith };
  const members = schoolsIn(rowsOf(shared?.rows ?? new Map(), schoolsTab), startYear);
  const lists = listsOf(declared, null);
  const context = { academicYear: startYear, schools: shared && namesOf(members), lists };
  const settings = decided({ startYear }, shared, tabsIn(manifest), declared);
  const identity = {
    kind,
    alliance: settings.held(allianceName).value,
    urn,
    school: schoolWith(members, urn)?.name ?? urn,
    startYear,
  };
  const tabs = tabsOf(kind, declared.packs);
  const rows = new Map(tabs.map((tab) => [tab.id, typedRows(tab, content, context, declared)]));
  const names = members.map(({ name }) => name);
  const kept = { manifest, content, packs: declared.packs };
  // It says again that it was made when it was: what held in it until the alliance decides goes on holding.
  return newWorkbook(identity, rows, names, settings, declared, null, madeWith).map((sheet) => {
    const own = kind.ownTabs.find(({ id }) => id === sheet.id);
    if (own) return own.restore(sheet, kept);
    const tab = tabs.find(({ id }) => id === sheet.id);
    return tab ? withoutColumns(sheet, missingHeadings(manifest, tab)) : sheet;
  });
}

/** A column that had no heading has none again: with one it would be blank, and what stood in it was not known. */
function withoutColumns(sheet: NewSheet, headings: readonly string[]): NewSheet {
  if (headings.length === 0) return sheet;
  const stays = sheet.columns.map(({ heading }) => !headings.includes(heading));
  const staying = <T>(cells: readonly T[]) => cells.filter((_, at) => stays[at]);
  return { ...sheet, columns: staying(sheet.columns), rows: sheet.rows.map(staying) };
}

/** The headings that a snapshot says a tab of its workbook did not have, in the tab's order. */
export function missingHeadings({ missingColumns = {} }: Manifest, { id, columns }: Tab): string[] {
  const missing = missingColumns[id] ?? [];
  return Object.entries(columns).flatMap(([column, { heading }]) => (missing.includes(column) ? heading : []));
}

function rowsIn(content: WorkbookContent, { missing }: Manifest): AllianceRows['rows'] {
  const there = [...content].filter(([section]) => !missing.includes(section));
  return new Map(there.map(([section, records]) => [section, [...records.values()]]));
}

/** Cells as they had been typed, by column, as a snapshot keeps them. */
type TypedCells = Readonly<Record<string, string>>;

function typedRows(tab: Tab, content: WorkbookContent, context: ReadContext, { packs }: Declared): RawCell[][] {
  const columns = Object.entries(tab.columns);
  const unread = content.get(UNREAD);
  const usable = [...(content.get(tab.id) ?? [])].sort(inOrderOf(tab, context, packs)).map(([key, values]) => {
    const typed = (unread?.get(waitingKey(tab.id, key))?.['cells'] ?? {}) as TypedCells;
    return columns.map(([id, column]) =>
      typed[id] === undefined ? cellOf(column, values[id], context) : cellAsTyped(column, typed[id], context),
    );
  });
  const waiting = [...(content.get(WAITING) ?? [])]
    .filter(([, row]) => row['tab'] === tab.id)
    .sort(([one], [other]) => compare(one, other))
    .map(([, row]) =>
      columns.map(([id, column]) => cellAsTyped(column, (row['cells'] as TypedCells)[id] ?? '', context)),
    )
    // Of a line that cannot be read in a bank's statement nothing is kept but that it waits.
    .filter((cells) => cells.some((cell) => cell !== null));
  return [...usable, ...waiting];
}

function cellOf({ cell }: Column, value: RecordValue[string] | undefined, context: ReadContext): RawCell {
  return value === null || value === undefined ? null : cell.write(value, context);
}

type KeyedRecord = readonly [key: string, values: RecordValue];

/**
 * As the rows that the tab begins with, and any other after them: by the dates of the key, then by the rest of it, choices as their list
 * has them, schools by name.
 */
function inOrderOf(
  tab: Tab,
  context: ReadContext,
  packs: readonly Pack[],
): (one: KeyedRecord, other: KeyedRecord) => number {
  const placeOf = placesOfUsualRows(tab, packs, context);
  const isDate = (column: string) => tab.columns[column]!.cell.format === 'date';
  const columns = [...tab.key.filter(isDate), ...tab.key.filter((column) => !isDate(column))];
  return ([oneKey, one], [otherKey, other]) => {
    const usual = placeOf(oneKey) - placeOf(otherKey);
    if (usual !== 0) return usual;
    for (const id of columns) {
      const place = (values: RecordValue) => sortedBy(tab.columns[id]!, values[id], context);
      const order = compare(place(one), place(other));
      if (order !== 0) return order;
    }
    return compare(oneKey, otherKey);
  };
}

/** What a value is sorted by; blanks come last. */
function sortedBy({ cell }: Column, value: RecordValue[string] | undefined, context: ReadContext): string | number {
  if (value === null || value === undefined) return Number.POSITIVE_INFINITY;
  if (typeof value === 'number' || cell.format === 'date') return value as string | number;
  const shown = cell.show(value, context);
  const choices = choicesOf(cell, context.lists ?? {});
  return choices === null ? shown : choices.indexOf(shown);
}

/** Figures in a text by their size: 3 before 21, and 1.4 before 1.10. */
const asCounted = new Intl.Collator('en', { numeric: true });

/** Numbers by size, texts as a list would have them, texts before a blank's number. */
function compare(one: string | number, other: string | number): number {
  const order = typeof one === 'string' && typeof other === 'string' ? asCounted.compare(one, other) : 0;
  if (order !== 0) return order;
  if (typeof one !== typeof other) return typeof one === 'string' ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
