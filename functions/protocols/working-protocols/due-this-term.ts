import { yearBegins } from '../../../sheets-schema/core-settings.ts';
import { type Settings, settingsFor } from '../../../sheets-schema/setting.ts';
import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { meetingKind, meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { totalsOfEachTerm } from '../../../sheets-schema/tabs/pupil-groups.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, daysFigure, pounds } from '../../../sheets-schema/wording.ts';
import { isKept } from '../../../sheets-schema/workbooks.ts';
import { type AcademicYear, academicYear } from '../../figures/academic-year.ts';
import { contributionAccount } from '../../figures/contributions.ts';
import { membersIn, type School } from '../../figures/members.ts';
import { type SchoolCalendar, schoolCalendar, TERMS } from '../../figures/school-calendar.ts';
import { halfDaysGiven } from '../../figures/staff-days.ts';
import { type RowsByTab, rowsOf } from '../../history/records.ts';
import type { Pack } from '../pack.ts';
import { packs as allPacks } from '../packs.ts';
import { aStaffDayIs } from './settings.ts';
import { contributionTerms, halfDaysOwed } from './terms.ts';

/** Something to do by a day, and the tab it is about: in this workbook or the alliance's. */
export interface Due {
  readonly tab: string;
  /** Null where no day is set. */
  readonly by: string | null;
  readonly what: string;
}

interface DueInput {
  readonly own: RowsByTab;
  /** The alliance's rows; the workbook's own where it is the alliance's. */
  readonly alliance: RowsByTab;
  /** Null in the alliance's workbook. */
  readonly school: School | null;
  readonly startYear: number;
  readonly asOf: string;
  /** Every one there is, unless told. */
  readonly packs?: readonly Pack[];
}

/**
 * What is to be done between the day and the end of the term that is on or comes next; after the last one, of the year. What is
 * overdue is a finding instead.
 */
export function dueThisTerm({ own, alliance, school, startYear, asOf, packs = allPacks }: DueInput): Due[] {
  const settings = settingsFor(rowsOf(alliance, settingsTab), startYear);
  const year = academicYear(startYear, settings.held(yearBegins).value);
  const calendar = schoolCalendar(rowsOf(alliance, calendarTab), school?.urn ?? null);
  if (asOf > year.to) return [];
  if (!calendar.known) return school === null ? [{ tab: calendarTab.title, by: null, what: NO_TERMS }] : [];
  const ends = TERMS.flatMap((name) => calendar.term(name)?.to ?? []);
  const until = ends.find((end) => end >= asOf) ?? year.to;
  const all =
    school === null
      ? contributionOf(membersIn(rowsOf(alliance, schoolsTab), year), alliance, settings, year, asOf)
      : [
          ...schoolsDue(own, settings, year, calendar, asOf, packs),
          ...contributionOf([school], alliance, settings, year, asOf),
        ];
  return [...all, ...meetingsDue(alliance, settings, school)]
    .filter(({ by }) => by === null || (by >= asOf && by <= until))
    .sort((one, other) => (one.by ?? year.to).localeCompare(other.by ?? year.to));
}

const NO_TERMS = 'Type the terms first: school days are counted from there.';

function schoolsDue(
  own: RowsByTab,
  settings: Settings,
  year: AcademicYear,
  calendar: SchoolCalendar,
  asOf: string,
  packs: readonly Pack[],
) {
  const due: Due[] = [];
  if (isKept(staffDaysTab, settings)) {
    const [given, owed] = [
      halfDaysGiven(rowsOf(own, staffDaysTab), year, settings.held(aStaffDayIs).value, asOf),
      halfDaysOwed(settings),
    ];
    if (given < owed) {
      const what = `${daysFigure(given)} of ${daysFigure(owed)} days given so far.`;
      due.push({ tab: staffDaysTab.title, by: null, what });
    }
  }
  due.push(...statementsDue(own, settings, year, packs));
  for (const tab of [absenceByTermTab, exclusionsByTermTab].filter((one) => isKept(one, settings))) {
    for (const name of TERMS) {
      const term = calendar.term(name);
      const typed = rowsOf(own, tab).some(
        (row) => row.period === name && row.group === 'all' && (row.year ?? year.startYear) === year.startYear,
      );
      if (term === null || typed || term.to > asOf) continue;
      const by = calendar.schoolDaysAfter(term.to, totalsOfEachTerm.schoolDays) ?? year.to;
      due.push({ tab: tab.title, by, what: `The totals of the ${name} term.` });
    }
  }
  return due;
}

function statementsDue(own: RowsByTab, settings: Settings, year: AcademicYear, packs: readonly Pack[]): Due[] {
  return packs.flatMap(({ statement }) => {
    if (statement === null || !isKept(statement.tab, settings)) return [];
    const open = rowsOf(own, statement.tab).filter(({ answer }) => answer === null).length;
    const what = `${counted(open, 'protocol waits', 'protocols wait')} for the head’s answer.`;
    return open === 0 ? [] : [{ tab: statement.tab.title, by: year.to, what }];
  });
}

function contributionOf(
  members: readonly School[],
  alliance: RowsByTab,
  settings: Settings,
  year: AcademicYear,
  asOf: string,
): Due[] {
  if (!isKept(contributionsTab, settings)) return [];
  const accounts = members.map((member) => {
    const calendar = schoolCalendar(rowsOf(alliance, calendarTab), member.urn);
    return contributionAccount(
      rowsOf(alliance, contributionsTab),
      member,
      year,
      contributionTerms(settings),
      calendar,
      asOf,
    );
  });
  const open = accounts.filter(({ outstanding }) => outstanding > 0);
  if (open.length === 0) return [];
  const what =
    members.length === 1
      ? `${pounds(open[0]!.outstanding)} to the improvement group.`
      : `${counted(open.length, 'school has', 'schools have')} still to pay.`;
  return [{ tab: contributionsTab.title, by: open[0]!.dueOn, what }];
}

function meetingsDue(alliance: RowsByTab, settings: Settings, school: School | null): Due[] {
  if (!isKept(meetingsTab, settings)) return [];
  const held = rowsOf(alliance, meetingsTab).filter(
    ({ kind }) => school === null || kind === 'alliance' || kind === 'conference',
  );
  return held.map(({ date, kind }) => {
    const name = meetingKind.show(kind, { academicYear: 0, schools: null });
    return school === null
      ? { tab: whoCameTab.title, by: date, what: `${name}: who comes for each school.` }
      : { tab: meetingsTab.title, by: date, what: `${name}: the head attends.` };
  });
}
