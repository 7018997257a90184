import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Some of these programs run on for as long as the browser does: one that has not failed by then has opened it. */
const SETTLED_MILLISECONDS = 3000;

/** What opens an address in the browser that a person has chosen, on each system. */
export function programThatOpens(address: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'win32') return ['cmd.exe', '/d', '/s', '/c', `"start "" "${address}""`];
  return [platform === 'darwin' ? 'open' : 'xdg-open', address];
}

/** Shows a page of ours in this computer's browser. Whether it opened, as far as can be told. */
export function openPage(address: string): Promise<boolean> {
  const [program, ...args] = programThatOpens(address, process.platform);
  const opening = spawn(program, args, {
    detached: process.platform !== 'win32',
    stdio: 'ignore',
    windowsHide: true,
    // cmd reads the quotation marks itself.
    windowsVerbatimArguments: true,
  });
  opening.unref();
  return Promise.race([
    new Promise<boolean>((opened) => {
      opening.once('error', () => opened(false));
      opening.once('exit', (status) => opened(status === 0));
    }),
    pause(SETTLED_MILLISECONDS, true, { ref: false }),
  ]);
}
