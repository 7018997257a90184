import { describe, expect, it } from 'vitest';
import { choice } from '../../../sheets-schema/cells/choice.ts';
import { itReads, itRefuses, itShows } from './reading.ts';

const role = choice('role', [
  { value: 'head', text: 'Head teacher', also: ['Head', 'Headteacher', 'Principal'] },
  { value: 'deputy', text: 'Deputy head' },
  { value: 'other', text: 'Someone else', also: ['Other'] },
]);

const rating = choice('rating', [
  { value: '1', text: '1 – Developing', also: ['Developing'] },
  { value: '2', text: '2 – Developed', also: ['Developed'] },
  { value: '12', text: 'Bed & breakfast' },
]);

describe('a choice', () => {
  itReads(role, [
    ['Head teacher', 'head'],
    ['head teacher', 'head'],
    ['HEAD-TEACHER', 'head'],
    ['  Head   Teacher. ', 'head'],
    ['headteacher', 'head'],
    ['Principal', 'head'],
    ['deputy', 'deputy'],
    ['Deputy Head', 'deputy'],
    ['someone else', 'other'],
    ['other', 'other'],
  ]);
  itReads(rating, [
    ['1', '1'],
    [1, '1'],
    ['1 - developing', '1'],
    ['1: Developing', '1'],
    ['- developing', '1'],
    ['Bed and Breakfast', '12'],
    ['Béd & breakfast', '12'],
  ]);

  itRefuses(role, [
    ['caretaker', 'not-in-the-list'],
    ['?', 'not-in-the-list'],
    ['D', 'not-in-the-list'],
    ['dep', 'not-in-the-list', 'Deputy head'],
    ['Hed teacher', 'not-in-the-list', 'Head teacher'],
    ['haed', 'not-in-the-list', 'Head teacher'],
    ['Someone esle', 'not-in-the-list', 'Someone else'],
    ['othr', 'not-in-the-list', 'Someone else'],
    [true, 'not-in-the-list'],
    [{ date: 46268 }, 'not-in-the-list'],
  ]);
  itRefuses(rating, [
    ['1/2', 'not-in-the-list'],
    ['1.2', 'not-in-the-list'],
    [-1, 'not-in-the-list'],
    [1.2, 'not-in-the-list'],
    ['3', 'not-in-the-list'],
    ['Develope', 'not-in-the-list', '2 – Developed'],
  ]);

  itShows(role, [['head', 'Head teacher']]);

  it('offers the texts in the dropdown', () => {
    expect(role.choices).toEqual(['Head teacher', 'Deputy head', 'Someone else']);
    expect(role.hint).toBe('Pick one: Head teacher, Deputy head, Someone else.');
  });

  it('does not let two choices be typed the same way', () => {
    const alike = [
      { value: 'a', text: 'Full member' },
      { value: 'b', text: 'full-member' },
    ];
    expect(() => choice('status', alike)).toThrow('"full-member" does not tell choices apart');
    expect(() => choice('mark', [{ value: 'a', text: '–' }])).toThrow('does not tell choices apart');
  });
});
