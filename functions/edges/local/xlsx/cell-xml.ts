import { cellName, type RawCell } from '../../../../sheets-schema/sheet.ts';
import { encodeCellText } from './cell-text.ts';
import { encodeXml } from './xml.ts';

/** More links than this on one sheet and Excel refuses the workbook. */
const MOST_LINKS = 65_530;

/** Errors a cell can hold as a value (ECMA-376 part 1, 18.18.11 and 18.17.3). */
const ERRORS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A']);

/**
 * One cell. Text stands inline and as text, so nothing in it can become a formula.
 * @param prefix the namespace prefix of the sheet's elements, such as `x:`.
 */
export function cellXml(name: string, value: RawCell, style: number, prefix = ''): string {
  const start = `<${prefix}c r="${name}"${style > 0 ? ` s="${style}"` : ''}`;
  const plain = (type: string, content: string | number) =>
    `${start}${type}><${prefix}v>${content}</${prefix}v></${prefix}c>`;
  if (value === null || value === '') return `${start}/>`;
  if (typeof value === 'boolean') return plain(' t="b"', value ? 1 : 0);
  if (typeof value === 'number' && Number.isFinite(value)) return plain('', value);
  if (typeof value === 'object' && 'date' in value && Number.isFinite(value.date)) return plain('', value.date);
  if (typeof value === 'object' && 'error' in value && ERRORS.has(value.error)) return plain(' t="e"', value.error);
  const text = encodeCellText(shownAs(value));
  return (
    `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${text}` +
    `</${prefix}t></${prefix}is></${prefix}c>`
  );
}

function shownAs(value: Exclude<RawCell, null>): string {
  if (typeof value !== 'object') return String(value);
  return 'error' in value ? value.error : String(value.date);
}

export interface PlacedLink {
  readonly column: number;
  /** One-based. */
  readonly row: number;
  readonly text: string;
  readonly link: { readonly tab: string; readonly cell: string };
}

/** Links within the workbook, ready to stand in `hyperlinks`. */
export function linksXml(links: readonly PlacedLink[], prefix = ''): string {
  return links
    .slice(0, MOST_LINKS)
    .map(({ column, row, text, link }) => {
      const location = encodeXml(`${quotedTab(link.tab)}!${link.cell}`);
      const display = text === '' ? '' : ` display="${encodeCellText(text)}"`;
      return `<${prefix}hyperlink ref="${cellName(column, row)}" location="${location}"${display}/>`;
    })
    .join('');
}

/** A tab's title as references need it: `'Head''s report'`. */
export function quotedTab(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}
