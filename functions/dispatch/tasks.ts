import type { Task } from '../edges/ports.ts';
import { contentName } from '../history/canonical.ts';

/** Changes to one workbook within such a span are one check, at its end: so no trailing edit is lost. */
const CHECK_SECONDS = 120;
/** Notices within such a span are one reading of the feed. */
const POLL_SECONDS = 10;
/** Clocks of machines differ a little. */
const GRACE_SECONDS = 5;
/** A check of everything leaves a third of the pace Google allows to what people change meanwhile. */
const SPREAD_SECONDS = 2;

export function checkTask(place: string, now: Date): Task {
  return atEndOf(CHECK_SECONDS, 'sync-workbook', { place }, now);
}

export function publishTask(alliance: string, startYear: number, now: Date): Task {
  return atEndOf(CHECK_SECONDS, 'publish', { alliance, startYear: String(startYear) }, now);
}

/** The same after the checks of so many workbooks, and then people are told what is new: once a day. */
export function dailyTask(alliance: string, startYear: number, workbooks: number, now: Date): Task {
  const after = new Date(now.getTime() + workbooks * SPREAD_SECONDS * 1000);
  return atEndOf(CHECK_SECONDS, 'publish', { alliance, startYear: String(startYear), round: 'daily' }, after);
}

export function pollTask(now: Date): Task {
  return atEndOf(POLL_SECONDS, 'poll', {}, now);
}

/** Checks of many workbooks, one after another; asked for again for the same `occasion`, they are the same tasks. */
export function spreadTasks(places: readonly string[], occasion: string, now: Date): Task[] {
  return places.map((place, i) => ({
    name: contentName(`all:${place}:${occasion}`),
    target: 'sync-workbook',
    body: { place },
    at: new Date(now.getTime() + i * SPREAD_SECONDS * 1000).toISOString(),
  }));
}

/** Named by a hash, since names that follow one another slow the queue down. */
function atEndOf(seconds: number, target: Task['target'], body: Task['body'], now: Date): Task {
  const span = Math.floor(now.getTime() / 1000 / seconds) + 1;
  return {
    name: contentName(JSON.stringify([target, ...Object.values(body), span])),
    target,
    body,
    at: new Date((span * seconds + GRACE_SECONDS) * 1000).toISOString(),
  };
}
