import type { RawCell } from '../../sheets-schema/sheet.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { evaluationsTab } from '../../sheets-schema/tabs/evaluations.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import {
  added,
  inRow,
  leftOut,
  leftOutAll,
  type PlannedMistake,
  renamed,
  typedAgain,
  typedOver,
} from './make-mistakes.ts';
import { statementTab } from './school-year.ts';

const thisYear = null;
const inTheSummer = (date: RawCell) => String(date) >= '2026-04-13';

/** What people mistyped, forgot or let slip in the schools' workbooks, and the finding each must raise. */
export const mistakesInSchools: Readonly<Record<string, readonly PlannedMistake[]>> = {
  'Kellwick North School': [
    {
      what: 'Guessed at the last day of February.',
      did: typedOver(staffDaysTab, { person: 'Samir Quenby', days: 1 }, { date: '31/02/2026' }),
      raises: { rule: 'GEN-04', at: 'date' },
    },
    {
      what: 'Forgot to say who it was.',
      did: typedOver(staffDaysTab, { person: 'Owen Tarrish', days: 1 }, { person: null }),
      raises: { rule: 'GEN-13', at: 'person' },
      also: [{ rule: 'BLA-21', at: null }],
    },
    {
      what: 'Rated the support in a word of one’s own.',
      did: typedOver(evaluationsTab, { provider: 'Orrenby High School' }, { rating: 'Excellent' }),
      raises: { rule: 'GEN-05', at: 'rating' },
      also: [{ rule: 'BLA-26', at: null }],
    },
    {
      what: 'Swapped two figures of the year’s total.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'All pupils', period: 'Whole year' },
        { authorised: (stood) => stood + 900 },
      ),
      raises: { rule: 'X-05', at: 'authorised' },
      holdsBackReport: ['Whole year, All pupils (does not add up)'],
    },
    {
      what: 'Typed the two counts of pupils the wrong way round.',
      did: typedOver(
        exclusionsByTermTab,
        { year: thisYear, group: 'SEN support', period: 'Whole year' },
        { onceOrMore: 4, twiceOrMore: 19 },
      ),
      raises: { rule: 'X-06', at: 'twiceOrMore' },
      holdsBackReport: ['Whole year, SEN support (does not add up)'],
    },
  ],
  'Kellwick South Academy': [
    {
      what: 'Typed the month before the day.',
      did: typedOver(staffDaysTab, { person: 'Joel Windrush', days: 1 }, { date: '10/14/2025' }),
      raises: { rule: 'GEN-04', at: 'date' },
    },
    {
      what: 'Typed the Sunday for the Monday.',
      did: typedOver(staffDaysTab, { person: 'Mina Dastoori', days: 1 }, { date: '2026-03-15' }),
      raises: { rule: 'GEN-06', at: 'date' },
    },
    {
      what: 'Answered Partly without saying what is missing.',
      did: typedOver(statementTab, { clause: 11 }, { answer: 'Partly', note: null }),
      raises: { rule: 'BLA-00', at: 'note' },
    },
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
      what: 'Put a whole week into one row.',
      did: typedOver(staffDaysTab, { person: 'Dev Patterdale', days: 1 }, { days: 5 }),
      raises: { rule: 'BLA-21b', at: 'days' },
    },
    {
      what: 'Put the heading in other words.',
      did: renamed(evaluationsTab, 'impact', 'What has changed'),
      raises: { rule: 'GEN-01', at: null },
    },
    {
      what: 'The summer’s absence was never typed.',
      did: leftOut(absenceByTermTab, { year: thisYear, group: 'All pupils', period: 'Summer' }),
      raises: { rule: 'GEN-09', at: null },
      holdsBackReport: ['Summer, All pupils (missing)'],
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
      holdsBackReport: ['Whole year, unknown group (cannot be read)'],
    },
    {
      what: 'Answered with a word that is not in the list.',
      did: typedOver(statementTab, { clause: 24 }, { answer: 'Mostly' }),
      raises: { rule: 'GEN-05', at: 'answer' },
      also: [{ rule: 'BLA-00', at: null }],
    },
  ],
  'Wrackley Academy': [
    {
      what: 'Named a day of the week that the date is not.',
      did: typedOver(staffDaysTab, { person: 'Victor Sallowby', days: 0.5 }, { date: 'Friday 12/11/2025' }),
      raises: { rule: 'GEN-04', at: 'date' },
    },
    {
      what: 'Counted in hours.',
      did: typedOver(staffDaysTab, { days: 0.5 }, { days: '2 hours' }),
      raises: { rule: 'GEN-12', at: 'days' },
    },
    {
      what: 'Typed a day in half term.',
      did: typedOver(staffDaysTab, { person: 'Carys Tollemade', days: 1 }, { date: '2025-10-29' }),
      raises: { rule: 'GEN-06', at: 'date' },
    },
    {
      what: 'Counted more severely absent pupils than persistently absent ones.',
      did: typedOver(absenceByTermTab, { year: thisYear, group: 'SEN support', period: 'Whole year' }, { severe: 61 }),
      raises: { rule: 'X-06', at: 'severe' },
      holdsBackReport: ['Whole year, SEN support (does not add up)'],
    },
  ],
  "St Osyld's Church of England School": [
    {
      what: 'Wrote “tbc” and forgot to come back.',
      did: typedOver(staffDaysTab, { person: 'Hugh Castleby', days: 1 }, { date: 'tbc' }),
      raises: { rule: 'GEN-04', at: 'date' },
    },
    {
      what: 'Typed the summer row again with one more suspension.',
      did: typedAgain(
        exclusionsByTermTab,
        { year: thisYear, period: 'Summer', group: 'All pupils' },
        { suspensions: (stood) => stood + 1 },
      ),
      raises: { rule: 'GEN-02', at: 'year' },
      holdsBackReport: ['Summer, All pupils (there twice)'],
    },
    {
      what: 'Never sent the evaluation.',
      did: leftOut(evaluationsTab, { provider: 'Tollgarth Centre' }),
      raises: { rule: 'BLA-26', at: null },
    },
    {
      what: 'Left one protocol without an answer.',
      did: typedOver(statementTab, { clause: 22 }, { answer: null, answeredBy: null, answeredOn: null }),
      raises: { rule: 'BLA-00', at: null },
    },
    {
      what: 'Counted more pupils suspended than there were suspensions.',
      did: typedOver(
        exclusionsByTermTab,
        { year: thisYear, group: 'All pupils', period: 'Spring' },
        { onceOrMore: (stood) => stood + 30 },
      ),
      raises: { rule: 'X-06', at: 'onceOrMore' },
      holdsBackReport: ['Spring, All pupils (does not add up)'],
    },
  ],
  "St Bredwyn's Catholic College": [
    {
      what: 'Typed the same morning twice.',
      did: typedAgain(staffDaysTab, { days: '0.5 days' }),
      raises: { rule: 'GEN-08', at: 'person' },
    },
    {
      what: 'Put one person in two schools on one day.',
      did: typedAgain(staffDaysTab, { person: 'Lorna Fairgrieve-Cope', days: 1 }, { supported: 'Harrowdale College' }),
      raises: { rule: 'BLA-21b', at: 'days' },
    },
    {
      what: 'Leant on the 9 while typing the sessions missed.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'SEN support', period: 'Spring' },
        { unauthorised: (stood) => stood * 100 + 99 },
      ),
      raises: { rule: 'X-05', at: 'possible' },
      also: [
        { rule: 'X-06', at: 'unauthorised' },
        inRow('X-05', absenceByTermTab, { year: thisYear, group: 'SEN support', period: 'Whole year' }, 'unauthorised'),
      ],
      holdsBackReport: ['Spring, SEN support (does not add up)', 'Whole year, SEN support (does not add up)'],
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
      what: 'Gave nothing in the summer: 6½ of 9 days.',
      did: leftOutAll(staffDaysTab, { date: inTheSummer }),
      raises: { rule: 'BLA-21', at: null },
    },
    {
      what: 'Typed the number of another protocol.',
      did: typedOver(statementTab, { clause: 23 }, { clause: 32 }),
      raises: { rule: 'BLA-00', at: 'clause' },
      also: [{ rule: 'BLA-00', at: null }],
    },
    {
      what: 'Sent the evaluation before the support had ended.',
      did: typedOver(evaluationsTab, { provider: "St Bredwyn's Catholic College" }, { sentOn: '2026-02-27' }),
      raises: { rule: 'GEN-04', at: 'sentOn' },
    },
    {
      what: 'The autumn’s exclusions were never typed.',
      did: leftOut(exclusionsByTermTab, { year: thisYear, group: 'All pupils', period: 'Autumn' }),
      raises: { rule: 'GEN-09', at: null },
      holdsBackReport: ['Autumn, All pupils (missing)'],
    },
  ],
  'Dunsholt Academy': [
    {
      what: 'Typed last year: it was January.',
      did: typedOver(staffDaysTab, { person: 'Leah Cragholme', days: 1 }, { date: '2025-01-15' }),
      raises: { rule: 'GEN-04', at: 'date' },
    },
    {
      what: 'Pasted the minutes into Activity.',
      did: typedOver(
        staffDaysTab,
        { days: 'half' },
        {
          activity:
            'We looked at the register codes together and then at the letters home, and agreed what to change. '.repeat(
              4,
            ),
        },
      ),
      raises: { rule: 'GEN-15', at: 'activity' },
    },
    {
      what: 'Called the column something else, so nothing in it is read.',
      did: renamed(staffDaysTab, 'verifiedBy', 'Line manager'),
      raises: { rule: 'GEN-01', at: null },
    },
    {
      what: 'Was one day out with the last day of the support.',
      did: typedOver(evaluationsTab, { provider: 'Kellwick North School' }, { endedOn: '2026-03-19' }),
      raises: { rule: 'BLA-26', at: null },
    },
    {
      what: 'Wrote a rough figure.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'Free school meals', period: 'Autumn' },
        { possible: 'about 31,000' },
      ),
      raises: { rule: 'GEN-12', at: 'possible' },
      holdsBackReport: ['Autumn, Free school meals (cannot be read)'],
    },
    {
      what: 'Named last year by one year only.',
      did: typedOver(exclusionsByTermTab, { year: '2024/25', group: 'EHC plan', period: 'Summer' }, { year: 2025 }),
      raises: { rule: 'GEN-05', at: 'year' },
      holdsBackReport: ['Summer, EHC plan (cannot be read)'],
    },
  ],
  'Tollgarth Centre': [
    {
      what: 'Counted three quarters of a day.',
      did: typedOver(staffDaysTab, { days: 'pm' }, { days: 0.75 }),
      raises: { rule: 'GEN-12', at: 'days' },
    },
    {
      what: 'Typed one figure too many.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'Free school meals', period: 'Whole year' },
        { persistent: 155 },
      ),
      raises: { rule: 'X-06', at: 'persistent' },
      holdsBackReport: ['Whole year, Free school meals (does not add up)'],
    },
    {
      what: 'Counted by half terms.',
      did: typedOver(
        absenceByTermTab,
        { year: thisYear, group: 'Looked-after children', period: 'Autumn' },
        { period: 'Autumn 1' },
      ),
      raises: { rule: 'GEN-05', at: 'period' },
      holdsBackReport: ['unknown term, Looked-after children (cannot be read)'],
    },
    {
      what: 'Gave the month of the answer and not the day.',
      did: typedOver(statementTab, { clause: 40 }, { answeredOn: 'July 2026' }),
      raises: { rule: 'GEN-04', at: 'answeredOn' },
    },
  ],
};
