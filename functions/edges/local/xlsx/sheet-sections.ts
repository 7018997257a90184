import { STANDARD_WIDTH } from './row-height.ts';
import { PALETTE_COLUMN } from './styles.ts';
import { attribute, prefixOf, type Tag, tags } from './xml.ts';

/** A child of the worksheet, such as `cols`, and where it stands. */
export interface Section {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The children's tags; none are gathered for the cells. */
  readonly inner: readonly Tag[];
}

/** `text` takes the place of what stands from `start` to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The children of a worksheet in order, and the prefix its elements are written with. */
export function readSections(xml: string): { prefix: string; sections: readonly Section[] } {
  const sections: Section[] = [];
  let prefix = '';
  let start = 0;
  let inner: Tag[] = [];
  for (const tag of tags(xml)) {
    if (tag.depth === 0 && tag.kind === 'open') prefix = prefixOf(xml, tag);
    if (tag.depth === 2 && tag.kind !== 'close' && tag.name !== 'row') inner.push(tag);
    if (tag.depth !== 1) continue;
    if (tag.kind !== 'close') {
      start = tag.start;
      inner = [];
    }
    if (tag.kind !== 'open') sections.push({ name: tag.name, start, end: tag.end, inner });
  }
  return { prefix, sections };
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
