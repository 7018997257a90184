import { date } from '../cells/date.ts';
import { link } from '../cells/link.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required, rowOf } from '../tab.ts';
import { contactsTab } from './contacts.tab.ts';

export const offersTab = defineTab({
  id: 'offers',
  title: 'Offers',
  purpose: 'What was arranged for the schools of the alliance, for whom and until when.',
  columns: {
    title: required('Offer', text({ longest: 120 }), 'What is offered.', { width: 40 }),
    forWhom: optional('For whom', text({ longest: 200 }), 'Such as Heads, or Year 6 teachers.', { width: 28 }),
    from: optional('From', date({ within: 'ten-years' }), 'The first day. Blank where it can be taken up already.'),
    to: optional('To', date({ within: 'ten-years' }), 'The last day to take it up. Blank where there is none.'),
    link: optional('Where to read more', link, 'The address of a page about it.', { width: 44 }),
    contact: optional('Contact', text({ longest: 120 }), 'The role that can be asked, as it stands in Contacts.', {
      width: 40,
    }),
    note: optional('Note', text({}), 'Anything else about it.', { width: 40 }),
  },
  key: ['title', 'from'],
  carriesOver: true,
  endsWith: 'to',
  mostRows: 500,
  inOrder: [['from', 'to']],
  refersTo: [
    rowOf(contactsTab, [['contact', 'role']], {
      rule: 'NLD-13',
      title: 'Every role that Offers names stands in Contacts',
      since: 2,
      messageId: 'noContact',
      message: {
        severity: 'warning',
        says: '{cell} says {contact}, and Contacts has no such role.',
        fix: 'Type the role as it stands in Contacts, or add it there.',
      },
    }),
  ],
});
