import { academicYear } from '../cells/academic-year.ts';
import { anyValue } from '../cells/any-value.ts';
import { choice } from '../cells/choice.ts';
import { text } from '../cells/text.ts';
import { type SettingKey, settings } from '../settings.ts';
import { defineTab, optional, required } from '../tab.ts';

const settingChoices = (Object.keys(settings) as SettingKey[]).map((key) => ({
  value: key,
  text: settings[key].title,
}));

export const settingsTab = defineTab({
  id: 'settings',
  title: 'Settings',
  workbook: 'alliance',
  purpose: 'What the alliance has decided. A row holds from its academic year on.',
  columns: {
    setting: required('Setting', choice('setting', settingChoices), 'Pick the setting from the list.', { width: 34 }),
    value: required('Value', anyValue, 'What the alliance decided, in the unit named beside it.', { width: 26 }),
    fromYear: optional('From year', academicYear, 'The first academic year it holds for. Leave blank for always.', {
      width: 12,
    }),
    note: optional('Note', text({}), 'When and where it was decided.', { width: 50 }),
  },
  key: ['setting', 'fromYear'],
  mostRows: 1_000,
});
