import fc from 'fast-check';
import { academicYear, dayInYear, daysBetween, plusDays } from '../../functions/figures/academic-year.ts';
import { ANSWERED, orderlyYear, TOTALS_TYPED, typedDay } from './orderly-year.ts';
import { all, type Change, moved, typedOn } from './otherwise.ts';
import type { TypedRow, Year } from './year.ts';

const NOTHING: fc.Arbitrary<Change> = fc.constant((year: Year) => year);
const between = (first: string, last: string) =>
  fc.integer({ min: 0, max: daysBetween(first, last) }).map((days) => plusDays(first, days));

/** The other days on which a row may be typed, as it happens then. */
function inTime({ name, typed }: TypedRow): fc.Arbitrary<Change> {
  const { on } = typed[0]!;
  const paid = / pays on (\d{4}-\d\d-\d\d)$/.exec(name)?.[1];
  if (paid !== undefined && !KEEPS_ITS_DAY.test(name)) {
    const due = dayInYear(academicYear(paid < '2026-09-01' ? 2025 : 2026), '11-30');
    const [first, last] = paid <= due ? [`${due.slice(0, 4)}-09-01`, due] : [plusDays(paid, -20), plusDays(paid, 7)];
    return between(first, last).map((day) => typedOn(name, day, { date: typedDay(day) }));
  }
  if (/ on \d{4}-\d\d-\d\d$/.test(name)) return between(on, plusDays(on, 3)).map((day) => typedOn(name, day));
  // Another day of the same week.
  if (/ gives \d{4}-\d\d-\d\d$/.test(name))
    return fc.integer({ min: 2, max: 5 }).map((weekday) => {
      const day = plusDays(on, weekday - new Date(on).getUTCDay());
      return typedOn(name, day, { date: typedDay(day) });
    });
  if (typed.some((one) => one.on === ANSWERED) && / answers /.test(name))
    return between('2026-05-25', '2026-07-15').map((day) => moved(name, ANSWERED, day, { answeredOn: typedDay(day) }));
  const term = /, (?:absence|exclusions), (Autumn|Spring),/.exec(name)?.[1] as 'Autumn' | 'Spring' | undefined;
  if (term) {
    const [first, last] = { Autumn: ['2025-12-19', '2026-01-30'], Spring: ['2026-03-27', '2026-05-11'] }[term];
    return between(first!, last!).map((day) => moved(name, TOTALS_TYPED[term], day));
  }
  return NOTHING;
}

/** What comes by standing order, and what is for the year after. */
const KEEPS_ITS_DAY = /^St Aldhelm's School pays on 2025|^Elm Park High School pays on 2026/;

/** Other years in which everybody does each thing in time: on other days, in another order. */
export const asOrderly: fc.Arbitrary<Year> = fc
  .tuple(
    ...orderlyYear.rows.map(inTime),
    fc.shuffledSubarray([...orderlyYear.rows], { minLength: orderlyYear.rows.length }),
  )
  .map((drawn) => {
    const rows = drawn.at(-1) as TypedRow[];
    return all(...(drawn.slice(0, -1) as Change[]))({ ...orderlyYear, rows });
  });
