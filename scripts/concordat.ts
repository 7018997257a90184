import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { deployCommand } from './commands/deploy.ts';
import { diffCommand } from './commands/diff.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { historyCommand } from './commands/history.ts';
import { keyCommand } from './commands/key.ts';
import { newCommand } from './commands/new.ts';
import { provisionCommand } from './commands/provision.ts';
import { publishCommand } from './commands/publish.ts';
import { restoreCommand } from './commands/restore.ts';
import { startCommand } from './commands/start.ts';
import { verifyCommand } from './commands/verify.ts';
import { inPlainWords } from './console.ts';

const program = new Command('concordat')
  .description('Keeps the promises that groups of schools make to one another, from the spreadsheets they fill in.')
  .addHelpText('after', '\nExit status: 0 nothing to mend, 1 problems or breaches found, 2 could not run.')
  .configureOutput({ outputError: (complaint, write) => write(inPlainWords(complaint)) })
  .showHelpAfterError('Add --help to see what can be asked.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

for (const command of [
  startCommand,
  newCommand,
  checkCommand,
  publishCommand,
  historyCommand,
  diffCommand,
  restoreCommand,
  verifyCommand,
  keyCommand,
  explainCommand,
  deployCommand,
  provisionCommand,
  doctorCommand,
]) {
  program.addCommand(command().copyInheritedSettings(program));
}

await program.parseAsync();
