import { expect, it } from 'vitest';
import { isKept, listsToOffer } from '../../functions/protocols/catalogue.ts';
import { absenceByTermTab } from '../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { harbourCompact, withHarbour } from '../support/drawn-pack.ts';
import { newSettings } from '../support/new-settings.ts';

const TABS = [schoolsTab, exceptionsTab, meetingsTab, staffDaysTab, absenceByTermTab];

it.each<[string, { protocols: boolean; totals: boolean; harbour: boolean }, string[]]>([
  ['nothing', { protocols: false, totals: false, harbour: false }, ['Schools']],
  [
    'protocols',
    { protocols: true, totals: false, harbour: false },
    ['Schools', 'Exceptions', 'Meetings', 'Staff days'],
  ],
  ['totals, which promise nothing', { protocols: false, totals: true, harbour: false }, ['Schools', 'Absence by term']],
  ['others’ protocols', { protocols: false, totals: false, harbour: true }, ['Schools', 'Exceptions', 'Meetings']],
])('an alliance that adopted %s keeps what that needs', (_, adopted, titles) => {
  const [protocols, totals] = withHarbour.packs.map(({ adoptedBy }) => adoptedBy);
  const settings = newSettings(
    [
      { setting: protocols!.id, value: adopted.protocols, fromYear: null },
      { setting: totals!.id, value: adopted.totals, fromYear: null },
      { setting: harbourCompact.adoptedBy.id, value: adopted.harbour, fromYear: null },
    ],
    2025,
  );
  expect(TABS.filter((tab) => isKept(tab, settings, withHarbour.packs)).map(({ title }) => title)).toEqual(titles);
});

it('a new workbook offers nothing to pick of protocols that the alliance did not adopt', () => {
  const settings = newSettings(
    withHarbour.packs.map((pack) => ({ setting: pack.adoptedBy.id, value: pack === harbourCompact, fromYear: null })),
    2025,
  );
  const { protocols, settings: offered, documents } = listsToOffer(withHarbour, settings);
  expect(protocols?.texts).toEqual([harbourCompact.title]);
  expect(documents?.texts).toEqual(harbourCompact.documents.map(({ choice }) => choice.text));
  const others = withHarbour.packs.filter((pack) => pack !== harbourCompact);
  for (const { adoptedBy, settings: theirs } of others)
    expect(theirs.filter(({ title }) => offered?.texts.includes(title))).toEqual([adoptedBy]);
  expect(offered?.texts).toContain('Alliance name');
});
