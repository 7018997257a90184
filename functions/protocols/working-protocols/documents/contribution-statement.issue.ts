import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { isMembershipUnread } from '../../../figures/members.ts';
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
  // What a school owes goes by the days on which it was a member: nothing of it is printed as due while these cannot be read.
  whyNotOf: (_, school) =>
    isMembershipUnread(school)
      ? `What ${school.name} owes is not known, as when it joined or left cannot be read in Schools. Mend that first.`
      : null,
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () =>
    (await import('../../../../templates/contribution-statement.document.ts')).contributionStatement,
  from: () => [],
  data: contributionStatementData,
  safeguards: null,
});
