import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationFolder } from '../../functions/edges/config.ts';

/**
 * Gives the tests, and every program that they start, a configuration folder that goes when the run ends. What a run leaves in the
 * folder of whoever started it is an error.
 */
export default function setup(): () => void {
  const real = configurationFolder();
  const before = namesIn(real);
  const folder = mkdtempSync(join(tmpdir(), 'concordat-configuration-'));
  Object.assign(process.env, settingsOf(folder));
  return () => {
    rmSync(folder, { recursive: true, force: true });
    const left = namesIn(real).filter((name) => !before.includes(name));
    if (left.length > 0) throw new Error(`a test wrote into ${real}: ${left.join(', ')}`);
  };
}

/** What a program is to be told so that it keeps there what is its person's own. */
export function settingsOf(folder: string): { readonly XDG_CONFIG_HOME: string; readonly APPDATA: string } {
  return { XDG_CONFIG_HOME: folder, APPDATA: folder };
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
