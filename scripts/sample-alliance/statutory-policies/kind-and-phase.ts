import type { CellType } from '../../../sheets-schema/cells/cell.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { type SampleSchool, START_YEAR } from '../schools-and-people.ts';

/** What a school is by its row of *Schools*, so that its tabs begin as they would in a new workbook. */
export function kindAndPhase({ kind, phase }: SampleSchool) {
  const { kind: ofKind, phase: ofPhase } = schoolsTab.columns;
  return { kind: read(ofKind.cell, kind), phase: read(ofPhase.cell, phase) };
}

function read<T>(cell: CellType<T>, typed: string): T | null {
  const reading = cell.read(typed, { academicYear: START_YEAR, schools: null });
  return 'value' in reading ? reading.value : null;
}
