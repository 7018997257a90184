import type { CalendarEntry, KindOfSchool, Member, Phase, TypedRow } from './alliance.ts';
import type { Chance } from './chance.ts';
import { daysLater } from './days.ts';
import { NAMES_OF_TERMS, type NameOfTerm } from './school-days.ts';
import { dayTyped, schoolTyped } from './typing.ts';

const NAMES = [
  ...['Alder Brook Academy', 'Copperdale School', 'Elm Park High School', 'Fernhollow First School'],
  ...['Larkmoor High School', 'Oldmere Academy', 'Saltersley School', 'Tarnbeck Academy', 'Whinfold Centre'],
];
const KINDS: Readonly<Record<NonNullable<KindOfSchool>, string>> = {
  academy: 'Academy',
  maintained: 'Maintained school',
  special: 'Special school',
  pru: 'Pupil referral unit',
  primary: 'Primary school',
  fe: 'Further education college',
};
const PHASES: Readonly<Record<NonNullable<Phase>, string>> = {
  first: 'First',
  primary: 'Primary',
  middle: 'Middle',
  secondary: 'Secondary',
  high: 'High',
};

/** From two schools to nine; some join or leave in the course of the year, or were never members in it, and now and then two become one. */
export function drawMembers(chance: Chance, startYear: number, begins: string): TypedRow<Member>[] {
  const count = chance.between(2, NAMES.length);
  const all = NAMES.slice(0, count).map((name, at) => {
    const kind = chance.oneOf([
      'academy',
      'maintained',
      'maintained',
      'special',
      'pru',
      'primary',
      'fe',
      null,
    ] as const);
    const phase = chance.oneOf(['first', 'primary', 'middle', 'secondary', 'high', 'high', null] as const);
    const [joinedOn, leftOn] = drawMembership(chance, startYear, begins);
    const urn = String(990001 + at);
    // A school keeps for the year the number that it began it with, whatever it gets in its course.
    const since = chance.happens(10) ? daysLater(`${startYear}-09-01`, chance.between(0, 360)) : null;
    return {
      cells: {
        URN: since === null ? urn : String(991001 + at),
        'Earlier URN': since === null ? '' : urn,
        'URN since': since === null ? '' : dayTyped(chance, since),
        School: name,
        'Kind of school': kind === null ? '' : KINDS[kind],
        Phase: phase === null ? '' : PHASES[phase],
        'Joined on': joinedOn === null ? '' : dayTyped(chance, joinedOn),
        'Left on': leftOn === null ? '' : dayTyped(chance, leftOn),
      },
      meant: { urn, name, kind, phase, joinedOn, leftOn, tookOver: [] },
    };
  });
  return chance.happens(25) ? twoBecomeOne(chance, all, startYear, begins) : all;
}

/** Two rows with a last day each, and a third from the day after; mostly in the course of the year. */
function twoBecomeOne(chance: Chance, all: TypedRow<Member>[], startYear: number, begins: string): TypedRow<Member>[] {
  const year = chance.happens(80) ? startYear : startYear - 1;
  const on = daysLater(`${year}-${begins}`, chance.between(1, 360));
  const staying = all.filter(
    ({ cells, meant: { joinedOn, leftOn } }) =>
      cells['Earlier URN'] === '' && leftOn === null && (joinedOn === null || joinedOn < on),
  );
  if (staying.length < 2) return all;
  const first = chance.between(0, staying.length - 2);
  const old = [staying[first]!, staying[chance.between(first + 1, staying.length - 1)]!];
  const leftOn = daysLater(on, -1);
  const [urn, name] = ['990010', 'Marlpit Academy'];
  const numbers = old.map(({ meant }) => meant.urn);
  const one: TypedRow<Member> = {
    cells: {
      ...{ URN: urn, 'Earlier URN': numbers.join(', '), 'URN since': dayTyped(chance, on), School: name },
      ...{ 'Kind of school': KINDS.academy, Phase: PHASES.high, 'Joined on': dayTyped(chance, on), 'Left on': '' },
    },
    meant: { urn, name, kind: 'academy', phase: 'high', joinedOn: on, leftOn: null, tookOver: numbers },
  };
  return [
    ...all.map((row) =>
      old.includes(row)
        ? { cells: { ...row.cells, 'Left on': dayTyped(chance, leftOn) }, meant: { ...row.meant, leftOn } }
        : row,
    ),
    one,
  ];
}

function drawMembership(
  chance: Chance,
  startYear: number,
  begins: string,
): [joinedOn: string | null, leftOn: string | null] {
  const inYear = (from: number, to: number) => daysLater(`${startYear}-${begins}`, chance.between(from, to));
  const roll = chance.between(1, 100);
  if (roll <= 12) return [inYear(0, 340), null];
  if (roll <= 20) return [null, inYear(20, 364)];
  if (roll <= 24) return [inYear(0, 100), inYear(120, 364)];
  if (roll <= 27) return [null, `${startYear}-07-18`];
  if (roll <= 30) return [`${startYear + 1}-${begins}`, null];
  if (roll <= 34) return [daysLater(`${startYear - 1}-09-01`, chance.between(40, 300)), null];
  if (roll <= 40) return [`${startYear - 3}-09-01`, null];
  return [null, null];
}

/** The year as most schools have it; a school may have days of its own, and now and then a term was not typed yet. */
export function drawCalendar(
  chance: Chance,
  startYear: number,
  members: readonly TypedRow<Member>[],
  begins: string,
): TypedRow<CalendarEntry>[] {
  const usual = usualDays(startYear, begins);
  const [autumn, spring] = ['Autumn term', 'Spring term'].map((term) => usual.find(({ what }) => what === term)!.from);
  const whose = chance.oneOf(members);
  const { urn } = whose.meant;
  const own: CalendarEntry[] = chance.happens(25)
    ? [
        { what: 'Autumn term', from: daysLater(autumn!, 5), to: daysLater(autumn!, 100), urn },
        { what: 'INSET day', from: spring!, to: daysLater(spring!, 1), urn },
      ]
    : [];
  const untyped = chance.happens(10) ? chance.oneOf(['Summer term', 'Spring term']) : null;
  return [...usual.filter(({ what }) => what !== untyped), ...own].map((entry) => ({
    cells: {
      What: entry.what,
      From: dayTyped(chance, entry.from),
      To: dayTyped(chance, entry.to),
      School: entry.urn === null ? '' : schoolTyped(chance, whose),
    },
    meant: entry,
  }));
}

/** Each term in the calendar year in which most of it lies in the academic year. */
function usualDays(startYear: number, begins: string): CalendarEntry[] {
  const [first, spring, summer] = ['12', '02', '06'].map((month) => (month >= begins ? startYear : startYear + 1));
  return [
    { what: 'Autumn term', from: `${first}-09-03`, to: `${first}-12-19`, urn: null },
    { what: 'Holiday', from: `${first}-10-27`, to: `${first}-10-31`, urn: null },
    { what: 'Spring term', from: `${spring}-01-05`, to: `${spring}-03-27`, urn: null },
    { what: 'Holiday', from: `${spring}-02-16`, to: `${spring}-02-20`, urn: null },
    { what: 'Summer term', from: `${summer}-04-13`, to: `${summer}-07-21`, urn: null },
    { what: 'Holiday', from: `${summer}-05-25`, to: `${summer}-05-29`, urn: null },
    { what: 'INSET day', from: `${first}-11-28`, to: `${first}-11-28`, urn: null },
  ];
}

export function termsEnded(startYear: number, begins: string, asOf: string): NameOfTerm[] {
  const terms = usualDays(startYear, begins).filter(({ what, to }) => what.endsWith(' term') && to < asOf);
  return NAMES_OF_TERMS.filter((name) => terms.some(({ what }) => what === `${name} term`));
}
