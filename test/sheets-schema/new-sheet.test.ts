import { describe, expect, it } from 'vitest';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { newSheet } from '../../sheets-schema/new-sheet.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { contributionsTab } from '../../sheets-schema/tabs/contributions.tab.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';

describe('a new sheet', () => {
  it.each(allDeclared.tabs.map((tab) => [tab.title, tab] as const))('of %s reads back as it was made', (title, tab) => {
    const sheet = newSheet(tab, [], null);
    expect(sheet).toMatchObject({ title, purpose: 'typed', headings: true, rows: [] });
    const headings = sheet.columns.map(({ heading }) => heading);
    const parsed = parseTab(tab, { title, rows: [headings] }, { academicYear: 2025, schools: null });
    expect(parsed).toMatchObject({ found: true, rows: [], unusable: [], remarks: [] });
    expect(parsed.headings).toMatchObject({ rowNumber: 1, missing: [], doubled: [] });
  });

  it('says in a note what goes under each heading, how it is typed, and whether it may be left blank', () => {
    const [person, , , supported] = newSheet(staffDaysTab, [], []).columns;
    expect(person!.note).toBe('Who was released.\nType the name as the person writes it.');
    expect(supported!.note).toMatch(/^Where the work was done for\.\n.*\nMay be left blank\.$/);
  });

  it('has the formats of its cells', () => {
    expect(newSheet(contributionsTab, [], null).columns.map(({ format }) => format)).toEqual([
      'text',
      'text',
      'text',
      'money',
      'date',
      'text',
      'text',
      'text',
    ]);
  });

  it('offers schools from Schools where that is in the workbook, and by name where it is not', () => {
    expect(newSheet(contributionsTab, [], null).columns[0]!.choices).toEqual({ tab: 'Schools', column: 1 });
    expect(newSheet(staffDaysTab, [], ['Elm Park']).columns[3]!.choices).toEqual(['Elm Park']);
  });

  it('offers what is in a list, and nothing where anything may be typed', () => {
    const [date, kind] = newSheet(meetingsTab, [], null).columns;
    expect(date!.choices).toBeNull();
    expect(kind!.choices).toEqual([
      'Alliance meeting',
      'Conference',
      'Improvement group',
      'Working group',
      'Subject hub',
    ]);
  });

  it('keeps the rows it begins with', () => {
    const rows = [['Ms Okafor', { date: 45910 }, 1]];
    expect(newSheet(staffDaysTab, rows, []).rows).toEqual(rows);
  });
});
