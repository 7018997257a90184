import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../../functions/refusal.ts';
import { tidy } from '../../sheets-schema/cells/tidy.ts';
import { sameHeading } from '../../sheets-schema/find-headings.ts';
import { parseTab, typedText } from '../../sheets-schema/parse-tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { counted, fill, listed, listedUpTo } from '../../sheets-schema/wording.ts';
import type { ListedSchool } from './new-alliance.ts';

/** What the national register of schools, and many a list, calls the columns of *Schools*. */
const REGISTER_HEADINGS: Readonly<Record<string, string>> = {
  establishmentname: 'School',
  'establishmenttypegroup (name)': 'Kind of school',
  'typeofestablishment (name)': 'Kind of school',
  'phaseofeducation (name)': 'Phase',
  name: 'School',
  'school name': 'School',
  dfenumber: 'LA and school number',
  laestab: 'LA and school number',
  'establishmentstatus (name)': 'Status',
  email: 'Office e-mail',
  'e-mail': 'Office e-mail',
  'email address': 'Office e-mail',
  'e-mail address': 'Office e-mail',
  'office email': 'Office e-mail',
};
/** What the register says more exactly than the group that a school is counted in. */
const EXACT_KIND = /^\s*type/i;

export interface ListOfSchools {
  readonly schools: readonly ListedSchool[];
  /** What was found and what to do; the line it stands in, or null where it is about the list. */
  readonly remarks: readonly { readonly line: number | null; readonly says: string }[];
  /** What was left out or left blank though the list says something; nothing has to be mended. */
  readonly notes: readonly string[];
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
  const typedHeadings = records[headingsAt] ?? [];
  const headings = typedHeadings.map(ownHeading);
  const kindsAt = placesOf('Kind of school', headings).toSorted(
    (one, other) => Number(EXACT_KIND.test(typedHeadings[other]!)) - Number(EXACT_KIND.test(typedHeadings[one]!)),
  );
  const [statusAt = -1] = placesOf('Status', headings);
  const [phaseAt = -1] = placesOf('Phase', headings);
  const [kindAt = -1] = kindsAt;
  const typedKind = (record: readonly string[]) =>
    kindsAt.map((at) => tidy(record[at] ?? '')).find((typed) => typed !== '') ?? '';
  const typedPhase = (record: readonly string[]) => tidy(record[phaseAt] ?? '');
  const [nameAt = -1] = placesOf('School', headings);
  const closed: string[] = [];
  const rows = records.slice(headingsAt + 1).map((record) => {
    if (isBlank(record)) return [];
    if (CLOSED.test(tidy(record[statusAt] ?? ''))) {
      closed.push(typedText(record[nameAt] ?? ''));
      return [];
    }
    return headings.map((_, at) => {
      if (at === kindAt) return kindOf(typedKind(record));
      if (at === phaseAt && NOT_APPLICABLE.test(typedPhase(record))) return '';
      return record[at] ?? '';
    });
  });
  const first = headings.map((heading, at) =>
    (heading === 'Kind of school' ? at === kindAt : headings.indexOf(heading) === at) ? heading : '',
  );
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
  const leftBlank = (column: 'kind' | 'phase', typed: (record: readonly string[]) => string, counts: RegExp) => {
    const whose = parsed.rows.flatMap((row) => {
      const said = typed(records[row.rowNumber - 1]!);
      return row[column] === null && counts.test(said) ? [{ name: row.name, said: typedText(said) }] : [];
    });
    if (whose.length === 0) return [];
    const names = [...Map.groupBy(whose, ({ said }) => said)].map(
      ([said, schools]) => `${listed(schools.map(({ name }) => name))} (${said})`,
    );
    const { heading } = schoolsTab.columns[column];
    return [
      `${heading} left blank for ${counted(whose.length, 'school')}: ${names.join('; ')}. Pick one in Schools where one fits.`,
    ];
  };
  const unused = typedHeadings
    .filter((typed, at) => tidy(typed) !== '' && !isUsed(headings[at]!, headings.indexOf(headings[at]!) === at))
    .map(tidy);
  const notes = [
    ...(unused.length > 0 && schools.length > 0 ? [`Not used: ${listedUpTo(unused, MOST_HEADINGS)}.`] : []),
    ...(closed.length > 0 ? [`${counted(closed.length, 'closed school')} left out: ${listed(closed)}.`] : []),
    ...leftBlank('kind', typedKind, /./),
    ...leftBlank('phase', typedPhase, NOT_APPLICABLE),
  ];
  return { schools, remarks: [...remarks, ...doubled], notes, unusable: parsed.unusable.length + doubled.length };
}

/** Names that differ in capitals only would be taken for one another, and share a file on many computers. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

/** The register has more than a hundred. */
const MOST_HEADINGS = 8;
const CLOSED = /^closed/i;
/** What the register says of the phase of special schools and units. */
const NOT_APPLICABLE = /^(?:not applicable|n\/?a)$/i;
/** People put the phase into the kind: "community primary school". */
const PHASE_WORDS = /\b(?:nursery|first|lower|infants?|juniors?|primary|middle|secondary|high|upper)\b/gi;
const NO_CONTEXT = { academicYear: 2025, schools: null };

/** Blank where no kind of ours fits. */
function kindOf(typed: string): string {
  const { cell } = schoolsTab.columns.kind;
  for (const words of [typed, tidy(typed.replace(PHASE_WORDS, ' '))]) {
    const reading = words === '' ? null : cell.read(words, NO_CONTEXT);
    if (reading && 'value' in reading) return cell.show(reading.value, NO_CONTEXT);
  }
  return '';
}

/** As the tab *Schools* calls the column; what it has none for stays as typed. */
function ownHeading(typed: string): string {
  const ours = Object.values(schoolsTab.columns).find(({ heading }) => sameHeading(heading, typed));
  return ours?.heading ?? REGISTER_HEADINGS[tidy(typed).toLowerCase()] ?? typed;
}

/** The first column of a heading counts; of the kind of school each that the register has does. */
function isUsed(heading: string, isFirst: boolean): boolean {
  if (heading === 'Kind of school') return true;
  return isFirst && (heading === 'Status' || Object.values(schoolsTab.columns).some((one) => one.heading === heading));
}

function placesOf(heading: string, headings: readonly string[]): number[] {
  return headings.flatMap((one, at) => (one === heading ? [at] : []));
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
