import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { halfDaysGiven } from '../../figures/staff-days.ts';
import type { KeptFigure } from '../kept-figure.ts';
import type { Situation } from '../situation.ts';
import { aStaffDayIs } from './settings.ts';

/** Rows of *Staff days* that wait to be mended and may make up what is missing; not kept where there are none. */
export const staffDaysWaiting: KeptFigure = {
  id: 'working-protocols/staff-days-waiting',
  reads: [staffDaysTab],
  of: ({ waiting }) => waiting(staffDaysTab) || null,
};

/** Half-days that a school gave so far this year; null where its *Staff days* are not kept or not at hand. */
export const halfDaysGivenInYear: KeptFigure = {
  id: 'working-protocols/half-days-given',
  reads: [staffDaysTab],
  of({ look, year, settings, asOf }: Situation) {
    const given = look(staffDaysTab);
    return given.is === 'here' ? halfDaysGiven(given.rows, year, settings.held(aStaffDayIs).value, asOf) : null;
  },
};
