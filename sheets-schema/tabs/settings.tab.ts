import { academicYear } from '../cells/academic-year.ts';
import { anyValue } from '../cells/any-value.ts';
import { listed, PICK_BY_NAME } from '../cells/listed.ts';
import { text } from '../cells/text.ts';
import { defineTab, optional, required } from '../tab.ts';

export const settingsTab = defineTab({
  id: 'settings',
  title: 'Settings',
  purpose: 'What the alliance has decided. A row holds from its academic year on.',
  columns: {
    setting: required('Setting', listed('settings', 'setting', PICK_BY_NAME), 'Pick the setting from the list.', {
      width: 34,
    }),
    value: required('Value', anyValue, 'What the alliance decided, in the unit named beside it.', { width: 26 }),
    fromYear: optional('From year', academicYear, 'The first academic year it holds for. Leave blank for always.', {
      width: 12,
    }),
    note: optional('Note', text({}), 'When and where it was decided.', { width: 50 }),
  },
  key: ['setting', 'fromYear'],
  carriesOver: true,
  mostRows: 1_000,
});
