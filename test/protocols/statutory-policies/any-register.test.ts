import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../functions/protocols/finding.ts';
import { policyReminders } from '../../../functions/protocols/statutory-policies/settings.ts';
import { allDeclared } from '../../../functions/workbooks/kinds.ts';
import { policies } from '../../../sheets-schema/tabs/policies.tab.ts';
import { runs } from '../../support/property-runs.ts';
import { checkDrawing, type Drawings } from '../../support/rule-tester.ts';
import { decidedWith, elmPark, elmParkWith, policiesDrawn } from './policies-drawn.ts';

const HEADINGS = [
  'Policy',
  'Applies',
  'Looked after by',
  'Approved on',
  'Last reviewed on',
  'Where it is published',
  'Page last looked at on',
  'Aim: building',
  'What changed',
  'Changed on',
] as const;
type Typed = Readonly<Record<(typeof HEADINGS)[number], string>>;

const someDay = fc
  .integer({ min: 0, max: 1700 })
  .map((days) => new Date(Date.UTC(2022, 0, 1) + days * 86_400_000))
  .map((date) => `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`);
const cell = (filled: fc.Arbitrary<string>, unreadable: string) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 5, arbitrary: filled },
    { weight: 1, arbitrary: fc.constant(unreadable) },
  );
const rowOf = (title: string): fc.Arbitrary<Typed> =>
  fc.record({
    Policy: fc.constant(title),
    Applies: fc.oneof(
      { weight: 8, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom('Yes', 'No', 'perhaps') },
    ),
    'Looked after by': fc.constantFrom('', 'Deputy head'),
    'Approved on': cell(someDay, 'last spring'),
    'Last reviewed on': cell(someDay, 'soon'),
    'Where it is published': cell(fc.constant('https://elmpark.example/one'), 'http://elmpark.example'),
    'Page last looked at on': cell(someDay, 'often'),
    'Aim: building': fc.constantFrom('', 'Yes', 'No', 'partly'),
    'What changed': fc.constantFrom('', 'New block'),
    'Changed on': cell(someDay, 'in spring'),
  });
/** Every document of the register, or some: one row for each. */
const someRegister = fc
  .subarray([...policies], { minLength: 1 })
  .chain((some) => fc.tuple(...some.map(({ text }) => rowOf(text))));
const someSetting = fc.constantFrom(
  '',
  'Yearly review of a policy | 12 months after the last',
  'Yearly review of a policy | Once an academic year',
);
const somePhase = fc.constantFrom('', 'First', 'High');
const someJoining = fc.constantFrom('', '1/9/2019', '12/1/2026', '2/3/2026');
const someLeaving = fc.constantFrom('', '13/2/2026');
const someAlliance = fc
  .record({
    setting: someSetting,
    phase: somePhase,
    joined: someJoining,
    left: someLeaving,
    kind: fc.constantFrom('Academy', 'Maintained school'),
  })
  .map(
    ({ setting, ...school }): Drawings => ({
      ...decidedWith(...(setting === '' ? [] : [setting])),
      ...elmPark(school),
    }),
  );

const asDrawn = (rows: readonly Partial<Typed>[]) =>
  policiesDrawn(
    [HEADINGS, ...rows.map((row) => HEADINGS.map((heading) => row[heading] ?? ''))]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
    { reviewed: null },
  );
const found = (policiesTyped: string, alliance: Drawings, asOf = '2026-03-27') =>
  checkDrawing('school', allDeclared, { name: '', asOf, alliance, tabs: { Policies: policiesTyped } }).findings.filter(
    ({ rule }) => rule.startsWith('NLD-'),
  );
/** What a finding says, wherever it stands. */
const verdict = ({ rule, messageId, severity, kept }: Finding) => `${severity} ${rule} ${messageId} ${kept.message}`;
const verdicts = (findings: readonly Finding[]) => findings.map(verdict).sort();

/** Of how many documents something is said, one by one or of many in one line. */
function countOf(findings: readonly Finding[], rules: readonly string[], message: string): number {
  return findings
    .filter(({ rule }) => rules.includes(rule))
    .map(({ messageId, message: words }) => {
      if (messageId === message) return 1;
      return messageId === `${message}Many` ? Number(/^\d+/.exec(words)![0]) : 0;
    })
    .reduce((one, other) => one + other, 0);
}

describe('any register', () => {
  it('is judged by the rules as it stands', () => {
    fc.assert(
      fc.property(someRegister, someAlliance, (rows, alliance) => {
        const { register, standing } = elmParkWith(asDrawn(rows), { alliance });
        const findings = found(asDrawn(rows), alliance);
        const [reviewed, published] = standing();
        if (register === null) {
          expect([findings.filter(({ rule }) => rule !== 'NLD-08'), reviewed!.done]).toEqual([[], null]);
          return;
        }
        const count = (isSo: (one: (typeof register.held)[number]) => boolean) => register.held.filter(isSo).length;
        const late = countOf(findings, ['NLD-02', 'NLD-03'], 'late');
        expect(late).toBe(count(({ review, policy }) => review === 'late' && policy !== 'accessibility'));
        expect(countOf(findings, ['NLD-02', 'NLD-03'], 'lateByOne')).toBe(
          count(({ review }) => review === 'late by one reading'),
        );
        expect(reviewed!.state === 'overdue').toBe(late > 0);
        expect(reviewed).toMatchObject({ of: register.held.length, done: count(({ review }) => review === 'in time') });
        const missing = countOf(findings, ['NLD-07'], 'missing');
        const isAsked = !register.isSettlingIn && !register.hasLeft;
        if (isAsked) expect(missing).toBe(count(({ page }) => page === 'missing'));
        expect(published!.state === 'overdue').toBe(missing > 0);
        const blank = countOf(findings, ['NLD-01'], 'blank') + countOf(findings, ['NLD-01'], 'blankYet');
        if (isAsked) expect(blank).toBe(count(({ review }) => review === 'blank'));
        const saidNotToApply = countOf(findings, ['NLD-01'], 'saidNotToApply');
        if (isAsked) expect(saidNotToApply).toBe(register.saidNotToApply.length);
        if (register.hasLeft) expect([missing, blank, saidNotToApply]).toEqual([0, 0, 0]);
        const saidNo = new Set(rows.filter(({ Applies }) => Applies === 'No').map(({ Policy }) => Policy));
        expect(register.saidNotToApply.filter(({ title }) => !saidNo.has(title))).toEqual([]);
      }),
      runs(60),
    );
  });

  it('is said of in a few lines', () => {
    fc.assert(
      fc.property(someRegister, someAlliance, (rows, alliance) => {
        const lines = Map.groupBy(found(asDrawn(rows), alliance), ({ rule, messageId }) => `${rule} ${messageId}`);
        const stages = policyReminders.unset!.length;
        for (const [what, all] of lines)
          expect([what, all.length <= 3 * (what.endsWith('dueSoon') ? stages : 1)]).toEqual([what, true]);
      }),
      runs(40),
    );
  });

  it('says the same in any order, and whatever else stands beside it', () => {
    const sorted = someRegister.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(sorted, someAlliance, ([rows, others], alliance) => {
        const before = found(asDrawn(rows), alliance);
        const after = found(asDrawn(others), alliance);
        expect(after.map(({ fingerprint }) => fingerprint).sort()).toEqual(
          before.map(({ fingerprint }) => fingerprint).sort(),
        );
        expect(verdicts(after)).toEqual(verdicts(before));
        const noted = rows.map((row) => ({ ...row, 'Looked after by': row['Looked after by'] && 'Head of year' }));
        expect(verdicts(found(asDrawn(noted), alliance))).toEqual(verdicts(before));
      }),
      runs(40),
    );
  });

  it('says the same of a document whose days stand in two rows', () => {
    fc.assert(
      fc.property(someRegister, someAlliance, (rows, alliance) => {
        const split = rows.flatMap((row) => [
          { ...row, 'Approved on': '', 'Changed on': '' },
          { Policy: row.Policy, 'Approved on': row['Approved on'], 'Changed on': row['Changed on'] },
        ]);
        const said = (typed: readonly Partial<Typed>[]) =>
          found(asDrawn(typed), alliance).filter(({ rule }) => rule !== 'NLD-08');
        expect(verdicts(said(split))).toEqual(verdicts(said(rows)));
      }),
      runs(40),
    );
  });

  it('is in breach of nothing more where a cell cannot be read', () => {
    const spoilt = someRegister.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.nat(rows.length - 1),
        fc.constantFrom(
          'Applies',
          'Approved on',
          'Last reviewed on',
          'Where it is published',
          'Page last looked at on',
          'Changed on',
        ),
      ),
    );
    fc.assert(
      fc.property(spoilt, someAlliance, ([rows, at, heading], alliance) => {
        const after = rows.map((row, place) => (place === at ? { ...row, [heading]: 'who knows' } : row));
        const breaches = (typed: readonly Typed[]) => {
          const findings = found(asDrawn(typed), alliance).filter(({ severity }) => severity === 'breach');
          return countOf(findings, ['NLD-02', 'NLD-03', 'NLD-05'], 'late') + countOf(findings, ['NLD-07'], 'missing');
        };
        expect(breaches(after)).toBeLessThanOrEqual(breaches(rows));
      }),
      runs(60),
    );
  });
});
