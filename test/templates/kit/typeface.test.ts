import { create } from '@cantoo/fontkit';
import { describe, expect, it } from 'vitest';
import { readTypeface } from '../../../templates/kit/typeface.ts';
import { fonts } from '../../support/example-documents.ts';

function fontOf(bytes: Uint8Array) {
  const font = create(bytes);
  if (!('createSubset' in font)) throw new Error('Expected one font.');
  return font;
}

describe.each(['regular', 'bold'] as const)('the %s typeface', (weight) => {
  const typeface = readTypeface(fonts[weight]);

  it('has a plain nought: one line around one space, with neither stroke nor dot', () => {
    const [nought] = typeface.face.layout('0').glyphs;
    const outline = fontOf(fonts[weight]).getGlyph(nought?.id ?? 0)?.path.commands;
    expect(outline?.filter(({ command }) => command === 'moveTo')).toHaveLength(2);
  });

  it('has figures of one width, so that sums stand under one another', () => {
    expect(new Set(Array.from('0123456789', (figure) => typeface.width(figure))).size).toBe(1);
  });

  it.each([
    ['Welsh', 'âêîôûŵŷÂÊÎÔÛŴŶẁẃẅỳ'],
    ['Polish', 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'],
    ['other names', 'çğışñøåæœßéèëïüčřšžőűăîâșț'],
    ['sums and signs', '£€½¼¾–—−×°·•…‘’“”✓→◊'],
  ])('can print %s', (_, letters) => {
    expect(Array.from(letters).filter((letter) => !typeface.has(letter))).toEqual([]);
  });
});
