import type { DateCell } from '../../../sheets-schema/cells/date.ts';
import type { Tab } from '../../../sheets-schema/tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { isWithin } from '../../figures/academic-year.ts';
import { defineRule, type Found, type Rule, type RuleMessage } from '../rule.ts';
import { cellMessages, passOnRemarks } from './cell-remarks.ts';

const OWN_MESSAGES = {
  outsideYear: {
    severity: 'warning',
    says: '{cell} says {date}, which is not in the academic year {year}.',
    fix: 'Check the year of the date; rows for another year go into that year’s workbook.',
  },
  impossible: {
    severity: 'warning',
    says: '{cell} says {date}, which is more than ten years from this academic year.',
    fix: 'Check the year of the date.',
  },
  toCome: {
    severity: 'warning',
    says: '{cell} says {date}, a day to come.',
    fix: 'Check the date: what stands here has happened.',
  },
  ahead: {
    severity: 'note',
    says: '{cell} says {date}, a day that is not over. The row counts from the day after.',
    fix: 'Look again then whether it came to be so; correct the date if another was meant.',
  },
  backwards: {
    severity: 'warning',
    says: '{cell} says {date}, which is before {earlier} in the same row.',
    fix: 'Check both dates.',
  },
} as const satisfies Record<string, RuleMessage>;

export function datesInRange(tabs: readonly Tab[]): Rule {
  return defineRule({
    id: 'GEN-04',
    title: 'Every date is real and in a likely year',
    since: 6,
    mendedIn: 'every tab',
    reads: [],
    messages: { ...cellMessages('GEN-04', tabs), ...OWN_MESSAGES } as Readonly<Record<string, RuleMessage>>,
    check(input, report, sources) {
      passOnRemarks('GEN-04', sources, report as (found: Found) => void);
      const { year, asOf } = input;
      const tenYears = { from: `${year.startYear - 10}-01-01`, to: `${year.startYear + 10}-12-31` };
      for (const { tab, rows } of sources.parsed) {
        const dates = datesOf(tab);
        for (const row of rows) {
          const values = row as unknown as Record<string, string | null>;
          for (const { column, within } of dates) {
            const date = values[column];
            if (!date) continue;
            if (within === 'year' && !isWithin(date, year)) {
              report({ message: 'outsideYear', tab, row, column, data: { date: longDate(date), year: year.label } });
            } else if (within === 'ten-years' && !isWithin(date, tenYears))
              report({ message: 'impossible', tab, row, column, data: { date: longDate(date) } });
            else if (tab.happened.includes(column)) {
              const isPlanned = isOfSomethingPlanned(tab, column);
              if (date < asOf || (date === asOf && !isPlanned)) continue;
              const message = isPlanned ? 'ahead' : 'toCome';
              report({ message, tab, row, column, data: { date: longDate(date) } });
            }
          }
          for (const [first, second] of tab.inOrder) {
            const [early, late] = [values[first], values[second]];
            if (!early || !late || late >= early) continue;
            const data = { date: longDate(late), earlier: `${longDate(early)} under ${tab.columns[first]!.heading}` };
            report({ message: 'backwards', tab, row, column: second, data });
          }
        }
      }
    },
  });
}

/** Whether a date is that of a row elsewhere that may be of what is planned, as a meeting is: then its rows may be filled in ahead. */
function isOfSomethingPlanned({ refersTo }: Tab, column: string): boolean {
  return refersTo.some(({ tab, columns }) =>
    columns.some(([own, theirs]) => own === column && !tab.happened.includes(theirs)),
  );
}

/** The columns of a tab that hold dates, each with the days it is for. */
function datesOf({ columns }: Tab) {
  return Object.entries(columns).flatMap(([column, { cell }]) =>
    cell.format === 'date' ? { column, within: (cell as DateCell).within } : [],
  );
}
