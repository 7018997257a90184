import { attribute, tags } from './xml.ts';

/** Days count from 30 December 1899 or, in some workbooks, from 1 January 1904. */
export const DAYS_FROM_1900_TO_1904 = 1462;

/** No program takes a longer code. */
const LONGEST_CODE = 255;

/** Built-in number formats that show a day or a time (ECMA-376 part 1, 18.8.30, with the East Asian ones). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a number format code shows a day or a time: d, m, y, h or s outside quotes, brackets, escapes and padding. */
export function isDateFormat(code: string): boolean {
  const bare = code.slice(0, LONGEST_CODE).replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '');
  return !/general/i.test(bare) && /[dmyhs]/i.test(bare.split(';')[0] ?? '');
}

/** For each cell style, by its index, whether it shows its number as a date. */
export function dateStyles(stylesXml: string): readonly boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let list = '';
  for (const tag of tags(stylesXml)) {
    if (tag.kind === 'close') continue;
    if (tag.depth === 1) list = tag.name;
    if (list === 'numFmts' && tag.name === 'numFmt') {
      const code = attribute(stylesXml, tag, 'formatCode') ?? '';
      custom.set(Number(attribute(stylesXml, tag, 'numFmtId')), isDateFormat(code));
    }
    if (list === 'cellXfs' && tag.name === 'xf') {
      const id = Number(attribute(stylesXml, tag, 'numFmtId') ?? 0);
      styles.push(custom.get(id) ?? isBuiltInDate(id));
    }
  }
  return styles;
}
