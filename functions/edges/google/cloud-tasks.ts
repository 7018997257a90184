import type { Task, TaskQueue } from '../ports.ts';
import type { Google } from './google-clients.ts';
import { failureOf } from './google-errors.ts';

interface QueueSetUp {
  readonly google: Google;
  /** `projects/P/locations/L/queues/Q`. */
  readonly queue: string;
  /** Where a function is reached: a task is posted there. */
  readonly addressOf: (target: Task['target']) => string | Promise<string>;
  /** The account tasks are posted as; the audience of its token is the whole address. */
  readonly invoker: string;
}

const ALREADY_EXISTS = 409;
const CLOUD_TASKS = 'https://cloudtasks.googleapis.com/';

/** Tasks on Google's queue, which keeps to its own pace. */
export function cloudTasks({ google, queue, addressOf, invoker }: QueueSetUp): TaskQueue {
  return {
    async enqueue({ name, target, body, at }) {
      const url = await addressOf(target);
      const task = {
        name: `${queue}/tasks/${name}`,
        scheduleTime: at,
        httpRequest: {
          url,
          httpMethod: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: Buffer.from(JSON.stringify(body)).toString('base64'),
          oidcToken: { serviceAccountEmail: invoker, audience: url },
        },
      };
      // A task is known by its name, so asking twice comes to the same.
      await google.ask('queue', 'always', ({ timeout, maxContentLength }) =>
        google.account
          .request({
            url: `${google.rootUrl ?? CLOUD_TASKS}v2/${queue}/tasks`,
            method: 'POST',
            data: { task },
            retry: false,
            timeout,
            maxContentLength,
          })
          .catch(thereAlready),
      );
    },
  };
}

function thereAlready(error: unknown): { data: unknown } {
  if (failureOf(error)?.status === ALREADY_EXISTS) return { data: {} };
  throw error;
}
