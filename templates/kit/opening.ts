import { drawLines, type PageFlow, textElement } from './page-flow.ts';
import type { Picture } from './picture.ts';
import { colours, sheet, styles } from './style.ts';

export interface Opening {
  readonly alliance: string;
  readonly address: string | null;
  readonly logo: Picture | null;
  readonly title: string;
  /** Whom or what this issue is about, such as a school. */
  readonly about: string;
  readonly academicYear: string;
  /** When it was made and, where it has one, its number. */
  readonly dated: string;
}

/** White, so that any logo can be seen on the band. */
const panel = { width: 120, height: 48, padding: 6, gap: 16 } as const;
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
  const { logo } = opening;
  const textWidth = logo === null ? width : width - panel.width - 2 * panel.padding - panel.gap;
  const laidOut = parts.map((part) => ({
    ...part,
    lines: lettering.wrap(part.text, part.style, textWidth, part.most),
  }));
  const inside = laidOut.reduce((sum, { lines, style, gap }) => sum + lines.length * style.leading + gap, 0);
  const bandHeight = topPadding + inside + bottomPadding;

  pdf.artifact(page, 'Layout', (canvas) => {
    canvas.fill(0, sheet.height - bandHeight, sheet.width, bandHeight, colours.accent);
  });
  if (logo !== null) drawLogo(flow, logo, `Logo of ${opening.alliance}`);
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

function drawLogo({ pdf, page, left, width }: PageFlow, logo: Picture, alt: string): void {
  const scale = Math.min(panel.width / logo.width, panel.height / logo.height);
  const [drawnWidth, drawnHeight] = [logo.width * scale, logo.height * scale];
  const x = left + width - panel.padding - drawnWidth;
  const y = sheet.height - topPadding - panel.padding - drawnHeight;
  pdf.artifact(page, 'Layout', (canvas) => {
    const around = 2 * panel.padding;
    canvas.fill(x - panel.padding, y - panel.padding, drawnWidth + around, drawnHeight + around, colours.white);
  });
  const box = [x, y, x + drawnWidth, y + drawnHeight].map(Math.round);
  const figure = pdf.element('Figure', pdf.root, {
    alt,
    attributes: { O: 'Layout', Placement: 'Block', BBox: box },
  });
  pdf.mark(page, figure, (canvas) => canvas.logo(x, y, drawnWidth, drawnHeight));
}
