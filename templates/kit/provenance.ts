import type { SnapshotUsed } from './attached-tables.ts';
import { longDate } from './money-and-dates.ts';
import { drawLines, type PageFlow, reserve, textElement } from './page-flow.ts';
import { colours, footer, sheet, styles } from './style.ts';
import { standIn } from './text.ts';

export interface Provenance {
  readonly number: string;
  readonly readers: string;
  readonly academicYear: string;
  readonly issuedOn: string;
  readonly asOf: string;
  /** SHA-256 of the checkpoint that covers the records it was made from, hexadecimal. */
  readonly checkpoint: string;
  /** Those of schools' records, and of the alliance's of other years, which stand in the attached list. */
  readonly otherSnapshots: readonly Pick<SnapshotUsed, 'of'>[];
  readonly keyId: string;
  /** The number of the issue that this one corrects. */
  readonly replaces: string | null;
  readonly attachments: readonly { readonly name: string }[];
}

/** What a document was made from, and how to see that nobody has altered it. */
export function addProvenance(flow: PageFlow, provenance: Provenance): void {
  const { number, readers, academicYear, issuedOn, asOf, checkpoint, keyId, replaces, attachments } = provenance;
  const others = provenance.otherSnapshots;
  const whose = others.some(({ of }) => of === 'school') ? ' and those of schools' : '';
  const issue = replaces === null ? 'the first issue' : `in place of ${replaces}, which should no longer be used`;
  const attached = attachments.map(({ name }) => name).join(' and ');
  addClosingWords(flow, [
    `Document ${number} of ${academicYear}, issued on ${longDate(issuedOn)}, ${issue}. Written for ${readers}. ` +
      `Made by Concordat from the alliance’s own records${whose} as they stood on ${longDate(asOf)}.` +
      (others.length === 0 ? '' : ' The attached snapshots.csv lists which.') +
      (attached === '' ? '' : ` Attached: ${attached}.`) +
      ` Checkpoint ${checkpoint}, signing key ${keyId}. Whoever keeps the checkpoint, a signed record of all that was kept by then, can ` +
      'ask later whether anything behind this document was altered. To check this file, run “concordat verify” followed by its name, ' +
      'or send it to your coordinator.',
  ]);
}

/** Whatever is said below the last words of a document. */
export function addClosingWords(flow: PageFlow, paragraphs: readonly string[]): void {
  const { lettering, pdf, left, width } = flow;
  const style = styles.closing;
  // Asked after the paragraphs are laid out, which may themselves need the sign.
  const laidOut = (texts: readonly string[]) =>
    texts.map((text) => ({ text, lines: lettering.wrap(text, style, width) }));
  const parts = laidOut(paragraphs);
  if (lettering.usedStandIn()) parts.push(...laidOut([aboutStandIn]));
  const height = parts.reduce((sum, { lines }) => sum + lines.length * style.leading, 0);
  // The foot of every page is kept free for these words, so that they add no page unless somebody's words are very long.
  reserve(flow, Math.max(0, height - (sheet.bottom - footer.top - 2 * gap)));
  if (parts.length === 0) return;
  let top = footer.top + gap + height;
  pdf.artifact(flow.page, 'Layout', (canvas) => canvas.line(left, top + 1, left + width, top + 1, colours.rule, 0.4));
  for (const { text, lines } of parts) {
    pdf.mark(flow.page, textElement(flow, 'P', pdf.root, text), (canvas) => {
      drawLines(flow, canvas, lines, left, top, style);
    });
    top -= lines.length * style.leading;
  }
}

const gap = 2;

const aboutStandIn =
  `The sign ${standIn} stands for a letter or picture that this typeface does not have. ` +
  'The records keep it as it was typed, and a screen reader is given it as it was typed.';
