import { typedText } from '../../../sheets-schema/parse-tab.ts';
import { readSetting, type SettingKey, settings } from '../../../sheets-schema/settings.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { defineRule } from '../rule.ts';

export const settingsCanBeRead = defineRule({
  id: 'GEN-16',
  title: 'Every setting has a value of its own kind',
  workbook: 'alliance',
  reads: [{ tab: settingsTab, columns: ['setting', 'value'] }],
  messages: {
    unreadable: {
      severity: 'problem',
      says: '{cell} says {typed}, which does not fit {setting}. Until it is mended, {inForce} holds.',
      fix: 'Change {cell}. {hint}',
    },
  },
  check(input, report) {
    for (const row of input.rows(settingsTab)) {
      const key = row.setting as SettingKey;
      const reading = readSetting(key, row.value, input.year.startYear);
      if (!reading || 'value' in reading) continue;
      const { title, cell } = settings[key];
      const { value } = input.settings[key];
      const inForce =
        value === null
          ? 'no value'
          : (cell.show as (value: unknown, context: object) => string)(value, {
              academicYear: input.year.startYear,
              schools: null,
            });
      const data = { typed: typedText(row.value as RawCell), setting: title, hint: cell.hint, inForce };
      const suggestion = reading.problem.suggestion;
      const place = { tab: settingsTab, row, column: 'value', ...(suggestion === undefined ? {} : { suggestion }) };
      report({ message: 'unreadable', ...place, data });
    }
  },
});
