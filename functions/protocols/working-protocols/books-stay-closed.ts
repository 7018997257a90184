import { booksClosedTab } from '../../../sheets-schema/tabs/books-closed.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { spendingTab } from '../../../sheets-schema/tabs/spending.tab.ts';
import { listed, longDate, pounds } from '../../../sheets-schema/wording.ts';
import { samePerson } from '../../figures/people.ts';
import { defineRule } from '../rule.ts';
import { changedHeadings, changedSchools, closedIn } from './closed-books.ts';

/** More than these make a sentence that nobody reads. */
const MOST_NAMED = 3;

/** Working protocols, 25: books that were examined stay as they were; what is known later is in the next account. */
export const booksStayClosed = defineRule({
  id: 'BLA-25e',
  title: 'Books that were examined come to what they came to then',
  since: 6,
  mendedIn: booksClosedTab,
  reads: [
    { tab: booksClosedTab, columns: ['to', 'from', 'by', 'on'] },
    { tab: contributionsTab, columns: ['school', 'kind', 'amount', 'date', 'forYear'] },
    { tab: spendingTab, columns: ['date', 'payee', 'amount', 'approvedBy'] },
  ],
  messages: {
    changed: {
      severity: 'warning',
      says: 'The books to {to} were examined on {on}. Since then these changed: {changes}. What they came to then stands, and the next account has the difference.',
      fix: 'Undo the change if it is a slip. Otherwise accept it with the reason.',
    },
    ownBooks: {
      severity: 'warning',
      says: '{cell} names somebody who approved spending in these books.',
      fix: 'Have them examined by somebody who neither pays nor approves.',
    },
  },
  check(input, report) {
    const rows = input.rows(booksClosedTab);
    for (const closing of closedIn(input)) {
      const row = rows.find(({ rowNumber }) => rowNumber === closing.rowNumber)!;
      const { from, to, by, on } = closing.closed;
      const headings = changedHeadings(closing).map(
        ({ what, closed, now }) => `${what} from ${pounds(closed)} to ${pounds(now)}`,
      );
      const schools = changedSchools(closing).map(({ name }) => `what ${name} owes`);
      const all = headings.length > 0 ? headings : schools;
      if (all.length > 0) {
        const more = all.length > MOST_NAMED ? [`${all.length - MOST_NAMED} more`] : [];
        const changes = listed([...all.slice(0, MOST_NAMED), ...more]);
        report({
          message: 'changed',
          tab: booksClosedTab,
          row,
          column: 'to',
          data: { to: longDate(to), on: longDate(on), changes },
        });
      }
      const approved = input
        .rows(spendingTab)
        .some(
          ({ approvedBy, date }) =>
            approvedBy !== null && from <= date && date <= to && samePerson(approvedBy) === samePerson(by),
        );
      if (approved) report({ message: 'ownBooks', tab: booksClosedTab, row, column: 'by' });
    }
  },
});
