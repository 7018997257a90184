import { describe, expect, it } from 'vitest';
import {
  CELL_STYLES,
  paletteStyle,
  paletteText,
  styleNumber,
  stylesXml,
} from '../../../../functions/edges/local/xlsx/styles.ts';

const xml = stylesXml('urn:main');
const list = (name: string, item: string) =>
  new RegExp(`<${name} .*?</${name}>`).exec(xml)![0].match(new RegExp(`<${item}[ >].*?</${item}>`, 'g'))!;
const colour = (part: string) => /rgb="FF([0-9A-F]{6})"/.exec(part)?.[1];

/** Relative luminance and contrast as WCAG 2.2 has them. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [0, 2, 4].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the styles of a new workbook', () => {
  it('have enough contrast to be read by anyone', () => {
    const [fonts, fills] = [list('fonts', 'font'), list('fills', 'fill')];
    for (const style of CELL_STYLES) {
      const look = list('cellXfs', 'xf')[styleNumber(style)]!;
      const text = colour(fonts[Number(/fontId="(\d+)"/.exec(look)![1])]!)!;
      const fill = colour(fills[Number(/fillId="(\d+)"/.exec(look)![1])]!) ?? 'FFFFFF';
      expect(contrast(text, fill), style).toBeGreaterThan(6.5);
    }
  });

  it('flag cells in ways that differ without colour, each readable', () => {
    const flags = list('dxfs', 'dxf').filter((flag) => flag.includes('<fill>'));
    expect(flags).toHaveLength(3);
    for (const flag of flags) {
      const [text, fill] = [colour(/<font>.*<\/font>/.exec(flag)![0])!, colour(/<fill>.*<\/fill>/.exec(flag)![0])!];
      expect(contrast(text, fill)).toBeGreaterThan(6.5);
    }
    const marks = flags.map((flag) => ['<b/>', '<i/>', '<border>'].filter((mark) => flag.includes(mark)).join());
    expect(new Set(marks).size).toBe(3);
  });

  it('each have a place in the palette, and only there', () => {
    expect(new Set(CELL_STYLES.map(styleNumber)).size).toBe(CELL_STYLES.length);
    for (const style of CELL_STYLES) {
      expect(paletteStyle(25, paletteText(style))).toBe(style);
      expect(paletteStyle(5, paletteText(style))).toBeNull();
    }
    expect(paletteStyle(25, 'style:unheard-of')).toBeNull();
  });
});
