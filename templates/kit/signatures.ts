import { addParagraph, drawLines, fullRoom, type PageFlow, reserve, textElement } from './page-flow.ts';
import { colours, styles } from './style.ts';

const perRow = 2;
const gap = 28;
const lineHeight = 36;
const labels = ['Signed', 'Name', 'Date'] as const;
/** Where the lines begin, to the right of what they are for. */
const lineStart = 42;
const blockHeight = labels.length * lineHeight;

export interface Signatory {
  readonly role: string;
  /** Printed on the line where it is known, and left to be written where it is not. */
  readonly name?: string | undefined;
}

/** What is signed, and room to sign it on paper: for each signatory the role and lines for signature, name and date. */
export function addSignatures(flow: PageFlow, sentence: string, signatories: readonly Signatory[]): void {
  const { lettering, pdf } = flow;
  const sentenceHeight = lettering.wrap(sentence, styles.body, flow.width).length * styles.body.leading;
  reserve(flow, Math.min(sentenceHeight + blockHeight + 40, fullRoom / 2));
  addParagraph(flow, sentence, styles.body);
  const width = (flow.width - gap * (perRow - 1)) / perRow;
  for (let from = 0; from < signatories.length; from += perRow) {
    const row = signatories.slice(from, from + perRow).map(({ role, name = '' }) => ({
      role,
      name,
      nameLines: name === '' ? [] : lettering.wrap(name, styles.body, width - lineStart, 1),
      lines: lettering.wrap(role, styles.strong, width, 4),
    }));
    const roleHeight = Math.max(...row.map(({ lines }) => lines.length)) * styles.strong.leading;
    const height = roleHeight + blockHeight;
    reserve(flow, height);
    for (const [at, { role, name, lines, nameLines }] of row.entries()) {
      const x = flow.left + at * (width + gap);
      const block = pdf.element('Div', pdf.root);
      pdf.mark(flow.page, textElement(flow, 'P', block, role, { printed: lines }), (canvas) => {
        drawLines(flow, canvas, lines, x, flow.y, styles.strong);
      });
      for (const [number, label] of labels.entries()) {
        const bottom = flow.y - roleHeight - (number + 1) * lineHeight + 6;
        pdf.mark(flow.page, pdf.element('P', block), (canvas) => {
          drawLines(flow, canvas, [label], x, bottom + styles.note.leading, styles.note);
        });
        if (label === 'Name' && nameLines.length > 0)
          pdf.mark(flow.page, textElement(flow, 'P', block, name, { printed: nameLines }), (canvas) => {
            drawLines(flow, canvas, nameLines, x + lineStart, bottom + styles.body.leading + 1, styles.body);
          });
        pdf.artifact(flow.page, 'Layout', (canvas) => {
          canvas.line(x + lineStart, bottom, x + width, bottom, colours.ink, 0.7);
        });
      }
    }
    flow.y -= height + 18;
  }
}
