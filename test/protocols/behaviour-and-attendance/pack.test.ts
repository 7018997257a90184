import { describe, expect, it } from 'vitest';
import { behaviourAndAttendance } from '../../../functions/protocols/behaviour-and-attendance/pack.ts';
import { totalsKept } from '../../../functions/protocols/behaviour-and-attendance/settings.ts';
import { adoptedRules, listsOf, promiseOf, rulesNamed } from '../../../functions/protocols/catalogue.ts';
import { statutoryPolicies } from '../../../functions/protocols/statutory-policies/pack.ts';
import { workingProtocols } from '../../../functions/protocols/working-protocols/pack.ts';
import { workingProtocolsAdopted } from '../../../functions/protocols/working-protocols/settings.ts';
import { allDeclared, declare, kinds } from '../../../functions/workbooks/kinds.ts';
import { rulesReference } from '../../../scripts/reference/reference.ts';
import type { Setting } from '../../../sheets-schema/setting.ts';
import { newSettings } from '../../support/new-settings.ts';
import { usualSettings } from '../../support/usual-packs.ts';

const decided = ({ id }: Setting, value: string) => newSettings([{ setting: id, value, fromYear: null }], 2025);
const ids = (settings: ReturnType<typeof decided>) => adoptedRules(allDeclared, settings).map(({ rule }) => rule.id);
const OWN = ['X-05', 'X-06', 'DCS-01', 'GEN-09'];

describe('a pack without clauses', () => {
  it('is adopted by its own setting, with its rules', () => {
    const [own, both] = [ids(decided(totalsKept, 'Yes')), ids(usualSettings)];
    expect(own).toEqual(expect.arrayContaining(OWN));
    expect(ids(newSettings([], 2025))).toEqual(own.filter((id) => !OWN.includes(id)));
    expect(ids(decided(workingProtocolsAdopted, 'Yes'))).toEqual(both.filter((id) => !OWN.includes(id)));
  });

  it('has rules that speak for no promise, and stand among those that hold whatever is adopted', () => {
    const unpromised = allDeclared.rules.filter((cited) => promiseOf(cited) === null).map(({ rule }) => rule.id);
    expect(unpromised.join(' ')).toBe(
      'GEN-01 GEN-02 GEN-03 GEN-04 GEN-05 GEN-06 GEN-07 GEN-08 GEN-09 GEN-10 GEN-11 GEN-12 GEN-13 GEN-14 GEN-15 GEN-16 GEN-17 GEN-27 X-07b X-05 X-06 DCS-01 X-07 NLD-13 GEN-19 GEN-20 GEN-21 GEN-23 GEN-18 GEN-22 GEN-26',
    );
    expect(allDeclared.rules.slice(0, unpromised.length).every((cited) => promiseOf(cited) === null)).toBe(true);
  });

  it('is offered nowhere as a promise', () => {
    const { title, citedAs } = behaviourAndAttendance;
    const alone = declare([workingProtocols, statutoryPolicies], kinds);
    for (const settings of [null, usualSettings, newSettings([], 2025), decided(totalsKept, 'Yes')]) {
      const [all, promised] = [listsOf(allDeclared, settings).protocols!, listsOf(alone, settings).protocols!];
      expect([all.texts, all.only]).toEqual([promised.texts, promised.only]);
      for (const typed of [title, citedAs]) expect(all.find(typed)).not.toHaveProperty('value');
    }
    expect(listsOf(allDeclared, usualSettings).protocols!.only).toBe(workingProtocols.id);
    expect(rulesNamed(citedAs, allDeclared)).toEqual([]);
    expect(rulesReference()).not.toContain(`## ${title}`);
  });

  it('brings no statement into a workbook', () => {
    const titles = ({ tabs }: typeof allDeclared) => tabs.map(({ title }) => title);
    expect(titles(allDeclared)).toEqual(titles(declare([workingProtocols, statutoryPolicies], kinds)));
  });
});
