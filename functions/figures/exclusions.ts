import type { Row } from '../../sheets-schema/tab.ts';
import type { exclusionsByTermTab } from '../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { rate } from './rates.ts';
import { sum, sumIfAll } from './sums.ts';

export type ExclusionRow = Row<typeof exclusionsByTermTab>;

/** Totals over schools and terms. Pupils are counted in the whole-year rows only, since one may stand in several terms. */
export interface ExclusionTotals {
  readonly suspensions: number;
  readonly permanent: number;
  /** Suspensions in autumn, spring and summer; null for a term that not every school sent. */
  readonly byTerm: readonly (number | null)[];
  readonly headcount: number | null;
  readonly onceOrMore: number | null;
  readonly twiceOrMore: number | null;
  readonly schools: number;
}

/** Adds up one group in one year; `bySchool` holds each school's rows of that year. Null where no school sent any. */
export function exclusionTotals(
  bySchool: readonly (readonly ExclusionRow[])[],
  group: ExclusionRow['group'],
): ExclusionTotals | null {
  const sent = bySchool.map((rows) => rows.filter((row) => row.group === group)).filter((rows) => rows.length > 0);
  if (sent.length === 0) return null;
  const whole = sent.map((rows) => rows.find(({ period }) => period === 'year') ?? null);
  const events = sent.flatMap((rows) => {
    const terms = rows.filter(({ period }) => period !== 'year');
    return terms.length > 0 ? terms : rows;
  });
  return {
    suspensions: sum(events, (row) => row.suspensions),
    permanent: sum(events, (row) => row.permanent),
    byTerm: (['autumn', 'spring', 'summer'] as const).map((term) =>
      sumIfAll(
        sent.map((rows) => rows.find(({ period }) => period === term) ?? null),
        (row) => row.suspensions,
      ),
    ),
    headcount: sumIfAll(whole, (row) => row.headcount),
    onceOrMore: sumIfAll(whole, (row) => row.onceOrMore),
    twiceOrMore: sumIfAll(whole, (row) => row.twiceOrMore),
    schools: sent.length,
  };
}

/** Per hundred pupils on roll in January, in hundredths. A suspension rate can pass 100 per cent. */
export function exclusionRates(totals: ExclusionTotals) {
  const of = (count: number | null) =>
    count === null || totals.headcount === null ? null : rate(count, totals.headcount);
  return {
    suspensions: of(totals.suspensions),
    permanent: of(totals.permanent),
    onceOrMore: of(totals.onceOrMore),
    twiceOrMore: of(totals.twiceOrMore),
  };
}
