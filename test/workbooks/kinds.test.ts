import { describe, expect, it } from 'vitest';
import { allDeclared, declare, readsAlliance, tabsOf } from '../../functions/workbooks/kinds.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { startHereTab } from '../../functions/workbooks/own-tabs/start-here.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { boatsKind, withBoats } from '../support/drawn-kind.ts';
import { harbourCompact, withHarbour } from '../support/drawn-pack.ts';

describe.each([
  ['those there are', allDeclared],
  ['one more', withBoats],
  ['one more and a pack more', declare([...withBoats.packs, harbourCompact], [...withHarbour.kinds, boatsKind])],
])('the kinds of workbook: %s', (_, { kinds, packs, tabs }) => {
  it('are told apart by id and by what Start here says', () => {
    for (const named of [kinds.map(({ id }) => id), kinds.map(({ name }) => name)])
      expect(new Set(named).size).toBe(named.length);
    for (const { id } of kinds) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it('have each tab once among them, and every tab that a pack needs', () => {
    expect(new Set(tabs.map(({ id }) => id)).size).toBe(tabs.length);
    expect(new Set(tabs.map(({ title }) => title.toLowerCase())).size).toBe(tabs.length);
    for (const { needs } of packs) for (const tab of needs) expect(tabs).toContain(tab);
  });

  it('are read with the alliance’s rows, or hold them', () => {
    for (const kind of kinds)
      for (const tab of [schoolsTab, settingsTab]) expect(tabsOf(kind, packs).includes(tab)).toBe(!readsAlliance(kind));
  });

  it('lean on kinds that there are, begin with Start here and end with Checks', () => {
    const ids = kinds.map(({ id }) => id);
    for (const { leansOn, ownTabs } of kinds) {
      for (const id of leansOn) expect(ids).toContain(id);
      expect([ownTabs[0], ownTabs.at(-1)]).toEqual([startHereTab, checksTab]);
    }
  });
});
