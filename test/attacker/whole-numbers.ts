import loadHighs, { type Highs } from 'highs';

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

export function valueOf(sum: Sum, values: Values): number {
  let total = 0;
  for (const [unknown, times] of sum) total += times * values[unknown]!;
  return total;
}

export function holds({ cases }: Known, values: Values): boolean {
  return cases.some((parts) =>
    parts.every(({ sum, least, most }) => {
      const value = valueOf(sum, values);
      return (least === null || value >= least) && (most === null || value <= most);
    }),
  );
}

let highs: Promise<Highs> | null = null;
let solved = 0;

/** Whole numbers, each up to its most, for which all that is known holds and the sum lies between; null where there are none. */
export async function possible(
  mosts: readonly number[],
  known: readonly Known[],
  wanted: Between,
): Promise<Values | null> {
  // Its memory grows with every problem that it is given.
  if (highs === null || solved % SOLVES_BEFORE_ANEW === 0) highs = loadHighs();
  solved += 1;
  const { Status, Columns } = (await highs).solve(inWords(mosts, [...known, { cases: [[wanted]] }]), {
    output_flag: false,
    // A case that does not hold is let go by a large number, which a larger tolerance would let in.
    mip_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-9,
  });
  if (Status === 'Infeasible') return null;
  if (Status !== 'Optimal') throw new Error(`The solver ended with “${Status}”.`);
  const values = mosts.map((_, at) => Math.round(Columns[`x${at}`]?.Primal ?? 0));
  const broken = [...known, { cases: [[wanted]] }].filter((one) => !holds(one, values));
  if (broken.length > 0) throw new Error('The solver’s answer does not hold in whole numbers.');
  return values;
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
