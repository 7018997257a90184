import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * An independent look at a PDF file through qpdf and pdf.js, neither of which made it. Tests for the failure conditions
 * of the Matterhorn Protocol 1.1 (PDF/UA-1) that a program can see, by their numbers there, and for the marks of PDF/A-3a.
 */
export interface Failure {
  /** The Matterhorn failure condition, such as 13-004; "A-…" for PDF/A. */
  readonly condition: string;
  readonly message: string;
}

type PdfValue = null | boolean | number | string | readonly PdfValue[] | PdfDictionary;
interface PdfDictionary {
  readonly [key: string]: PdfValue | undefined;
}

interface QpdfObject {
  readonly value?: PdfValue;
  readonly stream?: { readonly dict: PdfDictionary };
}

interface PdfFile {
  readonly path: string;
  readonly catalog: PdfDictionary;
  readonly trailer: PdfDictionary;
  readonly dictionaries: readonly PdfDictionary[];
  /** Follows references until something else stands there. */
  follow(value: PdfValue | undefined): PdfValue;
  dictionary(value: PdfValue | undefined): PdfDictionary | null;
  list(value: PdfValue | undefined): readonly PdfValue[];
  text(value: PdfValue | undefined): string;
}

type Report = (condition: string, message: string) => void;

/** All failures found, at most three of each kind; none means that the file passes. */
export async function checkPdfUa(bytes: Uint8Array): Promise<Failure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-ua-'));
  try {
    const path = join(folder, 'document.pdf');
    writeFileSync(path, bytes);
    const failures: Failure[] = [];
    const report: Report = (condition, message) => {
      const alike = failures.filter((failure) => failure.condition === condition);
      if (alike.length < 3) failures.push({ condition, message });
    };
    const pdf = openWithQpdf(path);
    checkMetadata(pdf, report);
    checkCatalog(pdf, report);
    checkFonts(pdf, report);
    checkFiles(pdf, report);
    const structure = walkStructure(pdf, report);
    checkHeadings(structure.headings, report);
    for (const table of structure.tables) checkTable(pdf, table, report);
    const pages = listPages(pdf);
    checkAnnotations(pdf, pages, structure, report);
    await checkContent(bytes, pages, structure, report);
    return failures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// ---- reading ----------------------------------------------------------------------------------------------

function qpdf(...options: string[]): Buffer {
  return execFileSync('qpdf', options, { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

const isReference = (value: unknown): value is string => typeof value === 'string' && /^\d+ \d+ R$/.test(value);

function openWithQpdf(path: string): PdfFile {
  qpdf('--check', path);
  const json = JSON.parse(qpdf('--json=2', '--json-stream-data=none', '--json-key=qpdf', path).toString());
  const objects = json.qpdf[1] as Record<string, QpdfObject>;
  const follow = (value: PdfValue | undefined): PdfValue => {
    let found = value ?? null;
    while (isReference(found)) {
      const object: QpdfObject | undefined = objects[`obj:${found}`];
      found = object?.value ?? object?.stream?.dict ?? null;
    }
    return found;
  };
  const dictionary = (value: PdfValue | undefined): PdfDictionary | null => {
    const found = follow(value);
    return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as PdfDictionary) : null;
  };
  const list = (value: PdfValue | undefined): readonly PdfValue[] => {
    const found = follow(value);
    if (found === null) return [];
    return Array.isArray(found) ? found : [value ?? null];
  };
  const text = (value: PdfValue | undefined): string => {
    const found = follow(value);
    return typeof found === 'string' ? found.replace(/^[ub]:/, '') : '';
  };
  const trailer = (objects.trailer?.value ?? {}) as PdfDictionary;
  const dictionaries = Object.values(objects)
    .map((object) => object.value ?? object.stream?.dict ?? null)
    .filter((value): value is PdfDictionary => value !== null && typeof value === 'object' && !Array.isArray(value));
  return { path, trailer, catalog: dictionary(trailer['/Root']) ?? {}, dictionaries, follow, dictionary, list, text };
}

interface PageEntry {
  readonly ref: string;
  readonly page: PdfDictionary;
}

function listPages(pdf: PdfFile): PageEntry[] {
  const visit = (node: PdfValue | undefined): PageEntry[] => {
    const dictionary = pdf.dictionary(node);
    if (!dictionary) return [];
    if (dictionary['/Kids']) return pdf.list(dictionary['/Kids']).flatMap(visit);
    return [{ ref: String(node), page: dictionary }];
  };
  return visit(pdf.catalog['/Pages']);
}

// ---- the file as a whole ----------------------------------------------------------------------------------

function checkMetadata(pdf: PdfFile, report: Report): void {
  const reference = pdf.catalog['/Metadata'];
  if (!isReference(reference)) {
    report('06-001', 'no XMP metadata');
    return;
  }
  const [number = ''] = reference.split(' ');
  const xmp = qpdf(`--show-object=${number}`, '--filtered-stream-data', pdf.path).toString();
  if (!/<pdfuaid:part>1</.test(xmp)) report('06-002', 'the metadata does not claim PDF/UA-1');
  if (!/<dc:title>.*<rdf:li[^>]*>[^<]+</.test(xmp)) report('06-003', 'no title in the metadata');
  if (!/<pdfaid:part>3<.*<pdfaid:conformance>A</.test(xmp))
    report('A-metadata', 'the metadata does not claim PDF/A-3a');
  if (!/pdfaSchema:prefix>pdfuaid</.test(xmp)) report('A-metadata', 'the PDF/UA schema is not declared');
  // Written by XML's rules: no character that XML does not know.
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xmp)) report('A-metadata', 'not XML');
}

function checkCatalog(pdf: PdfFile, report: Report): void {
  const { catalog, dictionary, follow, text, trailer } = pdf;
  if (trailer['/Encrypt']) report('26-001', 'encrypted');
  if (pdf.list(trailer['/ID']).length !== 2) report('A-id', 'no file identifier');
  if (follow(dictionary(catalog['/ViewerPreferences'])?.['/DisplayDocTitle']) !== true) {
    report('07-002', 'viewers are not asked to show the title');
  }
  const marks = dictionary(catalog['/MarkInfo']);
  if (follow(marks?.['/Marked']) !== true) report('06-004', 'not marked as tagged');
  if (follow(marks?.['/Suspects']) === true) report('01-007', 'the tags are declared suspect');
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(text(catalog['/Lang']))) report('11-006', 'no language');
  const [intent] = pdf.list(catalog['/OutputIntents']);
  if (!dictionary(intent)?.['/DestOutputProfile']) report('A-colour', 'no output profile');
}

function checkFonts(pdf: PdfFile, report: Report): void {
  for (const font of pdf.dictionaries) {
    if (font['/Type'] !== '/Font' || font['/Subtype'] !== '/Type0') continue;
    const name = String(font['/BaseFont']);
    const [descendant] = pdf.list(font['/DescendantFonts']);
    const inner = pdf.dictionary(descendant);
    const descriptor = pdf.dictionary(inner?.['/FontDescriptor']);
    if (!descriptor?.['/FontFile2'] && !descriptor?.['/FontFile3']) report('31-009', `${name} is not embedded`);
    if (inner?.['/CIDToGIDMap'] === undefined) report('31-004', `${name} does not map its glyphs`);
    if (!font['/ToUnicode']) report('31-027', `${name} does not say which characters its glyphs are`);
  }
  const simple = pdf.dictionaries.filter(
    (font) => font['/Type'] === '/Font' && /Type1|TrueType/.test(String(font['/Subtype'])),
  );
  for (const font of simple) if (!font['/FontDescriptor']) report('31-009', `${font['/BaseFont']} is not embedded`);
}

function checkFiles(pdf: PdfFile, report: Report): void {
  const associated = pdf.list(pdf.catalog['/AF']).map(String);
  for (const file of pdf.dictionaries.filter((dictionary) => dictionary['/Type'] === '/Filespec')) {
    if (!pdf.text(file['/F']) || !pdf.text(file['/UF'])) report('21-001', 'an attached file has no name');
    if (!file['/AFRelationship']) report('A-attachment', 'an attached file does not say what it is to the document');
    const stream = pdf.dictionary(pdf.dictionary(file['/EF'])?.['/F']);
    if (!stream?.['/Subtype']) report('A-attachment', 'an attached file has no type');
  }
  const files = pdf.dictionaries.filter((dictionary) => dictionary['/Type'] === '/Filespec').length;
  if (associated.length !== files) report('A-attachment', 'attached files are not associated with the document');
}

// ---- the structure tree -----------------------------------------------------------------------------------

const standardTypes = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody ' +
    'Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form'
  ).split(' '),
);
const allowedKids: Readonly<Record<string, readonly string[]>> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['LI', 'L', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOCI', 'TOC', 'Caption'],
};
const allowedParents: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
};

interface Structure {
  /** Levels in reading order. */
  readonly headings: number[];
  readonly tables: PdfDictionary[];
  /** Page reference and number of every piece of content in the tree. */
  readonly content: Set<string>;
  /** Annotation reference to the type of the element that holds it. */
  readonly annotations: Map<string, string>;
}

const typeOf = (element: PdfDictionary | null) => String(element?.['/S'] ?? '').slice(1);

function walkStructure(pdf: PdfFile, report: Report): Structure {
  const structure: Structure = { headings: [], tables: [], content: new Set(), annotations: new Map() };
  const visited = new Set<string>();

  function visitContent(content: PdfValue, page: PdfValue | undefined, holder: string): string | null {
    const value = pdf.follow(content);
    if (typeof value === 'number') {
      structure.content.add(`${page}#${value}`);
      return 'content';
    }
    const dictionary = pdf.dictionary(value);
    if (dictionary?.['/Type'] === '/MCR') {
      structure.content.add(`${dictionary['/Pg'] ?? page}#${dictionary['/MCID']}`);
      return 'content';
    }
    if (dictionary?.['/Type'] === '/OBJR') {
      structure.annotations.set(String(dictionary['/Obj']), holder);
      return 'content';
    }
    return null;
  }

  function visit(reference: PdfValue, parentType: string): void {
    if (isReference(reference)) {
      if (visited.has(reference)) {
        report('09-001', 'an element stands in the tree twice');
        return;
      }
      visited.add(reference);
    }
    const element = pdf.dictionary(reference);
    if (!element) {
      report('09-001', 'an element is missing');
      return;
    }
    const type = typeOf(element);
    if (!standardTypes.has(type)) report('02-001', `${type} is not a standard type`);
    if (!element['/P']) report('09-001', `${type} has no parent`);
    if (allowedParents[type] && !allowedParents[type].includes(parentType))
      report('09-004', `${type} in ${parentType}`);
    if (type === 'Figure' && !pdf.text(element['/Alt'])) report('13-004', 'a figure is not described');
    if (type === 'Table') structure.tables.push(element);
    if (/^H[1-6]$/.test(type)) structure.headings.push(Number(type[1]));

    const kidTypes: string[] = [];
    for (const kid of pdf.list(element['/K'])) {
      const content = visitContent(kid, element['/Pg'], type);
      kidTypes.push(content ?? typeOf(pdf.dictionary(kid)));
      if (content === null) visit(kid, type);
    }
    const allowed = allowedKids[type];
    for (const kid of kidTypes) if (allowed && !allowed.includes(kid)) report('09-004', `${kid} in ${type}`);
    if (kidTypes.indexOf('Caption') > 0) report('09-004', `the caption of a ${type} does not come first`);
  }

  const root = pdf.dictionary(pdf.catalog['/StructTreeRoot']);
  if (!root) report('01-005', 'no structure tree');
  for (const kid of pdf.list(root?.['/K'])) visit(kid, '');
  if (root) checkParentTree(pdf, root, structure, report);
  return structure;
}

/** The way back from content to its element must agree with the tree. */
function checkParentTree(pdf: PdfFile, root: PdfDictionary, structure: Structure, report: Report): void {
  const numbers = pdf.list(pdf.dictionary(root['/ParentTree'])?.['/Nums']);
  const owners = new Map<number, PdfValue>();
  for (let at = 0; at + 1 < numbers.length; at += 2) owners.set(Number(numbers[at]), numbers[at + 1] ?? null);
  for (const { ref, page } of listPages(pdf)) {
    const elements = pdf.list(owners.get(Number(page['/StructParents'])) ?? null);
    const marked = [...structure.content].filter((content) => content.startsWith(`${ref}#`));
    if (elements.length !== marked.length) report('01-006', `page ${ref}: the parent tree does not match the content`);
  }
  for (const annotation of structure.annotations.keys()) {
    const key = pdf.dictionary(annotation)?.['/StructParent'];
    if (!owners.has(Number(key))) report('28-011', 'an annotation is not in the parent tree');
  }
}

function checkHeadings(levels: readonly number[], report: Report): void {
  for (const [at, level] of levels.entries()) {
    const before = levels[at - 1];
    if (before === undefined && level !== 1) report('14-002', `the first heading is of level ${level}`);
    if (before !== undefined && level > before + 1)
      report('14-003', `a heading of level ${level} follows level ${before}`);
  }
}

function checkTable(pdf: PdfFile, table: PdfDictionary, report: Report): void {
  const rowsOf = (element: PdfDictionary): PdfDictionary[] =>
    pdf.list(element['/K']).flatMap((kid) => {
      const dictionary = pdf.dictionary(kid);
      if (!dictionary) return [];
      if (typeOf(dictionary) === 'TR') return [dictionary];
      return ['THead', 'TBody', 'TFoot'].includes(typeOf(dictionary)) ? rowsOf(dictionary) : [];
    });
  const rows = rowsOf(table).map((row) => pdf.list(row['/K']).map((cell) => pdf.dictionary(cell)));
  if (new Set(rows.map((row) => row.length)).size > 1) report('15-005', 'the rows of a table differ in length');
  for (const cell of rows.flat()) {
    const scopes = pdf.list(cell?.['/A']).map((attributes) => pdf.dictionary(attributes)?.['/Scope']);
    if (typeOf(cell) === 'TH' && !scopes.some(Boolean)) report('15-003', 'a heading cell does not say what it heads');
  }
}

// ---- the pages --------------------------------------------------------------------------------------------

function checkAnnotations(pdf: PdfFile, pages: readonly PageEntry[], structure: Structure, report: Report): void {
  for (const { page } of pages) {
    const annotations = pdf.list(page['/Annots']);
    if (annotations.length > 0 && page['/Tabs'] !== '/S')
      report('28-009', 'the tab order is not that of the structure');
    for (const reference of annotations) {
      const annotation = pdf.dictionary(reference);
      const holder = structure.annotations.get(String(reference));
      const isLink = annotation?.['/Subtype'] === '/Link';
      if (isLink && holder !== 'Link') report('28-011', 'a link is not held by a Link element');
      if (!isLink && holder === undefined) report('28-002', 'an annotation is not in the structure');
      if (!pdf.text(annotation?.['/Contents'])) report('28-012', 'a link does not say where it leads');
      if (((Number(annotation?.['/F']) || 0) & 4) === 0) report('A-annotation', 'an annotation is not printed');
    }
  }
}

const painting = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
  OPS.showText,
  OPS.showSpacedText,
  OPS.shadingFill,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
]);

interface MarkedContent {
  readonly artifact: boolean;
  readonly tagged: boolean;
}

/** What pdf.js gives for a glyph. The glyph numbered 0 is .notdef, which no font of ours maps to a character. */
interface ShownGlyph {
  readonly unicode: string;
}

/** Everything painted is either content of the tree or an artifact, never both, and every letter is in its font. */
async function checkContent(
  bytes: Uint8Array,
  pages: readonly PageEntry[],
  { content }: Structure,
  report: Report,
): Promise<void> {
  const loading = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await loading.promise;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
    const open: MarkedContent[] = [];
    for (const [at, operator] of fnArray.entries()) {
      const args = argsArray[at];
      if (operator === OPS.beginMarkedContent || operator === OPS.beginMarkedContentProps) {
        const tag = typeof args[0] === 'string' ? args[0] : args[0]?.name;
        const id = typeof args[1] === 'number' ? args[1] : null;
        const tagged = id !== null && content.has(`${pages[number - 1]?.ref}#${id}`);
        const artifact = tag === 'Artifact';
        if (artifact && open.some((outer) => outer.tagged)) report('01-003', 'an artifact within tagged content');
        if (tagged && open.some((outer) => outer.artifact)) report('01-004', 'tagged content within an artifact');
        if (id !== null && !tagged) report('01-006', `content ${id} of page ${number} is not in the tree`);
        open.push({ artifact, tagged });
      } else if (operator === OPS.endMarkedContent) {
        open.pop();
      } else {
        const paints = painting.has(operator) || (operator === OPS.constructPath && painting.has(args?.[0]));
        const isMarked = open.some((outer) => outer.artifact || outer.tagged);
        if (paints && !isMarked) report('01-005', `page ${number} has content that is neither tagged nor an artifact`);
      }
      if (operator === OPS.showText) {
        for (const glyph of args[0] as (ShownGlyph | number | null)[]) {
          if (glyph && typeof glyph === 'object' && glyph.unicode === '\u0000') report('31-030', 'a letter is missing');
        }
      }
    }
    if (open.length > 0) report('01-005', `marked content of page ${number} is not closed`);
  }
  await loading.destroy();
}

/** The text of each page as a person would copy it, line by line. */
export async function readPdfText(bytes: Uint8Array): Promise<string[]> {
  const loading = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    let text = '';
    let height: number | null = null;
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const baseline = Math.round(item.transform[5]);
      if (height !== null) text += height === baseline ? '  ' : '\n';
      height = baseline;
      text += item.str.trimEnd();
    }
    pages.push(text);
  }
  await loading.destroy();
  return pages;
}
