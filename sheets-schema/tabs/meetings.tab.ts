import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { link } from '../cells/link.ts';
import { text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required } from '../tab.ts';

/** The kinds of meeting an alliance holds; *Who came* names a meeting by its date and kind. */
const kinds = [
  { value: 'alliance', text: 'Alliance meeting', also: ['alliance', 'heads meeting', 'heads'] },
  { value: 'conference', text: 'Conference', also: ['annual conference'] },
  { value: 'improvement-group', text: 'Improvement group', also: ['SSIG', 'supporting school improvement group'] },
  { value: 'working-group', text: 'Working group', also: ['task group'] },
  { value: 'subject-hub', text: 'Subject hub', also: ['hub'] },
] as const;
export const meetingKind = choice('kind of meeting', kinds);
export const meetingKinds = kinds.map(({ value }) => value);

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
    lastDay: optional('Last day', date({ within: 'year' }), 'Only for a meeting of more than one day.', { since: 3 }),
    status: optional(
      'Status',
      choice('status', [
        {
          value: 'held',
          text: 'Held',
          also: ['took place', 'went ahead', 'done', 'planned', 'going ahead', 'confirmed'],
        },
        { value: 'cancelled', text: 'Cancelled', also: ['canceled', 'called off', 'not held', 'abandoned'] },
        {
          value: 'moved',
          text: 'Moved',
          also: ['postponed', 'rescheduled', 're-arranged', 'rearranged', 'deferred', 'put off', 'adjourned'],
        },
      ]),
      'Leave blank unless it was cancelled or moved.',
      { width: 12, since: 3 },
    ),
    movedTo: optional(
      'Moved to',
      date({ within: 'year' }),
      'The new day of a meeting that was moved. Who came may name either day.',
      { since: 3 },
    ),
  },
  key: ['date', 'kind'],
  mostRows: 500,
  datesOnSchoolDays: ['date', 'lastDay', 'movedTo'],
  inOrder: [['date', 'lastDay']],
});
