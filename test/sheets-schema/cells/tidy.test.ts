import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, plainDashes, plainNumber, tidy } from '../../../sheets-schema/cells/tidy.ts';

describe('tidy', () => {
  it.each([
    ['plain', 'plain'],
    ['  two   words ', 'two words'],
    ['line\none\r\n two\tthree', 'line one two three'],
    ['non\u00a0breaking\u2003wide', 'non breaking wide'],
    ['zero\u200bwidth\ufeff\u00ad', 'zerowidth'],
    ['\u202a3/9/2026\u202c', '3/9/2026'],
    ['St Aldhelm\u2019s', "St Aldhelm's"],
    ['\u201cquoted\u201d', '"quoted"'],
    ['３／９／２０２６', '3/9/2026'],
    ['\u0000', ''],
    ['broken \ud800 pair', 'broken \ufffd pair'],
    ['Zoë Ångström', 'Zoë Ångström'],
  ])('makes %j into %j', (text, tidied) => {
    expect(tidy(text)).toBe(tidied);
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });
});

describe('isBlank', () => {
  it.each([[null], [''], ['  '], ['\u200b\u00a0\n']])('is so for %j', (raw) => {
    expect(isBlank(raw)).toBe(true);
  });

  it.each([[0], [false], ['0'], [' a'], ['½'], [{ date: 0 }], [{ error: '#N/A' }]])('is not so for %j', (raw) => {
    expect(isBlank(raw)).toBe(false);
  });
});

it('makes every dash and minus a hyphen', () => {
  expect(plainDashes('1‐2‑3‒4–5—6−7')).toBe('1-2-3-4-5-6-7');
});

it.each([
  [3000, '3000'],
  [0.1 + 0.2, '0.3'],
  [-1.5, '-1.5'],
  [1e21, '1000000000000000000000'],
  [0.0000001, '0.0000001'],
  [1e-30, '0'],
])('shows the number %d as %s', (value, shown) => {
  expect(plainNumber(value)).toBe(shown);
});
