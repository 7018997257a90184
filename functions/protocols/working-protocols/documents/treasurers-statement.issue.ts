import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { treasurersStatementData } from './contributions-data.ts';
import { stoodInItsYear } from './payment-letters.ts';

export const treasurersStatement = defineIssue({
  choice: {
    value: 'working-protocols/treasurers-statement',
    text: 'Treasurer’s annual statement',
    also: ['treasurer', 'treasurers statement'],
  },
  about: 'alliance',
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/treasurers-statement.document.ts')).treasurersStatement,
  from: () => [],
  whyNot: (situation, { followedBy }) => stoodInItsYear(situation, followedBy),
  data: treasurersStatementData,
  safeguards: null,
});
