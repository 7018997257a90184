import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colours, styles } from '../../../templates/kit/style.ts';
import { createLettering, printable, standIn, withoutControls, wrapText } from '../../../templates/kit/text.ts';
import { readTypeface } from '../../../templates/kit/typeface.ts';
import { fonts } from '../../support/example-documents.ts';

const regular = readTypeface(fonts.regular);
const bold = readTypeface(fonts.bold);
const has = (character: string) => regular.has(character) && bold.has(character);
const clean = (text: string) => printable(text, has).text;

describe('printable text', () => {
  it.each([
    ['Elm Park High School', 'Elm Park High School'],
    ['  two   spaces ', 'two spaces'],
    ['Ysgol Llŷn, Ŵyddgrug', 'Ysgol Llŷn, Ŵyddgrug'],
    ['e\u0301cole', 'école'],
    ['non\u2011breaking and soft\u00adhyphen', 'non-breaking and softhyphen'],
    ['ﬁrst Ｅｌｍ ℡', 'first Elm TEL'],
    ['line\r\nbreak\u2028again\tand tab', 'line\nbreak\nagain and tab'],
    ['null\u0000 bell\u0007 reversed\u202e', 'null bell reversed'],
    ['🏫 school', `${standIn} school`],
    ['👩‍👩‍👧', standIn],
    ['نور', standIn.repeat(3)],
    ['\ud800', standIn],
    ['', ''],
  ])('%j is printed as %j', (typed, printed) => {
    expect(clean(typed)).toBe(printed);
  });

  it('says when a letter had to be replaced', () => {
    expect(printable('Llŷn', has).changed).toBe(false);
    expect(printable('光', has).changed).toBe(true);
  });

  it('has a glyph for every character of any text, in both fonts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        for (const character of clean(typed)) expect(character === '\n' || has(character)).toBe(true);
      }),
    );
  });

  it('is left alone when it is printed a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(clean(clean(typed))).toBe(clean(typed));
      }),
    );
  });
});

it('leaves no control characters in metadata', () => {
  expect(withoutControls('a\u0000b\u001fc\ufffe\u202ed\ud800')).toBe('abcd\ufffd');
});

describe('wrapping', () => {
  const lettering = createLettering(regular, bold);
  const width = (text: string) => lettering.width(text, styles.body);

  it('loses nothing and fits the width, whatever the text', () => {
    const words = fc.array(fc.string({ maxLength: 30 }).map(clean), { maxLength: 40 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(words, fc.string().map(clean)), fc.integer({ min: 20, max: 400 }), (text, limit) => {
        const lines = wrapText(text, width, limit);
        expect(lines.join('')).toBe(text.replaceAll('\n', ' '));
        for (const line of lines) expect(width(line.trimEnd())).toBeLessThanOrEqual(limit + 1e-6);
      }),
    );
  });

  it('breaks between words, and within a word only when it must', () => {
    const tenWide = (text: string) => text.length;
    expect(wrapText('one two three', tenWide, 8)).toEqual(['one two ', 'three']);
    expect(wrapText('one abcdefghijk two', tenWide, 8)).toEqual(['one ', 'abcdefgh', 'ijk two']);
    expect(wrapText('one\ntwo', tenWide, 8)).toEqual(['one ', 'two']);
    expect(wrapText('', tenWide, 8)).toEqual(['']);
  });

  it('shows by an ellipsis where text was cut short', () => {
    const lines = lettering.wrap('The governors of the school met and agreed. '.repeat(20), styles.body, 120, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    expect(width(lines[1] ?? '')).toBeLessThanOrEqual(120);
  });
});

it('sets all figures equally wide', () => {
  expect(new Set(Array.from('0123456789', (digit) => regular.width(digit))).size).toBe(1);
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const luminance = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it.each(Object.entries(styles))('%s is easily told from its background', (_, { colour }) => {
  const grounds = colour === colours.white ? [colours.accent] : [colours.white, colours.tint];
  for (const ground of grounds) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
});
