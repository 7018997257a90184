import { amountsByNumber } from '../../../sheets-schema/cells/amounts-by-number.ts';
import { choice } from '../../../sheets-schema/cells/choice.ts';
import { dayAndMonth } from '../../../sheets-schema/cells/day-and-month.ts';
import { daysAndMonths } from '../../../sheets-schema/cells/days-and-months.ts';
import { email } from '../../../sheets-schema/cells/email.ts';
import { accountNumber, sortCode } from '../../../sheets-schema/cells/identifier.ts';
import { money } from '../../../sheets-schema/cells/money.ts';
import { hours } from '../../../sheets-schema/cells/staff-time.ts';
import { personOrRole, text } from '../../../sheets-schema/cells/text.ts';
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
  decides: 'Whether the alliance goes by the working protocols: their checks, tabs and documents.',
  from: 'an alliance may go by other protocols',
});

export const yearlyContribution = defineSetting({
  id: 'working-protocols/contribution',
  title: 'Contribution',
  cell: money,
  unit: '£ a year',
  unset: 300_000,
  chosenBy: 'source',
  decides: 'What each school pays towards the improvement group.',
  from: 'working protocols 25',
});

export const contributionYear = defineSetting({
  id: 'working-protocols/contribution-year',
  title: 'Contribution year',
  cell: choice('kind of year', [
    {
      value: 'academic',
      text: 'Academic',
      also: ['academic year', 'school year', 'september to august', 'sept to aug', 'sept-aug'],
    },
    {
      value: 'financial',
      text: 'Financial',
      also: ['financial year', 'april', 'april to march', 'april-march', 'apr to mar', 'apr-mar'],
    },
  ]),
  unit: 'academic or financial',
  unset: 'academic',
  chosenBy: 'us',
  decides: 'Which year the due date belongs to: the school year, or the one that begins in April.',
  from: 'the working protocols do not say',
});

export const contributionDueDate = defineSetting({
  id: 'working-protocols/contribution-due-date',
  title: 'Contribution due date',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '11-30',
  chosenBy: 'us',
  isLimit: true,
  decides: 'The day by which the contribution is to be paid.',
  from: 'the working protocols name no day',
});

export const contributionByPupils = defineSetting({
  id: 'working-protocols/contribution-by-pupils',
  title: 'Contribution by pupils',
  cell: amountsByNumber,
  unit: 'pupils: £ a year',
  unset: null,
  whileNull: 'the same for all',
  chosenBy: 'us',
  decides: 'What a school pays by its pupils on roll, where Schools says how many, in place of the one amount.',
  from: 'working protocols 25 has one amount for all',
});

export const contributionInstalments = defineSetting({
  id: 'working-protocols/contribution-instalments',
  title: 'Contribution instalments',
  cell: daysAndMonths,
  unit: 'days and months',
  unset: null,
  whileNull: 'all at once',
  chosenBy: 'us',
  isLimit: true,
  decides: 'The days by which equal parts of the contribution are to be paid, in place of the one due date.',
  from: 'the working protocols do not say',
});

export const partYearMembersPay = defineSetting({
  id: 'working-protocols/part-year-members-pay',
  title: 'Part-year members pay',
  cell: choice('way to pay', [
    { value: 'full', text: 'Full', also: ['all', 'in full', 'the full amount'] },
    { value: 'by-term', text: 'By term', also: ['per term', 'terms', 'by terms', 'termly'] },
    { value: 'none', text: 'None', also: ['nothing'] },
  ]),
  unit: 'full, by term or none',
  unset: 'full',
  chosenBy: 'us',
  decides: 'What a school pays that joins or leaves; nothing if it left before the due day or was in no term for most.',
  from: 'the working protocols do not say',
});

export const bankStatementsKept = defineSetting({
  id: 'working-protocols/bank-statements-kept',
  title: 'Bank statements kept',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  chosenBy: 'us',
  decides: 'Whether bank statements and spending are kept here, so that what is typed is held against the bank.',
  from: 'an alliance may keep its books elsewhere',
});

export const moneyHeldBy = defineSetting({
  id: 'working-protocols/money-held-by',
  title: 'Money held by',
  cell: text({ longest: 120 }),
  unit: 'name',
  unset: null,
  whileNull: 'not said',
  chosenBy: 'us',
  decides: 'Who holds the alliance’s money where it has no account of its own, such as a school and its cost centre.',
  from: 'the working protocols do not say',
});

export const payee = defineSetting({
  id: 'working-protocols/payee',
  title: 'Payee',
  cell: text({ longest: 120 }),
  unit: 'name',
  unset: null,
  whileNull: 'no request is made',
  chosenBy: 'us',
  decides: 'To whom contributions are paid: the name of the bank account.',
  from: 'the working protocols do not say',
});

export const payeeSortCode = defineSetting({
  id: 'working-protocols/sort-code',
  title: 'Sort code',
  cell: sortCode,
  unit: 'six figures',
  unset: null,
  whileNull: 'no request is made',
  chosenBy: 'us',
  decides: 'The sort code of the account that contributions are paid into.',
  from: 'the working protocols do not say',
});

export const payeeAccount = defineSetting({
  id: 'working-protocols/account-number',
  title: 'Account number',
  cell: accountNumber,
  unit: 'eight figures',
  unset: null,
  whileNull: 'no request is made',
  chosenBy: 'us',
  decides: 'The number of the account that contributions are paid into.',
  from: 'the working protocols do not say',
});

export const paymentTerms = defineSetting({
  id: 'working-protocols/payment-terms',
  title: 'Payment terms',
  cell: text({ longest: 200 }),
  unit: 'words',
  unset: null,
  whileNull: 'not said',
  chosenBy: 'us',
  decides: 'What a request for payment says of how and when to pay, besides the day.',
  from: 'the working protocols do not say',
});

export const vatTreatment = defineSetting({
  id: 'working-protocols/vat-treatment',
  title: 'VAT treatment',
  cell: text({ longest: 200 }),
  unit: 'words',
  unset: null,
  whileNull: 'Not a VAT invoice',
  chosenBy: 'us',
  decides: 'What a request for payment says of VAT, in place of “Not a VAT invoice”.',
  from: 'the working protocols do not say',
});

export const vatNumber = defineSetting({
  id: 'working-protocols/vat-number',
  title: 'VAT number',
  cell: text({ longest: 20 }),
  unit: 'number',
  unset: null,
  whileNull: 'not registered',
  chosenBy: 'us',
  decides: 'The VAT number that a request for payment shows.',
  from: 'the working protocols do not say',
});

export const treasurer = defineSetting({
  id: 'working-protocols/treasurer',
  title: 'Treasurer',
  cell: personOrRole,
  unit: 'name or role',
  unset: null,
  whileNull: 'the treasurer',
  chosenBy: 'us',
  decides: 'Who signs requests, receipts and reminders.',
  from: 'the working protocols do not say',
});

export const treasurerEmail = defineSetting({
  id: 'working-protocols/treasurer-e-mail',
  title: 'Treasurer’s e-mail',
  cell: email,
  unit: 'an e-mail address',
  unset: null,
  whileNull: 'the coordinator’s',
  chosenBy: 'us',
  decides: 'Whom schools ask about money.',
  from: 'the working protocols do not say',
});

export const reminderAfter = defineSetting({
  id: 'working-protocols/reminder-after',
  title: 'Payment reminder after',
  cell: few,
  unit: 'days overdue',
  unset: 7,
  chosenBy: 'us',
  decides: 'How many days after a contribution was due a reminder can be made.',
  from: 'the working protocols do not say',
});

export const firmReminderAfter = defineSetting({
  id: 'working-protocols/firm-reminder-after',
  title: 'Firm payment reminder after',
  cell: few,
  unit: 'days overdue',
  unset: 30,
  chosenBy: 'us',
  decides: 'From how many days overdue on a reminder is a firm one.',
  from: 'the working protocols do not say',
});

export const reminderToHeadAfter = defineSetting({
  id: 'working-protocols/reminder-to-the-head-after',
  title: 'Payment reminder to the head after',
  cell: few,
  unit: 'days overdue',
  unset: 60,
  chosenBy: 'us',
  decides: 'From how many days overdue on a reminder is addressed to the head.',
  from: 'the working protocols do not say',
});

export const staffDaysMinimum = defineSetting({
  id: 'working-protocols/staff-days-minimum',
  title: 'Staff days minimum',
  cell: wholeNumber({ least: 0, most: 400 }),
  unit: 'days a year',
  unset: 9,
  chosenBy: 'source',
  decides: 'How many days of staff time each school gives.',
  from: 'working protocols 21',
});

export const partYearMembersGive = defineSetting({
  id: 'working-protocols/part-year-members-give',
  title: 'Part-year members give',
  cell: choice('way to give', [
    { value: 'full', text: 'Full', also: ['all', 'in full', 'the full number', 'all days'] },
    { value: 'by-term', text: 'By term', also: ['per term', 'terms', 'by terms', 'termly'] },
    { value: 'none', text: 'None', also: ['nothing', 'no days'] },
  ]),
  unit: 'full, by term or none',
  unset: 'full',
  chosenBy: 'us',
  decides: 'How many staff days a school gives that joins or leaves; terms it was in for most of count, as for money.',
  from: 'the working protocols do not say',
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
  decides: 'Whether two people for one day count as two days (person-days) or as one (calendar days).',
  from: 'the working protocols do not say',
});

export const hoursInADay = defineSetting({
  id: 'working-protocols/hours-in-a-day-of-staff-time',
  title: 'Hours in a day of staff time',
  cell: hours,
  unit: 'hours',
  unset: 6 * 60,
  chosenBy: 'us',
  decides: 'How many hours of staff time are a day, where hours are typed in Staff days.',
  from: 'the working protocols do not say',
});

export const insetDaysCount = defineSetting({
  id: 'working-protocols/inset-days-count',
  title: 'INSET days count',
  cell: yesNo,
  unit: 'yes or no',
  unset: true,
  chosenBy: 'us',
  decides: 'Whether staff time given on a school’s INSET day counts.',
  from: 'the working protocols do not say',
});

export const paceReminders = defineSetting({
  id: 'working-protocols/pace-reminders',
  title: 'Pace reminders',
  cell: yesNo,
  unit: 'yes or no',
  unset: true,
  chosenBy: 'us',
  decides: 'Whether a school is reminded when its staff days fall behind the part of the year that has gone.',
  from: 'the working protocols do not say',
});

export const paceRemindersBegin = defineSetting({
  id: 'working-protocols/pace-reminders-begin',
  title: 'Pace reminders begin',
  cell: choice('part of the year', [
    { value: 'autumn', text: 'Autumn term', also: ['autumn', 'first half of the autumn term', 'autumn 1'] },
    {
      value: 'autumn-2',
      text: 'Second half of the autumn term',
      also: ['second half of autumn term', 'after autumn half-term', 'after autumn half term', 'autumn 2'],
    },
    { value: 'spring', text: 'Spring term', also: ['spring', 'first half of the spring term', 'spring 1'] },
    {
      value: 'spring-2',
      text: 'Second half of the spring term',
      also: ['second half of spring term', 'after spring half-term', 'after spring half term', 'spring 2'],
    },
    { value: 'summer', text: 'Summer term', also: ['summer', 'first half of the summer term', 'summer 1'] },
  ]),
  unit: 'part of the year',
  unset: 'autumn-2',
  chosenBy: 'us',
  decides: 'From when on a school is reminded that its staff days fall behind.',
  from: 'the working protocols do not say',
});

export const paceReminderGap = defineSetting({
  id: 'working-protocols/pace-reminder-gap',
  title: 'Pace reminder gap',
  cell: wholeNumber({ least: 0, most: 400 }),
  unit: 'days',
  unset: 1,
  chosenBy: 'us',
  decides: 'How many staff days a school has to be behind before it is reminded.',
  from: 'the working protocols do not say',
});

export const deputyMayStandIn = defineSetting({
  id: 'working-protocols/deputy-may-stand-in',
  title: 'Deputy may stand in',
  cell: few,
  unit: 'meetings a year',
  unset: 1,
  chosenBy: 'source',
  decides: 'How often a deputy may stand in for the head at alliance meetings.',
  from: 'working protocols 32',
});

export const meetingsMayMiss = defineSetting({
  id: 'working-protocols/meetings-a-school-may-miss',
  title: 'Meetings a school may miss',
  cell: few,
  unit: 'meetings a year',
  unset: null,
  whileNull: 'no limit',
  chosenBy: 'us',
  decides: 'How many alliance meetings a school may miss.',
  from: 'working protocols 31 names no number',
});

export const attendanceAskedAfter = defineSetting({
  id: 'working-protocols/unrecorded-attendance-asked-for-after',
  title: 'Unrecorded attendance asked for after',
  cell: few,
  unit: 'school days',
  unset: 5,
  chosenBy: 'us',
  decides: 'How long after a meeting the coordinator is asked who came, where Who came does not say.',
  from: 'the working protocols do not say',
});

export const deputiesBeyondTheLimitVote = defineSetting({
  id: 'working-protocols/deputies-beyond-the-limit-vote',
  title: 'Deputies beyond the limit vote',
  cell: yesNo,
  unit: 'yes or no',
  unset: true,
  chosenBy: 'us',
  decides: 'Whether a deputy who stands in more often than one may still votes for the school.',
  from: 'working protocols 33 does not say',
});

export const evaluationDue = defineSetting({
  id: 'working-protocols/evaluation-due',
  title: 'Evaluation due',
  cell: few,
  unit: 'school days after support ends',
  unset: 20,
  chosenBy: 'us',
  isLimit: true,
  decides: 'How long after support ends a school’s evaluation of it is due.',
  from: 'working protocols 26 names no number',
});

export const interimEvaluationAfter = defineSetting({
  id: 'working-protocols/interim-evaluation-after',
  title: 'Interim evaluation after',
  cell: wholeNumber({ least: 5, most: 400 }),
  unit: 'school days',
  unset: null,
  whileNull: 'not asked for',
  chosenBy: 'us',
  decides: 'How long support goes on before a school is asked for an evaluation of it so far, and again each time.',
  from: 'working protocols 26 asks for one when support has been received',
});

export const openSupportAskedAfter = defineSetting({
  id: 'working-protocols/open-support-asked-about-after',
  title: 'Open support asked about after',
  cell: wholeNumber({ least: 5, most: 400 }),
  unit: 'school days',
  unset: 60,
  chosenBy: 'us',
  decides: 'How long after support began, or was agreed, it is asked about if it has no last day, or no first.',
  from: 'the working protocols do not say',
});

export const agreementSignedBy = defineSetting({
  id: 'working-protocols/agreement-signed-by',
  title: 'Agreement signed by',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '10-31',
  chosenBy: 'us',
  decides: 'The day by which schools sign the agreement to the protocols.',
  from: 'the working protocols name no day',
});

export const yearlyStatementDue = defineSetting({
  id: 'working-protocols/yearly-statement-due',
  title: 'Yearly statement due',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '07-15',
  unsetBefore: { version: 3, value: '08-31' },
  chosenBy: 'us',
  decides: 'The day by which heads answer the yearly statement.',
  from: 'the working protocols name no day; this one is before the summer holidays',
});

/** As *Settings* offers them. */
export const settings = [
  workingProtocolsAdopted,
  yearlyContribution,
  contributionYear,
  contributionDueDate,
  contributionByPupils,
  contributionInstalments,
  partYearMembersPay,
  bankStatementsKept,
  moneyHeldBy,
  payee,
  payeeSortCode,
  payeeAccount,
  paymentTerms,
  vatTreatment,
  vatNumber,
  treasurer,
  treasurerEmail,
  reminderAfter,
  firmReminderAfter,
  reminderToHeadAfter,
  staffDaysMinimum,
  partYearMembersGive,
  aStaffDayIs,
  hoursInADay,
  insetDaysCount,
  paceReminders,
  paceRemindersBegin,
  paceReminderGap,
  deputyMayStandIn,
  deputiesBeyondTheLimitVote,
  meetingsMayMiss,
  attendanceAskedAfter,
  evaluationDue,
  interimEvaluationAfter,
  openSupportAskedAfter,
  agreementSignedBy,
  yearlyStatementDue,
];
