import { SaxesParser } from 'saxes';
import { expect } from 'vitest';
import { entryBytes, openZip } from '../../../../functions/edges/local/xlsx/zip.ts';

/** An element whose names are all `{namespace}name`, whatever its prefixes were. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** XML read by a reader that is not ours and knows namespaces. @throws Error at whatever is not well-formed or not declared. */
export function parsed(xml: string): XmlElement {
  interface Open {
    name: string;
    attributes: Map<string, string>;
    children: XmlElement[];
    text: string;
  }
  const open: Open[] = [];
  let root: XmlElement | null = null;
  const named = (uri: string, local: string) => (uri === '' ? local : `{${uri}}${local}`);
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const written = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
    const element: Open = {
      name: named(uri, local),
      attributes: new Map(written.map((one) => [named(one.uri, one.local), one.value])),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (text: string) => {
    const last = open.at(-1);
    if (last) last.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  return root!;
}

/** What a workbook says to a reader that goes by namespaces and relationships; numbers of styles are told as what they mean. */
export interface Meaning {
  readonly tabs: ReadonlyMap<string, string>;
  /** In order, with their state. */
  readonly order: readonly string[];
  /** What each name refers to and the tab it belongs to. */
  readonly names: readonly string[];
  readonly activeTab: string | undefined;
  /** The lists of styles, an item's meaning at its number. */
  readonly looks: Readonly<Record<'cellXfs' | 'cellStyleXfs' | 'dxfs', readonly string[]>>;
  /** What the number formats mean that other parts name by number. */
  readonly formatsElsewhere: readonly string[];
}

const WORKBOOK_ORDER =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst';
const STYLES_ORDER = 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst';
const SHEET_ORDER =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing extLst';

/** Reads the whole workbook, and holds it to what every spreadsheet program asks of one. */
export function meaningOf(bytes: Uint8Array): Meaning {
  const zip = openZip(bytes);
  const parts = new Map(
    [...zip.entries.values()]
      .filter(({ name }) => /\.(xml|rels|vml)$/i.test(name))
      .map((entry) => [`/${entry.name}`.toLowerCase(), parsed(new TextDecoder().decode(entryBytes(zip, entry)))]),
  );
  const part = (name: string) => {
    const found = parts.get(name.toLowerCase());
    expect(found, `${name} is there`).toBeDefined();
    return found!;
  };
  const related = (name: string) => {
    const list = parts.get(name.replace(/[^/]*$/, (file) => `_rels/${file}.rels`).toLowerCase());
    const all = list ? children(list, `{${PACKAGE}/relationships}Relationship`) : [];
    const ids = all.map((one) => one.attributes.get('Id'));
    expect(new Set(ids).size, 'no relationship twice').toBe(ids.length);
    const target = (one: XmlElement) => new URL(one.attributes.get('Target')!, `part:${name}`).pathname;
    return new Map(
      all.map((one) => [one.attributes.get('Id')!, { type: one.attributes.get('Type')!, part: target(one) }]),
    );
  };
  const kinds = contentTypes(part('/[Content_Types].xml'));
  const hasType = (name: string, kind: string) => expect(kinds(name), `what ${name} is`).toBe(kind);

  const book = [...related('/').values()].find(({ type }) => type === `${OFFICE}/officeDocument`)!.part;
  const bookParts = related(book);
  const workbook = part(book);
  expect(workbook.name).toBe(`${MAIN}workbook`);
  inOrder(workbook, WORKBOOK_ORDER);
  const stylesPart = [...bookParts.values()].find(({ type }) => type === `${OFFICE}/styles`)?.part ?? '';
  expect(stylesPart, 'the styles').not.toBe('');
  hasType(stylesPart, `${SPREADSHEET_TYPE}.styles+xml`);
  const styles = stylesOf(part(stylesPart));

  const sheets = inner(workbook, 'sheets', 'sheet');
  expect(new Set(sheets.map((one) => one.attributes.get('sheetId'))).size, 'no sheetId twice').toBe(sheets.length);
  const titles = sheets.map((one) => one.attributes.get('name')!);
  expect(new Set(titles.map((title) => title.toLowerCase())).size, 'no title twice').toBe(titles.length);
  const tabs = sheets.map((sheet, index): [string, string] => {
    const relationship = bookParts.get(sheet.attributes.get(`{${OFFICE}}id`)!);
    expect(relationship, `the part of ${titles[index]}`).toBeDefined();
    const { type, part: name } = relationship!;
    const content = part(name);
    if (type !== `${OFFICE}/worksheet`) return [titles[index]!, content.name];
    expect(content.name).toBe(`${MAIN}worksheet`);
    inOrder(content, SHEET_ORDER);
    hasType(name, `${SPREADSHEET_TYPE}.worksheet+xml`);
    const drawn = related(name);
    const list = name.replace(/[^/]*$/, (file) => `_rels/${file}.rels`);
    if (drawn.size > 0) hasType(list, 'application/vnd.openxmlformats-package.relationships+xml');
    const notes = [...drawn.values()].filter(({ part }) => parts.has(part.toLowerCase()));
    for (const { type, part } of notes) {
      if (type === `${OFFICE}/comments`) hasType(part, `${SPREADSHEET_TYPE}.comments+xml`);
      if (type === `${OFFICE}/vmlDrawing`) hasType(part, 'application/vnd.openxmlformats-officedocument.vmlDrawing');
    }
    const withNotes = notes.map(({ type, part: note }) => `${type} ${shown(part(note))}`);
    return [titles[index]!, [shown(content, styles.look), ...withNotes].join('\n')];
  });

  const names = inner(workbook, 'definedNames', 'definedName').map((one) => {
    const tab = one.attributes.get('localSheetId');
    if (tab !== undefined) expect(titles[Number(tab)], 'the tab of a name').toBeDefined();
    return `${one.attributes.get('name')} of ${tab === undefined ? 'all' : titles[Number(tab)]}: ${one.text}`;
  });
  const known = names.map((name) => name.slice(0, name.indexOf(':')).toLowerCase());
  expect(new Set(known).size, 'no name twice for one tab').toBe(known.length);
  const view = inner(workbook, 'bookViews', 'workbookView')[0];
  const elsewhere = [...parts].filter(([name]) => name !== stylesPart.toLowerCase());
  return {
    tabs: new Map(tabs),
    order: sheets.map((one, index) => `${titles[index]} ${one.attributes.get('state') ?? 'visible'}`),
    names: names.toSorted(),
    activeTab: view && titles[Number(view.attributes.get('activeTab') ?? 0)],
    looks: styles.looks,
    formatsElsewhere: elsewhere.flatMap(([name, root]) => numbersIn(root).map((id) => `${name} ${styles.format(id)}`)),
  };
}

function contentTypes(root: XmlElement): (part: string) => string | undefined {
  expect(root.name).toBe(`{${PACKAGE}/content-types}Types`);
  const pairs = (kind: string, key: string) =>
    children(root, `{${PACKAGE}/content-types}${kind}`).map(
      (one) => [one.attributes.get(key)!.toLowerCase(), one.attributes.get('ContentType')!] as const,
    );
  const [defaults, overrides] = [pairs('Default', 'Extension'), pairs('Override', 'PartName')];
  for (const said of [defaults, overrides]) {
    expect(new Set(said.map(([key]) => key)).size, 'nothing is typed twice').toBe(said.length);
  }
  return (part) => {
    const name = part.toLowerCase();
    return new Map(overrides).get(name) ?? new Map(defaults).get(name.slice(name.lastIndexOf('.') + 1));
  };
}

function stylesOf(root: XmlElement) {
  expect(root.name).toBe(`${MAIN}styleSheet`);
  inOrder(root, STYLES_ORDER);
  const list = (name: string, item: string) => {
    const section = children(root, MAIN + name)[0];
    const items = section ? children(section, MAIN + item) : [];
    const count = section?.attributes.get('count');
    if (count !== undefined) expect(count, `the count of ${name}`).toBe(String(items.length));
    return items;
  };
  const codes = Map.groupBy(
    [...list('numFmts', 'numFmt'), ...list('dxfs', 'dxf').flatMap((dxf) => children(dxf, `${MAIN}numFmt`))],
    (one) => one.attributes.get('numFmtId'),
  );
  const format = (id: string) =>
    `${Number(id) < 164 ? id : ''} [${[...new Set(codes.get(id)?.map((one) => one.attributes.get('formatCode')))].join()}]`;
  const lists = { font: list('fonts', 'font'), fill: list('fills', 'fill'), border: list('borders', 'border') };
  const formatted = (xf: XmlElement) => {
    const own = [...xf.attributes].filter(([name]) => !/^(numFmt|font|fill|border|xf)Id$/.test(name)).toSorted();
    const parts = Object.entries(lists).map(([kind, items]) => {
      const item = items[Number(xf.attributes.get(`${kind}Id`) ?? 0)];
      return item ? shown(item) : `no ${kind}`;
    });
    return [
      format(xf.attributes.get('numFmtId') ?? '0'),
      ...parts,
      ...own,
      ...xf.children.map((one) => shown(one)),
    ].join('\n');
  };
  const looks = {
    cellXfs: list('cellXfs', 'xf').map(formatted),
    cellStyleXfs: list('cellStyleXfs', 'xf').map(formatted),
    dxfs: list('dxfs', 'dxf').map((dxf) =>
      [shown(dxf), ...children(dxf, `${MAIN}numFmt`).map((one) => format(one.attributes.get('numFmtId')!))].join('\n'),
    ),
  };
  const look = (name: string, number: string) => {
    const listed = name === 'dxfId' ? looks.dxfs : looks.cellXfs;
    expect(listed[Number(number)], `the style ${number}`).toBeDefined();
    return listed[Number(number)]!;
  };
  return { looks, format, look };
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((one) => one.name === name);
}

function inner(root: XmlElement, section: string, name: string): readonly XmlElement[] {
  return children(root, MAIN + section).flatMap((one) => children(one, MAIN + name));
}

function inOrder(root: XmlElement, order: string): void {
  const names = root.children.flatMap(({ name }) => (name.startsWith(MAIN) ? [name.slice(MAIN.length)] : []));
  const places = names.map((name) => order.split(' ').indexOf(name));
  expect(places, names.join(' ')).toEqual(places.toSorted((a, b) => a - b));
}

function numbersIn(element: XmlElement): readonly string[] {
  const own = element.attributes.get('numFmtId');
  return [...(own === undefined ? [] : [own]), ...element.children.flatMap(numbersIn)];
}

const STYLE_NUMBERS = new Set(['s', 'style', 'dxfId']);

/** An element with all that is in it; blanks between elements say nothing. */
function shown(
  { name, attributes, children, text }: XmlElement,
  look = (_name: string, number: string) => number,
): string {
  // A cell that names no style has the first.
  const all = name === `${MAIN}c` ? new Map([['s', '0'], ...attributes]) : attributes;
  const said = [...all].map(([key, value]) => `${key}=${STYLE_NUMBERS.has(key) ? look(key, value) : value}`).toSorted();
  const within = children.map((one) => shown(one, look)).join('');
  return `<${name} ${said.join(' ')}>${children.length === 0 ? text : text.trim()}${within}</>`;
}
