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

/** Whose workbook a key stands for; null for what is not the key of one. */
export function ownerOfKey(key: string): WhoseWorkbook | null {
  const [, urn, year] = /^(?:alliance|school-(\d+))-(\d{4})$/.exec(key) ?? [];
  if (year === undefined) return null;
  return { kind: urn === undefined ? 'alliance' : 'school', urn: urn ?? null, startYear: Number(year) };
}
