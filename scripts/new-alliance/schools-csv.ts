import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../../functions/refusal.ts';
import { parseTab, typedText } from '../../sheets-schema/parse-tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { fill } from '../../sheets-schema/wording.ts';
import type { ListedSchool } from './new-alliance.ts';

/** What the national register of schools calls the columns of *Schools*. */
const REGISTER_HEADINGS: Readonly<Record<string, string>> = {
  establishmentname: 'School',
  'establishmenttypegroup (name)': 'Kind of school',
  'typeofestablishment (name)': 'Kind of school',
  'phaseofeducation (name)': 'Phase',
  name: 'School',
  'school name': 'School',
  dfenumber: 'LA and school number',
  laestab: 'LA and school number',
};

export interface ListOfSchools {
  readonly schools: readonly ListedSchool[];
  /** What was found and what to do; the line it stands in, or null where it is about the list. */
  readonly remarks: readonly { readonly line: number | null; readonly says: string }[];
  /** How many lines cannot be used until they are mended. */
  readonly unusable: number;
}

/** Reads a list of schools by its headings, those of *Schools* or of the national register; says what it could not use. */
export function readSchoolsCsv(text: string, startYear: number): ListOfSchools {
  const firstLine = text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  return readSchools(cellsOf(text, separatorOf(firstLine)), startYear);
}

/** The same from rows of cells, the headings in the first that is not blank. */
export function readSchools(records: readonly (readonly string[])[], startYear: number): ListOfSchools {
  const headingsAt = records.findIndex((record) => !isBlank(record));
  const headings = (records[headingsAt] ?? []).map(
    (heading) => REGISTER_HEADINGS[heading.trim().toLowerCase()] ?? heading,
  );
  const kindAt = headings.indexOf('Kind of school');
  const phaseAt = headings.indexOf('Phase');
  const known = kindAt >= 0 ? headings : [...headings, 'Kind of school'];
  const rows = records.slice(headingsAt + 1).map((record) => {
    if (isBlank(record)) return [];
    const kind = kindOf(kindAt >= 0 ? (record[kindAt] ?? '') : '');
    const withPhase = record.map((cell, at) => (at === phaseAt ? phaseOf(cell) : cell));
    return kindAt >= 0 ? withPhase.map((cell, at) => (at === kindAt ? kind : cell)) : [...withPhase, kind];
  });
  const first = known.map((heading, at) => (known.indexOf(heading) === at ? heading : ''));
  const parsed = parseTab(
    schoolsTab,
    { title: schoolsTab.title, rows: [...Array<string[]>(Math.max(headingsAt, 0)).fill([]), first, ...rows] },
    { academicYear: startYear, schools: null },
  );
  const schools = parsed.rows.map((row): ListedSchool => {
    const shown = Object.entries(schoolsTab.columns).map(([id, { cell }]) => {
      const value = (row as unknown as Record<string, unknown>)[id];
      const show = cell.show as (value: unknown, context: object) => string;
      return [id, value === null ? null : show(value, { academicYear: startYear, schools: null })] as const;
    });
    return { ...Object.fromEntries(shown), urn: row.urn, name: row.name };
  });
  const remarks: ListOfSchools['remarks'][number][] = parsed.remarks.map(
    ({ message, remark, rowNumber, typed, column }) => {
      const heading = schoolsTab.columns[column as keyof typeof schoolsTab.columns].heading;
      const data = { ...remark.data, typed: typedText(typed), cell: heading, heading };
      return { line: rowNumber, says: fill(`${message.says} ${message.fix}`, data) };
    },
  );
  const missing = parsed.headings.missing.filter(({ column }) => column === 'urn' || column === 'name');
  if (missing.length > 0) {
    const says = `The list needs the headings URN and School. Its first line is: ${headings.join(', ') || 'blank'}.`;
    remarks.push({ line: null, says });
  }
  const doubled = parsed.rows.flatMap((row, at) => {
    const before = parsed.rows.slice(0, at).find(({ urn, name }) => urn === row.urn || sameName(name, row.name));
    if (!before) return [];
    return [
      { line: row.rowNumber, says: `the URN or the name of line ${before.rowNumber} again. Take one of the two out.` },
    ];
  });
  return { schools, remarks: [...remarks, ...doubled], unusable: parsed.unusable.length + doubled.length };
}

/** Names that differ in capitals only would be taken for one another, and share a file on many computers. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

const NO_CONTEXT = { academicYear: 2025, schools: null };

/** The register has many kinds, such as "Community special school": the last word that is one of ours decides; else it stays blank. */
function kindOf(typed: string): string {
  const { cell } = schoolsTab.columns.kind;
  for (const words of [typed, ...typed.split(/\s+/).reverse()]) {
    const reading = words === '' ? null : cell.read(words, NO_CONTEXT);
    if (reading && 'value' in reading) return cell.show(reading.value, NO_CONTEXT);
  }
  return '';
}

/** The register says "Not applicable" of special schools and units; what is no phase of ours stays blank. */
function phaseOf(typed: string): string {
  const reading = typed.trim() === '' ? null : schoolsTab.columns.phase.cell.read(typed, NO_CONTEXT);
  return reading !== null && 'problem' in reading && /^not applicable$/i.test(typed.trim()) ? '' : typed;
}

/** What stands between the cells of a list: the sign that its headings have most of. */
export function separatorOf(headings: string): string {
  const count = (sign: string) => headings.split(sign).length;
  return ['\t', ';'].find((sign) => count(sign) > count(',')) ?? ',';
}

/** Quotation marks inside a cell are part of it. @throws Refusal with the line, where one is left open. */
export function cellsOf(text: string, separator: string): string[][] {
  let linesRead = 0;
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      delimiter: separator,
      on_record(record: string[], { lines }) {
        linesRead = lines;
        return record;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const advice = `A quotation mark in line ${linesRead + 1} of the list is left open. Put another behind the cell, or take it out.`;
    throw new Refusal(advice, { cause });
  }
}
