import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { findHeadings } from '../../sheets-schema/find-headings.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { drawRows } from '../support/rule-tester.ts';

const usual = Object.values(staffDaysTab.columns).map(({ heading }) => heading);

function found(rows: readonly (readonly RawCell[])[]) {
  const { rowNumber, places, missing, doubled } = findHeadings(staffDaysTab, { title: 'Staff days', rows });
  return { rowNumber, places: Object.fromEntries(places), missing, doubled };
}

describe('headings', () => {
  it('are found as they were made', () => {
    expect(found([usual])).toEqual({
      rowNumber: 1,
      places: { person: 0, date: 1, days: 2, supported: 3, activity: 4, verifiedBy: 5, staff: 6 },
      missing: [],
      doubled: [],
    });
  });

  it('are found under title rows, beside other columns, in any case and punctuation', () => {
    const rows = drawRows(`
      | Harrowdale |  |
      |  |
      | Date of printing: | 3/9/2025 |
      |  | DATE | Room | member-of-staff* |  Days: | activity | School  supported | confirmed by | number of staff |`);
    expect(found([[], ...rows])).toMatchObject({
      rowNumber: 5,
      places: { date: 1, person: 3, days: 4, activity: 5, supported: 6, verifiedBy: 7, staff: 8 },
      missing: [],
    });
  });

  it('are found in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(usual, { minLength: usual.length }), (shuffled) => {
        const { places, missing } = found([shuffled]);
        expect(missing).toEqual([]);
        for (const [column, { heading }] of Object.entries(staffDaysTab.columns)) {
          expect(shuffled[places[column]!]).toBe(heading);
        }
      }),
    );
  });

  it.each([
    ['Members of staff'],
    ['MEMBER OF STAFF:'],
    ['  member   of staff '],
    ['Member\u00a0of\u200b staff'],
    ['Member of staff (required)'],
    ['Member-of-staff'],
    ['MemberOfStaff'],
    ['Member of staff *'],
  ])('such as %j are read as Member of staff', (heading) => {
    expect(found([[heading, ...usual.slice(1)]])).toMatchObject({ places: { person: 0 }, missing: [], doubled: [] });
  });

  it('with what people add to say what goes in', () => {
    const headings = [
      'Schools',
      'For years',
      'Payment or refund?',
      'Amount (£)',
      'Dates',
      'Reference',
      'Notes',
      'Only for',
    ];
    const { places, missing } = findHeadings(contributionsTab, { title: '', rows: [headings] });
    expect([missing, [...places.values()].sort()]).toEqual([[], [0, 1, 2, 3, 4, 5, 6, 7]]);
    const inPounds = findHeadings(contributionsTab, { title: '', rows: [['School', 'Amounts in pounds', 'Date']] });
    expect(inPounds.places.get('amount')).toBe(1);
  });

  it('are read by their own name before one that is nearly the same', () => {
    expect(found([['Dates', ...usual]])).toMatchObject({ places: { date: 2 }, doubled: [] });
    expect(found([['Day', ...usual.filter((heading) => heading !== 'Days')]]).missing).toEqual([]);
  });

  it('that were changed are missing, with the likeliest that stands there', () => {
    const changed = usual.map((heading) => (heading === 'Member of staff' ? 'Staff member ' : heading));
    expect(found([[...changed, 'Weather']]).missing).toEqual([{ column: 'person', candidate: 'Staff member ' }]);
  });

  it('that are gone have no candidate', () => {
    expect(found([['Member of staff', 'Date', 'Weather', 45903, true, { date: 45903 }]]).missing).toEqual([
      { column: 'days', candidate: null },
      { column: 'supported', candidate: null },
      { column: 'activity', candidate: null },
      { column: 'verifiedBy', candidate: null },
      { column: 'staff', candidate: null },
    ]);
  });

  it('that stand twice are read where they stand first', () => {
    const { places, doubled } = found([[...usual, 'date', 'DAYS', 'Date']]);
    expect(places).toMatchObject({ date: 1, days: 2 });
    expect(doubled).toEqual([
      { column: 'date', place: 7 },
      { column: 'days', place: 8 },
      { column: 'date', place: 9 },
    ]);
  });

  it('are looked for in the first twenty rows only', () => {
    const blank = Array.from({ length: 19 }, () => []);
    expect(found([...blank, usual]).rowNumber).toBe(20);
    expect(found([...blank, [], usual])).toMatchObject({ rowNumber: 0, places: {} });
    expect(found([])).toMatchObject({ rowNumber: 0 });
  });

  it('of every tab are told apart from those of its data and from one another', () => {
    for (const tab of allDeclared.tabs) {
      const headings = Object.values(tab.columns).map(({ heading }) => heading);
      expect(findHeadings(tab, { title: tab.title, rows: [headings] }).places.size).toBe(headings.length);
    }
  });
});
