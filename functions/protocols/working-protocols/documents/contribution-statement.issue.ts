import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { documentChoice } from '../../../../sheets-schema/tabs/documents.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { contributionStatementData } from './contributions-data.ts';

export const contributionStatement = defineIssue({
  choice: documentChoice('working-protocols/contribution-statement'),
  about: 'school',
  needs: 'workingProtocols',
  reads: [contributionsTab],
  template: async () =>
    (await import('../../../../templates/contribution-statement.document.ts')).contributionStatement,
  from: () => [],
  data: contributionStatementData,
  safeguards: null,
});
