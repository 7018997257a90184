// Where Concordat starts in the ZIP that “npm run package” makes: nothing but this program and its Node is there.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../compiled'));
const { everywhere, runCommand } = await import('./every-command.ts');
await runCommand(everywhere);
