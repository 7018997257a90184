import { academicYear } from './cells/academic-year.ts';
import { email } from './cells/email.ts';
import { firstDayOfYear } from './cells/first-day-of-year.ts';
import { text } from './cells/text.ts';
import { wholeNumber } from './cells/whole-number.ts';
import { yesNo } from './cells/yes-no.ts';
import { defineSetting, readSetting, type SettingRow } from './setting.ts';

export const allianceName = defineSetting({
  id: 'alliance-name',
  title: 'Alliance name',
  cell: text({ longest: 120 }),
  unit: 'a name',
  unset: 'The alliance',
  chosenBy: 'us',
  decides: 'What the alliance is called in its workbooks and documents.',
  from: 'a name that fits any alliance',
});

export const coordinatorEmail = defineSetting({
  id: 'coordinator-e-mail',
  title: 'Coordinator e-mail',
  cell: email,
  unit: 'an e-mail address',
  unset: null,
  whileNull: 'no messages are sent',
  chosenBy: 'us',
  decides: 'Where messages about the alliance’s workbook go, and whom schools can ask.',
  from: 'nobody else knows it',
});

export const allianceAddress = defineSetting({
  id: 'alliance-address',
  title: 'Alliance address',
  cell: text({ longest: 200 }),
  unit: 'an address on one line, with commas',
  unset: null,
  whileNull: 'documents show none',
  chosenBy: 'us',
  decides: 'The address at the head of the alliance’s documents.',
  from: 'nobody else knows it',
});

export const allianceLogo = defineSetting({
  id: 'alliance-logo',
  title: 'Alliance logo',
  cell: text({ longest: 120 }),
  unit: 'the name of a PNG or JPEG file in the alliance’s folder',
  unset: null,
  whileNull: 'documents show none',
  chosenBy: 'us',
  decides: 'The picture at the head of the alliance’s documents, but for those made in Google Workspace.',
  from: 'nobody else has it',
});

/** Who the alliance is. */
export const whoTheAllianceIs = [allianceName, coordinatorEmail, allianceAddress, allianceLogo] as const;

export const hideCountsBelow = defineSetting({
  id: 'hide-counts-below',
  title: 'Hide counts below',
  cell: wholeNumber({ least: 0, most: 1000 }),
  unit: 'pupils',
  unset: 6,
  chosenBy: 'us',
  decides: 'Counts of pupils below this number are hidden in what leaves the alliance.',
  from: '1 to 5 are hidden in published figures',
});

export const checksBeside = defineSetting({
  id: 'checks-beside-the-workbooks',
  title: 'Checks beside the workbooks',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  chosenBy: 'us',
  decides: 'Whether the checks stand in a file beside each workbook, because nobody else may write in it.',
  from: 'most workbooks may be written in',
});

export const makeWorkbooksFor = defineSetting({
  id: 'make-workbooks-for',
  title: 'Make workbooks for',
  cell: academicYear,
  unit: 'the academic year after this one',
  unset: null,
  whileNull: 'none are made',
  chosenBy: 'us',
  decides: 'For which year the next workbooks are made, with members and settings carried over.',
  from: 'they are made when asked for',
});

export const yearBegins = defineSetting({
  id: 'year-begins',
  title: 'Year begins',
  cell: firstDayOfYear,
  unit: 'day and month',
  unset: '09-01',
  chosenBy: 'us',
  decides: 'The day on which the school year begins.',
  from: 'the school year in England',
});

/** How its workbooks and documents are made, whichever protocols it adopts. */
export const howItIsKept = [hideCountsBelow, checksBeside, makeWorkbooksFor, yearBegins] as const;

/** The year that a row asks workbooks for, from whichever year the row holds; null for any other row. */
export function yearAsked({ setting, value }: SettingRow, academicYear: number): number | null {
  const reading = setting === makeWorkbooksFor.id ? readSetting(makeWorkbooksFor, value, academicYear) : null;
  return reading && 'value' in reading ? reading.value : null;
}
