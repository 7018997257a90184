import { workingProtocolsAdopted } from '../../../../sheets-schema/adoption.ts';
import { defineIssue } from '../../define-issue.ts';
import { contributionStatementData } from './contributions-data.ts';

export const contributionStatement = defineIssue({
  choice: {
    value: 'working-protocols/contribution-statement',
    text: 'Contribution statement',
    also: ['statement', 'contributions'],
  },
  about: 'school',
  needs: workingProtocolsAdopted,
  template: async () =>
    (await import('../../../../templates/contribution-statement.document.ts')).contributionStatement,
  from: () => [],
  data: ({ alliance, year, asOf }, school) => contributionStatementData(school, alliance, year, asOf),
  safeguards: null,
});
