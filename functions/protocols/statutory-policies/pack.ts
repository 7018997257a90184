import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import type { Pack } from '../pack.ts';
import { chapters } from './chapters.ts';
import { policyReviewReport } from './documents/policy-review-report.issue.ts';
import { alliancePolicyReviewReport } from './documents/policy-review-report-alliance.issue.ts';
import { due } from './due.ts';
import { figures } from './figures.ts';
import { firstPolicies } from './register.ts';
import { PACK, settings, statutoryPoliciesAdopted } from './settings.ts';
import { standing } from './standing.ts';

export const statutoryPolicies: Pack = {
  id: PACK,
  title: 'Statutory policies',
  source: 'Northumberland, alliances of schools and the 22 statutory policies',
  citedAs: 'statutory policies',
  adoptedBy: statutoryPoliciesAdopted,
  needs: [policiesTab],
  begins: [{ tab: policiesTab, rows: firstPolicies }],
  chapters,
  settings,
  statement: null,
  rules: [],
  figures,
  standing,
  due,
  yearAhead: () => ({ when: [{ tab: policiesTab, says: 'whenever one is approved or reviewed' }], dates: [] }),
  documents: [policyReviewReport, alliancePolicyReviewReport],
};
