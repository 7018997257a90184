import { damaged } from './faults.ts';
import { type Element, elements, type Scope } from './namespaces.ts';
import { STANDARD_WIDTH } from './row-height.ts';
import { PALETTE_COLUMN } from './styles.ts';
import { attribute, type Tag, withAttribute } from './xml.ts';

/** A child of the worksheet or of another part's root, such as `cols`, and where it stands. */
export interface Section {
  /** Empty where it is of another namespace, as what only some programs know. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where its children begin and end; both are `end` where it is an empty element. */
  readonly innerStart: number;
  readonly innerEnd: number;
  /** The children's tags; none are gathered for the cells. */
  readonly inner: readonly Tag[];
  /** Whether it has children of other namespaces too. */
  readonly isMixed: boolean;
  /** What it is written with, such as `x:`: its children can be as well. */
  readonly prefix: string;
  /** What prefixes mean in it. */
  readonly scope: Scope;
}

/** `text` takes the place of what stands from `start` to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Sections {
  /** What the root is written with, such as `x:`. */
  readonly prefix: string;
  readonly scope: Scope;
  readonly sections: readonly Section[];
}

/** The children of a worksheet, or of another part's root, in order. @throws EdgeError when the part is not sound to its very end. */
export function readSections(xml: string): Sections {
  const sections: Section[] = [];
  let root: Element | null = null;
  let start = 0;
  let innerStart = 0;
  let inner: Tag[] = [];
  let isMixed = false;
  for (const element of elements(xml, 2)) {
    const { tag, namespace, prefix, scope } = element;
    root ??= element;
    const isOurs = namespace === root.namespace;
    if (tag.depth === 2 && tag.kind !== 'close' && isOurs && tag.name !== 'row') inner.push(tag);
    if (tag.depth === 2 && !isOurs) isMixed = true;
    if (tag.depth !== 1) continue;
    if (tag.kind !== 'close') {
      start = tag.start;
      innerStart = tag.end;
      inner = [];
      isMixed = false;
    }
    if (tag.kind === 'open') continue;
    const innerEnd = tag.kind === 'close' ? tag.start : tag.end;
    const name = isOurs ? tag.name : '';
    sections.push({ name, start, end: tag.end, innerStart, innerEnd, inner, isMixed, prefix, scope });
  }
  if (root === null) throw damaged('an empty part');
  return { prefix: root.prefix, scope: root.scope, sections };
}

/** What new children of a section are to be written with. */
export function prefixWithin({ prefix, sections }: Sections, name: string): string {
  return sections.find((one) => one.name === name)?.prefix ?? prefix;
}

/**
 * Puts more children at the end of a section. Where there is no such section it is made, behind those that `order` names before it.
 * @param items with the prefix they need (`prefixWithin`).
 */
export function append(
  xml: string,
  { prefix, sections }: Sections,
  name: string,
  order: readonly string[],
  items: readonly string[],
): Edit[] {
  const text = items.join('');
  const section = sections.find((one) => one.name === name);
  if (section === undefined) {
    const earlier = order.slice(0, order.indexOf(name));
    const place = sections.findLast((one) => earlier.includes(one.name))?.end ?? sections[0]?.start ?? 0;
    return [{ start: place, end: place, text: `<${prefix}${name}>${text}</${prefix}${name}>` }];
  }
  const { start, end, innerStart, innerEnd, inner } = section;
  const tag = xml.slice(start, innerStart);
  const counted = /\scount\s*=/.test(tag) ? withAttribute(tag, 'count', inner.length + items.length) : tag;
  if (innerEnd === innerStart && tag.endsWith('/>')) {
    return [{ start, end, text: `${counted.replace(/\s*\/>$/, '>')}${text}</${section.prefix}${name}>` }];
  }
  return [
    { start, end: innerStart, text: counted },
    { start: innerEnd, end: innerEnd, text },
  ];
}

export interface ColumnSetting {
  readonly style: number;
  readonly width: number;
}

/** By zero-based column; further than our sheets reach none are read. */
export function columnSettings(xml: string, cols: readonly Tag[]): readonly (ColumnSetting | undefined)[] {
  const settings: ColumnSetting[] = [];
  for (const tag of cols) {
    const first = Math.max(1, numberOf(xml, tag, 'min', 1));
    const last = Math.min(numberOf(xml, tag, 'max', 0), PALETTE_COLUMN);
    const style = numberOf(xml, tag, 'style', 0);
    const width = numberOf(xml, tag, 'width', STANDARD_WIDTH);
    for (let column = first; column <= last; column++) settings[column - 1] = { style, width };
  }
  return settings;
}

function numberOf(xml: string, tag: Tag, name: string, otherwise: number): number {
  const written = attribute(xml, tag, name) ?? '';
  return /^\d{1,5}(\.\d+)?$/.test(written) ? Number(written) : otherwise;
}

export function applyEdits(xml: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += xml.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + xml.slice(at);
}
