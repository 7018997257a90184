import type { WorkbookKind } from '../../sheets-schema/tab.ts';

interface WhoseWorkbook {
  readonly kind: WorkbookKind;
  readonly urn: string | null;
  readonly startYear: number;
}

/** Where a workbook's history is kept: it follows the workbook, whatever its file is called. */
export function workbookKey({ kind, urn, startYear }: WhoseWorkbook): string {
  return kind === 'alliance' ? `alliance-${startYear}` : `school-${urn}-${startYear}`;
}
