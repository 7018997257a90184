import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

export const rowsGone = defineRule({
  id: 'GEN-11',
  title: 'Rows of earlier days are still there',
  since: 6,
  mendedIn: 'every tab',
  reads: [],
  messages: {
    gone: {
      severity: 'note',
      says: '{rows} of {tab} as it stood on {since} cannot be found any more.',
      fix: 'Nothing to do if that was meant; the history keeps them.',
    },
  },
  whyNot: ({ gone }) =>
    gone === 'not kept' ? 'Only sums are kept of this workbook, so rows that are gone cannot be told.' : null,
  check(_, report, { gone, parsed }) {
    if (!gone || gone === 'not kept') return;
    for (const { tab } of parsed) {
      const count = gone.counts.get(tab.id) ?? 0;
      if (count === 0) continue;
      const data = { rows: counted(count, 'row'), tab: tab.title, since: longDate(gone.since) };
      report({ message: 'gone', tab, subject: gone.since, data });
    }
  },
});
