import { encodeXml, type Tag, tags, textBetween } from './xml.ts';

/** Spreadsheets write characters XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
export function decodeCellText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A cell holds at most this many characters. */
const LONGEST_TEXT = 32_767;

/** Ready to stand in XML. Control characters are left out; what only looks like an escape is kept as typed. */
export function encodeCellText(text: string): string {
  const held = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
  return encodeXml(held).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** The strings that cells refer to by number. Formatting and phonetic guides are left out. */
export function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  const text = gatherText(xml);
  for (const tag of tags(xml)) {
    if (tag.name !== 'si' || tag.kind === 'open') text.see(tag);
    else strings.push(text.take());
  }
  return strings;
}

/** Gathers the `t` elements of one string, but not those of its phonetic guides (`rPh`). */
export function gatherText(xml: string): { see(tag: Tag): void; take(): string } {
  let gathered = '';
  let textStart = -1;
  let inPhonetic = false;
  return {
    see(tag) {
      if (tag.name === 'rPh') inPhonetic = tag.kind === 'open';
      if (tag.name !== 't' || inPhonetic) return;
      if (tag.kind === 'open') textStart = tag.end;
      else if (tag.kind === 'close' && textStart >= 0) {
        gathered += textBetween(xml, textStart, tag.start);
        textStart = -1;
      }
    },
    take() {
      const whole = decodeCellText(gathered);
      gathered = '';
      return whole;
    },
  };
}
