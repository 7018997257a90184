import { packs } from '../../functions/protocols/packs.ts';
import { defineWorkbook, type WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allianceKind, type Declared, declare, kinds, office } from '../../functions/workbooks/kinds.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { startHereTab } from '../../functions/workbooks/own-tabs/start-here.ts';
import { date } from '../../sheets-schema/cells/date.ts';
import { text } from '../../sheets-schema/cells/text.ts';
import { wholeNumber } from '../../sheets-schema/cells/whole-number.ts';
import { defineTab, optional, required } from '../../sheets-schema/tab.ts';

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
  ownTabs: [startHereTab, checksTab],
  leansOn: [allianceKind.id],
  owner: office,
  keeps: 'rows',
  tellsOfPromises: false,
});

/** Every kind there is, and the made-up one. */
export const withBoats: Declared = declare(packs, [...kinds, boatsKind]);

export const pupilsTab = defineTab({
  id: 'pupils-away',
  title: 'Pupils away',
  purpose: 'Every pupil who was away, with the day and why.',
  columns: {
    number: required('Pupil number', text({}), 'As the register has it.', { numbersBelong: true }),
    name: required('Name', text({}), 'As the register has it.'),
    note: optional('Note', text({}), 'Why.', { aboutPupils: true }),
    date: required('Date', date({ within: 'year' }), 'The first day.'),
    sessions: optional('Sessions', wholeNumber(), 'How many were missed.'),
  },
  key: ['number', 'date'],
});

/** A made-up kind of workbook with rows about pupils. Kept whole it is what must never be, which shows what a test would find. */
function pupilsKindThat(keeps: WorkbookKind['keeps']): WorkbookKind {
  return defineWorkbook({
    id: 'pupil-book',
    of: 'school',
    noun: 'pupil book',
    called: (school) => `${school}, pupils`,
    purpose: 'Which pupils of the school were away.',
    tabs: [pupilsTab],
    ownTabs: [startHereTab, checksTab],
    leansOn: [allianceKind.id],
    owner: office,
    keeps,
    tellsOfPromises: false,
  });
}

export const pupilsKind = pupilsKindThat('sums');

/** Every kind there is, and a made-up one with rows about pupils. */
export const withPupils: Declared = declare(packs, [...kinds, pupilsKind]);

/** The same kept whole, which must never be: it shows what a search would find. */
export const withPupilsKeptWhole: Declared = declare(packs, [...kinds, pupilsKindThat('rows')]);
