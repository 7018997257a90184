import { workingProtocols } from '../functions/protocols/working-protocols/working-protocols.ts';
import { newWorkbook, statementRows } from '../functions/sync/new-workbook.ts';
import { settings } from '../sheets-schema/settings.ts';
import type { NewSheet, RawCell } from '../sheets-schema/sheet.ts';
import { schoolsTab } from '../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../sheets-schema/tabs/settings.tab.ts';
import { yearlyStatementTab } from '../sheets-schema/tabs/yearly-statement.tab.ts';
import { yearLabel } from '../sheets-schema/wording.ts';

/** A school as the list gave it: a row of *Schools*, by column. */
export type ListedSchool = Readonly<Record<string, RawCell>> & { readonly urn: string; readonly name: string };

/** The workbooks of a new alliance: its own, and one for each school. */
export function newAlliance(
  name: string,
  startYear: number,
  schools: readonly ListedSchool[],
): { fileName: string; sheets: NewSheet[] }[] {
  const names = schools.map((school) => school.name);
  const year = yearLabel(startYear).replace('/', '-');
  const rows = new Map<string, RawCell[][]>([
    [schoolsTab.id, schools.map((school) => Object.keys(schoolsTab.columns).map((column) => school[column] ?? null))],
    [settingsTab.id, [[settings.allianceName.title, name, null, null]]],
  ]);
  const alliance = { kind: 'alliance', alliance: name, urn: null, school: null, startYear } as const;
  const statement = new Map([[yearlyStatementTab.id, statementRows(workingProtocols)]]);
  return [
    { fileName: `Alliance ${year}.xlsx`, sheets: newWorkbook(alliance, rows, names) },
    ...schools.map(({ urn, name: school }) => ({
      fileName: `${school} ${year}.xlsx`,
      sheets: newWorkbook({ kind: 'school', alliance: name, urn, school, startYear }, statement, names),
    })),
  ];
}
