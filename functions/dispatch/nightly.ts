import { z } from 'zod';
import { EdgeError, type Store, type StoredDocument, type TaskQueue } from '../edges/ports.ts';
import { academicYearOf } from '../figures/academic-year.ts';
import { dayInLondon } from '../figures/london-day.ts';
import { readAs } from '../history/stored-forms.ts';
import { awaitedBy } from './awaited-days.ts';
import { presentPlaces } from './present-places.ts';
import { alliances } from './registry.ts';
import { dailyTask, publishTask, spreadTasks } from './tasks.ts';

const CHANNEL = 'notice-channel';
const channelForm = z.object({ id: z.string(), resourceId: z.string(), until: z.string() });
/** Where notices of changes arrive, until an instant. */
export type NoticeChannel = z.infer<typeof channelForm>;

/** Has notices of changes sent to us: they only make sooner what reading the feed finds anyway. */
export interface NoticeChannels {
  /** @throws EdgeError where notices cannot be had. */
  open(until: string): Promise<NoticeChannel>;
  close(channel: NoticeChannel): Promise<void>;
}

/** As long as Google allows, opened anew while the old one has two days to go. */
const CHANNEL_DAYS = 7;
const RENEW_DAYS = 2;
const DAY = 86_400_000;
/** Asking the queue for one after another would take minutes. */
const AT_ONCE = 20;

export interface NightlyRound {
  readonly enqueued: number;
  /** `none`: notices cannot be had here, and reading the feed does. */
  readonly channel: 'kept' | 'renewed' | 'none';
}

/**
 * Has every workbook of the present years checked: for what depends on the date, and for what the feed missed. Documents asked for as
 * of this day are made, of whatever year they are; each alliance has the checkpoint taken that covers the day before; and after the
 * checks its people are told what is new.
 */
export async function nightly(
  { registry, queue, channels }: { registry: Store; queue: TaskQueue; channels: NoticeChannels },
  now: Date,
): Promise<NightlyRound> {
  const today = dayInLondon(now);
  const awaited = await awaitedBy(registry, today);
  const { startYear } = academicYearOf(today);
  const places = await presentPlaces(registry, today);
  const tasks = [
    ...spreadTasks(places, today, now),
    ...[...(await alliances(registry)).keys()].map((alliance) => dailyTask(alliance, startYear, places.length, now)),
    ...awaited.map((one) => publishTask(one.alliance, one.startYear, now)),
  ];
  for (let i = 0; i < tasks.length; i += AT_ONCE)
    await Promise.all(tasks.slice(i, i + AT_ONCE).map((task) => queue.enqueue(task)));
  return { enqueued: tasks.length, channel: await renewed(registry, channels, now) };
}

/** Where notices were last asked to arrive; null where they never were. */
export async function noticeChannel(registry: Store): Promise<NoticeChannel | null> {
  return channelIn(await registry.getDocument(CHANNEL));
}

function channelIn(kept: StoredDocument | null): NoticeChannel | null {
  return kept === null ? null : readAs(channelForm, kept.value);
}

async function renewed(registry: Store, channels: NoticeChannels, now: Date): Promise<NightlyRound['channel']> {
  const kept = await registry.getDocument(CHANNEL);
  const old = channelIn(kept);
  if (old !== null && old.until > inDays(RENEW_DAYS, now)) return 'kept';
  try {
    const channel = await channels.open(inDays(CHANNEL_DAYS, now));
    await registry.compareAndSet(CHANNEL, kept?.version ?? null, JSON.stringify(channel));
    if (old !== null && old.until > now.toISOString()) await channels.close(old);
    return 'renewed';
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    return 'none';
  }
}

function inDays(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY).toISOString();
}
