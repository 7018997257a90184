import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { daysFigure, pounds } from '../../../sheets-schema/wording.ts';
import { contributionAccount } from '../../figures/contributions.ts';
import { type Meeting, representationAt } from '../../figures/meetings.ts';
import type { School } from '../../figures/members.ts';
import type { KnownFigures } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { type CountedStanding, HALF_DAYS, NOT_KNOWN, PENCE, PIECES } from '../standing.ts';
import { halfDaysGivenInYear } from './figures.ts';
import { meetingsMayMiss } from './settings.ts';
import { contributionTerms, halfDaysOwed } from './terms.ts';

/**
 * How far one school keeps the promises that are counted, and none of what the alliance does not keep. What is not at hand, or not among
 * the school's known figures, is not yet known.
 */
export function standing(situation: Situation, school: School, known: KnownFigures): CountedStanding[] {
  const mayMiss = situation.settings.held(meetingsMayMiss).value ?? 0;
  return [
    ...staffDays(situation, known(halfDaysGivenInYear)),
    ...contribution(situation, school),
    ...attendance(situation, school, 'Alliance meetings', 'alliance', mayMiss),
    ...attendance(situation, school, 'Conference', 'conference', 0),
  ];
}

function staffDays({ isKept, settings }: Situation, halfDays: number | null): CountedStanding[] {
  if (!isKept(staffDaysTab)) return [];
  const owed = halfDaysOwed(settings);
  const promise = { what: 'Staff days given', unit: HALF_DAYS, of: owed } as const;
  if (halfDays === null) return [{ ...promise, ...NOT_KNOWN }];
  const figure = `${daysFigure(halfDays)} of ${daysFigure(owed)}`;
  return [{ ...promise, figure, kept: halfDays >= owed, done: halfDays }];
}

function contribution(situation: Situation, school: School): CountedStanding[] {
  const { year, settings, asOf } = situation;
  const look = situation.look(contributionsTab);
  if (look.is === 'not kept') return [];
  const rows = look.is === 'here' ? situation.bySchool(contributionsTab)(school.urn) : [];
  const account = contributionAccount(
    rows,
    school,
    year,
    contributionTerms(settings),
    situation.calendarOf(school.urn),
    asOf,
  );
  const promise = { what: 'Contribution paid', unit: PENCE, of: account.due } as const;
  if (look.is === 'not at hand') return [{ ...promise, ...NOT_KNOWN }];
  const paid = account.due - account.outstanding;
  const figure = `${pounds(paid)} of ${pounds(account.due)}`;
  return [{ ...promise, figure, kept: paid >= account.due, done: paid }];
}

function attendance(
  situation: Situation,
  school: School,
  what: string,
  kind: Meeting['kind'],
  mayMiss: number,
): CountedStanding[] {
  const [meetings, whoCame] = [situation.look(meetingsTab), situation.look(whoCameTab)];
  if (meetings.is === 'not kept' || whoCame.is === 'not kept') return [];
  const promise = { what, unit: PIECES } as const;
  if (meetings.is === 'not at hand' || whoCame.is === 'not at hand') return [{ ...promise, ...NOT_KNOWN, of: 0 }];
  const mine = situation.bySchool(whoCameTab)(school.urn);
  const held = representationAt(kind, meetings.rows, mine, school, situation.year, situation.asOf);
  const came = held.filter(({ came: row }) => row !== null && row.who !== 'nobody').length;
  const unrecorded = held.filter(({ came: row }) => row === null).length;
  const notRecorded = unrecorded === 0 ? '' : `, ${unrecorded} not recorded`;
  return [
    {
      ...promise,
      figure: held.length === 0 ? 'none held' : `${came} of ${held.length}${notRecorded}`,
      kept: held.length > 0 && unrecorded === 0 && held.length - came <= mayMiss,
      done: came,
      of: held.length,
    },
  ];
}
