import { drawLines, type PageFlow, reserve, textElement } from './page-flow.ts';
import { colours, styles } from './style.ts';

/** A number worth seeing first, such as "£1,500.00" and "still to pay". */
export interface KeyFigure {
  readonly value: string;
  readonly label: string;
}

const perRow = 4;
const gap = 16;

/** Large figures side by side, at most four in a row. */
export function addKeyFigures(flow: PageFlow, figures: readonly KeyFigure[]): void {
  const { lettering, pdf } = flow;
  const columns = Math.min(perRow, figures.length);
  const width = (flow.width - gap * (columns - 1)) / columns;
  const list = pdf.element('L', pdf.root, { attributes: { O: 'List', ListNumbering: 'None' } });
  for (let from = 0; from < figures.length; from += perRow) {
    const figuresOfRow = figures.slice(from, from + perRow);
    const fits = figuresOfRow.every(({ value }) => lettering.wrap(value, styles.figure, width).length === 1);
    const valueStyle = fits ? styles.figure : styles.smallFigure;
    const row = figuresOfRow.map((figure) => ({
      ...figure,
      valueLines: lettering.wrap(figure.value, valueStyle, width, 2),
      labelLines: lettering.wrap(figure.label, styles.chart, width, 4),
    }));
    const valueHeight = Math.max(...row.map(({ valueLines }) => valueLines.length)) * valueStyle.leading;
    const labelHeight = Math.max(...row.map(({ labelLines }) => labelLines.length)) * styles.chart.leading;
    reserve(flow, valueHeight + labelHeight + 8);
    for (const [at, { value, label, valueLines, labelLines }] of row.entries()) {
      const x = flow.left + at * (width + gap);
      const item = pdf.element('LI', list);
      pdf.artifact(flow.page, 'Layout', (canvas) => canvas.fill(x, flow.y - 2, width, 2, colours.accent));
      const labelElement = textElement(flow, 'Lbl', item, label, { printed: labelLines });
      const valueElement = textElement(flow, 'LBody', item, value, { printed: valueLines });
      pdf.mark(flow.page, valueElement, (canvas) => {
        drawLines(flow, canvas, valueLines, x, flow.y - 6, valueStyle);
      });
      pdf.mark(flow.page, labelElement, (canvas) => {
        drawLines(flow, canvas, labelLines, x, flow.y - 6 - valueHeight, styles.chart);
      });
    }
    flow.y -= valueHeight + labelHeight + 22;
  }
}
