import type { RawTab } from '../../../../sheets-schema/sheet.ts';
import { listed, yearLabel } from '../../../../sheets-schema/wording.ts';
import type { AsMade } from '../../define-workbook.ts';
import { type Line, text } from './layout.ts';

/** The heading above the lines by which a workbook says what it is. */
const ABOUT = 'About this workbook';

const LABELS = {
  kind: 'This is',
  alliance: 'Alliance',
  school: 'School',
  urn: 'URN',
  year: 'Academic year',
  /** Workbooks of the first version have no such line. */
  madeWith: 'Made with',
} as const;

/** What the workbook is, as `saidAbout` reads it, and which tabs are ours. */
export function about({ identity, madeWith }: AsMade): Line[] {
  const { kind, alliance, school, urn, startYear } = identity;
  const facts: [string, string | null][] = [
    [LABELS.kind, kind.name],
    [LABELS.alliance, alliance],
    [LABELS.school, school],
    [LABELS.urn, urn],
    [LABELS.year, yearLabel(startYear)],
    [LABELS.madeWith, madeWith === 1 ? null : `version ${madeWith} of the workbooks`],
  ];
  const others = kind.ownTabs.slice(1).map((tab) => tab.title);
  const ours = listed(['this tab', ...others.toSorted()]);
  return [
    [text(ABOUT, 'section')],
    ...facts.flatMap(([label, value]) => (value === null ? [] : [[text(label, 'label'), text(value, 'words')]])),
    [text(`Concordat fills in ${ours}. It never changes a tab that you type in.`, 'lead')],
  ];
}

/** What a workbook says of itself; undefined where a line is missing or blank. */
export type SaidAbout = Readonly<Record<Exclude<keyof typeof LABELS, 'madeWith'>, string | undefined>> & {
  /** The version of the workbooks that it was made with; the first where it does not say. */
  readonly madeWith: number;
};

/** What `about` wrote, whatever people did to the tab otherwise. */
export function saidAbout(start: RawTab): SaidAbout {
  const said = new Map<string, string>();
  const heading = start.rows.findLastIndex((row) => row[0] === ABOUT);
  for (const [label, value] of start.rows.slice(heading + 1)) {
    if (typeof label === 'string' && value !== null && value !== undefined)
      said.set(label.trim(), String(value).trim());
  }
  const { madeWith, ...words } = LABELS;
  return {
    kind: said.get(words.kind),
    alliance: said.get(words.alliance),
    school: said.get(words.school),
    urn: said.get(words.urn),
    year: said.get(words.year),
    madeWith: Number(/^version (\d{1,4}) /.exec(said.get(madeWith) ?? '')?.[1] ?? 1),
  };
}
