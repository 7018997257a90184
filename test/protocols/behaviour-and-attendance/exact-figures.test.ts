import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear } from '../../../functions/figures/academic-year.ts';
import { schoolCalendar, TERMS, type Term } from '../../../functions/figures/school-calendar.ts';
import {
  type ExactFigure,
  exactReport,
  measures,
} from '../../../functions/protocols/behaviour-and-attendance/documents/exact-figures.ts';
import type { Sender } from '../../../functions/protocols/behaviour-and-attendance/documents/totals-sent.ts';
import type { Situation } from '../../../functions/protocols/situation.ts';
import { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { rowsDrawn } from '../../support/drawn-rows.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { runs } from '../../support/property-runs.ts';

const YEAR = academicYear(2025);
const AFTER = '2026-10-01';
const SPRING = '2026-03-27';
const keys = makeSecret();

const ABSENCE =
  '| Year | Term | Group | Pupils | Possible sessions | Authorised absence | Unauthorised absence | Persistently absent | Severely absent |';
const EXCLUSIONS =
  '| Year | Term | Group | Pupils on roll | Suspensions | Suspended at all | Suspended twice or more | Permanent exclusions |';

/** A school by what stands in its tabs, line by line; nothing waits and nothing was accepted. */
function sender(
  urn: string,
  exclusions: readonly string[],
  absence: readonly string[] = [],
  terms: readonly Term[] = TERMS,
): Sender {
  const rows = new Map([
    [exclusionsByTermTab.id, rowsDrawn(exclusionsByTermTab, [EXCLUSIONS, ...exclusions].join('\n'))],
    [absenceByTermTab.id, rowsDrawn(absenceByTermTab, [ABSENCE, ...absence].join('\n'))],
  ] as [string, readonly object[]][]);
  const situation = {
    whose: { urn, startYear: YEAR.startYear },
    year: YEAR,
    school: null,
    look: ({ id }: { id: string }) => ({ is: 'here', rows: rows.get(id) ?? [] }),
    calendarOf: () => schoolCalendar([], null),
  } as unknown as Situation;
  const nothing = { waiting: [], unread: [], missingColumns: {}, findings: [], accepted: new Set<string>() };
  return {
    school: { urn, name: urn },
    terms,
    termsBefore: TERMS,
    sources: [{ situation, ...nothing }],
  } as unknown as Sender;
}

const report = (senders: readonly Sender[], asOf = AFTER) => exactReport(senders, YEAR, asOf, keys);
const partsOf = ({ bySchool }: ExactFigure) => Object.fromEntries([...bySchool].map(([urn, { part }]) => [urn, part]));

/** Suspensions in each term, with a pupil or two of them twice, and a whole year that fits. */
const termly = fc.record({
  roll: fc.integer({ min: 200, max: 900 }),
  terms: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: 60 }))),
});
type Termly = typeof termly extends fc.Arbitrary<infer T> ? T : never;
const row = (period: string, roll: number, suspensions: number, group = 'All pupils', year = '') =>
  `| ${year} | ${period} | ${group} | ${roll} | ${suspensions} | | | 0 |`;
const total = ({ terms }: Termly) => terms.reduce((sum, count) => sum + count, 0);
const inTerms = ({ roll, terms }: Termly) =>
  ['Autumn', 'Spring', 'Summer'].map((term, at) => row(term, roll, terms[at]!));
const inAYear = (one: Termly) => [row('Whole year', one.roll, total(one))];

describe('a figure', () => {
  it('is the same of the terms, of the year, of both, twice typed, and in any order', () => {
    const school = fc.tuple(termly, fc.constantFrom('terms', 'year', 'both', 'twice'), fc.infiniteStream(fc.nat()));
    fc.assert(
      fc.property(fc.array(school, { minLength: 3, maxLength: 6 }), (schools) => {
        const senders = schools.map(([one, how, order], at) => {
          const lines = [
            ...(how === 'year' ? [] : inTerms(one)),
            ...(how === 'terms' ? [] : inAYear(one)),
            ...(how === 'twice' ? [inTerms(one)[1]!, inAYear(one)[0]!] : []),
          ];
          const places = new Map(lines.map((line, place) => [`${place} ${line}`, order.next().value as number]));
          const shuffled = [...places].toSorted(([, a], [, b]) => a - b).map(([line]) => line.slice(line.indexOf('|')));
          return sender(`99000${at}`, shuffled);
        });
        const expected = Object.fromEntries(schools.map(([one], at) => [`99000${at}`, total(one)]));
        expect(partsOf(report(senders).line(measures.suspensions).current)).toEqual(expected);
      }),
      runs(60),
    );
  });

  it('is of the summer alone after that term, where the year begins with it, and terms stand in its order', () => {
    const senders = [0, 1, 2].map((at) => sender(`99000${at}`, [row('Summer', 300, 10 + at)]));
    const soFar = exactReport(senders, academicYear(2025, '04-01'), '2025-08-29', keys);
    expect(soFar.termsOf(exclusionsByTermTab)).toEqual(['summer']);
    expect(partsOf(soFar.line(measures.suspensions).current)).toEqual({ '990000': 10, '990001': 11, '990002': 12 });
    expect(soFar.suspensionsByTerm.map(({ term }) => term)).toEqual(['summer', 'autumn', 'spring']);
  });

  it('changes by no row of another year, or of another group within it', () => {
    fc.assert(
      fc.property(fc.array(termly, { minLength: 3, maxLength: 5 }), fc.nat(4), (schools, which) => {
        const others = [row('Whole year', 900, 400, 'All pupils', '2022/23'), row('Autumn', 5, 1, 'FSM')];
        const senders = (more: readonly string[]) =>
          schools.map((one, at) =>
            sender(`99000${at}`, [...inTerms(one), ...(at === which % schools.length ? more : [])]),
          );
        const [without, with_] = [report(senders([])), report(senders(others))];
        for (const measure of [measures.suspensions, measures.suspensionRate])
          expect(partsOf(with_.line(measure).current)).toEqual(partsOf(without.line(measure).current));
      }),
      runs(40),
    );
  });

  it('loses a school in doubt and nobody else, and says which row', () => {
    fc.assert(
      fc.property(fc.array(termly, { minLength: 3, maxLength: 5 }), (schools) => {
        const senders = schools.map((one, at) => sender(`99000${at}`, [...inTerms(one), ...inAYear(one)]));
        const sound = report(senders).line(measures.suspensions).current;
        const first = schools[0]!;
        const doubled = [
          ...inTerms(first).slice(1),
          row('Whole year', first.roll, total(first) + 1),
          ...inAYear(first),
        ];
        const { bySchool, leftOut } = report([sender('990000', doubled), ...senders.slice(1)]).line(
          measures.suspensions,
        ).current;
        expect(Object.fromEntries(bySchool)).toEqual(
          Object.fromEntries([...sound.bySchool].filter(([urn]) => urn !== '990000')),
        );
        expect(leftOut).toContainEqual({
          urn: '990000',
          tab: 'Exclusions by term',
          row: 'Whole year, All pupils',
          column: null,
          why: 'there twice',
          mayBe: false,
        });
      }),
      runs(40),
    );
  });

  it('of a kind of absence is of the same schools as the others, as one kind is the rest of all', () => {
    const sessions = (period: string, authorised: number, unauthorised: number) =>
      `| | ${period} | All pupils | 400 | 40000 | ${authorised} | ${unauthorised} | | |`;
    const terms = ['Autumn', 'Spring', 'Summer'].map((term) => sessions(term, 1_500, 300));
    const year = (unauthorised: number) =>
      sessions('Whole year', 4_500, unauthorised).replace('| 40000 |', '| 120000 |');
    const school = (urn: string, unauthorised: number) => sender(urn, [], [...terms, year(unauthorised)]);
    const { line } = report([school('990001', 900), school('990002', 900), school('990003', 905)]);
    for (const measure of [measures.overallAbsence, measures.authorised, measures.unauthorised]) {
      const { bySchool, leftOut } = line(measure).current;
      expect([...bySchool.keys()]).toEqual(['990001', '990002']);
      expect(leftOut.map(({ urn, why }) => [urn, why])).toContainEqual(['990003', 'does not add up']);
    }
  });

  it('is of the same schools in both years wherever it is compared, and of the same terms', () => {
    const school = fc.record({
      now: termly,
      before: fc.option(termly),
      how: fc.constantFrom('terms', 'year', 'autumn'),
    });
    fc.assert(
      fc.property(fc.array(school, { minLength: 3, maxLength: 6 }), fc.boolean(), (schools, isOver) => {
        const senders = schools.map(({ now, before: then, how }, at) => {
          const lines = { terms: inTerms, year: inAYear, autumn: (one: Termly) => inTerms(one).slice(0, 1) }[how];
          const lastYears = then === null ? [] : inTerms(then).map((line) => line.replace('|  |', '| 2024/25 |'));
          return sender(`99000${at}`, [...lines(now), ...lastYears]);
        });
        const { line, lines } = report(senders, isOver ? AFTER : SPRING);
        for (const { current, previous } of lines) {
          if (previous === null) continue;
          expect([...previous.bySchool.keys()]).toEqual([...current.bySchool.keys()]);
          expect(previous.terms).toEqual(current.terms);
        }
        const { current, previous } = line(measures.suspensions);
        for (const [urn, { part }] of previous?.bySchool ?? []) {
          const then = schools[Number(urn.slice(-1))]!.before!;
          expect(part).toBe(
            current.terms === 'year' ? total(then) : then.terms.slice(0, current.terms.length).reduce((a, b) => a + b),
          );
        }
      }),
      runs(60),
    );
  });
});

describe('the part of the year', () => {
  const school = (urn: string, ...terms: readonly string[]) =>
    sender(
      urn,
      terms.map((term) => row(term, 400, 10)),
    );
  const some = [
    school('990001', 'Autumn', 'Spring'),
    school('990002', 'Autumn', 'Spring'),
    school('990003', 'Autumn'),
    school('990004'),
  ];

  it('is the longest that most of those have sent that have sent anything', () => {
    expect(report(some, SPRING).termsOf(exclusionsByTermTab)).toEqual(['autumn', 'spring']);
    expect(report(some.slice(1), SPRING).termsOf(exclusionsByTermTab)).toEqual(['autumn']);
  });

  it('is all of it once it is over', () => {
    const { line, termsOf } = report(some, AFTER);
    expect(termsOf(exclusionsByTermTab)).toBe('year');
    expect(line(measures.suspensions).current.bySchool.size).toBe(0);
  });
});
