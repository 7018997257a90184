import { MAIN, PACKAGE, RELATIONS } from '../../../../functions/edges/local/xlsx/workbook-entries.ts';
import { makeZip } from '../../../../functions/edges/local/xlsx/zip.ts';

export interface SmallWorkbook {
  /** The whole worksheet part. */
  readonly sheet: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
  /** A further relationship of the workbook. */
  readonly calculation?: string;
  readonly more?: readonly (readonly [name: string, text: string])[];
}

export function sheetData(rows: string): string {
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
}

/** A workbook with one sheet "One", its parts oddly named as some programs do. */
export function smallWorkbook({
  sheet,
  strings,
  styles,
  workbook = '',
  calculation = '',
  more = [],
}: SmallWorkbook): Uint8Array {
  const relationship = (id: string, kind: string, target: string) =>
    `<Relationship Target='${target}' Type='${RELATIONS}/${kind}' Id='${id}'/>`;
  return makeZip([
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relationship('a', 'officeDocument', '/book/main.xml')}</Relationships>`,
    ],
    [
      'book/main.xml',
      `<x:workbook xmlns:x="${MAIN}" xmlns:rel="${RELATIONS}">${workbook}<x:sheets><x:sheet name='One' sheetId='4' rel:id='s'/></x:sheets></x:workbook>`,
    ],
    [
      'book/_rels/main.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relationship('s', 'worksheet', 'tabs/../Tabs/only.xml')}${relationship('t', 'sharedStrings', 'words.xml')}${relationship('u', 'styles', 'looks.xml')}${calculation}</Relationships>`,
    ],
    ['book/tabs/only.xml', sheet],
    ['book/words.xml', strings ?? '<sst/>'],
    ['book/looks.xml', styles ?? '<styleSheet/>'],
    ...more,
  ]);
}
