import { parse } from 'csv-parse/sync';
import { readPdf } from '../support/read-pdf.ts';

/** A table as it is attached to a document. */
export interface PrintedTable {
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a reader finds in a document: its words, and its tables. */
export interface Printed {
  readonly text: string;
  readonly tables: readonly PrintedTable[];
}

export async function readPrinted(bytes: Uint8Array): Promise<Printed> {
  const { text, attachments } = await readPdf(bytes);
  return { text: plain(text), tables: tablesIn(attachments.get('figures.csv') ?? '') };
}

/** Tables stand one below the other with an empty line between: a caption, the headings, the rows. */
function tablesIn(csv: string): PrintedTable[] {
  const lines: string[][] = parse(plain(csv.replace(/^\uFEFF/, '')), {
    relax_column_count: true,
    skip_empty_lines: false,
  });
  const isEmpty = (line: readonly string[]) => line.every((cell) => cell === '');
  const tables: string[][][] = [[]];
  for (const line of lines) {
    if (isEmpty(line)) tables.push([]);
    else tables.at(-1)!.push(line);
  }
  return tables
    .filter((table) => table.length > 1)
    .map(([caption, headings, ...rows]) => ({ caption: caption![0]!, headings: headings!, rows }));
}

/** Spaces that only keep words together are spaces. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
}
