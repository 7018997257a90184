import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly text: string;
  readonly subject: string;
  /** What is attached, by file name, as text. */
  readonly attachments: ReadonlyMap<string, string>;
}

/** What a reader finds in a PDF: its words in reading order, and what is attached to it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const { info } = await pdf.getMetadata();
  const attachments = new Map<string, string>();
  for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) {
    attachments.set(filename, new TextDecoder().decode((await pdf.getAttachmentContent(id)) as Uint8Array));
  }
  await task.destroy();
  return {
    text: pages.join('\n').replace(/\s+/g, ' '),
    subject: String((info as { Subject?: string }).Subject),
    attachments,
  };
}
