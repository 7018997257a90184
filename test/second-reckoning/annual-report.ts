import { type Alliance, GROUPS, type Group } from './alliance.ts';
import type { Reckoning } from './compare.ts';
import { yearInWords } from './days.ts';
import { exactFigures, type Line, type Measure, type Share } from './exact-figures.ts';
import { type BoundUp, changeShown, shownIn } from './shown-outside.ts';
import { TERMS } from './sound-totals.ts';

const absence = (part: readonly string[], of: string | null, decimals: Measure['decimals'] = 1): Measure => ({
  ...{ tab: 'absence', part, of, decimals },
});
const exclusions = (part: string, decimals: Measure['decimals'] = 0): Measure => ({
  ...{ tab: 'exclusions', part: [part], of: decimals === 0 ? null : 'Pupils on roll', decimals },
});
const overall = absence(['Authorised absence', 'Unauthorised absence'], 'Possible sessions');
const authorised = absence(['Authorised absence'], 'Possible sessions');
const unauthorised = absence(['Unauthorised absence'], 'Possible sessions');
const persistent = absence(['Persistently absent'], null, 0);
const persistentRate = absence(['Persistently absent'], 'Pupils');
const severeRate = absence(['Severely absent'], 'Pupils');
const suspensions = exclusions('Suspensions');
const suspensionRate = exclusions('Suspensions', 2);
const once = exclusions('Suspended at all');
const twice = exclusions('Suspended twice or more');
const permanent = exclusions('Permanent exclusions');
const permanentRate = exclusions('Permanent exclusions', 2);

const ALL = GROUPS[0];
/** In none of these is a pupil who is in the other, so that one and all pupils give the other away. */
const APART: readonly Group[] = ['SEN support', 'EHC plan'];
/** Of these each follows from the others. */
const TOGETHER: readonly (readonly Measure[])[] = [
  [overall, authorised, unauthorised],
  [once, twice],
];
/** A rate, and the count that it is worked out from. */
const SAME_COUNT: ReadonlyMap<Measure, Measure> = new Map([
  [persistentRate, persistent],
  [suspensionRate, suspensions],
  [permanentRate, permanent],
]);

/** A line as it is printed. */
interface Lined {
  readonly label: string;
  readonly measure: Measure;
  readonly line: Line;
  readonly boundUp: BoundUp;
}

/** The report that leaves the alliance. Null where no school sent anything that can be used, so that there is nothing to report. */
export function annualReport(alliance: Alliance): Reckoning | null {
  const exact = exactFigures(alliance);
  const below = alliance.decided.hideBelow;
  const of = (measure: Measure, group: Group = ALL) => ({ measure, line: exact.line(measure, group) });
  const ofAll = (label: string, measure: Measure): Lined => {
    const count = SAME_COUNT.get(measure);
    const together = TOGETHER.find((measures) => measures.includes(measure)) ?? [];
    const boundUp = { sameCount: count ? of(count).line : null, together: together.map((one) => of(one)), below };
    return { label, ...of(measure), boundUp };
  };
  const byGroup = (measure: Measure): Lined[] =>
    GROUPS.map((group) => {
      if (group === ALL) return ofAll(group, measure);
      const together = APART.includes(group) ? APART.map((one) => of(measure, one)) : [];
      return { label: group, ...of(measure, group), boundUp: { sameCount: null, together, below } };
    });
  const terms = exact.byTerm(suspensions).map((line) => ({ measure: suspensions, line }));
  const byTerm = exact.inTurn.map(
    (label, at): Lined => ({
      ...{ label, ...terms[at]! },
      boundUp: { sameCount: of(suspensions).line, inTerm: label, together: terms, below },
    }),
  );
  const tables: readonly (readonly [caption: string, what: string, lines: readonly Lined[]])[] = [
    [
      'Sessions missed, out of every 100 possible',
      'Kind of absence',
      [ofAll('Overall absence', overall), ofAll('Authorised', authorised), ofAll('Unauthorised', unauthorised)],
    ],
    ['All absence by group of pupils', 'Group', byGroup(overall)],
    [
      'Persistent absence in all schools',
      'Measure',
      [
        ofAll('Persistently absent pupils', persistent),
        ofAll('Persistent absence rate', persistentRate),
        ofAll('Severe absence rate', severeRate),
      ],
    ],
    ['Persistent absence by group of pupils', 'Group', byGroup(persistentRate)],
    [
      'Suspensions and permanent exclusions in all schools',
      'Measure',
      [
        ofAll('Suspensions', suspensions),
        ofAll('Suspension rate', suspensionRate),
        ofAll('Pupils suspended once or more', once),
        ofAll('Pupils suspended twice or more', twice),
        ofAll('Permanent exclusions', permanent),
        ofAll('Permanent exclusion rate', permanentRate),
      ],
    ],
    ['Suspensions by term', 'Term', byTerm],
    ['Suspension rate by group of pupils', 'Group', byGroup(suspensionRate)],
  ];
  if (tables.every(([, , lines]) => lines.every(({ line }) => line.current.length === 0))) return null;
  const isIn = (urn: string) =>
    tables.some(([, , lines]) =>
      lines.some(
        ({ line, measure, boundUp }) =>
          line.current.some((share) => share.urn === urn) && shownIn(line, measure, 'current', boundUp).value !== null,
      ),
    );
  const years = [alliance.startYear - 1, alliance.startYear].map(yearInWords);
  const isCompared = tables.some(([, , lines]) => lines.some(({ line }) => line.previous !== null));
  const printed = tables.map(([caption, what, lines]) => ({
    caption,
    headings: isCompared ? [what, ...years, 'Change'] : [what, years[1]!],
    rows: lines.map(({ label, measure, line, boundUp }) => {
      const [before, now] = (['previous', 'current'] as const).map((year) => shownIn(line, measure, year, boundUp));
      const change = changeShown(before!, now!, measure.decimals);
      // Of how many schools a figure is, where that is not what the head of the page says.
      const { length } = line.current;
      const isOfOthers = now!.value !== null && length !== exact.sent;
      const name = isOfOthers ? `${label} (${length} of ${exact.members.length} schools)` : label;
      return {
        cells: [name, ...(isCompared ? [before!.text, now!.text, change] : [now!.text])],
        rests: restsOf(line),
      };
    }),
  }));
  // Terms of which not one can be had are left out in a sentence.
  const isLeftOut = ({ caption, rows }: (typeof printed)[number]) =>
    caption === 'Suspensions by term' &&
    rows.every(({ cells }) => cells.slice(1, isCompared ? 3 : 2).every((cell) => cell === 'x'));
  return {
    tables: printed.filter((table) => !isLeftOut(table)),
    says: [
      { figure: 'coverage', words: `${exact.sent} of ${exact.members.length} schools sent figures.`, rests: [] },
      ...exact.members
        .filter(({ urn, own }) => own.length < TERMS.length && isIn(urn))
        .map(({ name, own }) => ({
          figure: `terms of ${name}`,
          words: `${name} is in them with the ${own.join(' and ').toLowerCase()} ${own.length === 1 ? 'term' : 'terms'} alone`,
          rests: [],
        })),
    ],
  };
}

function restsOf({ current, previous }: Line): string[] {
  const all: readonly Share[] = [...current, ...(previous ?? [])];
  return [...new Set(all.flatMap(({ rests }) => rests))];
}
