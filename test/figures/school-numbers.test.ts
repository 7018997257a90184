import { describe, expect, it } from 'vitest';
import { namesOf, numbersOf, schoolsIn, schoolWith, underNumbersOf } from '../../functions/figures/school-numbers.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { drawRows } from '../support/rule-tester.ts';

describe('numbers of schools', () => {
  it('keeps a school under the number that it had when the year began, and knows it by every one', () => {
    const drawn = '| 990001 | Elm Park Academy | 980001 | 1/4/2026 |';
    expect(schools(drawn, 2025).map(({ urn }) => urn)).toEqual(['980001']);
    expect(schools(drawn, 2026).map(({ urn }) => urn)).toEqual(['990001']);
    expect(schools(drawn, 2024).map(({ urn }) => urn)).toEqual(['980001']);
    for (const startYear of [2024, 2025, 2026]) {
      const all = schools(drawn, startYear);
      expect(numbersOf(all[0]!).toSorted()).toEqual(['980001', '990001']);
      for (const typed of ['980001', '990001', 'URN 980001', 'Elm Park', 'elm park academy 980001'])
        expect(namesOf(all).find(typed), typed).toMatchObject({ urn: all[0]!.urn });
    }
  });

  it('has the first day of a year belong to it: a number from then on is new in it', () => {
    const drawn = '| 990001 | Elm Park Academy | 980001 | 1/9/2025 |';
    expect(schools(drawn, 2025)[0]!.urn).toBe('980001');
    expect(schools(drawn, 2026)[0]!.urn).toBe('990001');
  });

  it('changes nothing where a number was changed long ago, or no day is typed', () => {
    for (const since of ['1/4/2012', '']) {
      const all = schools(`| 990001 | Elm Park Academy | 980001 | ${since} |`, 2025);
      expect(all[0]!.urn).toBe('990001');
      expect(schoolWith(all, '980001')).toBe(all[0]);
    }
  });

  it('takes the newest of several for the one before', () => {
    const all = schools('| 990001 | Elm Park Academy | 980001, 970001 | 1/4/2026 |', 2025);
    expect(numbersOf(all[0]!)).toEqual(['980001', '990001', '970001']);
  });

  it('guesses nothing: a number with a row of its own is that row’s, one in two rows is nobody’s', () => {
    const both = schools('| 990001 | Elm Park | 990002 | 1/4/2026 |\n| 990002 | The Meadows | | |', 2025);
    expect(both.map(({ urn }) => urn)).toEqual(['990001', '990002']);
    expect(namesOf(both).find('990002')).toEqual({ urn: '990002', exact: true });
    const twice = schools(
      '| 990001 | Elm Park | 980001 | 1/4/2026 |\n| 990002 | The Meadows | 980001 | 1/4/2026 |',
      2025,
    );
    expect(twice.map(({ urn }) => urn)).toEqual(['990001', '990002']);
    expect(namesOf(twice).find('980001')).toEqual({ candidates: [] });
    const itself = schools('| 990001 | Elm Park | 990001 | 1/4/2026 |', 2025);
    expect(numbersOf(itself[0]!)).toEqual(['990001']);
  });

  it('shows the number that a school has on the day, where a name alone does not tell', () => {
    const all = schools('| 990001 | Elm Park | 980001 | 1/4/2026 |\n| 990002 | Elm Park | | |', 2025);
    expect(namesOf(all, '2026-03-31').nameOf('980001')).toBe('Elm Park (980001)');
    expect(namesOf(all, '2026-04-01').nameOf('980001')).toBe('Elm Park (990001)');
    expect(namesOf(all).nameOf('990001')).toBe('Elm Park (990001)');
    expect(namesOf(all).nameOf('990002')).toBe('Elm Park (990002)');
  });

  it('names schools in kept rows as the year’s records do, and touches no other cell', () => {
    const all = schools('| 990001 | Elm Park Academy | 980001 | 1/4/2026 |', 2025);
    const kept = [{ school: '990001', reference: '990001' }, { school: '990002' }];
    expect(underNumbersOf(all)(contributionsTab, kept)).toEqual([
      { school: '980001', reference: '990001' },
      { school: '990002' },
    ]);
  });
});

function schools(drawn: string, startYear: number) {
  const rows = drawRows(`| URN | School | Earlier URN | URN since |\n${drawn}`);
  const { rows: read } = parseTab(
    schoolsTab,
    { title: schoolsTab.title, rows },
    { academicYear: startYear, schools: null },
  );
  return schoolsIn(read, startYear);
}
