import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import {
  inForce,
  notUsedYet,
  readSetting,
  type SettingKey,
  settings,
  settingsFor,
} from '../../sheets-schema/settings.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { rowsDrawn, settingsDrawn } from '../support/drawn-rows.ts';

const context = { academicYear: 2025, schools: null };

/** What the sources leave open, with the value that holds until an alliance decides, as a person would type it. */
const EXPECTED: readonly (readonly [SettingKey, string | null])[] = [
  ['contribution', '£3,000.00'],
  ['contributionYear', 'Academic'],
  ['contributionDue', '30 November'],
  ['partYearMembers', 'Full'],
  ['staffDays', '9'],
  ['staffDayIs', 'Person-days'],
  ['paceReminders', 'Yes'],
  ['deputyMayStandIn', '1'],
  ['meetingsMayMiss', null],
  ['evaluationDue', '20'],
  ['feedbackDue', '5'],
  ['schemeShared', '30'],
  ['briefings', 'Yes'],
  ['agreementBy', '31 October'],
  ['policyYear', '12 months'],
  ['policyReminders', '60, 30, 7'],
  ['reportRecipient', 'Local partnership lead for behaviour and attendance'],
  ['reportDue', '31 December'],
  ['persistentAbsence20', 'No'],
  ['fewestSessions', '20'],
  ['fewestCases', '3'],
  ['suppressBelow', '6'],
  ['keepPupilRecords', '1'],
  ['quietDays', 'Yes'],
  ['checksBeside', 'No'],
  ['urgentContact', null],
  ['yearBegins', '1 September'],
];
const FROM_A_SOURCE: readonly SettingKey[] = ['contribution', 'staffDays', 'deputyMayStandIn', 'reportDue'];
const OURS: readonly SettingKey[] = [
  'absenceAndExclusions',
  'allianceName',
  'coordinatorEmail',
  'workbooksFor',
  'workingProtocols',
];

describe('the settings', () => {
  it.each(EXPECTED)('%s is %s until the alliance decides', (key, shown) => {
    const { unset, cell } = settings[key];
    expect(unset === null ? null : (cell.show as (value: unknown, of: object) => string)(unset, context)).toBe(shown);
  });

  it('are those that the sources leave open, and those that name the alliance, its packs and its workbooks', () => {
    expect(Object.keys(settings).sort()).toEqual([...EXPECTED.map(([key]) => key), ...OURS].sort());
  });

  it('say which numbers a source fixed: a breach of any other is a warning until the alliance writes its own', () => {
    const keys = Object.keys(settings) as SettingKey[];
    expect(keys.filter((key) => settings[key].chosenBy === 'source').sort()).toEqual([...FROM_A_SOURCE].sort());
    expect(keys.filter((key) => settings[key].chosenBy === 'alliance')).toEqual([]);
  });

  it.each(Object.keys(settings) as SettingKey[])('%s can be typed as it is shown', (key) => {
    const { unset, cell, title, from } = settings[key];
    expect(title).toMatch(/^[A-Z]/);
    expect(from).not.toBe('');
    if (unset === null) return;
    const shown = (cell.show as (value: unknown, of: object) => string)(unset, context);
    expect(readSetting(key, shown, 2025)).toEqual({ value: unset });
    expect(rowsDrawn(settingsTab, `| Setting | Value |\n| ${title} | ${shown} |`)).toMatchObject([{ setting: key }]);
  });
});

describe('the settings in force', () => {
  it('are the alliance’s own where it wrote them', () => {
    const held = settingsDrawn('\n| Staff days minimum | 9 | |');
    expect(held.staffDays).toEqual({ value: 9, chosenBy: 'alliance' });
    expect(held.contribution).toEqual({ value: 300_000, chosenBy: 'source' });
    expect(held.contributionDue).toEqual({ value: '11-30', chosenBy: 'us' });
  });

  it('begin with their year: the newest that applies, and of two for one year the lower', () => {
    const rows = rowsDrawn(
      settingsTab,
      `
      | Setting            | Value | From year |
      | Staff days minimum | 12    | 2027/28   |
      | Staff days minimum | 8     | 2025/26   |
      | Staff days minimum | 7     | 2025/26   |
      | Staff days minimum | 6     |           |`,
    );
    expect([2024, 2025, 2026, 2027].map((year) => settingsFor(rows, year).staffDays.value)).toEqual([6, 7, 7, 12]);
  });

  it('keep the value before one that cannot be read', () => {
    const held = settingsDrawn('\n| Staff days minimum | 8 | 2024/25 |\n| Staff days minimum | some | 2025/26 |');
    expect(held.staffDays).toEqual({ value: 8, chosenBy: 'alliance' });
  });

  it('are read with the kind of the setting, not of the cell', () => {
    const held = settingsDrawn('\n| Contribution | =2750.5 | |\n| Contribution due date | @45961 | |');
    expect(held.contribution.value).toBe(275_050);
    expect(held.contributionDue.value).toBe('10-31');
  });

  it('leave out what is not a setting', () => {
    expect(readSetting('colour', 'blue', 2025)).toBeNull();
    expect(readSetting('contribution', null, 2025)).toBeNull();
    expect(settingsFor([{ setting: 'colour', value: 'blue', fromYear: null }], 2025)).not.toHaveProperty('colour');
  });

  it('fall back where nothing holds', () => {
    expect(inForce({ value: null, chosenBy: 'us' }, 3)).toBe(3);
    expect(inForce({ value: 0, chosenBy: 'alliance' }, 3)).toBe(0);
  });
});

describe('settings that nothing looks at yet', () => {
  it('are those that no code names', () => {
    const sources = ['functions', 'scripts'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    );
    const named = (key: string) =>
      sources.some((source) => new RegExp(`(?:settings|\\))\\.${key}\\b`).test(source)) ||
      allDeclared.tabs.some(({ keptBy }) => keptBy === key) ||
      // Asked for whichever year the row holds from, so it is read from the rows.
      key === 'workbooksFor';
    expect((Object.keys(settings) as SettingKey[]).filter((key) => !named(key)).sort()).toEqual([...notUsedYet].sort());
  });
});
