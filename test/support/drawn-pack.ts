import { isWithin } from '../../functions/figures/academic-year.ts';
import { answeredYearly } from '../../functions/protocols/builders/answered-yearly.ts';
import {
  answered,
  answeredClauses,
  checked,
  clause,
  informational,
  type Pack,
} from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { defineRule } from '../../functions/protocols/rule.ts';
import { type Declared, declare, kinds } from '../../functions/workbooks/kinds.ts';
import { yesNo } from '../../sheets-schema/cells/yes-no.ts';
import { defineSetting, settingsFor } from '../../sheets-schema/setting.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { statementTab } from '../../sheets-schema/tabs/statement.tab.ts';

const openDay = defineRule({
  id: 'HC-25',
  title: 'Every school holds an open day in the year',
  mendedIn: meetingsTab,
  reads: [{ tab: meetingsTab, columns: ['kind'] }],
  messages: {
    none: { severity: 'breach', says: '{school} has held no open day.', fix: 'Add the day in Meetings.' },
  },
  check(input, report) {
    const held = input
      .rows(meetingsTab)
      .some(({ kind, date }) => kind === 'working-group' && isWithin(date, input.year));
    if (held || input.asOf <= input.year.to) return;
    for (const { urn, name } of input.schools)
      report({ message: 'none', tab: meetingsTab, school: urn, subject: input.year.label, data: { school: name } });
  },
});

const chapters = [
  {
    title: 'The harbour',
    clauses: [
      clause('3', 'Boats of other schools are welcome at the quay.', answered()),
      clause('25', 'Every school holds an open day at the harbour.', checked(openDay)),
      clause('A4', 'Ropes are coiled when the day is over.', answered()),
      clause('1.4', 'The harbour has a bell, as harbours do.', informational('It is there to be heard.')),
    ],
  },
];
const adoptedBy = defineSetting({
  id: 'harbour-compact/adopted',
  title: 'Harbour compact adopted',
  cell: yesNo,
  unit: 'yes or no',
  unset: false,
  chosenBy: 'us',
  from: 'made up for the tests',
});
const named = { id: 'harbour-compact', citedAs: 'harbour compact', adoptedBy } as const;
const tab = statementTab(named);

/** A made-up pack whose clauses are numbered like those of the working protocols, and mean other things. */
export const harbourCompact: Pack = {
  ...named,
  title: 'Harbour compact',
  source: 'Made up for the tests',
  needs: [tab],
  chapters,
  settings: [adoptedBy],
  documents: [],
  statement: {
    tab,
    rule: answeredYearly({
      id: 'HC-00',
      title: 'Every promise of the harbour that rests on the head’s word has been answered',
      tab,
      clauses: answeredClauses({ chapters }).map(({ ref }) => ref),
    }),
  },
  rules: [],
};
export const HARBOUR_STATEMENT = tab.title;
/** A row of *Settings* by which an alliance adopts it. */
export const ADOPTED: readonly [setting: string, value: string] = [adoptedBy.title, 'Yes'];

/** What an alliance that adopted it has decided. */
export const adoptingSettings = settingsFor([{ setting: adoptedBy.id, value: ADOPTED[1], fromYear: null }], 2025);

/** Every pack there is, and the made-up one. */
export const withHarbour: Declared = declare([...packs, harbourCompact], kinds);
