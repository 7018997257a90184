import { decodePDFRawStream, PDFArray, PDFBool, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleDocuments } from '../support/example-documents.ts';
import { checkPdfUa } from '../support/pdf-ua.ts';
import { realPart } from '../support/real-parts.ts';

const name = (text: string) => PDFName.of(text);

/** Every dictionary of the file that is a structure element of this type. */
function elements(pdf: PDFDocument, type: string): PDFDict[] {
  return pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object): object is PDFDict => object instanceof PDFDict && object.get(name('S')) === name(type));
}

const first = (pdf: PDFDocument, type: string): PDFDict => {
  const [element] = elements(pdf, type);
  if (!element) throw new Error(`The example has no ${type}.`);
  return element;
};

/** Changes what is drawn on page 1. */
function replaceContent(pdf: PDFDocument, change: (content: string) => string): void {
  const { node } = pdf.getPage(0);
  const stream = pdf.context.lookup(node.get(name('Contents')));
  if (!(stream instanceof PDFRawStream)) throw new Error('Page 1 has no content.');
  const content = new TextDecoder('latin1').decode(decodePDFRawStream(stream).decode());
  node.set(name('Contents'), pdf.context.register(pdf.context.stream(change(content))));
}

const faults: readonly { condition: string; fault: string; make(pdf: PDFDocument): void }[] = [
  {
    condition: '01-003',
    fault: 'an artifact within tagged content',
    make: (pdf) =>
      replaceContent(pdf, (content) => content.replace('/H1', '/P <</MCID 0>> BDC /Artifact BMC EMC EMC\n/H1')),
  },
  {
    condition: '01-005',
    fault: 'a line that is neither tagged nor an artifact',
    make: (pdf) => replaceContent(pdf, (content) => `${content}\n0 0 m 10 10 l S`),
  },
  {
    condition: '01-006',
    fault: 'content whose number is not in the tree',
    make: (pdf) => replaceContent(pdf, (content) => `${content}\n/P <</MCID 999>> BDC EMC`),
  },
  { condition: '02-001', fault: 'an unknown type', make: (pdf) => first(pdf, 'P').set(name('S'), name('Paragraph')) },
  { condition: '06-001', fault: 'no metadata', make: (pdf) => void pdf.catalog.delete(name('Metadata')) },
  { condition: '06-004', fault: 'no mark as tagged', make: (pdf) => void pdf.catalog.delete(name('MarkInfo')) },
  {
    condition: '07-002',
    fault: 'the file name shown for the title',
    make: (pdf) => pdf.catalog.lookup(name('ViewerPreferences'), PDFDict).set(name('DisplayDocTitle'), PDFBool.False),
  },
  { condition: '09-004', fault: 'a cell outside a row', make: (pdf) => first(pdf, 'TR').set(name('S'), name('Div')) },
  { condition: '11-006', fault: 'no language', make: (pdf) => void pdf.catalog.delete(name('Lang')) },
  { condition: '13-004', fault: 'a chart without words', make: (pdf) => void first(pdf, 'Figure').delete(name('Alt')) },
  { condition: '14-003', fault: 'a skipped heading level', make: (pdf) => first(pdf, 'H2').set(name('S'), name('H4')) },
  {
    condition: '15-003',
    fault: 'a heading cell without scope',
    make: (pdf) => void first(pdf, 'TH').delete(name('A')),
  },
  {
    condition: '15-005',
    fault: 'a row that is too short',
    make: (pdf) => first(pdf, 'TR').lookup(name('K'), PDFArray).remove(0),
  },
  { condition: '28-009', fault: 'no tab order', make: (pdf) => void pdf.getPage(0).node.delete(name('Tabs')) },
  {
    condition: '28-011',
    fault: 'a link outside a Link',
    make: (pdf) => first(pdf, 'Link').set(name('S'), name('Reference')),
  },
  {
    condition: '31-030',
    fault: 'a letter that the font lacks',
    make: (pdf) => replaceContent(pdf, (content) => content.replace(/<[0-9A-F]{4}/, '<0000')),
  },
  {
    condition: 'A-attachment',
    fault: 'a file that is not said to belong',
    make: (pdf) => void pdf.catalog.delete(name('AF')),
  },
  { condition: 'A-colour', fault: 'no colour profile', make: (pdf) => void pdf.catalog.delete(name('OutputIntents')) },
];

describe.skipIf(realPart('qpdf') === null)('the conformance checker', () => {
  let sound: Uint8Array;
  beforeAll(async () => {
    sound = (await exampleDocuments.find(({ id }) => id === 'annual-report')?.render()) ?? new Uint8Array();
  });

  it.each(faults)('finds $condition: $fault', async ({ condition, make }) => {
    const pdf = await PDFDocument.load(sound, { updateMetadata: false });
    make(pdf);
    const failures = await checkPdfUa(await pdf.save());
    expect(failures.map((failure) => failure.condition)).toContain(condition);
  });

  it('finds nothing in a file that was only saved again', async () => {
    const pdf = await PDFDocument.load(sound, { updateMetadata: false });
    expect(await checkPdfUa(await pdf.save())).toEqual([]);
  });
});
