import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { contributionStatementData } from './contributions-data.ts';

export const contributionStatement = defineIssue({
  choice: {
    value: 'working-protocols/contribution-statement',
    text: 'Contribution statement',
    also: ['statement', 'contributions'],
  },
  about: 'school',
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () =>
    (await import('../../../../templates/contribution-statement.document.ts')).contributionStatement,
  from: () => [],
  data: contributionStatementData,
  safeguards: null,
});
