import { defineRule } from '../rule.ts';

export const rowsPassedOver = defineRule({
  id: 'GEN-17',
  title: 'Every row below the headings is one of the tab’s own',
  workbook: 'both',
  reads: [],
  messages: {
    totals: {
      severity: 'note',
      says: 'Row {row} of {tab} holds totals, so it is not counted.',
      fix: 'Nothing needs doing if it does.',
    },
    headings: {
      severity: 'note',
      says: 'Row {row} of {tab} repeats the headings, so it is not read.',
      fix: 'Nothing needs doing if it does.',
    },
  },
  check(input, report) {
    for (const { tab, passedOver } of input.parsed) {
      for (const { rowNumber, what } of passedOver) {
        const data = { tab: tab.title, row: { row: rowNumber } };
        report({ message: what, tab, subject: what, data });
      }
    }
  },
});
