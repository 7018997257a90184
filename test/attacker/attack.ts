import { GROUPS, type Group, TERMS } from './drawn-series.ts';
import { type IssuedSeries, truthOf } from './issued-series.ts';
import type { Cell } from './published.ts';
import { comesTo, holds, type Known, possible, type Sum, type Values } from './whole-numbers.ts';

/** A count of 1 to 5 that was not published, and yet leaves whoever put everything together fewer values than three. */
export interface Exposed {
  /** Who put it together: a member, with its own rows; null for anybody. */
  readonly attacker: string | null;
  readonly what: string;
  readonly open: readonly number[];
}

export interface Outcome {
  readonly tried: number;
  readonly exposed: readonly Exposed[];
}

/** What may be put together about one tab's counts of one year. */
export interface Look {
  readonly cells: readonly Cell[];
  /** What a school counted, as it stood when the cell was issued. */
  of(cell: Cell, urn: string, quantity: readonly string[]): Sum;
  /** Whether a school counted fewer when the cell was issued than when an earlier issue had the same figure: all know whose rows were lowered. */
  isLowered(cell: Cell, urn: string): boolean;
  /** Another whole number, which follows from the others. */
  follows(most: number, from: (values: Values) => number): Sum;
}

/** What published cells say by the rule that all know. */
export type Reading = (look: Look) => Known[];

const STILL_OPEN = 3;
const MOST_HIDDEN = 5;
/** A school is no larger, nor is a pupil there for more sessions. */
const MOST_PUPILS = 3_000;
const MOST_SESSIONS_EACH = 420;
const SESSIONS: readonly string[] = ['possible', 'authorised', 'unauthorised'];

export function plus(...sums: readonly Sum[]): Sum {
  const total = new Map<number, number>();
  for (const sum of sums) for (const [unknown, times] of sum) total.set(unknown, (total.get(unknown) ?? 0) + times);
  return total;
}

export function times(factor: number, sum: Sum): Sum {
  return new Map([...sum].map(([unknown, once]) => [unknown, factor * once]));
}

export function certain(sum: Sum, least: number | null, most: number | null): Known {
  return { cases: [[{ sum, least, most }]] };
}

/** Puts all that was published together, as each of these attackers would. */
export async function attack(
  { cells, truths, notOwn = new Map() }: IssuedSeries,
  attackers: readonly (string | null)[],
  reading: Reading,
): Promise<Outcome> {
  const exposed: Exposed[] = [];
  let tried = 0;
  const parts = Map.groupBy(cells, ({ tab, year }) => `${tab}, ${year}`);
  for (const [part, together] of parts) {
    const puzzle = puzzleOf(together, truths, notOwn, reading);
    for (const attacker of attackers) {
      const outcome = await solve(puzzle, attacker);
      tried += outcome.tried;
      exposed.push(...outcome.exposed.map((one) => ({ ...one, what: `${part}, ${one.what}` })));
    }
  }
  return { tried, exposed };
}

interface Unknown {
  readonly name: string;
  /** Null for one that follows from others. */
  readonly urn: string | null;
  /** Its tab, group and quantity. */
  readonly key: string;
  readonly most: number;
  readonly truth: number;
  readonly follows: ((values: Values) => number) | null;
}

interface Puzzle {
  readonly unknowns: readonly Unknown[];
  readonly known: readonly Known[];
  /** Sums over several schools of which nothing is printed but a sign, with what they come to. */
  readonly totals: readonly { readonly what: string; readonly sum: Sum }[];
}

function puzzleOf(
  cells: readonly Cell[],
  truths: IssuedSeries['truths'],
  notOwn: NonNullable<IssuedSeries['notOwn']>,
  reading: Reading,
): Puzzle {
  const unknowns: Unknown[] = [];
  const places = new Map<string, number>();
  const known: Known[] = [];
  const told = new Set<string>();
  /** The same count with the same value in another issue is the same unknown: the attacker knows which rows were mended. */
  function unknownOf(issue: number, year: number, urn: string, key: string): Sum {
    const truth = truths[issue]!.get(truthOf(urn, year))!.get(key)!;
    const name = `${urn} ${key} (${truth})`;
    let place = places.get(name);
    if (place === undefined) {
      const isSessions = SESSIONS.some((quantity) => key.endsWith(`/${quantity}`));
      const most = isSessions ? MOST_PUPILS * MOST_SESSIONS_EACH : MOST_PUPILS;
      place = unknowns.push({ name, urn, key, most, truth, follows: null }) - 1;
      places.set(name, place);
    }
    return new Map([[place, 1]]);
  }
  for (const { issue, year, tab, urns } of cells) {
    for (const urn of urns) {
      const name = `${issue} ${urn}`;
      if (told.has(name)) continue;
      told.add(name);
      const of = (group: Group, quantity: string) => unknownOf(issue, year, urn, `${tab}/${group}/${quantity}`);
      known.push(...(tab === 'absence-by-term' ? trueOfAbsence(of) : trueOfExclusions(of)));
      for (const term of tab === 'exclusions-by-term' ? (notOwn.get(truthOf(urn, year)) ?? []) : [])
        known.push(certain(of('all', term), 0, 0));
    }
  }
  const look: Look = {
    cells,
    of: ({ issue, year, tab, group }, urn, quantities) =>
      plus(...quantities.map((quantity) => unknownOf(issue, year, urn, `${tab}/${group}/${quantity}`))),
    isLowered(cell, urn) {
      const { tab, group, year } = cell;
      const pupils = tab === 'absence-by-term' ? 'enrolments' : 'headcount';
      const countIn = (issue: number, quantities: readonly string[]) =>
        quantities.reduce(
          (sum, quantity) => sum + truths[issue]!.get(truthOf(urn, year))!.get(`${tab}/${group}/${quantity}`)!,
          0,
        );
      const counts = [cell.part, ...(cell.of === null ? [] : [[pupils]])];
      const before = cells.filter((one) => isEarlier(one, cell) && one.urns.includes(urn));
      return before.some(({ issue }) => counts.some((count) => countIn(cell.issue, count) < countIn(issue, count)));
    },
    follows(most, from) {
      const truth = from(unknowns.map((one) => one.truth));
      return new Map([[unknowns.push({ name: 'follows', urn: null, key: '', most, truth, follows: from }) - 1, 1]]);
    },
  };
  known.push(
    ...reading(look),
    ...whoHasMost(look, (sum) =>
      comesTo(
        sum,
        unknowns.map((one) => one.truth),
      ),
    ),
  );
  const truth = unknowns.map((one) => one.truth);
  for (const one of known) {
    if (holds(one, truth)) continue;
    throw new Error(`The attacker takes for true what is not: ${JSON.stringify(inNames(one, unknowns))}`);
  }
  const totals = cells
    .filter(({ urns, text }) => urns.length > 0 && !/\d/.test(text))
    .map((cell) => ({
      what: `all of ${cell.group} ${cell.part.join(' and ')}, issue ${cell.issue + 1}`,
      sum: plus(...cell.urns.map((urn) => look.of(cell, urn, cell.part))),
    }));
  return { unknowns, known, totals };
}

const STANDS_OUT = 6;

/** Where one school has as many as all the others together, and not few, everybody knows which one it is. */
function whoHasMost({ cells, of }: Look, truthOf: (sum: Sum) => number): Known[] {
  return cells.flatMap((cell) => {
    const each = cell.urns.map((urn) => of(cell, urn, cell.part));
    const total = truthOf(plus(...each));
    const most = each.find((one) => truthOf(one) >= STANDS_OUT && 2 * truthOf(one) >= total);
    return most === undefined ? [] : each.filter((one) => one !== most).map((one) => atMost(one, most));
  });
}

/** The same figure of the same year in an issue before. */
export function isEarlier(one: Cell, { issue, year, group, figure }: Cell): boolean {
  return one.issue < issue && one.year === year && one.group === group && one.figure === figure;
}

function inNames({ cases }: Known, unknowns: readonly Unknown[]) {
  return cases.map((parts) =>
    parts.map(({ sum, least, most }) => [
      least,
      [...sum].map(([unknown, factor]) => `${factor} ${unknowns[unknown]!.name}`).join(' + '),
      most,
    ]),
  );
}

type Of = (group: Group, quantity: string) => Sum;

function atMost(part: Sum, whole: Sum): Known {
  return certain(plus(whole, times(-1, part)), 0, null);
}

/** What holds of any school's absence. */
function trueOfAbsence(of: Of): Known[] {
  const inEach = GROUPS.flatMap((group) => {
    const pupils = of(group, 'enrolments');
    return [
      atMost(of(group, 'persistent'), pupils),
      atMost(plus(of(group, 'authorised'), of(group, 'unauthorised')), of(group, 'possible')),
      atMost(of(group, 'possible'), times(MOST_SESSIONS_EACH, pupils)),
    ];
  });
  return [
    ...inEach,
    atMost(of('all', 'severe'), of('all', 'persistent')),
    ...['enrolments', 'possible', 'authorised', 'unauthorised', 'persistent'].flatMap((quantity) =>
      withinAll(of, quantity),
    ),
  ];
}

/** What holds of any school's suspensions and permanent exclusions. */
function trueOfExclusions(of: Of): Known[] {
  const all = (quantity: string) => of('all', quantity);
  const again = plus(all('suspensions'), times(-1, all('onceOrMore')));
  return [
    certain(plus(all('suspensions'), ...TERMS.map((term) => times(-1, all(term)))), 0, 0),
    atMost(all('onceOrMore'), all('suspensions')),
    atMost(all('twiceOrMore'), all('onceOrMore')),
    // Whoever was suspended twice has a further suspension, and whoever has a further one was suspended twice.
    atMost(all('twiceOrMore'), again),
    atMost(again, times(MOST_PUPILS, all('twiceOrMore'))),
    atMost(all('suspensions'), times(MOST_PUPILS, all('onceOrMore'))),
    atMost(all('onceOrMore'), all('headcount')),
    atMost(all('permanent'), all('headcount')),
    ...GROUPS.map((group) => atMost(of(group, 'suspensions'), times(MOST_PUPILS, of(group, 'headcount')))),
    ...['headcount', 'suspensions'].flatMap((quantity) => withinAll(of, quantity)),
  ];
}

/** A group is among all pupils, and nobody has both support and a plan. */
function withinAll(of: Of, quantity: string): Known[] {
  const all = of('all', quantity);
  return [
    atMost(plus(of('sen-support', quantity), of('ehc-plan', quantity)), all),
    atMost(of('fsm', quantity), all),
    atMost(of('looked-after', quantity), all),
  ];
}

async function solve({ unknowns, known, totals }: Puzzle, attacker: string | null): Promise<Outcome> {
  const truth = unknowns.map((one) => one.truth);
  const own = unknowns.flatMap((one, at) =>
    one.urn !== null && one.urn === attacker ? [certain(new Map([[at, 1]]), one.truth, one.truth)] : [],
  );
  const all = [...known, ...own];
  const about = unknowns.map((): Known[] => []);
  for (const one of all) {
    const mentioned = new Set(one.cases.flatMap((parts) => parts.flatMap(({ sum }) => [...sum.keys()])));
    for (const unknown of mentioned) about[unknown]!.push(one);
  }
  const follow = unknowns.flatMap(({ follows }, at) => (follows === null ? [] : [[at, follows] as const]));
  /** The values with some of them changed, where all that is known holds of them too. */
  function changed(changes: ReadonlyMap<number, number>): Values | null {
    const values = [...truth];
    for (const [unknown, more] of changes) values[unknown]! += more;
    const moved = new Set(changes.keys());
    for (const [at, from] of follow) {
      values[at] = from(values);
      if (values[at] !== truth[at]) moved.add(at);
    }
    for (const unknown of moved) {
      if (values[unknown]! < 0 || values[unknown]! > unknowns[unknown]!.most) return null;
      if (!about[unknown]!.every((one) => holds(one, values))) return null;
    }
    return values;
  }

  const targets = new Map<string, Sum>();
  unknowns.forEach(({ urn, name, truth: value }, at) => {
    if (urn !== null && urn !== attacker && isHidden(value)) targets.set(name, new Map([[at, 1]]));
  });
  for (const { what, sum } of totals) {
    const isOwn = [...sum.keys()].every((unknown) => unknowns[unknown]!.urn === attacker);
    if (!isOwn && isHidden(comesTo(sum, truth))) targets.set(what, sum);
  }
  const open = new Map([...targets].map(([what, sum]) => [what, new Set([comesTo(sum, truth)])]));
  const note = (values: Values) => {
    for (const [what, sum] of targets) open.get(what)!.add(comesTo(sum, values));
  };
  const mosts = unknowns.map(({ most }) => most);
  /** Where all can read that nobody else has any, what is left of a total is the attacker's own count, and no other school's. */
  async function isKnownToBeOwn(sum: Sum): Promise<boolean> {
    const others = new Map([...sum].filter(([unknown]) => unknowns[unknown]!.urn !== attacker));
    if (attacker === null || comesTo(others, truth) > 0) return false;
    return (await possible(mosts, [...known, certain(others, 1, null)])) === null;
  }
  const exposed: Exposed[] = [];
  for (const [what, sum] of targets) {
    const seen = open.get(what)!;
    for (const changes of exchanges(unknowns, sum, attacker)) {
      if (seen.size >= STILL_OPEN) break;
      const values = changed(changes);
      if (values !== null) note(values);
    }
    while (seen.size < STILL_OPEN) {
      const others = [...seen].map(
        (value): Known => ({
          cases: [[{ sum, least: value + 1, most: null }], [{ sum, least: null, most: value - 1 }]],
        }),
      );
      const values = await possible(mosts, [...all, ...others]);
      if (values === null) break;
      note(values);
    }
    if (seen.size < STILL_OPEN && !(await isKnownToBeOwn(sum)))
      exposed.push({ attacker, what, open: [...seen].sort((a, b) => a - b) });
  }
  return { tried: targets.size, exposed };
}

function isHidden(count: number): boolean {
  return count >= 1 && count <= MOST_HIDDEN;
}

/** With which other counts of its school a count may rise and fall. */
const WITH: Readonly<Record<string, readonly (readonly string[])[]>> = {
  autumn: [['suspensions'], ['suspensions', 'onceOrMore']],
  spring: [['suspensions'], ['suspensions', 'onceOrMore']],
  summer: [['suspensions'], ['suspensions', 'onceOrMore']],
  suspensions: [
    ...TERMS.map((term) => [term]),
    ...TERMS.map((term) => [term, 'onceOrMore']),
    ['all'],
    ['all', ...TERMS],
  ],
  onceOrMore: [[], ...TERMS.map((term) => [term, 'suspensions']), ['twiceOrMore']],
  twiceOrMore: [
    [],
    ['onceOrMore'],
    ...TERMS.map((term) => [term, 'suspensions']),
    ...TERMS.map((term) => [term, 'suspensions', 'onceOrMore']),
  ],
};

/** Likely ways in which a count could be another: it moves to another school, or nothing but it changes. The solver needs no such guess, but time. */
function* exchanges(unknowns: readonly Unknown[], target: Sum, attacker: string | null) {
  const [unknown] = target.keys();
  const { urn, key } = unknowns[unknown!]!;
  const [tab, group, quantity] = key.split('/') as [string, string, string];
  const allOf = (school: string, keys: readonly string[]) =>
    unknowns.flatMap((one, at) => (one.urn === school && keys.includes(one.key) ? [at] : []));
  const others = [...new Set(unknowns.map((one) => one.urn))].filter(
    (other): other is string => other !== null && other !== urn && other !== attacker,
  );
  const bundles =
    group === 'all' && WITH[quantity]
      ? WITH[quantity]!.map((more) => [key, ...more.map((one) => `${tab}/all/${one}`)])
      : [
          [key],
          [key, `${tab}/all/${quantity}`],
          [key, `${tab}/${group}/${quantity === 'suspensions' ? 'headcount' : 'enrolments'}`],
          ...TERMS.map((term) => [key, `${tab}/all/suspensions`, `${tab}/all/${term}`]),
          [key, `${tab}/all/${quantity}`, `${tab}/${group}/enrolments`, `${tab}/all/enrolments`],
        ];
  for (const bundle of bundles) {
    for (const more of [1, -1, 2, -2, 3, 4]) {
      for (const other of [...others, null]) {
        const changes = new Map<number, number>();
        for (const at of allOf(urn!, bundle)) changes.set(at, more);
        if (other !== null) for (const at of allOf(other, bundle)) changes.set(at, -more);
        yield changes;
      }
    }
  }
}
