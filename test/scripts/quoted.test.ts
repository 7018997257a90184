import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted } from '../../scripts/console.ts';
import { runs } from '../support/property-runs.ts';

describe.skipIf(process.platform === 'win32')('the name of a folder, as it is typed into a command', () => {
  it.each([
    ['my-alliance', 'my-alliance'],
    ['Ysgol Llŷn', '"Ysgol Llŷn"'],
    ['C’est ça', '"C’est ça"'],
    ["St John's", '"St John\'s"'],
    ['the "old" one', '\'the "old" one\''],
    ['$HOME', "'$HOME'"],
    ['`id`', "'`id`'"],
    ["`St John's`", "'`St John'\\''s`'"],
    ['a;b', '"a;b"'],
    ['', '""'],
  ])('%j is %s', (name, typed) => {
    expect(quoted(name)).toBe(typed);
  });

  it('is taken by a shell as it stands, whatever it holds', () => {
    const sign = fc.constantFrom(
      '"',
      "'",
      '$',
      '`',
      '\\',
      '!',
      ' ',
      '\n',
      '\t',
      '*',
      '?',
      '~',
      '#',
      '&',
      ';',
      '(',
      '$HOME',
      '$(id)',
      'ŷ',
      '-',
      '=',
    );
    const names = fc.array(fc.array(fc.oneof(sign, fc.string({ unit: 'grapheme', maxLength: 3 }))), { maxLength: 30 });
    fc.assert(
      fc.property(names, (all) => {
        const typed = all.map((signs) => signs.join('').replaceAll('\0', '').toWellFormed());
        const print = ['printf', "'%s\\0'", ...typed.map(quoted)].join(' ');
        const heard = execFileSync('sh', ['-c', print], { encoding: 'utf8' }).split('\0').slice(0, -1);
        expect(heard).toEqual(typed.length === 0 ? [''] : typed);
      }),
      { ...runs(30), examples: [[[['~'], ['~root'], ['-n']]]] },
    );
  });
});
