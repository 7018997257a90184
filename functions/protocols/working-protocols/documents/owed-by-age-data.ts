import type { OwedByAgeData } from '../../../../templates/owed-by-age.document.ts';
import { daysBetween } from '../../../figures/academic-year.ts';
import { inNameOrder, isMembershipUnread } from '../../../figures/members.ts';
import { numbersOf } from '../../../figures/school-numbers.ts';
import { sum } from '../../../figures/sums.ts';
import type { MadeFrom } from '../../define-issue.ts';
import { seeing } from '../../seeing.ts';
import type { Situation } from '../../situation.ts';
import { accountHolders, accountOf, mayBePaidAtAll } from '../accounts.ts';
import { owedOn } from '../owed-on.ts';
import { accountReads } from '../terms.ts';

const [REQUEST, REMINDER] = ['working-protocols/payment-request', 'working-protocols/payment-reminder'];

/** The last day of each age, in days since what is owed was due. */
const AGES = [30, 60, 90, Number.POSITIVE_INFINITY];

export function owedByAgeData(all: Situation, made: MadeFrom): OwedByAgeData {
  const situation = seeing(all, [accountReads]);
  const { asOf } = situation;
  const schools = inNameOrder(accountHolders(situation)).flatMap((school) => {
    if (isMembershipUnread(school)) return [];
    const { carries } = accountOf(school, situation);
    const due = carries.owed.filter(({ dueOn }) => dueOn < asOf);
    const ages = AGES.map((until, at) => {
      const after = at === 0 ? 0 : AGES[at - 1]!;
      const its = due.filter(({ dueOn }) => daysBetween(dueOn, asOf) > after && daysBetween(dueOn, asOf) <= until);
      return sum(its, ({ amount }) => amount);
    });
    const notYetDue = sum(carries.owed, ({ dueOn, amount }) => (dueOn < asOf ? 0 : amount));
    const last = (document: string | undefined) =>
      made.issued.findLast(
        (one) => one.document === document && one.urn !== null && numbersOf(school).includes(one.urn),
      )?.issuedOn ?? null;
    return [
      {
        school: school.name,
        notYetDue,
        ages,
        since: due[0]?.dueOn ?? null,
        inAdvance: owedOn(school, situation).inAdvance,
        lastRequest: last(REQUEST),
        lastReminder: last(REMINDER),
        mayHavePaid: carries.owed.length > 0 && mayBePaidAtAll(situation, school),
      },
    ];
  });
  return {
    schools: schools.filter(({ notYetDue, ages, inAdvance }) => notYetDue + sum(ages, (one) => one) + inAdvance > 0),
    settled: schools.length,
    unknown: inNameOrder(situation.members)
      .filter(isMembershipUnread)
      .map(({ name }) => name),
  };
}
