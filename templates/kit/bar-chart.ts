import type { Canvas } from './canvas.ts';
import { baselineBelow, drawLines, fullRoom, type PageFlow, reserve } from './page-flow.ts';
import { colours, styles } from './style.ts';

export interface Bar {
  /** What is printed beside the bar: the value as text, or why there is none. */
  readonly text: string;
  /** The bar's length on the scale; null draws no bar. */
  readonly value: number | null;
}

export interface BarChart {
  readonly title: string;
  /** The names of the two things compared, the earlier first. */
  readonly series: readonly [earlier: string, later: string];
  readonly groups: readonly { readonly label: string; readonly bars: readonly [earlier: Bar, later: Bar] }[];
}

const barHeight = 12;
const groupGap = 12;
const labelShare = 0.32;
/** Kept free to the right of the longest bar for its value. */
const valueRoom = 64;

/**
 * Pairs of horizontal bars. The earlier is pale and hatched, the later dark and solid, so that
 * they are told apart without colour; every bar carries its value.
 */
export function addBarChart(flow: PageFlow, chart: BarChart): void {
  const groupHeight = 2 * barHeight + groupGap;
  const titleLines = flow.lettering.wrap(chart.title, styles.caption, flow.width, 4);
  const headHeight = titleLines.length * styles.caption.leading + 24;
  const mostGroups = Math.floor((fullRoom - headHeight) / groupHeight);
  for (let from = 0; from < chart.groups.length; from += mostGroups) {
    const groups = chart.groups.slice(from, from + mostGroups);
    drawFigure(flow, { ...chart, groups }, titleLines, headHeight + groups.length * groupHeight);
  }
}

/** What a reader who cannot see the chart is told. */
export function describeChart({ title, series: [earlier, later], groups }: BarChart): string {
  const each = groups.map(
    ({ label, bars: [first, second] }) => `${label}: ${earlier} ${first.text}, ${later} ${second.text}`,
  );
  return `Bar chart. ${title}. ${each.join('; ')}.`;
}

function drawFigure(flow: PageFlow, chart: BarChart, titleLines: readonly string[], height: number): void {
  const { lettering, left, pdf, width } = flow;
  reserve(flow, height);
  const top = flow.y;
  const labelWidth = width * labelShare;
  const barsLeft = left + labelWidth;
  const values = chart.groups.flatMap(({ bars }) => bars.map(({ value }) => value ?? 0));
  // With nothing to draw any length will do, as long as it is one.
  const longest = Math.max(0, ...values) || 1;
  const scale = (width - labelWidth - valueRoom) / longest;

  const figure = pdf.element('Figure', pdf.root, {
    alt: describeChart(chart),
    attributes: { O: 'Layout', Placement: 'Block', BBox: [left, top - height, left + width, top].map(Math.round) },
  });
  pdf.mark(flow.page, figure, (canvas) => {
    drawLines(flow, canvas, titleLines, left, top, styles.caption);
    let y = top - titleLines.length * styles.caption.leading;
    drawLegend(flow, canvas, chart.series, y - 4);
    y -= 24;
    for (const { label, bars } of chart.groups) {
      const lines = lettering.wrap(label, styles.chart, labelWidth - 10, 2);
      const labelTop = y - barHeight + (lines.length * styles.chart.leading) / 2;
      drawLines(flow, canvas, lines, left, labelTop, styles.chart);
      for (const [at, { text, value }] of bars.entries()) {
        const barTop = y - at * barHeight;
        const length = Math.max(0, value ?? 0) * scale;
        if (value !== null) drawBar(canvas, barsLeft, barTop - barHeight + 1, length, barHeight - 2, at === 0);
        const style = at === 0 ? styles.chart : styles.chartStrong;
        const words = lettering.wrap(text, style, valueRoom - 8, 1).join('');
        canvas.text(words, barsLeft + length + 5, baselineBelow(barTop, { ...style, leading: barHeight }), style);
      }
      y -= 2 * barHeight + groupGap;
    }
    canvas.line(barsLeft, top - height + groupGap / 2, barsLeft, top - headEnd(titleLines) + 2, colours.quiet, 0.75);
  });
  flow.y -= height + 8;
}

const headEnd = (titleLines: readonly string[]) => titleLines.length * styles.caption.leading + 22;

function drawBar(canvas: Canvas, x: number, y: number, length: number, height: number, earlier: boolean): void {
  if (length <= 0) return;
  canvas.fill(x, y, length, height, earlier ? colours.paleBar : colours.accent);
  if (!earlier) return;
  canvas.hatch(x, y, length, height, colours.accent);
  canvas.outline(x, y, length, height, colours.accent);
}

function drawLegend(flow: PageFlow, canvas: Canvas, series: BarChart['series'], top: number): void {
  let x = flow.left;
  for (const [at, label] of series.entries()) {
    drawBar(canvas, x, top - 10, 18, 8, at === 0);
    const words = flow.lettering.wrap(label, styles.chart, 160, 1).join('');
    drawLines(flow, canvas, [words], x + 24, top, styles.chart);
    x += 24 + flow.lettering.width(words, styles.chart) + 20;
  }
}
