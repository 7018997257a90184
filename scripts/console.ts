import { EdgeError } from '../functions/edges/ports.ts';

/** What every command answers: 0 nothing to mend, 1 problems or breaches found, 2 could not run. */
export type ExitStatus = 0 | 1 | 2;

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

/** Runs a command and turns what went wrong outside into a sentence; a fault of ours keeps its trace. */
export async function run(command: () => Promise<ExitStatus>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof EdgeError) say(error.advice);
    else {
      say('Concordat stopped because of a fault of its own. Nothing typed was changed. Please report what follows.');
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
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
