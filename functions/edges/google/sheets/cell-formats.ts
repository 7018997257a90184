import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import type { CellStyle, ColumnFormat, NewColumn, NewSheet } from '../../../../sheets-schema/sheet.ts';
import { COLOURS, TONES, type Tone } from '../../sheet-colours.ts';

type Format = sheets_v4.Schema$CellFormat;

/** Days and numbers have none: 4.5 must not show as 5, and a pattern that shows 4.5 shows 4 as "4.". */
const NUMBER_FORMATS: Readonly<Record<ColumnFormat, sheets_v4.Schema$NumberFormat | null>> = {
  text: { type: 'TEXT', pattern: '@' },
  date: { type: 'DATE', pattern: 'dd/mm/yyyy' },
  money: { type: 'CURRENCY', pattern: '"£"#,##0.00' },
  days: null,
  number: null,
};

const WORDED: Format = { wrapStrategy: 'WRAP', verticalAlignment: 'MIDDLE', horizontalAlignment: 'LEFT' };
const ONE_LINE: Format = { wrapStrategy: 'OVERFLOW_CELL', verticalAlignment: 'MIDDLE', horizontalAlignment: 'LEFT' };

const LOOKS: Readonly<Record<CellStyle, Format>> = {
  text: WORDED,
  title: { ...ONE_LINE, textFormat: { bold: true, fontSize: 18, ...coloured(COLOURS.navy) } },
  lead: { ...ONE_LINE, textFormat: coloured(COLOURS.lead) },
  section: {
    ...ONE_LINE,
    verticalAlignment: 'BOTTOM',
    textFormat: { bold: true, fontSize: 13, ...coloured(COLOURS.navy) },
    borders: { bottom: line('SOLID_MEDIUM', COLOURS.rule) },
  },
  heading: {
    ...WORDED,
    ...filled(COLOURS.heading),
    textFormat: { bold: true, ...coloured(COLOURS.navy) },
    borders: { bottom: line('SOLID', COLOURS.rule) },
  },
  label: { ...WORDED, textFormat: { bold: true } },
  words: { ...ONE_LINE, textFormat: coloured(COLOURS.lead) },
  link: { ...WORDED, textFormat: { underline: true, ...coloured(COLOURS.link) } },
  quiet: { ...WORDED, textFormat: { fontSize: 9, ...coloured(COLOURS.quiet) } },
  good: chip('good'),
  problem: chip('problem'),
  breach: chip('breach'),
  warning: chip('warning'),
  reminder: chip('reminder'),
  yours: { ...WORDED, ...filled(COLOURS.yours), borders: frame(), numberFormat: { ...NUMBER_FORMATS.text } },
};

/** How a cell of ours looks; `uri` is where a click leads. */
export function styleFormat(style: CellStyle, uri: string | null): Format {
  const look = LOOKS[style];
  return uri === null ? look : { ...look, textFormat: { ...look.textFormat, link: { uri } } };
}

/** How the cells of a column look before anyone has typed in them. */
export function columnLook(purpose: NewSheet['purpose'], { format, yours }: NewColumn): Format {
  const numberFormat = NUMBER_FORMATS[format];
  return {
    ...(numberFormat && { numberFormat }),
    verticalAlignment: 'TOP',
    wrapStrategy: format === 'text' ? 'WRAP' : 'OVERFLOW_CELL',
    ...(format === 'date' && { horizontalAlignment: 'LEFT' }),
    ...(purpose === 'own' && yours && { ...filled(COLOURS.yours), borders: frame() }),
  };
}

/** The same look for a cell that holds a date. */
export function asDate(look: Format): Format {
  return { ...look, numberFormat: NUMBER_FORMATS.date! };
}

/** How a flagged cell looks: conditional formats take colour, weight and slant only. */
export function flagFormat(tone: Tone): Format {
  const emphasis = tone === 'problem' ? { bold: true } : tone === 'warning' ? { italic: true } : {};
  return { ...filled(TONES[tone].fill), textFormat: { ...coloured(TONES[tone].text), ...emphasis } };
}

/** RRGGBB to parts of one. */
export function colour(hex: string): sheets_v4.Schema$ColorStyle {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return { rgbColor: { red: red!, green: green!, blue: blue! } };
}

function chip(tone: Tone): Format {
  const { text, fill } = TONES[tone];
  return { ...WORDED, ...filled(fill), textFormat: { bold: true, ...coloured(text) }, borders: frame() };
}

function coloured(hex: string): sheets_v4.Schema$TextFormat {
  return { foregroundColorStyle: colour(hex) };
}

function filled(hex: string): Format {
  return { backgroundColorStyle: colour(hex) };
}

function frame(): sheets_v4.Schema$Borders {
  const side = line('SOLID', COLOURS.frame);
  return { top: side, bottom: side, left: side, right: side };
}

function line(style: string, hex: string): sheets_v4.Schema$Border {
  return { style, colorStyle: colour(hex) };
}
