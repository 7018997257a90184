import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listsOf } from '../../functions/protocols/catalogue.ts';
import { checkWorkbook } from '../../functions/protocols/check.ts';
import { severities } from '../../functions/protocols/rule.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allianceKind, schoolKind, tabsOf } from '../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import {
  type ReadWorkbook,
  type RowsAtHand,
  rowsAtHand,
  situationAsRead,
} from '../../functions/workbooks/situation-of.ts';
import { choicesOf } from '../../sheets-schema/cells/listed.ts';
import type { RawCell, RawTab } from '../../sheets-schema/sheet.ts';
import type { Column, Tab } from '../../sheets-schema/tab.ts';
import { ADOPTED, withHarbour } from '../support/drawn-pack.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { runs } from '../support/property-runs.ts';
import { KINDS, type Where } from '../support/rule-tester.ts';

const secret = makeSecret();

const anyDate = fc.constantFrom(
  '1/9/2025',
  '24/9/2025',
  '12/11/2025',
  '5/1/2026',
  '14/2/2026',
  '21/7/2026',
  '31/8/2026',
);
const anySchool = fc.constantFrom('Elm Park', 'St Aldhelm’s', 'The Meadows', 'Northway', '990001');
const anyFigure = fc.constantFrom<RawCell[]>('0', 1, '2', 5, '9', '21', 48, '300', '£3,000', 2500.5, '½', 'am', '2');
const odd = fc.constantFrom<RawCell[]>(
  null,
  '',
  '?',
  '31/2/2026',
  -1,
  true,
  { error: '#N/A' },
  { date: 45910 },
  '3k',
  '2025',
);

const LISTS = listsOf(withHarbour, null);

/** Mostly what the column is for, so that the rules have something to look at; now and then something odd. */
function cellFor(tab: Tab, id: string, column: Column): fc.Arbitrary<RawCell> {
  const { format } = column.cell;
  const choices = choicesOf(column.cell, LISTS);
  const fitting: fc.Arbitrary<RawCell> =
    column.cell.choices === 'protocols'
      ? fc.constantFrom('Working protocols', 'harbour compact', null)
      : choices !== null
        ? fc.constantFrom(...choices)
        : column.cell.choices === 'schools'
          ? anySchool
          : format === 'date'
            ? anyDate
            : format !== 'text'
              ? anyFigure
              : id === 'urn'
                ? fc.constantFrom('990001', '990002', '990003')
                : tab.id === 'settings'
                  ? fc.oneof(anyFigure, anyDate, fc.constantFrom('No', 'By term', 'Financial', '30 November'))
                  : fc.constantFrom(
                      'Elm Park',
                      'St Aldhelm’s',
                      'The Meadows',
                      '2025/26',
                      '2024/25',
                      'Ann Okafor',
                      'Maths',
                    );
  return fc.oneof({ arbitrary: fitting, weight: 12 }, { arbitrary: odd, weight: 1 });
}

function tabLike(tab: Tab): fc.Arbitrary<RawTab> {
  const headings = Object.values(tab.columns).map(({ heading }) => heading);
  const row = fc.tuple(...Object.entries(tab.columns).map(([id, column]) => cellFor(tab, id, column)));
  const adopting = fc.constant<RawCell[]>([...ADOPTED]);
  const settingRow = fc.tuple(fc.constantFrom(...withHarbour.settings.map(({ title }) => title)), odd);
  const rows: fc.Arbitrary<RawCell[][]> = fc.array(tab.id === 'settings' ? fc.oneof(row, settingRow, adopting) : row, {
    maxLength: 8,
  });
  return rows.map((body) => ({ title: tab.title, rows: [headings, ...body] }));
}

const workbook = (where: Where) => fc.tuple(...tabsOf(KINDS[where], withHarbour.packs).map(tabLike));
const identities: Readonly<Record<Where, WorkbookIdentity>> = {
  alliance: { kind: allianceKind, alliance: 'Harrowdale', urn: null, school: null, startYear: 2025 },
  school: { kind: schoolKind, alliance: 'Harrowdale', urn: '990001', school: 'Elm Park', startYear: 2025 },
};

it('is checked without a crash, in whole sentences, and the same way twice', () => {
  const days = fc.constantFrom('2025-08-31', '2025-12-01', '2026-03-28', '2026-07-05', '2026-09-01');
  let ran = 0;
  let findings = 0;
  fc.assert(
    fc.property(workbook('alliance'), workbook('school'), days, fc.boolean(), (shared, own, asOf, atHand) => {
      const alliance = parseWorkbook(identities.alliance, shared, null, withHarbour);
      const near = atHand ? rowsAtHand(alliance) : null;
      const school = parseWorkbook(identities.school, own, near, withHarbour);
      for (const { parsed, situation } of [
        { ...alliance, situation: situationAsRead(alliance, null, asOf, withHarbour) },
        { ...school, situation: situationAsRead(school, near, asOf, withHarbour) },
      ]) {
        const checked = checkWorkbook(situation, { parsed }, secret, withHarbour);
        expect(checked.outcomes.filter(({ outcome }) => outcome === 'crashed')).toEqual([]);
        expect(checkWorkbook(situation, { parsed }, secret, withHarbour)).toEqual(checked);
        for (const { message, fix, kept, severity, fingerprint } of checked.findings) {
          expect(severities).toContain(severity);
          for (const text of [message, fix, kept.message, kept.fix]) {
            expect(text).not.toMatch(/[{}]|\bundefined\b|\bNaN\b|\bnull\b|\[object/);
            expect(text).toMatch(/^[^a-z].*\.$/);
          }
          expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
        }
        expect(new Set(checked.findings.map((one) => one.fingerprint)).size).toBe(checked.findings.length);
        ran += checked.outcomes.filter(({ outcome }) => outcome === 'ran').length;
        findings += checked.findings.length;
      }
    }),
    runs(150),
  );
  expect(ran).toBeGreaterThan(1000);
  expect(findings).toBeGreaterThan(1000);
});

/** Rows put in between and below: what stands in them beside blanks is `cell`, in the columns where `at` has it. */
function withRowsOf(cell: RawCell, tabs: readonly RawTab[], gaps: readonly (readonly boolean[])[]): RawTab[] {
  const filled = gaps.map((at) => at.map((has) => (has ? cell : null)));
  return tabs.map(({ title, rows: [headings = [], ...body] }) => ({
    title,
    rows: [headings, ...body.flatMap((row, at) => [...(filled[at] ? [filled[at]] : []), row]), ...filled],
  }));
}

it('comes to the same with unticked boxes down any columns of its blank rows', () => {
  const boxes = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
  let rowsSeen = 0;
  fc.assert(
    fc.property(workbook('alliance'), workbook('school'), boxes, (shared, own, gaps) => {
      const looked = ([null, false] as const).map((cell) => {
        const alliance = parseWorkbook(identities.alliance, withRowsOf(cell, shared, gaps), null, withHarbour);
        const near = rowsAtHand(alliance);
        const school = parseWorkbook(identities.school, withRowsOf(cell, own, gaps), near, withHarbour);
        const checkedBy = (read: ReadWorkbook, beside: RowsAtHand | null) =>
          checkWorkbook(situationAsRead(read, beside, '2026-03-28', withHarbour), read, secret, withHarbour);
        return {
          alliance: alliance.parsed,
          school: school.parsed,
          ofAlliance: checkedBy(alliance, null),
          ofSchool: checkedBy(school, near),
        };
      });
      expect(looked[1]).toEqual(looked[0]);
      rowsSeen += looked[0]!.school.reduce((sum, { rows, unusable }) => sum + rows.length + unusable.length, 0);
    }),
    runs(100),
  );
  expect(rowsSeen).toBeGreaterThan(500);
});
