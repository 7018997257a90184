import { typedText } from '../../../sheets-schema/parse-tab.ts';
import { howToType, readSetting, type Setting } from '../../../sheets-schema/setting.ts';
import { wordsOf } from '../../../sheets-schema/setting-words.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { defineRule, type Rule } from '../rule.ts';

/** Each of these settings, by its own kind of cell. */
export function settingsCanBeRead(settings: readonly Setting[]): Rule {
  const byId = new Map(settings.map((setting) => [setting.id, setting]));
  return defineRule({
    id: 'GEN-16',
    title: 'Every setting that has a value has one of its own kind',
    since: 2,
    mendedIn: settingsTab,
    reads: [{ tab: settingsTab, columns: ['setting', 'value'] }],
    messages: {
      unreadable: {
        severity: 'problem',
        says: '{cell} says {typed}, which does not fit {setting}. Until it is mended, this holds: {inForce}.',
        fix: 'Change {cell}. {hint}',
      },
    },
    check(input, report) {
      const { startYear } = input.year;
      for (const row of input.rows(settingsTab)) {
        const setting = byId.get(row.setting);
        const reading = setting && readSetting(setting, row.value, startYear);
        if (!reading || 'value' in reading) continue;
        const data = {
          typed: typedText(row.value as RawCell),
          setting: setting.title,
          hint: howToType(setting, startYear),
          inForce: wordsOf(setting, input.settings.held(setting).value, startYear).whileBlank,
        };
        const { suggestion } = reading.problem;
        const place = { tab: settingsTab, row, column: 'value', ...(suggestion === undefined ? {} : { suggestion }) };
        report({ message: 'unreadable', ...place, data });
      }
    },
  });
}
