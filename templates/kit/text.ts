import type { TextStyle } from './style.ts';
import type { Typeface } from './typeface.ts';

/** Printed for a character that the typeface lacks; the typeface must have it. */
export const standIn = '◊';

const lookAlikes: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2015': '—',
  '\u2032': '’',
  '\u2033': '”',
  '\u202f': '\u00a0',
  '\u2007': '\u00a0',
};
const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const invisible = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff]/gu;
const joinersAndVariants = /\p{Join_Control}|\p{Variation_Selector}/gu;
const plainAscii = /^[!-~]+(?: [!-~]+)*$/;
const letterByLetter = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/** Text without control characters, safe in metadata, names and structure whatever was typed. */
export function withoutControls(text: string): string {
  const visible = text.toWellFormed().replace(lineBreaks, '\n').replaceAll('\t', ' ').replace(invisible, '');
  // Last, as a mark may have been kept from its letter by what was taken out.
  return visible.normalize('NFC');
}

function withSingleSpaces(text: string): string {
  return text
    .replace(/ *\n */g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}

export interface PrintableText {
  readonly text: string;
  /** True when a character had to be replaced by the stand-in. */
  readonly changed: boolean;
}

/** Text of characters that `has` knows, with single spaces; line breaks stay. Printed a second time it stays as it is. */
export function printable(text: string, has: (character: string) => boolean): PrintableText {
  if (plainAscii.test(text)) return { text, changed: false };
  let changed = false;
  let result = '';
  const typed = withSingleSpaces(withoutControls(text));
  const allKnown = (part: string) => Array.from(part).every((character) => character === '\n' || has(character));
  if (allKnown(typed)) return { text: typed, changed };
  for (const { segment } of letterByLetter.segment(typed)) {
    const plain = segment.replace(joinersAndVariants, '').normalize('NFC');
    const spellings = [plain, lookAlikes[plain], plain.normalize('NFKC'), plain.normalize('NFD')];
    const known = spellings.find((spelling) => spelling !== undefined && allKnown(spelling));
    if (known === undefined) changed = true;
    result += known ?? standIn;
  }
  // A plain spelling may bring spaces of its own, such as that of a spacing accent.
  return { text: withSingleSpaces(result), changed };
}

/**
 * Lines no wider than `limit`. Put together they are the text again, line breaks having become spaces:
 * a line keeps the space it ends with, so that words stay apart when the text is read out or copied.
 */
export function wrapText(text: string, widthOf: (text: string) => number, limit: number): string[] {
  const lines: string[] = [];
  const space = widthOf(' ');
  for (const paragraph of text.split('\n')) {
    let line: string | null = null;
    let lineWidth = 0;
    for (const word of paragraph.split(' ')) {
      const wordWidth = widthOf(word);
      if (line !== null && lineWidth + space + wordWidth <= limit) {
        line += ` ${word}`;
        lineWidth += space + wordWidth;
        continue;
      }
      if (line !== null) lines.push(`${line} `);
      const pieces = wordWidth > limit ? breakWord(word, widthOf, limit) : [word];
      line = pieces.pop() ?? '';
      lines.push(...pieces);
      lineWidth = pieces.length > 0 ? widthOf(line) : wordWidth;
    }
    lines.push(`${line} `);
  }
  const last = lines.pop() ?? '';
  return [...lines, last.slice(0, -1)];
}

function breakWord(word: string, widthOf: (text: string) => number, limit: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let pieceWidth = 0;
  for (const character of word) {
    const characterWidth = widthOf(character);
    if (piece !== '' && pieceWidth + characterWidth > limit) {
      pieces.push(piece);
      piece = '';
      pieceWidth = 0;
    }
    piece += character;
    pieceWidth += characterWidth;
  }
  return [...pieces, piece];
}

/** Measures, cleans and breaks text in the document's two fonts. */
export interface Lettering {
  /** Cleans the text; notes whether it had to be changed to be printed. */
  clean(text: string): PrintableText;
  width(text: string, style: TextStyle): number;
  /** Lines of cleaned text; with `most`, the rest is cut and the last line ends in an ellipsis. */
  wrap(text: string, style: TextStyle, limit: number, most?: number): string[];
  /** True once a stand-in has been printed. */
  usedStandIn(): boolean;
}

export function createLettering(regular: Typeface, bold: Typeface): Lettering {
  const has = (character: string) => regular.has(character) && bold.has(character);
  let usedStandIn = false;
  const clean = (text: string) => {
    const cleaned = printable(text, has);
    if (cleaned.changed) usedStandIn = true;
    return cleaned;
  };
  const width = (text: string, style: TextStyle) => (style.weight === 'bold' ? bold : regular).width(text) * style.size;
  const wrap = (text: string, style: TextStyle, limit: number, most = Number.POSITIVE_INFINITY) => {
    const lines = wrapText(clean(text).text, (part) => width(part, style), limit);
    if (lines.length <= most) return lines;
    const kept = lines.slice(0, most);
    const last = Array.from((kept.pop() ?? '').trimEnd());
    while (last.length > 0 && width(`${last.join('')}…`, style) > limit) last.pop();
    return [...kept, `${last.join('').trimEnd()}…`];
  };
  return { clean, width, wrap, usedStandIn: () => usedStandIn };
}
