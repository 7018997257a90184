import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listsOf } from '../../functions/protocols/catalogue.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { yearlyContribution } from '../../functions/protocols/working-protocols/settings.ts';
import { allDeclared, declare, kinds } from '../../functions/workbooks/kinds.ts';
import { inLines } from '../../functions/workbooks/own-tabs/start-here/layout.ts';
import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import {
  defineSetting,
  howToType,
  readSetting,
  type Setting,
  settingsFor,
  showSetting,
} from '../../sheets-schema/setting.ts';
import { wordsOf } from '../../sheets-schema/setting-words.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { harbourCompact, withHarbour } from '../support/drawn-pack.ts';
import { newSettings } from '../support/new-settings.ts';
import { drawRows } from '../support/rule-tester.ts';

/** Each with the value that holds until an alliance decides, as a person would type it, in the order of the dropdown. */
const EXPECTED: readonly (readonly [id: string, title: string, unset: string | null])[] = [
  ['alliance-name', 'Alliance name', 'The alliance'],
  ['coordinator-e-mail', 'Coordinator e-mail', null],
  ['alliance-address', 'Alliance address', null],
  ['alliance-logo', 'Alliance logo', null],
  ['working-protocols/adopted', 'Working protocols adopted', 'No'],
  ['behaviour-and-attendance/adopted', 'Absence and exclusion totals kept', 'No'],
  ['statutory-policies/adopted', 'Statutory policies adopted', 'No'],
  ['working-protocols/contribution', 'Contribution', '£3,000.00'],
  ['working-protocols/contribution-year', 'Contribution year', 'Academic'],
  ['working-protocols/contribution-due-date', 'Contribution due date', '30 November'],
  ['working-protocols/contribution-by-pupils', 'Contribution by pupils', null],
  ['working-protocols/contribution-instalments', 'Contribution instalments', null],
  ['working-protocols/part-year-members-pay', 'Part-year members pay', 'Full'],
  ['working-protocols/bank-statements-kept', 'Bank statements kept', 'No'],
  ['working-protocols/money-held-by', 'Money held by', null],
  ['working-protocols/payee', 'Payee', null],
  ['working-protocols/sort-code', 'Sort code', null],
  ['working-protocols/account-number', 'Account number', null],
  ['working-protocols/payment-terms', 'Payment terms', null],
  ['working-protocols/vat-treatment', 'VAT treatment', null],
  ['working-protocols/vat-number', 'VAT number', null],
  ['working-protocols/treasurer', 'Treasurer', null],
  ['working-protocols/treasurer-e-mail', 'Treasurer’s e-mail', null],
  ['working-protocols/reminder-after', 'Payment reminder after', '7'],
  ['working-protocols/firm-reminder-after', 'Firm payment reminder after', '30'],
  ['working-protocols/reminder-to-the-head-after', 'Payment reminder to the head after', '60'],
  ['working-protocols/staff-days-minimum', 'Staff days minimum', '9'],
  ['working-protocols/part-year-members-give', 'Part-year members give', 'Full'],
  ['working-protocols/a-staff-day-is', 'A staff day is', 'Person-days'],
  ['working-protocols/hours-in-a-day-of-staff-time', 'Hours in a day of staff time', '6'],
  ['working-protocols/inset-days-count', 'INSET days count', 'Yes'],
  ['working-protocols/pace-reminders', 'Pace reminders', 'Yes'],
  ['working-protocols/pace-reminders-begin', 'Pace reminders begin', 'Second half of the autumn term'],
  ['working-protocols/pace-reminder-gap', 'Pace reminder gap', '1'],
  ['working-protocols/deputy-may-stand-in', 'Deputy may stand in', '1'],
  ['working-protocols/deputies-beyond-the-limit-vote', 'Deputies beyond the limit vote', 'Yes'],
  ['working-protocols/meetings-a-school-may-miss', 'Meetings a school may miss', null],
  ['working-protocols/unrecorded-attendance-asked-for-after', 'Unrecorded attendance asked for after', '5'],
  ['working-protocols/evaluation-due', 'Evaluation due', '20'],
  ['working-protocols/interim-evaluation-after', 'Interim evaluation after', null],
  ['working-protocols/open-support-asked-about-after', 'Open support asked about after', '60'],
  ['working-protocols/agreement-signed-by', 'Agreement signed by', '31 October'],
  ['working-protocols/yearly-statement-due', 'Yearly statement due', '15 July'],
  ['totals-typed', 'Totals are typed', 'Termly'],
  ['totals-due-after', 'Totals of a term due after', '20'],
  [
    'behaviour-and-attendance/annual-report-recipient',
    'Annual report goes to',
    'Local partnership lead for behaviour and attendance',
  ],
  ['behaviour-and-attendance/annual-report-due', 'Annual report due', '31 December'],
  ['statutory-policies/yearly-review', 'Yearly review of a policy', null],
  ['statutory-policies/review-after-a-change', 'Accessibility plan reviewed after a change', '60'],
  ['statutory-policies/reminders', 'Policy reminders', '60, 30, 7'],
  ['hide-counts-below', 'Hide counts below', '6'],
  ['checks-beside-the-workbooks', 'Checks beside the workbooks', 'No'],
  ['make-workbooks-for', 'Make workbooks for', null],
  ['year-begins', 'Year begins', '1 September'],
];
/** A pack's, with the ids that histories have had them under since the core declared them. */
const ONCE_THE_CORES = ['totals-typed', 'totals-due-after'];
const FROM_A_SOURCE = ['Contribution', 'Staff days minimum', 'Deputy may stand in'];

const sources = ['functions', 'scripts', 'sheets-schema'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
);
const DECLARED = /export const (\w+) = defineSetting\(\{\s*id: '([^']+)'/g;
const nameOf = new Map(
  sources.flatMap(({ text }) => [...text.matchAll(DECLARED)].map(([, name, id]) => [id!, name!] as const)),
);

describe('the settings', () => {
  it('are those that the sources leave open, and those that name the alliance, its packs and its workbooks', () => {
    const shown = allDeclared.settings.map((one) => [one.id, one.title, showSetting(one, one.unset, 2025)]);
    expect(shown).toEqual(EXPECTED);
  });

  it('say which numbers a source fixed: a breach of any other is a warning until the alliance writes its own', () => {
    const chosenBy = (who: string) =>
      allDeclared.settings.filter((one) => one.chosenBy === who).map(({ title }) => title);
    expect(chosenBy('source')).toEqual(FROM_A_SOURCE);
    expect(chosenBy('alliance')).toEqual([]);
  });

  it.each(allDeclared.settings.map((one) => [one.title, one] as const))(
    '%s says in few words what it decides, its unit, what holds while it is blank, and who chose that',
    (_, one) => {
      const { columns } = settingsTab;
      const words = wordsOf(one, one.unset, 2025);
      for (const name of ['unit', 'whileBlank', 'whoChose', 'decides'] as const) {
        const lines = inLines(words[name], columns[name].width);
        expect(words[name]).not.toMatch(/^\s|\s$|\s\s|^$/);
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns[name].width);
        expect(lines.length).toBeLessThanOrEqual(3);
      }
      expect(inLines(one.title, columns.setting.width).length).toBeLessThanOrEqual(2);
      expect(words.decides).toMatch(/^\p{Lu}[^.]+\.$/u);
      expect(one.from).toMatch(/^[^.]{8,}$/);
      expect(one.whileNull === undefined).toBe(one.unset !== null);
      expect(howToType(one, 2025)).toMatch(/^(?:Type|Pick) .+\.$/);
    },
  );

  it('that are limits are those that a rule holds anybody to', () => {
    const said = readdirSync('functions/protocols', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join('functions/protocols', name), 'utf8'))
      .join('\n');
    const limiting = [
      ...said.matchAll(/chosenBy: (?:\w+\.)?settings\.held\((\w+)\)\.chosenBy/g),
      ...said.matchAll(/\{ value, chosenBy \} = (?:\w+\.)*settings\.held\((\w+)\)/g),
      ...said.matchAll(/(?:within|most|mayMiss): \(\{ settings \}\) => settings\.held\((\w+)\)/g),
    ].map(([, name]) => name!);
    expect(limiting.length).toBeGreaterThan(4);
    const open = allDeclared.settings.filter(({ chosenBy, unset }) => chosenBy === 'us' && unset !== null);
    for (const one of open)
      expect([one.title, one.isLimit ?? false]).toEqual([one.title, limiting.includes(nameOf.get(one.id)!)]);
  });

  it.each(allDeclared.settings.map((one) => [one.title, one] as const))(
    '%s can be typed as it is shown',
    (title, one) => {
      expect(title).toMatch(/^[A-Z]/);
      expect(one.from).not.toBe('');
      const shown = showSetting(one, one.unset, 2025);
      if (shown !== null) expect(readSetting(one, shown, 2025)).toEqual({ value: one.unset });
      expect(parsed(`| Setting | Value |\n| ${title} | ${shown ?? '?'} |`).rows).toMatchObject([{ setting: one.id }]);
    },
  );

  it.each([
    ['Staff days minimum', ['9 days', '9 Days a year', '9 days per year', '9 a year'], 9],
    [
      'Evaluation due',
      ['20 school days', '20 school days after support ends', ' 20  school days. ', '20 schooldays'],
      20,
    ],
    ['Deputy may stand in', ['once', 'Once a year', '1 meeting', '1 meeting a year', '1 time'], 1],
    ['Meetings a school may miss', ['twice', '2 meetings', '2 per year', '2 times a year'], 2],
    ['Hide counts below', ['6 pupils', '6 Pupils', '６ pupils'], 6],
    [
      'Contribution',
      [
        '£3000',
        '£3,000 a year',
        '3000 per year',
        '£ 3,000.00 each year',
        '3,000 pounds',
        '£3,000 p.a.',
        '£3,000 per annum',
        '3000 yearly',
      ],
      300_000,
    ],
    ['Contribution year', ['April to March', 'Apr–Mar', 'financial year'], 'financial'],
    ['Pace reminders', ['off', 'Off', 'no'], false],
    ['Checks beside the workbooks', ['on', 'On'], true],
    ['Agreement signed by', ['31 October', '31st of October'], '10-31'],
  ] as const)('%s may be typed with its unit', (title, typed, value) => {
    const setting = allDeclared.settings.find((one) => one.title === title)!;
    for (const one of typed) expect([one, readSetting(setting, one, 2025)]).toEqual([one, { value }]);
  });

  it.each([
    ['Evaluation due', ['4 weeks', '20 days', '20 calendar days', 'once', '20 school days or so', 'school days']],
    [
      'Staff days minimum',
      ['9 half days', '9 days a term', '9 to 10 days', '-9 days', '9.5 days', 'nine days', '9 days in 2 years'],
    ],
    ['Deputy may stand in', ['once a term', 'once or twice', '1 meeting in 3']],
    ['Contribution', ['£3,000 a term', '£250 a month', '£3 per pupil', '3000 days']],
    ['Contribution year', ['monthly', 'calendar']],
    ['Year begins', ['1 September or so', 'autumn']],
  ])('%s is not guessed from another unit', (title, typed) => {
    const setting = allDeclared.settings.find((one) => one.title === title)!;
    for (const one of typed)
      expect([one, readSetting(setting, one, 2025)]).toEqual([
        one,
        { problem: expect.not.objectContaining({ suggestion: expect.stringMatching(/\d/) }) },
      ]);
  });

  const inOneCase = (text: string) => text.trim().toLowerCase();

  it.each([
    ['every pack', allDeclared],
    ['a pack more', withHarbour],
  ])('with %s, are told apart by id and by title, and a pack’s begin with its id', (_, { settings, packs: all }) => {
    for (const name of ['id', 'title'] as const)
      expect(new Set(settings.map((one) => inOneCase(one[name]))).size).toBe(settings.length);
    for (const { id } of settings) expect(id).toMatch(/^(?:[a-z]+(?:-[a-z]+)*\/)?[a-z]+(?:-[a-z]+)*$/);
    for (const pack of all) {
      expect(pack.settings).toContain(pack.adoptedBy);
      const ofItsOwn = pack.settings.filter(({ id }) => !ONCE_THE_CORES.includes(id));
      expect(ofItsOwn.filter(({ id }) => !id.startsWith(`${pack.id}/`))).toEqual([]);
    }
    const ofPacks = all.flatMap((pack) => pack.settings);
    expect(ofPacks.map(({ id }) => id)).toEqual(expect.arrayContaining(ONCE_THE_CORES));
    const named = settings.filter(({ id }) => !ONCE_THE_CORES.includes(id));
    expect(named.filter((one) => one.id.includes('/') !== ofPacks.includes(one))).toEqual([]);
  });

  it('of two packs that could be typed the same way are a mistake that is not let pass', () => {
    const again = defineSetting({ ...harbourCompact.adoptedBy, id: 'harbour-compact/again', title: 'CONTRIBUTION ' });
    const doubled = { ...harbourCompact, settings: [harbourCompact.adoptedBy, again] };
    expect(() => declare([...packs, doubled], kinds)).toThrow('does not tell choices apart');
  });
});

describe('a setting that nothing reads', () => {
  /** Asked for what it holds, or as what a pack is adopted or its statement due by, wherever packs are gone through. */
  const isRead = ({ id }: Setting) =>
    packs.some(({ adoptedBy, statement }) => adoptedBy.id === id || statement?.due.id === id) ||
    packs.some(({ needsWhere = [] }) => needsWhere.some(({ where }) => where.id === id)) ||
    allDeclared.tabs.some(({ dueAfter }) => dueAfter?.schoolDays.id === id || dueAfter?.howOften.id === id) ||
    sources.some(({ text }) => new RegExp(`(?:\\.held|readSetting)\\(${nameOf.get(id)}\\b`).test(text));

  it('does not exist', () => {
    expect(allDeclared.settings.filter(({ id }) => !nameOf.has(id))).toEqual([]);
    expect(allDeclared.settings.filter((one) => !isRead(one))).toEqual([]);
    expect(isRead({ ...allDeclared.settings[0]!, id: 'working-protocols/read-by-nobody' })).toBe(false);
  });

  it('is declared by who reads it, which may be a pack’s tabs, or by the core: a file a pack', () => {
    const declaring = sources.filter(({ text }) => text.match(DECLARED)).map(({ path }) => path);
    expect(declaring.toSorted()).toEqual([
      'functions/protocols/behaviour-and-attendance/settings.ts',
      'functions/protocols/statutory-policies/settings.ts',
      'functions/protocols/working-protocols/settings.ts',
      'sheets-schema/core-settings.ts',
      'sheets-schema/tabs/pupil-groups.ts',
    ]);
  });
});

function parsed(drawing: string, lists = listsOf(allDeclared, null)) {
  const context = { academicYear: 2025, schools: null, lists };
  return parseTab(settingsTab, { title: 'Settings', rows: drawRows(drawing) }, context);
}

describe('two values of one setting and year', () => {
  it('are one that holds, whatever the order they come in: a snapshot has none', () => {
    const { rows } = parsed('| Setting | Value |\n| Contribution | £3,000 |\n| Contribution | £2,500 |');
    const holding = (some: typeof rows) => settingsFor(some, 2025, VERSIONS.workbooks).held(yearlyContribution).value;
    expect(holding(rows)).toBe(300_000);
    expect(holding(rows.toReversed())).toBe(300_000);
  });
});

describe('the tab Settings', () => {
  const ROWS = '| Setting | Value |\n| Contribution | £2,500 |';
  const contribution = allDeclared.settings.find(({ title }) => title === 'Contribution')!;

  it('offers what the catalogue in use has, by name in the note and in the dropdown', () => {
    for (const catalogue of [allDeclared, withHarbour]) {
      const titles = catalogue.settings.map(({ title }) => title);
      const [setting] = newSheet(settingsTab, [], [], listsOf(catalogue, null)).columns;
      expect(setting).toMatchObject({
        choices: titles,
        note: `Pick the setting from the list.\nPick one: ${titles.join(', ')}.`,
      });
    }
  });

  it('says of a setting of no pack in use what it says of anything that is no setting', () => {
    const remarksOn = (title: string, catalogue = allDeclared) =>
      parsed(`| Setting | Value |\n| ${title} | Yes |`, listsOf(catalogue, null)).remarks.map(
        ({ rule, messageId, remark }) => [rule, messageId, remark.suggestion],
      );
    const unknown = [['GEN-05', 'not-in-the-list', undefined]];
    for (const title of ['Quiet days', 'Hours of silence', 'Colour of the door', harbourCompact.adoptedBy.title])
      expect(remarksOn(title)).toEqual(unknown);
    expect(remarksOn(harbourCompact.adoptedBy.title, withHarbour)).toEqual([]);
  });

  it('has a row for a setting whose name is that of a line of totals, where the list has it', () => {
    const places = defineSetting({ ...harbourCompact.adoptedBy, id: 'harbour-compact/places', title: 'Total' });
    const settings = [harbourCompact.adoptedBy, places];
    const withPlaces = listsOf(declare([...packs, { ...harbourCompact, settings }], kinds), null);
    const drawing = '| Setting | Value |\n| Total | =9 |';
    expect(parsed(drawing, withPlaces).rows).toMatchObject([{ setting: places.id }]);
    expect(parsed(drawing).passedOver).toMatchObject([{ what: 'totals' }]);
  });

  it('without the lists is kept as typed, and decides nothing', () => {
    const blind = parsed(ROWS, {});
    expect(blind.remarks).toEqual([]);
    expect(blind.rows).toMatchObject([{ setting: 'Contribution' }]);
    expect(newSettings(blind.rows, 2025).held(contribution).chosenBy).toBe('source');
    expect(newSettings(parsed(ROWS).rows, 2025).held(contribution)).toEqual({ value: 250_000, chosenBy: 'alliance' });
    const [setting] = Object.values(settingsTab.columns);
    expect(setting!.cell.choices).toBe('settings');
  });
});
