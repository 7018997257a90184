import type { Canvas } from './canvas.ts';
import { footer, sheet, styles, type TextStyle } from './style.ts';
import type { ElementOptions, ElementType, Page, StructureElement, TaggedPdf } from './tagged-pdf.ts';
import type { Lettering } from './text.ts';

/** Where on which page the next block goes. Blocks draw themselves with these functions and move `y` down. */
export interface PageFlow {
  readonly pdf: TaggedPdf;
  readonly lettering: Lettering;
  readonly left: number;
  readonly width: number;
  page: Page;
  /** The top of the next block, in points from the bottom of the page. */
  y: number;
  /** Headings that wait for the block they stand over, so that neither is left alone. */
  readonly waiting: Heading[];
}

interface Heading {
  readonly level: 1 | 2;
  readonly title: string;
  readonly element: StructureElement;
  readonly lines: readonly string[];
  readonly style: TextStyle;
}

const topOfPage = sheet.height - sheet.top;
const headingGap = { 1: { before: 16, after: 5 }, 2: { before: 8, after: 3 } } as const;

export function startFlow(pdf: TaggedPdf, lettering: Lettering): PageFlow {
  const width = sheet.width - sheet.left - sheet.right;
  return { pdf, lettering, left: sheet.left, width, page: pdf.addPage(), y: topOfPage, waiting: [] };
}

/** Points left on the page. */
export const room = (flow: PageFlow) => flow.y - sheet.bottom;

export const fullRoom = topOfPage - sheet.bottom;

export function turnPage(flow: PageFlow): void {
  flow.page = flow.pdf.addPage();
  flow.y = topOfPage;
}

/** Makes sure that `height` points fit below, turning the page if need be; headings that waited are drawn first. */
export function reserve(flow: PageFlow, height: number): void {
  const needed = waitingHeight(flow) + height;
  const headings = flow.waiting.splice(0);
  if (room(flow) < needed && flow.y < topOfPage) turnPage(flow);
  for (const heading of headings) drawHeading(flow, heading);
}

/** Points that the headings will take that wait for their block. */
export function waitingHeight({ waiting }: PageFlow): number {
  return waiting.reduce(
    (sum, { level, lines, style }) =>
      sum + headingGap[level].before + lines.length * style.leading + headingGap[level].after,
    0,
  );
}

interface TextElementOptions extends ElementOptions {
  /** The lines that will be printed; they may be cut short. */
  readonly printed?: readonly string[];
}

/** A new element holding `text`. Where it is cut short or the fonts lack a letter, the text as typed is what is read out. */
export function textElement(
  flow: PageFlow,
  type: ElementType,
  parent: StructureElement,
  text: string,
  { printed, ...options }: TextElementOptions = {},
): StructureElement {
  const cleaned = flow.lettering.clean(text);
  const isWhole = printed === undefined || printed.join('').length === cleaned.text.length;
  return flow.pdf.element(type, parent, cleaned.changed || !isWhole ? { ...options, actualText: text } : options);
}

/** Where to put the baseline so that capitals stand in the middle of a line whose top is at `top`. */
export const baselineBelow = (top: number, { leading, size }: TextStyle) => top - leading / 2 - size * 0.334;

/** Draws lines below `top`; right-aligned lines end at `x`. */
export function drawLines(
  flow: PageFlow,
  canvas: Canvas,
  lines: readonly string[],
  x: number,
  top: number,
  style: TextStyle,
  align: 'left' | 'right' = 'left',
): void {
  for (const [at, line] of lines.entries()) {
    const start = align === 'left' ? x : x - flow.lettering.width(line.trimEnd(), style);
    canvas.text(line, start, baselineBelow(top - at * style.leading, style), style);
  }
}

/** Draws lines as the content of `element`, over as many pages as they need, never a single line alone. */
function flowLines(
  flow: PageFlow,
  element: StructureElement,
  lines: readonly string[],
  style: TextStyle,
  indent = 0,
): void {
  const together = lines.length <= 3 ? lines.length : 2;
  let from = 0;
  while (from < lines.length) {
    reserve(flow, style.leading * Math.min(together, lines.length - from));
    const left = lines.length - from;
    let count = Math.min(left, Math.max(1, Math.floor(room(flow) / style.leading)));
    if (left - count === 1 && count > 2) count -= 1;
    const part = lines.slice(from, from + count);
    flow.pdf.mark(flow.page, element, (canvas) => {
      drawLines(flow, canvas, part, flow.left + indent, flow.y, style);
    });
    flow.y -= count * style.leading;
    from += count;
    if (from < lines.length) turnPage(flow);
  }
}

/** Level 1 begins a section, level 2 a part of one; the document's title is above both. */
export function addHeading(flow: PageFlow, level: 1 | 2, title: string): void {
  const style = level === 1 ? styles.heading1 : styles.heading2;
  const element = textElement(flow, level === 1 ? 'H2' : 'H3', flow.pdf.root, title);
  flow.waiting.push({ level, title, element, lines: flow.lettering.wrap(title, style, flow.width), style });
}

function drawHeading(flow: PageFlow, { level, title, element, lines, style }: Heading): void {
  if (flow.y < topOfPage) flow.y -= headingGap[level].before;
  flow.pdf.bookmark({ title, level: level + 1, page: flow.page, y: flow.y + 8 });
  flowLines(flow, element, lines, style);
  flow.y -= headingGap[level].after;
}

export function addParagraph(flow: PageFlow, text: string, style: TextStyle, parent = flow.pdf.root): void {
  const element = textElement(flow, 'P', parent, text);
  flowLines(flow, element, flow.lettering.wrap(text, style, flow.width), style);
  flow.y -= style.size * 0.6;
}

export interface ListItem {
  /** A bullet or a number, such as "21". */
  readonly label: string;
  readonly text: string;
}

export function addList(flow: PageFlow, items: readonly ListItem[], numbering: 'Decimal' | 'Disc'): void {
  if (items.length === 0) return;
  const { lettering, pdf } = flow;
  const style = styles.body;
  const labels = items.map(({ label }) => lettering.wrap(label, styles.strong, 48, 1).join(''));
  const indent = Math.max(...labels.map((label) => lettering.width(label, styles.strong))) + 10;
  const list = pdf.element('L', pdf.root, { attributes: { O: 'List', ListNumbering: numbering } });
  for (const [at, { label, text }] of items.entries()) {
    const lines = lettering.wrap(text, style, flow.width - indent);
    reserve(flow, style.leading * (lines.length <= 3 ? lines.length : 2));
    const item = pdf.element('LI', list);
    pdf.mark(flow.page, textElement(flow, 'Lbl', item, label, { printed: [labels[at] ?? ''] }), (canvas) => {
      drawLines(flow, canvas, [labels[at] ?? ''], flow.left, flow.y, styles.strong);
    });
    flowLines(flow, textElement(flow, 'LBody', item, text), lines, style, indent);
    flow.y -= 4;
  }
  flow.y -= 4;
}

/** Draws headings that nothing followed, then the footers; after this the page count is known and nothing may be added. */
export function finishFlow(flow: PageFlow, about: string): void {
  reserve(flow, 0);
  const { lettering, pdf } = flow;
  const right = flow.left + flow.width;
  for (const [at, page] of pdf.pages.entries()) {
    const count = `Page ${at + 1} of ${pdf.pages.length}`;
    const most = flow.width - lettering.width(count, styles.footer) - 20;
    pdf.artifact(page, 'Footer', (canvas) => {
      canvas.line(flow.left, footer.top, right, footer.top, styles.footer.colour, 0.4);
      const textTop = footer.top - 4;
      drawLines(flow, canvas, lettering.wrap(about, styles.footer, most, 1), flow.left, textTop, styles.footer);
      drawLines(flow, canvas, [count], right, textTop, styles.footer, 'right');
    });
  }
}
