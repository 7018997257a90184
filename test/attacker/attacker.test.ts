import { describe, expect, it } from 'vitest';
import { attack, certain, plus, type Reading } from './attack.ts';
import { attackOnReports } from './attack-on-reports.ts';
import { drawSeries, FIRST_YEAR } from './drawn-series.ts';
import { type IssuedSeries, issueSeries, truthOf } from './issued-series.ts';
import type { Cell } from './published.ts';

/** The campaign goes through hundreds. */
const SEEDS = [3, 8, 12, 58, 161, 402];

describe('an attacker', () => {
  it.each(SEEDS)('finds no small count in all that the reports of alliance %i say together', async (seed) => {
    const { tried, shown, exposed } = await attackOnReports(seed);
    expect(exposed).toEqual([]);
    expect(tried).toBeGreaterThan(50);
    expect(shown).toBeGreaterThan(30);
  });

  it('is given a count at the limit that is lowered, and hidden by that', async () => {
    const { cells } = await issueSeries(drawSeries(58));
    const permanent = cells.filter(({ figure, year }) => figure === 'permanent' && year === FIRST_YEAR);
    expect(permanent.slice(0, 2).map(({ text }) => /\d/.test(text))).toEqual([true, false]);
  });

  it('is given rows that were corrected downwards, and members for part of the year', () => {
    const all = SEEDS.map(drawSeries);
    const schools = all.flatMap((series) => series.schools);
    const lowered = schools.filter(({ counts, mended }) =>
      [...(mended ?? [])].some(([key, count]) => count < counts.get(FIRST_YEAR)!.get(key)!),
    );
    expect(lowered.length).toBeGreaterThan(0);
    const [joined] = schools.filter((one) => one.isWithoutAutumn);
    expect(joined!.counts.get(FIRST_YEAR)!.get('exclusions-by-term/all/autumn')).toBe(0);
  });

  /** The schools' permanent exclusions, published to the last one. */
  const inAll: Reading = (look) =>
    look.cells.map((cell) => {
      const printed = Number(cell.text);
      return certain(plus(...cell.urns.map((urn) => look.of(cell, urn, cell.part))), printed, printed);
    });
  const { schools } = drawSeries(2);
  const counted = schools.map(({ counts }) => counts.get(FIRST_YEAR)!.get('exclusions-by-term/all/permanent')!);
  const published = (...which: readonly number[]): Cell => ({
    issue: 0,
    year: FIRST_YEAR,
    tab: 'exclusions-by-term',
    group: 'all',
    figure: 'permanent',
    part: ['permanent'],
    of: null,
    decimals: 2,
    text: String(which.reduce((total, at) => total + counted[at]!, 0)),
    urns: which.map((at) => schools[at]!.urn),
  });
  const issued = (...cells: Cell[]): IssuedSeries => ({
    cells,
    truths: [new Map(schools.map(({ urn, counts }) => [truthOf(urn, FIRST_YEAR), counts.get(FIRST_YEAR)!]))],
    refused: [],
  });
  const isOfPermanent = ({ what }: { readonly what: string }) => what.includes('permanent');

  it('finds what two totals give away, and names it with all that it can be', async () => {
    const small = counted.findIndex((count) => count >= 1 && count <= 5);
    const others = [...counted.keys()].filter((at) => at !== small);
    const { exposed } = await attack(issued(published(...counted.keys()), published(...others)), [null], inAll);
    expect(exposed.filter(isOfPermanent)).toContainEqual({
      attacker: null,
      what: expect.stringContaining(`${schools[small]!.urn} exclusions-by-term/all/permanent`),
      open: [counted[small]],
    });
  });

  it('will not take for true what is not', async () => {
    const wrong = { ...published(...counted.keys()), text: '999' };
    await expect(attack(issued(wrong), [null], inAll)).rejects.toThrow('takes for true what is not');
  });
});
