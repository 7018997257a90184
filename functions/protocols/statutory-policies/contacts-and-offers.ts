import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { contactsTab } from '../../../sheets-schema/tabs/contacts.tab.ts';
import { offersTab } from '../../../sheets-schema/tabs/offers.tab.ts';
import { policies } from '../../../sheets-schema/tabs/policies.tab.ts';
import { listed, listedUpTo } from '../../../sheets-schema/wording.ts';
import type { Situation } from '../situation.ts';
import type { Due } from '../standing.ts';
import { type ContactRole, contactRoles } from './contact-roles.ts';
import { register } from './register.ts';

/** So many offers are named in one line. */
const NAMED = 3;

/** The rows that *Contacts* begins with: the roles alone, since the alliance knows who fills them. */
export function firstContacts(): RawCell[][] {
  return (Object.keys(contactRoles) as ContactRole[]).map((role) =>
    Object.keys(contactsTab.columns).map((column) => {
      if (column === 'role') return contactRoles[role];
      return column === 'helpsWith' ? helpsWith(role) : null;
    }),
  );
}

function helpsWith(role: ContactRole): string {
  const documents = policies.filter(({ value }) => register[value].contact === role).map(({ text }) => text);
  return documents.length > 0 ? listed(documents) : 'Questions about alliances';
}

/** Offers that can be taken up now and end on some day: a line for each day. */
export function offersEnding({ look, asOf }: Situation): Due[] {
  const offers = look(offersTab);
  if (offers.is !== 'here') return [];
  const open = offers.rows.filter(({ from, unread = [] }) => (from ?? '') <= asOf && !unread.includes('from'));
  const ending = Map.groupBy(open, ({ to }) => to);
  return [...ending].flatMap(([to, rows]) => {
    if (to === null) return [];
    const titles = [...new Set(rows.map(({ title }) => `“${title}”`))].sort();
    return [{ tab: offersTab.title, by: to, what: `${listedUpTo(titles, NAMED)} can be taken up until then.` }];
  });
}
