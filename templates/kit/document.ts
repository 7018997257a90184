import { figuresOf, type SnapshotUsed, snapshotsOf } from './attached-tables.ts';
import { longDate } from './money-and-dates.ts';
import { addOpening } from './opening.ts';
import { type ContentsList, createPage, type Page } from './page.ts';
import { addParagraph, finishFlow, type PageFlow, startFlow } from './page-flow.ts';
import type { Picture } from './picture.ts';
import { addClosingWords, addProvenance } from './provenance.ts';
import { styles } from './style.ts';
import type { Table } from './table.ts';
import { type Attachment, createTaggedPdf } from './tagged-pdf.ts';
import { createLettering, withoutControls } from './text.ts';
import { readTypeface } from './typeface.ts';

/** For whom a document is written, which decides what may stand in it. */
export type Audience = 'school' | 'alliance' | 'outside';

export interface DocumentTemplate<Data> {
  /** In kebab case; never reused. */
  readonly id: string;
  readonly title: string;
  readonly audience: Audience;
  /** Whom or what an issue is about: stands under the title. */
  about(data: Data): string;
  /** What whoever receives it is asked to decide, such as “how …”, at the head of page 1; null where it only informs. A letter says neither. */
  asks?(data: Data, issue: Pick<Page, 'academicYear' | 'asOf'>): string | null;
  /** Data of an invented alliance, for tests and the reference. */
  readonly example: Data;
  render(page: Page, data: Data): void;
}

export interface LetterMeta {
  /** The two font files in templates/fonts, read by the caller. */
  readonly fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array };
  /** 'YYYY-MM-DD'. */
  readonly issuedOn: string;
  readonly alliance: string;
  /** The alliance's, on one line, where it has one. */
  readonly address?: string;
  readonly logo?: Picture;
  /** Such as 2025/26. */
  readonly academicYear: string;
}

export interface DocumentMeta extends LetterMeta {
  readonly number: string;
  /** The day on which the records stood as printed, 'YYYY-MM-DD'. */
  readonly asOf: string;
  /** SHA-256 of the checkpoint that covers the records it was made from, hexadecimal. */
  readonly checkpoint: string;
  /** SHA-256 of the snapshot of the alliance's own records, hexadecimal. */
  readonly snapshotHash: string;
  /** The snapshots of schools' records that it was made from as well, and of the alliance's of other years. */
  readonly otherSnapshots: readonly SnapshotUsed[];
  readonly keyId: string;
  /** The number of the issue that this one corrects, or null. */
  readonly replaces: string | null;
}

const readers: Readonly<Record<Audience, string>> = {
  school: 'the school named on page 1, its governors and its trust',
  alliance: 'the board of the alliance',
  outside: 'readers outside the alliance; small numbers are hidden',
};

/** Who may read a document, as its last page says it. */
export function readersOf({ audience }: Pick<DocumentTemplate<never>, 'audience'>): string {
  return readers[audience];
}

export function defineDocument<Data>(template: DocumentTemplate<Data>): DocumentTemplate<Data> {
  return template;
}

/** The document as a PDF file. The same template, data and meta give the same bytes on any machine. */
export async function renderDocument<Data>(
  template: DocumentTemplate<Data>,
  data: Data,
  meta: DocumentMeta,
): Promise<Uint8Array> {
  const { fonts: _, alliance: __, address: ___, logo: ____, ...origin } = meta;
  const { number, issuedOn, asOf, academicYear, checkpoint, snapshotHash, otherSnapshots } = meta;
  const snapshots = snapshotsOf({ of: 'alliance', academicYear, hash: snapshotHash }, otherSnapshots);
  return render(template, data, meta, {
    subject: `${template.title}, document ${number}, checkpoint ${checkpoint}`,
    dated: `Issued ${longDate(issuedOn)}  ·  Document ${number}`,
    footer: [number],
    asOf,
    attach: (tables) => [figuresOf(tables), snapshots].filter((one) => one !== null),
    end: (flow, attachments) => addProvenance(flow, { ...origin, readers: readers[template.audience], attachments }),
  });
}

/** The same for a page that only explains: it holds no records, so it has no number and names no snapshot. */
export async function renderLetter<Data>(
  template: DocumentTemplate<Data>,
  data: Data,
  meta: LetterMeta,
): Promise<Uint8Array> {
  return render(template, data, meta, {
    subject: template.title,
    dated: longDate(meta.issuedOn),
    footer: [],
    asOf: meta.issuedOn,
    attach: () => [],
    end: (flow) => addClosingWords(flow, []),
  });
}

/** What sets an issued document apart from a letter. */
interface Kind {
  readonly subject: string;
  readonly dated: string;
  /** Stands before the title at the foot of each page. */
  readonly footer: readonly string[];
  readonly asOf: string;
  attach(tables: readonly Table[]): readonly Attachment[];
  end(flow: PageFlow, attachments: readonly Attachment[]): void;
}

async function render<Data>(
  template: DocumentTemplate<Data>,
  data: Data,
  meta: LetterMeta,
  { subject, dated, footer, asOf, attach, end }: Kind,
): Promise<Uint8Array> {
  const oneLine = (text: string) => withoutControls(text).replaceAll('\n', ' ');
  const about = template.about(data);
  const { fonts, issuedOn, alliance, academicYear } = meta;
  const information = {
    title: oneLine(`${template.title}: ${about}, ${academicYear}`),
    author: oneLine(alliance),
    subject: oneLine(subject),
    producer: 'Concordat',
    language: 'en-GB',
    date: new Date(`${issuedOn}T00:00:00Z`),
  };
  const pdf = await createTaggedPdf(information, fonts, meta.logo ?? null);
  const lettering = createLettering(readTypeface(fonts.regular), readTypeface(fonts.bold));
  const flow = startFlow(pdf, lettering);
  const contentsLists: ContentsList[] = [];
  const tables: Table[] = [];
  const page = createPage(flow, contentsLists, tables, { alliance, academicYear, asOf });

  addOpening(flow, {
    alliance,
    address: meta.address ?? null,
    logo: meta.logo ?? null,
    title: template.title,
    about,
    academicYear,
    dated,
  });
  const asks = template.asks?.(data, page);
  if (asks !== undefined) {
    addParagraph(flow, asks === null ? 'For information.' : `For decision: ${asks}.`, styles.strong);
    flow.y -= 4;
  }
  template.render(page, data);
  const attachments = attach(tables);
  end(flow, attachments);
  finishFlow(flow, [...footer, `${template.title}: ${about}`].join('  ·  '));
  for (const fillIn of contentsLists) fillIn(pdf.bookmarks);
  for (const attachment of attachments) await pdf.attach(attachment);
  return pdf.save(await fileId(template.id, data, meta, attachments));
}

/** 16 bytes that differ when anything in the document differs. */
async function fileId(
  templateId: string,
  data: unknown,
  { fonts: _, logo, ...meta }: LetterMeta,
  attachments: readonly Attachment[],
) {
  const text = new TextEncoder().encode(JSON.stringify([templateId, data, meta]));
  const parts = [text, ...(logo ? [logo.bytes] : []), ...attachments.map(({ bytes }) => bytes)];
  const digests = await Promise.all(parts.map((part) => crypto.subtle.digest('SHA-256', new Uint8Array(part))));
  const all = new Uint8Array(digests.flatMap((digest) => [...new Uint8Array(digest)]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all)).slice(0, 16);
}
