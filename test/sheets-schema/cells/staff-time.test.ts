import { describe } from 'vitest';
import { hours, staffTime } from '../../../sheets-schema/cells/staff-time.ts';
import { itReads, itRefuses, itShows } from './reading.ts';

describe('days or hours', () => {
  itReads(staffTime, [
    ['1', 2],
    [0.5, 1],
    ['am', 'am'],
    ['p.m.', 'pm'],
    ['AM only', 'am'],
    ['all morning', 'am'],
    ['the afternoon', 'pm'],
    ['am and pm', 2],
    ['am + pm', 2],
    ['2 hours', '120 min'],
    ['2h', '120 min'],
    ['1.5 hrs', '90 min'],
    ['1½ hours', '90 min'],
    ['2h30', '150 min'],
    ['2 hours 15 mins', '135 min'],
    ['an hour and a half', '90 min'],
    ['half an hour', '30 min'],
    ['90 minutes', '90 min'],
    ['1:30', '90 min'],
    [{ date: 0.0625 }, '90 min'],
    ['twilight (1.5 hours)', '90 min'],
    ['Twilight 1.5h', '90 min'],
    ['1.5 hour twilight', '90 min'],
  ]);
  itRefuses(staffTime, [
    ['twilight', 'how-long', '1.5 hours'],
    ['0 hours', 'none-or-less'],
    ['30 hours', 'too-many-hours'],
    ['0.75', 'halves-only'],
    ['a fortnight', 'hours'],
    ['lots', 'not-days'],
  ]);
  itShows(staffTime, [
    [3, '1½'],
    ['am', 'am'],
    ['120 min', '2 hours'],
    ['60 min', '1 hour'],
    ['90 min', '1.5 hours'],
    ['50 min', '50 minutes'],
    ['170 min', '2h50'],
  ]);
});

describe('hours', () => {
  itReads(hours, [
    ['6', 360],
    [6.5, 390],
    ['6½', 390],
    ['6 hours', 360],
    ['6h30', 390],
  ]);
  itRefuses(hours, [
    ['a day', 'not-hours'],
    ['0', 'not-hours'],
    [25, 'not-hours'],
  ]);
  itShows(hours, [
    [360, '6'],
    [390, '6.5'],
  ]);
});
