import { typedText } from '../../../sheets-schema/parse-tab.ts';
import { howToType, inOrderOfKeys, readSetting, type Setting } from '../../../sheets-schema/setting.ts';
import { wordsOf } from '../../../sheets-schema/setting-words.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { settingsTab } from '../../../sheets-schema/tabs/settings.tab.ts';
import { defineRule, type Rule } from '../rule.ts';

/** Each of these settings, by its own kind of cell. */
export function settingsCanBeRead(settings: readonly Setting[]): Rule {
  const byId = new Map(settings.map((setting) => [setting.id, setting]));
  return defineRule({
    id: 'GEN-16',
    title: 'Every setting that has a value has one of its own kind, and one for a year',
    since: 3,
    mendedIn: settingsTab,
    reads: [{ tab: settingsTab, columns: ['setting', 'value'] }],
    messages: {
      unreadable: {
        severity: 'problem',
        says: '{cell} says {typed}, which does not fit {setting}. Until it is mended, this holds: {inForce}.',
        fix: 'Change {cell}. {hint}',
      },
      twice: {
        severity: 'warning',
        says: '{cell} says {typed}, and {other} says {holding} for the same setting and year. That one holds.',
        fix: 'Clear the value that was not decided, or type under From year since when each holds.',
      },
    },
    check(input, report) {
      const { startYear } = input.year;
      const read = input.rows(settingsTab).flatMap((row) => {
        const setting = byId.get(row.setting);
        const reading = setting && readSetting(setting, row.value, startYear);
        return reading ? [{ row, setting, reading }] : [];
      });
      const ofOneYear = Map.groupBy(read, ({ row }) => `${row.setting} ${row.fromYear}`);
      for (const { row, setting, reading } of read) {
        if ('value' in reading) {
          const others = ofOneYear.get(`${row.setting} ${row.fromYear}`)!.filter((one) => 'value' in one.reading);
          const holding = others.toSorted((one, other) => inOrderOfKeys(one.row, other.row)).at(-1)!;
          if ('value' in holding.reading && JSON.stringify(holding.reading.value) !== JSON.stringify(reading.value)) {
            const other = { row: holding.row.rowNumber, otherwise: 'another row' };
            const said = { typed: typedText(row.value as RawCell), holding: typedText(holding.row.value as RawCell) };
            report({ message: 'twice', tab: settingsTab, row, column: 'value', data: { ...said, other } });
          }
          continue;
        }
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
