import { urnsIn } from '../../sheets-schema/cells/identifier.ts';
import type { Row } from '../../sheets-schema/tab.ts';
import type { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import type { Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { numbersOf, schoolWith } from '../figures/school-numbers.ts';
import { readHead } from '../history/read-history.ts';
import type { WorkbookKind } from './define-workbook.ts';
import { schoolKey, workbookKey } from './workbook-key.ts';

/**
 * Under which keys a school's workbook of a year may be kept: that of the number it had when the year began, then those of every other. A
 * workbook keeps the key that it was made with; which school that is, only *Schools* says.
 */
export function keysOfSchool(kind: WorkbookKind, numbers: readonly string[], startYear: number): string[] {
  return numbers.map((urn) => workbookKey({ kind, urn, startYear }));
}

/**
 * The one of them that has a history: that of the first number, or else the only one. Null where there is none, and where there are several
 * of schools that became one since: none of those was this school.
 */
export async function keyKept(
  store: Store,
  kind: WorkbookKind,
  numbers: readonly string[],
  startYear: number,
): Promise<string | null> {
  const keys = keysOfSchool(kind, numbers, startYear);
  const heads = await Promise.all(keys.map((key) => readHead(store, key)));
  const kept = keys.filter((_, at) => heads[at] !== null);
  return kept.length === 1 || kept[0] === keys[0] ? (kept[0] ?? null) : null;
}

/**
 * Of the numbers in rows of *Schools* that name an earlier one, those under which a workbook of the year has a history. One school has one
 * such number.
 */
export async function numbersKept(
  store: Store,
  rows: readonly Row<typeof schoolsTab>[],
  startYear: number,
): Promise<ReadonlySet<string>> {
  const numbers = new Set(
    rows.flatMap(({ urn, earlierUrns }) => (earlierUrns === null ? [] : [urn, ...urnsIn(earlierUrns)])),
  );
  const kept = await Promise.all(
    [...numbers].map(async (urn) => ((await readHead(store, schoolKey({ urn, startYear }))) === null ? [] : urn)),
  );
  return new Set(kept.flat());
}

/** Every number of the school with this one, this one first; it alone where *Schools* does not have it. */
export function numbersWith(schools: readonly School[], urn: string): readonly string[] {
  const school = schoolWith(schools, urn);
  return school === undefined ? [urn] : [...new Set([urn, ...numbersOf(school)])];
}
