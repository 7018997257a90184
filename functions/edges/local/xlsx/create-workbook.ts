import type { NewSheet } from '../../../../sheets-schema/sheet.ts';
import { makeSheets, sheetParts } from './new-sheets.ts';
import { NEW_STYLES, stylesXml } from './styles.ts';
import {
  contentTypeEntry,
  DECLARATION,
  defaultTypeEntry,
  MAIN,
  PACKAGE,
  RELATIONS,
  relationshipEntry,
  relationshipsXml,
  tabEntry,
  tabNameEntry,
} from './workbook-entries.ts';
import { makeZip } from './zip.ts';

/**
 * A new `.xlsx`; the same sheets always give the same bytes.
 * Control characters in texts are left out; whatever a text says, it is never a formula.
 */
export function createXlsx(sheets: readonly NewSheet[]): Uint8Array {
  const made = makeSheets(sheets, { standing: [], styles: NEW_STYLES, datesFrom1904: false });
  const parts = made.flatMap((sheet, index) => sheetParts(sheet, index + 1, 'xl/'));
  const tabs = made.map((sheet, index) => tabEntry({ ...sheet, sheetId: index + 1, relationship: `rId${index + 1}` }));
  const names = made.flatMap((sheet, index) => sheet.names.map((name) => tabNameEntry(name, index)));
  return makeZip([
    [
      '[Content_Types].xml',
      [
        `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
        defaultTypeEntry('rels'),
        defaultTypeEntry('xml'),
        defaultTypeEntry('vml'),
        contentTypeEntry('xl/workbook.xml', 'sheet.main'),
        contentTypeEntry('xl/styles.xml', 'styles'),
        ...parts.flatMap(({ name, kind }) => (kind === null ? [] : [contentTypeEntry(name, kind)])),
        '</Types>',
      ].join(''),
    ],
    ['_rels/.rels', relationshipsXml([relationshipEntry('rId1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      [
        `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">`,
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="850"/></bookViews>',
        `<sheets>${tabs.join('')}</sheets>`,
        names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`,
        '</workbook>',
      ].join(''),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationshipsXml([
        ...made.map((_sheet, index) =>
          relationshipEntry(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
        ),
        relationshipEntry(`rId${made.length + 1}`, 'styles', 'styles.xml'),
      ]),
    ],
    ['xl/styles.xml', DECLARATION + stylesXml(MAIN)],
    ...parts.map(({ name, xml }) => [name, xml] as const),
  ]);
}
