import { Command } from 'commander';
import { inPlainWords } from './console.ts';

/** In the order of the help. Each is loaded when it is asked for, so that none waits for another's packages. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand(),
  new: async () => (await import('./commands/new.ts')).newCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  publish: async () => (await import('./commands/publish.ts')).publishCommand(),
  history: async () => (await import('./commands/history.ts')).historyCommand(),
  diff: async () => (await import('./commands/diff.ts')).diffCommand(),
  restore: async () => (await import('./commands/restore.ts')).restoreCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  key: async () => (await import('./commands/key.ts')).keyCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  deploy: async () => (await import('./commands/deploy.ts')).deployCommand(),
  provision: async () => (await import('./commands/provision.ts')).provisionCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
};

const program = new Command('concordat')
  .description('Keeps the promises that groups of schools make to one another, from the spreadsheets they fill in.')
  .addHelpText('after', '\nExit status: 0 nothing to mend, 1 problems or breaches found, 2 could not run.')
  .configureOutput({ outputError: (complaint, write) => write(inPlainWords(complaint)) })
  .showHelpAfterError('Add --help to see what can be asked.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const asked = process.argv[2] ?? '';
const wanted = Object.hasOwn(commands, asked) ? [commands[asked]!] : Object.values(commands);
for (const load of wanted) program.addCommand((await load()).copyInheritedSettings(program));

await program.parseAsync();
