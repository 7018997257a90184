import type { SchoolCalendar } from '../../functions/figures/school-calendar.ts';
import type { Pack } from '../../functions/protocols/pack.ts';
import type { PlannedMistake } from './make-mistakes.ts';
import type { SampleSchool } from './schools-and-people.ts';
import type { SeededNumbers } from './seeded-numbers.ts';
import type { TypedIn } from './typed-rows.ts';

/** What the sample has of a pack. */
export interface SamplePart {
  readonly pack: Pack;
  /** What people typed in the alliance's workbook. */
  readonly alliance: readonly TypedIn[];
  /** What a school's office typed in its own. */
  school(school: SampleSchool, calendar: SchoolCalendar, numbers: SeededNumbers): readonly TypedIn[];
  /** What people mistyped, forgot or let slip, and the finding each must raise. */
  readonly mistakes: {
    readonly alliance: readonly PlannedMistake[];
    /** By the name of the school whose workbook it is. */
    readonly schools: Readonly<Record<string, readonly PlannedMistake[]>>;
  };
}
