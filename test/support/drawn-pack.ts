import { dayInYear, isWithin } from '../../functions/figures/academic-year.ts';
import { answeredYearly } from '../../functions/protocols/builders/answered-yearly.ts';
import { defineIssue } from '../../functions/protocols/define-issue.ts';
import type { KeptFigure } from '../../functions/protocols/kept-figure.ts';
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
import { type CountedStanding, KEPT, NOT_KNOWN, OPEN, PIECES } from '../../functions/protocols/standing.ts';
import type { WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allianceKind, type Declared, declare, schoolKind } from '../../functions/workbooks/kinds.ts';
import { date } from '../../sheets-schema/cells/date.ts';
import { dayAndMonth } from '../../sheets-schema/cells/day-and-month.ts';
import { text } from '../../sheets-schema/cells/text.ts';
import { yesNo } from '../../sheets-schema/cells/yes-no.ts';
import { defineSetting } from '../../sheets-schema/setting.ts';
import { defineTab, required } from '../../sheets-schema/tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { statementTab } from '../../sheets-schema/tabs/statement.tab.ts';
import { defineDocument } from '../../templates/kit/document.ts';
import { newSettings } from './new-settings.ts';
import { usualPacks } from './usual-packs.ts';

export const QUAY = 'Mornings at the quay';
export const QUAY_LIST = 'List of the quay';

/** Kept in each school's workbook. */
export const quayTab = defineTab({
  id: 'mornings-at-the-quay',
  title: QUAY,
  purpose: 'Every morning on which a boat of the school went out.',
  columns: {
    boat: required('Boat', text({}), 'Its name.'),
    out: required('Out', date({ within: 'year' }), 'The day it left the quay.'),
  },
  key: ['boat', 'out'],
});

const MORNINGS_PROMISED = 3;
const BELL_MONEY = '12-06';

const morningsAtTheQuay: KeptFigure = {
  id: 'harbour-compact/mornings-at-the-quay',
  reads: [quayTab],
  of({ look }) {
    const mornings = look(quayTab);
    return mornings.is === 'here' ? mornings.rows.length : null;
  },
};

function mornings(done: number | null): CountedStanding {
  const promise = { what: 'Mornings at the quay', unit: PIECES, of: MORNINGS_PROMISED } as const;
  if (done === null) return { ...promise, ...NOT_KNOWN };
  return { ...promise, figure: `${done} of ${MORNINGS_PROMISED}`, ...(done >= MORNINGS_PROMISED ? KEPT : OPEN), done };
}

const quayList = defineDocument<{ readonly mornings: readonly (readonly string[])[] }>({
  id: 'quay-list',
  title: QUAY_LIST,
  audience: 'alliance',
  about: () => 'All member schools',
  example: { mornings: [['Elm Park High School', '2']] },
  render(page, { mornings }) {
    page.table({
      caption: 'Who was at the quay',
      columns: [
        { heading: 'School', share: 1 },
        { heading: 'Mornings', share: 1 },
      ],
      rows: mornings,
      whenEmpty: 'nobody was.',
    });
  },
});

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
  decides: 'Whether the alliance goes by the harbour compact.',
  from: 'made up for the tests',
});
const answersDue = defineSetting({
  id: 'harbour-compact/answers-due',
  title: 'Harbour answers due',
  cell: dayAndMonth,
  unit: 'day and month',
  unset: '07-20',
  chosenBy: 'source',
  decides: 'By when the promises of the harbour are answered.',
  from: 'made up for the tests',
});
const named = { id: 'harbour-compact', citedAs: 'harbour compact', adoptedBy } as const;
const tab = statementTab(named);

/** A made-up pack whose clauses are numbered like those of the working protocols, and mean other things. */
export const harbourCompact: Pack = {
  ...named,
  title: 'Harbour compact',
  source: 'Made up for the tests',
  inShort: 'the quay, its ropes and its bell',
  needs: [meetingsTab, quayTab, tab],
  begins: [],
  chapters,
  settings: [adoptedBy, answersDue],
  figures: [morningsAtTheQuay],
  standing: (_, __, known) => [mornings(known(morningsAtTheQuay))],
  due: ({ school, year }) =>
    school === null ? [] : [{ tab: quayTab.title, by: dayInYear(year, BELL_MONEY), what: 'A penny for the bell.' }],
  yearAhead: (_, year) => ({
    when: [{ tab: quayTab, says: 'when the boat is back' }],
    dates: [{ by: dayInYear(year, BELL_MONEY), what: 'a penny for the bell' }],
  }),
  documents: [
    defineIssue({
      choice: { value: 'harbour-compact/quay-list', text: QUAY_LIST },
      about: 'alliance',
      needs: adoptedBy,
      reads: [],
      template: async () => quayList,
      from: ({ members, year: { startYear } }) => members.map(({ urn }) => ({ urn, startYear })),
      data: ({ members, year: { startYear } }, { keptOf }) => ({
        mornings: members.map(({ urn, name }) => {
          const mornings = keptOf({ urn, startYear })?.situation.look(quayTab);
          return [name, mornings?.is === 'here' ? String(mornings.rows.length) : 'not yet known'];
        }),
      }),
      safeguards: null,
    }),
  ],
  statement: {
    tab,
    due: answersDue,
    rule: answeredYearly({
      id: 'HC-00',
      title: 'Every promise of the harbour that rests on the head’s word has been answered',
      tab,
      clauses: answeredClauses({ chapters }).map(({ ref }) => ref),
      due: answersDue,
    }),
  },
  rules: [],
};
export const HARBOUR_STATEMENT = tab.title;
/** A row of *Settings* by which an alliance adopts it. */
export const ADOPTED: readonly [setting: string, value: string] = [adoptedBy.title, 'Yes'];

/** What an alliance that adopted it and the usual packs has decided. */
export const adoptingSettings = newSettings(
  [...usualPacks.map((pack) => pack.adoptedBy.id), adoptedBy.id].map((setting) => ({
    setting,
    value: ADOPTED[1],
    fromYear: null,
  })),
  2025,
);

/** A school's workbook with its tab. */
export const harbourSchool: WorkbookKind = { ...schoolKind, tabs: [...schoolKind.tabs, quayTab] };

/** Every pack there is, and the made-up one. */
export const withHarbour: Declared = declare([...packs, harbourCompact], [allianceKind, harbourSchool]);
