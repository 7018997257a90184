import { coordinatorEmail } from '../../sheets-schema/core-settings.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { bankTab } from '../../sheets-schema/tabs/bank.tab.ts';
import { booksClosedTab } from '../../sheets-schema/tabs/books-closed.tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { contactsTab } from '../../sheets-schema/tabs/contacts.tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import { evaluationsTab } from '../../sheets-schema/tabs/evaluations.tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { matchedTab } from '../../sheets-schema/tabs/matched.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { offersTab } from '../../sheets-schema/tabs/offers.tab.ts';
import { policiesTab } from '../../sheets-schema/tabs/policies.tab.ts';
import { reportWordsTab } from '../../sheets-schema/tabs/report-words.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { spendingTab } from '../../sheets-schema/tabs/spending.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { supportRequestsTab } from '../../sheets-schema/tabs/support-requests.tab.ts';
import { websiteTab } from '../../sheets-schema/tabs/website.tab.ts';
import { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { type Catalogue, catalogueOf } from '../protocols/catalogue.ts';
import type { Pack } from '../protocols/pack.ts';
import { packs } from '../protocols/packs.ts';
import {
  type BookOwner,
  defineWorkbook,
  STATEMENTS,
  type WhoseWorkbook,
  type WorkbookKind,
} from './define-workbook.ts';
import { checksTab } from './own-tabs/checks.ts';
import { issuedTab } from './own-tabs/issued.ts';
import { startHereTab } from './own-tabs/start-here.ts';

const coordinator: BookOwner = {
  address: 'coordinator’s e-mail address',
  addressInShort: 'coordinator e-mail',
  tab: settingsTab,
  decides: true,
  addressIn: (settings) => settings.held(coordinatorEmail).value,
};

/** A school's office. */
export const office: BookOwner = {
  address: 'office’s e-mail address',
  addressInShort: 'office e-mail',
  tab: schoolsTab,
  decides: false,
  addressIn: (_, school) => school?.officeEmail ?? null,
};

export const allianceKind = defineWorkbook({
  id: 'alliance',
  of: 'alliance',
  noun: 'workbook',
  called: () => 'Alliance',
  purpose: 'The records of the whole alliance: who belongs, what was decided, and what its schools share.',
  tabs: [
    schoolsTab,
    settingsTab,
    calendarTab,
    meetingsTab,
    whoCameTab,
    contributionsTab,
    spendingTab,
    bankTab,
    matchedTab,
    booksClosedTab,
    supportRequestsTab,
    contactsTab,
    offersTab,
    reportWordsTab,
    exceptionsTab,
    documentsTab,
  ],
  ownTabs: [startHereTab, issuedTab, checksTab],
  leansOn: ['school'],
  owner: coordinator,
  keeps: 'rows',
  tellsOfPromises: true,
});

export const schoolKind = defineWorkbook({
  id: 'school',
  of: 'school',
  noun: 'workbook',
  called: (school) => school ?? '',
  purpose: 'What the school keeps a record of and answers for in the alliance this year.',
  tabs: [policiesTab, websiteTab, staffDaysTab, evaluationsTab, STATEMENTS, absenceByTermTab, exclusionsByTermTab],
  ownTabs: [startHereTab, checksTab],
  leansOn: ['alliance'],
  owner: office,
  keeps: 'rows',
  tellsOfPromises: true,
});

/** Every kind of workbook there is. */
export const kinds: readonly WorkbookKind[] = [allianceKind, schoolKind];

/** All that is declared: the packs with what they come to, and the kinds of workbook. */
export interface Declared extends Catalogue {
  readonly kinds: readonly WorkbookKind[];
}

export function declare(packs: readonly Pack[], kinds: readonly WorkbookKind[]): Declared {
  return {
    ...catalogueOf(
      packs,
      kinds.flatMap((kind) => tabsOf(kind, packs)),
    ),
    kinds,
  };
}

export const allDeclared: Declared = declare(packs, kinds);

/** The tabs that people may type in, in the order they stand. */
export function tabsOf({ tabs }: WorkbookKind, packs: readonly Pack[]): readonly Tab[] {
  return tabs.flatMap((tab) => (tab === STATEMENTS ? packs.flatMap(({ statement }) => statement?.tab ?? []) : tab));
}

/** Whether each school has one of its own. */
export function isSchools({ of }: WorkbookKind): boolean {
  return of === 'school';
}

/** The tabs of which rows may count in the year before its own, or after, and those that another one brings whole. */
export function tabsOfOtherYears({ tabs, keeps }: WorkbookKind): Tab[] {
  if (keeps !== 'rows') return [];
  const own = tabs.flatMap((tab) => (tab === STATEMENTS ? [] : [tab]));
  const whole = new Set(own.flatMap(({ bringsWhole }) => bringsWhole));
  return own.filter(({ id, yearOfRow }) => yearOfRow !== null || whole.has(id));
}

/** Whether one workbook is looked at again when there is something new in the other. */
export function leansOnWorkbook(one: WhoseWorkbook, other: WhoseWorkbook): boolean {
  if (one.startYear === other.startYear) return one.kind.leansOn.includes(other.kind.id);
  const areBeside = Math.abs(one.startYear - other.startYear) === 1;
  return areBeside && one.kind === other.kind && one.urn === other.urn && tabsOfOtherYears(one.kind).length > 0;
}

/** Whether it is read with the alliance's rows; where not, it holds them itself. */
export function readsAlliance({ leansOn }: WorkbookKind): boolean {
  return leansOn.includes(allianceKind.id);
}
