import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, daysFigure, pounds } from '../../../sheets-schema/wording.ts';
import { isMembershipUnread, type School } from '../../figures/members.ts';
import { mayMakeUp } from '../builders/at-least-by.ts';
import { type AttendancePromised, attendanceAt } from '../builders/attendance.ts';
import { agreedOf } from '../exceptions.ts';
import type { KnownFigures } from '../kept-figure.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';
import {
  byItsDay,
  type CountedStanding,
  HALF_DAYS,
  KEPT,
  NOT_KNOWN,
  PENCE,
  PIECES,
  type State,
  type Unit,
} from '../standing.ts';
import { accountOf, mayBePaid, NOTHING_WAITS, paymentsToCome, perhapsPaid } from './accounts.ts';
import { atAllianceMeetings, atTheConference } from './attendance-promised.ts';
import { halfDaysBeyond, halfDaysKnown, halfDaysOfOtherYears, staffDaysWaiting } from './figures.ts';
import { contributionDueDate, meetingsMayMiss, partYearMembersPay, yearlyContribution } from './settings.ts';
import { staffDaysDueBy, staffDaysOwed } from './staff-days.ts';
import { accountReads, contributionSettings, shareChosenBy } from './terms.ts';

/**
 * How far one school keeps the promises that are counted, and none of what the alliance does not keep. What is not at hand, or not among
 * the school's known figures, is not yet known.
 */
export function standing(situation: Situation, school: School, known: KnownFigures): CountedStanding[] {
  return [
    ...staffDays(situation, school, known),
    ...contribution(situation, school),
    ...attendance(situation, school, {
      ...{ what: 'Alliance meetings', mayMiss: situation.settings.held(meetingsMayMiss).value },
      ...{ meetings: atAllianceMeetings, isOthersToo: false },
    }),
    ...attendance(situation, school, {
      ...{ what: 'Conference', mayMiss: 0 },
      ...{ meetings: atTheConference, isOthersToo: true },
    }),
  ];
}

/** Whether the alliance agreed otherwise with the school about a clause. */
function isAgreed(situation: Situation, { urn }: School, clause: string): boolean {
  return agreedOf(situation)({ promise: { pack: 'working-protocols', clause }, urn, about: [] }) !== null;
}

/** Rows that count nowhere yet and may be what is missing. */
function toBeMended(waiting: number): string {
  return waiting === 0 ? '' : `, ${counted(waiting, 'row')} to be mended`;
}

function staffDays(situation: Situation, school: School, known: KnownFigures): CountedStanding[] {
  const { isKept, year, asOf } = situation;
  if (!isKept(staffDaysTab)) return [];
  const halfDays = halfDaysKnown(known, situation);
  const owed = staffDaysOwed(situation, school);
  const promise = { what: 'Staff days given', unit: HALF_DAYS, of: owed.value } as const;
  if (isMembershipUnread(school)) return [{ ...promise, ...NOT_KNOWN }];
  // Of whom nothing is asked there is nothing to know, whether it has a workbook or not.
  if (halfDays === null) return [{ ...promise, ...NOT_KNOWN, ...(owed.value === 0 ? NONE_ASKED : {}) }];
  const isShort = halfDays < owed.value;
  const waiting = isShort ? (known(staffDaysWaiting) ?? 0) : 0;
  const beyond = isShort ? (known(halfDaysBeyond) ?? 0) : 0;
  const elsewhen = isShort ? (known(halfDaysOfOtherYears) ?? 0) : 0;
  const uncounted = [
    ...(beyond === 0 ? [] : [`, ${daysFigure(beyond)} more than a person can give`]),
    ...(elsewhen === 0 ? [] : [`, ${daysFigure(elsewhen)} not dated in ${year.label}`]),
  ];
  const stands = byItsDay({
    enough: halfDays >= owed.value,
    by: staffDaysDueBy(situation, school),
    amountChosenBy: owed.chosenBy,
    yearEnds: year.to,
    asOf,
    isUncertain: waiting > 0 || (uncounted.length > 0 && halfDays + beyond + elsewhen >= owed.value),
    isAgreed: isAgreed(situation, school, '21'),
    late: 'not kept',
  });
  return [
    {
      ...promise,
      ...stands,
      figure: `${givenOf(halfDays, owed.value, HALF_DAYS)}${toBeMended(waiting)}${uncounted.join('')}`,
      done: halfDays,
    },
  ];
}

const NONE_ASKED = { ...KEPT, figure: 'none asked' } as const;

/** Nothing is asked of who left before it was due, or of members for part of the year where the alliance lets them off. */
function givenOf(given: number, owed: number, { shown }: Unit): string {
  if (owed > 0) return `${shown(given)} of ${shown(owed)}`;
  return given === 0 ? NONE_ASKED.figure : `${shown(given)}, ${NONE_ASKED.figure}`;
}

function contribution(all: Situation, school: School): CountedStanding[] {
  const situation = seeing(all, [accountReads]);
  const { year, settings, asOf } = situation;
  const look = situation.look(contributionsTab);
  if (look.is === 'not kept') return [];
  const account = accountOf(school, situation);
  const promise = { what: 'Contribution paid', unit: PENCE, of: account.asked } as const;
  if (look.is === 'not at hand' || isMembershipUnread(school)) return [{ ...promise, ...NOT_KNOWN }];
  const missing = account.openOfYear;
  const paid = account.asked - missing + account.carries.inCredit;
  const perhaps = missing > 0 ? perhapsPaid(school, situation) : NOTHING_WAITS;
  const toCome = missing > 0 ? (paymentsToCome(school, situation)?.amount ?? 0) : 0;
  const later = toCome === 0 ? '' : `, ${pounds(toCome)} dated on a day to come`;
  const fromBefore = Math.max(0, account.outstanding) - missing;
  const owed = fromBefore <= 0 ? '' : `, ${pounds(fromBefore)} owed from before`;
  const figure = `${givenOf(paid, account.asked, PENCE)}${owed}${toBeMended(perhaps.rows)}${later}`;
  const stands = byItsDay({
    enough: missing === 0,
    by: { value: account.dueOn, chosenBy: settings.held(contributionDueDate).chosenBy },
    amountChosenBy: shareChosenBy(situation, school, yearlyContribution, partYearMembersPay, contributionSettings),
    yearEnds: year.to,
    asOf,
    isUncertain: missing > 0 && mayMakeUp(missing, mayBePaid(situation, school)?.amount ?? 0, perhaps),
    isAgreed: isAgreed(situation, school, '25'),
    late: 'overdue',
  });
  return [{ ...promise, ...stands, figure, done: paid }];
}

interface Attendance {
  readonly what: string;
  readonly meetings: AttendancePromised;
  /** How many a school may miss; null where nobody fixed a number. */
  readonly mayMiss: number | null;
  /** Whether anybody may come for the school, besides the head and a deputy. */
  readonly isOthersToo: boolean;
}

function attendance(
  situation: Situation,
  school: School,
  { what, meetings, mayMiss, isOthersToo }: Attendance,
): CountedStanding[] {
  const looks = [situation.look(meetingsTab), situation.look(whoCameTab)];
  if (looks.some(({ is }) => is === 'not kept')) return [];
  const promise = { what, unit: PIECES } as const;
  if (looks.some(({ is }) => is === 'not at hand') || isMembershipUnread(school))
    return [{ ...promise, ...NOT_KNOWN, of: 0 }];
  const { held, missed, unrecorded, excused } = attendanceAt(situation, meetings)(school);
  const came = held.length - missed.length - unrecorded.length;
  const others = isOthersToo ? 0 : held.filter(({ came: row }) => row?.who === 'other').length;
  const allExcused = agreedOf(situation)({ promise: meetings.promise, urn: school.urn, about: [] }) !== null;
  const stateOf = (): State => {
    if (mayMiss !== null && missed.length > mayMiss) return allExcused ? 'agreed' : 'not kept';
    // What the alliance excused is no meeting missed, and is said to have been agreed where it would have been one too many.
    if (mayMiss !== null && unrecorded.length === 0 && missed.length + excused.length > mayMiss) return 'agreed';
    return held.length > 0 && unrecorded.length === 0 && missed.length <= (mayMiss ?? 0) ? 'kept' : 'open';
  };
  const figure = [
    held.length === 0 && excused.length === 0 ? 'none held' : `${came} of ${held.length}`,
    ...(unrecorded.length === 0 ? [] : [`${unrecorded.length} not recorded`]),
    ...(others === 0 ? [] : [`${others} by neither head nor deputy`]),
    ...(excused.length === 0 ? [] : [`${excused.length} excused`]),
    ...(missed.length > 0 && mayMiss ? [`${mayMiss} may be missed`] : []),
  ].join(', ');
  return [{ ...promise, figure, state: stateOf(), dueOn: null, done: came, of: held.length }];
}
