import { describe, expect, it } from 'vitest';
import {
  isSmallGroup,
  type Shown,
  suppressCount,
  suppressParts,
  suppressRate,
} from '../../functions/figures/suppression.ts';

const asText = (cell: Shown) => (cell.kind === 'shown' ? String(cell.value) : cell.kind === 'suppressed' ? 'c' : 'x');
const parts = (...counts: (number | null)[]) => suppressParts(counts, 6).map(asText).join(' ');

describe('counts', () => {
  it('of 1 to 5 are hidden; nought and 6 are shown', () => {
    expect([0, 1, 5, 6, null].map((count) => asText(suppressCount(count, 6)))).toEqual(['0', 'c', 'c', '6', 'x']);
  });

  it('are hidden below the alliance’s own limit', () => {
    expect([9, 10].map((count) => asText(suppressCount(count, 10)))).toEqual(['c', '10']);
    expect([1, 2].map((count) => asText(suppressCount(count, 1)))).toEqual(['1', '2']);
  });
});

describe('rates', () => {
  it('are hidden with their count, and where they are about fewer than ten', () => {
    expect(asText(suppressRate(50, 5, 1000, 6))).toBe('c');
    expect(asText(suppressRate(60, 6, 1000, 6))).toBe('60');
    expect(asText(suppressRate(0, 0, 9, 6))).toBe('c');
    expect(asText(suppressRate(0, 0, 10, 6))).toBe('0');
    expect(asText(suppressRate(null, 6, 0, 6))).toBe('x');
    expect(asText(suppressRate(60, null, 1000, 6))).toBe('x');
  });
});

describe('a group', () => {
  it('is small below ten, and where nobody knows how many it is', () => {
    expect([0, 9, 10, null].map(isSmallGroup)).toEqual([true, true, false, true]);
  });
});

describe('parts of a total that is shown', () => {
  it('are hidden by twos, the smallest shown part with the one', () => {
    expect(parts(3, 20, 9)).toBe('c 20 c');
    expect(parts(3, 4, 20)).toBe('c c 20');
    expect(parts(12, 8, 6)).toBe('12 8 6');
    expect(parts(0, 3, 20)).toBe('0 c c');
    expect(parts(3, 9, 9)).toBe('c c c');
  });

  it('are hidden with a further one where they can only be one each, or five each', () => {
    expect(parts(1, 1, 20)).toBe('c c c');
    expect(parts(1, 2, 20)).toBe('c c 20');
    expect(parts(5, 5, 20)).toBe('c c c');
    expect(parts(5, 4, 20)).toBe('c c 20');
  });

  it('stay as they are where there is nothing else to hide', () => {
    expect(parts(3, 0, 0)).toBe('c 0 0');
    expect(parts(3, null, 0)).toBe('c x 0');
    expect(parts()).toBe('');
  });

  /**
   * Whoever reads the table knows the total, the shown parts and this very method. All tables of a few small parts are tried:
   * those that look alike when shown must leave at least two values open for every hidden part.
   */
  it.each([
    [3, 7, 3],
    [4, 8, 3],
    [6, 12, 3],
    [2, 4, 4],
    [3, 6, 4],
    [4, 7, 4],
  ])('give no hidden part away (limit %i, parts to %i, %i of them)', (below, largest, count) => {
    const alike = new Map<string, number[][]>();
    for (const table of tables(largest, count)) {
      const total = table.reduce((sum, part) => sum + part, 0);
      const look = `${suppressParts(table, below).map(asText).join(' ')} = ${total}`;
      const group = alike.get(look);
      if (group) group.push(table);
      else alike.set(look, [table]);
    }
    const givenAway: string[] = [];
    for (const [look, group] of alike) {
      const cells = look.split(' = ')[0]!.split(' ');
      const nothingElseToHide = cells.every((cell) => cell === 'c' || cell === '0');
      if (nothingElseToHide) continue;
      const open = cells.every((cell, at) => cell !== 'c' || new Set(group.map((table) => table[at])).size > 1);
      if (!open) givenAway.push(look);
    }
    expect(givenAway).toEqual([]);
  });
});

function tables(largest: number, count: number): number[][] {
  if (count === 0) return [[]];
  const shorter = tables(largest, count - 1);
  return Array.from({ length: largest + 1 }, (_, part) => shorter.map((rest) => [part, ...rest])).flat();
}
