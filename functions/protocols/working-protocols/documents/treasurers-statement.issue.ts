import { documentChoice } from '../../../../sheets-schema/tabs/documents.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { treasurersStatementData } from './contributions-data.ts';

export const treasurersStatement = defineIssue({
  choice: documentChoice('working-protocols/treasurers-statement'),
  about: 'alliance',
  needs: 'workingProtocols',
  template: async () => (await import('../../../../templates/treasurers-statement.document.ts')).treasurersStatement,
  from: () => [],
  data: ({ alliance, year, asOf }) => treasurersStatementData(alliance, year, asOf),
  safeguards: null,
});
