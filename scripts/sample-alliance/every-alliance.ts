import { type SchoolCalendar, schoolCalendar } from '../../functions/figures/school-calendar.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { added, typedAgain, typedOver } from './make-mistakes.ts';
import type { SamplePart } from './sample-part.ts';
import { ALLIANCE_NAME, knownSchools, START_YEAR, sampleSchools, schoolRows } from './schools-and-people.ts';
import { layOut, type TypedRow, typedIn } from './typed-rows.ts';

/** 190 school days, as in most years. */
const calendarRows: readonly TypedRow<typeof calendarTab>[] = [
  { what: 'Autumn term', from: '2025-09-01', to: '2025-12-19' },
  { what: 'Spring term', from: '2026-01-05', to: '2026-03-27' },
  { what: 'Summer term', from: '2026-04-13', to: '2026-07-20' },
  { what: 'Holiday', from: '2025-10-27', to: '2025-10-31', note: 'Autumn half term' },
  { what: 'Holiday', from: '2025-12-22', to: '2026-01-02', note: 'Christmas' },
  { what: 'Holiday', from: '2026-02-16', to: '2026-02-20', note: 'Spring half term' },
  { what: 'Holiday', from: '2026-03-30', to: '2026-04-10', note: 'Easter' },
  { what: 'Holiday', from: '2026-05-04', note: 'Early May bank holiday' },
  { what: 'Holiday', from: '2026-05-25', to: '2026-05-29', note: 'Summer half term' },
  { what: 'INSET day', from: '2025-09-01', note: 'All schools' },
  { what: 'INSET day', from: '2025-09-02', note: 'All schools' },
  { what: 'INSET day', from: '2026-01-05', note: 'All schools' },
  { what: 'INSET day', from: '2026-07-20', note: 'All schools' },
  ...sampleSchools.map(({ name, insetDay }) => ({ what: 'INSET day', from: insetDay, school: name })),
  { what: 'Closure', from: '2026-01-14', school: 'Marrowby School', note: 'No heating' },
];

/** The school's days, read from the rows above as the checks read them. */
export function calendarOf(urn: string | null): SchoolCalendar {
  const headings = Object.values(calendarTab.columns).map(({ heading }) => heading);
  const tab = { title: calendarTab.title, rows: [headings, ...layOut(calendarTab, calendarRows)] };
  return schoolCalendar(parseTab(calendarTab, tab, { academicYear: START_YEAR, schools: knownSchools }).rows, urn);
}

/** What the sample has whatever packs there are. */
export const everyAlliance: Omit<SamplePart, 'pack'> = {
  alliance: [
    typedIn(schoolsTab, schoolRows()),
    typedIn(settingsTab, [
      { setting: 'Alliance name', value: ALLIANCE_NAME },
      { setting: 'Coordinator e-mail', value: 'coordinator@harrowdale.example' },
    ]),
    typedIn(calendarTab, calendarRows),
  ],
  school: () => [],
  mistakes: {
    alliance: [
      {
        what: 'Dropped a figure of the number.',
        school: 'Fennick Road School',
        did: typedOver(schoolsTab, { name: 'Fennick Road School' }, { laestab: '999/407' }),
        raises: { rule: 'GEN-14', at: 'laestab' },
      },
      {
        what: 'Typed since when a school has its URN, and not what it was before.',
        school: 'Wrackley Academy',
        did: typedOver(schoolsTab, { name: 'Wrackley Academy' }, { urnSince: '2022-04-01' }),
        raises: { rule: 'GEN-26', at: 'earlierUrns' },
      },
      {
        what: 'Asked for workbooks of the year after next.',
        did: typedOver(settingsTab, { setting: 'Make workbooks for' }, { value: '2027/28' }),
        raises: { rule: 'GEN-20', at: 'value' },
      },
      {
        what: 'Typed last spring’s year for the last day of the Easter holiday.',
        did: typedOver(calendarTab, { note: 'Easter' }, { to: '2025-04-10' }),
        raises: { rule: 'GEN-04', at: 'to' },
      },
      {
        what: 'Used an entry that is not in the list.',
        did: typedOver(calendarTab, { note: 'Early May bank holiday' }, { what: 'bank hol Monday' }),
        raises: { rule: 'GEN-05', at: 'what' },
      },
      {
        what: 'Typed the same training day twice.',
        did: typedAgain(calendarTab, { what: 'INSET day', from: '2026-01-05' }),
        raises: { rule: 'GEN-08', at: 'what' },
      },
      {
        what: 'Typed a half term of next year.',
        did: added(calendarTab, { what: 'Holiday', from: '2027-02-15', to: '2027-02-19', note: 'Spring half term' }),
        raises: { rule: 'GEN-23', at: 'from' },
      },
    ],
    schools: {},
  },
};
