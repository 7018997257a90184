import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { daysFigure, longDate, pounds } from '../../../sheets-schema/wording.ts';
import { atLeastBy } from '../builders/at-least-by.ts';
import { atMostInYear } from '../builders/at-most-in-year.ts';
import { attendanceReads } from '../builders/attendance.ts';
import { followedWithin } from '../builders/followed-within.ts';
import { presentAt } from '../builders/present-at.ts';
import { mayHold, uncounted } from '../builders/uncounted.ts';
import { answered, type Chapter, checked, clause, notYetBuilt } from '../pack.ts';
import type { Situation } from '../situation.ts';
import { accountOf, mayBePaid, perhapsPaid } from './accounts.ts';
import { askedGroupFirst } from './asked-group-first.ts';
import { atAllianceMeetings, atTheConference, standInsOf } from './attendance-promised.ts';
import { bankAgrees } from './bank-agrees.ts';
import { booksStayClosed } from './books-stay-closed.ts';
import { deputysVote } from './deputys-vote.ts';
import { headOrDeputy } from './head-or-deputy.ts';
import { interimEvaluations, isInterim, type Support, supportIsComplete, supportsOf } from './long-support.ts';
import { paidByItsDay } from './paid-by-its-day.ts';
import { paymentsAddUp } from './payments-add-up.ts';
import {
  attendanceAskedAfter,
  contributionDueDate,
  deputyMayStandIn,
  evaluationDue,
  meetingsMayMiss,
  partYearMembersPay,
  yearlyContribution,
} from './settings.ts';
import {
  staffDaysBeyond,
  staffDaysDueBy,
  staffDaysGiven,
  staffDaysOwed,
  staffDaysPace,
  staffDaysReads,
} from './staff-days.ts';
import { staffDaysPossible } from './staff-days-possible.ts';
import { staffDaysWhileMember } from './staff-days-while-member.ts';
import { accountReads, contributionSettings, shareChosenBy } from './terms.ts';

const staffDays = atLeastBy({
  id: 'BLA-21',
  title: 'Each school has given its staff days to the improvement group',
  since: 6,
  reads: [staffDaysReads],
  given: (input, school) => staffDaysGiven(input, school).given,
  beyond: staffDaysBeyond,
  least: staffDaysOwed,
  by: staffDaysDueBy,
  show: daysFigure,
  showDate: longDate,
  remindDaysBefore: 60,
  pace: staffDaysPace,
  messages: {
    short: {
      severity: 'breach',
      says: '{school} has given {given} of {least} days, which were due by {by}.{uncounted}',
      fix: 'Add any day that is missing from Staff days, or agree with the coordinator how it will be made up.',
    },
    dueSoon: {
      severity: 'reminder',
      says: '{school} has given {given} of {least} days, with {missing} still to give by {by}.{uncounted}',
      fix: 'Plan the days that are left, and add each one to Staff days.',
    },
    behind: {
      severity: 'reminder',
      says: '{school} has given {given} of {least} days. {gone} of its {all} school days have gone, and {level} would keep pace.{uncounted}',
      fix: 'Plan the next days, and add each one to Staff days.',
    },
  },
});

const contribution = atLeastBy({
  id: 'BLA-25',
  title: 'Each school has paid its yearly contribution',
  since: 6,
  reads: [accountReads],
  given(input, school) {
    const account = accountOf(school, input);
    return account.asked - account.openOfYear;
  },
  least: (input, school) => ({
    value: accountOf(school, input).askedBy,
    chosenBy: shareChosenBy(input, school, yearlyContribution, partYearMembersPay, contributionSettings),
  }),
  perhaps: (input, school) => perhapsPaid(school, input),
  beyond: mayBePaid,
  by: (input, school) => ({
    value: accountOf(school, input).askedOn,
    chosenBy: input.settings.held(contributionDueDate).chosenBy,
  }),
  show: pounds,
  showDate: longDate,
  remindDaysBefore: 30,
  messages: {
    short: {
      severity: 'breach',
      says: '{school} has paid {given} of {least}; it was due on {by}.{uncounted}',
      fix: 'Add the payment to Contributions when it comes, or ask the school when to expect it.',
    },
    dueSoon: {
      severity: 'reminder',
      says: '{school} has {missing} still to pay; it is due on {by}.{uncounted}',
      fix: 'Send the school its contribution statement.',
    },
  },
});

const evaluations = followedWithin({
  id: 'BLA-26',
  title: 'Each piece of support received has been evaluated',
  since: 6,
  reads: [
    { tab: evaluationsTab, columns: ['provider', 'endedOn', 'sentOn'] },
    { tab: supportRequestsTab, columns: ['school', 'provider', 'endedOn'] },
    { tab: calendarTab, columns: ['what', 'from'], needsTerms: true },
  ],
  events(input) {
    return supportsOf(input).flatMap((support) => {
      const { provider, need, endedOn, key } = support;
      if (endedOn === null || endedOn > input.asOf) return [];
      const what =
        provider === null ? `the support for ${need}` : `the support from ${input.nameOf(provider)} (${need})`;
      const { answer, perhaps } = evaluationOf({ provider, endedOn }, input);
      const notSaid = provider === null ? ' Support requests does not say who gave it.' : '';
      const aside = interimOf(support, input);
      return [{ on: endedOn, subject: key, what, answer, perhaps: `${perhaps}${notSaid}`, aside }];
    });
  },
  within: ({ settings }) => settings.held(evaluationDue),
  messages: {
    late: {
      severity: 'breach',
      says: 'There is no evaluation that matches {what}, which ended on {on}. It was due by {by}.{uncounted}',
      fix: 'Add a row to Evaluations with its provider and last day, or correct the row that means it.',
    },
    dueSoon: {
      severity: 'reminder',
      says: 'The evaluation of {what}, which ended on {on}, is due by {by}.{uncounted}',
      fix: 'Add a row to Evaluations with its provider and last day, or correct the row that means it.',
    },
    cameLate: {
      severity: 'note',
      says: 'The evaluation of {what}, which ended on {on}, was sent on {answered}. It was due by {by}.',
      fix: 'Correct {cell} if it was sent earlier; otherwise there is nothing to do.',
    },
  },
});

/** Whether support has been evaluated, and what may yet be its evaluation: one that waits to be mended, or is dated on a day to come. */
function evaluationOf({ provider, endedOn }: Ended, input: Situation) {
  const others = supportsOf(input).flatMap((one) => (one.endedOn === endedOn ? (one.provider ?? []) : []));
  // Where nobody typed who gave it, one of that last day that is no other support's is its own.
  const isItsProvider = (name: string) => (provider === null ? !others.includes(name) : name === provider);
  const sent = input
    .rows(evaluationsTab)
    .filter((row) => isItsProvider(row.provider) && row.endedOn === endedOn)
    .toSorted((one, other) => (one.sentOn < other.sentOn ? -1 : 1));
  const first = sent[0];
  const waits = uncounted(
    input,
    evaluationsTab,
    (row) => mayHold(row, 'provider', isItsProvider) && mayHold(row, 'endedOn', (on) => on === endedOn),
  );
  const toCome =
    first && first.sentOn > input.asOf ? ` One that matches is dated ${longDate(first.sentOn)}, a day to come.` : '';
  const near = first ? '' : nearEvaluations({ provider, endedOn }, input);
  const answer = first && first.sentOn <= input.asOf ? { on: first.sentOn, row: first, column: 'sentOn' } : null;
  return { answer, perhaps: `${waits}${toCome}${near}` };
}

/** Support that has ended; `provider` is null where nobody typed who gave it. */
interface Ended {
  readonly provider: string | null;
  readonly endedOn: string;
}

/** Names the newest evaluation that was sent while support went on: it does not stand for the one that is due at the end. */
function interimOf(support: Support, input: Situation): string {
  const days = input
    .rows(evaluationsTab)
    .filter((row) => isInterim(row, support, input.asOf))
    .map(({ endedOn }) => endedOn);
  const newest = days.sort().at(-1);
  return newest === undefined ? '' : ` The one up to ${longDate(newest)} was sent while it went on, and is interim.`;
}

/** Evaluations that fit no support as they are typed, and have the provider or the last day of this one: most likely one is meant. */
function nearEvaluations({ provider, endedOn }: Ended, input: Situation): string {
  const supports = supportsOf(input);
  const near = input
    .rows(evaluationsTab)
    .filter((row) => row.provider === provider || row.endedOn === endedOn)
    .filter((row) => !supports.some((one) => one.provider === row.provider && one.endedOn === row.endedOn))
    .filter((row) => !supports.some((one) => isInterim(row, one, input.asOf)));
  const [one] = near;
  if (one === undefined) return '';
  return ` The evaluation of the support from ${input.nameOf(one.provider)} that ended on ${longDate(one.endedOn)} fits none, and may be meant for it.`;
}

const conference = presentAt({
  id: 'BLA-28',
  title: 'Each school was represented at the conference',
  meetings: atTheConference,
  mayMiss: () => ({ value: 0, chosenBy: 'source' }),
  askedAfter: ({ settings }) => settings.held(attendanceAskedAfter).value,
  messages: {
    missed: {
      severity: 'breach',
      says: '{cell} says that nobody came for {school} to the conference on {dates}.',
      fix: 'Correct Who came if somebody did, or write the exception the alliance agreed into Exceptions.',
    },
    unrecorded: {
      severity: 'warning',
      says: 'Who came does not say who stood for {schools} at the conference on {date}.{uncounted}',
      fix: 'Add a row to Who came for each, with Nobody if no one came, or correct the row that means it. If there was no conference, say so under Status in Meetings.',
    },
    noneHeld: {
      severity: 'warning',
      says: 'No conference is listed that was or will be held in {year}, and the spring term has ended.',
      fix: 'Add the conference to Meetings.',
    },
  },
});

const regularAttendance = presentAt({
  id: 'BLA-31',
  title: 'Each school attends alliance meetings regularly',
  meetings: atAllianceMeetings,
  mayMiss: ({ settings }) => settings.held(meetingsMayMiss),
  askedAfter: ({ settings }) => settings.held(attendanceAskedAfter).value,
  messages: {
    missed: {
      severity: 'breach',
      says: '{school} has missed {missed} of {held} ({dates}); the alliance allows {most}.',
      fix: 'Correct Who came if somebody stood for the school, or write the exception the alliance agreed into Exceptions.',
    },
    noNumber: {
      severity: 'warning',
      says: '{school} has missed {missed} of {held} ({dates}); no number that may be missed is fixed.',
      fix: 'Have a word with the head before the next meeting, or fix a number in Settings under Meetings a school may miss.',
    },
    inARow: {
      severity: 'warning',
      says: '{school} missed {missed} in a row ({dates}).',
      fix: 'Have a word with the head before the next meeting.',
    },
    unrecorded: {
      severity: 'warning',
      says: 'Who came does not say who stood for {schools} at the alliance meeting on {date}.{uncounted}',
      fix: 'Add a row to Who came for each, with Nobody if no one came, or correct the row that means it. If there was no meeting, say so under Status in Meetings.',
    },
  },
});

const deputies = atMostInYear({
  id: 'BLA-32',
  title: 'A deputy stands in for the head at most as often as agreed',
  since: 6,
  reads: [{ tab: whoCameTab, columns: ['who', 'date', 'kind', 'school'] }, ...attendanceReads.slice(1)],
  times: (input) => {
    const standIns = standInsOf(input);
    return (school) => standIns(school).map(({ first, came }) => ({ ...came, date: first }));
  },
  most: ({ settings }) => settings.held(deputyMayStandIn),
  messages: {
    tooOften: {
      severity: 'breach',
      says: 'A deputy stood in for the head of {school} on {date}. That makes {times} this year, and the limit is {most}.',
      fix: 'Correct {cell} if the head came, or write the exception the alliance agreed into Exceptions.',
    },
    usedUp: {
      severity: 'reminder',
      says: 'A deputy stood in for the head of {school} on {date}, and no further time is allowed this year.',
      fix: 'The head comes to the meetings that are left.',
    },
  },
});

export const operation: Chapter = {
  title: 'Operation',
  clauses: [
    clause(
      '21',
      'In every academic year each school gives the improvement group at least nine days of staff time.',
      checked(staffDays, staffDaysPossible, staffDaysWhileMember),
    ),
    clause(
      '22',
      'The people released for it are highly effective at what they do.',
      answered('Who confirmed each day in Staff days'),
    ),
    clause(
      '23',
      'Performance data is shared with other heads and, where it is right, with lead officers of the authority.',
      answered('Absence and exclusion totals sent each term'),
    ),
    clause('24', 'Policies and structures are open to all colleagues.', answered('Policies with a link')),
    clause(
      '25',
      'Each school pays £3,000 a year towards running the improvement group.',
      checked(contribution, paymentsAddUp, paidByItsDay, bankAgrees, booksStayClosed),
    ),
    clause(
      '26',
      'A school that received support sends the improvement group its evaluation.',
      checked(evaluations, supportIsComplete, interimEvaluations),
    ),
    clause(
      '27',
      'A school that wants support from a member asks the improvement group before anyone else.',
      checked(askedGroupFirst),
    ),
    clause('28', 'Every school is represented at the alliance’s conference.', checked(conference)),
    clause(
      '29',
      'Schools stand ready to represent the alliance on working groups.',
      answered('Working-group sessions by school'),
    ),
    clause(
      '30',
      'Whoever represents the alliance on a working group reports to the next fitting alliance meeting.',
      notYetBuilt('Feedback is given by the first alliance meeting at least so many days later'),
    ),
    clause('31', 'Alliance meetings have priority and are attended regularly.', checked(regularAttendance)),
    clause(
      '32',
      'A deputy, or someone of that standing, may stand in for the head once in an academic year.',
      checked(deputies, headOrDeputy),
    ),
    clause('33', 'A deputy who stands in votes with the full right of the head.', checked(deputysVote)),
    clause(
      '34',
      'What is marked confidential in a meeting stays confidential.',
      answered('Confidential meetings stay out of shared documents'),
    ),
    clause(
      '35',
      'Staff of every school contribute fully to subject hubs and other groups.',
      answered('Who came to the hubs'),
    ),
  ],
};
