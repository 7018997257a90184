import { date } from '../cells/date.ts';
import { schoolOrOther } from '../cells/school.ts';
import { staffTime } from '../cells/staff-time.ts';
import { personName, text } from '../cells/text.ts';
import { wholeNumber } from '../cells/whole-number.ts';
import { defineTab, optional, required } from '../tab.ts';

export const staffDaysTab = defineTab({
  id: 'staff-days',
  title: 'Staff days',
  purpose: 'A row for each person and day given to the improvement group.',
  columns: {
    person: required('Member of staff', personName, 'Who was released.', { width: 24 }),
    date: required('Date', date({ within: 'year' }), 'The day they gave.'),
    days: required('Days', staffTime, 'A whole day or half a day, or the hours, such as 2 hours.', { width: 8 }),
    supported: optional('School supported', schoolOrOther, 'Where the work was done for.', { width: 34 }),
    activity: optional('Activity', text({ longest: 300 }), 'What they did.', { width: 34 }),
    verifiedBy: optional('Confirmed by', personName, 'Who confirmed that the work was well done.', { width: 24 }),
    staff: optional(
      'Number of staff',
      wholeNumber({ least: 1, most: 200 }),
      'Only where the row is for more than one person, such as a team: how many gave that time each.',
      { width: 10, since: 3 },
    ),
  },
  key: ['person', 'date', 'supported'],
  mayRepeat: true,
  datesOnSchoolDays: ['date'],
  notItself: [['supported', null]],
});
