import { choice } from '../../../sheets-schema/cells/choice.ts';
import { daysBefore } from '../../../sheets-schema/cells/days-before.ts';
import { wholeNumber } from '../../../sheets-schema/cells/whole-number.ts';
import { yesNo } from '../../../sheets-schema/cells/yes-no.ts';
import { defineSetting } from '../../../sheets-schema/setting.ts';

/** What the pack is known by for good. */
export const PACK = 'statutory-policies';

export const statutoryPoliciesAdopted = defineSetting({
  id: 'statutory-policies/adopted',
  title: 'Statutory policies adopted',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  chosenBy: 'us',
  decides: 'Whether schools keep their register of statutory policies here.',
  from: 'an alliance may keep it elsewhere',
});

/** Until the alliance decides, what is late by one reading of “every year” is a warning, and by both a breach. */
export const yearlyReview = defineSetting({
  id: 'statutory-policies/yearly-review',
  title: 'Yearly review of a policy',
  cell: choice('way to count a year', [
    {
      value: 'months',
      text: '12 months after the last',
      also: ['12 months', 'twelve months', '12', 'a year', 'every 12 months'],
    },
    {
      value: 'academic-year',
      text: 'Once an academic year',
      also: ['academic year', 'each academic year', 'every academic year', 'school year'],
    },
  ]),
  unit: '12 months after the last, or once an academic year',
  unset: null,
  whileNull: 'late by one warns, late by both is a breach',
  chosenBy: 'us',
  decides: 'When a yearly review of a policy is due.',
  from: 'the source says yearly and leaves open from when to when',
});

export const reviewAfterChange = defineSetting({
  id: 'statutory-policies/review-after-a-change',
  title: 'Accessibility plan reviewed after a change',
  cell: wholeNumber({ least: 0, most: 1000 }),
  unit: 'days after a significant change',
  unset: 60,
  chosenBy: 'us',
  isLimit: true,
  decides: 'How soon the accessibility plan is reviewed after a significant change.',
  from: 'the source has no number',
});

export const policyReminders = defineSetting({
  id: 'statutory-policies/reminders',
  title: 'Policy reminders',
  cell: daysBefore,
  unit: 'days before a review is due',
  unset: [60, 30, 7],
  chosenBy: 'us',
  decides: 'On which days a school is reminded that a review of a policy is due.',
  from: 'the source does not say',
});

/** As *Settings* offers them. */
export const settings = [statutoryPoliciesAdopted, yearlyReview, reviewAfterChange, policyReminders];
