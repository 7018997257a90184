import { text } from '../../../sheets-schema/cells/text.ts';
import { yesNo } from '../../../sheets-schema/cells/yes-no.ts';
import { defineSetting } from '../../../sheets-schema/setting.ts';

export const totalsKept = defineSetting({
  id: 'behaviour-and-attendance/adopted',
  title: 'Absence and exclusion totals kept',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  unsetBefore: { version: 2, value: true },
  chosenBy: 'us',
  from: 'for the behaviour and attendance annual report',
});

export const annualReportRecipient = defineSetting({
  id: 'behaviour-and-attendance/annual-report-recipient',
  title: 'Annual report goes to',
  cell: text({ longest: 200 }),
  unit: 'text',
  unset: 'Local partnership lead for behaviour and attendance',
  chosenBy: 'us',
  from: 'the 2010 board no longer exists',
});

/** As *Settings* offers them. */
export const settings = [totalsKept, annualReportRecipient];
