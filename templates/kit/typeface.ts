import { create } from '@cantoo/fontkit';
import type { PDFDocument } from 'pdf-lib';

/** What pdf-lib takes in place of fontkit, and the face that it gets from it. */
type FontEngine = Parameters<PDFDocument['registerFontkit']>[0];
type Face = Extract<Awaited<ReturnType<FontEngine['create']>>, { createSubset: unknown }>;
type Glyph = ReturnType<Face['layout']>['glyphs'][number];

/** A font file, read once and shared by every document made from the same bytes. */
export interface Typeface {
  /** As pdf-lib wants it: one glyph a character, without ligatures or kerning, figures all of one width. */
  readonly face: Face;
  has(character: string): boolean;
  /** Width at a size of one point. */
  width(text: string): number;
}

/** Hyphens and ligatures that are found and copied as plain letters, and the sign for what was no character, which has our stand-in. */
const spelledOut = /[\u2010\u2011\ufb00-\ufb06\ufffd]/;

const faces = new WeakMap<Uint8Array, Typeface>();

export function readTypeface(bytes: Uint8Array): Typeface {
  const known = faces.get(bytes);
  if (known) return known;
  const typeface = parseTypeface(bytes);
  faces.set(bytes, typeface);
  return typeface;
}

/** Laying text out glyph by glyph from this table is several times faster than the font's own shaping, and enough for Latin. */
function parseTypeface(bytes: Uint8Array): Typeface {
  const font = create(bytes);
  if (!('createSubset' in font)) throw new Error('Expected one font, not a collection of fonts.');
  const glyphs = new Map<string, Glyph>();
  for (const codePoint of font.characterSet) {
    if (spelledOut.test(String.fromCodePoint(codePoint))) continue;
    const glyph = font.glyphForCodePoint(codePoint);
    if (glyph && glyph.id !== 0) glyphs.set(String.fromCodePoint(codePoint), glyph);
  }
  for (const digit of '0123456789') {
    const tabular = font.layout(digit, { tnum: true }).glyphs[0];
    if (tabular) glyphs.set(digit, tabular);
  }
  const glyphFor = (character: string): Glyph => {
    const glyph = glyphs.get(character);
    if (!glyph) throw new Error(`The font has no glyph for U+${character.codePointAt(0)?.toString(16)}.`);
    return glyph;
  };
  const widths = new Map<string, number>();
  for (const [character, glyph] of glyphs) widths.set(character, glyph.advanceWidth / font.unitsPerEm);
  // A no-break space must come out as a space when text is copied.
  const space = glyphFor(' ');
  glyphs.set('\u00a0', space);
  widths.set('\u00a0', widths.get(' ') ?? 0);
  return {
    face: {
      postscriptName: font.postscriptName,
      unitsPerEm: font.unitsPerEm,
      ascent: font.ascent,
      descent: font.descent,
      italicAngle: font.italicAngle,
      capHeight: font.capHeight,
      xHeight: font.xHeight,
      bbox: font.bbox,
      characterSet: font.characterSet,
      glyphForCodePoint: (codePoint) => glyphs.get(String.fromCodePoint(codePoint)) ?? null,
      layout: (text) => ({ glyphs: Array.from(text, glyphFor) }),
      createSubset: () => font.createSubset(),
    },
    has: (character) => glyphs.has(character),
    width(text) {
      let total = 0;
      for (const character of text) total += widths.get(character) ?? 0;
      return total;
    },
  };
}
