import { defineIssue } from '../../define-issue.ts';
import { statutoryPoliciesAdopted } from '../settings.ts';
import { alliancePolicyReviewData } from './alliance-policy-review-data.ts';
import { registersWorkbook } from './kept-register.ts';

/** Every school's register for the alliance's board, which sees all. */
export const alliancePolicyReviewReport = defineIssue({
  choice: {
    value: 'statutory-policies/policy-review-report-alliance',
    text: 'Policy review report of the alliance',
    also: ['policy review of the alliance', 'policies of all schools'],
  },
  about: 'alliance',
  needs: statutoryPoliciesAdopted,
  reads: [],
  template: async () =>
    (await import('../../../../templates/policy-review-report-alliance.document.ts')).alliancePolicyReviewReport,
  from: (situation) => situation.members.map((school) => registersWorkbook(school, situation)),
  data: alliancePolicyReviewData,
  safeguards: null,
});
