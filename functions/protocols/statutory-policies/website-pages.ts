import { websiteTab } from '../../../sheets-schema/tabs/website.tab.ts';
import { counted, listedUpTo } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';
import { hasLeft, isSettlingIn, judgedOn, monthsLater } from './review.ts';

const MONTHS_BETWEEN_LOOKS = 12;
/** So many are named in one line. */
const NAMED = 3;

/** Statutory policies, 11. The list is ours and changes: a duty on it is worth a warning, and what is only advised nothing. */
export const websitePages = defineRule({
  id: 'NLD-11',
  title: 'What else a school must publish has a page on its website',
  since: 4,
  mendedIn: websiteTab,
  reads: [{ tab: websiteTab, columns: ['item', 'duty', 'applies', 'publishedAt', 'lookedAtOn'] }],
  messages: {
    noPage: {
      severity: 'warning',
      says: '{cell} names no page yet for {item}.',
      fix: 'Paste the address of the page, or type No under Applies.',
    },
    noPages: {
      severity: 'warning',
      says: 'Website names no page yet for {items}.',
      fix: 'Paste the addresses under Where it is published, or type No under Applies.',
    },
    lookAgain: {
      severity: 'reminder',
      says: '{pages} in Website {were} last looked at more than a year ago.',
      fix: 'Open each, and type the day under Page last looked at on.',
    },
  },
  check(input, report) {
    const { school } = input;
    const on = school && judgedOn(input, school);
    if (school === null || on === null || hasLeft(school, input)) return;
    const by = { about: [], judgedOn: on };
    const rows = input.rows(websiteTab).filter(({ applies }) => applies !== false);
    const stale = rows.filter(
      ({ publishedAt, lookedAtOn }) =>
        publishedAt !== null && lookedAtOn !== null && monthsLater(lookedAtOn, MONTHS_BETWEEN_LOOKS) < on,
    );
    if (stale.length > 0) {
      const data = { pages: counted(stale.length, 'page'), were: stale.length === 1 ? 'was' : 'were' };
      report({
        ...by,
        covers: stale.map(({ item, lookedAtOn }) => `${item} ${lookedAtOn}`),
        message: 'lookAgain',
        tab: websiteTab,
        subject: 'looked at',
        data,
      });
    }
    if (isSettlingIn(on, school, input)) return;
    const open = rows.filter(({ duty, publishedAt }) => duty === 'must' && publishedAt === null);
    if (open.length === 1) {
      const [row] = open;
      const data = { item: row!.item };
      report({ ...by, message: 'noPage', tab: websiteTab, row: row!, column: 'publishedAt', data });
    } else if (open.length > 1) {
      // By the alphabet, so that sorting the rows changes no word.
      const named = listedUpTo(open.map(({ item }) => item).sort(), NAMED);
      report({
        ...by,
        covers: open.map(({ item }) => item),
        message: 'noPages',
        tab: websiteTab,
        subject: 'pages',
        data: { items: named },
      });
    }
  },
});
