import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { isMembershipUnread, type Membership } from '../../figures/members.ts';
import type { KeptFigure } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { staffDaysGiven } from './staff-days.ts';

/** Rows of *Staff days* that wait to be mended and may make up what is missing; not kept where there are none. */
export const staffDaysWaiting: KeptFigure = {
  id: 'working-protocols/staff-days-waiting',
  reads: [staffDaysTab],
  of: ({ waiting }) => waiting(staffDaysTab) || null,
};

/** Half-days that a school gave so far this year; null where its *Staff days* are not kept or not at hand, or from when on it is a member. */
export const halfDaysGivenInYear: KeptFigure = {
  id: 'working-protocols/half-days-given',
  reads: [staffDaysTab],
  of(situation: Situation) {
    const member: Membership = situation.school ?? { joinedOn: null, leftOn: null };
    if (situation.look(staffDaysTab).is !== 'here' || isMembershipUnread(member)) return null;
    return staffDaysGiven(situation, member);
  },
};
