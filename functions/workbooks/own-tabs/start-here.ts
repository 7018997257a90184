import { longDate } from '../../../sheets-schema/wording.ts';
import type { AsChecked, AsKept, AsMade } from '../define-workbook.ts';
import { defineOwnTab } from './define-own-tab.ts';
import { about } from './start-here/about.ts';
import { attention } from './start-here/attention.ts';
import { checksLeft } from './start-here/checks-left.ts';
import { fromTheAlliance } from './start-here/from-the-alliance.ts';
import { type Line, laidOut, type Section, text, WIDTHS } from './start-here/layout.ts';
import { moreSettings } from './start-here/more-settings.ts';
import { notChecked } from './start-here/not-checked.ts';
import { title } from './start-here/title.ts';
import { toDo } from './start-here/to-do.ts';
import { notYetChecked, verdict } from './start-here/verdict.ts';
import { whatGoesWhere } from './start-here/what-goes-where.ts';
import { whatSchoolsAnswered } from './start-here/what-schools-answered.ts';
import { whereItStands } from './start-here/where-it-stands.ts';
import { nextYear, notYetMade } from './start-here/workbooks-made.ts';

const AT_FIRST: readonly Section<AsMade>[] = [title, notYetChecked, whatGoesWhere, about];
const AFTER_A_CHECK: readonly Section<AsChecked>[] = [
  title,
  verdict,
  checksLeft,
  attention,
  toDo,
  whatSchoolsAnswered,
  notChecked,
  fromTheAlliance,
  whereItStands,
  notYetMade,
  nextYear,
  moreSettings,
  (checked) => whatGoesWhere(checked, checked.situation.isKept),
  about,
];

/** How a workbook stands, at a glance, and what it is: the first tab of every workbook. */
export const startHereTab = defineOwnTab({
  id: 'start-here',
  title: 'Start here',
  columns: () => WIDTHS.map((width) => ({ heading: '', note: null, width, format: 'text', choices: null })),
  headings: false,
  rowsAtFirst: (of) => laidOut(AT_FIRST, of),
  rows: (of) => laidOut(AFTER_A_CHECK, of),
  rowsRestored: (of, made) => made.toSpliced(2, 0, restoredFrom(of)),
});

function restoredFrom({ manifest: { sequence, asOf } }: AsKept): Line {
  return [
    text(`Restored from the history: the rows as they stood on ${longDate(asOf)}, snapshot ${sequence}.`, 'lead'),
  ];
}
