import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWorkbook } from '../../../functions/protocols/check.ts';
import { register } from '../../../functions/protocols/statutory-policies/register.ts';
import { allDeclared, schoolKind, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { type RowsAtHand, rowsAtHand, situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { serialOfDay } from '../../../sheets-schema/cells/calendar-day.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { type Policy, policies, policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { makeSecret } from '../../support/made-up-secret.ts';
import { runs } from '../../support/property-runs.ts';
import { drawTab } from '../../support/rule-tester.ts';
import { allianceIdentity, schoolIdentity } from '../../support/sync-bench.ts';

const secret = makeSecret();
const [FIRST, LAST] = ['2025-09-01', '2027-08-31'];

/** The alliance of a year, with terms; `yearly` is what it decided that yearly means, or nothing. */
function alliance(startYear: number, yearly: string): RowsAtHand {
  const [one, two] = [startYear, startYear + 1];
  const drawings: Readonly<Record<string, string>> = {
    Schools:
      '| URN | School | Kind of school | Phase | Joined on | Left on |\n| 990001 | Elm Park High School | Maintained school | High | | |',
    Settings: `
      | Setting | Value |
      | Statutory policies adopted | Yes |
      | Working protocols adopted | No |
      | Absence and exclusion totals kept | No |
      ${yearly === '' ? '' : `| Yearly review of a policy | ${yearly} |`}`,
    Calendar: `
      | What | From | To |
      | Autumn term | 3/9/${one} | 18/12/${one} |
      | Spring term | 5/1/${two} | 26/3/${two} |
      | Summer term | 12/4/${two} | 21/7/${two} |`,
  };
  const tabs = tabsOf(allianceIdentity.kind, allDeclared.packs).map((tab) => {
    const drawing = drawings[tab.title];
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    return { title: tab.title, rows: drawing ? drawTab(tab, drawing) : [headings] };
  });
  return rowsAtHand(parseWorkbook({ ...allianceIdentity, startYear }, tabs, null));
}

interface Reviewed {
  readonly policy: Policy;
  last: string;
  seen: string;
}

const HEADINGS = Object.values(policiesTab.columns).map(({ heading }) => heading);
const day = (date: string): RawCell => ({ date: serialOfDay(date) });

function rowOf({ policy, last, seen }: Reviewed): RawCell[] {
  const typed: Partial<Record<keyof typeof policiesTab.columns, RawCell>> = {
    policy: policies.find(({ value }) => value === policy)!.text,
    approver: 'Governing board',
    approvedOn: day('2018-09-03'),
    reviewedOn: day(last),
    publishedAt: register[policy].publishing === 'required' ? `https://elmpark.example/${policy}` : null,
    lookedAtOn: register[policy].publishing === 'required' ? day(seen) : null,
    ...(policy === 'accessibility' ? { curriculum: 'Yes', building: 'Yes', information: 'Yes' } : {}),
  };
  return Object.keys(policiesTab.columns).map((column) => typed[column as keyof typeof typed] ?? null);
}

const later = (date: string, { years = 0, days = 0 }) => {
  const moved = new Date(`${Number(date.slice(0, 4)) + years}${date.slice(4)}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
};

/** The last day on which the next review is in time, as a school would count it that goes by the stricter reading. */
function lastDay({ policy, last }: Reviewed, yearly: string): string {
  const { cycle } = register[policy];
  if (cycle !== 'yearly') return later(last, { years: cycle.months / 12 });
  if (yearly !== 'Once an academic year') return later(last, { years: 1 });
  const startYear = Number(last.slice(0, 4)) - (last.slice(5) < '09-01' ? 1 : 0);
  return `${startYear + 2}-08-31`;
}

/** Goes through two years of a register, a day at a time: what is found of it, told apart as people are told of it. */
function twoYears(held: Reviewed[], yearly: string, before: (one: Reviewed) => number) {
  const told = new Map<string, string>();
  const alliances = new Map([2025, 2026].map((startYear) => [startYear, alliance(startYear, yearly)]));
  for (let asOf = FIRST; asOf <= LAST; asOf = later(asOf, { days: 1 })) {
    for (const one of held) {
      if (later(asOf, { days: before(one) }) >= lastDay(one, yearly)) one.last = asOf;
      if (asOf >= later(one.seen, { years: 1 })) one.seen = asOf;
    }
    const startYear = asOf < '2026-09-01' ? 2025 : 2026;
    const beside = alliances.get(startYear)!;
    const tabs = tabsOf(schoolKind, allDeclared.packs).map(({ title, columns }) => ({
      title,
      rows:
        title === policiesTab.title
          ? [HEADINGS, ...held.map(rowOf)]
          : [Object.values(columns).map(({ heading }) => heading)],
    }));
    const read = parseWorkbook({ ...schoolIdentity, startYear }, tabs, beside);
    const { findings } = checkWorkbook(
      situationAsRead(read, beside, asOf),
      { parsed: read.parsed },
      secret,
      allDeclared,
    );
    for (const { fingerprint, rule, severity, messageId } of findings)
      told.set(`${startYear} ${fingerprint}`, `${severity} ${rule} ${messageId}`);
  }
  return [...told.values()];
}

const YEARLY = ['', '12 months after the last', 'Once an academic year'] as const;
/** In a year without a leap day between it and the next. */
const someDay = fc.integer({ min: 0, max: 364 }).map((days) => later('2024-09-01', { days }));

describe('a school that reviews each document in time', () => {
  it('hears of nothing but reminders, whatever yearly means', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...YEARLY),
        fc.tuple(...policies.map(() => someDay)),
        fc.tuple(...policies.map(() => fc.integer({ min: 0, max: 90 }))),
        (yearly, days, before) => {
          const held = policies.map(({ value }, at) => ({ policy: value, last: days[at]!, seen: '2025-03-01' }));
          // What fell due before the first day has been seen to.
          for (const one of held) if (lastDay(one, yearly) < FIRST) one.last = '2025-08-31';
          const told = twoYears(
            held,
            yearly,
            ({ policy }) => before[policies.findIndex(({ value }) => value === policy)]!,
          );
          expect(told.filter((one) => !one.startsWith('reminder'))).toEqual([]);
        },
      ),
      runs(3),
    );
  }, 120_000);

  it('is reminded three times of what falls due together, in a line for each clause', () => {
    const last = (policy: Policy) =>
      policy === 'accessibility' ? '2024-05-10' : policy === 'equality-objectives' ? '2024-06-01' : '2025-03-31';
    const held = policies.map(({ value }) => ({ policy: value, last: last(value), seen: '2025-03-01' }));
    const told = twoYears(held, '12 months after the last', () => 0);
    const counts = Object.entries(Object.groupBy(told, (one) => one)).map(([one, all]) => [one, all!.length]);
    expect(Object.fromEntries(counts)).toEqual({
      'reminder NLD-02 dueSoonMany': 6,
      'reminder NLD-03 dueSoon': 6,
      'reminder NLD-04 dueSoon': 3,
    });
  }, 60_000);
});
