import type { NewSheet } from '../../../../sheets-schema/sheet.ts';
import type { EdgeError } from '../../ports.ts';
import { damaged, readOnlyWorkbook, strangelyWritten, tooLarge } from './faults.ts';
import { LIMITS } from './limits.ts';
import { attributePrefix, elements } from './namespaces.ts';
import { type MadeSheet, makeSheets, type SheetPart, sheetParts } from './new-sheets.ts';
import { readBack } from './read-back.ts';
import { readXlsx } from './read-workbook.ts';
import { append, applyEdits, type Edit, prefixWithin, readSections, type Sections } from './sheet-sections.ts';
import { openStyles } from './standing-styles.ts';
import {
  contentType,
  contentTypeEntry,
  defaultTypeEntry,
  endingOf,
  firstFree,
  RELATIONS,
  relationshipEntry,
  tabEntry,
  tabNameEntry,
} from './workbook-entries.ts';
import {
  CONTENT_TYPES,
  isSameTitle,
  openWorkbook,
  partText,
  reasonNotToWrite,
  relationshipsOf,
  relationshipsPart,
  type WorkbookParts,
} from './workbook-parts.ts';
import { attribute, declaredAsUtf8, type Tag, tags, withAttribute } from './xml.ts';
import { entryKey, rewriteZip, type Zip } from './zip.ts';

/**
 * The workbook with the sheets it lacks put before its last visible one, made as `createXlsx` makes them. What it says of its parts,
 * tabs and styles is added to; every other part keeps its compressed bytes. When it lacks none, the very bytes given are returned.
 * @throws EdgeError `sheet-missing` when a dropdown leans on a tab that is not there, `not-allowed` when the workbook is signed, Strict
 * or UTF-16, its tabs are locked or what we put together could not be read back, `too-large` when it would be more than we read.
 */
export function addSheets(bytes: Uint8Array, sheets: readonly NewSheet[]): Uint8Array {
  const workbook = openWorkbook(bytes);
  const { zip, workbookPart, stylesPart, datesFrom1904 } = workbook;
  const book = openBook(partText(zip, workbookPart));
  const lacking = sheets.filter(({ title }) => !book.tabs.some((tab) => isSameTitle(tab.title, title)));
  if (lacking.length === 0) return bytes;
  const reason = reasonNotToWrite(workbook) ?? reasonNotToAdd(book);
  if (reason) throw reason;

  const stylesBefore = stylesPart === null ? null : partText(zip, stylesPart);
  const typesBefore = partText(zip, CONTENT_TYPES);
  const styles = openStyles(stylesBefore, formatsOfPivots(zip, typesBefore));
  const made = makeSheets(lacking, { standing: book.tabs.map(({ title }) => title), styles, datesFrom1904 });
  const relationshipsBefore = partText(zip, relationshipsPart(workbookPart));
  const nextId = freeIds(relationshipsBefore);
  const folder = workbookPart.replace(/[^/]*$/, '');
  const names = new Set([...zip.entries.keys(), ...promisedParts(workbook, typesBefore)]);
  const placed = placedSheets(made, { names, folder, book, nextId });

  const parts = placed.flatMap((sheet) => sheet.parts);
  const relationships = placed.map((sheet) => ({
    id: sheet.relationship,
    kind: 'worksheet',
    part: sheet.parts[0]!.name,
  }));
  if (stylesPart === null) {
    const part = freeStylesName(folder, names);
    parts.push({ name: part, xml: styles.text(), kind: 'styles' });
    relationships.push({ id: nextId(), kind: 'styles', part });
  }
  const replaced = new Map<string, string>();
  const replace = (part: string, xml: string) => replaced.set(entryKey(part), declaredAsUtf8(xml));
  replace(CONTENT_TYPES, withContentTypes(typesBefore, parts));
  replace(workbookPart, withTabs(book, placed));
  replace(
    relationshipsPart(workbookPart),
    withMore(relationshipsBefore, (prefix) =>
      relationships.map(({ id, kind, part }) => relationshipEntry(id, kind, part.slice(folder.length), prefix)),
    ),
  );
  if (stylesPart !== null && styles.text() !== stylesBefore) replace(stylesPart, styles.text());

  const after = rewriteZip(
    zip,
    replaced,
    parts.map(({ name, xml }) => [name, xml]),
  );
  if (after.length > LIMITS.fileBytes.most) throw tooLarge(LIMITS.fileBytes);
  // What we could not read again must not take the workbook's place.
  readXlsx(after);
  return readBack(after, [...replaced.keys(), ...parts.map(({ name }) => name)]);
}

/** What the workbook says of its tabs, whatever kind they are. */
interface Book extends Sections {
  readonly xml: string;
  readonly tabs: readonly Tab[];
  /** Where new tabs go: the place of the last visible one, from 0. */
  readonly place: number;
}

interface Tab {
  readonly title: string;
  readonly sheetId: number;
  readonly isHidden: boolean;
  readonly tag: Tag;
}

function openBook(xml: string): Book {
  const read = readSections(xml);
  const tabs = innerTags(read, 'sheets', 'sheet').map(
    (tag): Tab => ({
      title: attribute(xml, tag, 'name') ?? '',
      sheetId: Number(attribute(xml, tag, 'sheetId')),
      isHidden: (attribute(xml, tag, 'state') ?? 'visible') !== 'visible',
      tag,
    }),
  );
  if (tabs.length === 0) throw damaged('no tabs');
  const lastVisible = tabs.findLastIndex(({ isHidden }) => !isHidden);
  return { ...read, xml, tabs, place: Math.max(0, lastVisible) };
}

function innerTags({ sections }: Sections, section: string, name: string): readonly Tag[] {
  const inner = sections.find((one) => one.name === section)?.inner ?? [];
  return inner.filter((tag) => tag.name === name);
}

function reasonNotToAdd({ xml, sections }: Book): EdgeError | null {
  if (sections.some(({ name, isMixed }) => name === 'sheets' && isMixed)) {
    return strangelyWritten('something else among the tabs');
  }
  const protection = sections.find(({ name }) => name === 'workbookProtection');
  const isLocked =
    protection && /\slockStructure\s*=\s*["'](?:1|true|on)["']/.test(xml.slice(protection.start, protection.end));
  return isLocked
    ? readOnlyWorkbook(
        'lets nobody add a tab',
        'Take off “Protect Workbook” in Excel and save it again to get the tabs it lacks.',
      )
    : null;
}

interface PlacedSheet extends MadeSheet {
  readonly parts: readonly SheetPart[];
  readonly sheetId: number;
  readonly relationship: string;
}

interface Room {
  /** The keys of the parts that are there or only spoken of; those of new parts are put to them. */
  readonly names: Set<string>;
  /** The workbook's, such as `xl/`. */
  readonly folder: string;
  readonly book: Book;
  readonly nextId: () => string;
}

/** The sheets with names and numbers that no other has. */
function placedSheets(
  made: readonly MadeSheet[],
  { names, folder, book: { tabs }, nextId }: Room,
): readonly PlacedSheet[] {
  const sheetIds = new Set(tabs.map(({ sheetId }) => sheetId));
  return made.map((sheet) => {
    const partsAt = (number: number) => sheetParts(sheet, number, folder);
    const isTaken = (number: number) => partsAt(number).some(({ name }) => names.has(entryKey(name)));
    const parts = partsAt(firstFree(tabs.length + 1, isTaken));
    for (const { name } of parts) names.add(entryKey(name));
    const sheetId = firstFree(tabs.length + 1, (number) => sheetIds.has(number));
    sheetIds.add(sheetId);
    return { ...sheet, parts, sheetId, relationship: nextId() };
  });
}

function freeStylesName(folder: string, taken: ReadonlySet<string>): string {
  const name = (number: number) => `${folder}styles${number === 1 ? '' : number}.xml`;
  return name(firstFree(1, (number) => taken.has(entryKey(name(number)))));
}

function freeIds(relationships: string): () => string {
  const taken = new Set([...tags(relationships)].map((tag) => attribute(relationships, tag, 'Id')));
  let number = 0;
  return () => {
    number = firstFree(number + 1, (one) => taken.has(`rId${one}`));
    return `rId${number}`;
  };
}

/** Parts that are only spoken of, whether they are there or not: what asks for them must not find ours. */
function promisedParts({ zip, workbookPart, sheets }: WorkbookParts, types: string): readonly string[] {
  const related = [workbookPart, ...sheets.map(({ part }) => part)].flatMap((part) => relationshipsOf(zip, part));
  const typed = [...tags(types)].flatMap((tag) => attribute(types, tag, 'PartName') ?? []);
  return [...related.map(({ part }) => part), ...typed.map((name) => name.replace(/^\//, ''))].map(entryKey);
}

/** The numbers by which pivot tables name number formats, which stand in the styles. */
function formatsOfPivots(zip: Zip, types: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const tag of tags(types)) {
    const name = attribute(types, tag, 'PartName')?.slice(1) ?? '';
    const isPivot = /\.pivot(Table|CacheDefinition)\+xml$/.test(attribute(types, tag, 'ContentType') ?? '');
    if (!isPivot || !zip.entries.has(entryKey(name))) continue;
    const xml = partText(zip, name);
    for (const one of tags(xml)) numbers.add(Number(attribute(xml, one, 'numFmtId') ?? 0));
  }
  return numbers;
}

/** A file with more at the end of its root. @param entries in lines of that file, given its prefix. */
function withMore(xml: string, entries: (prefix: string) => readonly string[]): string {
  const root = [...elements(xml)].at(-1);
  if (root?.tag.kind !== 'close') throw damaged('an empty list of parts');
  const { start } = root.tag;
  return xml.slice(0, start) + entries(root.prefix).join('') + xml.slice(start);
}

function withContentTypes(xml: string, parts: readonly SheetPart[]): string {
  const standing = new Map(
    [...tags(xml)].map((tag) => [attribute(xml, tag, 'Extension')?.toLowerCase(), attribute(xml, tag, 'ContentType')]),
  );
  const endings = new Set(parts.flatMap(({ name, kind }) => (kind === null ? [endingOf(name)] : [])));
  const isSaid = ({ name, kind }: SheetPart) =>
    kind === null && (standing.get(endingOf(name)) ?? contentType(name, kind)) === contentType(name, kind);
  return withMore(xml, (prefix) => [
    ...[...endings].flatMap((ending) => (standing.has(ending) ? [] : [defaultTypeEntry(ending, prefix)])),
    ...parts.flatMap((part) => (isSaid(part) ? [] : [contentTypeEntry(part.name, part.kind, prefix)])),
  ]);
}

// What may stand up to the names (ECMA-376 part 1, 18.2.27).
const ORDER =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames'.split(
    ' ',
  );

/** Visible tabs at their place, hidden ones at the very end; what counts tabs goes on meaning the same ones. */
function withTabs(book: Book, sheets: readonly PlacedSheet[]): string {
  const { xml, tabs, place } = book;
  const { innerEnd: end, prefix, scope } = book.sections.find(({ name }) => name === 'sheets')!;
  const relationsPrefix = attributePrefix(RELATIONS, scope);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const entries = (of: readonly PlacedSheet[]) => of.map((sheet) => tabEntry(sheet, prefix, relationsPrefix)).join('');
  const before = tabs[place]!.tag.start;
  const edits: Edit[] = [
    { start: before, end: before, text: entries(visible) },
    { start: end, end, text: entries(sheets.filter(({ isHidden }) => isHidden)) },
  ];

  const moved = (tag: Tag, name: string, otherwise: number) => {
    const at = Number(attribute(xml, tag, name) ?? otherwise);
    if (!(at >= place)) return;
    const { start, end } = tag;
    edits.push({ start, end, text: withAttribute(xml.slice(start, end), name, at + visible.length) });
  };
  for (const tag of innerTags(book, 'definedNames', 'definedName')) moved(tag, 'localSheetId', -1);
  const views = innerTags(book, 'bookViews', 'workbookView');
  for (const tag of views) moved(tag, 'activeTab', 0);
  if (views.length === 0 && place === 0) {
    const viewPrefix = prefixWithin(book, 'bookViews');
    edits.push(
      ...append(xml, book, 'bookViews', ORDER, [`<${viewPrefix}workbookView activeTab="${visible.length}"/>`]),
    );
  }
  const namesPrefix = prefixWithin(book, 'definedNames');
  const names = visible.flatMap((sheet, index) =>
    sheet.names.map((name) => tabNameEntry(name, place + index, namesPrefix)),
  );
  if (names.length > 0) edits.push(...append(xml, book, 'definedNames', ORDER, names));
  return applyEdits(xml, edits);
}
