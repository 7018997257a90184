import type { SchoolCalendar, Term } from '../../../functions/figures/school-calendar.ts';
import { workingProtocols } from '../../../functions/protocols/working-protocols/pack.ts';
import { statementRows } from '../../../functions/workbooks/new-workbook.ts';
import type { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import type { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { namesOfSchools, type SampleSchool } from '../schools-and-people.ts';
import type { SeededNumbers } from '../seeded-numbers.ts';
import type { TypedRow } from '../typed-rows.ts';
import { supportRequestRows } from './contributions-and-support.ts';

export const statementTab = workingProtocols.statement!.tab;

/** Ten days in the year: three and a half, three, three and a half. */
const DAYS_BY_TERM: readonly { readonly term: Term; readonly whole: number; readonly half: number }[] = [
  { term: 'autumn', whole: 3, half: 1 },
  { term: 'spring', whole: 2, half: 2 },
  { term: 'summer', whole: 3, half: 1 },
];
const ACTIVITIES = [
  'Team teaching in Year 9',
  'Work scrutiny with heads of department',
  'Coaching a new head of year',
  'Review of the reading programme',
  'Planning schemes of work together',
  'Moderation of mock examinations',
  'Lesson study in mathematics',
  'Visit on behaviour routines',
];

/** No two rows are the same person on the same day. */
export function staffDayRows(
  school: SampleSchool,
  calendar: SchoolCalendar,
  numbers: SeededNumbers,
): TypedRow<typeof staffDaysTab>[] {
  const others = namesOfSchools.filter((name) => name !== school.name);
  const rows: (TypedRow<typeof staffDaysTab> & { date: string })[] = [];
  for (const [index, { term, whole, half }] of DAYS_BY_TERM.entries()) {
    const { from } = calendar.term(term)!;
    const extra = term === 'summer' ? school.extraStaffDays : 0;
    for (let count = 0; count < whole + half + extra; count += 1) {
      const days = count < whole || count >= whole + half ? 1 : school.halfDay;
      const date = calendar.schoolDaysAfter(from, 4 + 10 * count + numbers.between(0, 6))!;
      const row = { person: school.staff[(rows.length + index) % school.staff.length]!, date, days };
      const done = { supported: numbers.pick(others), activity: numbers.pick(ACTIVITIES), verifiedBy: school.head };
      rows.push({ ...row, ...done });
    }
  }
  return rows;
}

const RATINGS = ['1 Made a great difference', '2 Made a difference', '2'];
const IMPACTS = [
  'Colleagues plan together now, and lesson visits show it.',
  'The routines agreed in the first week have held all term.',
  'What was tried in one department is now done in three.',
  'Staff asked in the last week feel surer of themselves.',
];

/** One for each piece of support that ended, sent within the month. */
export function evaluationRows(
  school: SampleSchool,
  calendar: SchoolCalendar,
  numbers: SeededNumbers,
): TypedRow<typeof evaluationsTab>[] {
  return supportRequestRows
    .filter((request) => request.school === school.name && typeof request.endedOn === 'string')
    .map(({ provider, endedOn }) => ({
      provider: provider ?? null,
      endedOn: endedOn ?? null,
      rating: numbers.pick(RATINGS),
      impact: numbers.pick(IMPACTS),
      sentOn: calendar.schoolDaysAfter(String(endedOn), numbers.between(4, 15)),
    }));
}

/** Two protocols a school are answered Partly, each with its reason. */
export function statementAnswers(school: SampleSchool, numbers: SeededNumbers): TypedRow<typeof statementTab>[] {
  const rows = statementRows(workingProtocols);
  const partly = new Set([numbers.between(0, 9), numbers.between(10, rows.length - 1)]);
  const answeredOn = `2026-07-${String(numbers.between(1, 17)).padStart(2, '0')}`;
  return rows.map(([clause, says], index) => ({
    clause: clause ?? null,
    says: says ?? null,
    answer: partly.has(index) ? 'Partly' : 'Yes',
    note: partly.has(index) ? 'Begun this year; every department follows by Christmas.' : null,
    answeredBy: school.head,
    answeredOn,
  }));
}
