import { defineRule } from '../rule.ts';

export const rowsPassedOver = defineRule({
  id: 'GEN-17',
  title: 'Every row below the headings is one of the tab’s own, and they are few enough to read',
  mendedIn: 'every tab',
  reads: [],
  messages: {
    totals: {
      severity: 'note',
      says: '{row} of {tab} holds totals, so it is not counted.',
      fix: 'Nothing needs doing if it does.',
    },
    headings: {
      severity: 'note',
      says: '{row} of {tab} repeats the headings, so it is not read.',
      fix: 'Nothing needs doing if it does.',
    },
    beyond: {
      severity: 'problem',
      says: '{tab} has more than {most} rows, and from {row} on they are not read.',
      fix: 'Delete rows that are not needed, or move old ones to another workbook.',
    },
  },
  check(_, report, sources) {
    for (const { tab, passedOver } of sources.parsed) {
      for (const { rowNumber, what } of passedOver) {
        const place = { tab, subject: what };
        const row = { row: rowNumber, otherwise: what === 'beyond' ? 'there' : 'a row' };
        const data = { tab: tab.title, row };
        if (what === 'beyond')
          report({ message: what, ...place, data: { ...data, most: tab.mostRows.toLocaleString('en-GB') } });
        else report({ message: what, ...place, data });
      }
    }
  },
});
