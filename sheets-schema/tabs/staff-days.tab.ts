import { date } from '../cells/date.ts';
import { days } from '../cells/days.ts';
import { schoolOrOther } from '../cells/school.ts';
import { personName, text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const staffDaysTab = defineTab({
  id: 'staff-days',
  title: 'Staff days',
  purpose: 'A row for each person and day given to the improvement group.',
  columns: {
    person: required('Member of staff', personName, 'Who was released.', { width: 24 }),
    date: required('Date', date({ within: 'year' }), 'The day they gave.'),
    days: required('Days', days, 'A whole day or half a day.', { width: 8 }),
    supported: optional('School supported', schoolOrOther, 'Where the work was done for.', { width: 34 }),
    activity: optional('Activity', text({ longest: 300 }), 'What they did.', { width: 34 }),
    verifiedBy: optional('Confirmed by', personName, 'Who confirmed that the work was well done.', { width: 24 }),
  },
  key: ['person', 'date', 'supported'],
  mayRepeat: true,
  datesOnSchoolDays: ['date'],
});
