import { agreement } from './agreement.ts';
import type { Alliance, Member } from './alliance.ts';
import { annualReport } from './annual-report.ts';
import type { Reckoning } from './compare.ts';
import { contributionStatement } from './contribution-statement.ts';
import { policyReview } from './policy-review.ts';
import { policyReviewOfAll } from './policy-review-alliance.ts';
import { treasurersStatement } from './treasurers-statement.ts';

type OfSchool = (alliance: Alliance, member: Member) => Reckoning;
/** Null: there is nothing to issue. */
type OfAlliance = (alliance: Alliance) => Reckoning | null;

/** How each document’s figures are worked out, by the name under which it is asked for. */
export const ofSchools: Readonly<Record<string, OfSchool>> = {
  agreement,
  'contribution-statement': contributionStatement,
  'policy-review-report': policyReview,
};
export const ofAlliances: Readonly<Record<string, OfAlliance>> = {
  'treasurers-statement': treasurersStatement,
  'policy-review-report-alliance': policyReviewOfAll,
  'annual-report': annualReport,
};
