import type { CellStyle } from '../../../../sheets-schema/sheet.ts';
import type { School } from '../../../figures/members.ts';
import { type StandingsOfPack, standingsByPack } from '../../../protocols/by-pack.ts';
import { figuresOfItsOwn, type KnownFigures } from '../../../protocols/kept-figure.ts';
import { type CountedStanding, type State, stateSaid } from '../../../protocols/standing.ts';
import type { AsChecked } from '../../define-workbook.ts';
import { apart, type Line, text, WIDTHS } from './layout.ts';

const NOTHING_KNOWN: KnownFigures = () => null;

/** How the promises stand, pack by pack: a school's own in its workbook; of all members, a line each, in what is the alliance's. */
export function whereItStands(of: AsChecked): Line[] {
  const { identity, situation, catalogue, ofSchools } = of;
  if (!identity.kind.tellsOfPromises) return [];
  const standings = (about: Parameters<typeof standingsByPack>[2]) =>
    standingsByPack(situation, catalogue.packs, about, (pack, one, known) => pack.standing(situation, one, known));
  if (identity.urn === null) {
    const known = ({ urn }: School) => ofSchools.get(urn)?.known ?? NOTHING_KNOWN;
    const members = situation.members.map((school) => ({ school, known: known(school) }));
    return apart(standings(members).flatMap((one) => grid(one, situation.members)));
  }
  const school = memberIn(of);
  return apart(standings(school ? [{ school, known: figuresOfItsOwn(situation) }] : []).map(ownLines));
}

/** The school whose workbook it is, where it was a member for any part of the year. */
export function memberIn({ situation }: AsChecked): School | null {
  return situation.members.find(({ urn }) => urn === situation.whose.urn) ?? null;
}

/** How a school stands, a promise a row. */
function ownLines({ named, lines }: StandingsOfPack): Line[] {
  const rows = lines.flat().map((one) => [text(one.what, 'label'), ...standsAlone(one)]);
  return [[text(heading('Where the school stands', named), 'section')], ...rows];
}

/** How the schools stand, a school a row; a pack with more promises than fit beside their names goes on below. */
function grid({ named, lines }: StandingsOfPack, schools: readonly School[]): Line[][] {
  const beside = WIDTHS.length - 1;
  const parts: Line[][] = [];
  for (let from = 0; from < lines[0]!.length; from += beside) {
    const part = lines.map((line) => line.slice(from, from + beside));
    parts.push([
      [text('School', 'heading'), ...part[0]!.map(({ what }) => text(what, 'heading'))],
      ...part.map((line, at) => [text(schools[at]!.name, 'label'), ...line.map(standsInGrid)]),
    ]);
  }
  const [first = [], ...more] = parts;
  return [[[text(heading('Where the schools stand', named), 'section')], ...first], ...more];
}

const STYLES: Readonly<Record<State, CellStyle>> = {
  kept: 'good',
  agreed: 'text',
  open: 'text',
  overdue: 'warning',
  'not kept': 'breach',
};

/** In the school's own lines: the state, and beside it the figure with the rest. */
function standsAlone(standing: CountedStanding): Line {
  const said = stateSaid(standing);
  if (said === null) return [text(standing.figure, 'words')];
  const { figure, state } = standing;
  const style = STYLES[state] === 'text' ? 'words' : STYLES[state];
  return [text(sentenceCase(said.word), style), text(`${figure}${said.more}`, 'words')];
}

/** In the grid: the state first, as a column may be too narrow for all of it. */
function standsInGrid(standing: CountedStanding) {
  const said = stateSaid(standing);
  const { figure, state } = standing;
  return text(said === null ? figure : `${sentenceCase(said.word)}: ${figure}`, STYLES[state]);
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function heading(words: string, named: string | null): string {
  return named === null ? words : `${words} (${named})`;
}
