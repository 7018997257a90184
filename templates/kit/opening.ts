import { drawLines, type PageFlow, textElement } from './page-flow.ts';
import { colours, sheet, styles } from './style.ts';

export interface Opening {
  readonly alliance: string;
  readonly address: string | null;
  readonly title: string;
  /** Whom or what this issue is about, such as a school. */
  readonly about: string;
  readonly academicYear: string;
  /** When it was made and, where it has one, its number. */
  readonly dated: string;
}

const topPadding = 30;
const bottomPadding = 18;

/** The band across the top of page 1: who speaks, what this is, whom it is about, and when it was issued. */
export function addOpening(flow: PageFlow, opening: Opening): void {
  const { lettering, pdf, left, width, page } = flow;
  const parts = [
    { type: 'P', text: opening.alliance, style: styles.alliance, most: 2, gap: opening.address === null ? 8 : 0 },
    ...(opening.address === null
      ? []
      : [{ type: 'P', text: opening.address, style: styles.address, most: 2, gap: 8 } as const]),
    { type: 'H1', text: opening.title, style: styles.title, most: 3, gap: 4 },
    { type: 'P', text: opening.about, style: styles.about, most: 3, gap: 0 },
  ] as const;
  const laidOut = parts.map((part) => ({ ...part, lines: lettering.wrap(part.text, part.style, width, part.most) }));
  const inside = laidOut.reduce((sum, { lines, style, gap }) => sum + lines.length * style.leading + gap, 0);
  const bandHeight = topPadding + inside + bottomPadding;

  pdf.artifact(page, 'Layout', (canvas) => {
    canvas.fill(0, sheet.height - bandHeight, sheet.width, bandHeight, colours.accent);
  });
  let y = sheet.height - topPadding;
  for (const { type, text, style, lines, gap } of laidOut) {
    if (type === 'H1') pdf.bookmark({ title: `${opening.title}: ${opening.about}`, level: 1, page, y: sheet.height });
    pdf.mark(page, textElement(flow, type, pdf.root, text, { printed: lines }), (canvas) => {
      drawLines(flow, canvas, lines, left, y, style);
    });
    y -= lines.length * style.leading + gap;
  }

  const issue = `Academic year ${opening.academicYear}  ·  ${opening.dated}`;
  const issueLines = lettering.wrap(issue, styles.issue, width, 3);
  const issueTop = sheet.height - bandHeight - 10;
  pdf.mark(page, textElement(flow, 'P', pdf.root, issue, { printed: issueLines }), (canvas) => {
    drawLines(flow, canvas, issueLines, left, issueTop, styles.issue);
  });
  flow.y = issueTop - issueLines.length * styles.issue.leading - 18;
}
