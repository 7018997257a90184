import type { CellStyle, ColumnFormat, RawCell } from '../../../../sheets-schema/sheet.ts';
import { COLOURS, FLAGGED, TONES, type Tone } from '../../sheet-colours.ts';
import { encodeXml } from './xml.ts';

/** Every style a cell or column of a new workbook can have. `open` is an empty cell people may type in. */
export type StyleName = 'plain' | 'open' | CellStyle | `${'typed' | 'own' | 'yours'} ${ColumnFormat}`;

type FontName = 'normal' | 'bold' | 'title' | 'lead' | 'section' | 'heading' | 'link' | 'quiet' | Tone;
type Border = 'none' | 'under' | 'rule' | 'around';

interface Look {
  readonly font?: FontName;
  /** RRGGBB. */
  readonly fill?: string;
  readonly border?: Border;
  /** Key of NUMBER_FORMATS. */
  readonly format?: ColumnFormat;
  readonly wrap?: boolean;
  readonly vertical?: 'top' | 'center' | 'bottom';
  readonly align?: 'left' | 'indented' | 'figures';
  /** Points of air in the row beside the text's own lines. */
  readonly air?: number;
  /** People may type here although the sheet is protected. */
  readonly unlocked?: boolean;
}

interface Font {
  /** In points. */
  readonly size: number;
  readonly colour: string;
  readonly emphasis?: string;
}

const FONTS: Readonly<Record<FontName, Font>> = {
  normal: { size: 11, colour: '000000' },
  bold: { size: 11, colour: '000000', emphasis: '<b/>' },
  title: { size: 18, colour: COLOURS.navy, emphasis: '<b/>' },
  lead: { size: 11, colour: COLOURS.lead },
  section: { size: 13, colour: COLOURS.navy, emphasis: '<b/>' },
  heading: { size: 11, colour: COLOURS.navy, emphasis: '<b/>' },
  link: { size: 11, colour: COLOURS.link, emphasis: '<u/>' },
  quiet: { size: 10, colour: COLOURS.quiet },
  good: { size: 11, colour: TONES.good.text, emphasis: '<b/>' },
  problem: { size: 11, colour: TONES.problem.text, emphasis: '<b/>' },
  breach: { size: 11, colour: TONES.breach.text, emphasis: '<b/>' },
  warning: { size: 11, colour: TONES.warning.text, emphasis: '<b/>' },
  reminder: { size: 11, colour: TONES.reminder.text, emphasis: '<b/>' },
};

const BORDERS: Readonly<Record<Border, string>> = {
  none: '<border><left/><right/><top/><bottom/><diagonal/></border>',
  under: `<border><left/><right/><top/>${line('bottom', 'thin', COLOURS.rule)}<diagonal/></border>`,
  rule: `<border><left/><right/><top/>${line('bottom', 'medium', COLOURS.rule)}<diagonal/></border>`,
  around: `<border>${['left', 'right', 'top', 'bottom'].map((side) => line(side, 'thin', COLOURS.frame)).join('')}<diagonal/></border>`,
};

/** Numbers stay as General: a count typed as 4.5 must not show as 5 while a finding says 4.5. */
export const NUMBER_FORMATS: Readonly<Record<ColumnFormat, { readonly id: number; readonly code: string | null }>> = {
  number: { id: 0, code: null },
  text: { id: 49, code: null },
  date: { id: 164, code: 'dd/mm/yyyy' },
  money: { id: 165, code: '[$£-809]#,##0.00;-[$£-809]#,##0.00' },
  days: { id: 0, code: null },
};

const CELL_LOOKS: Readonly<Record<CellStyle, Look>> = {
  text: { ...worded(), air: 3 },
  title: { font: 'title', vertical: 'center', align: 'left', air: 6 },
  lead: { font: 'lead', vertical: 'center', align: 'left', air: 4 },
  section: { font: 'section', border: 'rule', vertical: 'bottom', align: 'left', air: 10 },
  heading: {
    font: 'heading',
    fill: COLOURS.heading,
    border: 'under',
    wrap: true,
    vertical: 'center',
    align: 'left',
    air: 8,
  },
  label: { ...worded(), font: 'bold', air: 3 },
  words: { font: 'lead', vertical: 'center', align: 'indented', air: 3 },
  link: { ...worded(), font: 'link', air: 3 },
  quiet: { ...worded(), font: 'quiet', air: 3 },
  good: chip('good'),
  problem: chip('problem'),
  breach: chip('breach'),
  warning: chip('warning'),
  reminder: chip('reminder'),
  yours: { ...worded(), fill: COLOURS.yours, border: 'around', format: 'text', unlocked: true, air: 3 },
};

/** Typed columns: dates like words, figures under one another. */
const ALIGNED: Readonly<Record<ColumnFormat, Look>> = {
  text: {},
  date: { align: 'left' },
  money: { align: 'figures' },
  days: { align: 'figures' },
  number: { align: 'figures' },
};

const FORMATS = Object.keys(NUMBER_FORMATS) as ColumnFormat[];

const LOOKS: ReadonlyMap<StyleName, Look> = new Map<StyleName, Look>([
  ['plain', {}],
  ['open', { unlocked: true }],
  ...(Object.entries(CELL_LOOKS) as [CellStyle, Look][]),
  ...FORMATS.flatMap((format): [StyleName, Look][] => [
    [`typed ${format}`, columnLook(format, { ...ALIGNED[format], unlocked: true })],
    [`own ${format}`, columnLook(format, { ...(format === 'date' ? { align: 'left' } : {}), air: 3 })],
    [`yours ${format}`, columnLook(format, { unlocked: true, fill: COLOURS.yours, border: 'around', air: 3 })],
  ]),
]);

const STYLE_NUMBERS = new Map([...LOOKS.keys()].map((name, index) => [name, index]));

export const CELL_STYLES = Object.keys(CELL_LOOKS) as readonly CellStyle[];

/** The number of a style in a workbook as we make it. After a save elsewhere only the palette knows. */
export function styleNumber(name: StyleName): number {
  return STYLE_NUMBERS.get(name) ?? 0;
}

/** The numbers of styles in one workbook. */
export interface SheetStyles {
  number(name: StyleName): number;
  /** Of a look in FLAG_LOOKS, by its place there. */
  flag(index: number): number;
}

export const NEW_STYLES: SheetStyles = { number: styleNumber, flag: (index) => index };

/** What decides how high a row must be for text in this style. */
export function textRoom(name: StyleName): { readonly size: number; readonly wraps: boolean; readonly air: number } {
  const look = LOOKS.get(name);
  return { size: FONTS[look?.font ?? 'normal'].size, wraps: look?.wrap ?? false, air: look?.air ?? 0 };
}

/**
 * Row 1 of our own sheets holds, from this hidden column on, one cell for each style that says its name. Other programs
 * renumber styles when they save but keep them cell by cell, so the palette still tells which number is which.
 */
export const PALETTE_COLUMN = 25;
const PALETTE_WORD = 'style:';

export function paletteText(style: CellStyle): string {
  return `${PALETTE_WORD}${style}`;
}

/** The style a palette cell stands for; null for any other cell. */
export function paletteStyle(column: number, text: string): CellStyle | null {
  if (column < PALETTE_COLUMN || !text.startsWith(PALETTE_WORD)) return null;
  return CELL_STYLES.find((style) => paletteText(style) === text) ?? null;
}

export function isPaletteCell(column: number, value: RawCell): boolean {
  return column >= PALETTE_COLUMN && typeof value === 'string' && paletteStyle(column, value) !== null;
}

/**
 * How cells look by what *Checks* says of them: first those it says nothing of, then worst first. They are told apart by
 * weight, slant or frame as well as by colour.
 */
export const FLAG_LOOKS: readonly { readonly statuses: readonly string[]; readonly format: string }[] = [
  { statuses: [], format: '' },
  { statuses: FLAGGED.problem, format: flag('problem', '<b/>', '') },
  { statuses: FLAGGED.warning, format: flag('warning', '<i/>', '') },
  { statuses: FLAGGED.reminder, format: flag('reminder', '', frame(TONES.reminder.text)) },
];

const FILLS = [...new Set([...LOOKS.values()].flatMap((look) => look.fill ?? []))];

const ALIGNMENTS = {
  left: ' horizontal="left"',
  indented: ' horizontal="left" indent="1"',
  // Away from the words in the next column.
  figures: ' horizontal="right" indent="1"',
};

/** The lists of `styles.xml` in their order (ECMA-376 part 1, 18.8.39), as a new workbook has them. */
export const STYLE_LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'numFmts',
    Object.values(NUMBER_FORMATS).flatMap(({ id, code }) => (code === null ? [] : [numberFormatXml(id, code)])),
  ],
  ['fonts', Object.values(FONTS).map(fontXml)],
  [
    'fills',
    [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
      ...FILLS.map((fill) => `<fill>${solid(fill)}</fill>`),
    ],
  ],
  ['borders', Object.values(BORDERS)],
  ['cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']],
  ['cellXfs', [...LOOKS.values()].map(formatXml)],
  ['cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']],
  ['dxfs', FLAG_LOOKS.map(({ format }) => `<dxf>${format}</dxf>`)],
]);

/** The whole of `styles.xml`. */
export function stylesXml(namespace: string): string {
  const lists = [...STYLE_LISTS].map(([name, items]) => `<${name} count="${items.length}">${items.join('')}</${name}>`);
  return `<styleSheet xmlns="${namespace}">${lists.join('')}</styleSheet>`;
}

export function numberFormatXml(id: number, code: string): string {
  return `<numFmt numFmtId="${id}" formatCode="${encodeXml(code)}"/>`;
}

function formatXml(look: Look): string {
  const format = NUMBER_FORMATS[look.format ?? 'number'].id;
  const fontId = Object.keys(FONTS).indexOf(look.font ?? 'normal');
  const fillId = look.fill === undefined ? 0 : FILLS.indexOf(look.fill) + 2;
  const borderId = Object.keys(BORDERS).indexOf(look.border ?? 'none');
  return (
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0" ` +
    'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">' +
    `<alignment${look.align ? ALIGNMENTS[look.align] : ''} vertical="${look.vertical ?? 'bottom'}"${look.wrap ? ' wrapText="1"' : ''}/>` +
    `<protection locked="${look.unlocked ? 0 : 1}"/></xf>`
  );
}

function columnLook(format: ColumnFormat, look: Look): Look {
  return { ...look, format, vertical: 'top', wrap: format === 'text' };
}

function worded(): Look {
  return { wrap: true, vertical: 'center', align: 'left' };
}

function chip(tone: Tone): Look {
  return { ...worded(), font: tone, fill: TONES[tone].fill, border: 'around', align: 'indented', air: 3 };
}

function flag(tone: Tone, emphasis: string, border: string): string {
  return `<font>${emphasis}<color rgb="FF${TONES[tone].text}"/></font><fill>${solid(TONES[tone].fill)}</fill>${border}`;
}

function frame(colour: string): string {
  return `<border>${['left', 'right', 'top', 'bottom'].map((side) => line(side, 'thin', colour)).join('')}</border>`;
}

function fontXml({ size, colour, emphasis = '' }: Font): string {
  return `<font>${emphasis}<sz val="${size}"/><color rgb="FF${colour}"/><name val="Calibri"/><family val="2"/></font>`;
}

function solid(colour: string): string {
  const rgb = `rgb="FF${colour}"`;
  return `<patternFill patternType="solid"><fgColor ${rgb}/><bgColor ${rgb}/></patternFill>`;
}

function line(side: string, weight: 'thin' | 'medium', colour: string): string {
  return `<${side} style="${weight}"><color rgb="FF${colour}"/></${side}>`;
}
