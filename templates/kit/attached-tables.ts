import type { Cell, Table } from './table.ts';
import type { Attachment } from './tagged-pdf.ts';

/** The tables that a document printed, for a spreadsheet: what they hold is what people see. Null where none has a row. */
export function figuresOf(tables: readonly Table[]): Attachment | null {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  return filled.length === 0 ? null : csvFile('figures.csv', 'The figures in this document', filled);
}

/** A snapshot that a document was made from. */
export interface SnapshotUsed {
  readonly of: 'alliance' | 'school';
  readonly academicYear: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/**
 * Every snapshot that a document was made from, where there are more than the alliance's of the year. It goes wherever the document goes, so it names no
 * school, nor does the order tell which is whose.
 */
export function snapshotsOf(alliance: SnapshotUsed, others: readonly SnapshotUsed[]): Attachment | null {
  if (others.length === 0) return null;
  const sorted = [...others].sort((one, other) =>
    one.of === other.of ? (one.hash < other.hash ? -1 : 1) : one.of === 'alliance' ? -1 : 1,
  );
  const caption = 'The snapshots from which this document was made';
  return csvFile('snapshots.csv', caption, [
    {
      caption,
      columns: [{ heading: 'Records of' }, { heading: 'Academic year' }, { heading: 'Snapshot' }],
      rows: [
        [RECORDS_OF[alliance.of], alliance.academicYear, alliance.hash],
        ...sorted.map(({ of, academicYear, hash }) => [RECORDS_OF[of], academicYear, hash]),
      ],
    },
  ]);
}

const RECORDS_OF = { alliance: 'The alliance', school: 'A school' } as const;

type AttachedTable = Pick<Table, 'caption' | 'rows'> & {
  readonly columns: readonly Pick<Table['columns'][number], 'heading' | 'unit'>[];
};

function csvFile(name: string, description: string, tables: readonly AttachedTable[]): Attachment {
  const lines = tables.flatMap(({ caption, columns, rows }) => [
    [caption],
    columns.map(({ heading, unit }) => (unit === undefined ? heading : `${heading} (${unit})`)),
    ...rows.map((row) => row.map(attachedIn)),
    [],
  ]);
  const text = lines.map((line) => line.map(csvCell).join(',')).join('\r\n');
  return { name, mimeType: 'text/csv', bytes: new TextEncoder().encode(text), description };
}

const attachedIn = (cell: Cell) => (typeof cell === 'string' ? cell : cell.attached);

/** Quoted where it must be; what a spreadsheet would take for a formula is given an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
