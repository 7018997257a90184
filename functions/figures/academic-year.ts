import { yearBegins } from '../../sheets-schema/core-settings.ts';
import { yearLabel } from '../../sheets-schema/wording.ts';

/** The school year as the alliance counts it: 1 September to 31 August unless *Settings* say otherwise. Days are inclusive. */
export interface AcademicYear {
  readonly startYear: number;
  /** "2025/26". */
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

export function academicYear(startYear: number, begins = yearBegins.unset): AcademicYear {
  return {
    startYear,
    label: yearLabel(startYear),
    from: `${startYear}-${begins}`,
    to: plusDays(`${startYear + 1}-${begins}`, -1),
  };
}

export function academicYearOf(date: string, begins = yearBegins.unset): AcademicYear {
  const calendarYear = Number(date.slice(0, 4));
  return academicYear(date.slice(5) >= begins ? calendarYear : calendarYear - 1, begins);
}

/** A year's books are closed in the autumn after it. */
export const DAYS_TO_CLOSE = 122;

export function isWithin(date: string, span: { readonly from: string; readonly to: string }): boolean {
  return date >= span.from && date <= span.to;
}

/** The date of a day and month ("11-30") that falls inside the year. */
export function dayInYear(year: AcademicYear, dayAndMonth: string): string {
  const inFirst = `${year.startYear}-${dayAndMonth}`;
  return inFirst >= year.from ? inFirst : `${year.startYear + 1}-${dayAndMonth}`;
}

const DAY = 86_400_000;

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** Whole days from one date to the other; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
