import { dayAndMonth } from '../../../sheets-schema/cells/day-and-month.ts';
import { text } from '../../../sheets-schema/cells/text.ts';
import { yesNo } from '../../../sheets-schema/cells/yes-no.ts';
import { defineSetting } from '../../../sheets-schema/setting.ts';
import { totalsDueAfter, totalsTyped } from '../../../sheets-schema/tabs/pupil-groups.ts';

export const totalsKept = defineSetting({
  id: 'behaviour-and-attendance/adopted',
  title: 'Absence and exclusion totals kept',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  unsetBefore: { version: 2, value: true },
  chosenBy: 'us',
  decides: 'Whether schools send totals of absence and exclusions for the behaviour and attendance annual report.',
  from: 'the annual report is made from them',
});

export const annualReportRecipient = defineSetting({
  id: 'behaviour-and-attendance/annual-report-recipient',
  title: 'Annual report goes to',
  cell: text({ longest: 200 }),
  unit: 'a name',
  unset: 'Local partnership lead for behaviour and attendance',
  chosenBy: 'us',
  decides: 'To whom the behaviour and attendance annual report is addressed.',
  from: 'the board named in 2010 no longer exists',
});

export const annualReportDue = defineSetting({
  id: 'behaviour-and-attendance/annual-report-due',
  title: 'Annual report due',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '12-31',
  chosenBy: 'us',
  decides:
    'The day by which the behaviour and attendance annual report is made: in the last months of the year, or after it.',
  from: 'guidance of 2010, 74, says by December',
});

/** As *Settings* offers them. */
export const settings = [totalsKept, totalsTyped, totalsDueAfter, annualReportRecipient, annualReportDue];
