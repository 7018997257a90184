import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { inRow, leftOut, leftOutAll, type PlannedMistake, renamed, typedAgain, typedOver } from '../make-mistakes.ts';
import { statementTab } from './school-year.ts';

const inTheSummer = (date: RawCell) => String(date) >= '2026-04-13';

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
      what: 'Said twilight, and not how long it was.',
      did: typedOver(staffDaysTab, { days: 0.5 }, { days: 'twilight' }),
      raises: { rule: 'GEN-12', at: 'days' },
    },
    {
      what: 'Typed a day in half term.',
      did: typedOver(staffDaysTab, { person: 'Carys Tollemade', days: 1 }, { date: '2025-10-29' }),
      raises: { rule: 'GEN-06', at: 'date' },
    },
  ],
  "St Osyld's Church of England School": [
    {
      what: 'Wrote “tbc” and forgot to come back.',
      did: typedOver(staffDaysTab, { person: 'Hugh Castleby', days: 1 }, { date: 'tbc' }),
      raises: { rule: 'GEN-04', at: 'date' },
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
  ],
  'Tollgarth Centre': [
    {
      what: 'Gave two days before it joined, by what Schools says.',
      did: typedOver(staffDaysTab, { date: '2025-09-10' }, { activity: 'Planning together, as a member since August' }),
      raises: { rule: 'BLA-21c', at: 'date' },
      also: [inRow('BLA-21c', staffDaysTab, { date: '2025-09-23' }, 'date'), { rule: 'BLA-21', at: null }],
    },
    {
      what: 'Counted three quarters of a day.',
      did: typedOver(staffDaysTab, { days: 'pm' }, { days: 0.75 }),
      raises: { rule: 'GEN-12', at: 'days' },
    },
    {
      what: 'Gave the month of the answer and not the day.',
      did: typedOver(statementTab, { clause: 40 }, { answeredOn: 'July 2026' }),
      raises: { rule: 'GEN-04', at: 'answeredOn' },
    },
  ],
};
