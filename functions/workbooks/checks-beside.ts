import type { NewSheet, OwnSheet } from '../../sheets-schema/sheet.ts';
import { EdgeError, type WorkbookReading, type Workbooks } from '../edges/ports.ts';
import { Refusal } from '../refusal.ts';
import type { WorkbookIdentity } from './define-workbook.ts';
import { findTab, madeWith, ownerOf } from './identify-workbook.ts';
import type { Declared } from './kinds.ts';
import { newOwnSheet } from './new-workbook.ts';
import { workbookKey } from './workbook-key.ts';

/** Where our own tabs of a workbook stand: in it, or in a workbook of Checks beside it that people type nothing else into. */
export interface OwnTabs extends WorkbookReading {
  readonly place: string;
  /** Why there is none and none could be made; findings are kept and told all the same. */
  readonly lacking: string | null;
}

/**
 * Opens the workbook of Checks beside a workbook and makes it where there is none, with the replies that stand in the workbook's
 * own *Checks* so far.
 * @throws Refusal when one is there and cannot be used: then what was replied is not known.
 */
export async function openChecksBeside(
  place: string,
  identity: WorkbookIdentity,
  workbook: WorkbookReading,
  workbooks: Workbooks,
  declared: Declared,
): Promise<OwnTabs> {
  const found = await readIfThere(workbooks, place);
  if (found === null) {
    try {
      await workbooks.create(place, sheetsBeside(identity, workbook, declared));
    } catch (error) {
      if (!(error instanceof EdgeError)) throw error;
      return { place, version: '', tabs: [], lacking: error.advice };
    }
  }
  const reading = found ?? (await workbooks.read(place));
  const owner = ownerOf(reading.tabs, declared);
  if ('unknown' in owner || workbookKey(owner) !== workbookKey(identity)) {
    const advice = 'The workbook of Checks beside it says it is another workbook’s. Move it away; a new one is made.';
    throw new Refusal(advice);
  }
  return { ...reading, place, lacking: null };
}

async function readIfThere(workbooks: Workbooks, place: string): Promise<WorkbookReading | null> {
  try {
    return await workbooks.read(place);
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    if (error.code === 'not-found') return null;
    const advice = `The workbook of Checks beside it cannot be read. ${error.advice}`;
    throw new Refusal(advice, { cause: error, retryable: error.retryable });
  }
}

/** Our own tabs as they are made, with what people wrote in those that stand in the workbook. */
function sheetsBeside(identity: WorkbookIdentity, { tabs }: WorkbookReading, { packs }: Declared): NewSheet[] {
  return identity.kind.ownTabs.map((tab) => {
    const version = madeWith(tabs);
    const sheet = newOwnSheet(tab, identity, version, packs);
    const standing = findTab(tabs, tab.title);
    return standing ? tab.takeOver(sheet, standing, version) : sheet;
  });
}

/** Links lead nowhere from another workbook, unless to a tab that stands there as well. */
export function withoutLinksAway(sheets: readonly OwnSheet[], { tabs }: OwnTabs): OwnSheet[] {
  return sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) =>
      row.map((cell) => {
        if (!cell?.link || findTab(tabs, cell.link.tab)) return cell;
        return { value: cell.value, style: cell.style === 'link' ? 'text' : cell.style };
      }),
    ),
  }));
}
