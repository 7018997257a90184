import { generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isUnused,
  type KeyFolders,
  knownSecret,
  knownSigner,
  leftWithin,
  moveKeysOut,
  openKeyFile,
  openSecretFile,
  readPublicKeys,
  replaceLostKeyFile,
  rotateKeyFile,
} from '../../../functions/edges/local/key-file.ts';
import { newSigningKey } from '../../../functions/edges/signing-key.ts';
import { keyLines } from '../../../functions/history/public-keys.ts';
import { signatureHolds } from '../../../functions/history/signature.ts';
import { describeSecretContract } from '../../support/secret-contract.ts';

let place: string;
let folders: KeyFolders;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'concordat-'));
  folders = { history: join(place, 'history'), own: join(place, 'own'), stayWithin: false };
  mkdirSync(folders.history);
});
afterEach(() => rmSync(place, { recursive: true }));

const list = () => join(folders.history, 'public-keys.json');
const listed = () => readPublicKeys(folders.history).map(({ keyId }) => keyId);
const keys = () => (listed().length === 0 ? folders.history : join(folders.own, listed()[0]!));
const pem = () => join(keys(), 'signing-key.pem');
const next = () => `${pem()}.next`;
const open = () => openKeyFile(folders, '2025-09-01');
/** All that stands beneath a folder. */
const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder, { recursive: true }).sort() : []);
const within = () => ({ ...folders, stayWithin: true });

describe('openKeyFile', () => {
  it('makes key and secret on first use, in a folder of the person’s own named by the key, which its owner alone can read', () => {
    const { keyId } = open();
    expect(namesIn(folders.history)).toEqual(['key-place.txt', 'public-keys.json']);
    expect(namesIn(folders.own)).toEqual([
      keyId,
      `${keyId}/history-secret`,
      `${keyId}/public-keys.json`,
      `${keyId}/signing-key.pem`,
    ]);
    for (const name of ['signing-key.pem', 'history-secret'])
      expect(statSync(join(keys(), name)).mode & 0o777).toBe(0o600);
    for (const folder of [keys(), folders.own]) expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folders.history, 'key-place.txt'), 'utf8')).toBe(`${keys()}\n`);
  });

  it('makes them in the folder of the history where they are to stay within it, and nothing elsewhere', () => {
    const { keyId } = openKeyFile(within(), '2025-09-01');
    expect(namesIn(folders.history)).toEqual(['history-secret', 'public-keys.json', 'signing-key.pem']);
    expect(moveKeysOut(within(), '2025-09-02')).toBeNull();
    expect(knownSigner(within()).keyId).toBe(keyId);
    expect(existsSync(folders.own)).toBe(false);
  });

  it('finds the key again wherever the folder of the history is moved to', () => {
    const { keyId } = open();
    renameSync(folders.history, join(place, 'moved'));
    folders = { ...folders, history: join(place, 'moved') };
    expect(openKeyFile(folders, '2025-10-01').keyId).toBe(keyId);
    expect(listed()).toEqual([keyId]);
  });

  it('says where the key lay on the computer that it came from, and how it is brought here', () => {
    open();
    const lay = keys();
    folders = { ...folders, own: join(place, 'another computer') };
    const elsewhere = expect.objectContaining({
      code: 'not-found',
      advice: expect.stringMatching(
        /^The key .* is not on this computer; .* lies in .*\. .*“concordat key export FILE”.*“concordat key import FILE”/,
      ),
    });
    for (const asking of [
      open,
      () => openSecretFile(folders, '2025-09-01'),
      () => knownSigner(folders),
      () => replaceLostKeyFile(folders, '2026-01-05'),
    ])
      expect(asking).toThrow(elsewhere);
    expect(open).toThrow(expect.objectContaining({ advice: expect.stringContaining(`lies in ${lay}. `) }));
    rmSync(join(folders.history, 'key-place.txt'));
    expect(open).toThrow(expect.objectContaining({ advice: expect.stringMatching(/is not on this computer\. /) }));
    expect(existsSync(folders.own)).toBe(false);
  });

  it('makes no other key where the list is gone that names the one there was', () => {
    open();
    const before = namesIn(folders.own);
    for (const text of ['[]', null]) {
      rmSync(list());
      if (text !== null) writeFileSync(list(), text);
      const missing = expect.objectContaining({
        advice: expect.stringMatching(/^The list of public keys is missing\./),
      });
      expect(open).toThrow(missing);
      expect(() => openSecretFile(folders, '2025-09-01')).toThrow(missing);
    }
    expect(namesIn(folders.own)).toEqual(before);
  });

  it('signs with no key that another took over from', () => {
    const before = open();
    const kept = readFileSync(pem());
    const { newer } = rotateKeyFile(folders, '2026-01-05');
    writeFileSync(pem(), kept);
    expect(open).toThrow(
      expect.objectContaining({
        code: 'unreadable',
        advice: expect.stringMatching(new RegExp(`${before.keyId}, which ${newer.keyId} replaced`)),
      }),
    );
  });

  it('uses the same key from then on, and lists it once', () => {
    const first = open();
    const second = openKeyFile(folders, '2025-10-01');
    expect(second.keyId).toBe(first.keyId);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual([
      { keyId: first.keyId, publicKey: first.publicKey, from: '2025-09-01', introduction: null },
    ]);
  });

  it('signs what its public key can check', () => {
    const signer = open();
    const signature = signer.sign('½ day');
    expect(signer.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(signatureHolds(readPublicKeys(folders.history)[0]!.publicKey, '½ day', signature)).toBe(true);
    expect(signatureHolds(signer.publicKey, '1 day', signature)).toBe(false);
  });

  it('never writes the private key into the list', () => {
    const { publicKey } = open();
    const secret = readFileSync(pem(), 'utf8').split('\n')[1]!;
    expect(readFileSync(list(), 'utf8')).toContain(publicKey);
    expect(readFileSync(list(), 'utf8')).not.toContain(secret);
  });

  it('goes on after being stopped while making the key or the list', () => {
    writeFileSync(pem(), '');
    const first = openKeyFile(within(), '2025-09-01');
    rmSync(list());
    writeFileSync(`${list()}.new`, '[{"keyId"');
    expect(open().keyId).toBe(first.keyId);
    expect(listed()).toEqual([first.keyId]);
  });

  it('never makes another key in place of one that is lost, as nobody would vouch for it', () => {
    const { keyId } = open();
    rmSync(pem());
    const lost = expect.objectContaining({
      code: 'not-found',
      advice: expect.stringMatching(/missing.*backup.*--lost/),
    });
    expect(open).toThrow(lost);
    expect(() => rotateKeyFile(folders, '2026-01-05')).toThrow(lost);
    expect(listed()).toEqual([keyId]);
    expect(existsSync(pem())).toBe(false);
  });

  it('takes no key that is not listed for its own', () => {
    open();
    writeFileSync(pem(), newSigningKey());
    expect(open).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(listed()).toHaveLength(1);
  });

  it.each([
    ['rubbish', 'not a key'],
    [
      'a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
    ],
  ])('never replaces a key file that holds %s', (_, text) => {
    writeFileSync(pem(), text);
    expect(open).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(readFileSync(pem(), 'utf8')).toBe(text);
  });

  it('says that the folder is not there', () => {
    const missing = expect.objectContaining({ code: 'not-found' });
    expect(() => openKeyFile({ ...folders, history: join(place, 'nowhere') }, '2025-09-01')).toThrow(missing);
    expect(existsSync(folders.own)).toBe(false);
  });
});

describeSecretContract('A secret in a folder', () =>
  openSecretFile({ ...folders, history: mkdtempSync(join(place, 'another-')) }, '2025-09-01'),
);

describe('openSecretFile', () => {
  const file = () => join(keys(), 'history-secret');
  const saltNow = () => openSecretFile(folders, '2025-09-01').keyed('salt', 'once');

  it('makes a secret on first use, which its owner alone can read', () => {
    const first = saltNow();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    open();
    expect(saltNow()).toBe(first);
    expect(readFileSync(list(), 'utf8')).not.toContain(readFileSync(file(), 'utf8').trim());
  });

  it('goes on after being stopped while making it within the folder of the history', () => {
    writeFileSync(file(), '');
    openKeyFile(within(), '2025-09-01');
    const first = saltNow();
    expect(saltNow()).toBe(first);
  });

  it('stays when the key is replaced, and when it is lost', () => {
    open();
    const first = saltNow();
    rotateKeyFile(folders, '2026-01-05');
    expect(saltNow()).toBe(first);
    rmSync(pem());
    replaceLostKeyFile(folders, '2026-02-05');
    expect(saltNow()).toBe(first);
  });

  it('never makes another in place of one that is lost, whichever of its neighbours is still there', () => {
    open();
    rmSync(file());
    const lost = expect.objectContaining({
      code: 'not-found',
      advice: expect.stringMatching(/secret of the history is missing.*backup.*still be verified.*--new-history/),
    });
    expect(saltNow).toThrow(lost);
    rotateKeyFile(folders, '2026-01-05');
    expect(saltNow).toThrow(lost);
    expect(existsSync(file())).toBe(false);
    rmSync(pem());
    expect(saltNow).toThrow(expect.objectContaining({ advice: expect.stringContaining('is not on this computer') }));
    expect(existsSync(file())).toBe(false);
  });

  it('never replaces what is no secret', () => {
    open();
    writeFileSync(file(), 'not a secret');
    expect(saltNow).toThrow(expect.objectContaining({ code: 'unreadable' }));
    expect(readFileSync(file(), 'utf8')).toBe('not a secret');
    expect(knownSecret(folders)).toBeNull();
  });

  it('is only looked at by whoever makes nothing', () => {
    expect(knownSecret(folders)).toBeNull();
    expect(knownSecret({ ...folders, history: join(place, 'nowhere') })).toBeNull();
    expect(isUnused(folders)).toBe(true);
    expect(namesIn(place)).toEqual(['history']);
    const first = saltNow();
    expect(isUnused(folders)).toBe(false);
    expect(knownSecret(folders)!.keyed('salt', 'once')).toBe(first);
  });
});

describe('rotateKeyFile', () => {
  const rotate = () => rotateKeyFile(folders, '2026-01-05');

  it('makes a key that the one before introduces, and keeps of that one the public half alone', () => {
    const first = open();
    const before = readFileSync(pem(), 'utf8');
    const { older, newer } = rotate();
    expect(older.keyId).toBe(first.keyId);
    expect(newer.keyId).not.toBe(first.keyId);
    expect(open().keyId).toBe(newer.keyId);
    expect(readFileSync(pem(), 'utf8')).not.toBe(before);
    expect(statSync(pem()).mode & 0o777).toBe(0o600);
    expect(readdirSync(keys()).sort()).toEqual(['history-secret', 'public-keys.json', 'signing-key.pem']);
    expect(
      keyLines(readPublicKeys(folders.history)).map((line) => line.map(({ keyId, from }) => [keyId, from])),
    ).toEqual([
      [
        [first.keyId, '2025-09-01'],
        [newer.keyId, '2026-01-05'],
      ],
    ]);
  });

  it('can be done again and again', () => {
    const inTurn = [open().keyId, rotate().newer.keyId, rotate().newer.keyId];
    expect(listed()).toEqual(inTurn);
    expect(keyLines(readPublicKeys(folders.history))).toHaveLength(1);
  });

  it.each(['made', 'listed'])('goes on after being stopped when the new key was %s', (when) => {
    const first = open();
    const pemBefore = readFileSync(pem());
    const listBefore = readFileSync(list());
    const { newer } = rotate();
    renameSync(pem(), next());
    writeFileSync(pem(), pemBefore);
    if (when === 'made') for (const file of [list(), join(keys(), 'public-keys.json')]) writeFileSync(file, listBefore);

    expect(knownSigner(folders).keyId).toBe((when === 'made' ? first : newer).keyId);
    expect(existsSync(next())).toBe(true);
    expect(rotate().newer.keyId).toBe(newer.keyId);
    expect(open().keyId).toBe(newer.keyId);
    expect(listed()).toEqual([first.keyId, newer.keyId]);
    expect(keyLines(readPublicKeys(folders.history))).toHaveLength(1);
    expect(existsSync(next())).toBe(false);
  });
});

it('goes on with an older copy of the history that was put back: the key that took over since is listed again', () => {
  const first = open();
  const before = readFileSync(list());
  const { newer } = rotateKeyFile(folders, '2026-01-05');
  writeFileSync(list(), before);
  expect(knownSigner(folders).keyId).toBe(newer.keyId);
  expect(listed()).toEqual([first.keyId]);
  expect(open().keyId).toBe(newer.keyId);
  expect(listed()).toEqual([first.keyId, newer.keyId]);
  expect(keyLines(readPublicKeys(folders.history))).toHaveLength(1);
  writeFileSync(list(), before);
  expect(rotateKeyFile(folders, '2026-02-05').older.keyId).toBe(newer.keyId);
  expect(listed()).toHaveLength(3);
});

it('a rotation that was stopped once the new key was listed is ended by the next check, and the next rotation makes another', () => {
  open();
  const before = readFileSync(pem());
  const { newer } = rotateKeyFile(folders, '2026-01-05');
  renameSync(pem(), next());
  writeFileSync(pem(), before);
  expect(open().keyId).toBe(newer.keyId);
  expect(existsSync(next())).toBe(false);
  expect(rotateKeyFile(folders, '2026-06-05').older.keyId).toBe(newer.keyId);
  expect(listed()).toHaveLength(3);
});

describe('moveKeysOut', () => {
  const NAMES = ['history-secret', 'signing-key.pem'];
  const move = () => moveKeysOut(folders, '2026-01-05');
  const salt = () => openSecretFile(folders, '2026-01-05').keyed('salt', 'once');
  /** A history that an earlier Concordat began. */
  function older() {
    const { keyId } = openKeyFile(within(), '2025-09-01');
    return {
      keyId,
      salt: salt(),
      texts: new Map(NAMES.map((name) => [name, readFileSync(join(folders.history, name))])),
    };
  }

  it('moves key and secret of an older folder into the person’s own, whole', () => {
    const { keyId, salt: before, texts } = older();
    expect(knownSigner(folders).keyId).toBe(keyId);
    expect(move()).toBe(keys());
    expect(namesIn(folders.history)).toEqual(['key-place.txt', 'public-keys.json']);
    for (const [name, text] of texts) {
      expect(readFileSync(join(keys(), name))).toEqual(text);
      expect(statSync(join(keys(), name)).mode & 0o777).toBe(0o600);
    }
    expect([open().keyId, salt()]).toEqual([keyId, before]);
    expect(move()).toBeNull();
  });

  it('ends the same wherever it is stopped', () => {
    const { keyId, salt: before, texts } = older();
    move();
    const ended = namesIn(place);
    const secret = () => join(keys(), 'history-secret');
    const stops: Record<string, () => void> = {
      'before anything': () => rmSync(folders.own, { recursive: true }),
      'when the folder is made': () => readdirSync(keys()).map((name) => rmSync(join(keys(), name))),
      'half way through the first copy': () => {
        for (const name of NAMES) rmSync(join(keys(), name));
        writeFileSync(`${secret()}.new`, 'half');
      },
      'between the two copies': () => rmSync(pem()),
      'before the first is removed': () => {},
    };
    for (const [when, stop] of Object.entries(stops)) {
      for (const [name, text] of texts) writeFileSync(join(folders.history, name), text);
      stop();
      expect([knownSigner(folders).keyId, salt()], when).toEqual([keyId, before]);
      expect(move(), when).toBe(keys());
      expect(namesIn(place), when).toEqual(ended);
    }
    writeFileSync(join(folders.history, 'history-secret'), texts.get('history-secret')!);
    rotateKeyFile(folders, '2026-01-05');
    expect(move()).toBe(keys());
    expect(namesIn(place)).toEqual(ended);
  });

  it('moves those of a first check and of a rotation that were stopped', () => {
    const { keyId } = older();
    rmSync(list());
    writeFileSync(join(folders.history, 'signing-key.pem.next'), newSigningKey());
    expect(move()).toBe(keys());
    expect(listed()).toEqual([keyId]);
    const { newer } = rotateKeyFile(folders, '2026-01-05');
    expect(listed()).toEqual([keyId, newer.keyId]);
    expect(namesIn(folders.history)).toEqual(['key-place.txt', 'public-keys.json']);
  });

  it('touches neither of two keys that differ', () => {
    older();
    move();
    writeFileSync(join(folders.history, 'signing-key.pem'), newSigningKey());
    const before = [readFileSync(pem()), readFileSync(join(folders.history, 'signing-key.pem'))];
    expect(move()).toBeNull();
    expect([readFileSync(pem()), readFileSync(join(folders.history, 'signing-key.pem'))]).toEqual(before);
    expect(leftWithin(folders)).toEqual([join(folders.history, 'signing-key.pem')]);
  });
});

describe('replaceLostKeyFile', () => {
  const replaceLost = () => replaceLostKeyFile(folders, '2026-01-05');

  it('makes a key that nobody vouches for', () => {
    const first = open();
    rmSync(pem());
    const newer = replaceLost();
    expect(open().keyId).toBe(newer.keyId);
    expect(keyLines(readPublicKeys(folders.history)).map((line) => line.map(({ keyId }) => keyId))).toEqual([
      [first.keyId],
      [newer.keyId],
    ]);
  });

  it('leaves a key alone that is not lost', () => {
    const refused = expect.objectContaining({ code: 'not-allowed' });
    expect(replaceLost).toThrow(refused);
    const first = open();
    expect(replaceLost).toThrow(refused);
    writeFileSync(pem(), 'damaged');
    expect(replaceLost).toThrow(refused);
    expect(listed()).toEqual([first.keyId]);
  });
});

describe('readPublicKeys', () => {
  it('is empty before the first use', () => {
    expect(readPublicKeys(folders.history)).toEqual([]);
  });

  it('refuses a list in which a key was exchanged under its name', () => {
    const { keyId } = open();
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    writeFileSync(list(), JSON.stringify([{ keyId, publicKey: other }]));
    expect(() => readPublicKeys(folders.history)).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });
});
