import { hash } from 'node:crypto';
import { linkSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a replacement is made of, one right after the other. Tests let others save between them, and have drives without second names. */
export interface Steps {
  renameSync(from: string, to: string): void;
  linkSync(from: string, to: string): void;
}

/** Begins the name of a folder beside the file that is replaced: what stood there is held in it until it was looked at. */
const HOLDER = '.concordat-was-';
const NAMED = /^\.concordat-was-(?<was>[0-9a-f]{32})-(?<becomes>[0-9a-f]{32})-/;

/**
 * Puts a file in the place of another whose bytes are known, unless somebody saved there meanwhile, up to the last instant: then what they
 * saved stays, or is put back, and the answer is false. What stands there is moved aside first and looked at after: whatever was saved before
 * that is in what was moved, and whatever is saved after it finds its place taken or takes it. `from` is not used up on most drives.
 */
export async function replaceUnlessSaved(
  from: string,
  to: string,
  { was, becomes }: { readonly was: string; readonly becomes: string },
  steps: Steps,
): Promise<boolean> {
  const holder = await mkdtemp(join(dirname(to), `${HOLDER}${was.slice(0, 32)}-${becomes.slice(0, 32)}-`));
  const known = new Set([was, becomes]);
  let placing = from;
  for (let turn = 1; ; turn++) {
    const aside = join(holder, String(turn), basename(to));
    let isPlaced: boolean;
    try {
      await mkdir(dirname(aside));
      isPlaced = swap(placing, to, aside, steps);
    } catch (cause) {
      // Folders that hold nothing go; one that holds a file stays.
      await rmdir(dirname(aside)).catch(() => undefined);
      await rmdir(holder).catch(() => undefined);
      throw cause;
    }
    const found = hash('sha256', await readFile(aside));
    if (!isPlaced || known.has(found)) {
      await rm(holder, { recursive: true });
      return isPlaced && placing === from;
    }
    known.add(found);
    placing = aside;
  }
}

/** False where another file came in between: that was saved last, and stays. */
function swap(from: string, to: string, aside: string, { renameSync, linkSync }: Steps): boolean {
  renameSync(to, aside);
  try {
    putNew(from, to, { renameSync, linkSync });
    return true;
  } catch (cause) {
    if (isThere(to)) return false;
    putNew(aside, to, { renameSync, linkSync });
    throw cause;
  }
}

/** Fails where something stands there. */
function putNew(from: string, to: string, { renameSync, linkSync }: Steps): void {
  try {
    linkSync(from, to);
  } catch (cause) {
    if (isThere(to)) throw cause;
    // Some drives have no second names for a file.
    renameSync(from, to);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What a replacement that was stopped left beside a file, and what is to become of it. */
export interface Left {
  readonly holder: string;
  readonly to: string;
  /** What was saved there last, or stood there. */
  readonly saved: string;
  readonly fate: 'goes' | 'takes its place' | 'somebody must choose';
}

/** Another Concordat may be replacing a file this very moment, which takes it far less. */
const AT_WORK_MILLISECONDS = 60_000;

/** What replacements that were stopped left in a folder. What cannot be looked at is left out. */
export function leftIn(folder: string, now: number): Left[] {
  return namesIn(folder).flatMap((name) => {
    const versions = NAMED.exec(name)?.groups;
    try {
      return versions === undefined ? [] : fateOf(join(folder, name), versions.was!, versions.becomes!, now);
    } catch {
      return [];
    }
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function fateOf(holder: string, was: string, becomes: string, now: number): Left[] {
  const asides = readdirSync(holder)
    .sort((one, other) => Number(one) - Number(other))
    .flatMap((turn) => readdirSync(join(holder, turn)).map((name) => join(holder, turn, name)));
  const isOld = now - statSync(holder).mtimeMs > AT_WORK_MILLISECONDS;
  const first = asides[0];
  if (first === undefined) return isOld ? [{ holder, to: '', saved: '', fate: 'goes' }] : [];
  const to = join(dirname(holder), basename(first));
  const isOurs = (file: string) => [was, becomes].includes(versionIn(file).slice(0, was.length));
  const saved = asides.findLast((file) => !isOurs(file)) ?? first;
  const left = { holder, to, saved };
  // A Concordat that is at work takes what comes in between for saved by somebody.
  if (!isThere(to)) return [{ ...left, fate: 'takes its place' }];
  if (!isOld) return [];
  const stands = versionIn(to);
  if (isOurs(saved) || versionIn(saved) === stands) return [{ ...left, fate: 'goes' }];
  return [{ ...left, fate: stands.startsWith(becomes) ? 'takes its place' : 'somebody must choose' }];
}

function versionIn(file: string): string {
  return hash('sha256', readFileSync(file));
}

/** Does what is to become of it, and says what people should know. */
export function tidy({ holder, to, saved, fate }: Left): string | null {
  if (fate === 'somebody must choose') return toChoose({ to, saved });
  try {
    if (fate === 'takes its place') {
      if (isThere(to)) renameSync(saved, to);
      else putNew(saved, to, { renameSync, linkSync });
    }
    rmSync(holder, { recursive: true });
  } catch {
    return fate === 'goes' ? null : toChoose({ to, saved });
  }
  return fate === 'goes' ? null : `"${basename(to)}" was put back: Concordat was stopped while it wrote there.`;
}

export function toChoose({ to, saved }: Pick<Left, 'to' | 'saved'>): string {
  return (
    `Concordat was stopped when "${basename(to)}" was saved, and what was saved stands in "${saved}". ` +
    'Move it elsewhere once you have seen which of the two is right.'
  );
}
