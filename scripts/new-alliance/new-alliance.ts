import { asFileName } from '../../functions/edges/local/file-names.ts';
import { academicYear } from '../../functions/figures/academic-year.ts';
import type { School } from '../../functions/figures/members.ts';
import type { Pack } from '../../functions/protocols/pack.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, allianceKind } from '../../functions/workbooks/kinds.ts';
import { asSheet, newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { settingsRows } from '../../functions/workbooks/settings-rows.ts';
import { allianceWorkbook, schoolWorkbooks, type WorkbookToMake } from '../../functions/workbooks/workbooks-to-make.ts';
import { allianceName, coordinatorEmail, yearBegins } from '../../sheets-schema/core-settings.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { type Settings, settingsFor } from '../../sheets-schema/setting.ts';
import type { NewSheet, RawCell } from '../../sheets-schema/sheet.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { longDate } from '../../sheets-schema/wording.ts';

/** A school as the list gave it: a row of *Schools*, by column. */
export type ListedSchool = Readonly<Record<string, RawCell>> & { readonly urn: string; readonly name: string };

export interface AllianceWanted {
  readonly name: string;
  readonly startYear: number;
  readonly schools: readonly ListedSchool[];
  /** What the schools signed. */
  readonly adopted: readonly Pack[];
  /** The coordinator's e-mail address. */
  readonly coordinator: string | null;
}

/** The workbooks of a new alliance: its own, and one for each member that has not left, in the order of their names. */
export function newAlliance(wanted: AllianceWanted, asOf: string): readonly [WorkbookToMake, ...WorkbookToMake[]] {
  const { startYear } = wanted;
  const settings = settingsOf(wanted);
  const written = (name: string) => asFileName(`${name}.xlsx`);
  const none = withoutWorkbook(wanted, asOf).map(({ urn }) => urn);
  const members = schoolWorkbooks(schoolsOf(wanted), settings, startYear, { written });
  return [newAllianceWorkbook(wanted), ...members.filter(({ identity: { urn } }) => !none.includes(urn!))];
}

/** The schools of the list that get no workbook of the year, with why. */
export function withoutWorkbook(
  wanted: AllianceWanted,
  asOf: string,
): readonly { readonly urn: string; readonly says: string }[] {
  const { from, to } = academicYear(wanted.startYear, settingsOf(wanted).held(yearBegins).value);
  return schoolsOf(wanted).flatMap(({ urn, name, joinedOn, leftOn }) => {
    if (leftOn !== null && (leftOn < asOf || leftOn < from))
      return [{ urn, says: `${name} gets no workbook: it left on ${longDate(leftOn)}.` }];
    if (joinedOn !== null && joinedOn > to)
      return [{ urn, says: `${name} gets no workbook of this year: it joins on ${longDate(joinedOn)}.` }];
    return [];
  });
}

/** The alliance's own workbook alone, from whose tabs the schools' can be made. */
export function newAllianceWorkbook(wanted: AllianceWanted): WorkbookToMake {
  return allianceWorkbook(identityOf(wanted), async () => ownSheets(wanted), settingsOf(wanted));
}

function identityOf({ name, startYear }: AllianceWanted): WorkbookIdentity {
  return { kind: allianceKind, alliance: name, urn: null, school: null, startYear };
}

/** The rows of *Schools*, as a person would have typed them. */
function schoolRows({ schools }: AllianceWanted): RawCell[][] {
  return schools.map((school) => Object.keys(schoolsTab.columns).map((column) => school[column] ?? null));
}

/** The schools as the alliance's workbook will have them. */
function schoolsOf(wanted: AllianceWanted): readonly School[] {
  const typed = asSheet(schoolsTab, schoolRows(wanted));
  return parseTab(schoolsTab, typed, { academicYear: wanted.startYear, schools: null }).rows;
}

function ownSheets(wanted: AllianceWanted): NewSheet[] {
  const { schools } = wanted;
  const rows = new Map<string, RawCell[][]>([
    [schoolsTab.id, schoolRows(wanted)],
    [
      settingsTab.id,
      settingsRows(
        decidedFor(wanted).map(({ title, value }) => ({ setting: title, value })),
        wanted.startYear,
        allDeclared,
      ),
    ],
  ]);
  return newWorkbook(
    identityOf(wanted),
    rows,
    schools.map((school) => school.name),
    settingsOf(wanted),
  );
}

function settingsOf(wanted: AllianceWanted): Settings {
  return settingsFor(decidedFor(wanted), wanted.startYear, VERSIONS.workbooks);
}

/** Nobody gets a promise that was not signed: what was, *Settings* says first. */
function decidedFor({ name, adopted, coordinator }: AllianceWanted) {
  const decided = [
    ...adopted.map(({ adoptedBy }) => ({ ...adoptedBy, value: 'Yes' })),
    { ...allianceName, value: name },
    { ...coordinatorEmail, value: coordinator },
  ];
  return decided
    .filter(({ value }) => value !== null)
    .map(({ id, title, value }) => ({ setting: id, title, value, fromYear: null }));
}
