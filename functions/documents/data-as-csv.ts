interface Attached {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly description: string;
}

/** The tables of a document's data as one CSV file, to be attached to it. Null for a document without figures. */
export function dataAsCsv(data: unknown): Attached | null {
  const lines: string[][] = [];
  for (const [name, value] of Object.entries(data as Record<string, unknown>)) {
    if (isTable(value) && name !== 'chapters') lines.push([name], ...tableLines(value), []);
    else if (isNamedTables(value)) {
      for (const [part, table] of Object.entries(value))
        if (isTable(table)) lines.push([`${name} ${part}`], ...tableLines(table), []);
    }
  }
  if (lines.length === 0) return null;
  const text = lines.map((line) => line.map(csvCell).join(',')).join('\r\n');
  return {
    name: 'figures.csv',
    mimeType: 'text/csv',
    bytes: new TextEncoder().encode(text),
    description: 'The figures in this document',
  };
}

type Table = readonly Readonly<Record<string, unknown>>[];

function isTable(value: unknown): value is Table {
  return Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null);
}

function isNamedTables(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Columns kept in pence, which a reader expects in pounds. */
const MONEY = ['due', 'paid', 'refunded', 'outstanding', 'overpaid', 'balance'];

function tableLines(table: Table): string[][] {
  const columns = Object.keys(table[0]!);
  const headings = columns.map((column) => (MONEY.includes(column) ? `${column} (£)` : column));
  const cell = (column: string, value: unknown) =>
    MONEY.includes(column) && typeof value === 'number' ? (value / 100).toFixed(2) : cellText(value);
  return [headings, ...table.map((row) => columns.map((column) => cell(column, row[column])))];
}

/** A figure as it is printed: a hidden one stays hidden in the attachment. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const figure = value as { text?: string; symbol?: string };
  return figure.symbol ?? figure.text ?? '';
}

/** Quoted where it must be; what a spreadsheet would take for a formula is given an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
