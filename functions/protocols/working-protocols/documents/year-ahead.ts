import type { Settings } from '../../../../sheets-schema/setting.ts';
import { evaluationsTab } from '../../../../sheets-schema/tabs/evaluations.tab.ts';
import { staffDaysTab } from '../../../../sheets-schema/tabs/staff-days.tab.ts';
import { counted, daysFigure, pounds } from '../../../../sheets-schema/wording.ts';
import { longDate } from '../../../../templates/kit/money-and-dates.ts';
import { type AcademicYear, dayInYear } from '../../../figures/academic-year.ts';
import { contributionDueOn } from '../../../figures/contributions.ts';
import type { YearAhead } from '../../pack.ts';
import { agreementSignedBy, evaluationDue, yearlyContribution } from '../settings.ts';
import { contributionTerms, halfDaysOwed } from '../terms.ts';

/** What these protocols ask of a school in the year, for the letter to its office. */
export function yearAhead(settings: Settings, year: AcademicYear): YearAhead {
  const days = daysFigure(halfDaysOwed(settings));
  const contribution = pounds(settings.held(yearlyContribution).value);
  return {
    when: [
      { tab: staffDaysTab, says: `soon after each day; ${days} days by ${longDate(year.to)}` },
      { tab: evaluationsTab, says: `within ${counted(settings.held(evaluationDue).value, 'school day')} of its end` },
    ],
    dates: [
      { by: dayInYear(year, settings.held(agreementSignedBy).value), what: 'the signed agreement to the protocols' },
      {
        by: contributionDueOn(year, contributionTerms(settings)),
        what: `the school’s contribution of ${contribution}`,
      },
    ],
  };
}
