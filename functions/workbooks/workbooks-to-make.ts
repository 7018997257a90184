import { allianceName, yearBegins } from '../../sheets-schema/core-settings.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { EdgeError, type Workbooks } from '../edges/ports.ts';
import { academicYear } from '../figures/academic-year.ts';
import { inNameOrder, membersIn, type School } from '../figures/members.ts';
import type { WorkbookIdentity } from './define-workbook.ts';
import { identifyWorkbook } from './identify-workbook.ts';
import { allDeclared, type Declared, isSchools } from './kinds.ts';
import { newWorkbook } from './new-workbook.ts';
import { workbookKey } from './workbook-key.ts';

export interface WorkbookToMake {
  /** As `workbookKey` gives it. */
  readonly key: string;
  /** Such as "Elm Park High School 2026-27". */
  readonly name: string;
  readonly identity: WorkbookIdentity;
  /** Put together when it is made: most stand already. */
  readonly sheets: () => readonly NewSheet[];
  /** Whose it is: the coordinator's e-mail address, or that of the school's office; null where there is none. */
  readonly owner: string | null;
  /** The offices of the other schools, which a school's workbook is never for. */
  readonly others: readonly string[];
}

/** Makes a workbook where no file stands yet. The same workbook that stands there already was made by a round that was stopped. */
export async function makeOnce(workbooks: Workbooks, place: string, { key, sheets }: WorkbookToMake): Promise<string> {
  try {
    return await workbooks.create(place, sheets());
  } catch (error) {
    if (!(error instanceof EdgeError) || error.code !== 'not-allowed') throw error;
    const found = await workbooks.read(place).then(({ tabs }) => identifyWorkbook(tabs));
    if ('unknown' in found || workbookKey(found) !== key) throw error;
    return place;
  }
}

/** Members of the year by their names. */
export function membersByName(schools: readonly School[], settings: Settings, startYear: number): School[] {
  return inNameOrder(membersIn(schools, academicYear(startYear, settings.held(yearBegins).value)));
}

export function allianceWorkbook(
  identity: WorkbookIdentity,
  sheets: () => readonly NewSheet[],
  settings: Settings,
): WorkbookToMake {
  const { kind, startYear } = identity;
  const owner = kind.owner.addressIn(settings, null);
  return { key: workbookKey(identity), name: named(kind.called(null), startYear), identity, sheets, owner, others: [] };
}

/** The workbooks of an alliance's members in a year, by the schools' names. */
export function schoolWorkbooks(
  schools: readonly School[],
  settings: Settings,
  startYear: number,
  declared: Declared = allDeclared,
): WorkbookToMake[] {
  const members = membersByName(schools, settings, startYear);
  const alliance = settings.held(allianceName).value;
  const names = members.map(({ name }) => name);
  // Two of one name would share a file, or be taken for one another on a drive.
  const taken = declared.kinds
    .flatMap((kind) => (isSchools(kind) ? names.map((name) => kind.called(name)) : [kind.called(null)]))
    .map(inOneCase);
  const isTaken = (called: string) => taken.filter((other) => other === inOneCase(called)).length > 1;
  const ofSchools = declared.kinds.filter(isSchools);
  return members.flatMap((member) =>
    ofSchools.map((kind): WorkbookToMake => {
      const { urn, name } = member;
      const identity: WorkbookIdentity = { kind, alliance, urn, school: name, startYear };
      const called = kind.called(isTaken(kind.called(name)) ? `${urn} ${name}` : name);
      return {
        key: workbookKey(identity),
        name: named(called, startYear),
        identity,
        sheets: () => newWorkbook(identity, new Map(), names, settings, declared, member),
        owner: kind.owner.addressIn(settings, member),
        others: schools.flatMap((one) => (one.urn === urn ? [] : (kind.owner.addressIn(settings, one) ?? []))),
      };
    }),
  );
}

function inOneCase(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function named(whose: string, startYear: number): string {
  return `${whose} ${yearLabel(startYear).replace('/', '-')}`;
}
