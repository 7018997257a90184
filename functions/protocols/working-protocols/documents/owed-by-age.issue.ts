import { contributionsTab } from '../../../../sheets-schema/tabs/contributions.tab.ts';
import { defineIssue } from '../../define-issue.ts';
import { workingProtocolsAdopted } from '../settings.ts';
import { owedByAgeData } from './owed-by-age-data.ts';
import { wentForward } from './payment-letters.ts';

/** Who owes what since when, and who was last asked for it or reminded. */
export const owedByAge = defineIssue({
  choice: { value: 'working-protocols/owed-by-age', text: 'What is owed, by age', also: ['owed', 'aged debtors'] },
  about: 'alliance',
  needs: workingProtocolsAdopted,
  reads: [contributionsTab],
  template: async () => (await import('../../../../templates/owed-by-age.document.ts')).owedByAge,
  from: () => [],
  whyNot: (situation, { followedBy }) => wentForward(situation, followedBy),
  data: owedByAgeData,
  safeguards: null,
});
