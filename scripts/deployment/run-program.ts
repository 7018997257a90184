import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../functions/refusal.ts';
import type { Ran } from './carry-out.ts';
import type { Command } from './deploy-plan.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a program to its end, with `input` to read. Nothing goes through a shell. @throws Refusal where it is not installed */
export async function runProgram({ program, args }: Command, input = ''): Promise<Ran> {
  const child = spawn(program, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  // A program that does not read its input closes it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  try {
    const [out, err, status] = await Promise.race([
      Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise<number>((end) => child.once('close', (code) => end(code ?? 1))),
      ]),
      failed,
    ]);
    return { status, out, err };
  } catch (cause) {
    throw new Refusal(
      `The program ${program} is not installed, or does not run on this computer. docs/google.md says where to get it.`,
      { cause },
    );
  }
}
