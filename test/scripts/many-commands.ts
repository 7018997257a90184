import { checkCommand } from '../../scripts/commands/check.ts';
import { diffCommand } from '../../scripts/commands/diff.ts';
import { doctorCommand } from '../../scripts/commands/doctor.ts';
import { eraseCommand } from '../../scripts/commands/erase.ts';
import { explainCommand } from '../../scripts/commands/explain.ts';
import { historyCommand } from '../../scripts/commands/history.ts';
import { keyCommand } from '../../scripts/commands/key.ts';
import { newCommand } from '../../scripts/commands/new.ts';
import { provisionCommand } from '../../scripts/commands/provision.ts';
import { publishCommand } from '../../scripts/commands/publish.ts';
import { restoreCommand } from '../../scripts/commands/restore.ts';
import { startCommand } from '../../scripts/commands/start.ts';
import { verifyCommand } from '../../scripts/commands/verify.ts';

/** What a command of the list in the arguments answered. */
export interface Answered {
  readonly typed: readonly string[];
  readonly status: unknown;
  readonly out: string;
  readonly err: string;
}

const commands = {
  check: checkCommand,
  diff: diffCommand,
  doctor: doctorCommand,
  erase: eraseCommand,
  explain: explainCommand,
  history: historyCommand,
  key: keyCommand,
  new: newCommand,
  provision: provisionCommand,
  publish: publishCommand,
  restore: restoreCommand,
  start: startCommand,
  verify: verifyCommand,
};

// One after another in one process, which starts once for all; each is made anew, as it is when a person types it.
const write = process.stdout.write.bind(process.stdout);
const answered: Answered[] = [];
for (const [name, ...typed] of JSON.parse(process.argv[2]!) as string[][]) {
  const [out, err]: [string[], string[]] = [[], []];
  process.stdout.write = (text) => out.push(String(text)) > 0;
  process.stderr.write = (text) => err.push(String(text)) > 0;
  process.exitCode = undefined;
  try {
    await commands[name as keyof typeof commands]().parseAsync(typed, { from: 'user' });
  } catch (error) {
    err.push(`thrown: ${error instanceof Error ? error.stack : error}`);
  }
  answered.push({ typed: [name!, ...typed], status: process.exitCode ?? null, out: out.join(''), err: err.join('') });
}
process.exitCode = 0;
write(JSON.stringify(answered));
