import type { Config } from './edges/config.ts';
import { EdgeError, type TaskQueue } from './edges/ports.ts';
import type { Deployment } from './serve-functions.ts';

/** What stands behind the functions. @throws EdgeError */
export async function openDeployment({ project }: Config): Promise<Deployment> {
  throw new EdgeError('not-allowed', `The adapters for Google are not in this build, so ${project} cannot be reached.`);
}

/** @throws EdgeError */
export async function openQueue({ project }: Config): Promise<TaskQueue> {
  throw new EdgeError('not-allowed', `The adapters for Google are not in this build, so ${project} cannot be reached.`);
}
