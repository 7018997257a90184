import type { PDFFont } from 'pdf-lib';
import type { Colour, TextStyle } from './style.ts';

/** One page being drawn. Coordinates are points from the bottom left corner; text must be printable in the fonts. */
export interface Canvas {
  text(text: string, x: number, baseline: number, style: TextStyle): void;
  fill(x: number, y: number, width: number, height: number, colour: Colour): void;
  outline(x: number, y: number, width: number, height: number, colour: Colour): void;
  /** Slanting lines within a rectangle, so that an area is told apart without its colour. */
  hatch(x: number, y: number, width: number, height: number, colour: Colour): void;
  /** The logo, which is the only picture that a document holds. */
  logo(x: number, y: number, width: number, height: number): void;
  line(x1: number, y1: number, x2: number, y2: number, colour: Colour, thickness: number): void;
}

/** Turns text into the hexadecimal glyph codes of a font's subset. */
export type TextEncoder = (text: string) => string;

export function encodeWith(font: PDFFont): TextEncoder {
  const codes = new Map<string, string>();
  return (text) => {
    let result = '';
    for (const character of text) {
      let code = codes.get(character);
      if (code === undefined) {
        code = font.encodeText(character).asString();
        codes.set(character, code);
      }
      result += code;
    }
    return result;
  };
}

const points = (...values: number[]) => values.map((value) => Math.round(value * 100) / 100).join(' ');
const hatchSpacing = 4;

/**
 * Adds page description operators (ISO 32000-1, Annex A) to `commands`. pdf-lib's own drawing names
 * a font again at every change of font, which makes files larger and a report four times slower.
 */
export function createCanvas(commands: string[], encode: Readonly<Record<TextStyle['weight'], TextEncoder>>): Canvas {
  const rectangle = (x: number, y: number, width: number, height: number) => `${points(x, y, width, height)} re`;
  const ink = (colour: Colour) => colour.join(' ');
  return {
    text(text, x, baseline, { weight, size, colour }) {
      const font = weight === 'bold' ? 'FB' : 'FR';
      const codes = encode[weight](text);
      commands.push(`BT /${font} ${size} Tf ${ink(colour)} rg ${points(x, baseline)} Td <${codes}> Tj ET`);
    },
    fill(x, y, width, height, colour) {
      commands.push(`${ink(colour)} rg ${rectangle(x, y, width, height)} f`);
    },
    outline(x, y, width, height, colour) {
      commands.push(`${ink(colour)} RG 0.75 w ${rectangle(x, y, width, height)} S`);
    },
    hatch(x, y, width, height, colour) {
      const strokes: string[] = [];
      for (let start = x - height; start < x + width; start += hatchSpacing) {
        strokes.push(`${points(start, y)} m ${points(start + height, y + height)} l`);
      }
      commands.push(`q ${rectangle(x, y, width, height)} W n ${ink(colour)} RG 0.6 w ${strokes.join(' ')} S Q`);
    },
    logo(x, y, width, height) {
      commands.push(`q ${points(width, 0, 0, height, x, y)} cm /Logo Do Q`);
    },
    line(x1, y1, x2, y2, colour, thickness) {
      commands.push(`${ink(colour)} RG ${points(thickness)} w ${points(x1, y1)} m ${points(x2, y2)} l S`);
    },
  };
}
