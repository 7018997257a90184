import { encodeXml } from './xml.ts';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The lines by which a workbook knows its parts. `prefix` is the namespace prefix of the file they stand in, such as `x:`. */
export function relationshipEntry(id: string, kind: string, target: string, prefix = ''): string {
  return `<${prefix}Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${encodeXml(target)}"/>`;
}

export function relationshipsXml(entries: readonly string[]): string {
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

/** @param kind such as `worksheet`. */
export function contentTypeEntry(part: string, kind: string, prefix = ''): string {
  return `<${prefix}Override PartName="/${encodeXml(part)}" ContentType="${SPREADSHEET_TYPE}.${kind}+xml"/>`;
}

/** What every drawing of notes is, by how its name ends. */
export function notesTypeEntry(prefix = ''): string {
  return `<${prefix}Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`;
}

export interface TabEntry {
  readonly title: string;
  readonly isHidden: boolean;
  readonly sheetId: number;
  readonly relationship: string;
}

/** @param relationsPrefix the prefix of relationships in the workbook, such as `r:`. */
export function tabEntry({ title, isHidden, sheetId, relationship }: TabEntry, prefix = '', relationsPrefix = 'r:') {
  const state = isHidden ? ' state="hidden"' : '';
  return `<${prefix}sheet name="${encodeXml(title)}" sheetId="${sheetId}"${state} ${relationsPrefix}id="${relationship}"/>`;
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
