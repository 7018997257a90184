import type { Store } from '../edges/ports.ts';
import type { School } from '../figures/members.ts';
import { numbersOf, schoolWith } from '../figures/school-numbers.ts';
import { readHead } from '../history/read-history.ts';
import type { WorkbookKind } from './define-workbook.ts';
import { workbookKey } from './workbook-key.ts';

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

/** Every number of the school with this one, this one first; it alone where *Schools* does not have it. */
export function numbersWith(schools: readonly School[], urn: string): readonly string[] {
  const school = schoolWith(schools, urn);
  return school === undefined ? [urn] : [...new Set([urn, ...numbersOf(school)])];
}
