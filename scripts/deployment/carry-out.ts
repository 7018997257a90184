import type { Command, Step } from './deploy-plan.ts';

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command. What it is to read as standard input is made up by whoever runs it. */
export type Execute = (command: Command) => Promise<Ran>;

export type Told = { readonly what: string; readonly done: 'made' | 'brought up to date' | 'there already' };

/** The first step that failed: its advice, and the last lines its program wrote. */
export interface Stopped {
  readonly step: Step;
  readonly lines: readonly string[];
}

/**
 * Carries a plan out, step after step, and stops at the first that fails; gives null when all is done. What is there already is left
 * or brought up to date, so that the plan can be carried out again from the start.
 */
export async function carryOut(
  plan: readonly Step[],
  execute: Execute,
  tell: (told: Told) => void,
): Promise<Stopped | null> {
  for (const step of plan) {
    const { what, look, make, update } = step;
    const isThere = look !== undefined && (await answers(look, execute));
    const command = isThere ? update : make;
    if (command !== undefined) {
      const ran = await execute(command);
      if (ran.status !== 0) return { step, lines: lastLines(ran) };
    }
    const done = command === undefined ? 'there already' : isThere ? 'brought up to date' : 'made';
    tell({ what, done });
  }
  return null;
}

/** Programs say differently that something is not there; that they have nothing to say of it, all say alike. */
async function answers(look: Command, execute: Execute): Promise<boolean> {
  const { status, out } = await execute(look);
  return status === 0 && out.trim() !== '';
}

/** The last that a program wrote. */
export function lastLines({ out, err }: Ran): string[] {
  const lines = (err.trim() === '' ? out : err).split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '').slice(-8);
}
