import { spawn } from 'node:child_process';

/** Some of these programs run on for as long as the browser does: one that has not failed by then has opened it. */
const SETTLED_MILLISECONDS = 3000;

/** What opens an address or a file in the program that a person has chosen, on each system. */
export function programThatOpens(address: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'win32') return ['cmd.exe', '/d', '/s', '/c', `"start "" "${address}""`];
  return [platform === 'darwin' ? 'open' : 'xdg-open', address];
}

/** Opens a page of ours in this computer's browser, or a file in the program it has for such. Whether it opened, as far as can be told. */
export function openHere(address: string): Promise<boolean> {
  const [program, ...args] = programThatOpens(address, process.platform);
  const opening = spawn(program, args, {
    detached: process.platform !== 'win32',
    stdio: 'ignore',
    windowsHide: true,
    // cmd reads the quotation marks itself.
    windowsVerbatimArguments: true,
  });
  return new Promise((done) => {
    const tell = (opened: boolean) => {
      clearTimeout(patience);
      opening.unref();
      done(opened);
    };
    const patience = setTimeout(() => tell(true), SETTLED_MILLISECONDS);
    opening.once('error', () => tell(false));
    opening.once('exit', (status) => tell(status === 0));
  });
}
