import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callerCheck } from '../../../functions/edges/google/caller.ts';
import { cloudTasks } from '../../../functions/edges/google/cloud-tasks.ts';
import { readFunctionsUrl } from '../../../functions/edges/google/deployed-functions.ts';
import type { Task, TaskQueue } from '../../../functions/edges/ports.ts';
import { deployAll } from '../../support/google/deploy-all.ts';
import type { Fault } from '../../support/google/faults.ts';
import { GoogleRefusal, tooManyRequests } from '../../support/google/google-refusal.ts';
import { type Connected, connect } from './connected.ts';

const QUEUE = 'projects/alderfold/locations/europe-west2/queues/concordat';
const INVOKER = 'invoker@alderfold.iam.gserviceaccount.com';
const FUNCTIONS = 'https://concordat.example';
const addressOf = (target: string) => `${FUNCTIONS}/${target}`;
const task: Task = {
  name: 'a1b2-c3_d4',
  target: 'sync-workbook',
  body: { workbook: 'school-990001-2025' },
  at: '2026-03-27T09:02:00.000Z',
};

let connected: Connected;
let standIn: Connected['standIn'];
let queue: TaskQueue;
let functions: Server;
let heard: { path: string; body: string; type: string; called: boolean }[];

beforeEach(async () => {
  connected = await connect();
  ({ standIn } = connected);
  standIn.tasks.addQueue(QUEUE);
  queue = cloudTasks({ google: connected.google, queue: QUEUE, addressOf, invoker: INVOKER });
  heard = [];
  const mayCall = callerCheck(INVOKER, `${standIn.rootUrl}oauth2/v1/certs`);
  functions = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    const called = await mayCall(request.headers.authorization, `${FUNCTIONS}${path}`);
    heard.push({ path, body: Buffer.concat(chunks).toString(), type: request.headers['content-type'] ?? '', called });
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => functions.listen(0, '127.0.0.1', listening));
  standIn.route(FUNCTIONS, `http://127.0.0.1:${(functions.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await connected.end();
  await new Promise((closed) => functions.close(closed));
});

describe('where the functions are reached', () => {
  const setUp = () => ({ google: connected.google, project: 'alderfold', region: 'europe-west2' });

  it('is as they were told when they were deployed', async () => {
    deployAll(standIn, 'alderfold');
    expect(await readFunctionsUrl(setUp())).toBe('https://*-123456789012.europe-west2.run.app');
  });

  it('is not known where nothing is deployed, or by an older Concordat: deploying again mends it', async () => {
    const advice = expect.stringMatching(/Deploy Concordat again/);
    await expect(readFunctionsUrl(setUp())).rejects.toMatchObject({ code: 'not-found', advice });
    deployAll(standIn, 'alderfold', 'https://europe-west2-alderfold.cloudfunctions.net');
    await expect(readFunctionsUrl(setUp())).rejects.toMatchObject({ code: 'not-found', advice });
  });
});

describe('the queue', () => {
  it('posts a task to its function when it is time, as the account that may call it', async () => {
    await queue.enqueue(task);
    expect(await standIn.tasks.deliverDue()).toEqual([]);
    standIn.clock.advance(120_000);
    expect(await standIn.tasks.deliverDue()).toMatchObject([{ name: task.name, status: 204 }]);
    expect(heard).toEqual([
      { path: '/sync-workbook', body: JSON.stringify(task.body), type: 'application/json', called: true },
    ]);
  });

  it('takes the same name once, until an hour after it was done', async () => {
    await queue.enqueue(task);
    await queue.enqueue(task);
    expect(standIn.tasks.waiting()).toHaveLength(1);
    standIn.clock.advance(120_000);
    await standIn.tasks.deliverDue();
    await queue.enqueue(task);
    expect(standIn.tasks.waiting()).toHaveLength(0);
    standIn.clock.advance(3_600_000);
    await queue.enqueue(task);
    expect(standIn.tasks.waiting()).toHaveLength(1);
  });

  it.each<Fault>([
    tooManyRequests(),
    new GoogleRefusal(503, 'Unavailable', 'backendError'),
    'cut-before',
    'cut-after',
    'half-answer',
  ])('has the task once after a fault (%s)', async (fault) => {
    standIn.faults.order('cloudtasks.projects.locations.queues.tasks.create', fault, { times: 2 });
    await queue.enqueue(task);
    expect(standIn.tasks.waiting()).toHaveLength(1);
    expect(connected.pauses).toHaveLength(2);
  });

  it('that is not there, or full of faults, is said to be so', async () => {
    const google = connected.google;
    const none = cloudTasks({ google, queue: `${QUEUE}-2`, addressOf, invoker: INVOKER });
    await expect(none.enqueue(task)).rejects.toMatchObject({
      code: 'not-found',
      advice: expect.stringContaining('Deploy'),
    });
    standIn.faults.order(() => true, 'cut-before', { times: 5 });
    await expect(queue.enqueue(task)).rejects.toMatchObject({ code: 'unreachable', retryable: true });
    await expect(queue.enqueue({ ...task, name: 'no such/name' })).rejects.toMatchObject({ name: 'EdgeError' });
  });
});
