import { documentsTab } from '../../../sheets-schema/tabs/documents.tab.ts';
import { defineRule } from '../rule.ts';

export const documentsCouldBeMade = defineRule({
  id: 'GEN-19',
  title: 'Every document asked for could be made',
  workbook: 'alliance',
  reads: [{ tab: documentsTab, columns: ['document', 'school', 'asOf'] }],
  messages: {
    refused: {
      severity: 'problem',
      says: '{cell} asks for a document that could not be made.',
      fix: '{why} It is tried again at each check.',
    },
  },
  check(input, report) {
    for (const row of input.rows(documentsTab)) {
      const why = input.refused.get(row.key);
      if (why !== undefined) report({ message: 'refused', tab: documentsTab, row, column: 'document', data: { why } });
    }
  },
});
