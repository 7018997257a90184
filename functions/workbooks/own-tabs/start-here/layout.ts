import type { CellStyle, SheetCell } from '../../../../sheets-schema/sheet.ts';

/** How wide the columns are, in characters. */
export const WIDTHS = [30, 18, 18, 18, 18, 18];

export type Line = readonly (SheetCell | null)[];

/** A part of *Start here*: the lines it has to say, none where there is nothing. `Of` is what it needs to know. */
export type Section<Of> = (of: Of) => readonly Line[];

/** The sections that have something to say, a blank line between two. */
export function laidOut<Of>(sections: readonly Section<Of>[], of: Of): Line[] {
  return apart(sections.map((section) => section(of)).filter((lines) => lines.length > 0));
}

/** A blank line between two. */
export function apart(parts: readonly (readonly Line[])[]): Line[] {
  return parts.flatMap((lines, at) => (at === 0 ? lines : [[], ...lines]));
}

/** A section under its heading, which is left out with it. */
export function headed(heading: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[text(heading, 'section')], ...lines];
}

/** What stands beside a chip fits on the printed page: characters beside one in the first column, and in the second. */
export const BESIDE_FIRST = 112;
export const BESIDE_SECOND = 94;

export function text(value: string, style: CellStyle): SheetCell {
  return { value, style };
}

/** Words that lead to a cell. */
export function linkTo(words: string, tab: string, cell = 'A1'): SheetCell {
  return { ...text(words, 'link'), link: { tab, cell } };
}

/** Words beside what leads a row, on as many rows as they need to stay on the page. */
export function beside(lead: Line, words: string, characters: number): Line[] {
  const [first = '', ...more] = inLines(words, characters);
  const below = more.map((line) => [...lead.map(() => null), text(line, 'words')]);
  return [[...lead, text(first, 'words')], ...below];
}

/** Words in lines of at most so many characters, unless one word is longer. */
export function inLines(words: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
