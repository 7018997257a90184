import { documentsTab } from '../../../sheets-schema/tabs/documents.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

export const documentsCouldBeMade = defineRule({
  id: 'GEN-19',
  since: 3,
  title: 'Every document asked for could be made',
  mendedIn: documentsTab,
  reads: [{ tab: documentsTab, columns: ['document', 'school', 'asOf'] }],
  messages: {
    refused: {
      severity: 'problem',
      says: '{cell} asks for a document that could not be made.',
      fix: '{why} It is tried again at each check.',
    },
    waits: {
      severity: 'note',
      says: '{cell} asks for a document as of {day}, a day to come.',
      fix: 'It is made on that day. Nothing needs doing until then.',
    },
    leftOut: {
      severity: 'note',
      says: '{cell} was answered with a document that leaves something out.',
      fix: '{what} Then ask for the document again, in a new row.',
    },
  },
  check(input, report, sources) {
    for (const row of input.rows(documentsTab)) {
      const place = { tab: documentsTab, row, column: 'document' };
      const why = sources.refused?.get(row.key);
      if (row.asOf !== null && row.asOf > input.asOf)
        report({ message: 'waits', ...place, data: { day: longDate(row.asOf) } });
      else if (why !== undefined) report({ message: 'refused', ...place, data: { why } });
      const what = sources.leftOut?.get(row.key);
      if (what !== undefined) report({ message: 'leftOut', ...place, subject: 'left out', data: { what } });
    }
  },
});
