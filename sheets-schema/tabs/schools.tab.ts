import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { email } from '../cells/email.ts';
import { laestab, urn, urns } from '../cells/identifier.ts';
import { money } from '../cells/money.ts';
import { personName, text } from '../cells/text.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineTab, optional, required } from '../tab.ts';

export const schoolsTab = defineTab({
  id: 'schools',
  title: 'Schools',
  purpose: 'The members of the alliance, one row each. Every other tab knows a school by the name given here.',
  columns: {
    urn: required('URN', urn, 'The six digits of the national register of schools.', { width: 10 }),
    name: required('School', text({ longest: 120 }), 'The name everyone uses.', { width: 34 }),
    kind: optional(
      'Kind of school',
      choice('kind of school', [
        {
          value: 'maintained',
          text: 'Maintained school',
          also: [
            ...['maintained', 'maintained schools', 'local authority maintained school'],
            ...['local authority maintained schools', 'local authority nursery school'],
            ...['community', 'community school', 'community schools'],
            ...['foundation', 'foundation school', 'foundation schools'],
            ...['voluntary', 'voluntary aided', 'voluntary aided school', 'voluntary aided schools'],
            ...['voluntary controlled', 'voluntary controlled school', 'voluntary controlled schools'],
          ],
        },
        {
          value: 'academy',
          text: 'Academy',
          also: [
            ...['academies', 'academy school', 'academy converter', 'academy sponsor led', 'trust school'],
            ...['free school', 'free schools'],
            ...['city technology college', 'university technical college', 'studio school', 'studio schools'],
            // What a trust runs is an academy, whoever its pupils are.
            ...['special academy', 'academy special converter', 'academy special sponsor led', 'free schools special'],
            ...['academy alternative provision converter', 'academy alternative provision sponsor led'],
            ...['free schools alternative provision', 'academy 16-19 converter', 'academy 16 to 19 sponsor led'],
            ...['free schools 16 to 19', 'academy secure 16 to 19'],
          ],
        },
        {
          value: 'special',
          text: 'Special school',
          also: [
            ...['special', 'special schools', 'community special school', 'community special schools'],
            ...['foundation special school', 'foundation special schools'],
          ],
        },
        {
          value: 'pru',
          text: 'Pupil referral unit',
          also: ['PRU', 'PRUs', 'pupil referral units', 'short stay school'],
        },
        { value: 'ap', text: 'Alternative provision', also: ['AP'] },
        {
          value: 'fe',
          text: 'Further education college',
          also: [
            ...['FE', 'FE college', 'further education', 'further education colleges', 'college', 'colleges'],
            ...['sixth form centre', 'sixth form centres', 'sixth form college', 'sixth form colleges'],
          ],
        },
        { value: 'primary', text: 'Primary school', also: ['primary', 'primary schools'] },
      ]),
      'Pick the kind from the list. What an academy trust runs is an academy, a special school too.',
      { width: 22 },
    ),
    phase: optional(
      'Phase',
      choice('phase', [
        { value: 'nursery', text: 'Nursery', also: ['nursery school'] },
        { value: 'first', text: 'First', also: ['first school', 'lower'] },
        { value: 'primary', text: 'Primary', also: ['primary school', 'infant', 'junior', 'infants', 'juniors'] },
        {
          value: 'middle',
          text: 'Middle',
          also: ['middle school', 'middle deemed primary', 'middle deemed secondary'],
        },
        { value: 'secondary', text: 'Secondary', also: ['secondary school'] },
        { value: 'high', text: 'High', also: ['high school', 'upper', 'upper school'] },
        { value: 'all-through', text: 'All-through', also: ['all through', 'all age'] },
        { value: '16-plus', text: '16 plus', also: ['post 16', 'sixth form', 'sixth form college'] },
      ]),
      'Pick the phase from the list. Blank where none fits: then nothing is left out.',
      { width: 14, since: 2 },
    ),
    laestab: optional('LA and school number', laestab, 'Seven digits, such as 350/4001.', { width: 14 }),
    joinedOn: optional('Joined on', date({ within: 'any' }), 'The day the school became a member.'),
    leftOn: optional('Left on', date({ within: 'any' }), 'Only for a school that has left.'),
    head: optional('Head', personName, 'The head or principal.', { width: 24 }),
    chair: optional('Chair of governors or trust', personName, 'Who chairs the governors or the trust.', { width: 24 }),
    officeEmail: optional('Office e-mail', email, 'Where reminders go.', { width: 30 }),
    earlierUrns: optional(
      'Earlier URN',
      urns,
      'Only where the URN has changed, as when a school becomes an academy: what it was before. Rows and workbooks under it are this school’s.',
      { since: 3 },
    ),
    urnSince: optional('URN since', date({ within: 'any' }), 'The day from which the school has the URN of this row.', {
      since: 3,
    }),
    chairEmail: optional(
      'Chair’s e-mail',
      email,
      'Where the chair is sent the checkpoint to keep, at the start of each term. Blank: to the office, for the chair.',
      { width: 30, since: 4 },
    ),
    paysAs: optional(
      'Pays as',
      text({ longest: 200 }),
      'What the bank shows when it pays, where that is not its name; several parted by commas. The same for two schools where a trust or council pays for both.',
      { width: 26, since: 5, numbersBelong: true },
    ),
    contribution: optional(
      'Pays a year',
      { ...money, hint: 'Type an amount in pounds, such as 3,000 or 3000.50.' },
      'What the school pays a year, where that is not what Settings says for all.',
      { width: 14, since: 6 },
    ),
    pupilsOnRoll: optional(
      'Pupils on roll',
      wholeNumber({ least: 0, most: 10_000 }),
      'How many pupils it has, where Settings says what schools pay by that.',
      { width: 12, since: 6 },
    ),
    purchaseOrder: optional(
      'Purchase order',
      text({ longest: 40 }),
      'The school’s own order number of this year, where it wants one quoted on what it is asked to pay.',
      { width: 18, since: 6, numbersBelong: true },
    ),
  },
  key: ['urn'],
  carriesOver: true,
  mostRows: 500,
  inOrder: [
    ['joinedOn', 'leftOn'],
    ['urnSince', 'leftOn'],
  ],
});
