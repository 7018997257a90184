import { defineIssue } from '../../define-issue.ts';
import { statutoryPoliciesAdopted } from '../settings.ts';
import { registersWorkbook } from './kept-register.ts';
import { policyReviewData } from './policy-review-data.ts';

/** A school's own register for its governing board: made from its workbook alone. */
export const policyReviewReport = defineIssue({
  choice: {
    value: 'statutory-policies/policy-review-report',
    text: 'Policy review report',
    also: ['policy review', 'policies'],
  },
  about: 'school',
  needs: statutoryPoliciesAdopted,
  reads: [],
  template: async () => (await import('../../../../templates/policy-review-report.document.ts')).policyReviewReport,
  from: (situation, school) => [registersWorkbook(school, situation)],
  data: policyReviewData,
  safeguards: null,
});
