import type { Store } from '../edges/ports.ts';
import { academicYearOf, DAYS_TO_CLOSE, plusDays } from '../figures/academic-year.ts';
import { type KnownWorkbook, placesOfYear, workbooksOfYear } from './registry.ts';

/** The next year's books are made ready in summer. */
const DAYS_BEFORE = 62;

/** Spreadsheets of the academic years that are going on, ending or about to begin. */
export async function presentPlaces(registry: Store, today: string): Promise<string[]> {
  const places: string[] = [];
  for (const year of presentYears(today)) places.push(...(await placesOfYear(registry, year)));
  return places;
}

/** The workbooks of one alliance among them. */
export async function presentWorkbooks(
  registry: Store,
  alliance: string,
  today: string,
): Promise<Pick<KnownWorkbook, 'place' | 'workbook'>[]> {
  const workbooks: Pick<KnownWorkbook, 'place' | 'workbook'>[] = [];
  for (const year of presentYears(today)) workbooks.push(...(await workbooksOfYear(registry, year, alliance)));
  return workbooks;
}

function presentYears(today: string): ReadonlySet<number> {
  return new Set([-DAYS_TO_CLOSE, 0, DAYS_BEFORE].map((days) => academicYearOf(plusDays(today, days)).startYear));
}
