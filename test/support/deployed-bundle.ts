import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const FRAMEWORK = 'node_modules/@google-cloud/functions-framework';
/**
 * The framework listens on every network; here it is to be heard on this computer alone, and to say at which port. What is sent to the
 * process is how many milliseconds its clock is to go ahead.
 */
const HEARD_HERE = `data:text/javascript,${encodeURIComponent(`
  import { Server } from 'node:net';
  const { now } = Date;
  let ahead = 0;
  globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length === 0 ? [now() + ahead] : given));
    }
    static now() {
      return now() + ahead;
    }
  };
  process.on('message', (milliseconds) => { ahead = milliseconds; });
  const { listen } = Server.prototype;
  Server.prototype.listen = function (port, ready) {
    this.once('listening', () => console.log(JSON.stringify(this.address())));
    return listen.call(this, 0, '127.0.0.1', ready);
  };`)}`;

/** Puts beside a bundle what is installed where it is deployed: the framework, and nothing of ours. */
export function installFramework(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@google-cloud'), { recursive: true });
  symlinkSync(join(root, FRAMEWORK), join(folder, FRAMEWORK));
}

type Running = ChildProcessByStdio<null, Readable, Readable>;

/** A bundle run as Google runs it. The first line it writes is its address, with the port; what follows is its log. */
export function startFunction(folder: string, target: string, settings: Readonly<Record<string, string>>): Running {
  const args = ['--import', HEARD_HERE, join(root, FRAMEWORK, 'build/src/main.js')];
  const child = spawn(process.execPath, [...args, `--target=${target}`, `--source=${folder}`], {
    cwd: folder,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return child as unknown as Running;
}
