import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdvisedError } from '../../functions/edges/ports.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { allDeclared, tabsOf } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { newSettings } from '../support/new-settings.ts';
import { runs } from '../support/property-runs.ts';
import { KINDS, type Where } from '../support/rule-tester.ts';
import {
  ALLIANCE,
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  ELM_PARK,
  openSyncBench,
  openUsualBench,
  STAFF_DAYS,
  schoolIdentity,
} from '../support/sync-bench.ts';

const NOTHING = { sheets: 0, store: 0, mails: 0 };
const PLACES: Readonly<Record<Where, string>> = { alliance: ALLIANCE, school: ELM_PARK };

const cell: fc.Arbitrary<RawCell> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('Yes', '990001', 'Elm Park High School', '1/9/2025', '½', '£3,000', '2025/26', 'Autumn', '=1+1', '1'),
  fc.boolean(),
  fc.double(),
  fc.integer({ min: -10, max: 60_000 }),
  fc.oneof(fc.integer({ min: 45_000, max: 46_500 }), fc.double()).map((date) => ({ date })),
  fc.constantFrom('#N/A', '#REF!', 'not calculated').map((error) => ({ error })),
);
const grid = fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 });
const kind = fc.constantFrom<Where>('alliance', 'school');

/** Every pack, and every tab that one keeps where a setting says so, so that every tab is there. */
const said = packs.flatMap(({ adoptedBy, needsWhere = [] }) => [adoptedBy, ...needsWhere.map(({ where }) => where)]);
const everything = [...new Set(said)];
const decided = newSettings(
  everything.map(({ id }) => ({ setting: id, value: 'Yes', fromYear: null })),
  2025,
);
const ALL_ADOPTED = everything.map(({ title }) => `\n| ${title} | Yes |`).join('');

/** The workbooks with one tab filled at random, its headings kept or not. */
async function syncTwice(where: Where, title: string, rows: RawCell[][], headings: boolean) {
  const bench = openSyncBench();
  const drawn = { ...ALLIANCE_TABS, Settings: `${ALLIANCE_TABS['Settings']}${ALL_ADOPTED}` };
  const rowsOfAlliance = drawnRows(allianceIdentity.kind, drawn);
  await bench.workbooks.create(ALLIANCE, newWorkbook(allianceIdentity, rowsOfAlliance, [], decided));
  const rowsOfSchool = drawnRows(schoolIdentity.kind, { 'Staff days': STAFF_DAYS });
  await bench.workbooks.create(ELM_PARK, newWorkbook(schoolIdentity, rowsOfSchool, [], decided));
  bench.workbooks.edit(PLACES[where], title, (standing) => {
    standing.splice(headings ? 1 : 0);
    standing.push(...structuredClone(rows));
  });
  const outcomes = [];
  for (const place of [ALLIANCE, ELM_PARK, ALLIANCE, ELM_PARK]) {
    try {
      outcomes.push(await bench.sync(place));
    } catch (error) {
      expect(error).toBeInstanceOf(AdvisedError);
    }
  }
  bench.writesSince();
  await Promise.allSettled([bench.sync(ALLIANCE), bench.sync(ELM_PARK)]);
  expect(bench.writesSince()).toEqual(NOTHING);
  for (const workbook of ['alliance-2025', 'school-990001-2025']) {
    const history = await bench.verify(workbook);
    expect(history.ok || history.reason.includes('no history')).toBe(true);
  }
  return outcomes.flatMap(({ findings }) => findings);
}

describe('any cells in any tab', () => {
  it('never stop the job, and the second run writes nothing', async () => {
    const tab = kind.chain((where) =>
      fc
        .constantFrom('Start here', 'Checks', ...tabsOf(KINDS[where], allDeclared.packs).map(({ title }) => title))
        .map((title) => ({ where, title })),
    );
    await fc.assert(
      fc.asyncProperty(tab, grid, fc.boolean(), async ({ where, title }, rows, headings) => {
        const findings = await syncTwice(where, title, rows, headings);
        for (const { message, fix } of findings) {
          expect(message.length).toBeLessThan(600);
          expect(message + fix).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
        }
      }),
      runs(100),
    );
  });

  it.each<[string, RawCell]>([
    ['a formula', '=HYPERLINK("http://evil.example","Click")'],
    ['a formula that begins with a sign', '+cmd|/c calc'],
    ['50,000 characters', '=IMPORTXML('.padEnd(50_000, 'x')],
    ['50,000 emoji', '🏫'.repeat(25_000)],
    ['a text cut in the middle of an emoji', `${'x'.repeat(58)}🏫🏫🏫`],
    ['right-to-left writing', '\u202egnp.exe ‏שלום'],
    ['control characters', 'a\u0000b\r\nc\td\u007f'],
    ['half a character', 'day \ud83c'],
    ['gaps of our own messages', '{typed} {cell} {fix}'],
    ['markup', '<b>&amp;</b>]]>'],
    ['a number beyond all numbers', Number.MAX_VALUE],
    ['a day before all days', { date: -1 }],
    ['an error', { error: '#DIV/0!' }],
  ])('are named in words cut short: %s', async (_, hostile) => {
    const findings = await syncTwice('school', 'Staff days', [['Ms Okafor', hostile, 1]], true);
    const mine = findings.filter(({ tab, cell: place }) => tab === 'Staff days' && place === 'B2');
    expect(mine.length).toBeGreaterThan(0);
    for (const { message, fix, kept } of mine) {
      for (const words of [message, fix, kept.message, kept.fix]) {
        expect(words.length).toBeLessThan(300);
        expect(words).toBe(words.toWellFormed());
        expect(words).not.toMatch(/\p{Cc}/u);
        expect(words).toMatch(/^[^=+@-]/);
      }
    }
  });
});

describe('a person’s words in Checks', () => {
  it('are kept however long they are', async () => {
    const bench = await openUsualBench();
    await bench.sync(ELM_PARK);
    const reply = '=🏫'.repeat(16_000);
    bench.workbooks.edit(ELM_PARK, 'Checks', (rows) => {
      const row = rows[1]!;
      while (row.length < 11) row.push(null);
      row[4] = reply;
    });
    await bench.sync(ELM_PARK);
    expect((await bench.rows(ELM_PARK, 'Checks'))[1]?.[4]).toBe(reply);
    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual(NOTHING);
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true });
  });
});
