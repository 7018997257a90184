import { type StyleName, textRoom } from './styles.ts';

/** The width of a column nobody has set, in characters of the standard font. */
export const STANDARD_WIDTH = 8.43;

/** Letters are narrower than the digits that column widths are counted in. */
const LETTERS_A_DIGIT = 1.1;
const LINE_SPACING = 15 / 11;

export interface CellText {
  readonly text: string;
  readonly style: StyleName;
  /** Of the column, in characters of the standard font. */
  readonly width: number;
}

/**
 * The height of a row in points that shows all of its wrapped text. LibreOffice does not fit rows when it opens an `.xlsx`,
 * so they must come with one; it is an estimate, and either program fits the row again once someone types in it.
 */
export function rowHeight(cells: readonly CellText[]): number {
  return cells.reduce((height, cell) => Math.max(height, cellHeight(cell)), 15);
}

function cellHeight({ text, style, width }: CellText): number {
  const { size, wraps, air } = textRoom(style);
  const lines = wraps ? lineCount(text, Math.max(1, (width * LETTERS_A_DIGIT * 11) / size)) : 1;
  return Math.min(409, Math.ceil(lines * size * LINE_SPACING) + air);
}

function lineCount(text: string, charactersALine: number): number {
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let filled = 0;
    lines++;
    for (const word of paragraph.split(' ')) {
      if (filled > 0 && filled + 1 + word.length > charactersALine) {
        lines++;
        filled = 0;
      }
      filled += (filled > 0 ? 1 : 0) + word.length;
      while (filled > charactersALine) {
        lines++;
        filled -= charactersALine;
      }
    }
  }
  return lines;
}
