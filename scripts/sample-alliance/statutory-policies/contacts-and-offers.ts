import { firstContacts } from '../../../functions/protocols/statutory-policies/contacts-and-offers.ts';
import type { contactsTab } from '../../../sheets-schema/tabs/contacts.tab.ts';
import type { offersTab } from '../../../sheets-schema/tabs/offers.tab.ts';
import type { TypedRow } from '../typed-rows.ts';

/** Desks that can be asked, by the roles with which *Contacts* begins; nobody is named. */
const DESKS: Readonly<Record<string, readonly [name: string, email: string]>> = {
  'School admissions, places and appeals': ['Admissions desk', 'admissions@county.example'],
  'Health and safety': ['Safety desk', 'safety@county.example'],
  'School attendance': ['Attendance team', 'attendance@county.example'],
  'Joining an alliance': ['Alliances desk', 'alliances@county.example'],
};

export function contactRows(): TypedRow<typeof contactsTab>[] {
  return firstContacts().map(([role, helpsWith]) => {
    const desk = DESKS[String(role)];
    return {
      role: role!,
      helpsWith: helpsWith!,
      ...(desk && { organisation: 'County council', name: desk[0], email: desk[1] }),
    };
  });
}

export const offerRows: readonly TypedRow<typeof offersTab>[] = [
  {
    title: 'Writing a policy from a model',
    forWhom: 'Clerks and business managers',
    from: '2025-09-15',
    to: '2026-03-27',
    link: 'https://www.county.example/offers/policies',
    contact: 'Joining an alliance',
  },
  {
    title: 'Walk round the site with the safety desk',
    forWhom: 'Site managers',
    from: '2026-01-12',
    to: '2026-07-10',
    contact: 'Health and safety',
  },
];
