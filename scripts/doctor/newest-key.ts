import type { Secret, Signer, Store } from '../../functions/edges/ports.ts';
import { isKeptUnder } from '../../functions/history/kept-blob.ts';
import { keyLines, type PublicKey } from '../../functions/history/public-keys.ts';
import { readManifest } from '../../functions/history/read-history.ts';
import { headIn } from '../../functions/history/stored-forms.ts';
import { ill, type Seen, well } from './examination.ts';

/** Whether a key is there, and is the one that signed what is newest in the histories. `mend` says where it belongs. */
export async function newestKey(
  signer: Signer | null,
  keys: readonly PublicKey[],
  stores: readonly Store[],
  mend: string,
): Promise<Seen> {
  if (signer === null) return ill('Is no Ed25519 key.', mend);
  const heads = [];
  for (const store of stores)
    for (const { value } of await store.list('head/')) {
      const head = headIn(value);
      if (head === null)
        return ill('A history is damaged.', 'Run “concordat verify”; put the store back from a backup.');
      heads.push(head);
    }
  const newest = heads.sort((one, other) => (one.at < other.at ? 1 : -1))[0];
  if (newest === undefined) return well(`${signer.keyId}; nothing was signed yet.`);
  if (newest.keyId === signer.keyId) return well(`${signer.keyId}, which signed what is newest in the history.`);
  const isOf = (keyId: string) => (key: PublicKey) => key.keyId === keyId;
  if (keyLines(keys).some((line) => line.some(isOf(signer.keyId)) && line.some(isOf(newest.keyId))))
    return well(`${signer.keyId}, which takes over from ${newest.keyId}: the two vouch for each other.`);
  return ill(
    `Is ${signer.keyId}, and what is newest in the history was signed by ${newest.keyId}.`,
    `${mend} If it was replaced on purpose, this passes with the next check that finds something new.`,
  );
}

/** Whether a secret is there, and is the one that the histories were kept under. `mend` says where it belongs. */
export async function historySecret(secret: Secret | null, stores: readonly Store[], mend: string): Promise<Seen> {
  if (secret === null) return ill('Is no secret of 64 hex digits.', mend);
  let histories = 0;
  for (const store of stores) {
    for (const { value } of await store.list('head/')) {
      const head = headIn(value);
      // A damaged one is told of with the signing key.
      if (head === null) continue;
      if (!isKeptUnder(secret, { hash: head.hash, manifest: await readManifest(store, head.hash) }))
        return ill('Is not the one that the history was kept under: nothing can be added to that.', mend);
      histories += 1;
    }
  }
  return well(histories === 0 ? 'Is there; nothing was kept yet.' : 'Is the one that the history was kept under.');
}
