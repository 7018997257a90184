import type { Row } from '../../../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import type { School } from '../../../figures/members.ts';
import { type Records, rowsOf } from '../../../history/records.ts';

/** The tabs whose totals the annual report adds up. */
export const totalsTabs = [absenceByTermTab, exclusionsByTermTab] as const;
export type TotalsTab = (typeof totalsTabs)[number];

/** A workbook's records, and the year that a blank Year in it stands for. */
export interface TotalsSource {
  readonly startYear: number;
  readonly records: Records;
}

/** A school, and where its totals may stand: this year's workbook, then last year's. */
export interface Sender {
  readonly school: School;
  readonly sources: readonly TotalsSource[];
}

/** What a school sent in a tab for a year. Where this year's workbook repeats last year's totals, they are the ones that count. */
export function totalsSent<T extends TotalsTab>(
  tab: T,
  startYear: number,
  { sources }: Sender,
): { readonly rows: readonly Row<T>[]; readonly source: TotalsSource } | null {
  for (const source of sources) {
    const rows = rowsOf(source.records.rows, tab).filter(
      (row) => ((row as Row<TotalsTab>).year ?? source.startYear) === startYear,
    );
    if (rows.length > 0) return { rows, source };
  }
  return null;
}
