import { choice } from '../../../sheets-schema/cells/choice.ts';
import { dayAndMonth } from '../../../sheets-schema/cells/day-and-month.ts';
import { money } from '../../../sheets-schema/cells/money.ts';
import { wholeNumber } from '../../../sheets-schema/cells/whole-number.ts';
import { yesNo } from '../../../sheets-schema/cells/yes-no.ts';
import { defineSetting } from '../../../sheets-schema/setting.ts';

const few = wholeNumber({ least: 0, most: 1000 });

export const workingProtocolsAdopted = defineSetting({
  id: 'working-protocols/adopted',
  title: 'Working protocols adopted',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  unsetBefore: { version: 2, value: true },
  chosenBy: 'us',
  from: 'product',
});

export const yearlyContribution = defineSetting({
  id: 'working-protocols/contribution',
  title: 'Contribution',
  cell: money,
  unit: '£ a year',
  unset: 300_000,
  chosenBy: 'source',
  from: 'working protocols 25',
});

export const contributionYear = defineSetting({
  id: 'working-protocols/contribution-year',
  title: 'Contribution year',
  cell: choice('kind of year', [
    { value: 'academic', text: 'Academic', also: ['academic year', 'school year'] },
    { value: 'financial', text: 'Financial', also: ['financial year', 'april'] },
  ]),
  unit: 'academic or financial',
  unset: 'academic',
  chosenBy: 'us',
  from: 'not stated; our choice',
});

export const contributionDueDate = defineSetting({
  id: 'working-protocols/contribution-due-date',
  title: 'Contribution due date',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '11-30',
  chosenBy: 'us',
  from: 'not stated; our choice',
});

export const partYearMembersPay = defineSetting({
  id: 'working-protocols/part-year-members-pay',
  title: 'Part-year members pay',
  cell: choice('way to pay', [
    { value: 'full', text: 'Full', also: ['all'] },
    { value: 'by-term', text: 'By term', also: ['per term', 'terms'] },
    { value: 'none', text: 'None', also: ['nothing'] },
  ]),
  unit: 'full, by term or none',
  unset: 'full',
  chosenBy: 'us',
  from: 'not stated',
});

export const staffDaysMinimum = defineSetting({
  id: 'working-protocols/staff-days-minimum',
  title: 'Staff days minimum',
  cell: wholeNumber({ least: 0, most: 400 }),
  unit: 'days a year',
  unset: 9,
  chosenBy: 'source',
  from: 'working protocols 21',
});

export const aStaffDayIs = defineSetting({
  id: 'working-protocols/a-staff-day-is',
  title: 'A staff day is',
  cell: choice('way to count', [
    { value: 'person-days', text: 'Person-days', also: ['person days', 'people'] },
    { value: 'calendar-days', text: 'Calendar days', also: ['days'] },
  ]),
  unit: 'person-days or calendar days',
  unset: 'person-days',
  chosenBy: 'us',
  from: 'not stated: two people for one day are two days',
});

export const paceReminders = defineSetting({
  id: 'working-protocols/pace-reminders',
  title: 'Pace reminders',
  cell: yesNo,
  unit: 'on or off',
  unset: true,
  chosenBy: 'us',
  from: 'our choice, by school weeks gone',
});

export const deputyMayStandIn = defineSetting({
  id: 'working-protocols/deputy-may-stand-in',
  title: 'Deputy may stand in',
  cell: few,
  unit: 'meetings a year',
  unset: 1,
  chosenBy: 'source',
  from: 'working protocols 32',
});

export const meetingsMayMiss = defineSetting({
  id: 'working-protocols/meetings-a-school-may-miss',
  title: 'Meetings a school may miss',
  cell: few,
  unit: 'meetings a year',
  unset: null,
  chosenBy: 'us',
  from: 'working protocols 31 has no number',
});

export const evaluationDue = defineSetting({
  id: 'working-protocols/evaluation-due',
  title: 'Evaluation due',
  cell: few,
  unit: 'school days after support ends',
  unset: 20,
  chosenBy: 'us',
  from: '26 has no number',
});

export const agreementSignedBy = defineSetting({
  id: 'working-protocols/agreement-signed-by',
  title: 'Agreement signed by',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '10-31',
  chosenBy: 'us',
  from: 'not stated',
});

/** As *Settings* offers them. */
export const settings = [
  workingProtocolsAdopted,
  yearlyContribution,
  contributionYear,
  contributionDueDate,
  partYearMembersPay,
  staffDaysMinimum,
  aStaffDayIs,
  paceReminders,
  deputyMayStandIn,
  meetingsMayMiss,
  evaluationDue,
  agreementSignedBy,
];
