import { damaged, notAWorkbook } from './faults.ts';
import { attribute, tags } from './xml.ts';
import { entryBytes, entryKey, openZip, type Zip } from './zip.ts';

/** Where the parts of a workbook stand in its zip, found by relationships and never by their names (ECMA-376 part 2, 6.5). */
export interface WorkbookParts {
  readonly zip: Zip;
  readonly workbookPart: string;
  /** Visible and hidden worksheets, in the order of their tabs. */
  readonly sheets: readonly { readonly title: string; readonly part: string }[];
  readonly datesFrom1904: boolean;
  /** Null where the workbook has none. */
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
  readonly calculationPart: string | null;
}

interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

/** @throws EdgeError when the file is no `.xlsx`. */
export function openWorkbook(bytes: Uint8Array): WorkbookParts {
  const zip = openZip(bytes);
  const workbookPart = relationshipsOf(zip, '').find((one) => one.type.endsWith('/officeDocument'))?.part;
  if (workbookPart === undefined || workbookPart.endsWith('.bin')) throw notAWorkbook();
  const relationships = relationshipsOf(zip, workbookPart);
  const related = (kind: string) => relationships.find((one) => one.type.endsWith(`/${kind}`))?.part ?? null;

  const xml = partText(zip, workbookPart);
  const sheets: { title: string; part: string }[] = [];
  let datesFrom1904 = false;
  for (const tag of tags(xml)) {
    if (tag.depth === 0 && tag.name !== 'workbook') throw notAWorkbook();
    if (tag.kind === 'close') continue;
    if (tag.name === 'workbookPr') datesFrom1904 = /^(1|true|on)$/.test(attribute(xml, tag, 'date1904') ?? '');
    if (tag.name !== 'sheet' || tag.depth !== 2) continue;
    const id = attribute(xml, tag, 'id');
    const sheet = relationships.find((one) => one.id === id);
    if (sheet?.type.endsWith('/worksheet')) sheets.push({ title: attribute(xml, tag, 'name') ?? '', part: sheet.part });
  }
  return {
    zip,
    workbookPart,
    sheets,
    datesFrom1904,
    stylesPart: related('styles'),
    stringsPart: related('sharedStrings'),
    calculationPart: related('calcChain'),
  };
}

/** @throws EdgeError when the part is not there. */
export function partText(zip: Zip, name: string): string {
  const entry = zip.entries.get(entryKey(name));
  if (!entry) throw damaged(`part ${name} is missing`);
  const bytes = entryBytes(zip, entry);
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** The part that says what another part refers to. */
export function relationshipsPart(part: string): string {
  return part.replace(/[^/]*$/, (file) => `_rels/${file}.rels`);
}

function relationshipsOf(zip: Zip, part: string): readonly Relationship[] {
  const place = relationshipsPart(part);
  if (!zip.entries.has(entryKey(place))) return [];
  const xml = partText(zip, place);
  const found: Relationship[] = [];
  for (const tag of tags(xml)) {
    if (tag.name !== 'Relationship' || tag.kind === 'close' || attribute(xml, tag, 'TargetMode') === 'External')
      continue;
    found.push({
      id: attribute(xml, tag, 'Id') ?? '',
      type: attribute(xml, tag, 'Type') ?? '',
      part: resolve(part, attribute(xml, tag, 'Target') ?? ''),
    });
  }
  return found;
}

function resolve(from: string, target: string): string {
  const path = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
