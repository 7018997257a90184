import type { ChosenBy, Setting, Settings } from '../../../sheets-schema/setting.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import type { ContributionTerms } from '../../figures/contributions.ts';
import type { Membership } from '../../figures/members.ts';
import { isMemberAllYear } from '../../figures/obligations.ts';
import { type StaffDaysTerms, WHOLE_DAY } from '../../figures/staff-days.ts';
import type { Reads } from '../rule.ts';
import type { Situation } from '../situation.ts';
import {
  contributionByPupils,
  contributionDueDate,
  contributionInstalments,
  contributionYear,
  partYearMembersGive,
  partYearMembersPay,
  staffDaysMinimum,
  yearlyContribution,
} from './settings.ts';

/** What a school's account is added up from: a row in which one of these cannot be read counts nowhere. */
export const accountReads = {
  tab: contributionsTab,
  columns: ['school', 'amount', 'date', 'kind', 'forYear'],
} as const satisfies Reads;

/** Besides the amount, what decides how much a school pays by when. */
export const contributionSettings: readonly Setting[] = [
  contributionByPupils,
  contributionInstalments,
  contributionYear,
];

/** What a school pays and when, as the alliance decided. */
export function contributionTerms(settings: Settings): ContributionTerms {
  return {
    wholeYear: settings.held(yearlyContribution).value,
    byPupils: settings.held(contributionByPupils).value ?? [],
    instalments: settings.held(contributionInstalments).value ?? [],
    due: settings.held(contributionDueDate).value,
    kindOfYear: settings.held(contributionYear).value,
    partYear: settings.held(partYearMembersPay).value,
  };
}

/** What a school gives in a year, as the alliance decided. */
export function staffDaysTerms(settings: Settings): StaffDaysTerms {
  return {
    wholeYear: WHOLE_DAY * settings.held(staffDaysMinimum).value,
    partYear: settings.held(partYearMembersGive).value,
    paying: contributionTerms(settings),
  };
}

/** Who fixed what a school owes for the year: for a part of one it is also who chose the share. None did while what they chose cannot be read. */
export function shareChosenBy(
  { settings, year }: Pick<Situation, 'settings' | 'year'>,
  school: Membership,
  whole: Setting,
  ofPartYear: Setting,
  others: readonly Setting[] = [],
): ChosenBy {
  if (others.some((one) => settings.held(one).isUnread)) return 'us';
  const isSettled = isMemberAllYear(school, year) || settings.held(ofPartYear).chosenBy !== 'us';
  return isSettled ? settings.held(whole).chosenBy : 'us';
}
