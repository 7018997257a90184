import type { EdgeError } from '../../ports.ts';
import { binaryWorkbook, damaged, notAWorkbook, readOnlyWorkbook, tooLarge, twoTabsOfOneName } from './faults.ts';
import { LIMITS } from './limits.ts';
import { attribute, tags } from './xml.ts';
import { entryBytes, entryKey, openZip, type Zip } from './zip.ts';

/** Where the parts of a workbook stand in its zip, found by relationships and never by their names (ECMA-376 part 2, 6.5). */
export interface WorkbookParts {
  readonly zip: Zip;
  readonly workbookPart: string;
  /** Visible and hidden worksheets, in the order of their tabs. */
  readonly sheets: readonly { readonly title: string; readonly part: string }[];
  /** ISO/IEC 29500 Strict, whose names for everything are others. */
  readonly isStrict: boolean;
  readonly datesFrom1904: boolean;
  /** Null where the workbook has none. */
  readonly stylesPart: string | null;
  readonly stringsPart: string | null;
  readonly calculationPart: string | null;
}

export const CONTENT_TYPES = '[Content_Types].xml';
const STRICT = 'http://purl.oclc.org/ooxml/';

interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

/** @throws EdgeError when the file is no `.xlsx`. */
export function openWorkbook(bytes: Uint8Array): WorkbookParts {
  const zip = openZip(bytes);
  if (zip.entries.has(entryKey(CONTENT_TYPES))) partText(zip, CONTENT_TYPES);
  const workbookPart = relationshipsOf(zip, '').find((one) => one.type.endsWith('/officeDocument'))?.part;
  if (workbookPart?.endsWith('.bin')) throw binaryWorkbook();
  if (workbookPart === undefined) throw notAWorkbook();
  const relationships = relationshipsOf(zip, workbookPart);
  const byId = new Map(relationships.map((one) => [one.id, one]));
  const related = (kind: string) => relationships.find((one) => one.type.endsWith(`/${kind}`))?.part ?? null;

  const xml = partText(zip, workbookPart);
  const sheets: { title: string; part: string }[] = [];
  let datesFrom1904 = false;
  for (const tag of tags(xml)) {
    if (tag.depth === 0 && tag.name !== 'workbook') throw notAWorkbook();
    if (tag.kind === 'close') continue;
    if (tag.name === 'workbookPr') datesFrom1904 = /^(1|true|on)$/.test(attribute(xml, tag, 'date1904') ?? '');
    if (tag.name !== 'sheet' || tag.depth !== 2) continue;
    const sheet = byId.get(attribute(xml, tag, 'id') ?? '');
    if (sheet?.type.endsWith('/worksheet')) sheets.push({ title: attribute(xml, tag, 'name') ?? '', part: sheet.part });
    if (sheets.length > LIMITS.tabs.most) throw tooLarge(LIMITS.tabs);
  }
  if (new Set(sheets.map(({ title }) => title.toLowerCase())).size < sheets.length) throw twoTabsOfOneName();
  if (new Set(sheets.map(({ part }) => entryKey(part))).size < sheets.length) throw damaged('two tabs share a part');
  return {
    zip,
    workbookPart,
    sheets,
    isStrict: relationships.some(({ type }) => type.startsWith(STRICT)),
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
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw damaged(cause);
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Why a workbook that can be read must not be written in, or null. @throws EdgeError when it is damaged. */
export function reasonNotToWrite({ zip, workbookPart, stylesPart, isStrict, sheets }: WorkbookParts): EdgeError | null {
  if ([...zip.entries.keys()].some((key) => key.startsWith('_xmlsignatures/')))
    return readOnlyWorkbook('is digitally signed', 'Take the signature off and save it again.');
  if (isStrict)
    return readOnlyWorkbook(
      'is saved as Strict Open XML',
      'Save it from Excel as “Excel Workbook (.xlsx)” to have it brought up to date.',
    );
  const parts = [CONTENT_TYPES, workbookPart, relationshipsPart(workbookPart), ...sheets.map(({ part }) => part)];
  if (stylesPart !== null) parts.push(stylesPart);
  const isWide = (part: string) => {
    const entry = zip.entries.get(entryKey(part));
    return entry !== undefined && encodingOf(entryBytes(zip, entry)) !== 'utf-8';
  };
  if (!parts.some(isWide)) return null;
  return readOnlyWorkbook('is written in UTF-16', 'Open it in Excel or LibreOffice and save it again.');
}

/** Titles differ neither by case nor by blanks around them. */
export function isSameTitle(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The part that says what another part refers to. */
export function relationshipsPart(part: string): string {
  return part.replace(/[^/]*$/, (file) => `_rels/${file}.rels`);
}

/** What another part refers to within the workbook, whether it is there or not. */
export function relationshipsOf(zip: Zip, part: string): readonly Relationship[] {
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
