import { ConfigError } from '../functions/edges/config.ts';
import { AdvisedError } from '../functions/edges/ports.ts';

/** What every command answers: 0 nothing to mend, 1 problems or breaches found, 2 could not run. */
export type ExitStatus = 0 | 1 | 2;

/** Of several answers: what was found counts for more than what could not be looked at. */
export function worstOf(statuses: readonly ExitStatus[]): ExitStatus {
  if (statuses.includes(1)) return 1;
  return statuses.includes(2) ? 2 : 0;
}

/** Names of files come from others: what would steer the terminal is left out, and all stands in one line. */
export function inOneLine(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** As it is typed into a command, so that a shell takes every sign in it as it stands. */
export function quoted(path: string): string {
  if (/^[\p{L}\p{N}_./@%+=:,-]+$/u.test(path)) return path;
  // The names that Windows allows hold none of these.
  if (process.platform === 'win32' || !/["$`\\!]/.test(path)) return `"${path}"`;
  return `'${path.replaceAll("'", `'\\''`)}'`;
}

/** Progress goes to standard error, so that answers can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function answer(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Whoever reads our answer may stop reading, as `head` does; that is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** The person ended the command before it was done; `message` says what came of it. */
export class Stopped extends Error {}

/** A terminal or a service tells the program and the one that started it, which passes it on: two within this time are one. */
const SAME_MILLISECONDS = 1000;

/** Calls once at the first of the signals; a later one ends the program at once. Gives what listens no longer. */
export function whenToldToStop(signals: readonly NodeJS.Signals[], stop: () => void): () => void {
  let isTold = false;
  const told = () => {
    if (isTold) return;
    isTold = true;
    setTimeout(off, SAME_MILLISECONDS).unref();
    stop();
  };
  const off = () => {
    for (const signal of signals) process.off(signal, told);
  };
  for (const signal of signals) process.on(signal, told);
  return off;
}

/** Runs a command and turns what went wrong outside into a sentence; a fault of ours keeps its trace. */
export async function run(command: () => Promise<ExitStatus>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof AdvisedError) say(error.advice);
    else if (error instanceof ConfigError) for (const fault of error.faults) say(fault);
    else if (error instanceof Stopped) say(error.message);
    else {
      say('Concordat stopped because of a fault of its own. Nothing typed was changed. Please report what follows.');
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}

/** What the command line's own reader complains of, as a person would say it. */
export function inPlainWords(complaint: string): string {
  return complaint
    .replace(/^error: /, '')
    .replace(/^unknown command '(.*)'/, 'There is no command “$1”.')
    .replace(/^unknown option '(.*)'/, 'There is no option “$1” here.')
    .replace(
      /^too many arguments.*/,
      'That is one name too many. Put a name with spaces in it between "quotation marks".',
    )
    .replace(/^missing required argument '(.*)'/, 'Say which $1 you mean.')
    .replace(/^required option '(.*)' not specified/, 'The option $1 is needed.')
    .replace(
      /^option '(\S+).*' cannot be used with option '(\S+).*'/,
      (_, one: string, other: string) =>
        `The options ${one.replace(/'$/, '')} and ${other.replace(/'$/, '')} do not go together.`,
    )
    .replace(/^option '(.*)' argument missing/, 'The option $1 needs what stands in the angle brackets.')
    .replace(/^(?:option|command-argument) .*?(?:argument|value) '(.*)' is invalid(?: for argument '.*')?\. /, '“$1” ')
    .replace(/Allowed choices are (.*)\./, 'is not one of $1.')
    .replace(/\(Did you mean (.*)\?\)/, 'Did you mean “$1”?');
}

/** Rows with their columns under one another. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
