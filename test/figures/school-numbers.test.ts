import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear, plusDays } from '../../functions/figures/academic-year.ts';
import { contributionDue } from '../../functions/figures/contributions.ts';
import type { Membership, School } from '../../functions/figures/members.ts';
import { dueOnceJoined, type PartYear, shareOwed } from '../../functions/figures/obligations.ts';
import { schoolCalendar } from '../../functions/figures/school-calendar.ts';
import { namesOf, numbersOf, schoolsIn, schoolWith, underNumbersOf } from '../../functions/figures/school-numbers.ts';
import { halfDaysOwed } from '../../functions/figures/staff-days.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { drawRows, USUAL_ALLIANCE } from '../support/rule-tester.ts';

const paying = (due: string) => ({ due, kindOfYear: 'academic' }) as const;

describe('numbers of schools', () => {
  it('keeps a school under the number that it had when the year began, and knows it by every one', () => {
    const drawn = '| 990001 | Elm Park Academy | 980001 | 1/4/2026 |';
    expect(schools(drawn, 2025).map(({ urn }) => urn)).toEqual(['980001']);
    expect(schools(drawn, 2026).map(({ urn }) => urn)).toEqual(['990001']);
    expect(schools(drawn, 2024).map(({ urn }) => urn)).toEqual(['980001']);
    for (const startYear of [2024, 2025, 2026]) {
      const all = schools(drawn, startYear);
      expect(numbersOf(all[0]!).toSorted()).toEqual(['980001', '990001']);
      for (const typed of ['980001', '990001', 'URN 980001', 'Elm Park', 'elm park academy 980001'])
        expect(namesOf(all).find(typed), typed).toMatchObject({ urn: all[0]!.urn });
    }
  });

  it('has the first day of a year belong to it: a number from then on is new in it', () => {
    const drawn = '| 990001 | Elm Park Academy | 980001 | 1/9/2025 |';
    expect(schools(drawn, 2025)[0]!.urn).toBe('980001');
    expect(schools(drawn, 2026)[0]!.urn).toBe('990001');
  });

  it('changes nothing where a number was changed long ago, or no day is typed', () => {
    for (const since of ['1/4/2012', '']) {
      const all = schools(`| 990001 | Elm Park Academy | 980001 | ${since} |`, 2025);
      expect(all[0]!.urn).toBe('990001');
      expect(schoolWith(all, '980001')).toBe(all[0]);
    }
  });

  it('calls a school by its present name, and knows it by the former one in brackets without a question', () => {
    const all = schools('| 990001 | Elm Park Academy (formerly Oak Lane School) | | |', 2025);
    expect(all.map(({ name }) => name)).toEqual(['Elm Park Academy']);
    const names = namesOf(all);
    expect(names.nameOf('990001')).toBe('Elm Park Academy');
    for (const typed of ['Elm Park Academy', 'Oak Lane School', 'Elm Park Academy (formerly Oak Lane School)'])
      expect(names.find(typed), typed).toEqual({ urn: '990001', exact: true });
    const town = schools('| 990001 | Elm Park Academy (Harrowdale) | | |', 2025);
    expect(town.map(({ name }) => name)).toEqual(['Elm Park Academy (Harrowdale)']);
  });

  it('leaves a former name to the member that has it now', () => {
    const drawn = '| 990001 | Elm Park Academy (formerly Oak Lane School) | | |\n| 990002 | Oak Lane School | | |';
    expect(namesOf(schools(drawn, 2025)).find('Oak Lane School')).toEqual({ urn: '990002', exact: true });
  });

  it('takes the newest of several for the one before', () => {
    const all = schools('| 990001 | Elm Park Academy | 980001, 970001 | 1/4/2026 |', 2025);
    expect(numbersOf(all[0]!)).toEqual(['980001', '990001', '970001']);
  });

  it('guesses nothing: a number with a row of its own is that row’s, one in two rows is nobody’s', () => {
    const both = schools('| 990001 | Elm Park | 990002 | 1/4/2026 |\n| 990002 | The Meadows | | |', 2025);
    expect(both.map(({ urn }) => urn)).toEqual(['990001', '990002']);
    expect(namesOf(both).find('990002')).toEqual({ urn: '990002', exact: true });
    const twice = schools(
      '| 990001 | Elm Park | 980001 | 1/4/2026 |\n| 990002 | The Meadows | 980001 | 1/4/2026 |',
      2025,
    );
    expect(twice.map(({ urn }) => urn)).toEqual(['990001', '990002']);
    expect(namesOf(twice).find('980001')).toEqual({ candidates: [] });
    const itself = schools('| 990001 | Elm Park | 990001 | 1/4/2026 |', 2025);
    expect(numbersOf(itself[0]!)).toEqual(['990001']);
  });

  it('knows the members that became one, by rows of their own with a last day', () => {
    const all = schools(
      `| 990001 | Elm Park | | | | 31/3/2026 |
       | 990002 | The Meadows | | | | 31/3/2026 |
       | 990003 | Elm Meadows | 990001, 990002 | 1/4/2026 | 1/4/2026 | |`,
      2025,
    );
    expect(all.map(({ urn, tookOver = [] }) => [urn, tookOver.map((one) => one.urn)])).toEqual([
      ['990001', []],
      ['990002', []],
      ['990003', ['990001', '990002']],
    ]);
    expect(namesOf(all).find('990001')).toEqual({ urn: '990001', exact: true });
  });

  it('asks a school that took others over in the year for what falls to the terms after, and for no money twice', () => {
    const drawn = (left: string) =>
      schools(
        `| 990001 | Elm Park | | | | ${left} |
       | 990002 | The Meadows | | | | ${left} |
       | 990003 | Elm Meadows | 990001, 990002 | 1/4/2026 | 1/4/2026 | |`,
        2025,
      );
    const year = academicYear(2025);
    const calendar = schoolCalendar(TERMS, null);
    const [one, , merged] = drawn('31/3/2026');
    // Days by the terms of each, whatever members for a part of the year give.
    for (const partYear of ['full', 'by-term', 'none'] as const) {
      const days = (school: School) =>
        halfDaysOwed(school, year, { wholeYear: 18, partYear, paying: paying('11-30') }, calendar);
      expect([one!, merged!].map(days)).toEqual([12, 6]);
    }
    const owed = (school: School, due: string, partYear: PartYear) =>
      contributionDue(school, year, { wholeYear: 300000, due, kindOfYear: 'academic', partYear }, calendar);
    const ofEach = (due: string, partYear: PartYear) => [one!, merged!].map((school) => owed(school, due, partYear));
    expect(ofEach('11-30', 'full')).toEqual([300000, 0]);
    expect(ofEach('11-30', 'by-term')).toEqual([200000, 100000]);
    expect(ofEach('11-30', 'none')).toEqual([0, 0]);
    // Due when the two were one already: it owes it alone, and once.
    expect(ofEach('06-30', 'full')).toEqual([0, 300000]);
    expect(ofEach('06-30', 'by-term')).toEqual([0, 300000]);
    // In the years after it is a member like any other.
    const after = academicYear(2026);
    expect(
      halfDaysOwed(
        merged!,
        after,
        { wholeYear: 18, partYear: 'full', paying: paying('11-30') },
        schoolCalendar([], null),
      ),
    ).toBe(18);
  });

  it('of schools that become one each term is owed once, whenever it is and whatever is due when', () => {
    const calendar = schoolCalendar(TERMS, null);
    const year = academicYear(2025);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 363 }), fc.integer({ min: 0, max: 364 }), (left, due) => {
        const day = (n: number) => plusDays(year.from, n);
        const typed = (on: string) => on.split('-').reverse().join('/');
        const all = schools(
          `| 990001 | Elm Park | | | | ${typed(day(left))} |
           | 990003 | Elm Meadows | 990001 | ${typed(day(left + 1))} | ${typed(day(left + 1))} | |`,
          2025,
        );
        const dueOn = (one: Membership) => dueOnceJoined(day(due), one, year, calendar);
        const shares = all.map((one) => shareOwed('by-term', one, year, calendar, dueOn));
        const inThirds = shares.map(({ part, of }) => (3 * part) / of);
        expect(inThirds[0]! + inThirds[1]!).toBe(3);
        const days = all.map((one) =>
          halfDaysOwed(one, year, { wholeYear: 18, partYear: 'none', paying: paying(day(due).slice(5)) }, calendar),
        );
        expect(days[0]! + days[1]!).toBe(18);
      }),
    );
  });

  it('shows the number that a school has on the day, where a name alone does not tell', () => {
    const all = schools('| 990001 | Elm Park | 980001 | 1/4/2026 |\n| 990002 | Elm Park | | |', 2025);
    expect(namesOf(all, '2026-03-31').nameOf('980001')).toBe('Elm Park (980001)');
    expect(namesOf(all, '2026-04-01').nameOf('980001')).toBe('Elm Park (990001)');
    expect(namesOf(all).nameOf('990001')).toBe('Elm Park (990001)');
    expect(namesOf(all).nameOf('990002')).toBe('Elm Park (990002)');
  });

  it('names schools in kept rows as the year’s records do, and touches no other cell', () => {
    const all = schools('| 990001 | Elm Park Academy | 980001 | 1/4/2026 |', 2025);
    const kept = [{ school: '990001', reference: '990001' }, { school: '990002' }];
    expect(underNumbersOf(all)(contributionsTab, kept)).toEqual([
      { school: '980001', reference: '990001' },
      { school: '990002' },
    ]);
  });
});

const TERMS = parseTab(
  calendarTab,
  { title: calendarTab.title, rows: drawRows(USUAL_ALLIANCE['Calendar']!) },
  { academicYear: 2025, schools: null },
).rows;

function schools(drawn: string, startYear: number) {
  const rows = drawRows(`| URN | School | Earlier URN | URN since | Joined on | Left on |\n${drawn}`);
  const { rows: read } = parseTab(
    schoolsTab,
    { title: schoolsTab.title, rows },
    { academicYear: startYear, schools: null },
  );
  return schoolsIn(read, startYear);
}
