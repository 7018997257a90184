import { cellAsTyped, rowAsTyped } from '../../sheets-schema/as-typed.ts';
import type { ReadContext } from '../../sheets-schema/cells/cell.ts';
import { yearBegins } from '../../sheets-schema/core-settings.ts';
import { type RowsByTab, rowsOf } from '../../sheets-schema/rows-by-tab.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { listed } from '../../sheets-schema/wording.ts';
import { academicYear } from '../figures/academic-year.ts';
import type { Records } from '../history/records.ts';
import { isKept } from '../protocols/catalogue.ts';
import { Refusal } from '../refusal.ts';
import type { WorkbookKind } from './define-workbook.ts';
import { type Declared, tabsOf } from './kinds.ts';
import { type FirstRows, placesOfUsualRows } from './new-workbook.ts';
import { missingHeadings } from './restored-workbook.ts';

interface Carrying {
  /** "Elm Park High School" */
  readonly whose: string;
  /** Of a tab, by its id, the rows that go over, in their order: all of them, in the order of its usual rows, where it is not named. */
  readonly chosen: RowsByTab;
  readonly context: ReadContext;
  /** Of the year they go over to. */
  readonly settings: Settings;
}

/**
 * The rows with which next year's workbook of a kind begins, from the newest records of this year's: of each tab that carries over,
 * as they were typed but for what has ended, and so is what waits to be mended. A tab that was not kept begins as any new one.
 * @throws Refusal where such a tab is missing, or a column of it
 */
export function carriedRows(
  kind: WorkbookKind,
  records: Records,
  { whose, chosen, context, settings }: Carrying,
  catalogue: Declared,
): FirstRows {
  const { packs } = catalogue;
  const tabs = tabsOf(kind, packs).filter((tab) => tab.carriesOver && isKept(tab, settings, packs));
  const missing = tabs.find(({ id }) => records.missing.includes(id));
  if (missing)
    throw new Refusal(
      `The tab ${missing.title} of ${whose} is missing, or a column of it. Put it back first, so that its rows are carried over.`,
    );
  const renamed = tabs.find(({ id }) => records.missingColumns[id] !== undefined);
  if (renamed)
    throw new Refusal(
      `${renamed.title} of ${whose} has no column called ${listed(missingHeadings(records.manifest, renamed), 'or')}. Put the heading back first, so that ` +
        'what is typed there is carried over.',
    );
  const { from } = academicYear(context.academicYear, settings.held(yearBegins).value);
  const goesOn = ({ endsWith }: Tab, row: object) => {
    const end = endsWith === null ? null : (row as Readonly<Record<string, unknown>>)[endsWith];
    return typeof end !== 'string' || end >= from;
  };
  // Of a kind of which only sums are kept, no snapshot has rows.
  return new Map(
    tabs
      .filter(({ id }) => records.rows.has(id))
      .map((tab) => {
        const rows = chosen.get(tab.id) ?? inUsualOrder(tab, rowsOf(records.rows, tab), context, catalogue);
        return [
          tab.id,
          [
            ...rows.filter((row) => goesOn(tab, row)).map((row) => withUnread(tab, row, records, context)),
            ...waitingOf(tab, records, context),
          ],
        ];
      }),
  );
}

/** The history keeps no order: rows stand as those that the tab begins with in every alliance, and others after them by their keys. */
function inUsualOrder(tab: Tab, rows: readonly { readonly key: string }[], context: ReadContext, { packs }: Declared) {
  const placeOf = placesOfUsualRows(tab, packs, context);
  return rows.toSorted(
    (one, other) =>
      placeOf(one.key) - placeOf(other.key) ||
      one.key.localeCompare(other.key, 'en', { numeric: true, sensitivity: 'base' }),
  );
}

/** A row with its cells that could not be read, as people typed them. */
function withUnread(tab: Tab, row: object, { unread }: Records, context: ReadContext): RawCell[] {
  const { key } = row as { readonly key: string };
  const typed = unread.find((one) => one.tab === tab.id && one.key === key)?.cells ?? {};
  const columns = Object.entries(tab.columns);
  return rowAsTyped(tab, row, context).map((cell, at) => {
    const [id, column] = columns[at]!;
    return typed[id] === undefined ? cell : cellAsTyped(column, typed[id], context);
  });
}

function waitingOf(tab: Tab, { waiting }: Records, context: ReadContext): RawCell[][] {
  const rows = waiting.filter((row) => row.tab === tab.id);
  return rows.map(({ cells }) =>
    Object.entries(tab.columns).map(([id, column]) => cellAsTyped(column, cells[id] ?? '', context)),
  );
}
