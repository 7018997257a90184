import { documentChoice } from '../../../../sheets-schema/tabs/documents.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { contributionStatementData } from './contributions-data.ts';

export const contributionStatement = defineIssue({
  choice: documentChoice('working-protocols/contribution-statement'),
  about: 'school',
  needs: 'workingProtocols',
  template: async () =>
    (await import('../../../../templates/contribution-statement.document.ts')).contributionStatement,
  from: () => [],
  data: ({ alliance, year, asOf }, school) => contributionStatementData(school, alliance, year, asOf),
  safeguards: null,
});
