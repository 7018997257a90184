import { choice } from '../cells/choice.ts';
import { totalsDueAfter, totalsTyped } from '../core-settings.ts';

/** The three terms of the absence and exclusion series, and the year as a whole. */
export const period = choice('term', [
  { value: 'autumn', text: 'Autumn', also: ['autumn term', 'aut'] },
  { value: 'spring', text: 'Spring', also: ['spring term', 'spr'] },
  { value: 'summer', text: 'Summer', also: ['summer term', 'sum'] },
  { value: 'year', text: 'Whole year', also: ['year', 'full year', 'all year'] },
]);

/** Groups that a report compares: special educational needs, free school meals, looked-after children. */
export const pupilGroups = [
  { value: 'all', text: 'All pupils', also: ['all', 'total'] },
  { value: 'sen-support', text: 'SEN support', also: ['K', 'SEN K'] },
  { value: 'ehc-plan', text: 'EHC plan', also: ['E', 'EHCP', 'SEN E'] },
  { value: 'fsm', text: 'Free school meals', also: ['FSM'] },
  { value: 'looked-after', text: 'Looked-after children', also: ['LAC', 'looked after', 'CLA'] },
] as const;

export const pupilGroup = choice('group', pupilGroups);

/** What each term's totals and the year's have in common; how soon and how often they are due is decided where they are kept. */
export const totalsOfEachTerm = {
  rule: 'GEN-09',
  title: 'Totals of each finished term, or of the whole year, have been typed',
  schoolDays: totalsDueAfter,
  howOften: totalsTyped,
  wholeYear: 'year',
  term: 'period',
  year: 'year',
  group: 'group',
  groups: pupilGroups,
} as const;
