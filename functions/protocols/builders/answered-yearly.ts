import type { StatementTab } from '../../../sheets-schema/tabs/statement.tab.ts';
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
  tab,
  clauses,
}: {
  id: string;
  title: string;
  tab: StatementTab;
  /** Their references. */
  clauses: readonly string[];
}): Rule {
  return defineRule({
    id,
    title,
    mendedIn: tab,
    reads: [{ tab, columns: ['clause', 'answer', 'note'] }],
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
        says: 'Protocol {clause} is answered {answer}, and {cell} does not say why.',
        fix: 'Add a sentence: what is missing, and what will be done.',
      },
      unknown: {
        severity: 'warning',
        says: '{cell} names protocol {clause}, which is not one of those answered here.',
        fix: 'Clear the row, or correct the number.',
      },
    },
    check(input, report) {
      const rows = input.rows(tab);
      const answered = new Set(rows.filter(({ answer }) => answer !== null).map(({ clause }) => clause));
      const open = clauses.filter((clause) => !answered.has(clause));
      const ended = input.asOf > input.year.to;
      if (open.length > 0 && (ended || daysBetween(input.asOf, input.year.to) <= REMIND_DAYS_BEFORE)) {
        const numbers = listed(
          open.length > 12 ? [...open.slice(0, 11), counted(open.length - 11, 'more', 'more')] : open,
        );
        const shared = {
          count: open.length,
          all: clauses.length,
          numbers,
          uncounted: uncounted(input, tab),
        };
        const place = { tab, subject: input.year.label };
        if (ended) report({ ...place, message: 'unanswered', data: shared });
        else report({ ...place, message: 'open', data: { ...shared, by: longDate(input.year.to) } });
      }
      for (const row of rows) {
        const { clause } = row;
        if (!clauses.includes(clause)) {
          report({ message: 'unknown', tab, row, column: 'clause', data: { clause } });
        } else if ((row.answer === 'partly' || row.answer === 'no') && row.note === null) {
          const answer = row.answer === 'partly' ? 'Partly' : 'No';
          report({ message: 'why', tab, row, column: 'note', data: { clause, answer } });
        }
      }
    },
  });
}
