import { email } from '../cells/email.ts';
import { personName, text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const contactsTab = defineTab({
  id: 'contacts',
  title: 'Contacts',
  purpose: 'Whom schools can ask, and about what.',
  columns: {
    role: required('Role', text({ longest: 120 }), 'What they see to.', { width: 40 }),
    helpsWith: optional('Helps with', text({}), 'The documents and questions they can be asked about.', { width: 50 }),
    organisation: optional('Organisation', text({ longest: 120 }), 'Whom they work for.', { width: 28 }),
    name: optional('Name', personName, 'The person or team.', { width: 24 }),
    email: optional('E-mail', email, 'Where to write to.', { width: 32 }),
    telephone: optional('Telephone', text({ longest: 40 }), 'Where to ring.', { width: 18, numbersBelong: true }),
    note: optional('Note', text({}), 'Such as the service agreement that it takes.', {
      width: 40,
      numbersBelong: true,
    }),
  },
  key: ['role'],
  mayRepeat: true,
  carriesOver: true,
  mostRows: 500,
});
