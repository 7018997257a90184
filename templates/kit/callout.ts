import { drawLines, type PageFlow, reserve, room, textElement, turnPage } from './page-flow.ts';
import { colours, styles, type TextStyle } from './style.ts';
import type { StructureElement } from './tagged-pdf.ts';

interface CalloutLine {
  readonly element: StructureElement;
  readonly text: string;
  readonly style: TextStyle;
}

const padding = { x: 14, y: 10 };

/** A tinted box for what must not be missed: a bold line and a sentence or two below it. */
export function addCallout(flow: PageFlow, title: string, text: string | null): void {
  const { lettering, pdf } = flow;
  const box = pdf.element('Div', pdf.root);
  const layOut = (words: string, style: TextStyle): CalloutLine[] => {
    const element = textElement(flow, 'P', box, words);
    return lettering.wrap(words, style, flow.width - 2 * padding.x).map((line) => ({ element, text: line, style }));
  };
  const lines = [...layOut(title, styles.strong), ...(text === null ? [] : layOut(text, styles.body))];
  const { leading } = styles.body;

  reserve(flow, Math.min(lines.length, 8) * leading + 2 * padding.y);
  for (let from = 0; from < lines.length; ) {
    const count = Math.min(lines.length - from, Math.floor((room(flow) - 2 * padding.y) / leading));
    drawPart(flow, lines.slice(from, from + count));
    from += count;
    if (from < lines.length) turnPage(flow);
  }
  flow.y -= 12;
}

function drawPart(flow: PageFlow, lines: readonly CalloutLine[]): void {
  const { leading } = styles.body;
  const height = lines.length * leading + 2 * padding.y;
  flow.pdf.artifact(flow.page, 'Layout', (canvas) => {
    canvas.fill(flow.left, flow.y - height, flow.width, height, colours.tint);
    canvas.fill(flow.left, flow.y - height, 4, height, colours.accent);
  });
  for (const element of new Set(lines.map((line) => line.element))) {
    flow.pdf.mark(flow.page, element, (canvas) => {
      for (const [at, line] of lines.entries()) {
        if (line.element !== element) continue;
        const top = flow.y - padding.y - at * leading;
        drawLines(flow, canvas, [line.text], flow.left + padding.x, top, line.style);
      }
    });
  }
  flow.y -= height;
}
