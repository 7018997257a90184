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
  /** Begun on a new page rather than broken over two, where one page can hold it and half of this one is filled. */
  readonly together?: boolean;
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

const padding = { x: 5, y: 4 };
const mostHeadingLines = 4;
const gapBelow = 14;

export function addTable(flow: PageFlow, table: Table): void {
  const { lettering, pdf } = flow;
  const rows = table.rows.map((row) => row.map(printedIn));
  const [firstRow] = rows;
  if (!firstRow) {
    addParagraph(flow, `${table.caption}: ${table.whenEmpty}`, styles.body);
    return;
  }
  const element = pdf.element('Table', pdf.root);
  const headings = table.columns.map(({ heading }) => heading);
  const slots = layOutColumns(flow, table.columns, [headings, ...rows, table.totals ?? []]);
  const headLines = table.columns.map(({ heading }, at) =>
    lettering.wrap(heading, styles.tableHead, innerWidth(slots[at]), mostHeadingLines),
  );
  const headHeight = heightOf(headLines, styles.tableHead);
  const captionLines = lettering.wrap(table.caption, styles.caption, flow.width, 6);
  const firstRowHeight = Math.min(rowHeight(flow, firstRow, slots), fullRoom / 2);
  const aboveRows = captionLines.length * styles.caption.leading + 4 + headHeight;
  const totalsHeight = table.totals ? rowHeight(flow, table.totals, slots) : 0;
  const whole = rows.reduce(
    (sum, row) => sum + rowHeight(flow, row, slots, styles.tableCell),
    aboveRows + totalsHeight,
  );
  const fitsOnOne = whole + waitingHeight(flow) <= fullRoom;
  const keptTogether = table.together === true && fitsOnOne && room(flow) < fullRoom / 2;
  reserve(flow, keptTogether ? whole : aboveRows + firstRowHeight);

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
    const isLast = at === rows.length - 1;
    const below = isLast && table.totals ? rowHeight(flow, table.totals, slots) : 0;
    drawRow(flow, body, row, slots, { below, onNewPage: repeatHead });
  }
  if (table.totals) drawRow(flow, body, table.totals, slots, { onNewPage: repeatHead, totals: true });
  flow.y -= gapBelow;
}

/** A name and what belongs to it, such as "Next review" and a date. */
export type Fact = readonly [label: string, value: string];

const factColumns = [{ share: 2.6 }, { share: 7.4 }] as const;

export function addFacts(flow: PageFlow, facts: readonly Fact[]): void {
  const { pdf } = flow;
  const [first] = facts;
  if (!first) return;
  const slots = layOutColumns(flow, factColumns);
  reserve(flow, Math.min(rowHeight(flow, first, slots), fullRoom / 2));
  const body = pdf.element('TBody', pdf.element('Table', pdf.root));
  for (const fact of facts) drawRow(flow, body, fact, slots, { boldLabel: true, onNewPage: () => undefined });
  flow.y -= gapBelow;
}

/** Points that the facts will take, unless a page ends among them. */
export function factsHeight(flow: PageFlow, facts: readonly Fact[]): number {
  const slots = layOutColumns(flow, factColumns);
  return facts.reduce((sum, fact) => sum + rowHeight(flow, fact, slots), gapBelow);
}

function layOutColumns(
  flow: PageFlow,
  columns: readonly Pick<TableColumn, 'share' | 'align'>[],
  rows: readonly (readonly string[])[] = [],
): Slot[] {
  const widths = shareOut(columns, flow.width);
  const needed = columns.map(({ align }, at) =>
    align === 'right' ? Math.max(widths[at] ?? 0, longestWord(flow, rows, at) + 2 * padding.x) : 0,
  );
  // A figure or heading broken within a word is misread, so columns of figures take what they need from columns of words.
  const left = flow.width - needed.reduce((sum, width) => sum + width, 0);
  const words = columns.map(({ align, share }) => ({ share: align === 'right' ? 0 : share }));
  const wordWidths = shareOut(words, left);
  const fits = left >= flow.width / 5;
  let x = flow.left;
  return columns.map(({ align = 'left' }, at) => {
    const fitted = align === 'right' ? needed[at] : wordWidths[at];
    const slot = { x, width: (fits ? fitted : widths[at]) ?? 0, align };
    x += slot.width;
    return slot;
  });
}

function shareOut(columns: readonly Pick<TableColumn, 'share'>[], width: number): number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => (share / shares) * width);
}

function longestWord(flow: PageFlow, rows: readonly (readonly string[])[], column: number): number {
  let longest = 0;
  for (const row of rows) {
    for (const word of flow.lettering.clean(row[column] ?? '').text.split(/[ \n]/)) {
      longest = Math.max(longest, flow.lettering.width(word, styles.tableStrong));
    }
  }
  return longest;
}

const printedIn = (cell: Cell) => (typeof cell === 'string' ? cell : cell.printed);
const innerWidth = (slot: Slot | undefined) => (slot ? slot.width - 2 * padding.x : 0);
const anchor = ({ x, width, align }: Slot) => (align === 'left' ? x + padding.x : x + width - padding.x);
const heightOf = (cells: readonly (readonly string[])[], { leading }: TextStyle) =>
  Math.max(1, ...cells.map((lines) => lines.length)) * leading + 2 * padding.y;

function rowHeight(
  flow: PageFlow,
  row: readonly string[],
  slots: readonly Slot[],
  style: TextStyle = styles.tableStrong,
): number {
  const cells = slots.map((slot, at) => flow.lettering.wrap(row[at] ?? '', style, innerWidth(slot)));
  return heightOf(cells, style);
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
  row: readonly string[],
  slots: readonly Slot[],
  { below = 0, totals = false, boldLabel = false, onNewPage }: RowOptions,
): void {
  const { lettering, pdf } = flow;
  const element = pdf.element('TR', body);
  const cells = slots.map((slot, at): LaidOutCell => {
    const text = row[at] ?? '';
    const style = totals || (boldLabel && at === 0) ? styles.tableStrong : styles.tableCell;
    const cell =
      at === 0
        ? textElement(flow, 'TH', element, text, { attributes: { O: 'Table', Scope: 'Row' } })
        : textElement(flow, 'TD', element, text);
    return { element: cell, lines: text === '' ? [] : lettering.wrap(text, style, innerWidth(slot)), slot, style };
  });
  const { leading } = styles.tableCell;
  const turn = () => {
    turnPage(flow);
    onNewPage();
  };
  const height = heightOf(
    cells.map(({ lines }) => lines),
    styles.tableCell,
  );
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
