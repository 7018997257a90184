import { describe, expect, it } from 'vitest';
import { behaviourAndAttendance } from '../../../functions/protocols/behaviour-and-attendance/pack.ts';
import { adoptedRules, catalogueOf, listsOf, promiseOf, rulesNamed } from '../../../functions/protocols/catalogue.ts';
import { allPacks, packs } from '../../../functions/protocols/packs.ts';
import { workingProtocols } from '../../../functions/protocols/working-protocols/pack.ts';
import { rulesReference } from '../../../scripts/reference/reference.ts';
import { settingsFor } from '../../../sheets-schema/settings.ts';

const decided = (setting: string, value: string) => settingsFor([{ setting, value, fromYear: null }], 2025);
const ids = (settings: ReturnType<typeof decided>) => adoptedRules(allPacks, settings).map(({ rule }) => rule.id);

describe('a pack without clauses', () => {
  it('is adopted by its own setting, with its rules', () => {
    const others = ids(settingsFor([], 2025)).filter((id) => !['X-05', 'X-06', 'GEN-09'].includes(id));
    expect(ids(settingsFor([], 2025))).toEqual(expect.arrayContaining(['X-05', 'X-06', 'GEN-09']));
    expect(ids(decided('absenceAndExclusions', 'No'))).toEqual(others);
    expect(ids(decided('workingProtocols', 'No'))).toEqual(expect.arrayContaining(['X-05', 'X-06', 'GEN-09']));
  });

  it('has rules that speak for no promise, and stand among those that hold whatever is adopted', () => {
    const unpromised = allPacks.rules.filter((cited) => promiseOf(cited) === null).map(({ rule }) => rule.id);
    expect(unpromised.join(' ')).toBe(
      'GEN-01 GEN-02 GEN-03 GEN-04 GEN-05 GEN-06 GEN-07 GEN-08 GEN-09 GEN-10 GEN-11 GEN-12 GEN-13 GEN-14 GEN-15 GEN-16 GEN-17 X-05 X-06 X-07 GEN-19 GEN-20 GEN-21 GEN-18',
    );
    expect(allPacks.rules.slice(0, unpromised.length).every((cited) => promiseOf(cited) === null)).toBe(true);
  });

  it('is offered nowhere as a promise', () => {
    const { title, citedAs } = behaviourAndAttendance;
    for (const settings of [null, settingsFor([], 2025), decided('workingProtocols', 'No')]) {
      const [all, promised] = [listsOf(packs, settings).protocols!, listsOf([workingProtocols], settings).protocols!];
      expect([all.texts, all.only]).toEqual([promised.texts, promised.only]);
      for (const typed of [title, citedAs]) expect(all.find(typed)).not.toHaveProperty('value');
    }
    expect(listsOf(packs, settingsFor([], 2025)).protocols!.only).toBe(workingProtocols.id);
    expect(rulesNamed(citedAs, allPacks)).toEqual([]);
    expect(rulesReference()).not.toContain(`## ${title}`);
  });

  it('brings no statement into a workbook', () => {
    const titles = ({ tabsOf }: typeof allPacks) => Object.values(tabsOf).map((tabs) => tabs.map(({ title }) => title));
    expect(titles(allPacks)).toEqual(titles(catalogueOf([workingProtocols])));
  });
});
