import { Refusal } from '../../functions/refusal.ts';
import { tidy } from '../../sheets-schema/cells/tidy.ts';
import type { ListedSchool } from './new-alliance.ts';
import { cellsOf, readSchools, sameName, separatorOf } from './schools-csv.ts';

/** Schools as they are typed or pasted, a line each. */
export interface TypedSchools {
  /** Where a table is pasted: its line of headings, which says what the cells below are. */
  readonly headings: string | null;
  readonly schools: readonly ListedSchool[];
}

/** A line taken into the list; where something about it cannot be used, what it is and what to do. */
export interface TakenLine {
  readonly list: TypedSchools;
  readonly says: string | null;
}

const NUMBERING = /^\s*(?:[•*·–—-]|\d{1,2}[.)])\s+/;
const TAKE_OUT = /^\s*[–—-]\s*(\d{6})\s*$/;
const ADDRESS = /(?:mailto:)?[^\s,;:|<>()"']+@[^\s,;:|<>()"']*/gi;
const URN = /(?<![\p{L}\d/])(?:urn(?: ?(?:no\.?|number))?[ :.=#]*)?(\d{6})(?![\p{L}\d/])(?: ?\(urn\))?/giu;
const SEPARATORS_AROUND = /^[\s,;:|<>)\]–—-]+|[\s,;:|<>([–—-]+$/g;
const QUOTED_CELL = /^\s*"[^"]*"\s*[,;]|[,;]\s*"[^"]*"\s*(?:[,;]|$)/;

/**
 * Understands one line: "URN name", "name URN", with spaces, commas or tabs between, an e-mail address of the office or none; or
 * a row of a table whose headings were pasted first. A URN that is in the list already corrects that school; "- URN" takes it out.
 */
export function takeLine(list: TypedSchools, line: string, startYear: number): TakenLine {
  if (tidy(line) === '') return { list, says: null };
  const [, goes] = TAKE_OUT.exec(line) ?? [];
  if (goes !== undefined) return takeOut(list, goes);
  if (isHeadings(line))
    return quotedCells(line) === null ? { list, says: LEFT_OPEN } : { list: { ...list, headings: line }, says: null };
  const inTable = list.headings !== null && line.includes(separatorOf(list.headings));
  const table = inTable ? pastedRow(list.headings, line) : typedRow(line, list);
  if ('says' in table) return { list, says: table.says };
  const { schools, remarks, notes } = readSchools(table.rows, startYear);
  const school = schools[0];
  const sentences = (school ? remarks : remarks.slice(0, 1)).map((remark) => remark.says);
  const says = [...sentences, ...notes].join(' ') || null;
  if (!school) return { list, says };
  const namesake = list.schools.find(({ urn, name }) => urn !== school.urn && sameName(name, school.name));
  if (namesake) {
    const both = `${school.urn} would have the name of ${namesake.urn}.`;
    return { list, says: `${both} Add what tells them apart, such as the town.` };
  }
  return { list: { ...list, schools: withSchool(list.schools, school) }, says };
}

/** In place of the school with its URN, whose address it keeps if it brings none; or else as the last. */
export function withSchool(schools: readonly ListedSchool[], school: ListedSchool): ListedSchool[] {
  const at = schools.findIndex(({ urn }) => urn === school.urn);
  if (at < 0) return [...schools, school];
  const officeEmail = school['officeEmail'] ?? schools[at]!['officeEmail'] ?? null;
  return schools.with(at, { ...school, officeEmail });
}

function takeOut(list: TypedSchools, urn: string): TakenLine {
  const schools = list.schools.filter((school) => school.urn !== urn);
  if (schools.length < list.schools.length) return { list: { ...list, schools }, says: null };
  return { list, says: `${urn} is not in the list, so there is nothing to take out.` };
}

function isHeadings(line: string): boolean {
  const cells = line.split(separatorOf(line)).map((cell) => tidy(cell).replaceAll('"', '').toLowerCase());
  return cells.length > 1 && cells.includes('urn');
}

type Table = { readonly rows: readonly (readonly string[])[] } | { readonly says: string };

const LEFT_OPEN = 'A quotation mark is left open. Type the line again.';

function pastedRow(headings: string, line: string): Table {
  const separator = separatorOf(headings);
  const [above, row] = [quotedCells(headings), quotedCells(line, separator)];
  return above === null || row === null ? { says: LEFT_OPEN } : { rows: [above, row] };
}

/** What is neither the URN nor an address is the name; where more than that is left, nobody guesses. */
function typedRow(line: string, list: TypedSchools): Table {
  const typed = line.replace(NUMBERING, '');
  const cells = typed.includes('\t') ? typed.split('\t') : QUOTED_CELL.test(typed) ? quotedCells(typed) : [typed];
  if (cells === null) return { says: LEFT_OPEN };
  const urns: string[] = [];
  const addresses: string[] = [];
  const rest = cells.flatMap((cell) =>
    tidy(cell)
      .replace(ADDRESS, (address) => taken(addresses, address.replace(/^mailto:/i, '')))
      .replace(URN, (_, urn: string) => taken(urns, urn))
      .split('\t')
      .map((part) => unquoted(part.replace(SEPARATORS_AROUND, '')))
      .filter((part) => part !== ''),
  );
  if (urns.length > 1) return { says: 'There are two URNs in that line. Type a line for each school.' };
  if (addresses.length > 1) return { says: 'There are two e-mail addresses in that line. Keep the office’s.' };
  if (rest.length > 1) {
    return { says: 'There is more in that line than a URN, a name and an e-mail address. Type only these, URN first.' };
  }
  const [urn = urnLike(rest[0] ?? '')] = urns;
  if (urn === null) return { says: 'There is no URN in that line. Type the six figures of the URN, then the name.' };
  const name = urns.length > 0 ? (rest[0] ?? '') : (rest[0] ?? '').replace(urn, '').trim();
  const known = list.schools.find((school) => school.urn === urn);
  if (name === '' && addresses.length === 0) return { says: `${urn} has no name. Type the URN, then the name.` };
  const row = [urn, name === '' ? (known?.name ?? '') : name, addresses[0] ?? ''];
  return { rows: [['URN', 'School', 'Office e-mail'], row] };
}

/** Takes a part out of a line and leaves a mark in its place. */
function taken(parts: string[], part: string): string {
  parts.push(part);
  return '\t';
}

/** Null where a quotation mark is left open. */
function quotedCells(line: string, separator = separatorOf(line)): string[] | null {
  if (line.split('"').length % 2 === 0) return null;
  try {
    return cellsOf(line, separator)[0] ?? [];
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function unquoted(text: string): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}

/** What was probably meant as the URN, so that what is wrong with it can be said; null where nothing looks like one. */
function urnLike(text: string): string | null {
  const words = text.split(/[\s,;]+/);
  return [words[0], words.at(-1)].find((word) => word !== undefined && /\d{3}/.test(word)) ?? null;
}
