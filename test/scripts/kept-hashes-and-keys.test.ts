import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { placeOfKeys } from '../../functions/edges/local/key-file.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { fingerprintOf, firstKey } from '../../functions/history/public-keys.ts';
import { alterBlobs } from '../support/alter-blobs.ts';
import { placed } from '../support/placed.ts';
import { readPdf } from '../support/read-pdf.ts';
import { concordat, journeys, keyFoldersIn, type } from './run-concordat.ts';

const START = ['start', 'al', '--once'];
const ELM_PARK = placed('Elm Park High School 2025-26.xlsx');
const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n990002,The Meadows\n');
  await concordat(
    place,
    'new',
    '--name',
    'Test',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols,behaviour-and-attendance',
    '--year',
    '2025/26',
    '--folder',
    'al',
  );
  await concordat(place, ...START);
});
/** What a heavily laden machine may need for a dozen runs of the program. */
const PATIENCE_MILLISECONDS = 240_000;

/** A place with a checked alliance, what `verify` printed about it, and the program asked in it. */
async function checkedPlace() {
  const place = madePlace();
  const hidden = join(place, 'al', '.concordat');
  const keyPlace = placeOfKeys(keyFoldersIn(place, 'al'))!;
  const ask = (...typed: string[]) => concordat(place, ...typed, '--folder', 'al');
  const first = await ask('verify');
  writeFileSync(join(place, 'hashes.txt'), first.out);
  return {
    place,
    hidden,
    keyPlace,
    ask,
    first,
    hashOf: (said: string) => /^Elm Park.* head ([0-9a-f]{64})$/m.exec(said)![1]!,
    async editElmPark(cell: string) {
      type(join(place, 'al', ELM_PARK), 'Staff days', cell, `Somebody in ${cell}`);
      await concordat(place, ...START);
    },
    inStore<T>(work: (database: DatabaseSync) => T): T {
      const database = new DatabaseSync(join(hidden, 'history.sqlite'));
      try {
        return work(database);
      } finally {
        database.close();
      }
    },
  };
}
const ELM_PARKS_HEAD = "SELECT key, value FROM documents WHERE key = 'head/school-990001-2025'";

describe('concordat verify --against', () => {
  test(
    'knows every hash it printed again, however it was kept, after the history went on',
    async () => {
      const { place, ask, first, hashOf, editElmPark } = await checkedPlace();
      expect(first.err).toContain('keep these lines');
      await editElmPark('A3');

      const all = await ask('verify', '--against', 'hashes.txt');
      expect(all).toMatchObject({ status: 0, err: '' });
      expect(all.out.trim().split('\n')).toHaveLength(3);
      expect(all.out.match(/Nothing of that workbook’s history up to it was altered\./g)).toHaveLength(3);
      expect(all.out).toMatch(
        /snapshot 1 of Elm Park High School 2025\/26, taken .*\. The history goes on to snapshot 2\.$/m,
      );
      expect(all.out).toMatch(/snapshot 1 of Alliance 2025\/26, taken .*\. It is the newest\.$/m);

      const hash = hashOf(first.out);
      const made = await ask('publish', 'agreement', '--school', 'The Meadows');
      const [, pdf] = /^Made {5}\d{4}-\d{4} {2}(al.*\.pdf)$/m.exec(made.out)!;
      const words = (await readPdf(readFileSync(join(place, pdf!)))).text.split(/[\s,.]+/);
      const key = words.filter((word) => /^[0-9a-f]{16}$/.test(word));
      const whole = words.filter((word) => /^[0-9a-f]{64}$/.test(word));
      expect([key.length, whole.length]).toEqual([1, 1]);
      const printed = [whole[0]!.slice(0, 12)];
      writeFileSync(
        join(place, 'mail.txt'),
        `\ufeffDear chair,\r\n\r\n${first.out.replaceAll('\n', '\r\n')}`,
        'utf16le',
      );
      const ways = [
        [hash.slice(0, 32).toUpperCase()],
        [hash.slice(0, 32), hash.slice(32)],
        [`${hash.slice(0, 32)} ${hash.slice(32)}`],
        whole,
        ['mail.txt'],
      ];
      const answers = await Promise.all(ways.map((way) => ask('verify', '--against', ...way)));
      expect(answers.map(({ status, out }) => [status, out.trim().split('\n').length])).toEqual([
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 1],
        [0, 3],
      ]);
      expect(answers[4]!.err).toBe('Lines of mail.txt without a whole hash: 1. They were passed over.\n');

      const tooFew = 'So few digits prove nothing: give the whole, or its first 32 digits at least.';
      const fingerprint = /fingerprint: ([0-9a-f]{64})$/m.exec((await ask('key')).out)![1]!;
      expect(fingerprint.startsWith(key[0]!)).toBe(true);
      expect(await ask('verify', '--against', fingerprint.slice(0, 32))).toMatchObject({ status: 0 });
      const alliances = /^Alliance.* head ([0-9a-f]{64})$/m.exec((await ask('verify')).out)![1]!;
      const two = await ask('verify', '--against', hash.slice(0, 32), alliances.slice(0, 32), fingerprint.slice(0, 32));
      expect([two.status, two.out.trim().split('\n').length]).toEqual([0, 3]);
      const short = await ask('verify', '--against', hash.slice(0, 31), ...printed, ...key);
      expect(short.status).toBe(1);
      expect(short.out.split('\n').map((line) => line.replace(/(?<=taken ).*?(?=\. So)/, 'then'))).toEqual([
        `${hash.slice(0, 16)}: begins like snapshot 1 of Elm Park High School 2025/26, taken then. ${tooFew}`,
        `${printed[0]}: begins like checkpoint 1, taken then. ${tooFew}`,
        expect.stringMatching(
          `^${key[0]}: begins like a signing key listed here.* fingerprint is ${fingerprint}\\. ${tooFew}`,
        ),
        '',
      ]);

      writeFileSync(join(place, 'sent.pdf'), `%PDF-1.7\n${hash}\n`);
      const refused = await Promise.all([
        ask('verify', '--against', 'sent.pdf'),
        ask('verify', '--against', hash.slice(0, 11)),
        ask('verify', '--against', 'nowhere.txt'),
        ask('verify', '--against', join('al', '.concordat', 'public-keys.json')),
        ask('verify', 'a.pdf', '--against', hash),
        ask('verify', '--school', 'Elm Park', '--against', hash),
      ]);
      expect(refused.map(({ status, out, err }) => [status, out, err.split('\n')[0]])).toEqual([
        [
          2,
          '',
          'sent.pdf is a document. “concordat verify sent.pdf” checks it; after --against give the checkpoint that it prints.',
        ],
        [2, '', `${hash.slice(0, 11)} is too short. Give at least the first 12 digits of the hash.`],
        [2, '', expect.stringMatching(/^nowhere\.txt is neither a hash nor a file that can be read\./)],
        [2, '', expect.stringMatching(/^There is no whole hash in al.*public-keys\.json\./)],
        [2, '', 'Ask about a document or about hashes, one at a time.'],
        [2, '', 'The options --against and --school do not go together.'],
      ]);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'sees a head that was moved back to an older signed snapshot, which verify alone cannot',
    async () => {
      const { ask, first, hashOf, editElmPark, inStore } = await checkedPlace();
      const old = inStore((database) => database.prepare(ELM_PARKS_HEAD).get())!;
      await editElmPark('A3');
      const later = hashOf((await ask('verify')).out);
      inStore((database) =>
        database.prepare('UPDATE documents SET value = ? WHERE key = ?').run(old['value']!, old['key']!),
      );

      expect((await ask('verify')).status).toBe(0);
      const whole = await ask('verify', '--against', later);
      expect(whole.status).toBe(1);
      expect(whole.out).toMatch(
        /^[0-9a-f]{16}: snapshot 2 of Elm Park High School 2025\/26, taken .*\. The present history does not lead to it: that ends at snapshot 1 of .*\. It was cut or rewritten since\.\n$/,
      );
      const shortened = await ask('verify', '--against', later.slice(0, 32), hashOf(first.out));
      expect(shortened.status).toBe(1);
      expect(shortened.out).toMatch(
        /^[0-9a-f]{16}: neither a checkpoint, nor a snapshot in any history here, nor a signing key\. .*rewritten or cut/,
      );
      expect(shortened.out).toMatch(/\n[0-9a-f]{16}: snapshot 1 of Elm Park .* It is the newest\.\n$/);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'sees that a head was removed, or all of them',
    async () => {
      const { ask, inStore } = await checkedPlace();
      inStore((database) => database.prepare(`DELETE FROM documents WHERE key = 'head/school-990001-2025'`).run());
      const alone = await ask('verify');
      expect(alone.status).toBe(0);
      expect(alone.out).not.toContain('Elm Park');
      const against = await ask('verify', '--against', 'hashes.txt');
      expect(against.status).toBe(1);
      expect(against.out.match(/Nothing of that workbook’s history up to it was altered/g)).toHaveLength(2);
      expect(against.out).toMatch(
        /snapshot 1 of Elm Park .* But which snapshot .* is recorded no longer\. It was cut or rewritten/,
      );

      inStore((database) => database.exec(`DELETE FROM documents WHERE key LIKE 'head/%'`));
      const none = await ask('verify', '--against', 'hashes.txt');
      expect(none.status).toBe(1);
      expect(none.out.match(/recorded no longer/g)).toHaveLength(3);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'says where a history that still holds the hash does not fit',
    async () => {
      const { ask, first, hashOf, editElmPark, inStore } = await checkedPlace();
      await editElmPark('A3');
      inStore((database) => alterBlobs(database, 'Somebody in A3', 'Somebody in A4'));
      const against = await ask('verify', '--against', hashOf(first.out));
      expect(against.status).toBe(1);
      expect(against.out).toMatch(/snapshot 1 of Elm Park .*\. But snapshot 2 of that history does not fit\. Part of /);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'sees a whole history replaced by another with another key',
    async () => {
      const { place, hidden, ask, first } = await checkedPlace();
      const key = /fingerprint: ([0-9a-f]{64})$/m.exec((await ask('key')).out)![1]!;
      expect((await ask('verify', '--against', key)).status).toBe(0);
      rmSync(hidden, { recursive: true });
      type(join(place, 'al', ELM_PARK), 'Staff days', 'A3', 'Somebody Else');
      await concordat(place, ...START, '--new-history');

      expect((await ask('verify')).status).toBe(0);
      const against = await ask('verify', '--against', 'hashes.txt', key);
      expect(against.status).toBe(1);
      expect(first.out.trim().split('\n')).toHaveLength(3);
      expect(
        against.out.match(
          /^[0-9a-f]{16}: neither a checkpoint, nor a snapshot in any history here, nor a signing key\./gm,
        ),
      ).toHaveLength(4);
    },
    PATIENCE_MILLISECONDS,
  );
});

test(
  'a key put before the true one is not trusted by whoever names the true one, and signs nothing that holds',
  async () => {
    const { place, hidden, keyPlace, ask } = await checkedPlace();
    const list = join(hidden, 'public-keys.json');
    const [own] = JSON.parse(readFileSync(list, 'utf8'));
    const pem = newSigningKey();
    const foreign = firstKey(signerOf(pem)!, '2025-01-05');
    // The forger signs the history of one school anew, then puts the true key back behind their own.
    const truly = readFileSync(join(keyPlace, 'signing-key.pem'), 'utf8');
    writeFileSync(join(keyPlace, 'signing-key.pem'), pem);
    writeFileSync(list, JSON.stringify([own, foreign]));
    type(join(place, 'al', ELM_PARK), 'Staff days', 'A3', 'Somebody Else');
    await concordat(place, ...START);
    writeFileSync(join(keyPlace, 'signing-key.pem'), truly);
    writeFileSync(list, JSON.stringify([foreign, own]));

    const unnamed = await ask('verify');
    expect(unnamed.status).toBe(1);
    expect(unnamed.out).toMatch(
      new RegExp(
        `^ {2}Key ${foreign.keyId} of 5 January 2025\\n {2}Key ${own.keyId} of .*\\nWhich of them are the alliance’s, the list cannot say\\.`,
        'm',
      ),
    );
    expect(unnamed.out).not.toContain(`--trust ${own.keyId}`);
    const named = await ask('verify', '--trust', own.keyId);
    expect(await ask('verify', '--trust', fingerprintOf(own.publicKey).toUpperCase())).toEqual(named);
    expect(named.status).toBe(1);
    expect(named.out).toContain(
      `Key ${foreign.keyId} of 5 January 2025 is listed here too, was not named, and is not trusted.`,
    );
    expect(named.out).toMatch(/^Elm Park High School 2025\/26: Snapshot 2 of .* not trusted here\.$/m);
    expect(named.out).toMatch(/^The Meadows 2025\/26: 1 snapshot in order/m);
  },
  PATIENCE_MILLISECONDS,
);

describe('concordat key', () => {
  test(
    'rotates: what every key signed is verified, and whoever knows one key can follow to the others',
    async () => {
      const { hidden, keyPlace, ask, editElmPark } = await checkedPlace();
      const before = await ask('key');
      expect(before.status).toBe(0);
      expect(before.out).toMatch(
        /^[0-9a-f]{16} {2}signs the history {2}since \d+ \w+ \d{4}\nIts whole fingerprint: [0-9a-f]{64}\nThe key and the secret of the history, .*, lie in .*\. “concordat key export FILE” makes a copy /,
      );
      const old = before.out.slice(0, 16);
      const fingerprint = (said: string) => /fingerprint: ([0-9a-f]{64})$/m.exec(said)![1]!;
      const oldPem = readFileSync(join(keyPlace, 'signing-key.pem'), 'utf8');
      const secret = readFileSync(join(keyPlace, 'history-secret'), 'utf8');

      const rotated = await ask('key', '--rotate');
      expect(rotated.status).toBe(0);
      const now = /^Key ([0-9a-f]{16}) signs the history from now on\. Key ([0-9a-f]{16}) introduced it/.exec(
        rotated.out,
      )!;
      expect(now[2]).toBe(old);
      await editElmPark('A3');
      await ask('key', '--rotate');
      await editElmPark('A4');

      const { signsNow, keys } = JSON.parse((await ask('key', '--format', 'json')).out);
      expect(keys.map(({ keyId }: { keyId: string }) => keyId)).toEqual([old, now[1], signsNow]);
      const sound = await ask('verify');
      expect(sound.status).toBe(0);
      expect(sound.out).toContain('Elm Park High School 2025/26: 3 snapshots in order');
      const known = await ask('verify', '--against', fingerprint(before.out), fingerprint(rotated.out));
      expect(known.status).toBe(0);
      expect(known.out.match(/It and every key here vouch for each other\.$/gm)).toHaveLength(2);
      expect(readFileSync(join(keyPlace, 'signing-key.pem'), 'utf8')).not.toBe(oldPem);
      expect(readFileSync(join(keyPlace, 'history-secret'), 'utf8')).toBe(secret);

      writeFileSync(join(hidden, 'public-keys.json'), JSON.stringify(keys.toSpliced(1, 1)));
      const gap = await ask('verify');
      expect(gap.status).toBe(1);
      expect(gap.out).toMatch(/^The keys listed here do not all vouch for one another:$/m);
      expect(gap.out).toMatch(new RegExp(`^ {2}Key ${old} of .*\\n {2}Key ${signsNow} of `, 'm'));
      expect(gap.out).toMatch(
        /^Elm Park High School 2025\/26: Snapshot 2 of .* It is signed with a key that is not trusted here\.$/m,
      );
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'is never replaced quietly: a lost key is said to be lost, and a new one is trusted by those who were told of it',
    async () => {
      const { place, keyPlace, ask, editElmPark } = await checkedPlace();
      const { signsNow: old } = JSON.parse((await ask('key', '--format', 'json')).out);
      expect(await ask('key', '--lost')).toMatchObject({ status: 2, err: expect.stringContaining('is not lost') });
      rmSync(join(keyPlace, 'signing-key.pem'));

      for (const command of [['key'], ['key', '--rotate']]) {
        expect(await ask(...command)).toMatchObject({
          status: 2,
          err: expect.stringMatching(/^The signing key is missing\. /),
        });
      }
      expect(await concordat(place, ...START)).toMatchObject({
        status: 2,
        err: expect.stringContaining('key is missing'),
      });
      expect(await ask('verify')).toMatchObject({ status: 0 });
      expect(await ask('history')).toMatchObject({ status: 0 });

      const lost = await ask('key', '--lost');
      expect(lost.status).toBe(0);
      const now = /--trust [0-9a-f]{16} --trust ([0-9a-f]{16})$/m.exec(lost.out)![1]!;
      await editElmPark('A3');
      const untold = await ask('verify');
      expect(untold.status).toBe(1);
      expect(untold.out).toMatch(new RegExp(`^ {2}Key ${old} of .*\\n {2}Key ${now} of `, 'm'));
      expect(untold.out).toMatch(/^Elm Park High School 2025\/26: Snapshot 2 of .* not trusted here\.$/m);
      expect(await ask('verify', '--trust', old, '--trust', now)).toMatchObject({
        status: 0,
        err: expect.stringContaining('keep these lines'),
      });
      for (const [named, other] of [
        [old, now],
        [now, old],
      ] as const) {
        const alone = await ask('verify', '--trust', named);
        expect(alone.status).toBe(1);
        expect(alone.out).toMatch(
          new RegExp(`^Key ${other} of .* is listed here too, was not named, and is not trusted\\.$`, 'm'),
        );
        expect(alone.out).toMatch(/^Elm Park High School 2025\/26: Snapshot [12] of .* not trusted here\.$/m);
      }
      expect(await ask('verify', '--trust', '0123456789abcdef')).toMatchObject({
        status: 2,
        err: '0123456789abcdef is none of the keys listed here. “concordat key” shows those that are.\n',
      });
      const fingerprint = fingerprintOf(JSON.parse((await ask('key', '--format', 'json')).out).keys[0].publicKey);
      const held = await ask('verify', '--against', fingerprint, '--trust', old, '--trust', now);
      expect(held).toMatchObject({ status: 1, out: expect.stringContaining(`It does not vouch for ${now}.`) });
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'of somebody who may write here is not trusted, though it stands in the list',
    async () => {
      const { place, hidden, keyPlace, ask } = await checkedPlace();
      const pem = newSigningKey();
      const list = join(hidden, 'public-keys.json');
      const keys = JSON.parse(readFileSync(list, 'utf8'));
      cpSync(hidden, join(place, 'kept'), { recursive: true });
      writeFileSync(join(keyPlace, 'signing-key.pem'), pem);
      expect(await concordat(place, ...START)).toMatchObject({
        status: 2,
        err: expect.stringContaining('none of those listed'),
      });

      writeFileSync(list, JSON.stringify([...keys, firstKey(signerOf(pem)!, '2026-01-05')]));
      type(join(place, 'al', ELM_PARK), 'Staff days', 'A3', 'Somebody Else');
      await concordat(place, ...START);
      const forged = await ask('verify');
      expect(forged.status).toBe(1);
      expect(forged.out).toMatch(/^ {2}Key [0-9a-f]{16} of 5 January 2026$/m);
      expect(forged.out).toMatch(/^Elm Park High School 2025\/26: Snapshot 2 of .* not trusted here\.$/m);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'refuses to rotate and to replace at once',
    async () => {
      const { ask } = await checkedPlace();
      const both = await ask('key', '--rotate', '--lost');
      expect(both).toMatchObject({
        status: 2,
        err: expect.stringMatching(/^The options --rotate and --lost do not go together\./),
      });
    },
    PATIENCE_MILLISECONDS,
  );
});
