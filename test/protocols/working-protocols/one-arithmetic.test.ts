import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plusDays } from '../../../functions/figures/academic-year.ts';
import { checkWorkbook } from '../../../functions/protocols/check.ts';
import { figuresOfItsOwn } from '../../../functions/protocols/kept-figure.ts';
import type { Situation } from '../../../functions/protocols/situation.ts';
import { due } from '../../../functions/protocols/working-protocols/due.ts';
import { standing } from '../../../functions/protocols/working-protocols/standing.ts';
import type { WorkbookIdentity } from '../../../functions/workbooks/define-workbook.ts';
import { allDeclared, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { type RowsAtHand, rowsAtHand, situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { runs } from '../../support/property-runs.ts';
import { type Drawings, drawTab, USUAL_ALLIANCE } from '../../support/rule-tester.ts';
import { allianceIdentity, schoolIdentity } from '../../support/sync-bench.ts';

const secret = makeSecret();

function read(identity: WorkbookIdentity, drawings: Drawings, alliance: RowsAtHand | null) {
  const tabs = tabsOf(identity.kind, allDeclared.packs).map((tab) => {
    const drawing = drawings[tab.title];
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    return { title: tab.title, rows: drawing ? drawTab(tab, drawing) : [headings] };
  });
  return parseWorkbook(identity, tabs, alliance);
}

const aDay = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => plusDays(from, n));
const mostly = <T>(usual: T, other: fc.Arbitrary<T>) => fc.oneof(fc.constant(usual), other);

/** A member, what the alliance decided, what it gave and paid, and a day on which that is looked at. */
const anything = fc.record({
  joinedOn: mostly('', fc.oneof(aDay('2025-08-01', 390), fc.constant('soon'))),
  leftOn: mostly('', aDay('2025-10-01', 400)),
  give: fc.constantFrom('', 'Full', 'By term', 'None'),
  pay: fc.constantFrom('', 'Full', 'By term', 'None'),
  dueDate: fc.constantFrom('', '30 November', '31 March', '31 August'),
  days: fc.array(aDay('2025-09-01', 364), { maxLength: 12 }),
  paid: fc.constantFrom(0, 1000, 2000, 3000),
  asOf: fc.oneof(aDay('2025-09-01', 450), fc.constantFrom('2025-12-01', '2026-08-31', '2026-09-01')),
});

it('the checks, “Where you stand” and what is due go by one arithmetic', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anything, ({ joinedOn, leftOn, give, pay, dueDate, days, paid, asOf }) => {
      const setting = (title: string, value: string) => (value === '' ? '' : `\n| ${title} | ${value} |`);
      const alliance = read(
        allianceIdentity,
        {
          ...USUAL_ALLIANCE,
          Schools: `| URN | School | Kind of school | Joined on | Left on |\n| 990001 | Elm Park High School | Academy | ${joinedOn} | ${leftOn} |`,
          Settings: `| Setting | Value |${setting('Part-year members give', give)}${setting('Part-year members pay', pay)}${setting('Contribution due date', dueDate)}`,
          Contributions: `| School | Amount | Date | Payment or refund | For year |${paid === 0 ? '' : `\n| Elm Park High School | ${paid} | 1/9/2025 | | |`}`,
        },
        null,
      );
      const near = rowsAtHand(alliance);
      const rows = days.map((day, at) => `\n| Person ${'ABCDEFGHIJKL'[at]} Adair | ${day} | 1 |`).join('');
      const own = read(schoolIdentity, { 'Staff days': `| Member of staff | Date | Days |${rows}` }, near);
      const bySchool = situationAsRead(own, near, asOf);
      const byAlliance = situationAsRead(alliance, null, asOf);

      agree('BLA-21', 'Staff days given', 'Staff days', bySchool, bySchool, own.parsed);
      agree('BLA-25', 'Contribution paid', 'Contributions', bySchool, byAlliance, alliance.parsed);
    }),
    runs(400),
  );
  expect([...seen].sort()).toEqual(['breach', 'nothing', 'reminder', 'warning']);

  function agree(
    rule: string,
    line: string,
    tab: string,
    situation: Situation,
    checked: Situation,
    parsed: ReturnType<typeof read>['parsed'],
  ) {
    const { findings } = checkWorkbook(checked, { parsed }, secret, allDeclared);
    const found = findings.filter((one) => one.rule === rule);
    expect(found.length).toBeLessThanOrEqual(1);
    seen.add(found[0]?.severity ?? 'nothing');
    if (situation.school === null) return;
    const stands = standing(situation, situation.school, figuresOfItsOwn(situation)).find(({ what }) => what === line)!;
    const isAsked = due(situation).some((one) => one.tab === tab);
    const isMissing = stands.done !== null && stands.done < stands.of;
    // What is late in the one is late in the other; whatever is found is asked for, and nothing of who has done all.
    expect(found[0]?.severity === 'breach').toBe(stands.state === 'overdue' || stands.state === 'not kept');
    expect(isAsked).toBe(isMissing);
    if (found.length > 0) expect(isMissing).toBe(true);
    if (stands.state === 'kept') expect(found).toEqual([]);
    const { given, least } =
      /(?:given|paid) (?<given>\S+) of (?<least>\S+)/.exec(found[0]?.message ?? '')?.groups ?? {};
    if (given) expect(stands.figure).toBe(`${given} of ${least!.replace(/;$/, '')}`);
  }
});
