import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { configurationFolder } from '../../functions/edges/config.ts';
import { HISTORY_FOLDER, keyFoldersOf } from '../../functions/edges/local/alliance-folder.ts';
import { placeOfKeys, readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { settingsOf } from '../support/own-configuration.ts';
import { quickProgram } from '../support/program-for-all.ts';
import { concordat, concordatAnswered, journeys, keyFoldersIn, type } from './run-concordat.ts';

/** What a heavily laden machine may need for a dozen runs of the program. */
const PATIENCE_MILLISECONDS = 240_000;
const PASSPHRASE = 'a blue door in Harrowdale';
const ELM_PARK = 'Schools/Elm Park/Elm Park 2025-26.xlsx';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park\n');
  const wanted = [
    '--name',
    'Test',
    '--schools',
    'schools.csv',
    '--protocols',
    'working-protocols',
    '--year',
    '2025/26',
  ];
  await concordat(place, 'new', ...wanted, '--folder', 'al');
  await concordat(place, 'start', 'al', '--once');
});
const keyIdIn = (place: string, folder = 'al') => readPublicKeys(join(place, folder, HISTORY_FOLDER)).at(-1)!.keyId;
const namesIn = (folder: string) => readdirSync(folder).toSorted();
const rightsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test(
  'the key of an alliance lies in the person’s own folder, and is found again wherever the alliance’s folder is moved',
  async () => {
    const place = madePlace();
    const keys = placeOfKeys(keyFoldersIn(place, 'al'))!;
    expect(keys).toBe(join(place, '.configuration', 'concordat', keyIdIn(place)));
    expect(namesIn(keys)).toEqual(['history-secret', 'public-keys.json', 'signing-key.pem']);
    expect(namesIn(join(place, 'al', HISTORY_FOLDER))).toEqual(['history.sqlite', 'key-place.txt', 'public-keys.json']);

    mkdirSync(join(place, 'years'));
    renameSync(join(place, 'al'), join(place, 'years', 'moved'));
    type(join(place, 'years/moved', ELM_PARK), 'Staff days', 'A3', 'Moved');
    expect((await concordat(place, 'start', 'years/moved', '--once')).err).not.toContain('key');
    const doctor = await concordat(place, 'doctor', '--folder', 'years/moved');
    expect(doctor.out).toMatch(
      /in order {2}Signing key: [0-9a-f]{16}, .* It lies in .*\.configuration.concordat.[0-9a-f]{16}\.$/m,
    );
    expect(doctor.out).toMatch(/in order {2}History secret: Is the one that the history was kept under\.$/m);
    expect(await concordat(place, 'verify', '--folder', 'years/moved')).toMatchObject({ status: 0 });
  },
  PATIENCE_MILLISECONDS,
);

test.skipIf(process.platform === 'win32')(
  'only its owner may enter the folders of the history and of its key',
  async () => {
    const place = madePlace();
    await concordat(place, 'start', 'sample', '--once');
    expect(rightsOf(join(place, 'sample', HISTORY_FOLDER))).toBe('700');
    rmSync(join(place, 'al', HISTORY_FOLDER), { recursive: true });
    await concordat(place, 'start', 'al', '--once', '--new-history');
    const keys = placeOfKeys(keyFoldersIn(place, 'al'))!;
    for (const folder of [join(place, 'al', HISTORY_FOLDER), keys, dirname(keys)]) expect(rightsOf(folder)).toBe('700');
    for (const file of ['signing-key.pem', 'history-secret']) expect(rightsOf(join(keys, file))).toBe('600');
  },
);

describe('on a new laptop', () => {
  test(
    'start says how to bring the key there; sealed under a passphrase it comes, and the history goes on',
    async () => {
      const [old, laptop] = [madePlace(), madePlace()];
      const keyId = keyIdIn(old);
      rmSync(join(laptop, '.configuration'), { recursive: true });
      const ask = (...typed: string[]) => concordat(laptop, ...typed, '--folder', 'al');
      const refused = await concordat(laptop, 'start', 'al', '--once');
      expect(refused.status).toBe(2);
      expect(refused.err).toMatch(
        /^The key that signs this history is not on this computer; where it was made it lies in .*\.configuration.concordat.[0-9a-f]{16}\. .*“concordat key import FILE”/m,
      );
      expect(existsSync(join(laptop, '.configuration'))).toBe(false);
      expect((await ask('doctor')).out).toMatch(/to mend {3}Signing key: .*key import FILE/);
      for (const command of ['verify', 'history']) expect(await ask(command)).toMatchObject({ status: 0 });

      const exporting = (passphrase: string, ...typed: string[]) =>
        concordatAnswered(old, [passphrase], 'key', 'export', ...typed, '--folder', 'al');
      expect(await exporting('too short', 'key.json')).toMatchObject({
        status: 2,
        err: expect.stringContaining('too short. Take one of 12 letters'),
      });
      expect(existsSync(join(old, 'key.json'))).toBe(false);
      const exported = await exporting(PASSPHRASE, 'key.json');
      expect(exported).toMatchObject({ status: 0, out: expect.stringContaining(`Wrote key ${keyId} and the secret`) });
      expect(rightsOf(join(old, 'key.json'))).toBe('600');
      const sealed = readFileSync(join(old, 'key.json'), 'utf8');
      expect(await exporting(PASSPHRASE, 'key.json')).toMatchObject({
        status: 2,
        err: expect.stringContaining('There is a file key.json already. Name another.'),
      });
      expect(readFileSync(join(old, 'key.json'), 'utf8')).toBe(sealed);
      expect((await concordat(old, 'doctor', '--folder', 'al')).out).toMatch(
        /Signing key: .* A copy was made with “concordat key export” on /,
      );

      cpSync(join(old, 'key.json'), join(laptop, 'key.json'));
      const importing = (passphrase: string, file = 'key.json', folder = 'al') =>
        concordatAnswered(laptop, [passphrase], 'key', 'import', file, '--folder', folder);
      expect(await importing(`${PASSPHRASE}s`)).toMatchObject({
        status: 2,
        err: expect.stringMatching(
          /That is not the passphrase of this file, or the file was altered\. Nothing was changed\./,
        ),
      });
      expect(await importing(PASSPHRASE, 'schools.csv')).toMatchObject({
        status: 2,
        err: 'schools.csv is no file that “concordat key export” wrote. Name the one that it wrote.\n',
      });
      expect(existsSync(join(laptop, '.configuration'))).toBe(false);
      expect(await importing(PASSPHRASE)).toMatchObject({
        status: 0,
        out: expect.stringContaining(`Key ${keyId} and the secret of the history lie in `),
      });
      expect(await importing(PASSPHRASE)).toMatchObject({ status: 0 });
      type(join(laptop, 'al', ELM_PARK), 'Staff days', 'A3', 'On the laptop');
      expect((await concordat(laptop, 'start', 'al', '--once')).status).not.toBe(2);
      expect(await ask('verify')).toMatchObject({ status: 0 });
      expect(keyIdIn(laptop)).toBe(keyId);

      await concordat(laptop, 'start', 'sample', '--once');
      expect(await importing(PASSPHRASE, 'key.json', 'sample')).toMatchObject({
        status: 2,
        err: expect.stringMatching(
          /The secret in that file is not the one this history was kept under\. Nothing was changed\./,
        ),
      });
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'a copy from before the key was replaced brings the secret, and says whose key is still wanted',
    async () => {
      const [old, laptop] = [madePlace(), madePlace()];
      await concordatAnswered(old, [PASSPHRASE], 'key', 'export', 'key.json', '--folder', 'al');
      const first = keyIdIn(old);
      await concordat(old, 'key', '--rotate', '--folder', 'al');
      const second = keyIdIn(old);
      rmSync(laptop, { recursive: true });
      mkdirSync(laptop);
      for (const name of ['al', 'key.json']) cpSync(join(old, name), join(laptop, name), { recursive: true });
      const imported = await concordatAnswered(laptop, [PASSPHRASE], 'key', 'import', 'key.json', '--folder', 'al');
      expect(imported.status).toBe(1);
      expect(imported.out).toContain(`Key ${first} was left out, as ${second} replaced it.`);
      expect((await concordat(laptop, 'start', 'al', '--once')).err).toContain('The signing key is missing.');
      expect(await concordat(laptop, 'key', '--lost', '--folder', 'al')).toMatchObject({ status: 0 });
      expect((await concordat(laptop, 'start', 'al', '--once')).status).not.toBe(2);
    },
    PATIENCE_MILLISECONDS,
  );
});

test(
  'a folder in which an earlier Concordat kept the key is told of by doctor, and the next start moves the key out of it',
  async () => {
    const place = madePlace();
    const keys = placeOfKeys(keyFoldersIn(place, 'al'))!;
    const hidden = join(place, 'al', HISTORY_FOLDER);
    const keyId = keyIdIn(place);
    for (const name of ['signing-key.pem', 'history-secret']) renameSync(join(keys, name), join(hidden, name));
    rmSync(join(place, '.configuration'), { recursive: true });
    rmSync(join(hidden, 'key-place.txt'));
    const ask = (...typed: string[]) => concordat(place, ...typed, '--folder', 'al');
    for (const command of ['verify', 'history', 'key']) expect(await ask(command)).toMatchObject({ status: 0 });
    expect((await ask('doctor')).out).toMatch(
      /to mend {3}Signing key: .* within what others may reach\. The next “concordat start” moves it/,
    );
    expect(existsSync(join(place, '.configuration'))).toBe(false);

    const moved = `The signing key and the secret of the history lie in ${keys} from now on, and no longer in ${HISTORY_FOLDER}.`;
    expect((await concordat(place, 'start', 'al', '--once')).err.split('\n')).toContain(moved);
    expect(namesIn(hidden)).toEqual(['history.sqlite', 'key-place.txt', 'public-keys.json']);
    expect((await concordat(place, 'start', 'al', '--once')).err).not.toContain(moved);
    expect(await ask('verify')).toMatchObject({ status: 0 });
    expect((await ask('doctor')).out).toMatch(new RegExp(`in order {2}Signing key: ${keyId}, `));
  },
  PATIENCE_MILLISECONDS,
);

test(
  'the sample keeps everything within itself: whoever deletes its folder has nothing of it left',
  async () => {
    const place = madePlace();
    const before = namesIn(join(place, '.configuration', 'concordat'));
    await concordat(place, 'start', 'sample', '--once');
    await concordat(place, 'key', '--rotate', '--folder', 'sample');
    await concordat(place, 'start', 'sample', '--once');
    expect(namesIn(join(place, '.configuration', 'concordat'))).toEqual(before);
    expect(namesIn(join(place, 'sample', HISTORY_FOLDER))).toEqual(
      expect.arrayContaining(['history-secret', 'public-keys.json', 'signing-key.pem']),
    );
    expect(await concordat(place, 'verify', '--folder', 'sample')).toMatchObject({ status: 0 });
    const { out } = await concordat(place, 'doctor', '--folder', 'sample');
    expect(out).toMatch(
      /Signing key: .* It lies in sample.\.concordat, as the sample keeps everything within itself\.$/m,
    );
    expect(keyFoldersOf(join(place, 'al')).stayWithin).toBe(false);
  },
  PATIENCE_MILLISECONDS,
);

let running: ChildProcess | null = null;
afterEach(() => void running?.kill('SIGKILL'));

test(
  'a start that is running signs with the new key from its next check on',
  async () => {
    const place = madePlace();
    const { file } = await quickProgram();
    running = spawn(process.execPath, [file, 'start', 'al', '--no-status'], {
      cwd: place,
      env: { ...process.env, ...settingsOf(join(place, '.configuration')) },
    });
    let said = '';
    for (const stream of [running.stdout!, running.stderr!]) stream.on('data', (text) => (said += text));
    const until = async (pattern: RegExp) => {
      for (const end = Date.now() + PATIENCE_MILLISECONDS / 2; !pattern.test(said); await pause(50))
        if (Date.now() > end) throw new Error(`It does not say ${pattern}: ${said}`);
    };
    await until(/Watching/);
    const older = keyIdIn(place);
    const rotated = await concordat(place, 'key', '--rotate', '--folder', 'al');
    expect(rotated.out).toContain('A Concordat that is running here signs with it from its next check on.');
    said = '';
    type(join(place, 'al', ELM_PARK), 'Staff days', 'A3', 'Somebody');
    await until(/Elm Park.*snapshot taken/);
    running.kill('SIGINT');
    const { signsNow } = JSON.parse((await concordat(place, 'key', '--format', 'json', '--folder', 'al')).out);
    expect(signsNow).not.toBe(older);
    expect(await concordat(place, 'verify', '--folder', 'al')).toMatchObject({ status: 0 });
    expect((await concordat(place, 'doctor', '--folder', 'al')).out).toMatch(
      new RegExp(`Signing key: ${signsNow}, which signed what is newest in the history\\.`),
    );
  },
  PATIENCE_MILLISECONDS,
);

test('no test writes into the configuration folder of whoever runs it', () => {
  const own = configurationFolder();
  expect(own).not.toBe(configurationFolder({}));
  expect(keyFoldersIn('/somewhere', 'al').own).not.toBe(own);
});
