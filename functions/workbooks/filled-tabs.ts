import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import type { OwnSheet, RawTab, SheetCell } from '../../sheets-schema/sheet.ts';
import { adoptedPacks } from '../protocols/catalogue.ts';
import type { FilledRow, FilledTab, Pack } from '../protocols/pack.ts';
import type { Situation } from '../protocols/situation.ts';
import { findTab } from './identify-workbook.ts';
import { asText, standsAlready } from './own-tabs/stands-already.ts';

/**
 * The tabs that packs fill in, as they should now stand: none of those that stand so already, and none whose headings people moved, as it is
 * not known then which words are theirs.
 */
export function filledSheets(
  parsed: readonly ParsedTab[],
  tabs: readonly RawTab[],
  situation: Situation,
  packs: readonly Pack[],
): OwnSheet[] {
  const filled = adoptedPacks(packs, situation.settings).flatMap(({ fills = [] }) => fills);
  return filled.flatMap((one) => {
    const read = parsed.find(({ tab }) => tab.id === one.tab.id);
    const current = findTab(tabs, one.tab.title);
    if (!read?.found || !current || !situation.isKept(one.tab) || !isAsMade(read)) return [];
    const sheet = sheetOf(one, current, situation);
    return standsAlready(current, sheet) ? [] : [sheet];
  });
}

function isAsMade({ tab, headings }: ParsedTab): boolean {
  const columns = Object.keys(tab.columns);
  return headings.rowNumber === 1 && columns.every((column, at) => headings.places.get(column) === at);
}

function sheetOf({ tab, peoples, rows }: FilledTab, current: RawTab, situation: Situation): OwnSheet {
  const columns = Object.keys(tab.columns);
  const standing = current.rows.slice(1).map((cells): FilledRow => {
    const row = Object.fromEntries(columns.map((column, at) => [column, asText(cells[at]) || null]));
    return Object.values(row).every((cell) => cell === null) ? null : row;
  });
  const head = Object.values(tab.columns).map(({ heading }): SheetCell => ({ value: heading, style: 'heading' }));
  const body = rows(situation, standing).map((row) =>
    columns.map((column): SheetCell => ({ value: row?.[column] ?? null, style: 'words' })),
  );
  return { title: tab.title, rows: [head, ...body], peoplesColumns: peoples.map((column) => columns.indexOf(column)) };
}
