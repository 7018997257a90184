import { academicYear } from './cells/academic-year.ts';
import type { CellType } from './cells/cell.ts';
import { choice } from './cells/choice.ts';
import { dayAndMonth } from './cells/day-and-month.ts';
import { email } from './cells/email.ts';
import { money } from './cells/money.ts';
import { text } from './cells/text.ts';
import { wholeNumber } from './cells/whole-number.ts';
import { yesNo } from './cells/yes-no.ts';

/** Who fixed a number. A limit that only we chose never makes a breach: it warns until the alliance writes its own. */
export type ChosenBy = 'source' | 'alliance' | 'us';

export interface Setting<T = unknown> {
  readonly title: string;
  readonly cell: CellType<T>;
  readonly unit: string;
  /** Null where the source names no number and neither do we. */
  readonly unset: T | null;
  readonly chosenBy: ChosenBy;
  /** Where it comes from, in a few words. */
  readonly from: string;
}

function setting<T>(
  title: string,
  cell: CellType<T>,
  unit: string,
  unset: NoInfer<T> | null,
  chosenBy: ChosenBy,
  from: string,
): Setting<T> {
  return { title, cell, unit, unset, chosenBy, from };
}

const onOff = yesNo;
const wholeDays = wholeNumber({ least: 0, most: 400 });
const few = wholeNumber({ least: 0, most: 1000 });

/** What the sources leave open and an alliance may decide, each with the value that holds until it does. */
export const settings = {
  allianceName: setting(
    'Alliance name',
    text({ longest: 120 }),
    'text',
    'The alliance',
    'us',
    'as the documents print it',
  ),
  coordinatorEmail: setting(
    'Coordinator e-mail',
    email,
    'an e-mail address',
    null,
    'us',
    'where messages about this workbook go',
  ),
  workingProtocols: setting('Working protocols adopted', onOff, 'yes or no', true, 'us', 'product'),
  absenceAndExclusions: setting(
    'Absence and exclusion totals kept',
    onOff,
    'yes or no',
    true,
    'us',
    'for the behaviour and attendance annual report',
  ),
  contribution: setting('Contribution', money, '£ a year', 300_000, 'source', 'working protocols 25'),
  contributionYear: setting(
    'Contribution year',
    choice('kind of year', [
      { value: 'academic', text: 'Academic', also: ['academic year', 'school year'] },
      { value: 'financial', text: 'Financial', also: ['financial year', 'april'] },
    ]),
    'academic or financial',
    'academic',
    'us',
    'not stated; our choice',
  ),
  contributionDue: setting(
    'Contribution due date',
    dayAndMonth,
    'day and month',
    '11-30',
    'us',
    'not stated; our choice',
  ),
  partYearMembers: setting(
    'Part-year members pay',
    choice('way to pay', [
      { value: 'full', text: 'Full', also: ['all'] },
      { value: 'by-term', text: 'By term', also: ['per term', 'terms'] },
      { value: 'none', text: 'None', also: ['nothing'] },
    ]),
    'full, by term or none',
    'full',
    'us',
    'not stated',
  ),
  staffDays: setting('Staff days minimum', wholeDays, 'days a year', 9, 'source', 'working protocols 21'),
  staffDayIs: setting(
    'A staff day is',
    choice('way to count', [
      { value: 'person-days', text: 'Person-days', also: ['person days', 'people'] },
      { value: 'calendar-days', text: 'Calendar days', also: ['days'] },
    ]),
    'person-days or calendar days',
    'person-days',
    'us',
    'not stated: two people for one day are two days',
  ),
  paceReminders: setting('Pace reminders', onOff, 'on or off', true, 'us', 'our choice, by school weeks gone'),
  deputyMayStandIn: setting('Deputy may stand in', few, 'meetings a year', 1, 'source', 'working protocols 32'),
  meetingsMayMiss: setting(
    'Meetings a school may miss',
    few,
    'meetings a year',
    null,
    'us',
    'working protocols 31 has no number',
  ),
  evaluationDue: setting('Evaluation due', few, 'school days after support ends', 20, 'us', '26 has no number'),
  feedbackDue: setting(
    'Feedback due',
    few,
    'days before the first meeting that counts',
    5,
    'us',
    '30; the days are our choice',
  ),
  schemeShared: setting('Scheme shared within', few, 'days', 30, 'us', '9 has no number'),
  briefings: setting('Briefings each term', onOff, 'governors and staff, yes or no', true, 'us', '7 has no number'),
  agreementBy: setting('Agreement signed by', dayAndMonth, 'day and month', '10-31', 'us', 'not stated'),
  policyYear: setting(
    'Policy reviewed yearly means',
    choice('meaning', [
      { value: 'months', text: '12 months', also: ['12', 'twelve months'] },
      { value: 'academic-year', text: 'Once an academic year', also: ['academic year'] },
    ]),
    '12 months or once an academic year',
    'months',
    'us',
    'not stated',
  ),
  policyReminders: setting('Policy reminders', text({ longest: 60 }), 'days before', '60, 30, 7', 'us', 'our choice'),
  reportRecipient: setting(
    'Annual report goes to',
    text({ longest: 200 }),
    'text',
    'Local partnership lead for behaviour and attendance',
    'us',
    'the 2010 board no longer exists',
  ),
  reportDue: setting('Annual report due', dayAndMonth, 'day and month', '12-31', 'source', '2010 guidance 74'),
  persistentAbsence20: setting(
    'Show the 20% absence column',
    onOff,
    'on or off',
    false,
    'us',
    '2010 guidance, Annex A 2.4',
  ),
  fewestSessions: setting('Fewest sessions before an alert', few, 'sessions', 20, 'us', 'our choice'),
  fewestCases: setting('Fewest cases before a level', few, 'cases', 3, 'us', 'our choice'),
  suppressBelow: setting('Hide counts below', few, 'pupils', 6, 'us', '1 to 5 are hidden in what leaves a school'),
  keepPupilRecords: setting('Keep pupil-derived records', few, 'earlier academic years', 1, 'us', 'this and the last'),
  quietDays: setting('Quiet days', onOff, 'weekends, holidays and closures, on or off', true, 'us', 'our choice'),
  checksBeside: setting(
    'Checks beside the workbooks',
    onOff,
    'yes or no',
    false,
    'us',
    'for workbooks nobody but their school may write in',
  ),
  urgentContact: setting('Urgent contact', text({ longest: 200 }), 'telephone and mailbox', null, 'us', 'data sharing'),
  workbooksFor: setting(
    'Make workbooks for',
    academicYear,
    'the academic year after this one',
    null,
    'us',
    'members and settings are carried over',
  ),
  yearBegins: setting('Year begins', dayAndMonth, 'day and month', '09-01', 'us', 'the school year'),
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof settings;

/** Settings that are kept for clauses not built yet; the reference says so. */
export const notUsedYet: readonly SettingKey[] = [
  'feedbackDue',
  'schemeShared',
  'briefings',
  'policyYear',
  'policyReminders',
  'reportDue',
  'persistentAbsence20',
  'fewestSessions',
  'fewestCases',
  'keepPupilRecords',
  'quietDays',
  'urgentContact',
];
type ValueOf<S> = S extends Setting<infer T> ? T : never;

/** A setting that is answered with yes or no. */
export type YesNoSetting = {
  [K in SettingKey]: ValueOf<(typeof settings)[K]> extends boolean ? K : never;
}[SettingKey];

/** A setting as it holds in one academic year. */
export interface Held<T> {
  readonly value: T;
  readonly chosenBy: ChosenBy;
}
export type Settings = { readonly [K in SettingKey]: Held<ValueOf<(typeof settings)[K]> | null> };

/** The row of *Settings* that decides: the newest that already applies, and of two such the lower one. */
interface SettingRow {
  readonly setting: string;
  readonly value: unknown;
  readonly fromYear: number | null;
}

/** What holds in the academic year that begins in `year`; a value that cannot be read leaves the one before it in force. */
export function settingsFor(rows: readonly SettingRow[], year: number): Settings {
  const held: Record<string, Held<unknown>> = {};
  for (const [key, { unset, chosenBy }] of Object.entries(settings)) held[key] = { value: unset, chosenBy };
  const applying = rows
    .filter((row) => (row.fromYear ?? 0) <= year)
    .sort((one, other) => (one.fromYear ?? 0) - (other.fromYear ?? 0));
  for (const row of applying) {
    const key = row.setting as SettingKey;
    const read = readSetting(key, row.value, year);
    if (read && 'value' in read) held[key] = { value: read.value, chosenBy: 'alliance' };
  }
  return held as Settings;
}

/** Reads a setting's value with the setting's own kind of cell. Null for a setting that is not known. */
export function readSetting(key: string, value: unknown, academicYear: number) {
  const definition: Setting | undefined = settings[key as SettingKey];
  if (!definition || value === null || value === undefined) return null;
  return definition.cell.read(value as never, { academicYear, schools: null });
}

/** The limits a rule may lean on must be there: an alliance that clears one gets the sources' own back. */
export function inForce<T>(held: Held<T | null>, otherwise: T): T {
  return held.value ?? otherwise;
}

/** The year that a row asks workbooks for, from whichever year the row holds; null for any other row. */
export function yearAsked({ setting, value }: SettingRow, academicYear: number): number | null {
  if (setting !== ('workbooksFor' satisfies SettingKey)) return null;
  const reading = readSetting(setting, value, academicYear);
  return reading && 'value' in reading ? (reading.value as number) : null;
}
