import { yearlyStatementTab } from '../../../sheets-schema/tabs/yearly-statement.tab.ts';
import { counted, listed, longDate } from '../../../sheets-schema/wording.ts';
import { daysBetween } from '../../figures/academic-year.ts';
import { defineRule, type Rule } from '../rule.ts';
import { uncounted } from './uncounted.ts';

/** Our choice: the last weeks of the year are when a head can look back on it. */
const REMIND_DAYS_BEFORE = 90;

/** The clauses that no figure can show are answered in the yearly statement, once the year is nearly over. */
export function answeredYearly({
  id,
  title,
  clauses,
}: {
  id: string;
  title: string;
  clauses: readonly number[];
}): Rule {
  return defineRule({
    id,
    title,
    workbook: 'school',
    reads: [{ tab: yearlyStatementTab, columns: ['protocol', 'answer', 'note'] }],
    messages: {
      open: {
        severity: 'reminder',
        says: 'Still to be answered by {by}: {count} of {all} protocols ({numbers}).',
        fix: 'Pick Yes, Partly or No in the column Answer.',
      },
      unanswered: {
        severity: 'warning',
        says: 'The year has ended without an answer to {count} of {all} protocols ({numbers}).',
        fix: 'Pick Yes, Partly or No in the column Answer.',
      },
      why: {
        severity: 'warning',
        says: 'Protocol {number} is answered {answer}, and {cell} does not say why.',
        fix: 'Add a sentence: what is missing, and what will be done.',
      },
      unknown: {
        severity: 'warning',
        says: '{cell} names protocol {number}, which is not one of those answered here.',
        fix: 'Clear the row, or correct the number.',
      },
    },
    check(input, report) {
      const rows = input.rows(yearlyStatementTab);
      const answered = new Set(rows.filter(({ answer }) => answer !== null).map(({ protocol }) => protocol));
      const open = clauses.filter((number) => !answered.has(number));
      const ended = input.asOf > input.year.to;
      if (open.length > 0 && (ended || daysBetween(input.asOf, input.year.to) <= REMIND_DAYS_BEFORE)) {
        const numbers = listed(
          open.length > 12 ? [...open.slice(0, 11), counted(open.length - 11, 'more', 'more')] : open,
        );
        const shared = {
          count: open.length,
          all: clauses.length,
          numbers,
          uncounted: uncounted(input, yearlyStatementTab),
        };
        const place = { tab: yearlyStatementTab, subject: input.year.label };
        if (ended) report({ ...place, message: 'unanswered', data: shared });
        else report({ ...place, message: 'open', data: { ...shared, by: longDate(input.year.to) } });
      }
      for (const row of rows) {
        const number = row.protocol;
        if (!clauses.includes(number)) {
          report({ message: 'unknown', tab: yearlyStatementTab, row, column: 'protocol', data: { number } });
        } else if ((row.answer === 'partly' || row.answer === 'no') && row.note === null) {
          const answer = row.answer === 'partly' ? 'Partly' : 'No';
          report({ message: 'why', tab: yearlyStatementTab, row, column: 'note', data: { number, answer } });
        }
      }
    },
  });
}
