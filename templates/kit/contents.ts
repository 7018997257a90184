import { drawLines, type PageFlow, reserve } from './page-flow.ts';
import { styles } from './style.ts';
import type { Bookmark } from './tagged-pdf.ts';

/** Lists the sections with their pages. Returns what fills the list in once the sections have been drawn. */
export function addContents(flow: PageFlow, titles: readonly string[]): (bookmarks: readonly Bookmark[]) => void {
  const { lettering, pdf } = flow;
  const style = styles.body;
  const { leading } = style;
  reserve(flow, (titles.length + 1) * leading + 8);
  const { page, y, left, width } = flow;
  const contents = pdf.element('TOC', pdf.root);
  pdf.mark(page, pdf.element('Caption', contents), (canvas) => {
    drawLines(flow, canvas, ['Contents'], left, y, styles.strong);
  });
  flow.y -= (titles.length + 1) * leading + 14;
  const place = page.commands.length;

  return (bookmarks) => {
    const end = page.commands.length;
    for (const [at, title] of titles.entries()) {
      const bookmark = bookmarks.find((candidate) => candidate.title === title);
      if (!bookmark) throw new Error(`The contents list names a section that was not drawn: ${title}`);
      const number = String(pdf.pages.indexOf(bookmark.page) + 1);
      const top = y - 2 - (at + 1) * leading;
      const words = lettering.wrap(title, style, width - 40, 1).join('');
      const link = pdf.element('Link', pdf.element('Reference', pdf.element('TOCI', contents)));
      pdf.mark(page, link, (canvas) => {
        drawLines(flow, canvas, [`${words} `], left, top, style);
        drawLines(flow, canvas, [number], left + width, top, style, 'right');
      });
      pdf.link(page, link, [left, top - leading, left + width, top], {
        ...bookmark,
        title: `${title}, page ${number}`,
      });
    }
    // Programs that copy or reflow text go by the order of drawing, so the list is drawn where it stands.
    page.commands.splice(place, 0, ...page.commands.splice(end));
  };
}
