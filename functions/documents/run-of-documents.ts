import {
  type Checkpoint,
  type CheckpointPorts,
  checkpointThatStands,
  covers,
  newestCheckpoint,
  takeCheckpoint,
} from '../history/checkpoint.ts';
import { lastIssued, openRegister, type RegisterEntry, type RegisterInUse } from './register.ts';

/** Documents made in one go: they share a checkpoint, which each of them prints, and another covers their entries in the register. */
export interface RunOfDocuments {
  /** The newest checkpoint that vouches for these snapshots; where it does not yet, one is taken. */
  checkpointOver(snapshots: RegisterEntry['snapshots']): Promise<string>;
  /** The register of a year, which is read once in a run. @throws Refusal `store-damaged` where it must not be built upon */
  registerOf(startYear: number): Promise<RegisterInUse>;
  /** An entry was put into the register. */
  registered(): void;
}

/**
 * Makes documents of a year as one run at a moment. A run that makes none takes no checkpoint, unless one before it was killed when it had
 * put documents of that year into the register and no checkpoint covered them yet.
 * @throws Refusal `store-damaged` where the histories do not go on from the checkpoint before
 */
export async function inOneRun<T>(
  startYear: number,
  ports: CheckpointPorts,
  moment: { readonly at: string; readonly asOf: string },
  work: (run: RunOfDocuments) => Promise<T>,
): Promise<T> {
  const registers = new Map<number, RegisterInUse>();
  let newest: Checkpoint | null = null;
  let isAnyRegistered = await isAnyLeft(startYear, ports);
  const done = await work({
    async checkpointOver(snapshots) {
      newest ??= await checkpointThatStands(ports);
      if (newest === null || !(await coversAll(ports, newest, snapshots))) newest = await takeCheckpoint(ports, moment);
      return newest.hash;
    },
    async registerOf(year) {
      const register = registers.get(year) ?? (await openRegister(ports.store, ports.signer, year));
      registers.set(year, register);
      return register;
    },
    registered() {
      isAnyRegistered = true;
    },
  });
  if (isAnyRegistered) await takeCheckpoint(ports, moment);
  return done;
}

/** Whether the last document of a year stands in the register and in no checkpoint: a run takes one when it has put all of its own there. */
async function isAnyLeft(startYear: number, { store }: CheckpointPorts): Promise<boolean> {
  const last = await lastIssued(store, startYear);
  return last !== null && !(await newestCheckpoint(store))?.issued.has(last);
}

async function coversAll({ store }: CheckpointPorts, newest: Checkpoint, snapshots: RegisterEntry['snapshots']) {
  for (const { workbook, hash } of snapshots) if (!(await covers(store, newest, workbook, hash))) return false;
  return true;
}
