import type { Held } from '../../../sheets-schema/setting.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { type Membership, membershipIn, type School } from '../../figures/members.ts';
import { dueOnceJoined, progressOf } from '../../figures/obligations.ts';
import type { SchoolCalendar } from '../../figures/school-calendar.ts';
import { halfDaysGiven, halfDaysOwed, WHOLE_DAY } from '../../figures/staff-days.ts';
import type { Situation } from '../situation.ts';
import {
  aStaffDayIs,
  paceReminderGap,
  paceReminders,
  paceRemindersBegin,
  partYearMembersGive,
  staffDaysMinimum,
} from './settings.ts';
import { shareChosenBy, staffDaysTerms } from './terms.ts';

/** Half-days that the workbook’s school gave so far, as the check, *Start here*, the page and the documents have it. */
export function staffDaysGiven(situation: Situation, member: Membership): number {
  const { year, settings, asOf } = situation;
  const counted = settings.held(aStaffDayIs).value;
  return halfDaysGiven(situation.rows(staffDaysTab), membershipIn(member, year), counted, asOf);
}

/** Half-days that a school owes for the year. */
export function staffDaysOwed(situation: Situation, school: School): Held<number> {
  const { year, settings, calendarOf } = situation;
  return {
    value: halfDaysOwed(school, year, staffDaysTerms(settings), calendarOf(school.urn)),
    chosenBy: shareChosenBy(situation, school, staffDaysMinimum, partYearMembersGive),
  };
}

/** By when: the source says in every academic year. */
export function staffDaysDueBy({ year }: Situation): Held<string> {
  return { value: year.to, chosenBy: 'source' };
}

/** How far a school’s own part of the year has gone, and how many half-days it may be behind; null while it is not reminded. */
export function staffDaysPace(
  { year, settings, asOf, calendarOf }: Situation,
  school: School,
): { readonly gone: number; readonly all: number; readonly gap: number } | null {
  if (!settings.held(paceReminders).value) return null;
  const calendar = calendarOf(school.urn);
  const begins = beginsOn(calendar, settings.held(paceRemindersBegin).value);
  if (begins === null || asOf < dueOnceJoined(begins, school, year, calendar)) return null;
  return { ...progressOf(school, year, calendar, asOf), gap: WHOLE_DAY * settings.held(paceReminderGap).value };
}

function beginsOn(calendar: SchoolCalendar, from: typeof paceRemindersBegin.unset): string | null {
  if (from === 'autumn-2') return calendar.secondHalf('autumn');
  if (from === 'spring-2') return calendar.secondHalf('spring');
  return calendar.term(from)?.from ?? null;
}
