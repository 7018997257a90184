import { choice } from '../cells/choice.ts';
import { date } from '../cells/date.ts';
import { link } from '../cells/link.ts';
import { text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import { defineTab, optional, required } from '../tab.ts';

export const websiteTab = defineTab({
  id: 'website',
  title: 'Website',
  purpose: 'What else the school publishes on its website, besides the documents of Policies, and on which page.',
  columns: {
    item: required('What is published', text({ longest: 120 }), 'One row for each.', { width: 36 }),
    says: optional('What is asked', text({}), 'What the page should say, in a few words.', { width: 60 }),
    duty: optional(
      'Must or should',
      choice('duty', [
        { value: 'must', text: 'Must', also: ['required', 'statutory', 'yes'] },
        { value: 'should', text: 'Should', also: ['recommended', 'advised'] },
      ]),
      'Must where it is a duty, Should where it is advised. Change it where the guidance has changed.',
      { width: 12 },
    ),
    applies: optional('Applies', yesNo, 'No, where the school need not publish it. Blank is Yes.', {
      width: 9,
    }),
    publishedAt: optional('Where it is published', link, 'The address of its page on the school’s website.', {
      width: 44,
    }),
    lookedAtOn: optional(
      'Page last looked at on',
      date({ within: 'ten-years' }),
      'The day somebody last saw that the page is there and says what it should.',
    ),
    note: optional('Note', text({}), 'Anything else about it.', { width: 40 }),
  },
  key: ['item'],
  carriesOver: true,
  mostRows: 500,
  happened: ['lookedAtOn'],
});
