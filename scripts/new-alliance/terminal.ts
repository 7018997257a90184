import { createInterface } from 'node:readline/promises';
import { Help } from 'commander';
import { Stopped } from '../console.ts';

/** What every terminal has room for, and the eye too. */
const COLUMNS = 80;

/** Where questions are put to a person, one at a time. */
export interface Terminal {
  /** Gives the line typed in answer. @throws Stopped when the person ends it, with Ctrl+C or Ctrl+D. */
  ask(question: string): Promise<string>;
  say(line: string): void;
  close(): void;
}

/** `stopped`: what is said where the person ends it. */
export function openTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  stopped = 'Stopped. Nothing was made.',
): Terminal {
  const lines = createInterface({ input, output });
  let isOver = false;
  lines.once('close', () => {
    isOver = true;
  });
  // Lines that come faster than they are asked for, as when a list is pasted, wait in the iterator.
  const typed = lines[Symbol.asyncIterator]();
  return {
    async ask(question) {
      // What was piped in may have ended long before it is asked for.
      if (isOver) output.write(question);
      else {
        lines.setPrompt(question);
        lines.prompt();
      }
      const next = await typed.next();
      if (!next.done) return next.value;
      output.write('\n');
      throw new Stopped(stopped);
    },
    say: (line) => void output.write(`${new Help().boxWrap(line, COLUMNS)}\n`),
    close: () => lines.close(),
  };
}
