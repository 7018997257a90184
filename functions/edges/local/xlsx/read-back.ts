import { strangelyWritten } from './faults.ts';
import { elements } from './namespaces.ts';
import { MAIN, PACKAGE, RELATIONS } from './workbook-entries.ts';
import { CONTENT_TYPES, openWorkbook, partText, relationshipsOf, type WorkbookParts } from './workbook-parts.ts';
import { entryKey } from './zip.ts';

/**
 * The workbook that was put together, if other programs can read what we wrote in it: each part is well-formed, all its prefixes are
 * declared, and each tab has its part.
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
  const { zip, workbookPart } = workbook;
  const isWorkbook = entryKey(part) === entryKey(workbookPart);
  const isThere = new Map(
    relationshipsOf(zip, workbookPart).map((one) => [one.id, zip.entries.has(entryKey(one.part))]),
  );
  for (const { tag, namespace, attributes } of elements(partText(zip, part))) {
    if (tag.depth === 0 && namespace !== rootNamespace(part)) throw new Error(`${part} is of another namespace`);
    if (!isWorkbook || tag.depth !== 2 || tag.name !== 'sheet' || namespace !== MAIN) continue;
    if (!isThere.get(attributes.get(`${RELATIONS} id`) ?? '')) throw new Error('a tab without its part');
  }
}

function rootNamespace(part: string): string {
  if (entryKey(part) === entryKey(CONTENT_TYPES)) return `${PACKAGE}/content-types`;
  if (part.toLowerCase().endsWith('.rels')) return `${PACKAGE}/relationships`;
  return part.endsWith('.vml') ? '' : MAIN;
}
