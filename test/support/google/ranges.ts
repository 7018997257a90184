import type { sheets_v4 } from '@googleapis/sheets';
import { columnLetters } from '../../../sheets-schema/sheet.ts';
import { badRequest } from './google-refusal.ts';
import type { Book, Box, Grid } from './grid.ts';

/** A box that may be open at the bottom and the right, and the tab it is on. */
export interface Place {
  readonly grid: Grid;
  readonly box: Box;
}

const OPEN = Number.POSITIVE_INFINITY;

/** @throws GoogleRefusal where no tab has that id. `where` begins the message, as Google begins it. */
export function gridById(book: Book, sheetId: number | null | undefined, where: string, kind = 'grid'): Grid {
  const grid = book.grids.find(({ properties }) => properties.sheetId === (sheetId ?? 0));
  if (!grid) throw badRequest(`${where}: No ${kind} with id: ${sheetId ?? 0}`);
  return grid;
}

/** Titles are told apart without regard to case. */
export function gridByTitle(book: Book, title: string): Grid | undefined {
  return book.grids.find(({ properties }) => properties.title.toLowerCase() === title.toLowerCase());
}

export function placeOf(book: Book, range: sheets_v4.Schema$GridRange, where: string): Place {
  const box = {
    top: range.startRowIndex ?? 0,
    left: range.startColumnIndex ?? 0,
    bottom: range.endRowIndex ?? OPEN,
    right: range.endColumnIndex ?? OPEN,
  };
  if (Object.values(box).some((one) => one < 0) || box.bottom < box.top || box.right < box.left) {
    throw badRequest(`${where}: The range is not valid.`);
  }
  return { grid: gridById(book, range.sheetId, where), box };
}

const A1 = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([A-Z]{1,3})?(\d{1,8})?(?::([A-Z]{1,3})?(\d{1,8})?)?$/i;

/** `'Staff days'!A1:B2`, `Sheet1!A:C`, `Sheet1!2:3`, `A1` (on the first tab) or a tab's bare title. */
export function placeFromA1(book: Book, text: string, where: string): Place {
  const unparsable = badRequest(`${where}: Unable to parse range: ${text}`);
  const match = A1.exec(text);
  const [, quoted, plain, fromColumn, fromRow, toColumn, toRow] = match ?? [];
  if (!match || (!fromColumn && !fromRow)) {
    const grid = gridByTitle(book, text.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'"));
    if (!grid) throw unparsable;
    return { grid, box: { top: 0, left: 0, bottom: OPEN, right: OPEN } };
  }
  const title = quoted?.replaceAll("''", "'") ?? plain;
  const grid = title === undefined ? book.grids[0] : gridByTitle(book, title);
  if (!grid) throw unparsable;
  const isRange = text.slice(text.lastIndexOf('!') + 1).includes(':');
  const [top, left] = [fromRow ? Number(fromRow) - 1 : 0, fromColumn ? columnIndex(fromColumn) : 0];
  const box = isRange
    ? { top, left, bottom: toRow ? Number(toRow) : OPEN, right: toColumn ? columnIndex(toColumn) + 1 : OPEN }
    : { top, left, bottom: top + 1, right: left + 1 };
  if (box.top < 0 || box.bottom <= box.top || box.right <= box.left) throw unparsable;
  return { grid, box };
}

function columnIndex(letters: string): number {
  return [...letters.toUpperCase()].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/**
 * The part of a box that the grid has. As Google does: a box that ends beyond the grid is cut, one that starts beyond it is refused.
 * @throws GoogleRefusal
 */
export function clipped({ grid, box }: Place, where: string): Box {
  const { rowCount, columnCount } = grid.properties.gridProperties;
  if (box.top >= rowCount || box.left >= columnCount) {
    const limits = `Max rows: ${rowCount}, max columns: ${columnCount}`;
    throw badRequest(`${where}: Range (${toA1(grid, box)}) exceeds grid limits. ${limits}`);
  }
  return { ...box, bottom: Math.min(box.bottom, rowCount), right: Math.min(box.right, columnCount) };
}

/** As Google writes it: the title in quotes only where it needs them, one cell without a colon, an open end left out. */
export function toA1({ properties }: Grid, box: Box): string {
  const isPlain = /^[A-Z_]\w*$/i.test(properties.title) && !/^(?:[A-Z]{1,3}\d+|R\d*C\d*)$/i.test(properties.title);
  const title = isPlain ? properties.title : `'${properties.title.replaceAll("'", "''")}'`;
  const column = (index: number) => (index === OPEN ? '' : columnLetters(index));
  const start = `${column(box.left)}${box.top + 1}`;
  const end = `${column(box.right - 1)}${box.bottom === OPEN ? '' : box.bottom}`;
  return `${title}!${start === end ? start : `${start}:${end}`}`;
}

/** The cells that both boxes have. */
export function overlap(one: Box, other: Box): Box | null {
  const box = {
    top: Math.max(one.top, other.top),
    left: Math.max(one.left, other.left),
    bottom: Math.min(one.bottom, other.bottom),
    right: Math.min(one.right, other.right),
  };
  return box.top < box.bottom && box.left < box.right ? box : null;
}
