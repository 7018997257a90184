#!/usr/bin/env node
// Starts the concordat command on a Node new enough for it.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goOnWith } from './go-on-with.mjs';
import { broughtAlong, isSuitable, refuse, versionOf } from './suitable-node.mjs';

const here = dirname(fileURLToPath(import.meta.url));

if (!existsSync(join(here, '..', 'node_modules'))) {
  console.error('The packages are not installed yet. Run “npm start” once in the folder of Concordat.');
  process.exit(2);
}
if (isSuitable(process.version)) {
  module.enableCompileCache();
  import('./concordat.ts');
} else if (isSuitable(versionOf(broughtAlong))) {
  goOnWith(broughtAlong, [join(here, 'concordat.mjs'), ...process.argv.slice(2)]);
} else refuse();
