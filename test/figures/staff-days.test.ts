import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { type Membership, membershipIn } from '../../functions/figures/members.ts';
import { mayBeOnePerson, samePerson } from '../../functions/figures/people.ts';
import { schoolCalendar } from '../../functions/figures/school-calendar.ts';
import { halfDaysOwed, staffDaysDueOn, staffTimeGiven } from '../../functions/figures/staff-days.ts';
import { aStaffDayIs, hoursInADay } from '../../functions/protocols/working-protocols/settings.ts';
import { staffDaysTerms } from '../../functions/protocols/working-protocols/terms.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { rowsDrawn, settingsDrawn } from '../support/drawn-rows.ts';

const year = academicYear(2025);
const ALWAYS: Membership = { joinedOn: null, leftOn: null };
const terms = schoolCalendar(
  rowsDrawn(
    calendarTab,
    `
    | What        | From      | To         |
    | Autumn term | 3/9/2025  | 19/12/2025 |
    | Spring term | 5/1/2026  | 27/3/2026  |
    | Summer term | 13/4/2026 | 21/7/2026  |`,
  ),
  null,
);
const calendarDays = settingsDrawn('\n| A staff day is | Calendar days |');

const HOURS_IN_A_DAY = settingsDrawn().held(hoursInADay).value;

function timeGiven(rows: string, asOf = '2026-08-31', settings = settingsDrawn(), member = ALWAYS) {
  const drawn = rowsDrawn(staffDaysTab, `| Member of staff | Date | Days | Number of staff |${rows}`);
  const counting = {
    counted: settings.held(aStaffDayIs).value,
    minutesInDay: settings.held(hoursInADay).value,
    counts: () => true,
  };
  return staffTimeGiven(drawn, membershipIn(member, year), counting, asOf);
}

function given(...of: Parameters<typeof timeGiven>): number {
  return timeGiven(...of).given;
}

describe('staff days', () => {
  const sameDay = '\n| Ms Okafor | 10/9/2025 | 1 |\n| Mr Ashby | 10/9/2025 | ½ |\n| Ms Okafor | 11/9/2025 | am |';

  it('are the days of people: two people for one day are two days', () => {
    expect(given(sameDay)).toBe(4);
  });

  it('are calendar days where the alliance so decided: at most one a date', () => {
    expect(given(sameDay, '2026-08-31', calendarDays)).toBe(3);
  });

  it('count once they have come', () => {
    const planned = '\n| Ms Okafor | 10/9/2025 | 1 |\n| Ms Okafor | 11/9/2025 | 1 |';
    expect(given(planned, '2025-09-09')).toBe(0);
    expect(given(planned, '2025-09-10')).toBe(2);
    expect(given(planned, '2025-09-11')).toBe(4);
  });

  it('count in their own year, first and last day included', () => {
    expect(given('\n| Ms Okafor | 31/8/2025 | 1 |\n| Ms Okafor | 1/9/2025 | ½ |', '2027-01-01')).toBe(1);
    expect(given('\n| Ms Okafor | 31/8/2026 | ½ |\n| Ms Okafor | 1/9/2026 | 1 |', '2027-01-01')).toBe(1);
  });

  it('of one person come to a day a date at most, and what is beyond is told', () => {
    expect(timeGiven('\n| Ms Okafor | 10/9/2025 | 1½ |\n| Mr Ashby | 10/9/2025 | 1 |')).toEqual({
      given: 4,
      beyond: 1,
    });
    const nine = '\n| Ms Okafor | 1/9/2025 | 9 |';
    const nineRows = Array.from(
      { length: 9 },
      (_, at) => `\n| ${at % 2 ? 'Ms Okafor' : 'ms. okafor '} | 1/9/2025 | 1 |`,
    );
    expect(timeGiven(nine)).toEqual({ given: 2, beyond: 16 });
    expect(timeGiven(nineRows.join(''))).toEqual({ given: 2, beyond: 16 });
  });

  it('of several people in one row are as many', () => {
    expect(timeGiven('\n| English team | 10/9/2025 | ½ | 6 |')).toEqual({ given: 6, beyond: 0 });
    expect(timeGiven('\n| English team | 10/9/2025 | 1 | 2 |\n| English team | 10/9/2025 | am | 2 |')).toEqual({
      given: 4,
      beyond: 2,
    });
  });

  it('may be given in hours, of which the alliance says how many a day has', () => {
    const six = Array.from(
      { length: 6 },
      (_, at) => `\n| Ms Okafor | ${10 + at}/9/2025 | ${at % 2 ? '2h' : '2 hours'} |`,
    );
    expect(given(six.join(''))).toBe(4);
    expect(given('\n| Ms Okafor | 10/9/2025 | twilight (1.5 hours) |')).toBe(0.5);
    const eight = settingsDrawn('\n| Hours in a day of staff time | 8 |');
    expect(given('\n| Ms Okafor | 10/9/2025 | 2 hours |', '2026-08-31', eight)).toBe(0.5);
    expect(timeGiven('\n| Ms Okafor | 10/9/2025 | 7 hours |')).toEqual({ given: 2, beyond: 2 / 6 });
  });

  it('of the morning by one and the afternoon by another are a calendar day', () => {
    const halves = '\n| Ms Okafor | 10/9/2025 | am |\n| Mr Ashby | 10/9/2025 | pm |';
    expect(given(halves, '2026-08-31', calendarDays)).toBe(2);
    expect(given(halves)).toBe(2);
  });

  it('of the morning and the afternoon of one person are a day, and of one morning twice half a day', () => {
    const on = (...days: readonly string[]) => days.map((typed) => `\n| Ms Okafor | 10/9/2025 | ${typed} |`).join('');
    expect(timeGiven(on('am', 'pm'))).toEqual({ given: 2, beyond: 0 });
    expect(timeGiven(on('pm', 'afternoon'))).toEqual({ given: 1, beyond: 1 });
    expect(timeGiven(on('am', 'am', 'pm'))).toEqual({ given: 2, beyond: 1 });
    expect(timeGiven(on('am', '½'))).toEqual({ given: 2, beyond: 0 });
    expect(timeGiven(on('am', 'am', '3 hours'))).toEqual({ given: 2, beyond: 1 });
  });

  it('of one morning are two half days of two people, and half a calendar day', () => {
    const mornings = '\n| Ms Okafor | 10/9/2025 | am |\n| Mr Ashby | 10/9/2025 | am |';
    expect(given(mornings)).toBe(2);
    expect(given(mornings, '2026-08-31', calendarDays)).toBe(1);
    expect(timeGiven('\n| English team | 10/9/2025 | am | 3 |\n| English team | 10/9/2025 | pm | 2 |')).toEqual({
      given: 5,
      beyond: 0,
    });
  });

  it('come to the same however rows are split and in whatever order, and no other row takes any away', () => {
    const anyRow = fc.record({
      person: fc.constantFrom('Ms Okafor', 'Mr Ashby'),
      day: fc.integer({ min: 1, max: 4 }),
      hours: fc.integer({ min: 1, max: 12 }),
    });
    const draw = (rows: readonly { person: string; day: number; hours: number }[]) =>
      rows.map(({ person, day, hours }) => `\n| ${person} | ${day}/9/2025 | ${hours} hours |`).join('');
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), anyRow, fc.boolean(), (rows, other, byDates) => {
        const settings = byDates ? calendarDays : settingsDrawn();
        const said = timeGiven(draw(rows), '2026-08-31', settings);
        const inSingleHours = rows.flatMap((row) => Array.from({ length: row.hours }, () => ({ ...row, hours: 1 })));
        expect(timeGiven(draw(inSingleHours), '2026-08-31', settings)).toEqual(said);
        expect(timeGiven(draw(rows.toReversed()), '2026-08-31', settings)).toEqual(said);
        expect(given(draw([...rows, other]), '2026-08-31', settings)).toBeGreaterThanOrEqual(said.given);
        const dates = new Set(rows.map(({ person, day }) => `${byDates ? '' : person} ${day}`));
        expect(said.given).toBeLessThanOrEqual(2 * dates.size);
        const hours = rows.reduce((all, row) => all + row.hours, 0);
        if (!byDates) expect(said.given + said.beyond).toBeCloseTo((2 * 60 * hours) / HOURS_IN_A_DAY);
      }),
    );
  });

  it('of people are never fewer than calendar days, and no planned day is ever taken off', () => {
    const anyRow = fc.record({
      person: fc.constantFrom('Ms Okafor', 'Mr Ashby'),
      day: fc.integer({ min: 1, max: 30 }),
      days: fc.constantFrom('½', '1', 'am', 'pm'),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), fc.integer({ min: 1, max: 29 }), (rows, today) => {
        const drawn = rows.map(({ person, day, days }) => `\n| ${person} | ${day}/9/2025 | ${days} |`).join('');
        const on = (day: number) => `2025-09-${String(day).padStart(2, '0')}`;
        expect(given(drawn)).toBeGreaterThanOrEqual(given(drawn, '2026-08-31', calendarDays));
        expect(given(drawn, on(today + 1))).toBeGreaterThanOrEqual(given(drawn, on(today)));
      }),
    );
  });

  it('count while the school is a member, its first and last day included', () => {
    const rows = '\n| Ms Okafor | 2/3/2026 | 1 |\n| Ms Okafor | 3/3/2026 | 1 |\n| Ms Okafor | 4/3/2026 | ½ |';
    const during = (joinedOn: string | null, leftOn: string | null) =>
      given(rows, '2026-08-31', settingsDrawn(), { joinedOn, leftOn });
    expect(during(null, null)).toBe(5);
    expect(during('2026-03-03', null)).toBe(3);
    expect(during(null, '2026-03-03')).toBe(4);
    expect(during('2026-03-05', null)).toBe(0);
  });
});

describe('what a school owes of staff days', () => {
  const owed = (settings: string, joinedOn: string | null, leftOn: string | null = null, calendar = terms) =>
    halfDaysOwed({ joinedOn, leftOn }, year, staffDaysTerms(settingsDrawn(settings)), calendar);
  const byTerm = '\n| Part-year members give | By term |';

  it('is the source’s number until the alliance writes its own', () => {
    expect(owed('', null)).toBe(18);
    expect(owed('\n| Staff days minimum | 6 |', null)).toBe(12);
    expect(owed('\n| Staff days minimum | 0 |', null)).toBe(0);
  });

  it.each([
    ['the whole, unless told', '', '2026-03-02', 18],
    ['nothing, where new members are let off', '\n| Part-year members give | None |', '2026-03-02', 0],
    ['all of it from the first day of the year', '\n| Part-year members give | None |', '2025-09-01', 18],
    ['two terms of three', byTerm, '2026-01-05', 12],
    ['two where most of the spring is left', byTerm, '2026-02-14', 12],
    ['one where half of it has gone', byTerm, '2026-02-15', 6],
    ['one on the last day of the spring', byTerm, '2026-03-27', 6],
    ['nothing on the last day of the summer', byTerm, '2026-07-21', 0],
    ['nothing of the whole either, with no term left', '', '2026-08-31', 0],
    ['rounded up to a half-day', `${byTerm}\n| Staff days minimum | 10 |`, '2026-04-13', 7],
    ['nothing after the last term', byTerm, '2026-07-22', 0],
  ])('by when it joined: %s', (_, settings, joinedOn, halfDays) => {
    expect(owed(settings, joinedOn)).toBe(halfDays);
  });

  it.each([
    ['the whole, unless told', '', '2026-01-31', 18],
    ['nothing, where the alliance lets go who leaves', '\n| Part-year members give | None |', '2026-03-02', 0],
    ['one term of three', byTerm, '2025-12-19', 6],
    ['one on the first day of the spring', byTerm, '2026-01-05', 6],
    ['one after less than half of the spring', byTerm, '2026-02-14', 6],
    ['two after more than half of it', byTerm, '2026-02-15', 12],
    ['nothing before contributions are due', byTerm, '2025-11-29', 0],
    ['nothing before contributions are due, where others give all', '', '2025-11-29', 0],
    ['a term where they are due', byTerm, '2025-11-30', 6],
    ['all of it before the last day of the last term', byTerm, '2026-07-17', 18],
    ['all of it in the summer holidays', byTerm, '2026-08-30', 18],
    ['all of it on the last day of the year', '\n| Part-year members give | None |', '2026-08-31', 18],
  ])('by when it leaves: %s', (_, settings, leftOn, halfDays) => {
    expect(owed(settings, null, leftOn)).toBe(halfDays);
  });

  it('is due on the last day on which it is a member', () => {
    const dueOn = (leftOn: string | null) => staffDaysDueOn({ joinedOn: null, leftOn }, year);
    expect([dueOn(null), dueOn('2026-01-31'), dueOn('2027-01-31')]).toEqual([year.to, '2026-01-31', year.to]);
  });

  it('is the whole where no calendar tells the terms', () => {
    expect(owed(byTerm, '2026-01-05', null, schoolCalendar([], null))).toBe(18);
  });
});

describe('a person', () => {
  it.each(['Mrs Ann Lee', 'Lee, Ann', 'Ann Lee (Head of Maths)', 'ann  LEE', 'Dr. Ann Lee'])(
    '%s is Ann Lee, however the name is typed',
    (typed) => expect(samePerson(typed)).toBe(samePerson('Ann Lee')),
  );
  it.each([
    ['Mr Lee', 'Mrs Lee'],
    ['Ann Lee', 'Anne Lee'],
    ['A. Lee', 'Ann Lee'],
    ['(Head)', '(Maths)'],
  ])('%s and %s are two', (one, other) => expect(samePerson(one)).not.toBe(samePerson(other)));

  it.each([
    ['J Patel', 'Jaya Patel'],
    ['Jaya Patel', 'Jaya Patell'],
    ['Patel, J.', 'Ms Jaya Patel'],
    ['Jaya Patel', 'Jaya M Patel'],
    ['Jo Patel', 'Joanna Patel'],
    ['Ms Patel', 'Jaya Patel'],
    ['Mrs Okafor', 'Ms Okafor'],
    ['Okafor', 'Okafer'],
  ])('%s and %s may be one, whichever comes first', (one, other) => {
    expect([mayBeOnePerson([one, other]), mayBeOnePerson([other, one])]).toEqual([[[0, 1]], [[0, 1]]]);
    expect(samePerson(one)).not.toBe(samePerson(other));
  });
  it.each([
    ['Mr Patel', 'Ms Patel'],
    ['Mr Raj Patel', 'Ms Patel'],
    ['Raj Patel', 'Jaya Patel'],
    ['Maya Patel', 'Jaya Patel'],
    ['J Patel', 'R Patel'],
    ['Jaya Patel', 'Jaya Ashby'],
    ['Jaya Patell', 'Jayna Patel'],
    ['English team', 'Maths team'],
    ['Year 3 team', 'Year 4 team'],
    ['Tim Lee', 'Tom Lee'],
    ['J', 'Jaya Patel'],
    ['(Head)', '(Maths)'],
  ])('%s and %s are not taken for one', (one, other) => {
    expect([mayBeOnePerson([one, other]), mayBeOnePerson([other, one])]).toEqual([[], []]);
  });
});
