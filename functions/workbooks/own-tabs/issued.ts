import type { NewSheet, OwnSheet, RawTab, SheetCell } from '../../../sheets-schema/sheet.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { ISSUED, OWN_IDS } from '../define-workbook.ts';
import { standsAlready } from './checks.ts';

/** A document that was made, as its register keeps it. */
export interface IssuedDocument {
  readonly number: string;
  readonly title: string;
  readonly school: string | null;
  readonly asOf: string;
  readonly issuedOn: string;
  readonly link: string;
  readonly replaces: string | null;
}

const COLUMNS: readonly { heading: string; width: number; show(document: IssuedDocument): string }[] = [
  { heading: 'Number', width: 16, show: ({ number }) => number },
  { heading: 'Document', width: 40, show: ({ title }) => title },
  { heading: 'School', width: 34, show: ({ school }) => school ?? 'All' },
  { heading: 'As of', width: 20, show: ({ asOf }) => longDate(asOf) },
  { heading: 'Made on', width: 20, show: ({ issuedOn }) => longDate(issuedOn) },
  { heading: 'Where it is', width: 60, show: ({ link }) => link },
  { heading: 'Replaces', width: 16, show: ({ replaces }) => replaces ?? '' },
];

export function newIssuedSheet(): NewSheet {
  return {
    id: OWN_IDS[ISSUED],
    title: ISSUED,
    purpose: 'own',
    columns: COLUMNS.map(({ heading, width }) => ({ heading, note: null, width, format: 'text', choices: null })),
    headings: true,
    rows: [],
  };
}

export function planIssued(
  current: RawTab | undefined,
  documents: readonly IssuedDocument[],
): { sheet: OwnSheet; changed: boolean } {
  const headings = COLUMNS.map(({ heading }): SheetCell => ({ value: heading, style: 'heading' }));
  const rows = documents.map((document) =>
    COLUMNS.map(({ show }): SheetCell => ({ value: show(document) || null, style: 'text' })),
  );
  const sheet: OwnSheet = { title: ISSUED, rows: [headings, ...rows], peoplesColumns: [] };
  return { sheet, changed: current !== undefined && !standsAlready(current, sheet) };
}
