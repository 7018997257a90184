// Goes on as another program. In JavaScript that Node 12 understands, like what starts by it.
import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program in place of this one: what tells this one to stop is passed on, and this one ends as that one does. */
export function goOnWith(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  const passedOn = new Set();
  const passOn = (signal) => {
    passedOn.add(signal);
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  child.on('error', ({ code }) => {
    console.error(`Concordat could not be started (${code}).`);
    process.exit(2);
  });
  child.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    for (const one of SIGNALS) process.off(one, passOn);
    if (passedOn.has(signal)) process.kill(process.pid, signal);
    else {
      console.error(`Concordat was stopped by the computer (${signal}).`);
      process.exit(2);
    }
  });
}
