import type { Decided } from './alliance.ts';

/** What holds where an alliance has not decided it itself. */
export const UNDECIDED: Omit<Decided, 'itself'> = {
  yearBegins: '09-01',
  ...{ contribution: 300_000, contributionYear: 'academic', dueDate: '11-30', partYearPay: 'full' },
  ...{ staffDays: 9, partYearGive: 'full', evaluationDue: 20, mayMiss: null, deputies: 1, signedBy: '10-31' },
  ...{ yearlyReview: null, afterChange: 60, hideBelow: 6 },
};
