import { defineCell } from './define-cell.ts';

/** The words of a line from a bank or a ledger: they are read to tell whose it is, and never kept. What cannot be read of a statement is said here. */
export const lineOfAStatement = defineCell<string>({
  name: 'line of a statement',
  format: 'text',
  rule: 'GEN-27',
  hint: 'Paste the lines as the bank or the ledger gives them, with their headings.',
  otherwise: 'no-amount',
  longest: Number.POSITIVE_INFINITY,
  messages: {
    'no-day': {
      severity: 'problem',
      says: '{where} has an amount and no day that can be read, so the line is not counted.',
      fix: 'Paste the statement again, or type the day as in 3/9/2026.',
    },
    'no-amount': {
      severity: 'problem',
      says: '{where} has a day and no amount that can be read, so the line is not counted.',
      fix: 'Paste the statement again, or type the amount as in 3000.00.',
    },
    'no-such-day': {
      severity: 'problem',
      says: '{where} has a day that does not exist with the day before the month, so nothing of this statement is counted.',
      fix: 'Save the statement again with British dates, and paste it in place of this one.',
    },
    'days-of-two-kinds': {
      severity: 'problem',
      says: 'Below {where} some days were turned into dates and others were not, so days and months may have changed places.',
      fix: 'Set the cells to plain text, and paste the statement again.',
    },
    'which-way-is-in': {
      severity: 'problem',
      says: 'Nothing below {where} shows which amounts came in and which went out.',
      fix: 'In a row above, type “Minus is money out” or “Minus is money in”, taking debit for minus.',
    },
    'nothing-read': {
      severity: 'problem',
      says: 'Nothing that can be read as a bank statement stands in {file}.',
      fix: 'Save the statement again as CSV or OFX, of at most 5 MB, and put it in place of this file.',
    },
    'which-account': {
      severity: 'problem',
      says: 'The lines below {where} name no account, and those of several accounts stand here.',
      fix: 'In a row above them, type “Account” and its number.',
    },
    'disputed-day': {
      severity: 'problem',
      says: 'Two statements show different lines for {day}, so none of that day is counted.',
      fix: 'Paste a statement of that day again, and delete the other.',
    },
    'does-not-follow': {
      severity: 'problem',
      says: 'The balance in {where} is {said}; by the lines before it, it should be {expected}.',
      fix: 'Paste the lines that are missing before {day}.',
    },
  },
  text: (typed) => ({ value: typed }),
  show: (value) => value,
});
