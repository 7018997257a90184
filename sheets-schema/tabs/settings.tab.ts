import { academicYear } from '../cells/academic-year.ts';
import { anyValue, anyWords } from '../cells/any-value.ts';
import { listed, PICK_BY_NAME } from '../cells/listed.ts';
import { text } from '../cells/text.ts';
import { defineTab, needed, optional, required } from '../tab.ts';

export const settingsTab = defineTab({
  id: 'settings',
  title: 'Settings',
  purpose: 'What the alliance decides. A value holds from its year on; a row without one decides nothing.',
  columns: {
    setting: required('Setting', listed('settings', 'setting', PICK_BY_NAME), 'Pick the setting from the list.', {
      width: 28,
    }),
    value: needed('Value', anyValue, 'What the alliance decided, in the unit named beside it.', { width: 22 }),
    unit: optional('Unit', anyWords, 'How a value is typed, or what it counts.', { width: 20, since: 2 }),
    whileBlank: optional('While blank', anyWords, 'What holds while no value is typed.', { width: 22, since: 2 }),
    whoChose: optional('Who chose that', anyWords, 'Who chose what holds while no value is typed.', {
      width: 22,
      since: 2,
    }),
    decides: optional('What it decides', anyWords, 'What the setting is for.', { width: 40, since: 2 }),
    fromYear: optional('From year', academicYear, 'The first academic year it holds for. Leave blank for always.', {
      width: 13,
    }),
    note: optional('Note', text({}), 'When and where it was decided.', { width: 24 }),
  },
  key: ['setting', 'fromYear'],
  saysNothingWithout: 'value',
  carriesOver: true,
  mostRows: 1_000,
});
