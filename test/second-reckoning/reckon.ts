import { agreement } from './agreement.ts';
import type { Alliance, Member } from './alliance.ts';
import { annualReport } from './annual-report.ts';
import type { Reckoning } from './compare.ts';
import { contributionStatement } from './contribution-statement.ts';
import { owedByAge, paymentRequest, receipt, reminder } from './letters.ts';
import { policyReview } from './policy-review.ts';
import { policyReviewOfAll } from './policy-review-alliance.ts';
import { treasurersStatement } from './treasurers-statement.ts';

/** Null: there is nothing to issue. */
type OfSchool = (alliance: Alliance, member: Member) => Reckoning | null;
type OfAlliance = (alliance: Alliance) => Reckoning | null;

/** How each document’s figures are worked out, by the name under which it is asked for. */
export const ofSchools: Readonly<Record<string, OfSchool>> = {
  agreement,
  'contribution-statement': contributionStatement,
  'policy-review-report': policyReview,
  'payment-request': paymentRequest,
  'payment-reminder': reminder,
  'payment-receipt': receipt,
};
export const ofAlliances: Readonly<Record<string, OfAlliance>> = {
  'treasurers-statement': treasurersStatement,
  'owed-by-age': owedByAge,
  'policy-review-report-alliance': policyReviewOfAll,
  'annual-report': annualReport,
};
