import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '@google-cloud/firestore';

export interface FirestoreEmulator {
  /** `127.0.0.1:8922`. It may not listen yet: see `readyEmulator`. */
  readonly host: string;
  stop(): Promise<void>;
}

const JAR = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
const USUAL_SDK = '/usr/lib/google-cloud-sdk';
const START_MS = 60_000;

/**
 * Google's own Firestore emulator: the one that FIRESTORE_EMULATOR_HOST names, or one started here, from the jar that
 * FIRESTORE_EMULATOR_JAR names or that an installed Cloud SDK brings. Null where there is neither that nor a Java to run it.
 */
export async function startFirestoreEmulator(): Promise<FirestoreEmulator | null> {
  const running = process.env['FIRESTORE_EMULATOR_HOST'];
  if (running) return { host: running, stop: async () => {} };
  const jar = emulatorJar();
  const java = programOnPath('java');
  if (jar === null || java === null) return null;
  const port = await freePort();
  const small = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const main = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
  const emulator = spawn(java, [...small, '-cp', jar, main, '--host=127.0.0.1', `--port=${port}`], { stdio: 'ignore' });
  const endWithUs = () => void emulator.kill('SIGKILL');
  process.once('exit', endWithUs);
  return {
    host: `127.0.0.1:${port}`,
    async stop() {
      process.off('exit', endWithUs);
      await ended(emulator);
    },
  };
}

/** Waits until the emulator answers. */
export async function readyEmulator(host: string): Promise<void> {
  for (const start = performance.now(); ; await pause(50)) {
    const answer = await fetch(`http://${host}/`).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() - start > START_MS) throw new Error(`the Firestore emulator at ${host} does not answer`);
  }
}

/** How a client reaches the emulator. Each project is a world of its own. */
export function emulatorSettings(host: string, projectId: string): Settings {
  // Else the client asks Google's metadata server first, and waits for it.
  process.env['METADATA_SERVER_DETECTION'] = 'none';
  return { host, ssl: false, projectId };
}

function emulatorJar(): string | null {
  const named = process.env['FIRESTORE_EMULATOR_JAR'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error('FIRESTORE_EMULATOR_JAR names a file that is not there');
  }
  const gcloud = programOnPath('gcloud');
  const jar = join(gcloud === null ? USUAL_SDK : dirname(dirname(realpathSync(gcloud))), JAR);
  return existsSync(jar) ? jar : null;
}

function programOnPath(name: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await closed;
}
