import { behaviourAndAttendance } from '../../../functions/protocols/behaviour-and-attendance/pack.ts';
import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { documentsTab } from '../../../sheets-schema/tabs/documents.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { reportWordsTab } from '../../../sheets-schema/tabs/report-words.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { added, leftOut, type PlannedMistake, typedAgain, typedOver } from '../make-mistakes.ts';
import type { SamplePart } from '../sample-part.ts';
import { typedIn } from '../typed-rows.ts';
import { absenceRows, exclusionRows } from './totals-by-term.ts';

const thisYear = null;

const reportWords = [
  {
    part: 'What we arranged and did',
    paragraph: 1,
    words:
      'Attendance leads met each half term, compared their figures and agreed one letter to families for the weeks before each holiday.',
  },
  {
    part: 'What we arranged and did',
    paragraph: 2,
    words: 'Four schools shared a room and two members of staff for pupils from the sixth day of a suspension.',
  },
  {
    part: 'How well it worked',
    words:
      'Families answered the letter more often than the letters of single schools. The shared room was used in every week of the year, and most pupils who came to it were not suspended again.',
  },
  {
    part: 'What we propose next',
    words:
      'To offer help in the first half term in which a pupil’s absence passes a twentieth, before it becomes persistent.',
  },
];

const mistakesInTheAlliance: readonly PlannedMistake[] = [
  {
    what: 'Wrote a part that the report does not have.',
    did: added(reportWordsTab, { part: 'Thanks', words: 'To all who came.' }),
    raises: { rule: 'GEN-05', at: 'part' },
  },
  {
    what: 'Wrote weeks where school days are counted.',
    did: typedOver(settingsTab, { setting: 'Totals of a term due after' }, { value: 'four weeks' }),
    raises: { rule: 'GEN-16', at: 'value' },
  },
];

const mistakesInSchools: Readonly<Record<string, readonly PlannedMistake[]>> = {
  'Kellwick North School': [
    {
      what: 'Swapped two figures of the year’s total.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'All pupils', period: 'Whole year' },
        { authorised: (stood) => stood + 900 },
      ),
      raises: { rule: 'X-05', at: 'authorised' },
      doubtsReport: true,
    },
    {
      what: 'Typed the two counts of pupils the wrong way round.',
      did: typedOver(
        exclusionsByTermTab,
        { year: thisYear, group: 'SEN support', period: 'Whole year' },
        { onceOrMore: 4, twiceOrMore: 19 },
      ),
      raises: { rule: 'X-06', at: 'twiceOrMore' },
      doubtsReport: true,
    },
  ],
  'Kellwick South Academy': [
    {
      what: 'Named a pupil beside the totals.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'EHC plan', period: 'Spring' },
        { note: 'Mostly Tyler Brassington, who is now in hospital' },
      ),
      raises: { rule: 'GEN-07', at: 'note' },
    },
    {
      what: 'Counted a quarter of a day.',
      did: typedOver(
        exclusionsByTermTab,
        { year: thisYear, group: 'SEN support', period: 'Summer' },
        { suspendedFor: 21.25 },
      ),
      raises: { rule: 'GEN-12', at: 'suspendedFor' },
    },
  ],
  'Orrenby High School': [
    {
      what: 'The year’s absence was never typed.',
      did: leftOut(absenceByTermTab, { year: thisYear, group: 'All pupils', period: 'Whole year' }),
      raises: { rule: 'GEN-09', at: null },
      doubtsReport: true,
    },
    {
      what: 'Sent a group that is not asked for.',
      did: added(exclusionsByTermTab, {
        period: 'Whole year',
        group: 'Pupil premium',
        headcount: 240,
        suspensions: 31,
        permanent: 1,
      }),
      raises: { rule: 'GEN-05', at: 'group' },
      doubtsReport: true,
    },
  ],
  'Wrackley Academy': [
    {
      what: 'Counted more severely absent pupils than persistently absent ones.',
      did: typedOver(absenceByTermTab, { year: thisYear, group: 'SEN support', period: 'Whole year' }, { severe: 61 }),
      raises: { rule: 'X-06', at: 'severe' },
      doubtsReport: true,
    },
  ],
  "St Osyld's Church of England School": [
    {
      what: 'Typed the summer row again with one more suspension.',
      did: typedAgain(
        exclusionsByTermTab,
        { year: thisYear, period: 'Summer', group: 'All pupils' },
        { suspensions: (stood) => stood + 1 },
      ),
      raises: { rule: 'GEN-02', at: 'year' },
      doubtsReport: true,
    },
    {
      what: 'Counted more pupils suspended than there were suspensions.',
      did: typedOver(
        exclusionsByTermTab,
        { year: thisYear, group: 'All pupils', period: 'Spring' },
        { onceOrMore: (stood) => stood + 30 },
      ),
      raises: { rule: 'X-06', at: 'onceOrMore' },
      doubtsReport: true,
    },
  ],
  "St Bredwyn's Catholic College": [
    {
      what: 'Leant on the 9 while typing the sessions missed.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'SEN support', period: 'Spring' },
        { unauthorised: (stood) => stood * 100 + 99 },
      ),
      raises: { rule: 'X-05', at: 'possible' },
      doubtsReport: true,
    },
    {
      what: 'Pasted a pupil number into the note.',
      did: typedOver(
        exclusionsByTermTab,
        { year: thisYear, group: 'Looked-after children', period: 'Autumn' },
        { note: 'see A999000123456' },
      ),
      raises: { rule: 'GEN-07', at: 'note' },
    },
  ],
  'Marrowby School': [
    {
      what: 'The year’s exclusions of one group were never typed.',
      did: leftOut(exclusionsByTermTab, { year: thisYear, group: 'Free school meals', period: 'Whole year' }),
      raises: { rule: 'GEN-09', at: null },
      doubtsReport: true,
    },
  ],
  'Dunsholt Academy': [
    {
      what: 'Wrote a rough figure.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'Free school meals', period: 'Autumn' },
        { possible: 'about 31,000' },
      ),
      raises: { rule: 'GEN-12', at: 'possible' },
      doubtsReport: true,
    },
    {
      what: 'Named last year by one year only.',
      did: typedOver(exclusionsByTermTab, { year: '2024/25', group: 'EHC plan', period: 'Summer' }, { year: 2025 }),
      raises: { rule: 'GEN-05', at: 'year' },
      doubtsReport: true,
    },
  ],
  'Tollgarth Centre': [
    {
      what: 'Typed one figure too many.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'Free school meals', period: 'Whole year' },
        { persistent: 155 },
      ),
      raises: { rule: 'X-06', at: 'persistent' },
      doubtsReport: true,
    },
    {
      what: 'Counted by half terms.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'Looked-after children', period: 'Autumn' },
        { period: 'Autumn 1' },
      ),
      raises: { rule: 'GEN-05', at: 'period' },
      doubtsReport: true,
    },
  ],
};

export const behaviourAndAttendancePart: SamplePart = {
  pack: behaviourAndAttendance,
  alliance: [
    typedIn(settingsTab, [
      { setting: 'Absence and exclusion totals kept', value: 'Yes' },
      { setting: 'Hide counts below', value: 6 },
      { setting: 'Totals of a term due after', value: 20 },
      { setting: 'Annual report goes to', value: 'Harrowdale partnership for behaviour and attendance' },
    ]),
    typedIn(reportWordsTab, reportWords),
    typedIn(documentsTab, [
      { document: 'Behaviour and attendance annual report', asItIs: 'Yes', note: 'For the partnership' },
    ]),
  ],
  school: (school, calendar, numbers) => [
    typedIn(absenceByTermTab, absenceRows(school, calendar, numbers)),
    typedIn(exclusionsByTermTab, exclusionRows(school, numbers)),
  ],
  mistakes: { alliance: mistakesInTheAlliance, schools: mistakesInSchools },
};
