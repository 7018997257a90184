import { type Clock, DAY, HOUR, MINUTE, timestamp } from './clock.ts';
import { badRequest, GoogleRefusal, needed, notLearnt } from './google-refusal.ts';
import type { Identity } from './identity.ts';
import type { Call, Route } from './routes.ts';

/** A task as Google describes it (cloudtasks.v2), as far as Concordat uses it. */
interface HttpTask {
  readonly name?: string;
  readonly scheduleTime?: string;
  readonly dispatchDeadline?: string;
  readonly httpRequest?: {
    readonly url?: string;
    readonly httpMethod?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly oidcToken?: { readonly serviceAccountEmail?: string; readonly audience?: string };
  };
}

interface Waiting {
  readonly name: string;
  readonly queue: string;
  readonly task: HttpTask;
  readonly createTime: string;
  due: number;
  dispatches: number;
}

export interface Delivery {
  readonly name: string;
  /** Counted from 0. */
  readonly retry: number;
  /** What the function answered; 0 where nothing did. */
  readonly status: number;
}

/** Sends a request to wherever that address is heard in the test; gives the status, 0 where nobody answered. */
export type Send = (
  address: string,
  request: { readonly method: string; readonly headers: Record<string, string>; readonly body?: Buffer<ArrayBuffer> },
) => Promise<number>;

const FIRST_RETRY = 100;
const LONGEST_WAIT = HOUR;
const MOST_BYTES = 100 * 1024;

export type Tasks = ReturnType<typeof openTasks>;

/** The parts of Cloud Tasks, version 2, that Concordat calls. */
export function openTasks(clock: Clock, identity: Identity, send: Send) {
  const queues = new Set<string>();
  const waiting = new Map<string, Waiting>();
  /** Until when a name stays taken after its task ran. */
  const taken = new Map<string, number>();
  let made = 0;

  async function dispatch(one: Waiting): Promise<Delivery> {
    const { url, httpMethod, headers, body, oidcToken } = one.task.httpRequest ?? {};
    const address = url ?? '';
    const retry = one.dispatches++;
    const short = one.name.slice(one.name.lastIndexOf('/') + 1);
    const status = await send(address, {
      method: httpMethod ?? 'POST',
      headers: {
        ...headers,
        ...(oidcToken ? { authorization: `Bearer ${tokenFor(oidcToken, address)}` } : {}),
        'user-agent': 'Google-Cloud-Tasks',
        'x-cloudtasks-queuename': one.queue.slice(one.queue.lastIndexOf('/') + 1),
        'x-cloudtasks-taskname': short,
        'x-cloudtasks-taskretrycount': String(retry),
        'x-cloudtasks-taskexecutioncount': String(retry),
        'x-cloudtasks-tasketa': String(one.due / 1000),
      },
      ...(body ? { body: Buffer.from(body, 'base64') } : {}),
    });
    if (status >= 200 && status < 300) {
      waiting.delete(one.name);
      taken.set(one.name, clock.now() + HOUR);
    } else {
      one.due = clock.now() + Math.min(FIRST_RETRY * 2 ** retry, LONGEST_WAIT);
    }
    return { name: short, retry, status };
  }

  function tokenFor(oidc: NonNullable<NonNullable<HttpTask['httpRequest']>['oidcToken']>, url: string): string {
    const { serviceAccountEmail: email } = oidc;
    return identity.idToken(oidc.audience ?? url, email ? { email } : {});
  }

  return {
    /** Makes a queue, named as `projects/P/locations/L/queues/Q`. */
    addQueue(name: string): void {
      queues.add(name);
    },

    /** Every task not yet done, the next due first. */
    waiting: () => [...waiting.values()].sort((one, other) => one.due - other.due),

    /**
     * Sends each task that is due now to its address, once, or twice where `how` says so, one after another or at once; what is not
     * answered with success is due again later.
     */
    async deliverDue(how: (name: string) => 'once' | 'twice' | 'at-once' = () => 'once'): Promise<Delivery[]> {
      const deliveries: Delivery[] = [];
      for (const one of this.waiting().filter(({ due }) => due <= clock.now())) {
        const asked = how(one.name.slice(one.name.lastIndexOf('/') + 1));
        if (asked === 'at-once') deliveries.push(...(await Promise.all([dispatch(one), dispatch(one)])));
        else for (let i = asked === 'twice' ? 2 : 1; i > 0; i -= 1) deliveries.push(await dispatch(one));
      }
      return deliveries;
    },

    routes(): Route[] {
      const queue = '/v2/(?<queue>projects/[^/]+/locations/[^/]+/queues/[^/]+)';
      const get: Route = {
        id: 'cloudtasks.projects.locations.queues.get',
        verb: 'GET',
        path: RegExp(`^${queue}$`),
        handle({ path }) {
          const name = queueIn(path);
          const rateLimits = { maxDispatchesPerSecond: 500, maxBurstSize: 100, maxConcurrentDispatches: 1000 };
          const retryConfig = { maxAttempts: 100, maxDoublings: 16, minBackoff: '0.100s', maxBackoff: '3600s' };
          return { body: { name, rateLimits, retryConfig, state: 'RUNNING' } };
        },
      };
      const create: Route = {
        id: 'cloudtasks.projects.locations.queues.tasks.create',
        verb: 'POST',
        path: RegExp(`^${queue}/tasks$`),
        handle: createTask,
      };
      return [get, create];
    },
  };

  function queueIn(path: Call['path']): string {
    const name = path['queue'] ?? '';
    if (queues.has(name)) return name;
    const message =
      'Queue does not exist. If you just created the queue, wait at least a minute for the queue to initialize.';
    throw new GoogleRefusal(404, message, 'notFound');
  }

  function createTask({ path, body }: Call) {
    const queue = queueIn(path);
    const task = needed((body as { readonly task?: HttpTask }).task, 'task');
    const request = task.httpRequest ?? raise(notLearnt('tasks without httpRequest'));
    if (!/^https?:\/\//.test(request.url ?? ''))
      throw badRequest('HttpRequest.url must start with http:// or https://.');
    if (JSON.stringify(task).length > MOST_BYTES) throw badRequest('Task size too large.');
    made += 1;
    const name = task.name ?? `${queue}/tasks/${String(made).padStart(19, '8')}`;
    if (!name.startsWith(`${queue}/tasks/`) || !/^[\w-]{1,500}$/.test(name.slice(queue.length + 7))) {
      throw badRequest('Task name must be formatted: "projects/P/locations/L/queues/Q/tasks/T".');
    }
    if (waiting.has(name)) throw new GoogleRefusal(409, 'Requested entity already exists', 'alreadyExists');
    if ((taken.get(name) ?? 0) > clock.now()) {
      const message = 'The task cannot be created because a task with this name existed too recently.';
      throw new GoogleRefusal(409, message, 'alreadyExists');
    }
    const now = clock.now();
    const due = task.scheduleTime ? Date.parse(task.scheduleTime) : now;
    if (!(due <= now + 30 * DAY)) throw badRequest('Task.scheduleTime must be at most 30 days in the future.');
    const createTime = timestamp(now);
    const dispatchDeadline = task.dispatchDeadline ?? `${(10 * MINUTE) / 1000}s`;
    waiting.set(name, { name, queue, task, createTime, due: Math.max(due, now), dispatches: 0 });
    const { body: _, ...httpRequest } = { httpMethod: 'POST', ...request };
    return {
      body: {
        name,
        httpRequest,
        createTime,
        scheduleTime: timestamp(Math.max(due, now)),
        dispatchDeadline,
        view: 'BASIC',
      },
    };
  }
}

function raise(error: Error): never {
  throw error;
}
