import { describe, expect, it } from 'vitest';
import type { Member } from './alliance.ts';
import { compare } from './compare.ts';
import { disagreementsOf, readOtherwise } from './disagreements.ts';
import { drawAlliance } from './draw-alliance.ts';
import { dayIn, type KeptCell, penceIn } from './read-cells.ts';
import { soundOf } from './sound-totals.ts';

/** The campaign goes through hundreds. */
const SEEDS = [1, 2, 3, 5, 8, 9, 12, 19, 21, 49];

describe('a second reckoning', () => {
  it.each(SEEDS)('comes to every figure that was printed for alliance %i', async (seed) => {
    const { found, documents } = await disagreementsOf(seed);
    expect(found).toEqual([]);
    expect(documents).toBeGreaterThan(4);
  });

  it('is of alliances with all that is drawn', () => {
    const drawn = SEEDS.map(drawAlliance);
    const isAnyMember = (is: (one: Member) => boolean) =>
      drawn.some(({ members }) => members.some(({ meant }) => is(meant)));
    expect(isAnyMember(({ tookOver }) => tookOver.length > 0)).toBe(true);
    expect(isAnyMember(({ leftOn, joinedOn }) => leftOn !== null || joinedOn !== null)).toBe(true);
    expect(new Set(drawn.map(({ decided }) => decided.yearBegins)).size).toBeGreaterThan(2);
    expect(drawn.some(({ decided }) => decided.yearBegins < '06')).toBe(true);
  });

  it('names the row that its own reading does not understand as it was meant', () => {
    const drawn = drawAlliance(1);
    const [first, ...others] = drawn.members;
    const read = { ...drawn, members: [{ ...first!, meant: { ...first!.meant, leftOn: '2026-01-01' } }, ...others] };
    expect(readOtherwise(drawn, read).map(({ figure }) => figure)).toEqual(['Schools row 2']);
    expect(readOtherwise(drawn, drawn)).toEqual([]);
  });

  const ofYear = (possible: number, isAccepted = false) => ({
    ...{ cells: {}, name: 'row 2', isAccepted, inBookOf: 2025 },
    meant: {
      ...({ year: 2025, period: 'Whole year', group: 'All pupils' } as const),
      counts: {
        ...{ Pupils: 510, 'Possible sessions': possible, 'Authorised absence': 900, 'Unauthorised absence': 900 },
        ...{ 'Persistently absent': 12, 'Severely absent': 1 },
      },
    },
  });

  it.each([
    ['more sessions than the days of its terms hold', ofYear(193_800), null, null],
    ['far fewer', ofYear(43_000), null, null],
    ['about as many', ofYear(129_540), 510, 129_540],
    ['more, which its school says is right', ofYear(193_800, true), 510, 193_800],
  ])('holds the pupils and sessions of a row against the calendar: %s', (_, row, pupils, possible) => {
    const sound = soundOf([row], 'All pupils', () => ({ own: ['Autumn', 'Spring'], daysIn: () => 127 }));
    const said = ['Pupils', 'Possible sessions', 'Persistently absent'].map((count) => sound.of(count, 'Whole year'));
    expect(said).toEqual([pupils, possible, 12]);
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
