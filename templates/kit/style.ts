/** Red, green and blue, each 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

export interface TextStyle {
  readonly weight: 'regular' | 'bold';
  /** Points. */
  readonly size: number;
  /** From one baseline to the next, in points. */
  readonly leading: number;
  readonly colour: Colour;
}

function colour(hex: string): Colour {
  const part = (at: number) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000;
  return [part(1), part(3), part(5)];
}

/** One accent and greys. Text colours keep a contrast of 4.5:1 or better on white and on the tint. */
export const colours = {
  ink: colour('#1b1f23'),
  quiet: colour('#4b545c'),
  accent: colour('#17485e'),
  tint: colour('#eaf1f4'),
  paleBar: colour('#c3d8e1'),
  rule: colour('#c2cad0'),
  white: colour('#ffffff'),
} as const;

const style = (weight: TextStyle['weight'], size: number, leading: number, ink: Colour = colours.ink): TextStyle => ({
  weight,
  size,
  leading,
  colour: ink,
});

export const styles = {
  alliance: style('regular', 10.5, 14, colours.white),
  address: style('regular', 8.5, 12, colours.white),
  title: style('bold', 23, 28, colours.white),
  about: style('regular', 13, 17, colours.white),
  issue: style('regular', 9, 12, colours.quiet),
  heading1: style('bold', 15, 19, colours.accent),
  heading2: style('bold', 11.5, 15),
  lead: style('regular', 12.5, 18),
  body: style('regular', 10.5, 15),
  strong: style('bold', 10.5, 15),
  note: style('regular', 9, 12.5, colours.quiet),
  figure: style('bold', 17, 21, colours.accent),
  smallFigure: style('bold', 12.5, 21, colours.accent),
  caption: style('bold', 10, 14),
  tableHead: style('bold', 9.5, 12.5, colours.accent),
  tableCell: style('regular', 9.5, 12.5),
  tableStrong: style('bold', 9.5, 12.5),
  chart: style('regular', 8.5, 11),
  chartStrong: style('bold', 8.5, 11),
  closing: style('regular', 7.5, 9, colours.quiet),
  footer: style('regular', 8, 10, colours.quiet),
} as const satisfies Record<string, TextStyle>;

/** A4 in points, with generous margins; below the bottom one there is room for a document's closing words and the footer. */
export const sheet = { width: 595.28, height: 841.89, left: 56, right: 56, top: 50, bottom: 86 } as const;

/** The line over the footer, in points from the bottom of the page. */
export const footer = { top: 36 } as const;
