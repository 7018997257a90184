import { packs } from '../../functions/protocols/packs.ts';
import { CHECKS, defineWorkbook, START_HERE } from '../../functions/workbooks/define-workbook.ts';
import { allianceKind, type Declared, declare, kinds, office } from '../../functions/workbooks/kinds.ts';
import { date } from '../../sheets-schema/cells/date.ts';
import { text } from '../../sheets-schema/cells/text.ts';
import { defineTab, required } from '../../sheets-schema/tab.ts';

const boatsTab = defineTab({
  id: 'boats',
  title: 'Boats',
  purpose: 'Every outing of a boat.',
  columns: {
    boat: required('Boat', text({}), 'Its name.'),
    out: required('Out', date({ within: 'year' }), 'The day it left the quay.'),
  },
  key: ['boat', 'out'],
});

/** A made-up kind of workbook, of which each school has one beside its own. */
export const boatsKind = defineWorkbook({
  id: 'boat-book',
  of: 'school',
  noun: 'boat book',
  called: (school) => `${school}, boats`,
  purpose: 'Where the boats of the school have been.',
  tabs: [boatsTab],
  ownTabs: [START_HERE, CHECKS],
  leansOn: [allianceKind.id],
  owner: office,
  keeps: 'rows',
  tellsOfPromises: false,
});

/** Every kind there is, and the made-up one. */
export const withBoats: Declared = declare(packs, [...kinds, boatsKind]);
