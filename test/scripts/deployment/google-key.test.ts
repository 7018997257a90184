import { describe, expect, it } from 'vitest';
import { PUBLIC_KEYS, secretNames } from '../../../functions/edges/config.ts';
import { newSigningKey, signerOf } from '../../../functions/edges/signing-key.ts';
import { firstKey, keyLines, type PublicKey, trustedKeys } from '../../../functions/history/public-keys.ts';
import { Refusal } from '../../../functions/refusal.ts';
import type { Ran } from '../../../scripts/deployment/carry-out.ts';
import type { Command } from '../../../scripts/deployment/deploy-plan.ts';
import {
  listText,
  readGoogleKeys,
  replaceLostGoogleKey,
  rotateGoogleKey,
} from '../../../scripts/deployment/google-key.ts';

const PROJECT = 'harrowdale-concordat';
const SIGNING = secretNames.CONCORDAT_SIGNING_KEY;
const TODAY = '2026-11-27';
const done = (out = ''): Ran => ({ status: 0, out, err: '' });
const NOT_FOUND: Ran = { status: 1, out: '', err: 'ERROR: (gcloud.secrets) NOT_FOUND: no such version\n' };

/** Secret Manager as far as the versions of secrets go; the call of number `dies` ends the program before it is carried out. */
function openSecrets(key: string, keys: readonly PublicKey[]) {
  const versions = new Map([
    [SIGNING, [key] as (string | null)[]],
    [PUBLIC_KEYS, [listText(keys)] as (string | null)[]],
  ]);
  let calls = 0;
  const world = {
    dies: Number.POSITIVE_INFINITY,
    kept: (name: string) => versions.get(name)!.filter((one) => one !== null),
    destroyAll: (name: string) => void versions.get(name)!.fill(null),
    calls: () => calls,
    async run({ args: [, , action, subject = '', option = ''] }: Command, input = ''): Promise<Ran> {
      calls += 1;
      if (calls === world.dies) throw new Error('killed');
      const name = option.startsWith('--secret=') ? option.slice('--secret='.length) : subject;
      const all = versions.get(name)!;
      switch (action) {
        case 'access': {
          const at = subject === 'latest' ? all.length - 1 : Number(subject) - 1;
          return all[at] == null ? NOT_FOUND : done(all[at]);
        }
        case 'list':
          return done(
            all
              .flatMap((value, i) => (value === null ? [] : [`${i + 1}\n`]))
              .reverse()
              .join(''),
          );
        case 'add':
          all.push(input);
          return done();
        case 'destroy':
          all[Number(subject) - 1] = null;
          return done();
        default:
          throw new Error(`What is ${action}?`);
      }
    },
  };
  return world;
}

function begun() {
  const key = newSigningKey();
  const first = signerOf(key)!;
  return { first, secrets: openSecrets(key, [firstKey(first, '2026-09-01')]) };
}

describe('a new key for the histories on Google', () => {
  it('is introduced by the one before, which is then destroyed', async () => {
    const { first, secrets } = begun();
    const { older, newer } = await rotateGoogleKey(PROJECT, TODAY, secrets.run);
    expect(older.keyId).toBe(first.keyId);
    const { signer, keys } = await readGoogleKeys(PROJECT, secrets.run);
    expect(signer?.keyId).toBe(newer.keyId);
    expect(keys.map(({ keyId, from }) => [keyId, from])).toEqual([
      [first.keyId, '2026-09-01'],
      [newer.keyId, TODAY],
    ]);
    expect([...trustedKeys(keys).keys()]).toEqual([first.keyId, newer.keyId]);
    expect(secrets.kept(SIGNING)).toHaveLength(1);
    await rotateGoogleKey(PROJECT, TODAY, secrets.run);
    expect(keyLines((await readGoogleKeys(PROJECT, secrets.run)).keys)).toHaveLength(1);
  });

  it('is there after a second attempt, wherever the first was stopped', async () => {
    const whole = begun().secrets;
    await rotateGoogleKey(PROJECT, TODAY, whole.run);
    expect(whole.calls()).toBeGreaterThan(5);
    for (let call = 1; call <= whole.calls(); call += 1) {
      const { first, secrets } = begun();
      secrets.dies = call;
      await expect(rotateGoogleKey(PROJECT, TODAY, secrets.run)).rejects.toThrow('killed');
      await rotateGoogleKey(PROJECT, TODAY, secrets.run);
      const { signer, keys } = await readGoogleKeys(PROJECT, secrets.run);
      const trusted = [...trustedKeys(keys).keys()];
      expect(trusted[0], `stopped at call ${call}`).toBe(first.keyId);
      expect(trusted.at(-1)).toBe(signer?.keyId);
      expect(keyLines(keys)).toHaveLength(1);
      expect(secrets.kept(SIGNING)).toHaveLength(1);
    }
  });

  it('stands without an introduction where the one before is lost, and only there', async () => {
    const { first, secrets } = begun();
    await expect(replaceLostGoogleKey(PROJECT, TODAY, secrets.run)).rejects.toThrow(Refusal);
    secrets.destroyAll(SIGNING);
    await expect(rotateGoogleKey(PROJECT, TODAY, secrets.run)).rejects.toThrow(Refusal);
    const newer = await replaceLostGoogleKey(PROJECT, TODAY, secrets.run);
    const { signer, keys } = await readGoogleKeys(PROJECT, secrets.run);
    expect(signer?.keyId).toBe(newer.keyId);
    expect([...trustedKeys(keys).keys()]).toEqual([first.keyId]);
    expect([...trustedKeys(keys, new Set([newer.keyId])).keys()]).toEqual([newer.keyId]);
  });

  it('passes on what gcloud says when it refuses, and no key', async () => {
    const { secrets } = begun();
    const refusing = async (command: Command, input = '') =>
      command.args[2] === 'add' ? { ...NOT_FOUND, err: 'ERROR: denied\n' } : secrets.run(command, input);
    const refusal = await rotateGoogleKey(PROJECT, TODAY, refusing).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      advice: expect.stringContaining('The new key was not taken. gcloud says: ERROR: denied'),
    });
    expect(JSON.stringify(refusal)).not.toContain('PRIVATE KEY');
  });
});
