import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { meetingKind, meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { totalsOfEachTerm } from '../../../sheets-schema/tabs/pupil-groups.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, daysFigure, pounds } from '../../../sheets-schema/wording.ts';
import { contributionAccount } from '../../figures/contributions.ts';
import type { School } from '../../figures/members.ts';
import { TERMS } from '../../figures/school-calendar.ts';
import type { Pack } from '../pack.ts';
import type { Situation } from '../situation.ts';
import type { Due } from '../standing.ts';
import { halfDaysIn } from './standing.ts';
import { contributionTerms, halfDaysOwed } from './terms.ts';

/**
 * What is to be done between the day and the end of the term that is on or comes next; after the last one, of the year. What is
 * overdue is a finding instead, and of what is not kept or not at hand nothing is said.
 */
export function dueThisTerm(situation: Situation, packs: readonly Pack[]): Due[] {
  const { school, asOf, year } = situation;
  const calendar = situation.calendarOf(school?.urn ?? null);
  if (asOf > year.to) return [];
  if (!calendar.known) return school === null ? [{ tab: calendarTab.title, by: null, what: NO_TERMS }] : [];
  const ends = TERMS.flatMap((name) => calendar.term(name)?.to ?? []);
  const until = ends.find((end) => end >= asOf) ?? year.to;
  const all =
    school === null
      ? contributionOf(situation.members, situation)
      : [...schoolsDue(situation, school, packs), ...contributionOf([school], situation)];
  return [...all, ...meetingsDue(situation)]
    .filter(({ by }) => by === null || (by >= asOf && by <= until))
    .sort((one, other) => (one.by ?? year.to).localeCompare(other.by ?? year.to));
}

const NO_TERMS = 'Type the terms first: school days are counted from there.';

function schoolsDue(situation: Situation, school: School, packs: readonly Pack[]): Due[] {
  return [...daysDue(situation), ...statementsDue(situation, packs), ...totalsDue(situation, school)];
}

function daysDue(situation: Situation): Due[] {
  const [given, owed] = [halfDaysIn(situation), halfDaysOwed(situation.settings)];
  if (given === null || given >= owed) return [];
  const what = `${daysFigure(given)} of ${daysFigure(owed)} days given so far.`;
  return [{ tab: staffDaysTab.title, by: null, what }];
}

function totalsDue({ look, calendarOf, year, asOf }: Situation, { urn }: School): Due[] {
  const calendar = calendarOf(urn);
  return [absenceByTermTab, exclusionsByTermTab].flatMap((tab) => {
    const typed = look(tab);
    if (typed.is !== 'here') return [];
    return TERMS.flatMap((name) => {
      const term = calendar.term(name);
      const isTyped = typed.rows.some(
        (row) => row.period === name && row.group === 'all' && (row.year ?? year.startYear) === year.startYear,
      );
      if (term === null || isTyped || term.to > asOf) return [];
      const by = calendar.schoolDaysAfter(term.to, totalsOfEachTerm.schoolDays) ?? year.to;
      return [{ tab: tab.title, by, what: `The totals of the ${name} term.` }];
    });
  });
}

function statementsDue({ look, year }: Situation, packs: readonly Pack[]): Due[] {
  return packs.flatMap(({ statement }) => {
    const answers = statement && look(statement.tab);
    if (answers?.is !== 'here') return [];
    const open = answers.rows.filter(({ answer }) => answer === null).length;
    const what = `${counted(open, 'protocol waits', 'protocols wait')} for the head’s answer.`;
    return open === 0 ? [] : [{ tab: statement!.tab.title, by: year.to, what }];
  });
}

function contributionOf(members: readonly School[], situation: Situation): Due[] {
  if (situation.look(contributionsTab).is !== 'here') return [];
  const { year, settings, asOf } = situation;
  const rowsOf = situation.bySchool(contributionsTab);
  const accounts = members.map((member) => {
    const calendar = situation.calendarOf(member.urn);
    return contributionAccount(rowsOf(member.urn), member, year, contributionTerms(settings), calendar, asOf);
  });
  const open = accounts.filter(({ outstanding }) => outstanding > 0);
  if (open.length === 0) return [];
  const what =
    members.length === 1
      ? `${pounds(open[0]!.outstanding)} to the improvement group.`
      : `${counted(open.length, 'school has', 'schools have')} still to pay.`;
  return [{ tab: contributionsTab.title, by: open[0]!.dueOn, what }];
}

function meetingsDue({ look, school }: Situation): Due[] {
  const meetings = look(meetingsTab);
  if (meetings.is !== 'here') return [];
  const held = meetings.rows.filter(({ kind }) => school === null || kind === 'alliance' || kind === 'conference');
  return held.map(({ date, kind }) => {
    const name = meetingKind.show(kind, { academicYear: 0, schools: null });
    return school === null
      ? { tab: whoCameTab.title, by: date, what: `${name}: who comes for each school.` }
      : { tab: meetingsTab.title, by: date, what: `${name}: the head attends.` };
  });
}
