import type { Settings } from '../../../../sheets-schema/setting.ts';
import { evaluationsTab } from '../../../../sheets-schema/tabs/evaluations.tab.ts';
import { staffDaysTab } from '../../../../sheets-schema/tabs/staff-days.tab.ts';
import { counted, daysFigure, pounds } from '../../../../sheets-schema/wording.ts';
import { longDate } from '../../../../templates/kit/money-and-dates.ts';
import { type AcademicYear, dayInYear } from '../../../figures/academic-year.ts';
import { type ContributionTerms, contributionDueDay } from '../../../figures/contributions.ts';
import { type Membership, membershipIn } from '../../../figures/members.ts';
import type { YearAhead } from '../../pack.ts';
import { agreementSignedBy, evaluationDue } from '../settings.ts';
import { contributionTerms, halfDaysOwed } from '../terms.ts';

/** What these protocols ask of a school in the year, for the letter to its office. */
export function yearAhead(settings: Settings, year: AcademicYear, member: Membership): YearAhead {
  const days = daysFigure(halfDaysOwed(settings));
  const { from, to } = membershipIn(member, year);
  const agreement = dayInYear(year, settings.held(agreementSignedBy).value);
  const terms = contributionTerms(settings);
  const contribution = contributionInWords(terms, from === year.from && to === year.to);
  const dueOn = contributionDueDay(year, terms);
  return {
    when: [
      {
        tab: staffDaysTab,
        says: `soon after each day${to === year.to ? `; ${days} days by ${longDate(year.to)}` : ''}`,
      },
      { tab: evaluationsTab, says: `within ${counted(settings.held(evaluationDue).value, 'school day')} of its end` },
    ],
    dates: [
      ...(from <= agreement && agreement <= to
        ? [{ by: agreement, what: 'the signed agreement to the protocols' }]
        : []),
      ...(contribution === null ? [] : [{ by: dueOn < from && from > year.from ? null : dueOn, what: contribution }]),
    ],
  };
}

/** A part of a year is shared by its terms, which nobody may have typed yet; null where nothing is asked. */
function contributionInWords({ wholeYear, partYear }: ContributionTerms, isWholeYear: boolean): string | null {
  const whole = pounds(wholeYear);
  if (isWholeYear || partYear === 'full') return `the school’s contribution of ${whole}`;
  return partYear === 'none' ? null : `the school’s contribution for its terms of the year’s ${whole}`;
}
