import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { documentsTab } from '../../../sheets-schema/tabs/documents.tab.ts';
import { exceptionsTab } from '../../../sheets-schema/tabs/exceptions.tab.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { added, inRow, leftOut, type PlannedMistake, renamed, typedAgain, typedOver } from '../make-mistakes.ts';

export const mistakesInTheAlliance: readonly PlannedMistake[] = [
  // Schools
  {
    what: 'Typed the month after the school joined, so it came to a meeting before it was a member.',
    school: 'Tollgarth Centre',
    did: typedOver(schoolsTab, { name: 'Tollgarth Centre' }, { joinedOn: '2025-10-01' }),
    raises: inRow('GEN-03', whoCameTab, { school: 'Tollgarth Centre', date: '2025-09-25' }, 'school'),
  },
  // Settings
  {
    what: 'Wrote a part of the year instead of a day.',
    did: typedOver(settingsTab, { setting: 'Agreement signed by' }, { value: 'autumn half term' }),
    raises: { rule: 'GEN-16', at: 'value' },
  },
  {
    what: 'Misspelt the setting.',
    did: typedOver(settingsTab, { setting: 'Pace reminders' }, { setting: 'Pace reminder' }),
    raises: { rule: 'GEN-05', at: 'setting' },
  },
  {
    what: 'Wrote how often it is paid instead of which year it is for.',
    did: typedOver(settingsTab, { setting: 'Contribution year' }, { value: 'Monthly', note: 'Ask the treasurer' }),
    raises: { rule: 'GEN-16', at: 'value' },
  },
  // Meetings
  {
    what: 'Typed the month before the day.',
    did: typedOver(meetingsTab, { title: 'Attendance working group' }, { date: '11/18/2025' }),
    raises: { rule: 'GEN-04', at: 'date' },
  },
  {
    what: 'Hit the wrong day of March: it is a Sunday.',
    did: typedOver(meetingsTab, { title: 'English hub' }, { date: '2026-03-01' }),
    raises: { rule: 'GEN-06', at: 'date' },
  },
  {
    what: 'Typed last year for a meeting in December.',
    did: typedOver(meetingsTab, { title: 'Mathematics hub' }, { date: '2024-12-03' }),
    raises: { rule: 'GEN-04', at: 'date' },
  },
  {
    what: 'Moved the hub by a week, into half term.',
    did: typedOver(meetingsTab, { title: 'Science hub' }, { date: '2026-05-27' }),
    raises: { rule: 'GEN-06', at: 'date' },
  },
  {
    what: 'Pasted the path of a file on the office computer as the link.',
    did: typedOver(meetingsTab, { title: 'Support half way' }, { minutes: 'S:\\Alliance\\Minutes\\February.docx' }),
    raises: { rule: 'GEN-14', at: 'minutes' },
  },
  {
    what: 'Marked the meeting with a cross.',
    did: typedOver(meetingsTab, { title: 'Requests for the autumn' }, { confidential: 'x' }),
    raises: { rule: 'GEN-05', at: 'confidential' },
  },
  {
    what: 'Left out what kind of meeting it was.',
    did: typedOver(meetingsTab, { title: 'Transition working group' }, { kind: null }),
    raises: { rule: 'GEN-13', at: 'kind' },
  },
  {
    what: 'Wrote into the title that it was called off.',
    did: typedOver(
      meetingsTab,
      { title: 'Inclusion working group' },
      { title: 'Inclusion working group: CANCELLED, ask for a new day' },
    ),
    raises: { rule: 'X-07b', at: 'title' },
  },
  // Who came
  {
    what: 'A second deputy’s turn: the head was away in June as well as in November.',
    school: 'Orrenby High School',
    did: typedOver(
      whoCameTab,
      { school: 'Orrenby High School', date: '2026-06-18' },
      { who: 'Deputy head', name: 'Anil Sethwick' },
    ),
    raises: { rule: 'BLA-32', at: 'who' },
  },
  {
    what: 'Sent apologies twice in the summer.',
    school: 'Marrowby School',
    did: typedOver(
      whoCameTab,
      { school: 'Marrowby School', date: '2026-06-18' },
      { who: 'Apologies', voted: null, name: null },
    ),
    raises: { rule: 'BLA-31', at: 'who' },
  },
  {
    what: 'Nobody could go to the conference.',
    school: 'Dunsholt Academy',
    did: typedOver(whoCameTab, { school: 'Dunsholt Academy', kind: 'Conference' }, { who: 'Nobody', name: null }),
    raises: { rule: 'BLA-28', at: 'who' },
  },
  {
    what: 'An assistant head came, and a vote was written down.',
    school: "St Osyld's Church of England School",
    did: typedOver(
      whoCameTab,
      { school: "St Osyld's Church of England School", date: '2025-11-13' },
      { who: 'Assistant head', name: 'Hugh Castleby' },
    ),
    raises: { rule: 'BLA-33', at: 'voted' },
    also: [{ rule: 'BLA-32b', at: 'who' }],
  },
  {
    what: 'The assistant head went in place of both the head and the deputy.',
    school: 'Tollgarth Centre',
    did: typedOver(
      whoCameTab,
      { school: 'Tollgarth Centre', date: '2026-01-22' },
      { who: 'Assistant head', name: 'Nerys Holme' },
    ),
    raises: { rule: 'BLA-32b', at: 'who' },
  },
  {
    what: 'Misspelt “deputy”.',
    school: 'Kellwick South Academy',
    did: typedOver(
      whoCameTab,
      { school: 'Kellwick South Academy', date: '2026-01-22' },
      { who: 'Depty head', name: 'Philippa Strake' },
    ),
    raises: { rule: 'GEN-05', at: 'who' },
    also: [{ rule: 'BLA-31', at: null }],
  },
  {
    what: 'Misspelt the school.',
    school: 'Wrackley Academy',
    did: typedOver(whoCameTab, { school: 'Wrackley Academy', date: '2026-03-12' }, { school: 'Rackley Academy' }),
    raises: { rule: 'GEN-03', at: 'school' },
    also: [{ rule: 'BLA-31', at: null }],
  },
  {
    what: 'Used the short name everyone says.',
    school: 'Dunsholt Academy',
    did: typedOver(whoCameTab, { school: 'Dunsholt Academy', date: '2025-11-13' }, { school: 'Dunsholt' }),
    raises: { rule: 'GEN-03', at: 'school' },
  },
  {
    what: 'Typed the day after the meeting.',
    school: 'Tollgarth Centre',
    did: typedOver(whoCameTab, { school: 'Tollgarth Centre', date: '2026-04-30' }, { date: '2026-05-01' }),
    raises: { rule: 'X-07', at: 'date' },
    also: [{ rule: 'BLA-31', at: null }],
  },
  {
    what: 'Wrote the school down twice, with the head and with nobody.',
    school: "St Bredwyn's Catholic College",
    did: typedAgain(
      whoCameTab,
      { school: "St Bredwyn's Catholic College", date: '2025-09-25' },
      { who: 'Nobody', name: null },
    ),
    raises: { rule: 'X-07b', at: 'who' },
  },
  {
    what: 'Forgot one school when copying the signing-in sheet.',
    school: 'Kellwick North School',
    did: leftOut(whoCameTab, { school: 'Kellwick North School', date: '2026-06-18' }),
    raises: { rule: 'BLA-31', at: null },
  },
  // Contributions
  {
    what: 'Added up the payments at the foot.',
    did: added(contributionsTab, { school: 'Total', amount: 30_000 }),
    raises: { rule: 'GEN-17', at: null },
  },
  {
    what: 'Has not paid.',
    school: 'Dunsholt Academy',
    did: leftOut(contributionsTab, { school: 'Dunsholt Academy' }),
    raises: { rule: 'BLA-25', at: null },
  },
  {
    what: 'The third instalment never came.',
    school: 'Orrenby High School',
    did: leftOut(contributionsTab, { school: 'Orrenby High School', date: '2025-11-28' }),
    raises: { rule: 'BLA-25', at: null },
  },
  {
    what: 'Paid again in June from last year’s invoice.',
    school: "St Osyld's Church of England School",
    did: typedAgain(
      contributionsTab,
      { school: "St Osyld's Church of England School" },
      { date: '2026-06-12', reference: 'HLA-05-2' },
    ),
    raises: { rule: 'BLA-25b', at: 'amount' },
  },
  {
    what: 'Copied the reference of another school’s payment.',
    school: 'Marrowby School',
    did: typedOver(contributionsTab, { school: 'Marrowby School' }, { reference: 'HLA-06-2' }),
    raises: { rule: 'BLA-25b', at: 'reference' },
  },
  {
    what: 'Typed last year: the school was not a member then.',
    school: 'Wrackley Academy',
    did: typedOver(contributionsTab, { school: 'Wrackley Academy' }, { date: '2024-11-13' }),
    raises: { rule: 'BLA-25b', at: 'date' },
  },
  {
    what: 'Three figures after the point.',
    school: 'Kellwick South Academy',
    did: typedOver(contributionsTab, { school: 'Kellwick South Academy' }, { amount: '£3000.005' }),
    raises: { rule: 'GEN-10', at: 'amount' },
    also: [{ rule: 'BLA-25', at: null }],
  },
  {
    what: 'Typed a refund with a minus sign.',
    school: 'Kellwick North School',
    did: added(contributionsTab, {
      school: 'Kellwick North School',
      amount: -150,
      date: '2026-03-02',
      note: 'Venue paid back',
    }),
    raises: { rule: 'GEN-10', at: 'amount' },
  },
  {
    what: 'Entered bank interest as if it came from a school.',
    did: added(contributionsTab, { school: 'Bank interest', amount: 12.4, date: '2026-03-31' }),
    raises: { rule: 'GEN-03', at: 'school' },
  },
  {
    what: 'Named next year by one year only.',
    school: "St Bredwyn's Catholic College",
    did: added(contributionsTab, {
      school: "St Bredwyn's Catholic College",
      forYear: 2026,
      amount: 1000,
      date: '2026-07-15',
      reference: 'HLA-06-N1',
    }),
    raises: { rule: 'GEN-05', at: 'forYear' },
  },
  {
    what: 'Entered a payment before knowing how much it was.',
    school: 'Tollgarth Centre',
    did: added(contributionsTab, {
      school: 'Tollgarth Centre',
      forYear: '2026/27',
      date: '2026-07-20',
      note: 'Amount to follow',
    }),
    raises: { rule: 'GEN-13', at: 'amount' },
  },
  // Support requests
  {
    what: 'Went to the other school directly; the group was never asked.',
    school: 'Dunsholt Academy',
    did: typedOver(supportRequestsTab, { need: 'Attendance casework' }, { askedOn: null }),
    raises: { rule: 'BLA-27', at: 'askedOn' },
  },
  {
    what: 'Asked the group only after everything was agreed.',
    school: 'Marrowby School',
    did: typedOver(supportRequestsTab, { need: 'Modern languages, Key Stage 3' }, { askedOn: '2026-02-02' }),
    raises: { rule: 'BLA-27', at: 'askedOn' },
  },
  {
    what: 'Typed the wrong year for the first day of support.',
    school: 'Wrackley Academy',
    did: typedOver(supportRequestsTab, { need: 'Timetable for a larger Year 8' }, { startedOn: '2026-10-14' }),
    raises: { rule: 'GEN-04', at: 'endedOn' },
  },
  {
    what: 'Wrote roughly when it was.',
    school: 'Orrenby High School',
    did: typedOver(supportRequestsTab, { need: 'Careers interviews' }, { askedOn: 'before half term' }),
    raises: { rule: 'GEN-04', at: 'askedOn' },
  },
  {
    what: 'Put the heading in other words.',
    did: renamed(supportRequestsTab, 'note', 'Further notes'),
    raises: { rule: 'GEN-01', at: null },
  },
  {
    what: 'Pasted a whole e-mail as the need.',
    school: 'Tollgarth Centre',
    did: added(supportRequestsTab, {
      school: 'Tollgarth Centre',
      need: 'Dear all, further to our conversation after the meeting I would like to ask for some help. '.repeat(4),
      askedOn: '2026-06-22',
    }),
    raises: { rule: 'GEN-15', at: 'need' },
  },
  // Exceptions
  {
    what: 'Agreed to an exception to a protocol that the head answers for, which no check raises.',
    school: 'Orrenby High School',
    did: added(exceptionsTab, {
      school: 'Orrenby High School',
      protocols: 'Working protocols',
      clause: 2,
      reason: 'Agreed at the spring meeting.',
      agreedOn: '2026-03-19',
    }),
    raises: { rule: 'GEN-18', at: 'clause' },
  },
  // Documents
  {
    what: 'Asked for a document by another name.',
    did: added(documentsTab, { document: 'Register of meetings' }),
    raises: { rule: 'GEN-05', at: 'document' },
  },
  {
    what: 'Named a place that has two schools.',
    did: added(documentsTab, { document: 'Contribution statement', school: 'Kellwick', asOf: '2026-08-31' }),
    raises: { rule: 'GEN-03', at: 'school' },
  },
  {
    what: 'Wrote when instead of a date.',
    did: added(documentsTab, { document: 'Treasurer’s annual statement', asOf: 'end of term' }),
    raises: { rule: 'GEN-04', at: 'asOf' },
  },
];
