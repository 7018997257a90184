import { encodeXml } from './xml.ts';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const TYPES_BY_ENDING = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  vml: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
};

/** The lines by which a workbook knows its parts. `prefix` is the namespace prefix of the file they stand in, such as `x:`. */
export function relationshipEntry(id: string, kind: string, target: string, prefix = ''): string {
  return `<${prefix}Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${encodeXml(target)}"/>`;
}

export function relationshipsXml(entries: readonly string[]): string {
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

export type Ending = keyof typeof TYPES_BY_ENDING;

/** The end of a part's name that says what it is. */
export function endingOf(part: string): Ending {
  return part.endsWith('.rels') ? 'rels' : part.endsWith('.vml') ? 'vml' : 'xml';
}

/** @param kind such as `worksheet`; null where the ending of the name says it. */
export function contentType(part: string, kind: string | null): string {
  return kind === null ? TYPES_BY_ENDING[endingOf(part)] : `${SPREADSHEET_TYPE}.${kind}+xml`;
}

export function contentTypeEntry(part: string, kind: string | null, prefix = ''): string {
  return `<${prefix}Override PartName="/${encodeXml(part)}" ContentType="${contentType(part, kind)}"/>`;
}

/** What every part is whose name ends so. */
export function defaultTypeEntry(ending: Ending, prefix = ''): string {
  return `<${prefix}Default Extension="${ending}" ContentType="${TYPES_BY_ENDING[ending]}"/>`;
}

export interface TabEntry {
  readonly title: string;
  readonly isHidden: boolean;
  readonly sheetId: number;
  readonly relationship: string;
}

/** @param relationsPrefix the prefix of relationships where it stands, such as `r:`; null where none is declared, so that it declares one. */
export function tabEntry(
  { title, isHidden, sheetId, relationship }: TabEntry,
  prefix = '',
  relationsPrefix: string | null = 'r:',
): string {
  const relations = relationsPrefix ?? (prefix === 'r:' ? 'rel:' : 'r:');
  const declared = relationsPrefix === null ? ` xmlns:${relations.slice(0, -1)}="${RELATIONS}"` : '';
  const state = isHidden ? ' state="hidden"' : '';
  return `<${prefix}sheet${declared} name="${encodeXml(title)}" sheetId="${sheetId}"${state} ${relations}id="${relationship}"/>`;
}

/** A name that belongs to one tab, such as its print titles. */
export interface TabName {
  readonly name: string;
  readonly refersTo: string;
  readonly isHidden: boolean;
}

/** @param place the tab's among all tabs, from 0. */
export function tabNameEntry({ name, refersTo, isHidden }: TabName, place: number, prefix = ''): string {
  const hidden = isHidden ? ' hidden="1"' : '';
  return `<${prefix}definedName name="${name}" localSheetId="${place}"${hidden}>${encodeXml(refersTo)}</${prefix}definedName>`;
}

export function firstFree(from: number, isTaken: (number: number) => boolean): number {
  let number = from;
  while (isTaken(number)) number++;
  return number;
}
