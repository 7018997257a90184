import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { disagreementsOf, readOtherwise } from './disagreements.ts';
import { drawAlliance } from './draw-alliance.ts';
import { dayIn, type KeptCell, penceIn } from './read-cells.ts';

/** The campaign goes through hundreds. */
const SEEDS = [1, 3, 4];

describe('a second reckoning', () => {
  it.each(SEEDS)('comes to every figure that was printed for alliance %i', async (seed) => {
    const { found, documents } = await disagreementsOf(seed);
    expect(found).toEqual([]);
    expect(documents).toBeGreaterThan(4);
  });

  it('names the row that its own reading does not understand as it was meant', () => {
    const drawn = drawAlliance(1);
    const [first, ...others] = drawn.members;
    const read = { ...drawn, members: [{ ...first!, meant: { ...first!.meant, leftOn: '2026-01-01' } }, ...others] };
    expect(readOtherwise(drawn, read).map(({ figure }) => figure)).toEqual(['Schools row 2']);
    expect(readOtherwise(drawn, drawn)).toEqual([]);
  });

  const kept = (value: string | number, format = 'General'): KeptCell => ({ value, format });

  it.each([
    [kept(46066, 'd mmm yyyy'), '2026-02-13'],
    [kept('13/2/2026'), '2026-02-13'],
    [kept('13.2.2026'), '2026-02-13'],
    [kept('13 February 2026'), '2026-02-13'],
    [kept(46066), 'unread'],
    [kept('31/2/2026'), 'unread'],
    [null, null],
  ])('reads the day in %j as %s', (cell, day) => {
    expect(dayIn(cell)).toBe(day);
  });

  it.each([
    [kept(1234.5), 123_450],
    [kept('£1,234.50'), 123_450],
    [kept('£300'), 30_000],
    [kept('€300'), 'unread'],
    [null, null],
  ])('reads the money in %j as %s', (cell, pence) => {
    expect(penceIn(cell)).toBe(pence);
  });

  const rests = ['Contributions row 3'];
  const table = (...rows: readonly string[][]) => ({ caption: 'Paid', headings: ['School', 'Paid (£)'], rows });
  const reckoned = (...rows: readonly string[][]) => ({
    tables: [{ ...table(), rows: rows.map((cells) => ({ cells, rests })) }],
    says: [],
  });

  it('names the figure that differs, and the rows it rests on', () => {
    const printed = { text: '', tables: [table(['Elm Park', '3.00'], ['Oldmere', '5.00'])] };
    expect(compare(printed, reckoned(['Elm Park', '3.00'], ['Oldmere', '4.00']))).toEqual([
      { figure: 'Paid: Oldmere: Paid (£)', printed: '5.00', reckoned: '4.00', rests },
    ]);
  });

  it.each([
    ['a row that nobody reckoned', { text: '', tables: [table(['Elm Park', '3.00'], ['Oldmere', '5.00'])] }],
    [
      'a table that nobody reckoned',
      { text: '', tables: [table(['Elm Park', '3.00']), { ...table(), caption: 'Owed' }] },
    ],
    ['a row that was not printed', { text: '', tables: [table()] }],
    ['a table that was not printed', { text: '', tables: [] }],
    ['another column', { text: '', tables: [{ ...table(['Elm Park', '3.00']), headings: ['School', 'Due (£)'] }] }],
  ])('names %s', (_, printed) => {
    expect(compare(printed, reckoned(['Elm Park', '3.00']))).toHaveLength(1);
  });

  it('names words that do not stand there, with what does', () => {
    const says = [{ figure: 'in short', words: '£4.00 is still to pay', rests }];
    expect(compare({ text: 'So £5.00 is still to pay.', tables: [] }, { tables: [], says })).toEqual([
      { figure: 'in short', printed: '…So £5.00 is still to pay', reckoned: '£4.00 is still to pay', rests },
    ]);
  });
});
