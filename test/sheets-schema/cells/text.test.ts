import { describe, expect, it } from 'vitest';
import { personName, text } from '../../../sheets-schema/cells/text.ts';
import { CONTEXT, itReads, itRefuses, itShows } from './reading.ts';

describe('text', () => {
  itReads(text(), [
    ['Phonics', 'Phonics'],
    ['  Phonics \n and  spelling', 'Phonics and spelling'],
    ['=1+1', '=1+1'],
    ['0123', '0123'],
    ['a'.repeat(1000), 'a'.repeat(1000)],
    [3000, '3000'],
    [0.1 + 0.2, '0.3'],
    [true, 'Yes'],
    [false, 'No'],
    [{ date: 46268 }, '3/9/2026'],
    [{ date: 46268.5 }, '3/9/2026'],
    [{ date: -3 }, '-3'],
  ]);

  itRefuses(text(), [
    ['a'.repeat(1001), 'too-long'],
    ['a'.repeat(50_000), 'too-long'],
    [' ', 'nothing-to-read'],
  ]);
  itRefuses(text({ longest: 5 }), [
    ['abcdef', 'too-long'],
    [123456, 'too-long'],
    [{ date: 46268 }, 'too-long'],
  ]);

  it('says how long it may be', () => {
    expect(text().read('a'.repeat(1001), CONTEXT)).toHaveProperty('problem.data', { longest: '1,000' });
  });

  itShows(text(), [['Phonics', 'Phonics']]);
});

describe('a name', () => {
  itReads(personName, [
    ['Ms O’Neill-Adébáyò', "Ms O'Neill-Adébáyò"],
    ['Ms  Okafor ', 'Ms Okafor'],
  ]);
  itRefuses(personName, [
    ['a'.repeat(121), 'too-long'],
    ...[
      'TBC',
      't.b.a.',
      'A N Other',
      'A. N. Other',
      'Supply',
      'various',
      'Staff',
      '?',
      'n/a',
      '✓',
      '-',
      'as above',
      '@',
    ].map((typed) => [typed, 'nobody-yet'] as const),
  ]);
});
