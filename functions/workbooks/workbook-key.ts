import type { WhoseWorkbook, WorkbookKind } from './define-workbook.ts';
import { allDeclared, allianceKind, schoolKind } from './kinds.ts';

/** Where a workbook's history is kept, such as `school-123456-2025`: it follows the workbook, whatever its file is called. */
export function workbookKey({ kind, urn, startYear }: WhoseWorkbook): string {
  return [kind.id, ...(urn === null ? [] : [urn]), startYear].join('-');
}

/** Whose workbook a key stands for; null for what is not the key of one. */
export function ownerOfKey(key: string, kinds: readonly WorkbookKind[] = allDeclared.kinds): WhoseWorkbook | null {
  for (const kind of kinds) {
    const [, urn, year] = kind.keyForm.exec(key) ?? [];
    if (year !== undefined) return { kind, urn: urn || null, startYear: Number(year) };
  }
  return null;
}

/** The key of the workbook with the alliance's own rows. */
export function allianceKey(startYear: number): string {
  return workbookKey({ kind: allianceKind, urn: null, startYear });
}

/** The key of the workbook with what a school gives and answers for. */
export function schoolKey({ urn, startYear }: { readonly urn: string; readonly startYear: number }): string {
  return workbookKey({ kind: schoolKind, urn, startYear });
}
