import { type ChangeFeed, EdgeError, type Mailer, type Store, type Task, type TaskQueue } from '../edges/ports.ts';
import { dayInLondon } from '../figures/london-day.ts';
import { type PostRound, sendWaiting } from './post.ts';
import { presentPlaces } from './present-places.ts';
import { workbookAt } from './registry.ts';
import { checkTask, spreadTasks } from './tasks.ts';

const MARK = 'feed-mark';

export interface PollPorts {
  readonly registry: Store;
  readonly feed: ChangeFeed;
  readonly queue: TaskQueue;
  readonly mailer: Mailer;
}

export interface PollRound extends PostRound {
  /** Places the feed named, known or not. */
  readonly changed: number;
  readonly enqueued: number;
  /** The feed was begun anew, and every workbook is looked at. */
  readonly anew: boolean;
}

/**
 * Reads what changed since the last time and has those workbooks checked; then sends the messages that wait. The mark moves only
 * after everything was enqueued, so that a run that is stopped is made good by the next.
 */
export async function poll({ registry, feed, queue, mailer }: PollPorts, now: Date): Promise<PollRound> {
  const kept = await registry.getDocument(MARK);
  const news = kept === null ? null : await changesSince(feed, kept.value);
  const next = news === null ? await feed.start() : news.next;
  const tasks: Task[] =
    news === null
      ? spreadTasks(await presentPlaces(registry, dayInLondon(now)), `mark ${next}`, now)
      : (await known(registry, news.places)).map((place) => checkTask(place, now));
  for (const task of tasks) await queue.enqueue(task);
  if (next !== kept?.value) await registry.compareAndSet(MARK, kept?.version ?? null, next);
  const post = await sendWaiting(mailer, registry, now);
  return { changed: news?.places.length ?? 0, enqueued: tasks.length, anew: news === null, ...post };
}

/** How far the feed was read; null before it ever was. */
export async function feedMark(registry: Store): Promise<string | null> {
  return (await registry.getDocument(MARK))?.value ?? null;
}

async function changesSince(feed: ChangeFeed, mark: string) {
  try {
    return await feed.since(mark);
  } catch (error) {
    if (error instanceof EdgeError && error.code === 'feed-lost') return null;
    throw error;
  }
}

async function known(registry: Store, places: readonly string[]): Promise<string[]> {
  const found = await Promise.all(places.map((place) => workbookAt(registry, place)));
  return found.flatMap((workbook) => (workbook === null ? [] : [workbook.place]));
}
