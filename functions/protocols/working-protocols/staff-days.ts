import type { Held } from '../../../sheets-schema/setting.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { daysFigure } from '../../../sheets-schema/wording.ts';
import { isWithin } from '../../figures/academic-year.ts';
import { type Membership, membershipIn, type School } from '../../figures/members.ts';
import { dueOnceJoined, progressOf } from '../../figures/obligations.ts';
import type { SchoolCalendar } from '../../figures/school-calendar.ts';
import {
  halfDaysOwed,
  isMerging,
  type StaffTimeGiven,
  type StaffTimeTerms,
  staffDaysDueOn,
  staffTimeGiven,
  WHOLE_DAY,
} from '../../figures/staff-days.ts';
import type { Reads } from '../rule.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';
import {
  aStaffDayIs,
  hoursInADay,
  insetDaysCount,
  paceReminderGap,
  paceReminders,
  paceRemindersBegin,
  partYearMembersGive,
  staffDaysMinimum,
} from './settings.ts';
import { shareChosenBy, staffDaysTerms } from './terms.ts';

/** What staff time is added up from: a row in which one of these cannot be read counts nowhere. */
export const staffDaysReads = {
  tab: staffDaysTab,
  columns: ['person', 'date', 'days', 'staff'],
} as const satisfies Reads;

/** How the alliance counts the days of a school, in its own calendar. */
export function staffTimeTerms(
  { settings, calendarOf }: Situation,
  school: Pick<School, 'urn'> | null,
): StaffTimeTerms {
  const calendar = calendarOf(school?.urn ?? null);
  const isInsetToo = settings.held(insetDaysCount).value;
  return {
    counted: settings.held(aStaffDayIs).value,
    minutesInDay: settings.held(hoursInADay).value,
    counts: (date) => isInsetToo || !calendar.isInsetDay(date),
  };
}

/** What the workbook’s school gave so far, as the check, *Start here*, the page and the documents have it. */
export function staffDaysGiven(all: Situation, member: Membership): StaffTimeGiven {
  const situation = seeing(all, [staffDaysReads]);
  const { year, asOf, school } = situation;
  const terms = staffTimeTerms(situation, school);
  return staffTimeGiven(situation.rows(staffDaysTab), membershipIn(member, year), terms, asOf);
}

/**
 * What is typed beyond a day of one person on one date, or under dates of another year, and how it is said; null where nothing is. Most
 * likely another date was meant.
 */
export function staffDaysBeyond(situation: Situation, member: Membership): { amount: number; says: string } | null {
  const { beyond } = staffDaysGiven(situation, member);
  const elsewhen = staffDaysOfOtherYears(situation);
  if (beyond + elsewhen === 0) return null;
  const says = [
    ...(beyond > 0
      ? [
          ` ${daysFigure(beyond)} more cannot be counted: nobody gives more than a day on one date, or one half of it twice.`,
        ]
      : []),
    ...(elsewhen > 0 ? [` ${daysFigure(elsewhen)} more cannot be counted: not dated in ${situation.year.label}.`] : []),
  ];
  return { amount: beyond + elsewhen, says: says.join('') };
}

/** Half-days typed under dates that are not in the year, whenever they are. */
export function staffDaysOfOtherYears(all: Situation): number {
  const situation = seeing(all, [staffDaysReads]);
  const { year, school } = situation;
  const rows = situation.rows(staffDaysTab).filter(({ date }) => !isWithin(date, year));
  return staffTimeGiven(rows, ANY_TIME, { ...staffTimeTerms(situation, school), counts: () => true }, ANY_TIME.to)
    .given;
}

const ANY_TIME = { from: '0000-01-01', to: '9999-12-31' };

/** Half-days that a school owes for the year. */
export function staffDaysOwed(situation: Situation, school: School): Held<number> {
  const { year, settings, calendarOf } = situation;
  const terms = staffDaysTerms(settings);
  // That schools that become one give by their terms is ours, unless everybody does.
  const isOurs = isMerging(school, year) && terms.partYear !== 'by-term';
  return {
    value: halfDaysOwed(school, year, terms, calendarOf(school.urn)),
    chosenBy: isOurs ? 'us' : shareChosenBy(situation, school, staffDaysMinimum, partYearMembersGive),
  };
}

/** By when: the source says in every academic year, and no day counts after leaving. */
export function staffDaysDueBy({ year }: Situation, school: Membership): Held<string> {
  return { value: staffDaysDueOn(school, year), chosenBy: 'source' };
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
