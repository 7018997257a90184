import { dueThisTerm } from '../../../functions/protocols/due-this-term.ts';
import { figuresOfItsOwn } from '../../../functions/protocols/kept-figure.ts';
import { register } from '../../../functions/protocols/statutory-policies/register.ts';
import { type SchoolRegister, schoolRegister } from '../../../functions/protocols/statutory-policies/review.ts';
import { standing } from '../../../functions/protocols/statutory-policies/standing.ts';
import { allDeclared, tabsOf } from '../../../functions/workbooks/kinds.ts';
import { parseWorkbook } from '../../../functions/workbooks/parse-workbook.ts';
import { rowsAtHand, situationAsRead } from '../../../functions/workbooks/situation-of.ts';
import { policies, policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { type Drawings, drawTab, USUAL_ALLIANCE } from '../../support/rule-tester.ts';
import { allianceIdentity, schoolIdentity } from '../../support/sync-bench.ts';

const HEADINGS = Object.values(policiesTab.columns).map(({ heading }) => heading);
type Heading = string;
type DrawnRow = Readonly<Record<Heading, string>>;

/**
 * The register with the rows as drawn first, under the tab's own headings, and after them every other document in order: reviewed and
 * its page looked at on `reviewed`, unless there are to be no others.
 */
export function policiesDrawn(
  drawing: string,
  { reviewed = '1/10/2025' as string | null, without = [] as readonly string[] } = {},
) {
  const [headings = [], ...rows] = cellsOf(drawing);
  const drawn = rows.map((row) =>
    approvedLongAgo(Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? '']))),
  );
  const unknown = headings.filter((heading) => !HEADINGS.includes(heading));
  if (unknown.length > 0) throw new Error(`Policies has no ${unknown.join(', ')}`);
  const named = new Set([...drawn.map((row) => row['Policy']), ...without]);
  const others =
    reviewed === null ? [] : policies.filter(({ text }) => !named.has(text)).map((one) => inOrder(one, reviewed));
  return table([...drawn, ...others]);
}

/** Before any review: of a row that says nothing of its approval, and is reviewed, no rule has to speak. */
const LONG_AGO = '1/9/2018';

function approvedLongAgo(row: DrawnRow): DrawnRow {
  return row['Approved on'] === undefined && row['Last reviewed on'] ? { ...row, 'Approved on': LONG_AGO } : row;
}

function table(rows: readonly DrawnRow[]): string {
  const lines = [HEADINGS, ...rows.map((row) => HEADINGS.map((heading) => row[heading] ?? ''))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inOrder({ value, text }: (typeof policies)[number], reviewed: string): DrawnRow {
  return {
    Policy: text,
    'Approved on': reviewed,
    'Last reviewed on': reviewed,
    ...(register[value].publishing === 'required'
      ? { 'Where it is published': `https://elmpark.example/${value}`, 'Page last looked at on': reviewed }
      : {}),
    ...(value === 'accessibility'
      ? { 'Aim: curriculum': 'Yes', 'Aim: building': 'Yes', 'Aim: information': 'Yes' }
      : {}),
  };
}

function cellsOf(drawing: string): string[][] {
  return drawing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The alliance's settings with the register adopted, and what else it decided. */
export function decidedWith(...settings: readonly string[]): Drawings {
  const rows = ['Statutory policies adopted | Yes', ...settings].map((row) => `| ${row} |`);
  return { Settings: [USUAL_ALLIANCE['Settings'], ...rows].join('\n') };
}

/** The alliance's schools, where Elm Park is as said. */
export function elmPark({ kind = 'Academy', phase = '', joined = '', left = '' }): Drawings {
  return {
    Schools: `
    | URN    | School               | Kind of school    | Phase      | Joined on   | Left on   |
    | 990001 | Elm Park High School | ${kind}           | ${phase}   | ${joined}   | ${left}   |
    | 990002 | St Aldhelm's School  | Maintained school | High       |             |           |`,
  };
}

/** Elm Park's workbook with this in *Policies*, beside its alliance. */
export function elmParkWith(policiesTyped: string, { asOf = '2026-03-27', alliance = decidedWith() as Drawings } = {}) {
  const shared = parseWorkbook(allianceIdentity, drawn(allianceIdentity, { ...USUAL_ALLIANCE, ...alliance }), null);
  const beside = rowsAtHand(shared);
  const own = parseWorkbook(schoolIdentity, drawn(schoolIdentity, { Policies: policiesTyped }), beside);
  const situation = situationAsRead(own, beside, asOf);
  return {
    situation,
    register: schoolRegister(situation) as SchoolRegister,
    standing: () => standing(situation, situation.school!, figuresOfItsOwn(situation)),
    due: () => dueThisTerm(situation, allDeclared).filter(({ tab }) => tab === policiesTab.title),
  };
}

function drawn({ kind }: Pick<typeof schoolIdentity, 'kind'>, drawings: Drawings) {
  return tabsOf(kind, allDeclared.packs).map((tab) => {
    const drawing = drawings[tab.title];
    const headings = Object.values(tab.columns).map(({ heading }) => heading);
    return { title: tab.title, rows: drawing ? drawTab(tab, drawing) : [headings] };
  });
}
