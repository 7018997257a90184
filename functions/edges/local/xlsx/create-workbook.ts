import {
  type CellStyle,
  cellName,
  columnLetters,
  type NewColumn,
  type NewSheet,
  type RawCell,
  type SheetCell,
} from '../../../../sheets-schema/sheet.ts';
import { cellXml, linksXml, type PlacedLink, quotedTab } from './cell-xml.ts';
import { commentsXml, type HeadingNote, notesDrawingXml } from './heading-notes.ts';
import { rowHeight, STANDARD_WIDTH } from './row-height.ts';
import {
  CELL_STYLES,
  FLAG_LOOKS,
  PALETTE_COLUMN,
  paletteText,
  type StyleName,
  styleNumber,
  stylesXml,
} from './styles.ts';
import { encodeXml } from './xml.ts';
import { makeZip } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Dropdowns, colours and filters reach to here, and further where a sheet begins longer. */
const PREPARED_ROWS = 2000;
const CHOICE_ROWS = 500;
const LAST_COLUMN = 16_384;
/** Excel takes a longer list only from cells. */
const LONGEST_INLINE_LIST = 255;

type Part = readonly [name: string, xml: string];

/**
 * A new `.xlsx`; the same sheets always give the same bytes.
 * Control characters in texts are left out; whatever a text says, it is never a formula.
 */
export function createXlsx(sheets: readonly NewSheet[]): Uint8Array {
  const lists = longLists(sheets);
  const titles = sheets.map((sheet) => sheet.title);
  const listsTitle = freeTitle('Lists', titles);
  const worksheets = sheets.map((sheet, index) => worksheetXml(sheet, index === 0, { titles, lists, listsTitle }));
  if (lists.length > 0) worksheets.push(listsXml(lists));
  const notes = sheets.map(headingNotes);
  return makeZip([
    ['[Content_Types].xml', contentTypesXml(worksheets.length, notes)],
    ['_rels/.rels', relationshipsXml([['rId1', 'officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(sheets, lists.length > 0 ? listsTitle : null)],
    [
      'xl/_rels/workbook.xml.rels',
      relationshipsXml([
        ...worksheets.map(
          (_xml, index): Relationship => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`],
        ),
        [`rId${worksheets.length + 1}`, 'styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', DECLARATION + stylesXml(MAIN)],
    ...worksheets.map((xml, index): Part => [`xl/worksheets/sheet${index + 1}.xml`, xml]),
    ...notes.flatMap((ofSheet, index) => noteParts(ofSheet, index + 1)),
  ]);
}

interface Surroundings {
  readonly titles: readonly string[];
  readonly lists: readonly (readonly string[])[];
  readonly listsTitle: string;
}

// The children of a worksheet stand in the order of ECMA-376 part 1, 18.3.1.99.
function worksheetXml(sheet: NewSheet, isFirst: boolean, surroundings: Surroundings): string {
  if (sheet.purpose === 'own' && sheet.columns.length > PALETTE_COLUMN) {
    throw new Error(`"${sheet.title}" has more columns than its palette leaves room for (${PALETTE_COLUMN}).`);
  }
  const typed = sheet.purpose === 'typed';
  const lastRow = Math.max(PREPARED_ROWS, sheet.rows.length + CHOICE_ROWS);
  const links = placedLinks(sheet);
  return [
    `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">`,
    `<sheetPr>${typed ? '' : '<tabColor rgb="FF8EA9C8"/>'}<pageSetUpPr fitToPage="1"/></sheetPr>`,
    viewXml(sheet, isFirst),
    '<sheetFormatPr defaultRowHeight="15"/>',
    columnsXml(sheet),
    `<sheetData>${rowsXml(sheet)}</sheetData>`,
    protectionXml(typed),
    typed && sheet.headings ? `<autoFilter ref="${filterRange(sheet)}"/>` : '',
    typed ? flagsXml(sheet, lastRow) : '',
    choicesXml(sheet, lastRow, surroundings),
    links.length > 0 ? `<hyperlinks>${linksXml(links)}</hyperlinks>` : '',
    sheet.headings ? '<printOptions gridLines="1"/>' : '',
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${sheet.headings ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>',
    headingNotes(sheet).length > 0 ? '<legacyDrawing r:id="rId1"/>' : '',
    '</worksheet>',
  ].join('');
}

function viewXml(sheet: NewSheet, isFirst: boolean): string {
  const selected = isFirst ? ' tabSelected="1"' : '';
  if (!sheet.headings) return `<sheetViews><sheetView showGridLines="0"${selected} workbookViewId="0"/></sheetViews>`;
  const frozen =
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>';
  return `<sheetViews><sheetView${selected} workbookViewId="0">${frozen}</sheetView></sheetViews>`;
}

// A row can be deleted in a protected sheet only if all of it is unlocked, so typed sheets are open to the right as well.
function columnsXml(sheet: NewSheet): string {
  const columns = sheet.columns.map((column, index) => {
    const hidden = column.hidden ? ' hidden="1"' : '';
    return columnXml(index + 1, index + 1, column.width, columnStyle(sheet, column), hidden);
  });
  const next = sheet.columns.length + 1;
  if (sheet.purpose === 'typed') columns.push(columnXml(next, LAST_COLUMN, 9, 'open', ''));
  else columns.push(columnXml(PALETTE_COLUMN + 1, PALETTE_COLUMN + CELL_STYLES.length, 20, 'plain', ' hidden="1"'));
  return `<cols>${columns.join('')}</cols>`;
}

function columnXml(first: number, last: number, width: number, style: StyleName, hidden: string): string {
  return `<col min="${first}" max="${last}" width="${(width + 0.71).toFixed(2)}" style="${styleNumber(style)}"${hidden} customWidth="1"/>`;
}

function columnStyle(sheet: NewSheet, column: NewColumn): StyleName {
  if (sheet.purpose === 'typed') return `typed ${column.format}`;
  return `${column.yours ? 'yours' : 'own'} ${column.format}`;
}

function rowsXml(sheet: NewSheet): string {
  const headings = sheet.columns.map((column): SheetCell => ({ value: column.heading, style: 'heading' }));
  const rows: readonly (readonly (RawCell | SheetCell)[])[] = sheet.headings ? [headings, ...sheet.rows] : sheet.rows;
  const palette = sheet.purpose === 'own' ? paletteXml() : '';
  if (rows.length === 0 && palette !== '') return `<row r="1">${palette}</row>`;
  return rows
    .map((cells, index) => {
      const row = index + 1;
      const written = cells.flatMap((cell, column) =>
        cell === null || cell === '' ? [] : [{ column, ...styledCell(sheet, cell, column) }],
      );
      const height = rowHeight(
        written.map(({ column, value, style }) => ({
          text: typeof value === 'string' && !sheet.columns[column]?.hidden ? value : '',
          style,
          width: sheet.columns[column]?.width ?? STANDARD_WIDTH,
        })),
      );
      const xml = written.map(({ column, value, style }) => cellXml(cellName(column, row), value, styleNumber(style)));
      return `<row r="${row}" ht="${height}">${xml.join('')}${row === 1 ? palette : ''}</row>`;
    })
    .join('');
}

function styledCell(sheet: NewSheet, cell: RawCell | SheetCell, column: number): { value: RawCell; style: StyleName } {
  if (isStyled(cell)) return cell;
  const of = sheet.columns[column];
  return { value: cell, style: of ? columnStyle(sheet, of) : 'plain' };
}

function isStyled(cell: RawCell | SheetCell): cell is SheetCell {
  return typeof cell === 'object' && cell !== null && 'style' in cell;
}

function paletteXml(): string {
  const cell = (style: CellStyle, index: number) =>
    cellXml(cellName(PALETTE_COLUMN + index, 1), paletteText(style), styleNumber(style));
  return CELL_STYLES.map(cell).join('');
}

function placedLinks(sheet: NewSheet): readonly PlacedLink[] {
  const above = sheet.headings ? 2 : 1;
  return sheet.rows.flatMap((cells, index) =>
    cells.flatMap((cell, column) =>
      isStyled(cell) && cell.link
        ? [{ column, row: index + above, text: String(cell.value ?? ''), link: cell.link }]
        : [],
    ),
  );
}

/** No password. What is set to 0 is what people may do all the same (ECMA-376 part 1, 18.3.1.85). */
function protectionXml(typed: boolean): string {
  const rows = typed ? ' insertRows="0" deleteRows="0"' : '';
  return `<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0"${rows} sort="0" autoFilter="0"/>`;
}

/**
 * Cells colour themselves by what *Checks* says of them: its first column is the status, its second the place. By INDIRECT,
 * because a rule may not name another sheet in every spreadsheet. The first rule changes nothing and ends the
 * search for the many cells nothing is said of; without it LibreOffice takes minutes to open a long sheet.
 */
function flagsXml(sheet: NewSheet, lastRow: number): string {
  const place = `"${sheet.title.replaceAll('~', '~~').replaceAll('"', '""')}!"&ADDRESS(ROW(),COLUMN(),4)`;
  const statuses = 'INDIRECT("Checks!$A$2:$A$5000")';
  const places = 'INDIRECT("Checks!$B$2:$B$5000")';
  const count = (status: string) => `COUNTIFS(${places},${place},${statuses},"${status}")`;
  const rules = FLAG_LOOKS.map((look, index) => {
    const isSaid = look.statuses.map(count).join('+');
    const formula = isSaid === '' ? `ISNA(MATCH(${place},${places},0))` : `${isSaid}>0`;
    return `<cfRule type="expression" dxfId="${index}" priority="${index + 1}" stopIfTrue="1"><formula>${encodeXml(formula)}</formula></cfRule>`;
  });
  const range = `A2:${cellName(Math.max(0, sheet.columns.length - 1), lastRow)}`;
  return `<conditionalFormatting sqref="${range}">${rules.join('')}</conditionalFormatting>`;
}

function choicesXml(sheet: NewSheet, lastRow: number, surroundings: Surroundings): string {
  const first = sheet.headings ? 2 : 1;
  const validations = sheet.columns.flatMap(({ choices }, column) => {
    if (choices === null || ('length' in choices && choices.length === 0)) return [];
    const letters = columnLetters(column);
    return [
      '<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1" ' +
        'errorTitle="Not in the list" error="This is not in the list. Keep it if it is right all the same." ' +
        'prompt="Pick from the list. If what you need is not there, type it." ' +
        `sqref="${letters}${first}:${letters}${lastRow}"><formula1>${encodeXml(choiceFormula(choices, surroundings))}</formula1></dataValidation>`,
    ];
  });
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`;
}

function choiceFormula(
  choices: NonNullable<NewColumn['choices']>,
  { titles, lists, listsTitle }: Surroundings,
): string {
  if ('tab' in choices) {
    if (!titles.includes(choices.tab)) throw new Error(`No sheet "${choices.tab}" to take choices from.`);
    return columnRange(choices.tab, choices.column, 2, CHOICE_ROWS + 1);
  }
  if (fitsInline(choices)) return `"${choices.join(',').replaceAll('"', '""')}"`;
  return columnRange(listsTitle, lists.indexOf(choices), 1, choices.length);
}

function columnRange(title: string, column: number, first: number, last: number): string {
  const letters = columnLetters(column);
  return `${quotedTab(title)}!$${letters}$${first}:$${letters}$${last}`;
}

function fitsInline(choices: readonly string[]): boolean {
  return choices.join(',').length <= LONGEST_INLINE_LIST && !choices.some((choice) => choice.includes(','));
}

function longLists(sheets: readonly NewSheet[]): readonly (readonly string[])[] {
  const lists = sheets.flatMap((sheet) =>
    sheet.columns.flatMap(({ choices }) => (choices && !('tab' in choices) && !fitsInline(choices) ? [choices] : [])),
  );
  return [...new Set(lists)];
}

/** The hidden sheet that long dropdowns take their choices from, a list a column. */
function listsXml(lists: readonly (readonly string[])[]): string {
  const length = lists.reduce((longest, list) => Math.max(longest, list.length), 0);
  const rows = Array.from({ length }, (_none, index) => {
    const cells = lists.map((list, column) => {
      const choice = list[index];
      return choice === undefined ? '' : cellXml(cellName(column, index + 1), choice, styleNumber('plain'));
    });
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function freeTitle(wanted: string, taken: readonly string[]): string {
  const isTaken = (title: string) => taken.some((one) => one.toLowerCase() === title.toLowerCase());
  let title = wanted;
  for (let number = 2; isTaken(title); number++) title = `${wanted} (${number})`;
  return title;
}

function workbookXml(sheets: readonly NewSheet[], listsTitle: string | null): string {
  const entries = sheets.map(
    ({ title }, index) => `<sheet name="${encodeXml(title)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  if (listsTitle !== null) {
    const number = sheets.length + 1;
    entries.push(`<sheet name="${encodeXml(listsTitle)}" sheetId="${number}" state="hidden" r:id="rId${number}"/>`);
  }
  const filters = sheets.flatMap((sheet, index) =>
    sheet.headings && sheet.purpose === 'typed'
      ? [definedName('_xlnm._FilterDatabase', index, `${quotedTab(sheet.title)}!${absolute(filterRange(sheet))}`, true)]
      : [],
  );
  const printTitles = sheets.flatMap(({ headings, title }, index) =>
    headings ? [definedName('_xlnm.Print_Titles', index, `${quotedTab(title)}!$1:$1`, false)] : [],
  );
  const names = [...filters, ...printTitles].join('');
  return [
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="850"/></bookViews>',
    `<sheets>${entries.join('')}</sheets>`,
    names === '' ? '' : `<definedNames>${names}</definedNames>`,
    '</workbook>',
  ].join('');
}

function filterRange(sheet: NewSheet): string {
  return `A1:${cellName(Math.max(0, sheet.columns.length - 1), Math.max(PREPARED_ROWS, sheet.rows.length + CHOICE_ROWS))}`;
}

function absolute(range: string): string {
  return range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}

function definedName(name: string, sheet: number, refersTo: string, hidden: boolean): string {
  return `<definedName name="${name}" localSheetId="${sheet}"${hidden ? ' hidden="1"' : ''}>${encodeXml(refersTo)}</definedName>`;
}

function headingNotes(sheet: NewSheet): readonly HeadingNote[] {
  if (!sheet.headings) return [];
  return sheet.columns.flatMap(({ note }, column) => (note === null ? [] : [{ column, text: note }]));
}

function noteParts(notes: readonly HeadingNote[], number: number): readonly Part[] {
  if (notes.length === 0) return [];
  return [
    [
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relationshipsXml([
        ['rId1', 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
        ['rId2', 'comments', `../comments${number}.xml`],
      ]),
    ],
    [`xl/comments${number}.xml`, DECLARATION + commentsXml(notes, MAIN)],
    [`xl/drawings/vmlDrawing${number}.vml`, notesDrawingXml(notes)],
  ];
}

type Relationship = readonly [id: string, kind: string, target: string];

function relationshipsXml(relationships: readonly Relationship[]): string {
  const entries = relationships.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

function contentTypesXml(worksheets: number, notes: readonly (readonly HeadingNote[])[]): string {
  const override = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}" ContentType="${SPREADSHEET_TYPE}.${kind}+xml"/>`;
  return [
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    override('workbook.xml', 'sheet.main'),
    override('styles.xml', 'styles'),
    ...Array.from({ length: worksheets }, (_none, index) => override(`worksheets/sheet${index + 1}.xml`, 'worksheet')),
    ...notes.flatMap((ofSheet, index) =>
      ofSheet.length > 0 ? [override(`comments${index + 1}.xml`, 'comments')] : [],
    ),
    '</Types>',
  ].join('');
}
