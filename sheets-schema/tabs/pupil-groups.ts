import { choice } from '../cells/choice.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineSetting } from '../setting.ts';

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

export const totalsDueAfter = defineSetting({
  id: 'totals-due-after',
  title: 'Totals of a term due after',
  cell: wholeNumber({ least: 1, most: 60 }),
  unit: 'school days after the term ends',
  unset: 20,
  chosenBy: 'us',
  decides: 'How long after a term the totals of it are asked for, where they are kept.',
  from: 'four school weeks are enough for the office',
});

export const totalsTyped = defineSetting({
  id: 'totals-typed',
  title: 'Totals are typed',
  cell: choice('how often', [
    { value: 'termly', text: 'Termly', also: ['each term', 'every term'] },
    { value: 'yearly', text: 'Yearly', also: ['each year', 'once a year', 'annually'] },
  ]),
  unit: 'termly or yearly',
  unset: 'termly',
  chosenBy: 'us',
  decides: 'Whether totals are asked for after each term, or for the whole year alone once the summer’s are due.',
  from: 'a report by term needs the terms',
});

/** What each term's totals and the year's have in common; how soon and how often they are due is decided by who keeps them. */
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
