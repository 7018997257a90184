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

  it('is left alone when it is printed a second time, whatever was typed', () => {
    // What stands beside a character matters: a space, the end of a line, a letter, a mark, what nobody sees.
    const beside = fc.constantFrom(
      ' ',
      '\n',
      'a',
      '\u0308',
      '\u00ad',
      '\u200d',
      '\ufe0f',
      '\u00a0',
      '\u2003',
      '\u00b4',
      '῭',
    );
    const typed = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 2 }), beside),
    );
    fc.assert(
      fc.property(
        typed.map((parts) => parts.join('')),
        (text) => {
          expect(clean(clean(text))).toBe(clean(text));
        },
      ),
      { examples: [['῭'], ['a ῭'], ['a\u00ad\u0308'], ['a\ufe0f\u0308'], ['a \u2003 b'], ['a \u200d b']] },
    );
  });

  it('is left alone when it is printed a second time, for every character there is', () => {
    const AT_ONCE = 256;
    const changed: string[] = [];
    for (let first = 0; first <= 0x10ffff; first += AT_ONCE) {
      const characters = Array.from({ length: AT_ONCE }, (_, at) => String.fromCodePoint(first + at));
      // Those without a meaning of their own are alike, so a look at each alone is enough.
      const beside = characters.map((one) => (/[\p{Cn}\p{Co}]/u.test(one) ? one : `${one} x${one}\u0308 ${one}`));
      const text = beside.join('\n');
      const printed = clean(text);
      if (clean(printed) !== printed) changed.push(`U+${first.toString(16)} and what follows`);
    }
    expect(changed).toEqual([]);
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
