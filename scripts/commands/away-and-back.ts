import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HISTORY_FILE, HISTORY_FOLDER } from '../../functions/edges/local/alliance-folder.ts';
import { foundAt, whichStandsAt } from '../../functions/edges/local/look-at.ts';
import { say } from '../console.ts';

/** How often it is looked whether a folder and its history are still the ones that were opened. */
export const LOOK_MILLISECONDS = 1000;

/** The files that stand for a folder and its history; null while either is not there. */
export function standingIn(folder: string): { readonly folder: string; readonly history: string } | null {
  const [top, history] = [whichStandsAt(folder), whichStandsAt(historyOf(folder))];
  return top === null || history === null ? null : { folder: top, history };
}

export function historyOf(folder: string): string {
  return join(folder, HISTORY_FOLDER, HISTORY_FILE);
}

/** Waits while the folder or its history is not there, or is still being copied, and says in a sentence what is there then. */
export async function untilBack(folder: string, historyBefore: string): Promise<void> {
  if (standingIn(folder) === null)
    say(`${folder} or the history in it is not there just now. Nothing is checked or kept until it is back.`);
  const look = () => {
    const there = standingIn(folder);
    const file = there && foundAt(historyOf(folder));
    return file && `${JSON.stringify(there)} ${file.size} ${file.mtimeNs}`;
  };
  for (let before = look(); ; ) {
    await pause(LOOK_MILLISECONDS);
    const now = look();
    if (now !== null && now === before) break;
    before = now;
  }
  const isOther = standingIn(folder)?.history !== historyBefore;
  say(
    isOther
      ? `Another history than before stands in ${folder}. It is looked through and opened anew.`
      : `${folder} is there again, with the same history. Everything in it is looked at.`,
  );
}
