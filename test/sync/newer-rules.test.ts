import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readLatest } from '../../functions/history/read-history.ts';
import { defineRule, type Rule } from '../../functions/protocols/rule.ts';
import { workingProtocolsAdopted } from '../../functions/protocols/working-protocols/settings.ts';
import { allDeclared, type Declared } from '../../functions/workbooks/kinds.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { runs } from '../support/property-runs.ts';
import { ALLIANCE, ELM_PARK, MARCH, openUsualBench, type SyncBench } from '../support/sync-bench.ts';

const NOTE = 'GEN-22';
const APRIL = '2026-04-24';
const DAYS = ['½', '1', '1½', '2'] as const;

/** What a drawn rule is strict about: half-days a row may have, the last day, and how many schools there may be. */
interface Strictness {
  readonly most: number;
  readonly due: string;
  readonly schools: number;
}

function drawn({ most, due, schools }: Strictness, since: number): Rule {
  return defineRule({
    id: 'DRAWN-1',
    title: 'Nothing is too much',
    mendedIn: staffDaysTab,
    reads: [{ tab: staffDaysTab, columns: ['days'] }],
    since,
    messages: {
      long: { severity: 'warning', says: 'Too long.', fix: 'Shorten it.' },
      late: { severity: 'breach', says: 'Too late.', fix: 'Be early.' },
      many: { severity: 'reminder', says: 'Too many.', fix: 'Be few.' },
    },
    check(input, report) {
      for (const row of input.rows(staffDaysTab))
        if (Number(row.days) > most) report({ message: 'long', tab: staffDaysTab, row, column: 'days' });
      if (input.asOf > due) report({ message: 'late', tab: staffDaysTab, subject: 'late' });
      if (input.schools.length > schools) report({ message: 'many', tab: staffDaysTab, subject: 'many' });
    },
  });
}

function withRule(...rules: Rule[]): Declared {
  return {
    ...allDeclared,
    rules: [...allDeclared.rules, ...rules.map((rule) => ({ rule, pack: null, clause: null }))],
  };
}

/** What is typed: for each person the place of their days in `DAYS`, and whether the alliance has a third school. */
interface Typed {
  readonly days: readonly number[];
  readonly third: boolean;
}

/** What the rule finds, worked out a second time. */
function verdict({ most, due, schools }: Strictness, { days, third }: Typed, asOf: string): string {
  const long = days.flatMap((place, person) => (place + 1 > most ? [`long ${person}`] : []));
  return [...long, asOf > due ? 'late' : '', (third ? 3 : 2) > schools ? 'many' : ''].join();
}

const names = ['Ms Okafor', 'Mr Ames', 'Dr Lund'];
const staffDays = ({ days }: Typed) =>
  [
    '| Member of staff | Date | Days | School supported |',
    ...days.map((place, person) => `| ${names[person]} | 12/11/2025 | ${DAYS[place]} | St Aldhelm's School |`),
  ].join('\n');

async function type(bench: SyncBench, then: Typed, now: Typed): Promise<void> {
  for (const [person, place] of now.days.entries())
    if (place !== then.days[person])
      bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
        rows[person + 1]![2] = DAYS[place]!;
      });
  if (now.third !== then.third)
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      const at = rows.findIndex((row) => row[0] === '990003');
      if (at > 0) rows.splice(at, 1);
      else
        rows.splice(
          3,
          0,
          rows[2]!.map((cell, place) => [`990003`, 'Third School'][place] ?? cell),
        );
    });
}

const check = async (bench: SyncBench, catalogue: Declared, asOf: string) => {
  const sync = (place: string) => bench.syncWith({ ...bench.ports, catalogue }, place, asOf);
  await sync(ALLIANCE);
  const outcome = await sync(ELM_PARK);
  // Its Start here shows what the school gave.
  await sync(ALLIANCE);
  return outcome;
};
type Outcome = Awaited<ReturnType<typeof check>>;
const notes = ({ findings }: Outcome) => findings.filter(({ rule }) => rule === NOTE).map(({ message }) => message);

const NOW = VERSIONS.rules;
afterEach(() => void Object.assign(VERSIONS, { rules: NOW }));

const strictness = fc.record({
  most: fc.integer({ min: 1, max: 4 }),
  due: fc.constantFrom('2026-03-01', '2026-04-10', '2026-07-01'),
  schools: fc.constantFrom(2, 2, 3),
});
const typed = fc.record({
  days: fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }),
  third: fc.boolean(),
});
/** Often as before, so that one thing alone differs. */
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 2 });

async function tryOut(
  before: Strictness,
  after: Strictness,
  isNewer: boolean,
  then: Typed,
  now: Typed,
  asOf: string,
): Promise<void> {
  Object.assign(VERSIONS, { rules: NOW });
  const bench = await openUsualBench(staffDays(then));
  await type(bench, { ...then, third: false }, then);
  await check(bench, withRule(drawn(before, NOW)), MARCH);
  if (isNewer) Object.assign(VERSIONS, { rules: NOW + 1 });
  const rule = isNewer ? drawn(after, NOW + 1) : drawn(before, NOW);
  const catalogue = withRule(rule);
  const strict = isNewer ? after : before;
  await type(bench, then, now);

  const outcome = await check(bench, catalogue, asOf);
  const kept = verdict(before, then, MARCH);
  const isSaid = isNewer && verdict(strict, now, asOf) !== kept && verdict(strict, now, MARCH) !== kept;
  const haveRowsChanged = JSON.stringify(then) !== JSON.stringify(now);
  const words = haveRowsChanged
    ? 'Newer rules find something else here than at the last snapshot, of 27 March 2026: “Nothing is too much”. Rows have changed too, so either may be why.'
    : 'Newer rules find something else here than at the last snapshot, of 27 March 2026, though no row has changed: “Nothing is too much”.';
  expect(notes(outcome)).toEqual(isSaid ? [words] : []);
  const shown = (await bench.checks(ELM_PARK)).filter(({ found }) => found?.startsWith('Newer rules'));
  expect(shown.map(({ found, status }) => [found, status])).toEqual(isSaid ? [[words, 'Note']] : []);

  bench.writesSince();
  expect(notes(await check(bench, catalogue, asOf))).toEqual(notes(outcome));
  expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });

  bench.workbooks.edit(ELM_PARK, 'Evaluations', (rows) => void rows.push(['x', 'y', 'z']));
  expect(notes(await check(bench, catalogue, asOf))).toEqual([]);
  bench.writesSince();
  await check(bench, catalogue, asOf);
  expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true });
}

describe('a verdict that changes', () => {
  it(
    'is said to be by newer rules where these find something else in the same rows on the same day, and only then',
    () =>
      fc.assert(
        fc.asyncProperty(
          strictness,
          orNull(strictness),
          fc.boolean(),
          typed,
          orNull(typed),
          fc.constantFrom(MARCH, APRIL),
          (before, after, isNewer, then, now, asOf) =>
            tryOut(before, after ?? before, isNewer, then, now ?? then, asOf),
        ),
        {
          ...runs(25),
          examples: [
            [
              { most: 4, due: '2026-07-01', schools: 3 },
              { most: 1, due: '2026-07-01', schools: 3 },
              true,
              { days: [0, 1, 2], third: false },
              null,
              MARCH,
            ],
            [
              { most: 4, due: '2026-07-01', schools: 3 },
              { most: 1, due: '2026-07-01', schools: 3 },
              true,
              { days: [0, 1, 2], third: false },
              null,
              APRIL,
            ],
            [
              { most: 4, due: '2026-04-10', schools: 3 },
              { most: 4, due: '2026-04-10', schools: 3 },
              true,
              { days: [0, 1, 2], third: false },
              null,
              APRIL,
            ],
            [
              { most: 1, due: '2026-04-10', schools: 3 },
              null,
              false,
              { days: [0, 1, 2], third: false },
              { days: [1, 0, 2], third: true },
              APRIL,
            ],
            [
              { most: 4, due: '2026-07-01', schools: 3 },
              { most: 4, due: '2026-07-01', schools: 2 },
              true,
              { days: [0, 1, 2], third: false },
              { days: [0, 1, 2], third: true },
              MARCH,
            ],
            [
              { most: 2, due: '2026-07-01', schools: 3 },
              { most: 4, due: '2026-07-01', schools: 3 },
              true,
              { days: [3, 3, 0], third: true },
              null,
              MARCH,
            ],
          ],
        },
      ),
    240_000,
  );

  it('by a rule that is new or gone is said too', async () => {
    const strict = { most: 1, due: '2026-07-01', schools: 3 };
    const bench = await openUsualBench();
    expect(notes(await check(bench, allDeclared, MARCH))).toEqual([]);
    Object.assign(VERSIONS, { rules: NOW + 1 });
    const [came] = notes(await check(bench, withRule(drawn(strict, NOW + 1)), MARCH));
    expect(came).toContain('though no row has changed: “Nothing is too much”');
    Object.assign(VERSIONS, { rules: NOW + 2 });
    expect(notes(await check(bench, allDeclared, MARCH))).toEqual([expect.stringContaining('changed: “DRAWN-1”.')]);
  });

  it('as another of two values of one setting and year now holds is said beside the check that names both', async () => {
    const bench = await openUsualBench();
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => {
      const at = rows[0]!.indexOf('Setting');
      const typed = (value: string) =>
        rows[0]!.map((_, place) => ({ [at]: 'Contribution', [at + 1]: value })[place] ?? null);
      rows.push(typed('£3,000'), typed('£2,500'));
    });
    // Before version 3 nothing was said of two values of one setting and year.
    const older = allDeclared.rules.map((cited) =>
      cited.rule.id === 'GEN-16' ? { ...cited, rule: { ...cited.rule, since: 2, check: () => {} } } : cited,
    );
    Object.assign(VERSIONS, { rules: 2 });
    await bench.syncWith({ ...bench.ports, catalogue: { ...allDeclared, rules: older } }, ALLIANCE, MARCH);
    Object.assign(VERSIONS, { rules: NOW });
    const now = await bench.syncWith({ ...bench.ports, catalogue: allDeclared }, ALLIANCE, MARCH);
    expect(now.findings.filter(({ rule }) => rule === 'GEN-16').map(({ messageId }) => messageId)).toEqual(['twice']);
    expect(notes(now)).toEqual([
      'Newer rules find something else here than at the last snapshot, of 27 March 2026, though no row has changed: “Every setting that has a value has one of its own kind, and one for a year”.',
    ]);
  });

  it('is not put down to rules that come with what the alliance adopts, or go with what it gave up', async () => {
    const bench = await openUsualBench();
    const adopted = await check(bench, allDeclared, MARCH);
    Object.assign(VERSIONS, { rules: NOW + 1 });
    bench.decide(workingProtocolsAdopted.title, 'No');
    const givenUp = await check(bench, allDeclared, MARCH);
    expect(givenUp.outcomes.length).toBeLessThan(adopted.outcomes.length);
    expect(notes(givenUp)).toEqual([]);
    Object.assign(VERSIONS, { rules: NOW + 2 });
    bench.decide(workingProtocolsAdopted.title, 'Yes');
    const again = await check(bench, allDeclared, MARCH);
    expect(again.outcomes).toHaveLength(adopted.outcomes.length);
    expect(notes(again)).toEqual([]);
  });
});

describe('a snapshot', () => {
  it('names the alliance’s that it was checked with', async () => {
    const bench = await openUsualBench();
    await check(bench, allDeclared, MARCH);
    const alliance = (await readLatest(bench.store, 'alliance-2025'))!;
    const school = (await readLatest(bench.store, 'school-990001-2025'))!;
    expect(school.manifest.leansOn).toBe(alliance.head.hash);
    expect(alliance.manifest.leansOn).toBeNull();
  });
});
