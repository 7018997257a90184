import { isDeepStrictEqual } from 'node:util';
import { strangelyWritten } from './faults.ts';
import { type Element, elements } from './namespaces.ts';
import { MAIN, PACKAGE, RELATIONS } from './workbook-entries.ts';
import { CONTENT_TYPES, openWorkbook, partText, relationshipsOf, type WorkbookParts } from './workbook-parts.ts';
import { entryKey } from './zip.ts';

/**
 * The workbook that was put together, if other programs can read what we wrote in it: each part is well-formed, all its prefixes are
 * declared, and each tab has its part by its namespaces as it has without regard to them.
 * @param written the parts that are new or not as they were; those that are gone are passed over.
 * @throws EdgeError `not-allowed` when they could not: it must not take the place of the workbook that is there.
 */
export function readBack(bytes: Uint8Array, written: Iterable<string>): Uint8Array {
  try {
    const workbook = openWorkbook(bytes);
    for (const part of written) if (workbook.zip.entries.has(entryKey(part))) readPart(workbook, part);
    return bytes;
  } catch (cause) {
    throw strangelyWritten(cause);
  }
}

function readPart(workbook: WorkbookParts, part: string): void {
  const tabs: Element[] = [];
  for (const element of elements(partText(workbook.zip, part))) {
    const { tag, namespace } = element;
    if (tag.depth === 0 && namespace !== rootNamespace(part)) throw new Error(`${part} is of another namespace`);
    if (tag.depth === 2 && tag.name === 'sheet' && tag.kind !== 'close' && namespace === MAIN) tabs.push(element);
  }
  if (entryKey(part) === entryKey(workbook.workbookPart)) readTabs(workbook, tabs);
}

function readTabs({ zip, workbookPart, sheets }: WorkbookParts, tabs: readonly Element[]): void {
  const related = new Map(relationshipsOf(zip, workbookPart).map((one) => [one.id, one]));
  const found = tabs.flatMap(({ attributes }) => {
    const { type, part } = related.get(attributes.get(`${RELATIONS} id`) ?? '') ?? {};
    if (part === undefined || !zip.entries.has(entryKey(part))) throw new Error('a tab without its part');
    return type?.endsWith('/worksheet') ? [{ title: attributes.get('name'), part }] : [];
  });
  if (!isDeepStrictEqual(found, sheets)) throw new Error('tabs that depend on how they are read');
}

function rootNamespace(part: string): string {
  if (entryKey(part) === entryKey(CONTENT_TYPES)) return `${PACKAGE}/content-types`;
  if (part.toLowerCase().endsWith('.rels')) return `${PACKAGE}/relationships`;
  return part.endsWith('.vml') ? '' : MAIN;
}
