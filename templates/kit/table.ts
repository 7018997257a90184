import { type ColumnNeeds, columnWidths } from './columns.ts';
import {
  addParagraph,
  drawLines,
  fullRoom,
  type PageFlow,
  reserve,
  room,
  textElement,
  turnPage,
  waitingHeight,
} from './page-flow.ts';
import { colours, styles, type TextStyle } from './style.ts';
import type { StructureElement } from './tagged-pdf.ts';

interface TableColumn {
  readonly heading: string;
  /** What the figures of the column are in, where the heading alone does not say: stands behind it in the attached table. */
  readonly unit?: string;
  /** The column's share of the width, in relation to the others. */
  readonly share: number;
  /** Figures go right, words left. */
  readonly align?: 'left' | 'right';
}

/** A cell's text, or what is printed and what stands in the attached table, where a program reads on from another form. */
export type Cell = string | { readonly printed: string; readonly attached: string };

/** A table as it is printed. The same headings and rows are attached to the document, for a spreadsheet. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** The first cell of a row says what the row is about. */
  readonly rows: readonly (readonly Cell[])[];
  /** Printed under the rows; whoever works on with the attached table adds up anew. */
  readonly totals?: readonly string[];
  /** Begun on a new page rather than broken over two, where one page can hold it and half of this one is filled, as any table is that a third can hold. */
  readonly together?: boolean;
  /** How to read it: printed under the rows, on the page where they end. */
  readonly key?: string;
  /** Printed after the caption in place of a table without rows, such as "no payments yet." */
  readonly whenEmpty: string;
}

/** A column as it is laid out on this page. */
interface Slot {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

interface LaidOutCell {
  readonly element: StructureElement;
  readonly lines: readonly string[];
  readonly slot: Slot;
  readonly style: TextStyle;
}

/** A row as it will be printed, wrapped once for measuring and drawing. */
interface LaidOutRow {
  readonly texts: readonly string[];
  readonly lines: readonly (readonly string[])[];
  readonly height: number;
}

const padding = { x: 5, y: 3.25 };
const mostHeadingLines = 4;
const gapBelow = 10;
const gapAboveKey = 6;

export function addTable(flow: PageFlow, table: Table): void {
  const { lettering, pdf } = flow;
  if (table.rows.length === 0) {
    addParagraph(flow, `${table.caption}: ${table.whenEmpty}`, styles.body);
    return;
  }
  const texts = table.rows.map((row) => row.map(printedIn));
  const element = pdf.element('Table', pdf.root);
  const slots = layOutColumns(flow, table.columns, table.totals ? [...texts, table.totals] : texts);
  const rows = texts.map((row) => layOutRow(flow, row, slots));
  const totals = table.totals ? layOutRow(flow, table.totals, slots, () => styles.tableStrong) : null;
  const headLines = table.columns.map(({ heading }, at) =>
    lettering.wrap(heading, styles.tableHead, innerWidth(slots[at]), mostHeadingLines),
  );
  const headHeight = heightOf(headLines, styles.tableHead);
  const captionLines = lettering.wrap(table.caption, styles.caption, flow.width, 6);
  const aboveRows = captionLines.length * styles.caption.leading + 4 + headHeight;
  const keyLines = table.key === undefined ? [] : lettering.wrap(table.key, styles.note, flow.width);
  const keyHeight = keyLines.length * styles.note.leading + (table.key === undefined ? 0 : gapAboveKey);
  const under = (totals?.height ?? 0) + keyHeight;
  const whole = aboveRows + heightTogether(rows) + under;
  const fitsOnOne = whole + waitingHeight(flow) <= fullRoom;
  const keptTogether = fitsOnOne && (whole <= fullRoom / 3 || (table.together === true && room(flow) < fullRoom / 2));
  const beginning = aboveRows + Math.min(heightTogether(rows.slice(0, 2)), fullRoom / 2);
  reserve(flow, keptTogether ? whole : beginning);

  pdf.mark(flow.page, textElement(flow, 'Caption', element, table.caption, { printed: captionLines }), (canvas) => {
    drawLines(flow, canvas, captionLines, flow.left, flow.y, styles.caption);
  });
  flow.y -= captionLines.length * styles.caption.leading + 4;

  const drawHeadBackground = () =>
    pdf.artifact(flow.page, 'Layout', (canvas) => {
      canvas.fill(flow.left, flow.y - headHeight, flow.width, headHeight, colours.tint);
      canvas.line(flow.left, flow.y - headHeight, flow.left + flow.width, flow.y - headHeight, colours.accent, 1);
    });
  const drawHeadCell = (at: number, canvas = flow.page.canvas) => {
    const slot = slots[at];
    if (slot)
      drawLines(flow, canvas, headLines[at] ?? [], anchor(slot), flow.y - padding.y, styles.tableHead, slot.align);
  };
  const repeatHead = () => {
    drawHeadBackground();
    pdf.artifact(flow.page, 'Pagination', () => {
      for (const at of slots.keys()) drawHeadCell(at);
    });
    flow.y -= headHeight;
  };

  drawHeadBackground();
  const headRow = pdf.element('TR', pdf.element('THead', element));
  for (const [at, { heading }] of table.columns.entries()) {
    const cell = textElement(flow, 'TH', headRow, heading, {
      printed: headLines[at] ?? [],
      attributes: { O: 'Table', Scope: 'Column' },
    });
    pdf.mark(flow.page, cell, () => drawHeadCell(at));
  }
  flow.y -= headHeight;

  const body = pdf.element('TBody', element);
  for (const [at, row] of rows.entries()) {
    // The last two rows and the sum stay together, so that no sum and no row begins a page alone.
    const following = rows.slice(at + 1);
    const below = following.length <= 1 ? heightTogether(following) + under : 0;
    drawRow(flow, body, row, slots, { below, onNewPage: repeatHead });
  }
  if (totals) drawRow(flow, body, totals, slots, { below: keyHeight, onNewPage: repeatHead, totals: true });
  if (table.key !== undefined) {
    flow.y -= gapAboveKey;
    addParagraph(flow, table.key, styles.note);
  } else flow.y -= gapBelow;
}

/** A name and what belongs to it, such as "Next review" and a date. */
export type Fact = readonly [label: string, value: string];

const factColumns = [
  { heading: '', share: 2.6 },
  { heading: '', share: 7.4 },
] as const;

/** Facts that half a page can hold stand on one page, together with the sentence over them. */
export function addFacts(flow: PageFlow, facts: readonly Fact[], intro?: string): void {
  const { pdf } = flow;
  if (facts.length === 0) return;
  const slots = layOutColumns(flow, factColumns, facts);
  const rows = facts.map((fact) =>
    layOutRow(flow, fact, slots, (at) => (at === 0 ? styles.tableStrong : styles.tableCell)),
  );
  const whole = heightTogether(rows);
  const introLines = intro === undefined ? [] : flow.lettering.wrap(intro, styles.body, flow.width);
  const kept = whole <= fullRoom / 2 ? whole : Math.min(heightTogether(rows.slice(0, 2)), fullRoom / 2);
  reserve(flow, kept + (introLines.length + 1) * styles.body.leading);
  if (intro !== undefined) addParagraph(flow, intro, styles.body);
  const body = pdf.element('TBody', pdf.element('Table', pdf.root));
  for (const row of rows) drawRow(flow, body, row, slots, { boldLabel: true, onNewPage: () => undefined });
  flow.y -= gapBelow;
}

function layOutColumns(
  flow: PageFlow,
  columns: readonly Pick<TableColumn, 'heading' | 'share' | 'align'>[],
  rows: readonly (readonly string[])[],
): Slot[] {
  const needs = columns.map((column, at) => columnNeeds(flow, column, rows, at));
  const widths = columnWidths(needs, flow.width);
  let x = flow.left;
  return columns.map(({ align = 'left' }, at) => {
    const slot = { x, width: widths[at] ?? 0, align };
    x += slot.width;
    return slot;
  });
}

/** A figure stands on one line, whatever it is made of, unless somebody typed a sentence where a sum belongs. */
function columnNeeds(
  { lettering, width }: PageFlow,
  { heading, share, align }: Pick<TableColumn, 'heading' | 'share' | 'align'>,
  rows: readonly (readonly string[])[],
  column: number,
): ColumnNeeds {
  let word = longestWord(heading, (part) => lettering.width(part, styles.tableHead));
  let cells = word;
  for (const row of rows) {
    const cell = lettering.clean(row[column] ?? '').text;
    const widthOf = (part: string) => lettering.width(part, styles.tableStrong);
    const cellWidth = widthOf(cell);
    if (cellWidth <= word) continue;
    cells = Math.max(cells, cellWidth);
    word = Math.max(word, longestWord(cell, widthOf));
  }
  const most = width / 3;
  const least = align === 'right' && cells <= most ? cells : Math.min(word, most);
  const whole = Math.max(cells, lettering.width(heading, styles.tableHead));
  // Full points, as what just fits would be broken by the rounding of sums.
  const withPadding = (points: number) => Math.ceil(points) + 2 * padding.x;
  return { share, least: withPadding(least), cells: withPadding(cells), whole: withPadding(whole) };
}

function longestWord(text: string, widthOf: (word: string) => number): number {
  return Math.max(...text.split(/[ \n]/).map(widthOf));
}

const printedIn = (cell: Cell) => (typeof cell === 'string' ? cell : cell.printed);
const innerWidth = (slot: Slot | undefined) => (slot ? slot.width - 2 * padding.x : 0);
const anchor = ({ x, width, align }: Slot) => (align === 'left' ? x + padding.x : x + width - padding.x);
const heightOf = (cells: readonly (readonly string[])[], { leading }: TextStyle) =>
  Math.max(1, ...cells.map((lines) => lines.length)) * leading + 2 * padding.y;
const heightTogether = (rows: readonly LaidOutRow[]) => rows.reduce((sum, { height }) => sum + height, 0);

function layOutRow(
  { lettering }: PageFlow,
  texts: readonly string[],
  slots: readonly Slot[],
  styleOf: (column: number) => TextStyle = () => styles.tableCell,
): LaidOutRow {
  const lines = slots.map((slot, at) => {
    const text = texts[at] ?? '';
    return text === '' ? [] : lettering.wrap(text, styleOf(at), innerWidth(slot));
  });
  return { texts, lines, height: heightOf(lines, styles.tableCell) };
}

interface RowOptions {
  /** Points that must also fit on the same page. */
  readonly below?: number;
  readonly totals?: boolean;
  readonly boldLabel?: boolean;
  onNewPage(): void;
}

/** A row is kept on one page when it fits on one, and continued over pages when it does not. */
function drawRow(
  flow: PageFlow,
  body: StructureElement,
  { texts, lines, height }: LaidOutRow,
  slots: readonly Slot[],
  { below = 0, totals = false, boldLabel = false, onNewPage }: RowOptions,
): void {
  const { pdf } = flow;
  const element = pdf.element('TR', body);
  const cells = slots.map((slot, at): LaidOutCell => {
    const text = texts[at] ?? '';
    const style = totals || (boldLabel && at === 0) ? styles.tableStrong : styles.tableCell;
    const cell =
      at === 0
        ? textElement(flow, 'TH', element, text, { attributes: { O: 'Table', Scope: 'Row' } })
        : textElement(flow, 'TD', element, text);
    return { element: cell, lines: lines[at] ?? [], slot, style };
  });
  const { leading } = styles.tableCell;
  const turn = () => {
    turnPage(flow);
    onNewPage();
  };
  if (room(flow) < height + below && height + below <= fullRoom / 2) turn();

  const lineCount = Math.max(1, ...cells.map(({ lines }) => lines.length));
  let from = 0;
  while (from < lineCount) {
    const fitting = Math.floor((room(flow) - 2 * padding.y) / leading);
    if (fitting < Math.min(3, lineCount - from)) {
      turn();
      continue;
    }
    const count = Math.min(fitting, lineCount - from);
    drawPartOfRow(flow, cells, from, count, totals);
    from += count;
    if (from < lineCount) turn();
  }
}

function drawPartOfRow(flow: PageFlow, cells: readonly LaidOutCell[], from: number, count: number, totals: boolean) {
  const { pdf } = flow;
  const height = count * styles.tableCell.leading + 2 * padding.y;
  const bottom = flow.y - height;
  pdf.artifact(flow.page, 'Layout', (canvas) => {
    const right = flow.left + flow.width;
    if (totals) canvas.fill(flow.left, bottom, flow.width, height, colours.tint);
    if (totals) canvas.line(flow.left, flow.y, right, flow.y, colours.accent, 1);
    canvas.line(flow.left, bottom, right, bottom, totals ? colours.accent : colours.rule, totals ? 1 : 0.5);
  });
  for (const { element, lines, slot, style } of cells) {
    const part = lines.slice(from, from + count);
    if (part.length === 0) continue;
    pdf.mark(flow.page, element, (canvas) => {
      drawLines(flow, canvas, part, anchor(slot), flow.y - padding.y, style, slot.align);
    });
  }
  flow.y = bottom;
}
