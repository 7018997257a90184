import type { Settings } from '../../../../sheets-schema/setting.ts';
import { evaluationsTab } from '../../../../sheets-schema/tabs/evaluations.tab.ts';
import { staffDaysTab } from '../../../../sheets-schema/tabs/staff-days.tab.ts';
import { counted, daysFigure, pounds } from '../../../../sheets-schema/wording.ts';
import { longDate } from '../../../../templates/kit/money-and-dates.ts';
import { type AcademicYear, dayInYear } from '../../../figures/academic-year.ts';
import {
  contributionDue,
  contributionDueDays,
  contributionDueOn,
  contributionParts,
  wholeYearOf,
} from '../../../figures/contributions.ts';
import { type Membership, membershipIn } from '../../../figures/members.ts';
import { isMemberAllYear, owesWhatIsDueOn, type PartYear } from '../../../figures/obligations.ts';
import type { SchoolCalendar } from '../../../figures/school-calendar.ts';
import { halfDaysOwed, isMerging, staffDaysDueOn, WHOLE_DAY } from '../../../figures/staff-days.ts';
import { dueInWords } from '../../due-in-words.ts';
import type { YearAhead } from '../../pack.ts';
import { agreementSignedBy, evaluationDue, interimEvaluationAfter } from '../settings.ts';
import { contributionTerms, staffDaysTerms } from '../terms.ts';

interface Ahead {
  readonly settings: Settings;
  readonly year: AcademicYear;
  readonly member: Membership;
  readonly calendar: SchoolCalendar;
}

/** What these protocols ask of a school in the year, for the letter to its office: what the checks go by. */
export function yearAhead(
  settings: Settings,
  year: AcademicYear,
  member: Membership,
  calendar: SchoolCalendar,
): YearAhead {
  const ahead: Ahead = { settings, year, member, calendar };
  const { from, to } = membershipIn(member, year);
  const agreement = dayInYear(year, settings.held(agreementSignedBy).value);
  return {
    when: [
      { tab: staffDaysTab, says: `soon after each day${daysInWords(ahead)}` },
      { tab: evaluationsTab, says: evaluationsInWords(settings) },
    ],
    dates: [
      ...(from <= agreement && agreement <= to
        ? [{ by: agreement, what: 'the signed agreement to the protocols' }]
        : []),
      ...contributionDates(ahead),
    ],
  };
}

function evaluationsInWords(settings: Settings): string {
  const within = counted(settings.held(evaluationDue).value, 'school day');
  const after = settings.held(interimEvaluationAfter).value;
  const meanwhile = after === null ? '' : `; while it goes on, after each ${counted(after, 'school day')}`;
  return `within ${within} of its end${meanwhile}`;
}

function daysInWords({ settings, year, member, calendar }: Ahead): string {
  const terms = staffDaysTerms(settings);
  const by = longDate(staffDaysDueOn(member, year));
  if (!owesWhatIsDueOn(contributionDueOn(member, year, terms.paying, calendar), member)) return '';
  if (isByTerms(isMerging(member, year) ? 'by-term' : terms.partYear, { year, member, calendar }))
    return `; by ${by} the share of ${daysFigure(terms.wholeYear)} days for the school’s terms as a member`;
  const owed = halfDaysOwed(member, year, terms, calendar);
  return owed === 0 ? '' : `; ${daysFigure(owed)} day${owed > WHOLE_DAY ? 's' : ''} by ${by}`;
}

function contributionDates({ settings, year, member, calendar }: Ahead): { by: string | null; what: string }[] {
  const terms = contributionTerms(settings);
  const { by, says } = dueInWords(contributionDueDays(year, terms)[0]!, member, year, calendar);
  const isShare = isByTerms(terms.partYear, { year, member, calendar });
  if (isShare && !owesWhatIsDueOn(contributionDueOn(member, year, terms, calendar), member)) return [];
  const owed = contributionDue(member, year, terms, calendar);
  if (owed === 0 && !isShare) return [];
  const parts = contributionParts(member, year, terms, calendar);
  if (!isShare && parts.length > 1)
    return parts.map(({ dueOn, amount }) => ({
      by: dueOn,
      what: `a part of the school’s contribution, ${pounds(amount)}`,
    }));
  const what = isShare
    ? `the school’s contribution for its terms of the year’s ${pounds(wholeYearOf(member, terms))}`
    : `the school’s contribution of ${pounds(owed)}`;
  return [{ by, what: by === null ? `${what}, ${says}` : what }];
}

/** Whether a share goes by the terms of a part of the year, and nobody has typed these yet. */
function isByTerms(partYear: PartYear, { year, member, calendar }: Omit<Ahead, 'settings'>): boolean {
  return partYear === 'by-term' && !calendar.known && !isMemberAllYear(member, year);
}
