import { letterToTheOfficeData } from '../../functions/documents/letter-to-the-office-data.ts';
import { asFileName } from '../../functions/edges/local/alliance-folder.ts';
import { academicYear } from '../../functions/figures/academic-year.ts';
import type { Pack } from '../../functions/protocols/pack.ts';
import type { WorkbookIdentity, WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, allianceKind, isSchools, kinds } from '../../functions/workbooks/kinds.ts';
import { asSheet, newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { settingsRows } from '../../functions/workbooks/settings-rows.ts';
import { allianceWorkbook, type WorkbookToMake } from '../../functions/workbooks/workbooks-to-make.ts';
import { allianceName, coordinatorEmail } from '../../sheets-schema/core-settings.ts';
import { parseTab } from '../../sheets-schema/parse-tab.ts';
import { settingsFor } from '../../sheets-schema/setting.ts';
import type { NewSheet, RawCell } from '../../sheets-schema/sheet.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import type { LetterToTheOfficeData } from '../../templates/letter-to-the-office.document.ts';

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

/** A workbook to be made; a school's with the letter that goes with it. */
export interface NewFile {
  /** Without its ending. */
  readonly stem: string;
  readonly sheets: NewSheet[];
  readonly letter: LetterToTheOfficeData | null;
}

/** The workbooks of a new alliance: its own, and one for each school with a letter to the office, written on a day. */
export function newAlliance(wanted: AllianceWanted, writtenOn: string): NewFile[] {
  const { name, startYear, schools } = wanted;
  const names = schools.map((school) => school.name);
  const held = settingsFor(decidedFor(wanted), startYear);
  const asRead = { academicYear: startYear, schools: null };
  const members = parseTab(schoolsTab, asSheet(schoolsTab, rowsOfSchools(schools)), asRead).rows;
  const memberOf = (urn: string) => members.find((member) => member.urn === urn) ?? null;
  const books = schools.flatMap(({ urn, name: school }) =>
    kinds.filter(isSchools).map((kind) => ({ kind, urn, school })),
  );
  const [own, ...stems] = fileStems(startYear, books);
  return [
    { stem: own!, sheets: ownSheets(wanted), letter: null },
    ...books.map(({ kind, urn, school }, at) => ({
      stem: stems[at]!,
      sheets: newWorkbook(
        { kind, alliance: name, urn, school, startYear },
        new Map(),
        names,
        held,
        allDeclared,
        memberOf(urn),
      ),
      // One letter speaks of all that a school has.
      letter:
        books[at - 1]?.urn === urn ? null : letterToTheOfficeData(school, held, academicYear(startYear), writtenOn),
    })),
  ];
}

/** The alliance's own workbook alone, from whose tabs the schools' can be made. */
export function newAllianceWorkbook(wanted: AllianceWanted): WorkbookToMake {
  return allianceWorkbook(
    identityOf(wanted),
    async () => ownSheets(wanted),
    settingsFor(decidedFor(wanted), wanted.startYear),
  );
}

function identityOf({ name, startYear }: AllianceWanted): WorkbookIdentity {
  return { kind: allianceKind, alliance: name, urn: null, school: null, startYear };
}

function ownSheets(wanted: AllianceWanted): NewSheet[] {
  const { schools } = wanted;
  const rows = new Map<string, RawCell[][]>([
    [schoolsTab.id, rowsOfSchools(schools)],
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
    settingsFor(decidedFor(wanted), wanted.startYear),
  );
}

function rowsOfSchools(schools: readonly ListedSchool[]): RawCell[][] {
  return schools.map((school) => Object.keys(schoolsTab.columns).map((column) => school[column] ?? null));
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

/** The alliance's file and each of a school, by its name; where two would be one on some computers, with its URN before it. */
function fileStems(
  startYear: number,
  books: readonly { readonly kind: WorkbookKind; readonly urn: string; readonly school: string }[],
): string[] {
  const year = yearLabel(startYear).replace('/', '-');
  const stemOf = (name: string) => asFileName(`${name} ${year}.xlsx`).slice(0, -'.xlsx'.length);
  const inOneCase = (stem: string) => stem.normalize('NFKC').toLowerCase();
  const plain = [allianceKind.called(null), ...books.map(({ kind, school }) => kind.called(school))].map(stemOf);
  const shared = (stem: string) => plain.filter((other) => inOneCase(other) === inOneCase(stem)).length > 1;
  return plain.map((stem, at) => {
    const book = books[at - 1];
    return book && shared(stem) ? stemOf(book.kind.called(`${book.urn} ${book.school}`)) : stem;
  });
}
