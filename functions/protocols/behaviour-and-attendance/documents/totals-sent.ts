import type { Row } from '../../../../sheets-schema/tab.ts';
import { absenceByTermTab } from '../../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import type { School } from '../../../figures/members.ts';
import type { Term } from '../../../figures/school-calendar.ts';
import type { KeptWorkbook } from '../../define-issue.ts';

/** The tabs whose totals the annual report adds up. */
export const totalsTabs = [absenceByTermTab, exclusionsByTermTab] as const;
export type TotalsTab = (typeof totalsTabs)[number];

/** A school, its terms, and where its totals may stand: this year's workbook, then last year's. */
export interface Sender {
  readonly school: School;
  /** Those of the year that count, as it was a member for them. */
  readonly terms: readonly Term[];
  /** Those of which its row for the whole of last year is; none where nobody knows. */
  readonly termsBefore: readonly Term[];
  readonly sources: readonly KeptWorkbook[];
}

/** What a school sent in a tab for a year. Where this year's workbook repeats last year's totals, they are the ones that count. */
export function totalsSent<T extends TotalsTab>(
  tab: T,
  startYear: number,
  { sources }: Sender,
): { readonly rows: readonly Row<T>[]; readonly source: KeptWorkbook } | null {
  for (const source of sources) {
    const { look, year } = source.situation;
    const typed = look(tab);
    // A tab that is not kept, or not there yet, sends nothing.
    const rows = (typed.is === 'here' ? typed.rows : []).filter(
      (row) => ((row as Row<TotalsTab>).year ?? year.startYear) === startYear,
    );
    if (rows.length > 0) return { rows, source };
  }
  return null;
}
