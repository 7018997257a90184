import { gatherText } from './cell-text.ts';
import { damaged } from './faults.ts';
import { attribute, type Tag, tags, textBetween } from './xml.ts';

/** A cell as it stands in a sheet's XML. */
export interface StandingCell {
  /** Zero-based. */
  readonly row: number;
  /** Zero-based. */
  readonly column: number;
  readonly tag: Tag;
  /** The row's tag; null where the cell stands in none. */
  readonly rowTag: Tag | null;
  /** Where the cell's XML ends. */
  readonly end: number;
  /** What `v` holds, with entities decoded; null without a `v`. */
  readonly value: string | null;
  /** The text of an inline string, else empty. */
  readonly inline: string;
  readonly hasFormula: boolean;
}

/**
 * Every cell of a sheet in one pass. Rows and cells that do not say where they are stand after the one before.
 * @throws EdgeError when the sheet is not sound to its very end, so that one that could be read can be written in as well.
 */
export function* standingCells(xml: string): Generator<StandingCell, void, undefined> {
  const text = gatherText(xml);
  let inData = false;
  let hadData = false;
  let row = -1;
  let column = -1;
  let rowTag: Tag | null = null;
  let cell: Tag | null = null;
  let value: string | null = null;
  let valueStart = -1;
  let hasFormula = false;
  for (const tag of tags(xml)) {
    if (tag.name === 'sheetData' && tag.depth === 1) {
      inData = tag.kind === 'open' && !hadData;
      hadData = true;
    } else if (!inData) {
    } else if (tag.name === 'row' && tag.kind !== 'close') {
      row = rowNumber(attribute(xml, tag, 'r')) ?? row + 1;
      column = -1;
      rowTag = tag;
    } else if (tag.name === 'c' && tag.kind !== 'close') {
      const place = cellPlace(attribute(xml, tag, 'r'));
      if (place) row = place.row;
      column = place ? place.column : column + 1;
      cell = tag;
      value = null;
      hasFormula = false;
      if (tag.kind === 'empty') yield { row, column, tag, rowTag, end: tag.end, value, inline: '', hasFormula };
    } else if (tag.name === 'c' && cell) {
      yield { row, column, tag: cell, rowTag, end: tag.end, value, inline: text.take(), hasFormula };
      cell = null;
    } else if (tag.name === 'v') {
      if (tag.kind === 'open') valueStart = tag.end;
      else {
        value = tag.kind === 'close' && valueStart >= 0 ? textBetween(xml, valueStart, tag.start) : '';
        valueStart = -1;
      }
    } else if (tag.name === 'f') {
      hasFormula = true;
    } else {
      text.see(tag);
    }
  }
  if (!hadData) throw damaged('no sheetData');
}

function rowNumber(written: string | null): number | null {
  return written !== null && /^[1-9]\d{0,8}$/.test(written) ? Number(written) - 1 : null;
}

/** Zero-based column and row of a cell such as `D14`; null for anything else. */
export function cellPlace(name: string | null): { readonly column: number; readonly row: number } | null {
  const match = /^([A-Z]{1,3})([1-9]\d{0,8})$/.exec(name ?? '');
  if (!match) return null;
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(match[2]) - 1 };
}
