import { academicYear } from './cells/academic-year.ts';
import { dayAndMonth } from './cells/day-and-month.ts';
import { email } from './cells/email.ts';
import { text } from './cells/text.ts';
import { wholeNumber } from './cells/whole-number.ts';
import { yesNo } from './cells/yes-no.ts';
import { defineSetting, readSetting, type SettingRow } from './setting.ts';

export const allianceName = defineSetting({
  id: 'alliance-name',
  title: 'Alliance name',
  cell: text({ longest: 120 }),
  unit: 'text',
  unset: 'The alliance',
  chosenBy: 'us',
  from: 'as the documents print it',
});

export const coordinatorEmail = defineSetting({
  id: 'coordinator-e-mail',
  title: 'Coordinator e-mail',
  cell: email,
  unit: 'an e-mail address',
  unset: null,
  chosenBy: 'us',
  from: 'where messages about this workbook go',
});

/** Who the alliance is. */
export const whoTheAllianceIs = [allianceName, coordinatorEmail] as const;

export const hideCountsBelow = defineSetting({
  id: 'hide-counts-below',
  title: 'Hide counts below',
  cell: wholeNumber({ least: 0, most: 1000 }),
  unit: 'pupils',
  unset: 6,
  chosenBy: 'us',
  from: '1 to 5 are hidden in what leaves a school',
});

export const checksBeside = defineSetting({
  id: 'checks-beside-the-workbooks',
  title: 'Checks beside the workbooks',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  chosenBy: 'us',
  from: 'for workbooks nobody but their school may write in',
});

export const makeWorkbooksFor = defineSetting({
  id: 'make-workbooks-for',
  title: 'Make workbooks for',
  cell: academicYear,
  unit: 'the academic year after this one',
  unset: null,
  chosenBy: 'us',
  from: 'members and settings are carried over',
});

export const yearBegins = defineSetting({
  id: 'year-begins',
  title: 'Year begins',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '09-01',
  chosenBy: 'us',
  from: 'the school year',
});

/** How its workbooks and documents are made, whichever protocols it adopts. */
export const howItIsKept = [hideCountsBelow, checksBeside, makeWorkbooksFor, yearBegins] as const;

/** The year that a row asks workbooks for, from whichever year the row holds; null for any other row. */
export function yearAsked({ setting, value }: SettingRow, academicYear: number): number | null {
  const reading = setting === makeWorkbooksFor.id ? readSetting(makeWorkbooksFor, value, academicYear) : null;
  return reading && 'value' in reading ? reading.value : null;
}
