import { PUBLIC_KEYS, secretNames } from '../../functions/edges/config.ts';
import { secretOf } from '../../functions/edges/history-secret.ts';
import type { Secret, Signer } from '../../functions/edges/ports.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey, introducedKey, type PublicKey, readKeyList } from '../../functions/history/public-keys.ts';
import { Refusal } from '../../functions/refusal.ts';
import { lastLines, type Ran } from './carry-out.ts';
import type { Command } from './deploy-plan.ts';

const SIGNING_KEY = secretNames.CONCORDAT_SIGNING_KEY;

type Run = (command: Command, input?: string) => Promise<Ran>;

/** What is said to gcloud about the versions of a secret. */
export function secretCommands(project: string) {
  const of = (...args: string[]): Command => ({
    program: 'gcloud',
    args: ['secrets', 'versions', ...args, `--project=${project}`],
  });
  return {
    read: (name: string, version = 'latest') => of('access', version, `--secret=${name}`),
    /** Those that can be read, the newest first. */
    list: (name: string) =>
      of('list', name, '--filter=state=ENABLED', '--sort-by=~createTime', '--format=value(name.basename())'),
    add: (name: string) => of('add', name, '--data-file=-', '--format=none'),
    destroy: (name: string, version: string) => of('destroy', version, `--secret=${name}`, '--quiet', '--format=none'),
  };
}

/** The keys of a project: the one that signs its histories, null where it cannot be read, and the list of public keys. */
export interface GoogleKeys {
  readonly signer: Signer | null;
  readonly keys: readonly PublicKey[];
}

/** @throws Refusal where the list cannot be read */
export async function readGoogleKeys(project: string, run: Run): Promise<GoogleKeys> {
  const { read } = secretCommands(project);
  const [list, key] = [await run(read(PUBLIC_KEYS)), await run(read(SIGNING_KEY))];
  const keys = list.status === 0 ? readKeyList(list.out) : null;
  if (keys === null) throw refused('The list of public keys cannot be read.', list);
  return { signer: key.status === 0 ? signerOf(key.out) : null, keys };
}

/** The secret that the histories of a project are kept under. @throws Refusal where it cannot be read */
export async function readGoogleSecret(project: string, run: Run): Promise<Secret> {
  const { read } = secretCommands(project);
  const says = 'The secret of the history cannot be read.';
  const { out } = await orRefused(says, run(read(secretNames.CONCORDAT_HISTORY_SECRET)));
  const secret = secretOf(out);
  if (secret === null) throw new Refusal(`${says} Put back its version in Secret Manager.`);
  return secret;
}

/**
 * Gives the histories of a project a new key, introduced by the present one, which is then destroyed. The key comes before the list
 * that names it: stopped in between, a second attempt finds a key that is not listed, and the one that can introduce it.
 * @throws Refusal where there is none to introduce it
 */
export async function rotateGoogleKey(
  project: string,
  today: string,
  run: Run,
): Promise<{ readonly older: Signer; readonly newer: Signer }> {
  const { signer, keys } = await readGoogleKeys(project, run);
  const versions = await readable(project, run);
  const isListed = (one: Signer | null) => keys.some(({ keyId }) => keyId === one?.keyId);
  const older = versions.find(({ key }) => isListed(key))?.key;
  if (!older) {
    const advice =
      'No signing key that is listed can be read. If none is left, “concordat key --lost” begins with another.';
    throw new Refusal(advice);
  }
  const newer = signer !== null && !isListed(signer) ? signer : await addKey(project, run);
  await writeList(project, [...keys, introducedKey(older, newer, today)], run);
  const { destroy } = secretCommands(project);
  for (const { version, key } of versions)
    if (key?.keyId !== newer.keyId)
      await orRefused('The earlier key is still there.', run(destroy(SIGNING_KEY, version)));
  return { older, newer };
}

/** Gives the histories a key that nothing vouches for. @throws Refusal where the one before can still be read */
export async function replaceLostGoogleKey(project: string, today: string, run: Run): Promise<Signer> {
  const { signer, keys } = await readGoogleKeys(project, run);
  const there = await readable(project, run);
  if (there.some(({ key }) => keys.some(({ keyId }) => keyId === key?.keyId)))
    throw new Refusal('The signing key is not lost. Use “concordat key --rotate” for a new one.');
  const newer = signer ?? (await addKey(project, run));
  await writeList(project, [...keys, firstKey(newer, today)], run);
  return newer;
}

async function readable(project: string, run: Run): Promise<{ version: string; key: Signer | null }[]> {
  const { list, read } = secretCommands(project);
  const { out } = await orRefused('The signing key cannot be looked for.', run(list(SIGNING_KEY)));
  const found = [];
  for (const version of out.split('\n').filter(Boolean)) {
    const { out } = await orRefused('The signing key cannot be read.', run(read(SIGNING_KEY, version)));
    found.push({ version, key: signerOf(out) });
  }
  return found;
}

async function addKey(project: string, run: Run): Promise<Signer> {
  const secret = newSigningKey();
  await orRefused('The new key was not taken.', run(secretCommands(project).add(SIGNING_KEY), secret));
  return signerOf(secret)!;
}

async function writeList(project: string, keys: readonly PublicKey[], run: Run): Promise<void> {
  const text = listText(keys);
  await orRefused('The list of public keys was not taken.', run(secretCommands(project).add(PUBLIC_KEYS), text));
}

/** The list of public keys as it is kept. */
export function listText(keys: readonly PublicKey[]): string {
  return `${JSON.stringify(keys, null, 2)}\n`;
}

async function orRefused(says: string, running: Promise<Ran>): Promise<Ran> {
  const ran = await running;
  if (ran.status !== 0) throw refused(says, ran);
  return ran;
}

function refused(says: string, ran: Ran): Refusal {
  const lines = ran.status === 0 ? '' : ` gcloud says: ${lastLines(ran).join(' ')}`;
  return new Refusal(`${says}${lines} Mend that, then run the same command again.`);
}
