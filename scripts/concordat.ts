import { everywhere, runCommand } from './every-command.ts';

await runCommand({
  ...everywhere,
  // What is deployed is put together from the sources.
  deploy: async () => (await import('./commands/deploy.ts')).deployCommand(),
});
