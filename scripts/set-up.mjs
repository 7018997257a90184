#!/usr/bin/env node
// Brings the installed packages up to date with package-lock.json, and sees to it that what follows runs on a suitable Node.
// A program that is named is then run on it: the shell of an npm script may still hold on to the Node it found first.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goOnWith } from './go-on-with.mjs';
import { broughtAlong, isSuitable, refuse, versionOf } from './suitable-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.log('Setting up (once): installing packages. This takes about half a minute.');
  const npm = process.env.npm_execpath;
  const [command, script] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not "npm ci": it refuses a lock file made where a registry lacks some other platform's optional package.
  const result = spawnSync(
    command,
    [...script, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (result.status !== 0) {
    console.error('The packages could not be installed. Check the network, then run the same command again.');
    process.exit(2);
  }
}

// npm's scripts look there first: one that does not run would stand in the way of another that does.
const first = join(root, 'node_modules', '.bin', 'node');
if (existsSync(broughtAlong) && existsSync(first) && !isSuitable(versionOf(broughtAlong))) unlinkSync(first);
const next = versionOf('node', true);
if (!isSuitable(next)) refuse(next === null ? process.version : next);

const [program, ...args] = process.argv.slice(2);
if (program !== undefined) goOnWith('node', [program, ...args]);
