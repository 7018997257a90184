#!/usr/bin/env node
// Starts the concordat command on a Node new enough for it. Plain JavaScript, so that an old Node gets a sentence, not a stack trace.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
const bundled = join(here, '..', 'node_modules', '.bin', 'node');

if (!existsSync(join(here, '..', 'node_modules'))) {
  console.error('The packages are not installed yet. Run “npm start” once in the folder of Concordat.');
  process.exit(2);
}
if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  module.enableCompileCache?.();
  await import('./concordat.ts');
} else if (existsSync(bundled)) {
  const result = spawnSync(bundled, [join(here, 'concordat.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(result.status ?? 2);
} else {
  console.error(
    `Concordat needs Node ${NEEDED} or newer; this is ${process.version}. Install it from nodejs.org, then try again.`,
  );
  process.exit(2);
}
