import type { NewSheet } from '../../../../sheets-schema/sheet.ts';
import type { EdgeError } from '../../ports.ts';
import { damaged, readOnlyWorkbook, tooLarge } from './faults.ts';
import { LIMITS } from './limits.ts';
import { type MadeSheet, makeSheets, type SheetPart, sheetParts } from './new-sheets.ts';
import { readXlsx } from './read-workbook.ts';
import { append, applyEdits, type Edit, readSections, type Sections } from './sheet-sections.ts';
import { openStyles } from './standing-styles.ts';
import {
  contentTypeEntry,
  firstFree,
  notesTypeEntry,
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
  relationshipsPart,
} from './workbook-parts.ts';
import { attribute, declaredAsUtf8, prefixOf, type Tag, tags, withAttribute } from './xml.ts';
import { entryKey, rewriteZip, type Zip } from './zip.ts';

/**
 * The workbook with the sheets it lacks put before its last visible one, made as `createXlsx` makes them. What it says of its parts,
 * tabs and styles is added to; every other part keeps its compressed bytes. When it lacks none, the very bytes given are returned.
 * @throws EdgeError `sheet-missing` when a dropdown leans on a tab that is not there, `not-allowed` when the workbook is signed, Strict
 * or UTF-16 or its tabs are locked, `too-large` when it would be more than we read.
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
  const styles = openStyles(stylesBefore);
  const made = makeSheets(lacking, { standing: book.tabs.map(({ title }) => title), styles, datesFrom1904 });
  const relationshipsBefore = partText(zip, relationshipsPart(workbookPart));
  const nextId = freeIds(relationshipsBefore);
  const folder = workbookPart.replace(/[^/]*$/, '');
  const placed = placedSheets(made, { zip, folder, book, nextId });

  const parts = placed.flatMap((sheet) => sheet.parts);
  const relationships = placed.map((sheet) => ({
    id: sheet.relationship,
    kind: 'worksheet',
    part: sheet.parts[0]!.name,
  }));
  if (stylesPart === null) {
    const part = `${folder}styles.xml`;
    parts.push({ name: part, xml: styles.text(), kind: 'styles' });
    relationships.push({ id: nextId(), kind: 'styles', part });
  }
  const replaced = new Map<string, string>();
  const replace = (part: string, xml: string) => replaced.set(entryKey(part), declaredAsUtf8(xml));
  replace(CONTENT_TYPES, withContentTypes(partText(zip, CONTENT_TYPES), parts));
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
  return after;
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
  readonly zip: Zip;
  /** The workbook's, such as `xl/`. */
  readonly folder: string;
  readonly book: Book;
  readonly nextId: () => string;
}

/** The sheets with names and numbers that no other has. */
function placedSheets(
  made: readonly MadeSheet[],
  { zip, folder, book: { tabs }, nextId }: Room,
): readonly PlacedSheet[] {
  const names = new Set(zip.entries.keys());
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

function freeIds(relationships: string): () => string {
  const taken = new Set([...tags(relationships)].map((tag) => attribute(relationships, tag, 'Id')));
  let number = 0;
  return () => {
    number = firstFree(number + 1, (one) => taken.has(`rId${one}`));
    return `rId${number}`;
  };
}

/** A file with more at the end of its root. @param entries in lines of that file, given its prefix. */
function withMore(xml: string, entries: (prefix: string) => readonly string[]): string {
  const root = [...tags(xml)].at(-1);
  if (root?.kind !== 'close') throw damaged('an empty list of parts');
  return xml.slice(0, root.start) + entries(prefixOf(xml, root)).join('') + xml.slice(root.start);
}

function withContentTypes(xml: string, parts: readonly SheetPart[]): string {
  const knowsNotes = [...tags(xml)].some((tag) => attribute(xml, tag, 'Extension')?.toLowerCase() === 'vml');
  const hasNotes = parts.some(({ kind }) => kind === 'comments');
  return withMore(xml, (prefix) => [
    ...(hasNotes && !knowsNotes ? [notesTypeEntry(prefix)] : []),
    ...parts.flatMap(({ name, kind }) => (kind === null ? [] : [contentTypeEntry(name, kind, prefix)])),
  ]);
}

// What may stand up to the names (ECMA-376 part 1, 18.2.27).
const ORDER =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames'.split(
    ' ',
  );

/** Visible tabs at their place, hidden ones at the very end; what counts tabs goes on meaning the same ones. */
function withTabs(book: Book, sheets: readonly PlacedSheet[]): string {
  const { xml, prefix, tabs, place } = book;
  const last = tabs.at(-1)!.tag;
  const relationsPrefix = /\s([^\s=:]+:)id\s*=/.exec(xml.slice(last.start, last.end))?.[1];
  if (relationsPrefix === undefined) throw damaged('a tab without its part');
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const entries = (of: readonly PlacedSheet[]) => of.map((sheet) => tabEntry(sheet, prefix, relationsPrefix)).join('');
  const end = book.sections.find(({ name }) => name === 'sheets')!.innerEnd;
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
    edits.push(...append(xml, book, 'bookViews', ORDER, [`<${prefix}workbookView activeTab="${visible.length}"/>`]));
  }
  const names = visible.flatMap((sheet, index) => sheet.names.map((name) => tabNameEntry(name, place + index, prefix)));
  if (names.length > 0) edits.push(...append(xml, book, 'definedNames', ORDER, names));
  return applyEdits(xml, edits);
}
