import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { documentChoice } from '../../../../sheets-schema/tabs/documents.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { treasurersStatementData } from './contributions-data.ts';

export const treasurersStatement = defineIssue({
  choice: documentChoice('working-protocols/treasurers-statement'),
  about: 'alliance',
  needs: 'workingProtocols',
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/treasurers-statement.document.ts')).treasurersStatement,
  from: () => [],
  data: treasurersStatementData,
  safeguards: null,
});
