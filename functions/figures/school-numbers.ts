import { type Payers, payersOf } from '../../sheets-schema/bank/payers.ts';
import type { SchoolNames } from '../../sheets-schema/cells/cell.ts';
import { listOfUrns, urnsIn } from '../../sheets-schema/cells/identifier.ts';
import { schoolNames, withoutFormerNames } from '../../sheets-schema/cells/school-names.ts';
import type { Row, Tab } from '../../sheets-schema/tab.ts';
import type { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import type { School } from './members.ts';

type SchoolsRow = Row<typeof schoolsTab>;

/** Years begin in September, or so near to it that nothing is lost by taking it for all. */
const BEGINS = '09-01';

/**
 * The rows of *Schools*, each under the number that its school had when the year began: so one that gets another number in the course of a
 * year is one school in all that is kept of the year. An earlier number is nobody's where two rows name it, and its own row's where it
 * has one. A former name in brackets is no part of the name.
 */
export function schoolsIn(typed: readonly SchoolsRow[], startYear: number): readonly School[] {
  const rows = typed.map((row) => underOneName(row, typed));
  if (rows.every(({ earlierUrns }) => earlierUrns === null)) return rows;
  const own = new Set(rows.map(({ urn }) => urn));
  const claims = new Map<string, Set<string>>();
  for (const { urn, earlierUrns } of rows)
    for (const number of urnsIn(earlierUrns)) claims.set(number, (claims.get(number) ?? new Set()).add(urn));
  return rows.map((row) => {
    const earlier = urnsIn(row.earlierUrns).filter((number) => !own.has(number) && claims.get(number)!.size === 1);
    const merged = { ...row, ...tookOver(row, rows), ...becamePartOf(row, rows) };
    if (earlier.length === 0) return { ...merged, earlierUrns: null };
    const isNew = row.urnSince !== null && row.urnSince >= `${startYear}-${BEGINS}`;
    // Numbers are given out in rising order: the highest is the last before the present one.
    return { ...merged, urn: isNew ? earlier.at(-1)! : row.urn, presentUrn: row.urn, earlierUrns: listOfUrns(earlier) };
  });
}

/** A former name that another member has now is that member's. */
function underOneName(row: SchoolsRow, all: readonly SchoolsRow[]): School {
  const { name, former } = withoutFormerNames(row.name);
  if (former.length === 0) return row;
  const isAnothers = (one: string) => all.some((other) => other !== row && 'urn' in namesOf([other]).find(one));
  return { ...row, name, otherNames: [row.name, ...former.filter((one) => !isAnothers(one))] };
}

/** Members of a row of their own that had left by the day from which a school has its number, which is one more for theirs. */
function tookOver({ urn, earlierUrns, urnSince }: SchoolsRow, rows: readonly SchoolsRow[]): Pick<School, 'tookOver'> {
  const numbers = urnsIn(earlierUrns).filter((number) => number !== urn);
  const others = rows.filter((other) => numbers.includes(other.urn) && hasLeftBy(other, urnSince));
  return others.length === 0 ? {} : { tookOver: others };
}

function becamePartOf(row: SchoolsRow, rows: readonly SchoolsRow[]): Pick<School, 'becamePartOf'> {
  const became = rows.find((other) => tookOver(other, rows).tookOver?.includes(row));
  return became ? { becamePartOf: became.urn } : {};
}

function hasLeftBy({ leftOn }: SchoolsRow, day: string | null): boolean {
  return leftOn !== null && day !== null && leftOn <= day;
}

/** Every number that a school goes by: the year's own first, then the present one, then those before, the newest first. */
export function numbersOf({ urn, presentUrn = urn, earlierUrns }: School): readonly string[] {
  return [...new Set([urn, presentUrn, ...urnsIn(earlierUrns).toReversed()])];
}

/** The school with a number, be it one that it no longer has. */
export function schoolWith(schools: readonly School[], number: string | null): School | undefined {
  return number === null ? undefined : schools.find((school) => numbersOf(school).includes(number));
}

/** By every name and number that schools go by; shown with the number that they have on a day, the present one unless told. */
export function namesOf(schools: readonly School[], day: string | null = null): SchoolNames {
  return schoolNames(
    schools.flatMap((school) => {
      const { urn, name, presentUrn = urn, otherNames = [] } = school;
      const numbers = [numberOn(school, day) ?? presentUrn, ...numbersOf(school)];
      return [name, ...otherNames].map((one) => ({ urn, name: one, numbers }));
    }),
  );
}

/** Who pays, by what stands at the bank: every name that a school goes by, and what it pays as. */
export function payersIn(schools: readonly School[]): Payers {
  return payersOf(
    schools.map(({ urn, name, otherNames = [], paysAs = null }) => ({ urn, names: [name, ...otherNames], paysAs })),
  );
}

/** Null where none is known for the day. */
function numberOn({ earlierUrns, urnSince }: School, day: string | null): string | null {
  if (day === null || urnSince === null || day >= urnSince) return null;
  return urnsIn(earlierUrns).at(-1) ?? null;
}

/** Rows as the year's records name schools: those that name one by another of its numbers name it by the year's. */
export function underNumbersOf(schools: readonly School[]): (tab: Tab, rows: readonly object[]) => readonly object[] {
  const inYear = numbersInYear(schools);
  if (inYear.size === 0) return (_, rows) => rows;
  return ({ columns }, rows) => {
    const ofSchools = Object.keys(columns).filter((column) => columns[column]!.cell.choices === 'schools');
    return rows.map((row) => {
      const cells = Object.entries(row) as [string, string][];
      const others = cells.filter(([column, number]) => ofSchools.includes(column) && inYear.has(number));
      if (others.length === 0) return row;
      return { ...row, ...Object.fromEntries(others.map(([column, number]) => [column, inYear.get(number)!])) };
    });
  };
}

/** By every other number of a school, the one under which the year's records have it. */
export function numbersInYear(schools: readonly School[]): ReadonlyMap<string, string> {
  return new Map(
    schools.flatMap((school) =>
      numbersOf(school)
        .slice(1)
        .map((number) => [number, school.urn] as const),
    ),
  );
}
