import { allianceName, yearBegins } from '../../sheets-schema/core-settings.ts';
import type { Settings } from '../../sheets-schema/setting.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import type { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';
import { EdgeError, type Workbooks } from '../edges/ports.ts';
import { academicYear } from '../figures/academic-year.ts';
import { inNameOrder, type Membership, membersIn, type School } from '../figures/members.ts';
import { type SchoolCalendar, schoolCalendar } from '../figures/school-calendar.ts';
import { numbersOf } from '../figures/school-numbers.ts';
import type { WorkbookIdentity } from './define-workbook.ts';
import { identifyWorkbook } from './identify-workbook.ts';
import { keysOfSchool } from './keys-of-school.ts';
import { allDeclared, type Declared, isSchools } from './kinds.ts';
import { type FirstRows, newWorkbook } from './new-workbook.ts';
import { workbookKey } from './workbook-key.ts';

export interface WorkbookToMake {
  /** As `workbookKey` gives it. */
  readonly key: string;
  /** As which it may stand, made when its school had another number or to have one: its own first. */
  readonly keys: readonly string[];
  /** Such as "Elm Park High School 2026-27". */
  readonly name: string;
  readonly identity: WorkbookIdentity;
  /** Put together when it is made: most stand already. */
  readonly sheets: () => Promise<readonly NewSheet[]>;
  /** What the alliance decided for its year. */
  readonly settings: Settings;
  /** A letter to the school's office goes with it. One letter speaks of all that a school has. */
  readonly hasLetter: boolean;
  /** When its school is a member; null in what is the alliance's. */
  readonly member: Membership | null;
  /** The days of its school, as far as they are typed. */
  readonly calendar: SchoolCalendar;
  /** Whose it is: the coordinator's e-mail address, or that of the school's office; null where there is none. */
  readonly owner: string | null;
  /** The names of the other members, of which a school's folder is none; nobody's where it is the alliance's. */
  readonly otherNames: readonly string[];
  /** The offices of the other schools, which a school's workbook is never for. */
  readonly others: readonly string[];
}

/** Makes a workbook where no file stands yet. The same workbook that stands there already was made by a round that was stopped. */
export async function makeOnce(workbooks: Workbooks, place: string, { key, sheets }: WorkbookToMake): Promise<string> {
  try {
    return await workbooks.create(place, await sheets());
  } catch (error) {
    if (!(error instanceof EdgeError) || error.code !== 'not-allowed') throw error;
    if ((await keyOfWhatStands(workbooks, place)) !== key) throw error;
    return place;
  }
}

/** Null for what is no workbook of ours, or cannot be read. */
async function keyOfWhatStands(workbooks: Workbooks, place: string): Promise<string | null> {
  try {
    const found = identifyWorkbook((await workbooks.read(place)).tabs);
    return 'unknown' in found ? null : workbookKey(found);
  } catch (error) {
    if (error instanceof EdgeError) return null;
    throw error;
  }
}

/** Members of the year by their names. */
export function membersByName(schools: readonly School[], settings: Settings, startYear: number): School[] {
  return inNameOrder(membersIn(schools, academicYear(startYear, settings.held(yearBegins).value)));
}

export function allianceWorkbook(
  identity: WorkbookIdentity,
  sheets: WorkbookToMake['sheets'],
  settings: Settings,
): WorkbookToMake {
  const { kind, startYear } = identity;
  return {
    key: workbookKey(identity),
    keys: [workbookKey(identity)],
    name: named(kind.called(null), startYear),
    identity,
    sheets,
    settings,
    hasLetter: false,
    member: null,
    calendar: schoolCalendar([], null),
    owner: kind.owner.addressIn(settings, null),
    otherNames: [],
    others: [],
  };
}

interface HowSchoolsAreMade {
  /** All that is declared, unless told. */
  readonly declared?: Declared;
  /** How a name is written where the workbooks stand: two that are written alike are told apart by their URNs. As it is, unless told. */
  readonly written?: (name: string) => string;
  /** The rows of the year's *Calendar*: none, unless told. */
  readonly calendar?: readonly Row<typeof calendarTab>[];
  /** The rows a workbook begins with besides the usual ones: none, unless told. */
  readonly first?: (identity: WorkbookIdentity) => Promise<FirstRows>;
}

/** The workbooks of an alliance's members in a year, by the schools' names. */
export function schoolWorkbooks(
  schools: readonly School[],
  settings: Settings,
  startYear: number,
  {
    declared = allDeclared,
    written = (name) => name,
    calendar = [],
    first = async () => new Map(),
  }: HowSchoolsAreMade = {},
): WorkbookToMake[] {
  const members = membersByName(schools, settings, startYear);
  const alliance = settings.held(allianceName).value;
  const names = members.map(({ name }) => name);
  // Two of one name would share a file, or be taken for one another on a drive.
  const taken = declared.kinds
    .flatMap((kind) => (isSchools(kind) ? names.map((name) => kind.called(name)) : [kind.called(null)]))
    .map((called) => inOneCase(written(called)));
  const isTaken = (called: string) => taken.filter((other) => other === inOneCase(written(called))).length > 1;
  const ofSchools = declared.kinds.filter(isSchools);
  return members.flatMap((member) =>
    ofSchools.map((kind, at): WorkbookToMake => {
      const { urn, name } = member;
      const identity: WorkbookIdentity = { kind, alliance, urn, school: name, startYear };
      const called = kind.called(isTaken(kind.called(name)) ? `${urn} ${name}` : name);
      return {
        key: workbookKey(identity),
        keys: keysOfSchool(kind, numbersOf(member), startYear),
        name: named(called, startYear),
        identity,
        sheets: async () => newWorkbook(identity, await first(identity), names, settings, declared, member),
        settings,
        hasLetter: at === 0,
        member,
        calendar: schoolCalendar(calendar, urn),
        owner: kind.owner.addressIn(settings, member),
        otherNames: members.flatMap((one) => (one.urn === urn ? [] : one.name)),
        others: schools.flatMap((one) => (one.urn === urn ? [] : (kind.owner.addressIn(settings, one) ?? []))),
      };
    }),
  );
}

/** A name as it is held against another: two that differ in capitals alone share a file on many computers. */
export function inOneCase(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function named(whose: string, startYear: number): string {
  return `${whose} ${yearLabel(startYear).replace('/', '-')}`;
}
