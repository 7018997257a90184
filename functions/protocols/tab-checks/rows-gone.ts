import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

export const rowsGone = defineRule({
  id: 'GEN-11',
  title: 'Rows of earlier days are still there',
  workbook: 'both',
  reads: [],
  messages: {
    gone: {
      severity: 'note',
      says: '{rows} of {tab} as it stood on {since} cannot be found any more.',
      fix: 'Nothing to do if that was meant; the history keeps them.',
    },
  },
  check(input, report) {
    if (!input.gone) return;
    for (const { tab } of input.parsed) {
      const count = input.gone.counts.get(tab.id) ?? 0;
      if (count === 0) continue;
      const data = { rows: counted(count, 'row'), tab: tab.title, since: longDate(input.gone.since) };
      report({ message: 'gone', tab, subject: input.gone.since, data });
    }
  },
});
