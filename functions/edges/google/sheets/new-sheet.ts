import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import {
  columnLetters,
  type NewColumn,
  type NewSheet,
  type RawCell,
  type SheetCell,
} from '../../../../sheets-schema/sheet.ts';
import { COLOURS, FLAGGED, type Tone } from '../../sheet-colours.ts';
import { asDate, colour, columnLook, flagFormat, styleFormat } from './cell-formats.ts';
import { keptText, linkTo } from './own-sheet.ts';
import { plainTitle, sheetIdOf } from './values.ts';

type Request = sheets_v4.Schema$Request;

/** Rows a sheet is made with at least, and blank ones below those it begins with. */
const PREPARED_ROWS = 2000;
const SPARE_ROWS = 500;
const SPARE_COLUMNS = 2;
const CHOICE_ROWS = 500;
/** Google offers no more in one list. */
const MOST_CHOICES = 500;
const PIXELS_A_CHARACTER = 7;

/**
 * What makes a sheet at this place among the others. Its number follows from its tab's id. The same requests again would be refused,
 * since there is one of that number.
 * @param account the e-mail address Concordat writes as: nobody else may change sheets of our own.
 * @param all every sheet that is made with it: links lead to these.
 */
export function newSheetRequests(sheet: NewSheet, index: number, account: string, all: readonly NewSheet[]): Request[] {
  const sheetId = sheetIdOf(sheet.id);
  const rowCount = Math.max(PREPARED_ROWS, sheet.rows.length + SPARE_ROWS);
  const first = sheet.headings ? 1 : 0;
  const own = sheet.purpose === 'own';
  return [
    {
      addSheet: {
        properties: {
          sheetId,
          title: sheet.title,
          index,
          gridProperties: {
            rowCount,
            columnCount: sheet.columns.length + SPARE_COLUMNS,
            ...(sheet.headings ? { frozenRowCount: 1 } : { hideGridlines: true }),
          },
          ...(own && { tabColorStyle: colour(COLOURS.rule) }),
        },
      },
    },
    ...sheet.columns.flatMap((column, at) => columnRequests(sheet, column, at, first)),
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: cellRows(sheet, all),
        fields: 'userEnteredValue,userEnteredFormat,note',
      },
    },
    ...(own ? [protectedButForAnswers(sheet, account)] : []),
    ...(!own && sheet.headings ? [warnedHeadings(sheet), filter(sheet, rowCount), ...flagRules(sheet)] : []),
  ];
}

function columnRequests(sheet: NewSheet, column: NewColumn, at: number, first: number): Request[] {
  const sheetId = sheetIdOf(sheet.id);
  const rule = choiceRule(column);
  const properties = {
    pixelSize: Math.round(column.width * PIXELS_A_CHARACTER) + 5,
    ...(column.hidden && { hiddenByUser: true }),
  };
  return [
    {
      repeatCell: {
        range: { sheetId, startRowIndex: first, startColumnIndex: at, endColumnIndex: at + 1 },
        cell: { userEnteredFormat: columnLook(sheet.purpose, column), ...(rule && { dataValidation: rule }) },
        fields: rule ? 'userEnteredFormat,dataValidation' : 'userEnteredFormat',
      },
    },
    {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
        properties,
        fields: Object.keys(properties).join(),
      },
    },
  ];
}

/** A dropdown that lets in what is not in the list: a finding answers that. */
function choiceRule({ choices }: NewColumn): sheets_v4.Schema$DataValidationRule | null {
  if (choices === null) return null;
  const inputMessage = 'Pick from the list. If what you need is not there, type it.';
  const offered = { inputMessage, strict: false, showCustomUi: true };
  if ('tab' in choices) {
    const letters = columnLetters(choices.column);
    const range = `='${choices.tab.replaceAll("'", "''")}'!$${letters}$2:$${letters}$${CHOICE_ROWS + 1}`;
    return { ...offered, condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: range }] } };
  }
  // Google takes what begins like this for a formula, even here.
  const values = choices.filter((choice) => !/^[=+]/.test(choice)).map((choice) => ({ userEnteredValue: choice }));
  if (values.length === 0 || values.length > MOST_CHOICES) return null;
  return { ...offered, condition: { type: 'ONE_OF_LIST', values } };
}

function cellRows(sheet: NewSheet, all: readonly NewSheet[]): sheets_v4.Schema$RowData[] {
  const headings = sheet.columns.map(({ heading, note }) => ({
    ...enteredValue(heading),
    userEnteredFormat: styleFormat('heading', null),
    ...(note !== null && { note }),
  }));
  const rows = sheet.rows.map((cells) => ({ values: cells.map((cell, at) => firstCell(sheet, cell, at, all)) }));
  return sheet.headings ? [{ values: headings }, ...rows] : rows;
}

function firstCell(
  sheet: NewSheet,
  cell: RawCell | SheetCell,
  at: number,
  all: readonly NewSheet[],
): sheets_v4.Schema$CellData {
  if (typeof cell === 'object' && cell !== null && 'style' in cell) {
    const { link } = cell;
    const linked = link && all.find(({ title }) => plainTitle(title) === plainTitle(link.tab));
    const uri = linked ? linkTo(sheetIdOf(linked.id), link.cell) : null;
    return { ...enteredValue(cell.value), userEnteredFormat: styleFormat(cell.style, uri) };
  }
  const column = sheet.columns[at];
  const look = column ? columnLook(sheet.purpose, column) : {};
  const isDate = typeof cell === 'object' && cell !== null && 'date' in cell;
  return { ...enteredValue(cell), userEnteredFormat: isDate ? asDate(look) : look };
}

/** Text is always text: Google takes a `stringValue` as it stands, whatever it begins with. */
function enteredValue(cell: RawCell): sheets_v4.Schema$CellData {
  if (typeof cell === 'number') return { userEnteredValue: { numberValue: cell } };
  if (typeof cell === 'boolean') return { userEnteredValue: { boolValue: cell } };
  if (typeof cell === 'object' && cell !== null && 'date' in cell) {
    return { userEnteredValue: { numberValue: cell.date } };
  }
  const text = keptText(typeof cell === 'object' && cell !== null ? cell.error : cell);
  return text === null ? {} : { userEnteredValue: { stringValue: text } };
}

function protectedButForAnswers(sheet: NewSheet, account: string): Request {
  const sheetId = sheetIdOf(sheet.id);
  const unprotectedRanges = sheet.columns.flatMap(({ yours }, at) =>
    yours ? [{ sheetId, startRowIndex: 1, startColumnIndex: at, endColumnIndex: at + 1 }] : [],
  );
  const description = 'Concordat fills in this tab.';
  const editors = { users: [account], domainUsersCanEdit: false };
  return {
    addProtectedRange: {
      protectedRange: { range: { sheetId }, description, warningOnly: false, editors, unprotectedRanges },
    },
  };
}

function warnedHeadings(sheet: NewSheet): Request {
  const range = { sheetId: sheetIdOf(sheet.id), startRowIndex: 0, endRowIndex: 1 };
  const description = 'Concordat knows the columns by these headings.';
  return { addProtectedRange: { protectedRange: { range, description, warningOnly: true } } };
}

function filter(sheet: NewSheet, rowCount: number): Request {
  const range = { startRowIndex: 0, endRowIndex: rowCount, startColumnIndex: 0, endColumnIndex: sheet.columns.length };
  return { setBasicFilter: { filter: { range: { sheetId: sheetIdOf(sheet.id), ...range } } } };
}

/** Cells colour themselves by what *Checks* says of them. By INDIRECT, since a rule may not name another sheet. */
function flagRules(sheet: NewSheet): Request[] {
  const range = {
    sheetId: sheetIdOf(sheet.id),
    startRowIndex: 1,
    startColumnIndex: 0,
    endColumnIndex: sheet.columns.length,
  };
  const title = sheet.title.replace(/[~*?]/g, '~$&').replaceAll('"', '""');
  const places = `INDIRECT("Checks!$B$2:$B$5000"),"${title}!"&ADDRESS(ROW(),COLUMN(),4)`;
  const count = (status: string) => `COUNTIFS(${places},INDIRECT("Checks!$A$2:$A$5000"),"${status}")`;
  return Object.entries(FLAGGED).map(([tone, statuses], index) => ({
    addConditionalFormatRule: {
      index,
      rule: {
        ranges: [range],
        booleanRule: {
          condition: {
            type: 'CUSTOM_FORMULA',
            values: [{ userEnteredValue: `=${statuses.map(count).join('+')}>0` }],
          },
          format: flagFormat(tone as Tone),
        },
      },
    },
  }));
}
