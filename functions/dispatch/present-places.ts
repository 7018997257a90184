import type { Store } from '../edges/ports.ts';
import { academicYearOf, DAYS_TO_CLOSE, plusDays } from '../figures/academic-year.ts';
import { placesOfYear } from './registry.ts';

/** The next year's books are made ready in summer. */
const DAYS_BEFORE = 62;

/** Spreadsheets of the academic years that are going on, ending or about to begin. */
export async function presentPlaces(registry: Store, today: string): Promise<string[]> {
  const years = [-DAYS_TO_CLOSE, 0, DAYS_BEFORE].map((days) => academicYearOf(plusDays(today, days)).startYear);
  const places: string[] = [];
  for (const year of new Set(years)) places.push(...(await placesOfYear(registry, year)));
  return places;
}
