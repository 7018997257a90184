import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { meetingKind, meetingKinds, meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, daysFigure, pounds } from '../../../sheets-schema/wording.ts';
import { plannedMeetings } from '../../figures/meetings.ts';
import { isMemberOn, isMembershipUnread, type School } from '../../figures/members.ts';
import { sum } from '../../figures/sums.ts';
import { attendanceReads } from '../builders/attendance.ts';
import { figuresOfItsOwn } from '../kept-figure.ts';
import { seeing } from '../seeing.ts';
import type { Situation } from '../situation.ts';
import type { Due } from '../standing.ts';
import { accountOf, mayBePaidAtAll } from './accounts.ts';
import { halfDaysKnown } from './figures.ts';
import { staffDaysDueBy, staffDaysOwed } from './staff-days.ts';
import { accountReads } from './terms.ts';

/** What a school has to do by these protocols, or the alliance for all of them. */
export function due(situation: Situation): Due[] {
  const { school } = situation;
  const members = (school === null ? situation.members : [school]).filter((one) => !isMembershipUnread(one));
  const days = school === null ? [] : members.flatMap((one) => daysDue(one, situation));
  return [...days, ...contributionOf(members, situation), ...meetingsDue(situation)];
}

function daysDue(school: School, situation: Situation): Due[] {
  const given = halfDaysKnown(figuresOfItsOwn(situation), situation);
  const owed = staffDaysOwed(situation, school).value;
  if (given === null || given >= owed) return [];
  const what = `${daysFigure(given)} of ${daysFigure(owed)} days given so far.`;
  const by = staffDaysDueBy(situation, school).value;
  return [{ tab: staffDaysTab.title, by: by < situation.year.to ? by : null, what }];
}

function contributionOf(members: readonly School[], all: Situation): Due[] {
  const situation = seeing(all, [accountReads]);
  if (situation.look(contributionsTab).is !== 'here') return [];
  // Of a school with a payment that cannot be read, or is not counted as it stands, nobody can tell what is open.
  const unread = ({ urn }: School) => situation.waiting(contributionsTab, urn) > all.waiting(contributionsTab, urn);
  const told = members.filter((member) => !unread(member) && !mayBePaidAtAll(situation, member));
  const accounts = told.map((member) => accountOf(member, situation));
  const open = accounts.filter(({ outstanding }) => outstanding > 0);
  if (open.length === 0) return [];
  const what =
    situation.school !== null
      ? `${pounds(open[0]!.outstanding)} to the improvement group.`
      : `${counted(open.length, 'school has', 'schools have')} still to pay, ${pounds(sum(open, ({ outstanding }) => outstanding))} in all.`;
  return [
    {
      tab: contributionsTab.title,
      by: open.flatMap(({ carries }) => carries.owed.map(({ dueOn }) => dueOn)).sort()[0]!,
      what,
    },
  ];
}

function meetingsDue(all: Situation): Due[] {
  if (all.look(meetingsTab).is !== 'here') return [];
  const { school, year, rows } = seeing(all, attendanceReads);
  const kinds = meetingKinds.filter((kind) => school === null || kind === 'alliance' || kind === 'conference');
  return kinds.flatMap((kind) => {
    const name = meetingKind.show(kind, { academicYear: 0, schools: null });
    return plannedMeetings(kind, rows(meetingsTab), year)
      .filter(({ first }) => school === null || isMemberOn(school, first))
      .map(({ first }) =>
        school === null
          ? { tab: whoCameTab.title, by: first, what: `${name}: who comes for each school.` }
          : { tab: meetingsTab.title, by: first, what: `${name}: the head attends.` },
      );
  });
}
