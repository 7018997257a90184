import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { link } from '../cells/link.ts';
import { text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required } from '../tab.ts';

/** The kinds of meeting an alliance holds; *Who came* names a meeting by its date and kind. */
export const meetingKind = choice('kind of meeting', [
  { value: 'alliance', text: 'Alliance meeting', also: ['alliance', 'heads meeting', 'heads'] },
  { value: 'conference', text: 'Conference', also: ['annual conference'] },
  { value: 'improvement-group', text: 'Improvement group', also: ['SSIG', 'supporting school improvement group'] },
  { value: 'working-group', text: 'Working group', also: ['task group'] },
  { value: 'subject-hub', text: 'Subject hub', also: ['hub'] },
]);

export const meetingsTab = defineTab({
  id: 'meetings',
  title: 'Meetings',
  purpose: 'Every meeting of the alliance, held or planned.',
  columns: {
    date: required('Date', date({ within: 'year' }), 'The day of the meeting.'),
    kind: required('Kind', meetingKind, 'Pick the kind from the list.', { width: 20 }),
    title: optional('Title', text({ longest: 200 }), 'What the meeting was called.', { width: 34 }),
    place: optional('Place', text({ longest: 200 }), 'Where it was held.', { width: 26 }),
    confidential: optional('Confidential', yesNo, 'Yes where it stays out of shared documents.'),
    minutes: optional('Minutes', link, 'Link to the minutes, once agreed.', { width: 52 }),
  },
  key: ['date', 'kind'],
  mostRows: 500,
  datesOnSchoolDays: ['date'],
});
