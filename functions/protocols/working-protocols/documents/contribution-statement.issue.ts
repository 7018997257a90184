import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { accountHolders } from '../accounts.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { contributionStatementData } from './contributions-data.ts';
import { owesUnknown, stoodInItsYear } from './payment-letters.ts';

export const contributionStatement = defineIssue({
  choice: {
    value: 'working-protocols/contribution-statement',
    text: 'Contribution statement',
    also: ['statement', 'contributions'],
  },
  about: 'school',
  // What a school owes goes by the days on which it was a member: nothing of it is printed as due while these cannot be read.
  whyNotOf: (situation, school, { followedBy }) => owesUnknown(school) ?? stoodInItsYear(situation, followedBy),
  schools: accountHolders,
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () =>
    (await import('../../../../templates/contribution-statement.document.ts')).contributionStatement,
  from: () => [],
  data: contributionStatementData,
  safeguards: null,
});
