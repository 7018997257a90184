import { workingProtocolsAdopted } from '../../../sheets-schema/adoption.ts';
import { yearBegins } from '../../../sheets-schema/core-settings.ts';
import type { ParsedTab } from '../../../sheets-schema/parse-tab.ts';
import { settingsFor } from '../../../sheets-schema/setting.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { daysFigure, pounds } from '../../../sheets-schema/wording.ts';
import { academicYear } from '../../figures/academic-year.ts';
import { contributionAccount } from '../../figures/contributions.ts';
import { representationAt } from '../../figures/meetings.ts';
import { membersIn, type School } from '../../figures/members.ts';
import { schoolCalendar } from '../../figures/school-calendar.ts';
import { halfDaysGiven } from '../../figures/staff-days.ts';
import { type RowsByTab, rowsOf } from '../../history/records.ts';
import type { Standing } from '../../workbooks/own-tabs/start-here.ts';
import { aStaffDayIs, meetingsMayMiss } from './settings.ts';
import { contributionTerms, halfDaysOwed } from './terms.ts';

/** Members of the year by the alliance's rows. */
export function membersOf(alliance: RowsByTab, startYear: number): School[] {
  const settings = settingsFor(rowsOf(alliance, settingsTab), startYear);
  return membersIn(rowsOf(alliance, schoolsTab), academicYear(startYear, settings.held(yearBegins).value));
}

/** A standing with the figures behind its words: half-days, pence or meetings. `done` is null while it is not known. */
export interface CountedStanding extends Standing {
  readonly unit: 'half-days' | 'pence' | 'meetings';
  readonly done: number | null;
  readonly of: number;
}

/** How far one school keeps the promises that are counted, as of a day; none where the alliance has not adopted them. `halfDays` is null while its own figure is not known. */
export function standingOf(
  school: School,
  alliance: RowsByTab,
  halfDays: number | null,
  startYear: number,
  asOf: string,
): CountedStanding[] {
  const settings = settingsFor(rowsOf(alliance, settingsTab), startYear);
  if (!settings.held(workingProtocolsAdopted).value) return [];
  const year = academicYear(startYear, settings.held(yearBegins).value);
  const calendar = schoolCalendar(rowsOf(alliance, calendarTab), school.urn);
  const account = contributionAccount(
    rowsOf(alliance, contributionsTab),
    school,
    year,
    contributionTerms(settings),
    calendar,
    asOf,
  );
  const kept = account.due - account.outstanding;
  const attendance = (kind: 'alliance' | 'conference', mayMiss: number) => {
    const held = representationAt(
      kind,
      rowsOf(alliance, meetingsTab),
      rowsOf(alliance, whoCameTab),
      school,
      year,
      asOf,
    );
    const came = held.filter(({ came: row }) => row !== null && row.who !== 'nobody').length;
    const unrecorded = held.some(({ came: row }) => row === null);
    return {
      figure: held.length === 0 ? 'none held' : `${came} of ${held.length}`,
      kept: held.length > 0 && !unrecorded && held.length - came <= mayMiss,
      unit: 'meetings',
      done: came,
      of: held.length,
    } as const;
  };
  const owed = halfDaysOwed(settings);
  return [
    {
      what: 'Staff days given',
      figure: halfDays === null ? 'not yet known' : `${daysFigure(halfDays)} of ${daysFigure(owed)}`,
      kept: halfDays !== null && halfDays >= owed,
      unit: 'half-days',
      done: halfDays,
      of: owed,
    },
    {
      what: 'Contribution paid',
      figure: `${pounds(kept)} of ${pounds(account.due)}`,
      kept: kept >= account.due,
      unit: 'pence',
      done: kept,
      of: account.due,
    },
    { what: 'Alliance meetings', ...attendance('alliance', settings.held(meetingsMayMiss).value ?? 0) },
    { what: 'Conference', ...attendance('conference', 0) },
  ];
}

/** Half-days in a school's own workbook, for its snapshot's figures. */
export function halfDaysIn(
  parsed: readonly ParsedTab[],
  alliance: RowsByTab | null,
  startYear: number,
  asOf: string,
): number {
  const rows = (parsed.find(({ tab }) => tab.id === staffDaysTab.id)?.rows ?? []) as never;
  const settings = settingsFor(alliance ? rowsOf(alliance, settingsTab) : [], startYear);
  return halfDaysGiven(
    rows,
    academicYear(startYear, settings.held(yearBegins).value),
    settings.held(aStaffDayIs).value,
    asOf,
  );
}
