import type { Row } from '../../../sheets-schema/tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { type AcademicYear, daysBetween, isWithin, plusDays } from '../../figures/academic-year.ts';
import { TERMS, type Term } from '../../figures/school-calendar.ts';
import { termsInTurn } from '../../figures/year-and-terms.ts';
import { defineRule } from '../rule.ts';

type Entry = Row<typeof calendarTab>;

/** In days, the first and the last among them. Terms in England last from nine to sixteen weeks; ours leave room on both sides. */
const TERM = { least: 42, most: 126 };
const MOST_DAYS: Readonly<Record<Exclude<Entry['what'], Term>, number>> = { holiday: 60, inset: 5, closure: 60 };
const CALLED: Readonly<Record<Entry['what'], string>> = {
  autumn: 'autumn term',
  spring: 'spring term',
  summer: 'summer term',
  holiday: 'holiday',
  inset: 'INSET day',
  closure: 'closure',
};

/** All counting of school days rests on these dates, and a spreadsheet set to American dates turns 1/9 into 9 January. */
export const calendarInOrder = defineRule({
  id: 'GEN-23',
  title: 'Terms and closed days are in the year, in order and of likely length',
  since: 6,
  mendedIn: calendarTab,
  reads: [{ tab: calendarTab, columns: ['what', 'from', 'to', 'school'] }],
  messages: {
    outsideYear: {
      severity: 'warning',
      says: '{cell} says {date}, which is not in the academic year {year}.',
      fix: 'Check the day, the month and the year; another year’s days go into that year’s workbook.',
    },
    noEnd: {
      severity: 'warning',
      says: 'The {entry} begins on {from} and has no last day, so it counts as one day.',
      fix: 'Type its last day under To.',
    },
    unlikely: {
      severity: 'warning',
      says: 'The {entry} would last {days}, from {from} to {to}.',
      fix: 'Check both dates, the day before the month.',
    },
    notInOrder: {
      severity: 'warning',
      says: 'The {entry} begins on {from}, before the {earlier} has ended on {ended}.',
      fix: 'Check the dates of both, the day before the month.',
    },
    twice: {
      severity: 'warning',
      says: 'The {entry} is listed a second time{where}.',
      fix: 'Keep one row from its first day to its last, and type the half-term as a Holiday.',
    },
  },
  check(input, report) {
    const rows = input.rows(calendarTab);
    const days = withItsTerms(input.year, rows);
    for (const row of rows) {
      const { from, what } = row;
      const to = row.to ?? from;
      const data = { entry: CALLED[what], from: longDate(from), to: longDate(to) };
      const outside = outsideOf(row, input.year, days);
      if (outside !== null) {
        const said = { date: longDate(row[outside]!), year: input.year.label };
        report({ message: 'outsideYear', tab: calendarTab, row, column: outside, data: said });
      } else if (isTerm(what) && row.to === null) {
        report({ message: 'noEnd', tab: calendarTab, row, column: 'to', data });
      } else if (to >= from && !isLikely(what, daysBetween(from, to) + 1)) {
        const days = counted(daysBetween(from, to) + 1, 'day');
        report({ message: 'unlikely', tab: calendarTab, row, column: 'to', data: { ...data, days } });
      }
    }
    for (const school of new Set(rows.map((row) => row.school))) {
      const terms = termsOf(rows, school, termsInTurn(input.year));
      const where = school === null ? '' : ` for ${input.nameOf(school)}`;
      for (const [at, row] of terms.entries()) {
        const entry = CALLED[row.what];
        const before = terms.slice(0, at);
        const [same] = before.filter((other) => other.what === row.what);
        if (same) {
          // The same row again is said of any tab.
          if (row.school === school && same.from !== row.from)
            report({ message: 'twice', tab: calendarTab, row, column: 'what', data: { entry, where } });
          continue;
        }
        const late = before.findLast((other) => (other.to ?? other.from) >= row.from);
        if (!late || (row.school !== school && late.school !== school)) continue;
        const data = {
          entry,
          from: longDate(row.from),
          earlier: CALLED[late.what],
          ended: longDate(late.to ?? late.from),
        };
        report({ message: 'notInOrder', tab: calendarTab, row, column: 'from', data, subject: school ?? '' });
      }
    }
  },
});

/** In the order that terms have in a year: a school's own in place of those for every school. */
function termsOf(rows: readonly Entry[], school: string | null, inTurn: readonly Term[]): Entry[] {
  return inTurn.flatMap((term) => {
    const named = rows.filter(({ what }) => what === term);
    const own = named.filter((row) => row.school === school);
    return own.length > 0 ? own : named.filter((row) => row.school === null);
  });
}

type Days = Pick<AcademicYear, 'from' | 'to'>;

/** A year may begin in the course of a term, which is of the year that has its middle: then its days are those of that term too. */
function withItsTerms(year: AcademicYear, rows: readonly Entry[]): Days {
  const terms = rows.filter((row) => isTerm(row.what) && isOfYear(row, year));
  const inOrder = [...terms.flatMap(({ from, to }) => [from, to ?? from]), year.from, year.to].sort();
  return { from: inOrder[0]!, to: inOrder.at(-1)! };
}

/** One of no likely length may be of any. */
function isOfYear({ what, from, to }: Entry, year: AcademicYear): boolean {
  if (to === null || !isLikely(what, daysBetween(from, to) + 1)) return false;
  return isWithin(plusDays(from, Math.floor(daysBetween(from, to) / 2)), year);
}

/** A holiday may follow upon a weekend after the last term. */
const A_WEEKEND = 3;

/** The column with a day that another year’s workbook is for. A holiday may begin before the year or end after it. */
function outsideOf(row: Entry, year: AcademicYear, days: Days): 'from' | 'to' | null {
  const { what, from, to } = row;
  // Which of two dates in the wrong order is the slip nobody knows: they are asked about themselves (GEN-04).
  if (to !== null && to < from && (isWithin(from, year) || isWithin(to, year))) return null;
  if (isTerm(what)) {
    if (isOfYear(row, year)) return null;
    return isWithin(from, year) ? (to !== null && !isWithin(to, year) ? 'to' : null) : 'from';
  }
  const until = what === 'holiday' ? plusDays(days.to, A_WEEKEND) : days.to;
  return from <= until && (to ?? from) >= days.from ? null : 'from';
}

function isLikely(what: Entry['what'], days: number): boolean {
  return isTerm(what) ? days >= TERM.least && days <= TERM.most : days <= MOST_DAYS[what];
}

function isTerm(what: Entry['what']): what is Term {
  return (TERMS as readonly string[]).includes(what);
}
