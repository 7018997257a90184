import { yearAsked } from '../../../sheets-schema/core-settings.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { yearLabel } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

export const nextYearFollows = defineRule({
  id: 'GEN-20',
  title: 'Workbooks are asked for the year after this one',
  mendedIn: settingsTab,
  reads: [{ tab: settingsTab, columns: ['setting', 'value'] }],
  messages: {
    notNext: {
      severity: 'problem',
      says: '{cell} asks for the workbooks of {asked}, and this workbook leads to those of {next}.',
      fix: 'Change it to {next}, or delete the row.',
    },
  },
  check(input, report) {
    const { startYear } = input.year;
    for (const row of input.rows(settingsTab)) {
      const asked = yearAsked(row, startYear);
      if (asked === null || asked === startYear || asked === startYear + 1) continue;
      const data = { asked: yearLabel(asked), next: yearLabel(startYear + 1) };
      report({ message: 'notNext', tab: settingsTab, row, column: 'value', suggestion: data.next, data });
    }
  },
});
