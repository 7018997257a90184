import { beforeEach, describe, expect, it } from 'vitest';
import { faultInEntry, faultsInTurn, openRegister, register, registerOf } from '../../functions/documents/register.ts';
import type { Signer, Store } from '../../functions/edges/ports.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey, introducedKey, trustedKeys } from '../../functions/history/public-keys.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { issue } from '../support/issue.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { takeSnapshot, workbook } from '../support/take-snapshot.ts';

/** The second takes over on 5 November, the third on 10 November. */
const [first, second, third] = [makeSigner(), makeSigner(), makeSigner()];
const trusted = trustedKeys([
  firstKey(first, '2025-09-01'),
  introducedKey(first, second, '2025-11-05'),
  introducedKey(second, third, '2025-11-10'),
]);
let store: Store;
beforeEach(() => {
  store = openMemoryStore();
});

describe('a history', () => {
  /** A snapshot a line: who signs it, on which day of November. */
  async function verified(...signed: readonly (readonly [Signer, number])[]) {
    for (const [at, [signer, day]] of signed.entries()) {
      const asOf = `2025-11-${String(day).padStart(2, '0')}`;
      await takeSnapshot(store, signer, { figures: { daysGiven: at }, at: `${asOf}T14:32:0${at}.000Z`, asOf });
    }
    return verifyHistory(store, workbook, trusted);
  }

  it('is whole where each key signs until the next takes over, on that day still', async () => {
    expect(await verified([first, 3], [first, 5], [second, 5], [second, 10], [third, 12])).toMatchObject({ ok: true });
  });

  it('may do without one of them', async () => {
    expect(await verified([first, 3], [third, 12])).toMatchObject({ ok: true });
  });

  it('is not whole where a key signs on a day after the next took over', async () => {
    expect(await verified([first, 3], [first, 6])).toMatchObject({
      ok: false,
      sequence: 2,
      reason: `It is signed with key ${first.keyId}, which ${second.keyId} had taken over from by then.`,
    });
  });

  it('is not whole where a key signs once a newer one did, whatever day it says', async () => {
    expect(await verified([first, 3], [second, 5], [first, 5], [second, 6])).toMatchObject({
      ok: false,
      sequence: 3,
      reason: `It is signed with key ${first.keyId}, and the snapshot before it with one that took over from that.`,
    });
  });

  it('is whole all the same for whoever does not know when keys ended, as on Google', async () => {
    await verified([first, 3], [second, 5], [first, 6]);
    expect(await verifyHistory(store, workbook, new Map(trusted))).toMatchObject({ ok: true });
  });
});

describe('a key that runs on after another took over, as in a function that was not deployed anew', () => {
  const listed = [firstKey(makeSigner(), '2025-09-01')];
  beforeEach(() => void listed.splice(0));
  const running = () => {
    const signer = signerOf(newSigningKey(), async () => listed)!;
    listed.push(firstKey(signer, '2025-09-01'));
    return signer;
  };
  const says = /has taken over from [0-9a-f]{16}, with which nothing is signed any more\. Start Concordat anew/;

  it('commits no snapshot: the head stays, and the same is tried again later', async () => {
    const signer = running();
    await takeSnapshot(store, signer, {
      figures: { daysGiven: 1 },
      at: '2025-11-03T14:32:00.000Z',
      asOf: '2025-11-03',
    });
    const before = await store.list('');
    listed.push(introducedKey(signer, second, '2025-11-05'));
    const more = { figures: { daysGiven: 2 }, at: '2025-11-06T14:32:00.000Z', asOf: '2025-11-06' };
    await expect(takeSnapshot(store, signer, more)).rejects.toMatchObject({
      code: 'not-allowed',
      retryable: true,
      advice: expect.stringMatching(says),
    });
    expect(await store.list('')).toEqual(before);
  });

  it('takes no number for a document', async () => {
    const signer = running();
    await openRegister(store, signer, 2025);
    listed.push(introducedKey(signer, second, '2025-11-05'));
    await expect(openRegister(store, signer, 2025)).rejects.toThrow(says);
  });
});

describe('a register', () => {
  const wanted = (digest: string, issuedOn: string) => {
    const { link: _link, sha256: _sha256, number: _number, ...rest } = issue({ digest, issuedOn });
    return rest;
  };
  const take = async (signer: Signer, digest: string, issuedOn: string) =>
    (await openRegister(store, { ...signer, listedKeys: async () => trusted }, 2025)).take(wanted(digest, issuedOn));
  const list = (signer: Signer, number: string, issuedOn: string) =>
    register(store, signer, 2025, issue({ number, issuedOn }));
  const faults = async () => {
    const entries = await registerOf(store, 2025);
    return [
      ...entries.flatMap((entry) => faultInEntry(entry, trusted) ?? []),
      ...(await faultsInTurn(store, 2025, entries, trusted)),
    ];
  };

  it('is in order where an older key took a number that a newer one issued under, late and out of turn', async () => {
    await take(first, 'a', '2025-11-03');
    await take(first, 'b', '2025-11-04');
    await list(first, '2025-0002', '2025-11-04');
    await list(second, '2025-0001', '2025-11-03');
    await take(second, 'c', '2025-11-06');
    await list(second, '2025-0003', '2025-11-06');
    expect(await faults()).toEqual([]);
  });

  it('is not where an older key signs an entry or takes a number on a day after the newer took over', async () => {
    await take(first, 'a', '2025-11-06');
    await list(first, '2025-0001', '2025-11-06');
    expect(await faults()).toEqual([
      `Document 2025-0001 is signed with key ${first.keyId}, which ${second.keyId} had taken over from by then.`,
      `Number 2025-0001 was taken with key ${first.keyId}, after another had taken over from it.`,
    ]);
  });

  it('is not where an older key follows on a newer one, whatever day it says, with its number taken or not', async () => {
    await take(second, 'a', '2025-11-05');
    await list(second, '2025-0001', '2025-11-05');
    await take(first, 'b', '2025-11-04');
    await list(first, '2025-0002', '2025-11-04');
    await list(first, '2025-0003', '2025-11-04');
    expect(await faults()).toEqual([
      `Number 2025-0002 was taken with key ${first.keyId}, after another had taken over from it.`,
      `Document 2025-0002 is signed with key ${first.keyId}, after another had taken over from it.`,
      `Document 2025-0003 is signed with key ${first.keyId}, after another had taken over from it.`,
    ]);
  });
});
