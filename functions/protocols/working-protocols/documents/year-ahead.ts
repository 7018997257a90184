import type { Settings } from '../../../../sheets-schema/setting.ts';
import { evaluationsTab } from '../../../../sheets-schema/tabs/evaluations.tab.ts';
import { staffDaysTab } from '../../../../sheets-schema/tabs/staff-days.tab.ts';
import { counted, daysFigure, pounds } from '../../../../sheets-schema/wording.ts';
import { longDate } from '../../../../templates/kit/money-and-dates.ts';
import { type AcademicYear, dayInYear, daysBetween } from '../../../figures/academic-year.ts';
import { type ContributionTerms, contributionDueDay } from '../../../figures/contributions.ts';
import { type Membership, membershipIn } from '../../../figures/members.ts';
import { AFTER_JOINING, isMemberAllYear, owesWhatIsDueOn } from '../../../figures/obligations.ts';
import type { YearAhead } from '../../pack.ts';
import { agreementSignedBy, evaluationDue } from '../settings.ts';
import { contributionTerms, staffDaysTerms } from '../terms.ts';

/** What these protocols ask of a school in the year, for the letter to its office. */
export function yearAhead(settings: Settings, year: AcademicYear, member: Membership): YearAhead {
  const { from, to } = membershipIn(member, year);
  const agreement = dayInYear(year, settings.held(agreementSignedBy).value);
  return {
    when: [
      { tab: staffDaysTab, says: `soon after each day${daysInWords(settings, year, member)}` },
      { tab: evaluationsTab, says: `within ${counted(settings.held(evaluationDue).value, 'school day')} of its end` },
    ],
    dates: [
      ...(from <= agreement && agreement <= to
        ? [{ by: agreement, what: 'the signed agreement to the protocols' }]
        : []),
      ...contributionDates(contributionTerms(settings), year, member),
    ],
  };
}

function daysInWords(settings: Settings, year: AcademicYear, member: Membership): string {
  const { wholeYear, partYear } = staffDaysTerms(settings);
  if (!owesWhatIsDueOn(year.to, member)) return '';
  const [days, by] = [daysFigure(wholeYear), longDate(year.to)];
  if (isMemberAllYear(member, year) || partYear === 'full') return `; ${days} days by ${by}`;
  return partYear === 'none' ? '' : `; by ${by} the share of ${days} days for the school’s terms as a member`;
}

/** More days than thirty school days ever take. */
const LONG_AFTER_JOINING = 100;

/** The calendar of the year may not be typed yet, so of who joins in it the school days are named that count. */
function contributionDates(
  terms: ContributionTerms,
  year: AcademicYear,
  member: Membership,
): { by: string | null; what: string }[] {
  const what = contributionInWords(terms, isMemberAllYear(member, year));
  const due = contributionDueDay(year, terms);
  if (what === null || !owesWhatIsDueOn(due, member)) return [];
  const { from } = membershipIn(member, year);
  if (from === year.from || daysBetween(from, due) > LONG_AFTER_JOINING) return [{ by: due, what }];
  const afterJoining = `within ${AFTER_JOINING} school days of joining`;
  const atLatest = daysBetween(from, year.to) > LONG_AFTER_JOINING ? '' : `, by ${longDate(year.to)} at the latest`;
  const when = due < from ? afterJoining : `by ${longDate(due)} or ${afterJoining}, whichever is later`;
  return [{ by: null, what: `${what}, ${when}${atLatest}` }];
}

/** A part of a year is shared by its terms, which nobody may have typed yet; null where nothing is asked. */
function contributionInWords({ wholeYear, partYear }: ContributionTerms, isWholeYear: boolean): string | null {
  const whole = pounds(wholeYear);
  if (isWholeYear || partYear === 'full') return `the school’s contribution of ${whole}`;
  return partYear === 'none' ? null : `the school’s contribution for its terms of the year’s ${whole}`;
}
