import {
  AFRelationship,
  getDefaultSRGBProfile,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import { type Canvas, createCanvas, encodeWith } from './canvas.ts';
import type { Picture } from './picture.ts';
import { sheet } from './style.ts';
import { withoutControls } from './text.ts';
import { readTypeface } from './typeface.ts';
import { type DocumentInformation, writeXmp } from './xmp.ts';

/** The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that our documents use. */
export type ElementType =
  | 'Document'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'TOC'
  | 'TOCI'
  | 'Reference'
  | 'Link'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

export interface ElementOptions {
  /** Says in words what a picture shows. */
  readonly alt?: string;
  /** Read out in place of what is printed. */
  readonly actualText?: string;
  readonly attributes?: Readonly<Record<string, string | number | number[]>>;
}

/** A node of the structure tree, which is what assistive technology reads. */
export interface StructureElement extends ElementOptions {
  readonly type: ElementType;
  readonly parent: StructureElement | null;
  readonly ref: PDFRef;
  readonly kids: StructureKid[];
}

type StructureKid =
  | { readonly kind: 'element'; readonly element: StructureElement }
  | { readonly kind: 'content'; readonly page: Page; readonly id: number }
  | { readonly kind: 'annotation'; readonly page: Page; readonly ref: PDFRef };

/** A page and what is drawn on it. */
export interface Page {
  readonly canvas: Canvas;
  readonly pdfPage: PDFPage;
  readonly commands: string[];
  /** The element to which each piece of marked content belongs, by the content's number. */
  readonly owners: PDFRef[];
}

/** A heading as the outline and the contents list name it. */
export interface Bookmark {
  readonly title: string;
  /** 1 is the outermost. */
  readonly level: number;
  readonly page: Page;
  /** Points from the bottom of the page. */
  readonly y: number;
}

export interface Attachment {
  /** A file name, unique in the document. */
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly description: string;
}

export interface TaggedPdf {
  readonly root: StructureElement;
  readonly pages: readonly Page[];
  readonly bookmarks: readonly Bookmark[];
  addPage(): Page;
  element(type: ElementType, parent: StructureElement, options?: ElementOptions): StructureElement;
  /** What `draw` draws is the content of `element`. */
  mark(page: Page, element: StructureElement, draw: (canvas: Canvas) => void): void;
  /** What `draw` draws is decoration, or repeats what was said before, and is not read out. */
  artifact(page: Page, kind: 'Layout' | 'Pagination' | 'Footer', draw: (canvas: Canvas) => void): void;
  /** Makes an area of the page (left, bottom, right, top) lead to a bookmark. */
  link(page: Page, element: StructureElement, area: readonly [number, number, number, number], to: Bookmark): void;
  bookmark(bookmark: Bookmark): void;
  attach(attachment: Attachment): Promise<void>;
  /** The finished file. `id` is 16 bytes that are the same only for the same document. */
  save(id: Uint8Array): Promise<Uint8Array>;
}

interface Outline {
  readonly ref: PDFRef;
  readonly level: number;
  readonly bookmark: Bookmark | null;
  readonly parent: Outline | null;
  readonly kids: Outline[];
}

const name = (text: string) => PDFName.of(text);
const readable = (text: string) => PDFHexString.fromText(withoutControls(text));

/** A PDF that says what everything in it is: PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3). */
export async function createTaggedPdf(
  information: DocumentInformation,
  fonts: { readonly regular: Uint8Array; readonly bold: Uint8Array },
  logo: Picture | null,
): Promise<TaggedPdf> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { catalog, context } = pdf;
  pdf.registerFontkit({ create: (bytes) => readTypeface(bytes).face });
  const embed = (bytes: Uint8Array, subsetTag: string) =>
    pdf.embedFont(bytes, { subset: true, customName: `${subsetTag}+${readTypeface(bytes).face.postscriptName}` });
  const regular = await embed(fonts.regular, 'CONREG');
  const bold = await embed(fonts.bold, 'CONBLD');
  const picture = logo && (await (logo.kind === 'png' ? pdf.embedPng(logo.bytes) : pdf.embedJpg(logo.bytes)));
  const resources = context.register(
    context.obj({ Font: { FR: regular.ref, FB: bold.ref }, ...(picture && { XObject: { Logo: picture.ref } }) }),
  );
  const encode = { regular: encodeWith(regular), bold: encodeWith(bold) };

  const pages: Page[] = [];
  const bookmarks: Bookmark[] = [];
  /** By parent tree key: a page's content by its number, or an annotation's element. */
  const parentTree: (PDFRef[] | PDFRef)[] = [];
  const treeRef = context.nextRef();

  const newElement = (type: ElementType, parent: StructureElement | null, options: ElementOptions = {}) => {
    const element: StructureElement = { type, parent, ref: context.nextRef(), kids: [], ...options };
    parent?.kids.push({ kind: 'element', element });
    return element;
  };
  const root = newElement('Document', null);
  const destination = ({ page, y }: Bookmark) => [page.pdfPage.ref, name('XYZ'), null, Math.round(y), null];

  function addPage(): Page {
    const pdfPage = pdf.addPage([sheet.width, sheet.height]);
    const commands: string[] = [];
    const page: Page = { canvas: createCanvas(commands, encode), pdfPage, commands, owners: [] };
    pages.push(page);
    pdfPage.node.set(name('StructParents'), context.obj(parentTree.push(page.owners) - 1));
    pdfPage.node.set(name('Tabs'), name('S'));
    return page;
  }

  function enclose(page: Page, beginning: string, draw: (canvas: Canvas) => void): void {
    page.commands.push(beginning);
    draw(page.canvas);
    page.commands.push('EMC');
  }

  function mark(page: Page, element: StructureElement, draw: (canvas: Canvas) => void): void {
    const id = page.owners.push(element.ref) - 1;
    element.kids.push({ kind: 'content', page, id });
    enclose(page, `/${element.type} <</MCID ${id}>> BDC`, draw);
  }

  function artifact(page: Page, kind: 'Layout' | 'Pagination' | 'Footer', draw: (canvas: Canvas) => void): void {
    const type = kind === 'Footer' ? '/Type /Pagination /Subtype /Footer' : `/Type /${kind}`;
    enclose(page, `/Artifact <<${type}>> BDC`, draw);
  }

  function link(page: Page, element: StructureElement, area: readonly number[], to: Bookmark): void {
    const annotation = context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: area.map(Math.round),
      F: 4,
      Border: [0, 0, 0],
      Contents: readable(to.title),
      Dest: destination(to),
      StructParent: parentTree.push(element.ref) - 1,
    });
    const ref = context.register(annotation);
    element.kids.push({ kind: 'annotation', page, ref });
    page.pdfPage.node.addAnnot(ref);
  }

  function writeElement(element: StructureElement): void {
    const { kids, alt, actualText, attributes } = element;
    const [firstPage, ...otherPages] = new Set(kids.flatMap((kid) => (kid.kind === 'element' ? [] : [kid.page])));
    const entries = kids.map((kid) => {
      if (kid.kind === 'element') {
        writeElement(kid.element);
        return kid.element.ref;
      }
      const Pg = kid.page.pdfPage.ref;
      if (kid.kind === 'annotation') return context.obj({ Type: 'OBJR', Pg, Obj: kid.ref });
      return otherPages.length === 0 ? kid.id : context.obj({ Type: 'MCR', Pg, MCID: kid.id });
    });
    context.assign(
      element.ref,
      context.obj({
        Type: 'StructElem',
        S: element.type,
        P: element.parent?.ref ?? treeRef,
        K: entries,
        Pg: firstPage?.pdfPage.ref,
        Alt: alt === undefined ? undefined : readable(alt),
        ActualText: actualText === undefined ? undefined : readable(actualText),
        A: attributes,
      }),
    );
  }

  function writeStructureTree(): void {
    writeElement(root);
    const numbers = parentTree.flatMap((owner, key) => [
      key,
      owner instanceof PDFRef ? owner : context.register(context.obj(owner)),
    ]);
    const tree = context.obj({
      Type: 'StructTreeRoot',
      K: root.ref,
      ParentTree: context.register(context.obj({ Nums: numbers })),
      ParentTreeNextKey: parentTree.length,
    });
    context.assign(treeRef, tree);
    catalog.set(name('StructTreeRoot'), treeRef);
    catalog.set(name('MarkInfo'), context.obj({ Marked: true }));
  }

  function writeOutline(): void {
    const top: Outline = { ref: context.nextRef(), level: 0, bookmark: null, parent: null, kids: [] };
    let last = top;
    for (const bookmark of bookmarks) {
      let parent: Outline = last;
      while (parent.parent && parent.level >= bookmark.level) parent = parent.parent;
      last = { ref: context.nextRef(), level: bookmark.level, bookmark, parent, kids: [] };
      parent.kids.push(last);
    }
    const descendants = (outline: Outline): number => outline.kids.reduce((sum, kid) => sum + 1 + descendants(kid), 0);
    const write = (outline: Outline, previous?: Outline, next?: Outline): void => {
      const { bookmark, kids } = outline;
      const entry = context.obj({
        Type: bookmark ? undefined : 'Outlines',
        Title: bookmark ? readable(bookmark.title) : undefined,
        Dest: bookmark ? destination(bookmark) : undefined,
        Parent: outline.parent?.ref,
        Prev: previous?.ref,
        Next: next?.ref,
        First: kids[0]?.ref,
        Last: kids.at(-1)?.ref,
        Count: kids.length > 0 ? descendants(outline) : undefined,
      });
      context.assign(outline.ref, entry);
      for (const [at, kid] of kids.entries()) write(kid, kids[at - 1], kids[at + 1]);
    };
    write(top);
    catalog.set(name('Outlines'), top.ref);
    catalog.set(name('PageMode'), name('UseOutlines'));
  }

  function writePages(): void {
    for (const { pdfPage, commands } of pages) {
      pdfPage.node.set(name('Resources'), resources);
      pdfPage.node.set(name('Contents'), context.register(context.flateStream(commands.join('\n'))));
    }
  }

  function writeInformation(): void {
    const { title, author, subject, producer, language, date } = information;
    pdf.setTitle(title);
    pdf.setAuthor(author);
    pdf.setSubject(subject);
    pdf.setProducer(producer);
    pdf.setCreator(producer);
    pdf.setCreationDate(date);
    pdf.setModificationDate(date);
    const packet = context.stream(new TextEncoder().encode(writeXmp(information)), {
      Type: 'Metadata',
      Subtype: 'XML',
    });
    const profile = context.register(context.flateStream(getDefaultSRGBProfile(), { N: 3 }));
    const output = context.obj({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: PDFString.of('sRGB'),
      DestOutputProfile: profile,
    });
    catalog.set(name('Metadata'), context.register(packet));
    catalog.set(name('OutputIntents'), context.obj([context.register(output)]));
    catalog.set(name('Lang'), PDFString.of(language));
    catalog.set(name('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
  }

  return {
    root,
    pages,
    bookmarks,
    addPage,
    element: newElement,
    mark,
    artifact,
    link,
    bookmark: (bookmark) => void bookmarks.push(bookmark),
    attach: ({ name: fileName, mimeType, bytes, description }) =>
      pdf.attach(bytes, fileName, {
        mimeType,
        description,
        afRelationship: AFRelationship.Data,
        creationDate: information.date,
        modificationDate: information.date,
      }),
    async save(id) {
      writePages();
      writeStructureTree();
      writeOutline();
      writeInformation();
      await pdf.flush();
      const fileId = PDFHexString.fromBytes(id);
      context.trailerInfo.ID = context.obj([fileId, fileId]);
      return pdf.save({ useObjectStreams: true, updateFieldAppearances: false, addDefaultPage: false });
    },
  };
}
