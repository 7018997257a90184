import type { Task, TaskQueue } from '../../functions/edges/ports.ts';

export interface MemoryQueue extends TaskQueue {
  /** What waits, the soonest first. */
  waiting(): Task[];
  /** Requests made of the queue, those for a name it knew included. */
  readonly asked: () => number;
  /**
   * Runs what is due at an instant, each task once; one that fails stays and is due again. Gives the tasks that were run.
   * @throws whatever a task throws, after the others were run.
   */
  run(now: Date, work: (task: Task, tries: number) => Promise<void>): Promise<Task[]>;
}

const REMEMBERED_MILLISECONDS = 3_600_000;

/** The queue as it behaves: a name is taken until an hour after its task was done. Each request lets others go first. */
export function openMemoryQueue(): MemoryQueue {
  const tasks = new Map<string, { task: Task; tries: number; done: number | null }>();
  let asked = 0;
  const waiting = () =>
    [...tasks.values()].filter(({ done }) => done === null).sort((a, b) => (a.task.at < b.task.at ? -1 : 1));

  return {
    async enqueue(task) {
      await new Promise((resolve) => setImmediate(resolve));
      asked += 1;
      if (!/^[A-Za-z0-9_-]{1,500}$/.test(task.name)) throw new Error(`no queue takes the name ${task.name}`);
      if (!tasks.has(task.name)) tasks.set(task.name, { task: structuredClone(task), tries: 0, done: null });
    },
    asked: () => asked,
    waiting: () => waiting().map(({ task }) => task),
    async run(now, work) {
      for (const [name, { done }] of tasks)
        if (done !== null && now.getTime() - done > REMEMBERED_MILLISECONDS) tasks.delete(name);
      const due = waiting().filter(({ task }) => task.at <= now.toISOString());
      const failures: unknown[] = [];
      for (const entry of due) {
        try {
          await work(entry.task, entry.tries);
          entry.done = now.getTime();
        } catch (error) {
          entry.tries += 1;
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return due.map(({ task }) => task);
    },
  };
}
