import { type CellStyle, cellName, type OwnSheet } from '../../../../sheets-schema/sheet.ts';
import { sharedStrings } from './cell-text.ts';
import { cellXml, linksXml, type PlacedLink } from './cell-xml.ts';
import { damaged, sheetMissing } from './faults.ts';
import { carried, type Scope, scopeIn } from './namespaces.ts';
import { readBack } from './read-back.ts';
import { rowHeight, STANDARD_WIDTH } from './row-height.ts';
import { cellPlace, type StandingCell, standingCells } from './sheet-cells.ts';
import {
  applyEdits,
  type ColumnSetting,
  columnSettings,
  type Edit,
  readSections,
  type Section,
  type Sections,
} from './sheet-sections.ts';
import { paletteStyle } from './styles.ts';
import {
  CONTENT_TYPES,
  isSameTitle,
  openWorkbook,
  partText,
  reasonNotToWrite,
  relationshipsPart,
  type WorkbookParts,
} from './workbook-parts.ts';
import { attribute, declaredAsUtf8, type Tag, tags } from './xml.ts';
import { entryKey, rewriteZip } from './zip.ts';

/**
 * The workbook with what stands in these sheets replaced: their cells, their links within the workbook, nothing else.
 * Every other part keeps its compressed bytes; cells in people's columns and the palette keep theirs. When nothing
 * differs, the very bytes given are returned.
 * @throws EdgeError `sheet-missing` when no sheet has that title, `not-allowed` when the workbook is signed, Strict or
 * UTF-16, or what we put together could not be read back.
 */
export function replaceOwnSheets(bytes: Uint8Array, sheets: readonly OwnSheet[]): Uint8Array {
  const workbook = openWorkbook(bytes);
  const reason = reasonNotToWrite(workbook);
  if (reason) throw reason;
  const strings = workbook.stringsPart ? sharedStrings(partText(workbook.zip, workbook.stringsPart)) : [];
  const replaced = new Map<string, string | null>();
  for (const sheet of sheets) {
    const part = partOf(workbook, sheet.title);
    const before = partText(workbook.zip, part);
    const sections = readSections(before);
    const standing = readStanding(before, sections, sheet, strings);
    const after = replaceContent(before, sections, sheet, standing);
    if (after === before) continue;
    replaced.set(entryKey(part), declaredAsUtf8(after));
    if (standing.dropsFormula) dropCalculationOrder(workbook, replaced);
  }
  return replaced.size === 0 ? bytes : readBack(rewriteZip(workbook.zip, replaced), replaced.keys());
}

function partOf(workbook: WorkbookParts, title: string): string {
  const sheet = workbook.sheets.find((one) => isSameTitle(one.title, title));
  if (!sheet) throw sheetMissing(title);
  return sheet.part;
}

interface PlacedCell {
  readonly column: number;
  readonly xml: string;
  readonly text: string;
  readonly style: CellStyle;
}

/** What of a sheet's cells is kept. */
interface Standing {
  /** By zero-based row. */
  readonly kept: ReadonlyMap<number, readonly PlacedCell[]>;
  readonly styles: ReadonlyMap<CellStyle, number>;
  readonly dropsFormula: boolean;
}

function readStanding(
  xml: string,
  { scope, sections }: Sections,
  sheet: OwnSheet,
  strings: readonly string[],
): Standing {
  const inData = sections.find(({ name }) => name === 'sheetData')?.scope ?? scope;
  const kept = new Map<number, PlacedCell[]>();
  const styles = new Map<CellStyle, number>();
  let dropsFormula = false;
  for (const cell of standingCells(xml)) {
    const text = cellText(xml, cell, strings);
    const style = paletteStyle(cell.column, text);
    if (style) styles.set(style, Number(attribute(xml, cell.tag, 's')) || 0);
    if (style || isPeoples(sheet, cell)) {
      const row = kept.get(cell.row) ?? [];
      const inRow = cell.rowTag ? scopeIn(xml, cell.rowTag, inData) : inData;
      row.push({
        column: cell.column,
        xml: namedXml(xml, cell, inRow, scope),
        text: style ? '' : text,
        style: 'yours',
      });
      kept.set(cell.row, row);
    } else if (cell.hasFormula) {
      dropsFormula = true;
    }
  }
  return { kept, styles, dropsFormula };
}

/** What does not say where it is. */
const NOWHERE = { row: 0, column: -1 };

function isPeoples({ peoplesColumns, peoplesRows = 0 }: OwnSheet, { row, column }: typeof NOWHERE): boolean {
  return peoplesColumns.includes(column) || (column >= 0 && row < peoplesRows);
}

function cellText(xml: string, cell: StandingCell, strings: readonly string[]): string {
  if (cell.inline !== '' || cell.value === null) return cell.inline;
  return attribute(xml, cell.tag, 't') === 's' ? (strings[Number(cell.value)] ?? '') : cell.value;
}

// A cell that does not say where it stands must, once its neighbours change.
function namedXml(xml: string, cell: StandingCell, at: Scope, to: Scope): string {
  const raw = carried(xml, cell.tag, cell.end, at, to);
  if (cellPlace(attribute(xml, cell.tag, 'r'))) return raw;
  return raw.replace(/^<[^\s/>]+/, (start) => `${start} r="${cellName(cell.column, cell.row + 1)}"`);
}

// What may stand before the links (ECMA-376 part 1, 18.3.1.99).
const BEFORE_LINKS = new Set(
  (
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios ' +
    'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations'
  ).split(' '),
);

function replaceContent(
  xml: string,
  { prefix, scope, sections }: Sections,
  sheet: OwnSheet,
  standing: Standing,
): string {
  const section = (name: string) => sections.find((one) => one.name === name);
  const data = section('sheetData');
  if (!data) throw damaged('no sheetData');
  const columns = columnSettings(xml, section('cols')?.inner ?? []);
  const rows = newRows(sheet, standing, columns, prefix);
  const filled = rows.map(
    ({ row, height, cells }) =>
      `<${prefix}row r="${row}" ht="${height}">${cells.map((cell) => cell.xml).join('')}</${prefix}row>`,
  );
  const edits: Edit[] = [{ ...data, text: `<${prefix}sheetData>${filled.join('')}</${prefix}sheetData>` }];

  const dimension = section('dimension');
  if (dimension) edits.push({ ...dimension, text: `<${prefix}dimension ref="${usedRange(rows)}"/>` });

  const hyperlinks = section('hyperlinks');
  const isTheirs = (tag: Tag) => isPeoples(sheet, startOfRange(xml, tag) ?? NOWHERE);
  const keptLinks = hyperlinks ? emptyElements(xml, hyperlinks, hyperlinks.inner.filter(isTheirs), scope) : '';
  const links = keptLinks + linksXml(newLinks(sheet), prefix);
  const linksText = links === '' ? '' : `<${prefix}hyperlinks>${links}</${prefix}hyperlinks>`;
  const place = sections.findLast(({ name }) => BEFORE_LINKS.has(name)) ?? data;
  edits.push({ ...(hyperlinks ?? { start: place.end, end: place.end }), text: linksText });

  const merges = section('mergeCells');
  if (merges) edits.push({ ...merges, text: mergesKept(xml, merges, sheet, { prefix, scope }) });
  return applyEdits(xml, edits);
}

interface NewRow {
  /** One-based. */
  readonly row: number;
  readonly height: number;
  readonly cells: readonly PlacedCell[];
}

function newRows(
  sheet: OwnSheet,
  standing: Standing,
  columns: readonly (ColumnSetting | undefined)[],
  prefix: string,
): NewRow[] {
  const rows: NewRow[] = [];
  for (const place of [...new Set([...sheet.rows.keys(), ...standing.kept.keys()])].sort((a, b) => a - b)) {
    const row = place + 1;
    const kept = standing.kept.get(place) ?? [];
    const keptColumns = new Set(kept.map((cell) => cell.column));
    const written = (sheet.rows[place] ?? []).flatMap((cell, column): PlacedCell[] => {
      if (cell === null || keptColumns.has(column)) return [];
      const style = standing.styles.get(cell.style) ?? columns[column]?.style ?? 0;
      const value = sheet.peoplesColumns.includes(column) ? null : cell.value;
      const xml = cellXml(cellName(column, row), value, style, prefix);
      return [{ column, xml, text: String(value ?? ''), style: cell.style }];
    });
    const cells = [...written, ...kept].sort((a, b) => a.column - b.column);
    const texts = cells.map(({ column, text, style }) => ({
      text,
      style,
      width: columns[column]?.width ?? STANDARD_WIDTH,
    }));
    if (cells.length > 0) rows.push({ row, height: rowHeight(texts), cells });
  }
  return rows;
}

function usedRange(rows: readonly NewRow[]): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return 'A1';
  const left = rows.reduce((least, { cells }) => Math.min(least, cells[0]!.column), Number.POSITIVE_INFINITY);
  const right = rows.reduce((most, { cells }) => Math.max(most, cells.at(-1)!.column), 0);
  return `${cellName(left, first.row)}:${cellName(right, last.row)}`;
}

function newLinks(sheet: OwnSheet): readonly PlacedLink[] {
  return sheet.rows.flatMap((cells, index) =>
    cells.flatMap((cell, column): PlacedLink[] =>
      cell?.link && !sheet.peoplesColumns.includes(column)
        ? [{ column, row: index + 1, text: String(cell.value ?? ''), link: cell.link }]
        : [],
    ),
  );
}

function mergesKept(
  xml: string,
  merges: Section,
  { rows, peoplesRows = 0 }: OwnSheet,
  { prefix, scope }: { readonly prefix: string; readonly scope: Scope },
): string {
  const kept = merges.inner.filter((tag) => {
    const { row } = startOfRange(xml, tag) ?? NOWHERE;
    return row < peoplesRows || row >= rows.length;
  });
  if (kept.length === merges.inner.length) return xml.slice(merges.start, merges.end);
  if (kept.length === 0) return '';
  const raw = emptyElements(xml, merges, kept, scope);
  return `<${prefix}mergeCells count="${kept.length}">${raw}</${prefix}mergeCells>`;
}

function startOfRange(xml: string, tag: Tag) {
  return cellPlace((attribute(xml, tag, 'ref') ?? '').split(':')[0] ?? '');
}

function emptyElements(xml: string, section: Section, tags: readonly Tag[], to: Scope): string {
  return tags.map((tag) => carried(xml, tag, tag.end, section.scope, to).replace(/\/?>$/, '/>')).join('');
}

// Excel calls a workbook damaged when its list of formula cells names one that is gone; without the list it makes a new one.
function dropCalculationOrder(workbook: WorkbookParts, replaced: Map<string, string | null>): void {
  const part = workbook.calculationPart;
  if (!part) return;
  replaced.set(entryKey(part), null);
  for (const place of [CONTENT_TYPES, relationshipsPart(workbook.workbookPart)]) {
    if (!workbook.zip.entries.has(entryKey(place))) continue;
    const xml = partText(workbook.zip, place);
    const all = [...tags(xml)];
    const edits = all.flatMap((tag, index): Edit[] => {
      const named = attribute(xml, tag, 'PartName') ?? attribute(xml, tag, 'Type') ?? '';
      const isIt = named.toLowerCase() === `/${part.toLowerCase()}` || named.endsWith('/calcChain');
      const last = tag.kind === 'open' ? all.slice(index).find(({ kind }) => kind === 'close') : tag;
      return isIt && last ? [{ start: tag.start, end: last.end, text: '' }] : [];
    });
    replaced.set(entryKey(place), declaredAsUtf8(applyEdits(xml, edits)));
  }
}
