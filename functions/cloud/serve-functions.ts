import { http } from '@google-cloud/functions-framework';
import { z } from 'zod';
import { allianceId } from '../dispatch/alliance-id.ts';
import type { NoticeChannels } from '../dispatch/nightly.ts';
import type { PollPorts } from '../dispatch/poll.ts';
import type { PublishForPorts } from '../dispatch/publish-for.ts';
import type { SyncOnePorts } from '../dispatch/sync-one.ts';
import { pollTask } from '../dispatch/tasks.ts';
import type { Target } from '../edges/config.ts';
import type { TaskQueue } from '../edges/ports.ts';
import { privateFunction, publicFunction } from './entrance.ts';
import type { Log } from './log.ts';

/** The world outside, as the functions need it. */
export type Deployment = PollPorts & SyncOnePorts & PublishForPorts & { readonly channels: NoticeChannels };

export interface Surroundings {
  readonly isCaller: (target: Target, authorization: string | undefined) => Promise<boolean>;
  /** Whether a notice of a change carries our secret token, asked in a time that says nothing about it. */
  readonly isNoticeToken: (given: string | undefined) => boolean;
  /** Opened by the first call that is let in. */
  readonly open: (target: Target) => Promise<Deployment>;
  /** The queue by itself: a notice needs no more. */
  readonly openQueue: () => Promise<TaskQueue>;
  readonly now: () => Date;
  readonly log: Log;
}

const nothing = z.strictObject({});
const place = z.strictObject({ place: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/) });
const wanted = z.strictObject({
  alliance: allianceId,
  startYear: z
    .string()
    .regex(/^20\d\d$/)
    .transform(Number),
  round: z.literal('daily').exactOptional(),
});

/** The functions that are deployed. What each does is loaded when it is first called, so that the cheap ones start fast. */
export function serveFunctions({ isCaller, isNoticeToken, open, openQueue, now, log }: Surroundings): void {
  const entrance = <Body>(name: Target, body: z.ZodType<Body>) => ({
    name,
    body,
    isCaller: (authorization: string | undefined) => isCaller(name, authorization),
    now,
    log,
  });

  http(
    'poll',
    privateFunction(entrance('poll', nothing), async (_, call) => {
      const { poll } = await import('../dispatch/poll.ts');
      return { ...(await poll(await open('poll'), call.now)) };
    }),
  );

  http(
    'sync-workbook',
    privateFunction(entrance('sync-workbook', place), async (body, call) => {
      const { syncOne } = await import('../dispatch/sync-one.ts');
      return { place: body.place, ...(await syncOne(body.place, await open('sync-workbook'), call.now)) };
    }),
  );

  http(
    'publish',
    privateFunction(entrance('publish', wanted), async (body, call) => {
      const { publishFor } = await import('../dispatch/publish-for.ts');
      return { ...(await publishFor(body, await open('publish'), call.now, call.tries)) };
    }),
  );

  http(
    'nightly',
    privateFunction(entrance('nightly', nothing), async (_, call) => {
      const { nightly } = await import('../dispatch/nightly.ts');
      return { ...(await nightly(await open('nightly'), call.now)) };
    }),
  );

  /** The task that the newest notice asked for: however often a notice is repeated, the queue is asked once for each. */
  let asked: string | null = null;
  http(
    'notice',
    publicFunction({ name: 'notice', isToken: isNoticeToken, log }, async () => {
      const task = pollTask(now());
      if (task.name === asked) return;
      asked = task.name;
      try {
        await (await openQueue()).enqueue(task);
      } catch (error) {
        // The next notice asks again.
        asked = null;
        throw error;
      }
    }),
  );
}
