import { cellName } from '../../../../sheets-schema/sheet.ts';
import { encodeCellText } from './cell-text.ts';

export interface HeadingNote {
  /** Zero-based, in row 1. */
  readonly column: number;
  readonly text: string;
}

const CHARACTERS_A_LINE = 34;
const POINTS_A_LINE = 14;
const MOST_LINES = 14;

/** The comments part: what the notes say. */
export function commentsXml(notes: readonly HeadingNote[], namespace: string): string {
  const comments = notes.map(
    ({ column, text }) =>
      `<comment ref="${cellName(column, 1)}" authorId="0"><text><t xml:space="preserve">${encodeCellText(text)}</t></text></comment>`,
  );
  return `<comments xmlns="${namespace}"><authors><author>Concordat</author></authors><commentList>${comments.join('')}</commentList></comments>`;
}

/** The drawing part: where their boxes appear. Spreadsheets still want it in VML (ECMA-376 part 4, 19.4). */
export function notesDrawingXml(notes: readonly HeadingNote[]): string {
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"',
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">',
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>',
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">',
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
    ...notes.map(noteShape),
    '</xml>',
  ].join('');
}

function noteShape({ column, text }: HeadingNote, index: number): string {
  const lines = Math.min(MOST_LINES, lineCount(text) + 1);
  return [
    `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" fillcolor="#fff9dc" o:insetmode="auto" `,
    `style="position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;height:${lines * POINTS_A_LINE}pt;`,
    'z-index:1;visibility:hidden">',
    '<v:fill color2="#fff9dc"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>',
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>',
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>',
    `<x:Anchor>${column + 1}, 12, 0, 4, ${column + 4}, 12, ${lines}, 4</x:Anchor>`,
    `<x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
  ].join('');
}

function lineCount(text: string): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 0);
}
