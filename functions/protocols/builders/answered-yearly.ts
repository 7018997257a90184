import type { Setting } from '../../../sheets-schema/setting.ts';
import type { StatementTab } from '../../../sheets-schema/tabs/statement.tab.ts';
import { counted, listed, longDate } from '../../../sheets-schema/wording.ts';
import { daysBetween } from '../../figures/academic-year.ts';
import { defineRule, type Rule } from '../rule.ts';
import { answersDueOn } from '../statement-answers.ts';
import { mayHold, uncounted } from './uncounted.ts';

/** Our choice: in the last weeks before it a head can look back on the year. */
const REMIND_DAYS_BEFORE = 60;

/** The clauses that no figure can show are answered in the yearly statement, by a day near the end of the year. */
export function answeredYearly({
  id,
  title,
  tab,
  clauses,
  due,
}: {
  id: string;
  title: string;
  tab: StatementTab;
  /** Their references. */
  clauses: readonly string[];
  /** The day and month by which they are. */
  due: Setting<string>;
}): Rule {
  return defineRule({
    id,
    title,
    since: 3,
    mendedIn: tab,
    reads: [{ tab, columns: ['clause', 'answer', 'note'] }],
    messages: {
      open: {
        severity: 'reminder',
        says: 'Still to be answered by {by}: {count} of {all} protocols ({numbers}).{uncounted}',
        fix: 'Pick Yes, Partly or No in the column Answer.',
      },
      unanswered: {
        severity: 'warning',
        says: 'Not yet answered, and due by {by}: {count} of {all} protocols ({numbers}).{uncounted}',
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
      const by = answersDueOn(due, input, input.school);
      if (open.length > 0 && by !== null && daysBetween(input.asOf, by) <= REMIND_DAYS_BEFORE) {
        const numbers = listed(
          open.length > 12 ? [...open.slice(0, 11), counted(open.length - 11, 'more', 'more')] : open,
        );
        const shared = {
          count: open.length,
          all: clauses.length,
          numbers,
          by: longDate(by),
          uncounted: uncounted(input, tab, (row) => mayHold(row, 'clause', (clause) => open.includes(clause))),
        };
        report({ tab, subject: input.year.label, message: input.asOf > by ? 'unanswered' : 'open', data: shared });
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
