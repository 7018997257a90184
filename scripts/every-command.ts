import { Command } from 'commander';
import { inPlainWords } from './console.ts';

/** By what is typed, in the order of the help. Each is loaded when it is asked for, so that none waits for another's packages. */
type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** What Concordat can do wherever it stands, also where it was unpacked and nothing else is there. */
export const everywhere: Commands = {
  start: async () => (await import('./commands/start.ts')).startCommand(),
  open: async () => (await import('./commands/open.ts')).openCommand(),
  new: async () => (await import('./commands/new.ts')).newCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  publish: async () => (await import('./commands/publish.ts')).publishCommand(),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  history: async () => (await import('./commands/history.ts')).historyCommand(),
  diff: async () => (await import('./commands/diff.ts')).diffCommand(),
  restore: async () => (await import('./commands/restore.ts')).restoreCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  erase: async () => (await import('./commands/erase.ts')).eraseCommand(),
  key: async () => (await import('./commands/key.ts')).keyCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  provision: async () => (await import('./commands/provision.ts')).provisionCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
};

/** Does what was typed, or says what could have been. */
export async function runCommand(commands: Commands): Promise<void> {
  const program = new Command('concordat')
    .description('Keeps the promises that groups of schools make to one another, from the spreadsheets they fill in.')
    .addHelpText('after', '\nExit status: 0 nothing to mend, 1 problems or breaches found, 2 could not run.')
    .configureOutput({ outputError: (complaint, write) => write(inPlainWords(complaint)) })
    .showHelpAfterError('Add --help to see what can be asked.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

  const asked = process.argv[2] ?? '';
  const wanted = Object.hasOwn(commands, asked) ? [commands[asked]!] : Object.values(commands);
  for (const load of wanted) {
    const command = (await load()).copyInheritedSettings(program);
    for (const under of command.commands) under.copyInheritedSettings(program);
    program.addCommand(command);
  }

  await program.parseAsync();
}
