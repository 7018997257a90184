import type { documentsTab } from '../../sheets-schema/tabs/documents.tab.ts';
import type { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import type { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { ALLIANCE_NAME } from './schools-and-people.ts';
import type { TypedRow } from './typed-rows.ts';

/** The alliance wrote down its own limits, so that what goes beyond them is a breach and not only our suggestion. */
export const settingRows: readonly TypedRow<typeof settingsTab>[] = [
  { setting: 'Alliance name', value: ALLIANCE_NAME },
  { setting: 'Coordinator e-mail', value: 'coordinator@harrowdale.example' },
  { setting: 'Working protocols adopted', value: 'Yes', fromYear: '2018/19' },
  { setting: 'Contribution', value: '£2,500', fromYear: '2018/19', note: 'Founding meeting' },
  { setting: 'Contribution', value: '£3,000', fromYear: '2023/24', note: 'Summer meeting, June 2023' },
  { setting: 'Contribution due date', value: '30 November', note: 'Treasurer’s proposal, September 2024' },
  { setting: 'Part-year members pay', value: 'By term', note: 'Treasurer’s proposal, September 2024' },
  { setting: 'Staff days minimum', value: 9 },
  { setting: 'Deputy may stand in', value: 1 },
  { setting: 'Meetings a school may miss', value: 1, fromYear: '2025/26', note: 'Summer meeting, June 2025' },
  { setting: 'Evaluation due', value: 20, fromYear: '2025/26', note: 'School days after the last day of support' },
  { setting: 'Agreement signed by', value: '31 October' },
  { setting: 'Pace reminders', value: 'Yes' },
  { setting: 'Hide counts below', value: 6 },
  { setting: 'Annual report goes to', value: 'Harrowdale partnership for behaviour and attendance' },
];

export const exceptionRows: readonly TypedRow<typeof exceptionsTab>[] = [
  {
    school: 'Marrowby School',
    protocols: 'Working protocols',
    clause: 21,
    reason: 'Two of its subject leads were away for most of the year; the days are made up in 2026/27.',
    agreedOn: '2026-06-18',
  },
];

export const documentRows: readonly TypedRow<typeof documentsTab>[] = [
  { document: 'Agreement to the protocols', note: 'For every school' },
  { document: 'Contribution statement', note: 'For every school' },
  { document: 'Treasurer’s annual statement', note: 'For the autumn meeting' },
  { document: 'Behaviour and attendance annual report', note: 'For the partnership' },
];
