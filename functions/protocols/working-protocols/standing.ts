import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted } from '../../../sheets-schema/wording.ts';
import { type Meeting, representationAt } from '../../figures/meetings.ts';
import { isMembershipUnread, type School } from '../../figures/members.ts';
import { agreedOf } from '../exceptions.ts';
import type { KnownFigures } from '../kept-figure.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';
import {
  byItsDay,
  type CountedStanding,
  HALF_DAYS,
  NOT_KNOWN,
  PENCE,
  PIECES,
  type State,
  type Unit,
} from '../standing.ts';
import { accountOf, NOTHING_WAITS, perhapsPaid } from './accounts.ts';
import { halfDaysGivenInYear, staffDaysWaiting } from './figures.ts';
import { contributionDueDate, meetingsMayMiss, partYearMembersPay, yearlyContribution } from './settings.ts';
import { staffDaysDueBy, staffDaysOwed } from './staff-days.ts';
import { accountReads, shareChosenBy } from './terms.ts';

/**
 * How far one school keeps the promises that are counted, and none of what the alliance does not keep. What is not at hand, or not among
 * the school's known figures, is not yet known.
 */
export function standing(situation: Situation, school: School, known: KnownFigures): CountedStanding[] {
  return [
    ...staffDays(situation, school, known),
    ...contribution(situation, school),
    ...attendance(situation, school, {
      what: 'Alliance meetings',
      kind: 'alliance',
      mayMiss: situation.settings.held(meetingsMayMiss).value,
      clause: '31',
    }),
    ...attendance(situation, school, { what: 'Conference', kind: 'conference', mayMiss: 0, clause: '28' }),
  ];
}

/** Whether the alliance agreed otherwise with the school about a clause: for the year, or for these days. */
function isAgreed(situation: Situation, { urn }: School, clause: string, about: readonly string[] = []): boolean {
  return agreedOf(situation)({ promise: { pack: 'working-protocols', clause }, urn, about }) !== null;
}

/** Rows that count nowhere yet and may be what is missing. */
function toBeMended(waiting: number): string {
  return waiting === 0 ? '' : `, ${counted(waiting, 'row')} to be mended`;
}

function staffDays(situation: Situation, school: School, known: KnownFigures): CountedStanding[] {
  const { isKept, year, asOf } = situation;
  if (!isKept(staffDaysTab)) return [];
  const halfDays = known(halfDaysGivenInYear);
  const owed = staffDaysOwed(situation, school);
  const promise = { what: 'Staff days given', unit: HALF_DAYS, of: owed.value } as const;
  if (halfDays === null || isMembershipUnread(school)) return [{ ...promise, ...NOT_KNOWN }];
  const waiting = halfDays < owed.value ? (known(staffDaysWaiting) ?? 0) : 0;
  const stands = byItsDay({
    enough: halfDays >= owed.value,
    by: staffDaysDueBy(situation),
    amountChosenBy: owed.chosenBy,
    yearEnds: year.to,
    asOf,
    isUncertain: waiting > 0,
    isAgreed: isAgreed(situation, school, '21'),
    late: 'not kept',
  });
  return [
    {
      ...promise,
      ...stands,
      figure: `${givenOf(halfDays, owed.value, HALF_DAYS)}${toBeMended(waiting)}`,
      done: halfDays,
    },
  ];
}

/** Nothing is asked of who left before it was due, or joined where the alliance lets new members off. */
function givenOf(given: number, owed: number, { shown }: Unit): string {
  return owed === 0 ? `${shown(given)}, none asked` : `${shown(given)} of ${shown(owed)}`;
}

function contribution(all: Situation, school: School): CountedStanding[] {
  const situation = seeing(all, [accountReads]);
  const { year, settings, asOf } = situation;
  const look = situation.look(contributionsTab);
  if (look.is === 'not kept') return [];
  const account = accountOf(school, situation);
  const promise = { what: 'Contribution paid', unit: PENCE, of: account.due } as const;
  if (look.is === 'not at hand' || isMembershipUnread(school)) return [{ ...promise, ...NOT_KNOWN }];
  const paid = account.due - account.outstanding;
  const missing = account.due - paid;
  const perhaps = missing > 0 ? perhapsPaid(school, situation) : NOTHING_WAITS;
  const figure = `${givenOf(paid, account.due, PENCE)}${toBeMended(perhaps.rows)}`;
  const stands = byItsDay({
    enough: paid >= account.due,
    by: { value: account.dueOn, chosenBy: settings.held(contributionDueDate).chosenBy },
    amountChosenBy: shareChosenBy(situation, school, yearlyContribution, partYearMembersPay),
    yearEnds: year.to,
    asOf,
    isUncertain: perhaps.rows > 0 && perhaps.mayBe(missing),
    isAgreed: isAgreed(situation, school, '25'),
    late: 'overdue',
  });
  return [{ ...promise, ...stands, figure, done: paid }];
}

interface Attendance {
  readonly what: string;
  readonly kind: Meeting['kind'];
  /** How many a school may miss; null where nobody fixed a number. */
  readonly mayMiss: number | null;
  readonly clause: string;
}

function attendance(
  situation: Situation,
  school: School,
  { what, kind, mayMiss, clause }: Attendance,
): CountedStanding[] {
  const [meetings, whoCame] = [situation.look(meetingsTab), situation.look(whoCameTab)];
  if (meetings.is === 'not kept' || whoCame.is === 'not kept') return [];
  const promise = { what, unit: PIECES } as const;
  if (meetings.is === 'not at hand' || whoCame.is === 'not at hand' || isMembershipUnread(school))
    return [{ ...promise, ...NOT_KNOWN, of: 0 }];
  const mine = situation.bySchool(whoCameTab)(school.urn);
  const held = representationAt(kind, meetings.rows, mine, school, situation.year, situation.asOf);
  const came = held.filter(({ came: row }) => row !== null && row.who !== 'nobody').length;
  const unrecorded = held.filter(({ came: row }) => row === null).length;
  const missed = held.filter(({ came: row }) => row?.who === 'nobody').map(({ meeting }) => meeting.date);
  const stateOf = (): State => {
    if (mayMiss !== null && missed.length > mayMiss)
      return isAgreed(situation, school, clause, missed.slice(-1)) ? 'agreed' : 'not kept';
    return held.length > 0 && unrecorded === 0 && missed.length <= (mayMiss ?? 0) ? 'kept' : 'open';
  };
  const notRecorded = unrecorded === 0 ? '' : `, ${unrecorded} not recorded`;
  const allowed = missed.length > 0 && mayMiss ? `, ${mayMiss} may be missed` : '';
  return [
    {
      ...promise,
      figure: held.length === 0 ? 'none held' : `${came} of ${held.length}${notRecorded}${allowed}`,
      state: stateOf(),
      dueOn: null,
      done: came,
      of: held.length,
    },
  ];
}
