import solver, { type Highs } from 'highs';

/** A sum of unknowns, each a whole number of nought or more, so many times. */
export type Sum = ReadonlyMap<number, number>;

/** The sum lies between two numbers, both included; null where there is no end. */
export interface Between {
  readonly sum: Sum;
  readonly least: number | null;
  readonly most: number | null;
}

/** What is known: one of several cases holds, and in it all of its parts. */
export interface Known {
  readonly cases: readonly (readonly Between[])[];
}

export type Values = readonly number[];

const SOLVES_BEFORE_ANEW = 400;
const MOST_SECONDS = 20;

export function comesTo(sum: Sum, values: Values): number {
  let total = 0;
  for (const [unknown, times] of sum) total += times * values[unknown]!;
  return total;
}

export function holds({ cases }: Known, values: Values): boolean {
  return cases.some((parts) =>
    parts.every(({ sum, least, most }) => {
      const value = comesTo(sum, values);
      return (least === null || value >= least) && (most === null || value <= most);
    }),
  );
}

/** Its types say that it is a module of the older kind, which it is not where we import it. */
const loadHighs = solver as unknown as () => Promise<Highs>;
let highs: Promise<Highs> | null = null;
let solved = 0;

/**
 * The solver reckons in fractions and lets a little go, which with counts of sessions beside counts of pupils makes it find what is not
 * there, or nothing where there is something: it is asked in several ways, and what it finds is tried in whole numbers.
 */
const STRICT = { mip_feasibility_tolerance: 1e-9, primal_feasibility_tolerance: 1e-9 };
const WAYS = [{}, STRICT, { presolve: 'off' }, { ...STRICT, presolve: 'off' }] as const;

/** Whole numbers, each up to its most, for which all that is known holds; null where no way of asking finds any. */
export async function possible(mosts: readonly number[], known: readonly Known[]): Promise<Values | null> {
  const problem = inWords(mosts, known);
  for (const way of WAYS) {
    // Its memory grows with every problem that it is given.
    if (solved % SOLVES_BEFORE_ANEW === 0) highs = loadHighs();
    solved += 1;
    const { Columns } = (await highs!).solve(problem, { output_flag: false, time_limit: MOST_SECONDS, ...way });
    const values = mosts.map((_, at) => {
      const column = Columns[`x${at}`];
      return column !== undefined && 'Primal' in column ? Math.round(column.Primal) : 0;
    });
    if (known.every((one) => holds(one, values))) return values;
  }
  return null;
}

/** As the solver reads it; which of several cases holds is an unknown of nought or one each. */
function inWords(mosts: readonly number[], known: readonly Known[]): string {
  const lines: string[] = [];
  const choices: string[] = [];
  const say = ({ sum, least, most }: Between, choice: string | null) => {
    const terms = [...sum].map(([unknown, times]) => `${times < 0 ? '-' : '+'} ${Math.abs(times)} x${unknown}`);
    const left = terms.join(' ');
    const far = [...sum].reduce((total, [unknown, times]) => total + Math.abs(times) * mosts[unknown]!, 0);
    for (const [sign, end] of [
      ['>=', least],
      ['<=', most],
    ] as const) {
      if (end === null) continue;
      const spare = sign === '>=' ? -(far + Math.abs(end)) : far + Math.abs(end);
      if (choice === null) lines.push(`${left} ${sign} ${end}`);
      else lines.push(`${left} ${spare < 0 ? '-' : '+'} ${Math.abs(spare)} ${choice} ${sign} ${end + spare}`);
    }
  };
  for (const { cases } of known) {
    if (cases.length === 1) {
      for (const part of cases[0]!) say(part, null);
      continue;
    }
    const mine = cases.map(() => {
      choices.push(`b${choices.length}`);
      return choices.at(-1)!;
    });
    lines.push(`${mine.map((choice) => `+ ${choice}`).join(' ')} >= 1`);
    cases.forEach((parts, at) => {
      for (const part of parts) say(part, mine[at]!);
    });
  }
  const all = mosts.map((_, at) => `x${at}`);
  return [
    'Minimize',
    ` obj: 0 ${all[0]}`,
    'Subject To',
    ...lines.map((line, at) => ` c${at}: ${line}`),
    'Bounds',
    ...all.map((name, at) => ` 0 <= ${name} <= ${mosts[at]}`),
    'General',
    ` ${all.join(' ')}`,
    'Binary',
    ` ${choices.join(' ')}`,
    'End',
  ].join('\n');
}
