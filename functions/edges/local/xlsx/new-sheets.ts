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
import { DAYS_FROM_1900_TO_1904 } from './date-formats.ts';
import { sheetMissing } from './faults.ts';
import { commentsXml, type HeadingNote, notesDrawingXml } from './heading-notes.ts';
import { rowHeight, STANDARD_WIDTH } from './row-height.ts';
import { CELL_STYLES, FLAG_LOOKS, PALETTE_COLUMN, paletteText, type SheetStyles, type StyleName } from './styles.ts';
import { DECLARATION, MAIN, RELATIONS, relationshipEntry, relationshipsXml, type TabName } from './workbook-entries.ts';
import { isSameTitle, relationshipsPart } from './workbook-parts.ts';
import { encodeXml } from './xml.ts';

/** Dropdowns, colours and filters reach to here, and further where a sheet begins longer. */
const PREPARED_ROWS = 2000;
const CHOICE_ROWS = 500;
const LAST_COLUMN = 16_384;
/** Excel takes a longer list only from cells. */
const LONGEST_INLINE_LIST = 255;

/** What the sheets come to stand among. */
interface TargetWorkbook {
  /** The titles of all tabs that are there already. */
  readonly standing: readonly string[];
  readonly styles: SheetStyles;
  readonly datesFrom1904: boolean;
}

/** A sheet ready to go into a workbook. */
export interface MadeSheet {
  readonly title: string;
  readonly isHidden: boolean;
  readonly xml: string;
  readonly notes: readonly HeadingNote[];
  readonly names: readonly TabName[];
}

/**
 * The sheets as XML, and after them a hidden one with the choices of long dropdowns if there are any.
 * @throws EdgeError `sheet-missing` when a dropdown leans on a tab that is not there.
 */
export function makeSheets(sheets: readonly NewSheet[], target: TargetWorkbook): readonly MadeSheet[] {
  const titles = [...target.standing, ...sheets.map(({ title }) => title)];
  const lists = longLists(sheets);
  const making: Making = { ...target, titles, lists, listsTitle: freeTitle('Lists', titles) };
  const made = sheets.map((sheet, index): MadeSheet => {
    const isFirst = index === 0 && target.standing.length === 0;
    return {
      title: sheet.title,
      isHidden: false,
      xml: worksheetXml(sheet, isFirst, making),
      notes: headingNotes(sheet),
      names: tabNames(sheet),
    };
  });
  if (lists.length === 0) return made;
  return [...made, { title: making.listsTitle, isHidden: true, xml: listsXml(making), notes: [], names: [] }];
}

export interface SheetPart {
  readonly name: string;
  readonly xml: string;
  /** As content types name it; null where the ending of the name says it. */
  readonly kind: 'worksheet' | 'comments' | 'styles' | null;
}

/** @param number tells the parts from those of other sheets. @param folder the workbook's, such as `xl/`. */
export function sheetParts({ xml, notes }: MadeSheet, number: number, folder: string): readonly SheetPart[] {
  const sheet: SheetPart = { name: `${folder}worksheets/sheet${number}.xml`, xml, kind: 'worksheet' };
  if (notes.length === 0) return [sheet];
  const relationships = relationshipsXml([
    relationshipEntry('rId1', 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`),
    relationshipEntry('rId2', 'comments', `../comments${number}.xml`),
  ]);
  return [
    sheet,
    { name: relationshipsPart(sheet.name), xml: relationships, kind: null },
    { name: `${folder}comments${number}.xml`, xml: DECLARATION + commentsXml(notes, MAIN), kind: 'comments' },
    { name: `${folder}drawings/vmlDrawing${number}.vml`, xml: notesDrawingXml(notes), kind: null },
  ];
}

interface Making extends TargetWorkbook {
  /** Of all tabs, new ones too. */
  readonly titles: readonly string[];
  readonly lists: readonly (readonly string[])[];
  readonly listsTitle: string;
}

// The children of a worksheet stand in the order of ECMA-376 part 1, 18.3.1.99.
function worksheetXml(sheet: NewSheet, isFirst: boolean, making: Making): string {
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
    columnsXml(sheet, making),
    `<sheetData>${rowsXml(sheet, making)}</sheetData>`,
    protectionXml(typed),
    typed && sheet.headings ? `<autoFilter ref="${filterRange(sheet)}"/>` : '',
    typed ? flagsXml(sheet, lastRow, making) : '',
    choicesXml(sheet, lastRow, making),
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
function columnsXml(sheet: NewSheet, { styles }: Making): string {
  const columns = sheet.columns.map((column, index) => {
    const hidden = column.hidden ? ' hidden="1"' : '';
    return columnXml(index + 1, index + 1, column.width, styles.number(columnStyle(sheet, column)), hidden);
  });
  const next = sheet.columns.length + 1;
  if (sheet.purpose === 'typed') columns.push(columnXml(next, LAST_COLUMN, 9, styles.number('open'), ''));
  else {
    const last = PALETTE_COLUMN + CELL_STYLES.length;
    columns.push(columnXml(PALETTE_COLUMN + 1, last, 20, styles.number('plain'), ' hidden="1"'));
  }
  return `<cols>${columns.join('')}</cols>`;
}

function columnXml(first: number, last: number, width: number, style: number, hidden: string): string {
  return `<col min="${first}" max="${last}" width="${(width + 0.71).toFixed(2)}" style="${style}"${hidden} customWidth="1"/>`;
}

function columnStyle(sheet: NewSheet, column: NewColumn): StyleName {
  if (sheet.purpose === 'typed') return `typed ${column.format}`;
  return `${column.yours ? 'yours' : 'own'} ${column.format}`;
}

function rowsXml(sheet: NewSheet, { styles, datesFrom1904 }: Making): string {
  const headings = sheet.columns.map((column): SheetCell => ({ value: column.heading, style: 'heading' }));
  const rows: readonly (readonly (RawCell | SheetCell)[])[] = sheet.headings ? [headings, ...sheet.rows] : sheet.rows;
  const palette = sheet.purpose === 'own' ? paletteXml(styles) : '';
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
      const xml = written.map(({ column, value, style }) =>
        cellXml(cellName(column, row), datesFrom1904 ? countedFrom1904(value) : value, styles.number(style)),
      );
      return `<row r="${row}" ht="${height}">${xml.join('')}${row === 1 ? palette : ''}</row>`;
    })
    .join('');
}

function styledCell(sheet: NewSheet, cell: RawCell | SheetCell, column: number): { value: RawCell; style: StyleName } {
  if (isStyled(cell)) return cell;
  const of = sheet.columns[column];
  return { value: cell, style: of ? columnStyle(sheet, of) : 'plain' };
}

function countedFrom1904(value: RawCell): RawCell {
  const isDate = typeof value === 'object' && value !== null && 'date' in value;
  return isDate ? { date: value.date - DAYS_FROM_1900_TO_1904 } : value;
}

function isStyled(cell: RawCell | SheetCell): cell is SheetCell {
  return typeof cell === 'object' && cell !== null && 'style' in cell;
}

function paletteXml(styles: SheetStyles): string {
  const cell = (style: CellStyle, index: number) =>
    cellXml(cellName(PALETTE_COLUMN + index, 1), paletteText(style), styles.number(style));
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
function flagsXml(sheet: NewSheet, lastRow: number, { styles }: Making): string {
  const place = `"${sheet.title.replaceAll('~', '~~').replaceAll('"', '""')}!"&ADDRESS(ROW(),COLUMN(),4)`;
  const statuses = 'INDIRECT("Checks!$A$2:$A$5000")';
  const places = 'INDIRECT("Checks!$B$2:$B$5000")';
  const count = (status: string) => `COUNTIFS(${places},${place},${statuses},"${status}")`;
  const rules = FLAG_LOOKS.map((look, index) => {
    const isSaid = look.statuses.map(count).join('+');
    const formula = isSaid === '' ? `ISNA(MATCH(${place},${places},0))` : `${isSaid}>0`;
    return `<cfRule type="expression" dxfId="${styles.flag(index)}" priority="${index + 1}" stopIfTrue="1"><formula>${encodeXml(formula)}</formula></cfRule>`;
  });
  const range = `A2:${cellName(Math.max(0, sheet.columns.length - 1), lastRow)}`;
  return `<conditionalFormatting sqref="${range}">${rules.join('')}</conditionalFormatting>`;
}

function choicesXml(sheet: NewSheet, lastRow: number, making: Making): string {
  const first = sheet.headings ? 2 : 1;
  const validations = sheet.columns.flatMap(({ choices }, column) => {
    if (choices === null || ('length' in choices && choices.length === 0)) return [];
    const letters = columnLetters(column);
    return [
      '<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" ' +
        'errorTitle="Not in the list" error="This is not in the list. Keep it if it is right all the same." ' +
        `sqref="${letters}${first}:${letters}${lastRow}"><formula1>${encodeXml(choiceFormula(choices, making))}</formula1></dataValidation>`,
    ];
  });
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`;
}

function choiceFormula(choices: NonNullable<NewColumn['choices']>, { titles, lists, listsTitle }: Making): string {
  if ('tab' in choices) {
    const tab = titles.find((title) => isSameTitle(title, choices.tab));
    if (tab === undefined) throw sheetMissing(choices.tab);
    return columnRange(tab, choices.column, 2, CHOICE_ROWS + 1);
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
function listsXml({ lists, styles }: Making): string {
  const length = lists.reduce((longest, list) => Math.max(longest, list.length), 0);
  const rows = Array.from({ length }, (_none, index) => {
    const cells = lists.map((list, column) => {
      const choice = list[index];
      return choice === undefined ? '' : cellXml(cellName(column, index + 1), choice, styles.number('plain'));
    });
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function freeTitle(wanted: string, taken: readonly string[]): string {
  const isTaken = (title: string) => taken.some((one) => isSameTitle(one, title));
  let title = wanted;
  for (let number = 2; isTaken(title); number++) title = `${wanted} (${number})`;
  return title;
}

function tabNames(sheet: NewSheet): readonly TabName[] {
  if (!sheet.headings) return [];
  const tab = quotedTab(sheet.title);
  const printed: TabName = { name: '_xlnm.Print_Titles', refersTo: `${tab}!$1:$1`, isHidden: false };
  if (sheet.purpose !== 'typed') return [printed];
  const range = filterRange(sheet).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return [{ name: '_xlnm._FilterDatabase', refersTo: `${tab}!${range}`, isHidden: true }, printed];
}

function filterRange(sheet: NewSheet): string {
  return `A1:${cellName(Math.max(0, sheet.columns.length - 1), Math.max(PREPARED_ROWS, sheet.rows.length + CHOICE_ROWS))}`;
}

function headingNotes(sheet: NewSheet): readonly HeadingNote[] {
  if (!sheet.headings) return [];
  return sheet.columns.flatMap(({ note }, column) => (note === null ? [] : [{ column, text: note }]));
}
