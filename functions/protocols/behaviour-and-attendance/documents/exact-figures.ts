import { absenceByTermTab } from '../../../../sheets-schema/tabs/absence-by-term.tab.ts';
import { exclusionsByTermTab } from '../../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import { pupilGroups } from '../../../../sheets-schema/tabs/pupil-groups.ts';
import { yearLabel } from '../../../../sheets-schema/wording.ts';
import type { AcademicYear } from '../../../figures/academic-year.ts';
import type { Term } from '../../../figures/school-calendar.ts';
import { sumIfAll } from '../../../figures/sums.ts';
import {
  eventsIn,
  isAlike,
  type PartOfYear,
  partsOfYear,
  pupilsIn,
  type Said,
  termsIn,
  termsInTurn,
  type YearOf,
} from '../../../figures/year-and-terms.ts';
import type { Keys } from '../../fingerprints.ts';
import type { Group } from './rows-in-words.ts';
import { type Reason, type SoundTotals, soundTotals } from './sound-totals.ts';
import { type Sender, type TotalsTab, totalsTabs } from './totals-sent.ts';

/** How a figure is made of what the tabs hold. */
export interface Measure {
  readonly id: string;
  readonly tab: TotalsTab;
  /** The columns that are added up. */
  readonly part: readonly string[];
  /** The column that they are a share of; null for a count. */
  readonly of: string | null;
  readonly decimals: 0 | 1 | 2;
  /** Columns without which a school is not in it, so that figures of which one is the rest of the others have the same schools. */
  readonly along: readonly string[];
}

const KINDS_OF_ABSENCE = ['authorised', 'unauthorised'];

const absence = (id: string, part: readonly string[], of: string | null, decimals: Measure['decimals']): Measure => ({
  id,
  tab: absenceByTermTab,
  part,
  of,
  decimals,
  along: part.some((column) => KINDS_OF_ABSENCE.includes(column)) ? KINDS_OF_ABSENCE : [],
});
const exclusions = (id: string, part: string, of: string | null, decimals: Measure['decimals']): Measure => ({
  id,
  tab: exclusionsByTermTab,
  part: [part],
  of,
  decimals,
  along: [],
});

export const measures = {
  overallAbsence: absence('overall', KINDS_OF_ABSENCE, 'possible', 1),
  authorised: absence('authorised', ['authorised'], 'possible', 1),
  unauthorised: absence('unauthorised', ['unauthorised'], 'possible', 1),
  persistentCount: absence('persistent', ['persistent'], null, 0),
  persistentRate: absence('persistent-rate', ['persistent'], 'enrolments', 1),
  severeRate: absence('severe-rate', ['severe'], 'enrolments', 1),
  suspensions: exclusions('suspensions', 'suspensions', null, 0),
  suspensionRate: exclusions('suspension-rate', 'suspensions', 'headcount', 2),
  onceOrMore: exclusions('once-or-more', 'onceOrMore', null, 0),
  twiceOrMore: exclusions('twice-or-more', 'twiceOrMore', null, 0),
  permanent: exclusions('permanent', 'permanent', null, 0),
  permanentRate: exclusions('permanent-rate', 'permanent', 'headcount', 2),
} as const;

/** Counts of pupils, each of whom may stand in several terms; all others are of sessions and events. */
const PUPILS: readonly string[] = ['enrolments', 'persistent', 'severe', 'headcount', 'onceOrMore', 'twiceOrMore'];

/** What one school brings to a figure. */
export interface Share {
  readonly part: number;
  /** What that is a share of; null for a count. */
  readonly of: number | null;
  /** How many pupils it is about, at the least; null where nobody says. */
  readonly pupils: number | null;
  /** The school's terms, in both years that are compared. */
  readonly terms: readonly Term[];
}

/** A member whose totals are not in a figure, and why: for the alliance’s board and the school itself, and nobody else. */
export interface LeftOut extends Reason {
  readonly urn: string;
  readonly tab: string;
}

/** A figure before anything of it is hidden, and who stands behind it. */
export interface ExactFigure {
  /** The same from one issue to the next: its tab, group and measure, and the term where it is one of several. */
  readonly id: string;
  readonly measure: Measure;
  readonly group: Group;
  readonly startYear: number;
  readonly terms: PartOfYear;
  /** By URN. */
  readonly bySchool: ReadonlyMap<string, Share>;
  readonly leftOut: readonly LeftOut[];
}

/** A figure of the year, and where it can be compared the same of the year before: of the same schools and the same terms. */
export interface ExactLine {
  readonly current: ExactFigure;
  readonly previous: ExactFigure | null;
  /** The year's figure of all who sent it, whether or not they did so the year before. */
  readonly whole: ExactFigure;
  /** Schools that stand behind this year’s alone, and what they lack of the year before. */
  readonly unmatched: readonly LeftOut[];
}

export interface ExactReport {
  /** What is said of a group of pupils in the year, or in one term of it. */
  line(measure: Measure, group?: Group): ExactLine;
  /** Suspensions of all pupils by term, over the schools that sent each term of which the year’s figures are. */
  readonly suspensionsByTerm: readonly { readonly term: Term; readonly line: ExactLine }[];
  /** Every line that is printed. */
  readonly lines: readonly ExactLine[];
  /** Of what part of the year the sessions and events of a tab are. */
  termsOf(tab: TotalsTab): PartOfYear;
  /** Members that have a part in it, by URN, with their terms: one of these lies in the part of the year that it is of. */
  readonly members: ReadonlyMap<string, readonly Term[]>;
  /** Those that sent any totals at all. */
  readonly sent: readonly string[];
  /** Whether anything was sent of the year before. */
  readonly anyBefore: boolean;
}

const MOST_TELLING = { 'absence-by-term': 'possible', 'exclusions-by-term': 'suspensions' } as const;

/** Every figure of the report, by the sound rows of the members alone, each with the terms that it was a member for. */
export function exactReport(senders: readonly Sender[], year: AcademicYear, asOf: string, keys: Keys): ExactReport {
  const { startYear } = year;
  const inTurn = termsInTurn(year);
  const known = new Map<string, SoundTotals>();
  const totals = (tab: TotalsTab, year: number, sender: Sender): SoundTotals => {
    const key = `${tab.id} ${year} ${sender.school.urn}`;
    const sound = known.get(key) ?? soundTotals(tab, year, sender, keys);
    known.set(key, sound);
    return sound;
  };
  const parts = new Map(
    totalsTabs.map((tab) => [
      tab.id as string,
      partSent(
        senders.map((sender) => ({
          terms: sender.terms,
          said: totals(tab, startYear, sender).said(MOST_TELLING[tab.id as 'absence-by-term'], 'all'),
        })),
        inTurn,
        asOf > year.to,
      ),
    ]),
  );
  const termsOf = (tab: TotalsTab) => parts.get(tab.id)!;
  const members = senders.filter(({ terms }) => totalsTabs.some((tab) => termsIn(termsOf(tab), terms).length > 0));

  function figure(measure: Measure, group: Group, year: number, terms: PartOfYear, term?: Term): ExactFigure {
    const id = [measure.tab.id, group, measure.id, ...(term ? [term] : [])].join('/');
    const bySchool = new Map<string, Share>();
    const leftOut: LeftOut[] = [];
    for (const sender of members) {
      const { urn } = sender.school;
      // Of none of these terms was it a member.
      if (termsIn(terms, sender.terms).length === 0) continue;
      const sound = totals(measure.tab, year, sender);
      const yearOf = { terms: sender.terms, ofYearRow: year === startYear ? sender.terms : sender.termsBefore };
      const share = shareOf(measure, group, terms, yearOf, sound);
      if (share !== null) bySchool.set(urn, share);
      else {
        const suffix = year === startYear ? '' : `, ${yearLabel(year)}`;
        const reasons = whyLeftOut(measure, group, terms, yearOf, sound);
        leftOut.push(...reasons.map((one) => ({ ...one, urn, tab: measure.tab.title, row: one.row + suffix })));
      }
    }
    return { id, measure, group, startYear: year, terms, bySchool, leftOut };
  }

  function line(measure: Measure, group: Group = 'all', terms = termsOf(measure.tab)): ExactLine {
    return compared(figure(measure, group, startYear, terms), figure(measure, group, startYear - 1, terms));
  }

  const termsOfSuspensions = termsOf(exclusionsByTermTab);
  const suspensionsByTerm = byTerm(
    inTurn,
    inTurn.map((term) => figure(measures.suspensions, 'all', startYear, [term], term)),
    inTurn.map((term) => figure(measures.suspensions, 'all', startYear - 1, [term], term)),
    termsOfSuspensions === 'year' ? inTurn : termsOfSuspensions,
  );
  const hasSent = (year: number) => (tab: TotalsTab, sender: Sender) => totals(tab, year, sender).sent;
  const ofAll = Object.values(measures).map((measure) => line(measure));
  const ofGroups = [measures.overallAbsence, measures.persistentRate, measures.suspensionRate].flatMap((measure) =>
    pupilGroups.filter(({ value }) => value !== 'all').map(({ value }) => line(measure, value)),
  );
  const printed = [...ofAll, ...ofGroups];
  return {
    line: (measure, group = 'all') =>
      printed.find(({ current }) => current.measure === measure && current.group === group)!,
    suspensionsByTerm,
    members: new Map(members.map(({ school, terms }) => [school.urn, terms])),
    lines: [...printed, ...suspensionsByTerm.map((one) => one.line)],
    termsOf,
    sent: members
      .filter((sender) => totalsTabs.some((tab) => hasSent(startYear)(tab, sender)))
      .map(({ school }) => school.urn),
    anyBefore: members.some((sender) => totalsTabs.some((tab) => hasSent(startYear - 1)(tab, sender))),
  };
}

/** The longest part of the year that most of the schools have sent that have sent anything and were members at its end. */
function partSent(
  all: readonly { readonly terms: readonly Term[]; readonly said: Said }[],
  inTurn: readonly Term[],
  isOver: boolean,
): PartOfYear {
  const sent = all.filter(({ said }) => said.size > 0);
  const isOfMost = (part: PartOfYear) => {
    const last = (part === 'year' ? inTurn : part).at(-1)!;
    const asked = sent.filter(({ terms }) => terms.includes(last));
    const have = asked.filter(({ terms, said }) => eventsIn(said, part, { terms, ofYearRow: terms }) !== null);
    return isMost(have.length, asked.length);
  };
  return partsOfYear(inTurn, isOver).find(isOfMost) ?? 'year';
}

/** More than half: a figure of fewer would not speak for the alliance. */
function isMost(some: number, all: number): boolean {
  return some * 2 > all;
}

function shareOf(
  { part, of, along }: Measure,
  group: Group,
  terms: PartOfYear,
  yearOf: YearOf,
  sound: SoundTotals,
): Share | null {
  const value = (quantity: string) => soundValue(quantity, group, terms, yearOf, sound);
  const added = sumIfAll([...part], value);
  const whole = of === null ? null : value(of);
  if (along.some((column) => value(column) === null)) return null;
  if (added === null || (of !== null && whole === null)) return null;
  return { part: added, of: whole, pupils: sound.pupils(group), terms: yearOf.terms };
}

function soundValue(
  quantity: string,
  group: Group,
  terms: PartOfYear,
  yearOf: YearOf,
  sound: SoundTotals,
): number | null {
  const said = sound.said(quantity, group);
  return PUPILS.includes(quantity) ? pupilsIn(said, yearOf) : eventsIn(said, terms, yearOf);
}

function whyLeftOut(
  { part, of, along }: Measure,
  group: Group,
  terms: PartOfYear,
  yearOf: YearOf,
  sound: SoundTotals,
): readonly Reason[] {
  return [...new Set([...part, ...along, ...(of === null ? [] : [of])])].flatMap((quantity) => {
    if (soundValue(quantity, group, terms, yearOf, sound) !== null) return [];
    return sound.reasons(quantity, group, rowsFor(PUPILS.includes(quantity), terms, yearOf));
  });
}

/** The rows of which a quantity may be made. */
function rowsFor(isPupils: boolean, part: PartOfYear, { terms, ofYearRow }: YearOf): readonly (Term | 'year')[] {
  const wanted = isPupils ? terms : termsIn(part, terms);
  const termRows = isPupils && terms.length > 1 ? [] : wanted;
  return isAlike(wanted, ofYearRow) ? [...termRows, 'year'] : termRows;
}

/** Both years over the schools that stand behind each of them, where those are most of this year’s; else this year’s alone. */
function compared(current: ExactFigure, previous: ExactFigure): ExactLine {
  const both = new Set([...current.bySchool.keys()].filter((urn) => previous.bySchool.has(urn)));
  const unmatched = previous.leftOut.filter(({ urn }) => current.bySchool.has(urn));
  const whole = current;
  if (both.size === 0 || !isMost(both.size, current.bySchool.size))
    return { current, previous: null, whole, unmatched };
  return { current: over(both, current, previous), previous: over(both, previous, current), whole, unmatched };
}

/** A figure over some of its schools; of the others the year that they lack is said. */
function over(urns: ReadonlySet<string>, figure: ExactFigure, other: ExactFigure): ExactFigure {
  const others = other.leftOut.filter(({ urn }) => figure.bySchool.has(urn) && !urns.has(urn));
  return {
    ...figure,
    bySchool: new Map([...figure.bySchool].filter(([urn]) => urns.has(urn))),
    leftOut: [...figure.leftOut, ...others],
  };
}

/** The terms of one year over the schools that sent all of their own, so that they are parts of one whole. */
function byTerm(
  inTurn: readonly Term[],
  current: readonly ExactFigure[],
  previous: readonly ExactFigure[],
  terms: readonly Term[],
) {
  const sentAll = (figures: readonly ExactFigure[]) => {
    const wanted = figures.filter((_, at) => terms.includes(inTurn[at]!));
    const isLeftOut = new Set(wanted.flatMap(({ leftOut }) => leftOut.map(({ urn }) => urn)));
    return (urn: string) => !isLeftOut.has(urn);
  };
  const [now, then] = [sentAll(current), sentAll(previous)];
  return inTurn.map((term, at) => {
    // A term of which not most have sent theirs yet is no part of the year so far.
    const only = (figure: ExactFigure, isIn: (urn: string) => boolean): ExactFigure => ({
      ...figure,
      bySchool: new Map([...figure.bySchool].filter(([urn]) => terms.includes(term) && isIn(urn))),
    });
    return { term, line: compared(only(current[at]!, now), only(previous[at]!, then)) };
  });
}
