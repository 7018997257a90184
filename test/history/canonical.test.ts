import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, contentName } from '../../functions/history/canonical.ts';

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('canonicalText', () => {
  it('spells names in order, without spaces', () => {
    expect(canonicalText({ b: [1, 'é½', null], a: { d: true, c: -5 } })).toBe(
      '{"a":{"c":-5,"d":true},"b":[1,"é½",null]}',
    );
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(value);
      }),
    );
  });

  it('does not depend on the order in which names were set', () => {
    const fields = fc.uniqueArray(fc.tuple(fc.string(), json), { selector: ([name]) => name });
    fc.assert(
      fc.property(fields, (entries) => {
        const backwards = Object.fromEntries(entries.toReversed());
        expect(canonicalText(backwards)).toBe(canonicalText(Object.fromEntries(entries)));
      }),
    );
  });

  it.each([
    ['undefined', undefined],
    ['a field that is undefined', { a: undefined }],
    ['a gap in a list', new Array(2)],
    ['a fraction', 0.5],
    ['a number too large to be exact', 2 ** 53],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a bigint', 1n],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalText(value)).toThrow(TypeError);
  });
});

describe('contentName', () => {
  it('is the SHA-256 of the UTF-8 text', () => {
    expect(contentName('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(contentName('½')).not.toBe(contentName('?'));
  });
});
