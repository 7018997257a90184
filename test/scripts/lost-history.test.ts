import { hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { placeOfKeys } from '../../functions/edges/local/key-file.ts';
import { documentsBeneath } from '../support/placed.ts';
import { concordat, journeys, keyFoldersIn, type } from './run-concordat.ts';

const ALLIANCE = 'Alliance 2025-26.xlsx';
const PATIENCE_MILLISECONDS = 240_000;
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
  cpSync(join(place, 'al'), join(place, 'unchecked'), { recursive: true });
  await concordat(place, 'start', 'al', '--once');
  await concordat(place, 'publish', 'contribution-statement', '--folder', 'al');
  await concordat(place, 'start', 'al', '--once');
});

async function publishedPlace() {
  const place = madePlace();
  const al = join(place, 'al');
  const hidden = join(al, '.concordat');
  const keyPlace = placeOfKeys(keyFoldersIn(place, 'al'))!;
  return {
    place,
    al,
    hidden,
    keyPlace,
    start: (...typed: string[]) => concordat(place, 'start', 'al', '--once', ...typed),
    ask: (...typed: string[]) => concordat(place, ...typed, '--folder', 'al'),
    pay: (amount: number) => {
      for (const [cell, typed] of Object.entries({ A2: 'Elm Park High School', D2: amount, E2: '3/11/2025' }))
        type(join(al, ALLIANCE), 'Contributions', cell, typed);
    },
    issued: () =>
      new Map(documentsBeneath(al).map((path) => [basename(path), hash('sha256', readFileSync(join(al, path)))])),
    inStore(work: (database: DatabaseSync) => void) {
      const database = new DatabaseSync(join(hidden, 'history.sqlite'));
      work(database);
      database.close();
    },
  };
}

describe('a history that is missing', () => {
  const losses: [how: string, lose: (hidden: string) => void, says: RegExp][] = [
    [
      'with its folder',
      (hidden) => rmSync(hidden, { recursive: true }),
      /^al.\.concordat.history\.sqlite is missing, /,
    ],
    [
      'beside its key',
      (hidden) => rmSync(join(hidden, 'history.sqlite')),
      /^al.\.concordat.history\.sqlite is missing, /,
    ],
    ['with nothing left in it', (hidden) => truncateSync(join(hidden, 'history.sqlite')), / holds no history, /],
  ];
  test.each(losses)(
    'is not begun anew beside the signs of it: %s',
    async (_how, lose, says) => {
      const { start, ask, hidden, issued } = await publishedPlace();
      const before = issued();
      lose(hidden);
      for (const said of [await start(), await ask('publish', '--all'), await ask('publish')]) {
        expect(said.status).toBe(2);
        expect(said.err).toMatch(says);
        expect(said.err).toContain(
          'though here 3 workbooks were checked before and 2 documents were issued. Put the whole folder .concordat back from a backup. ' +
            'Where there is none, “concordat start al --new-history” begins a new history; what was issued before cannot be verified with it.',
        );
      }
      const doctor = await ask('doctor');
      expect(doctor.status).toBe(1);
      expect(doctor.out).toMatch(/✗ to mend +History: Is not there\. .* Put the whole folder \.concordat back/);
      expect(issued()).toEqual(before);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'is begun anew by whoever says so, under numbers that no document there has',
    async () => {
      const { start, ask, hidden, issued } = await publishedPlace();
      const before = issued();
      rmSync(hidden, { recursive: true });
      expect((await start('--new-history')).status).not.toBe(2);
      const made = await ask('publish', 'contribution-statement');
      expect(made.out).toMatch(/^Made {5}2025-0003 .*\nMade {5}2025-0004 /);
      expect(made.err).toContain(
        'Numbers 2025-0001 to 2025-0002 were passed over, as other documents that stand there have them: this one is 2025-0003.',
      );
      for (const [name, sha256] of before) expect(issued().get(name)).toBe(sha256);
      expect((await start()).err).not.toContain('history is');
      expect((await ask('verify')).status).toBe(0);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'of one workbook alone is not begun anew either, and the others go on',
    async () => {
      const { start, ask, inStore } = await publishedPlace();
      inStore((database) => database.exec(`DELETE FROM documents WHERE key = 'head/school-990001-2025'`));
      const said = await start();
      expect(said.err).toMatch(
        /Elm Park High School 2025-26\.xlsx: This workbook was checked before, and nothing of that is kept here\. Put the history back/,
      );
      expect(said.err).toMatch(/The Meadows 2025-26\.xlsx: \d+ rows?, /);
      expect((await ask('verify')).out).not.toContain('Elm Park');
      expect((await ask('publish', 'agreement')).err).toContain('is gone, which the last checkpoint covers');
      expect((await start('--new-history')).err).not.toContain('checked before');
      // From then on it is work like any other; what is gone is told by `verify` for good.
      const again = await start();
      expect([again.err, again.status]).toEqual([expect.not.stringContaining('does not stand as it was kept'), 1]);
      expect((await ask('publish', 'agreement')).out).toMatch(/^Made {5}2025-0003 /);
      const verified = await ask('verify');
      expect([verified.status, verified.out]).toEqual([
        1,
        expect.stringMatching(
          /The history of .*Elm Park.* does not lead to its snapshot \d+ any more: checkpoint 1 of .* covers it\./,
        ),
      ]);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'is not begun anew on the word of somebody who has not the key',
    async () => {
      const { start, ask, inStore } = await publishedPlace();
      inStore((database) => database.exec(`DELETE FROM documents WHERE key = 'head/school-990001-2025'`));
      await start('--new-history');
      inStore((database) => {
        const { key, value } = database
          .prepare(`SELECT key, value FROM documents WHERE key LIKE 'begun-anew/%'`)
          .get() as {
          key: string;
          value: string;
        };
        const unsigned = JSON.stringify({ ...JSON.parse(value), at: '2026-03-27T09:00:00.000Z' });
        database.prepare('UPDATE documents SET value = ? WHERE key = ?').run(unsigned, key);
      });
      expect((await ask('publish', 'agreement')).err).toContain(
        'does not lead to the snapshot that the last checkpoint covers',
      );
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'of the alliance alone has the schools wait, whose breaches it may have answered',
    async () => {
      const { start, ask, inStore } = await publishedPlace();
      inStore((database) => database.exec(`DELETE FROM documents WHERE key = 'head/alliance-2025'`));
      const said = await start();
      expect(said.err).toMatch(
        /Alliance 2025-26\.xlsx: This workbook was checked before, and nothing of that is kept here\./,
      );
      expect(
        said.err.match(
          /: Nothing is kept here any more of the alliance’s workbook, without which this one is not checked\./g,
        ),
      ).toHaveLength(2);
      expect((await ask('publish', 'contribution-statement')).err).toMatch(
        /^Nothing is kept of the alliance’s workbook of 2025\/26\. .* put the history back from a backup\.$/m,
      );
      const doctor = await ask('doctor');
      expect(doctor.out).toMatch(
        /✗ to mend +Alliance 2025-26\.xlsx: Was checked before, and nothing of that is kept\./,
      );
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'is not taken from other schools',
    async () => {
      const { place, start, ask, hidden } = await publishedPlace();
      writeFileSync(join(place, 'others.csv'), 'URN,School\n990011,Northway\n990012,Southway\n');
      await concordat(
        place,
        'new',
        '--name',
        'Others',
        '--schools',
        'others.csv',
        '--protocols',
        'working-protocols',
        '--year',
        '2025/26',
        '--folder',
        'others',
      );
      await concordat(place, 'start', 'others', '--once');
      rmSync(hidden, { recursive: true });
      cpSync(join(place, 'others', '.concordat'), hidden, { recursive: true });
      for (const said of [await start(), await start('--new-history'), await ask('publish', '--all')]) {
        expect(said.status).toBe(2);
        expect(said.err).toMatch(
          /^al.\.concordat holds the history of other schools than those whose workbooks are here\. Put/,
        );
      }
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'never was, where a key stands beside an empty store and nothing else does: a first run that was stopped goes on',
    async () => {
      const { place, hidden } = await publishedPlace();
      const begun = join(place, 'unchecked', '.concordat');
      mkdirSync(begun, { recursive: true });
      cpSync(join(hidden, 'public-keys.json'), join(begun, 'public-keys.json'));
      writeFileSync(join(begun, 'history.sqlite'), '');
      const said = await concordat(place, 'start', 'unchecked', '--once');
      expect(said.err.match(/snapshot taken/g)).toHaveLength(3);
      expect(readFileSync(join(begun, 'public-keys.json'))).toEqual(readFileSync(join(hidden, 'public-keys.json')));
    },
    PATIENCE_MILLISECONDS,
  );
});

describe('the secret of a history', () => {
  test(
    'is never made anew: without it, or with another, nothing is added, and all can still be read and verified',
    async () => {
      const { place, start, ask, hidden, keyPlace, pay, issued } = await publishedPlace();
      const [sent, file] = [issued(), join(keyPlace, 'history-secret')];
      const secret = readFileSync(file, 'utf8');
      pay(1000);

      rmSync(file);
      for (const said of [await start(), await ask('publish', 'contribution-statement')])
        expect(said).toMatchObject({
          status: 2,
          err: expect.stringMatching(
            /secret of the history is missing\. Put .*history-secret back from a backup, or use “concordat key import FILE”\. Where/,
          ),
        });
      expect(existsSync(file)).toBe(false);
      expect(await ask('verify')).toMatchObject({ status: 0 });
      expect(await ask('history')).toMatchObject({ status: 0 });

      writeFileSync(file, '0'.repeat(64));
      const other = await start();
      expect(other.status).toBe(2);
      expect(other.err.match(/is not the one that this history was kept under\. Nothing was changed\./g)).toHaveLength(
        3,
      );
      expect((await ask('publish', 'contribution-statement')).err).toMatch(
        /^The secret of the history is not the one /,
      );
      expect(issued()).toEqual(sent);
      expect((await ask('verify')).out.match(/snapshots? in order/g)).toHaveLength(3);

      writeFileSync(file, secret);
      expect((await start()).err).toContain('snapshot taken');

      rmSync(file);
      cpSync(hidden, join(place, 'elsewhere'), { recursive: true });
      rmSync(hidden, { recursive: true });
      expect((await start('--new-history')).err.match(/snapshot taken/g)).toHaveLength(3);
      const begun = join(placeOfKeys(keyFoldersIn(place, 'al'))!, 'history-secret');
      expect(begun).not.toBe(file);
      expect(readFileSync(begun, 'utf8')).not.toBe(secret);
    },
    PATIENCE_MILLISECONDS,
  );
});

test(
  'a history of an earlier version is left as it is, and a new one is begun in another place',
  async () => {
    const { ask, start, hidden } = await publishedPlace();
    const file = join(hidden, 'history.sqlite');
    rmSync(file);
    const database = new DatabaseSync(file);
    database.exec(`
      CREATE TABLE blobs (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
      CREATE TABLE documents (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
      INSERT INTO documents VALUES ('head/alliance-2025', '{}', 1);
    `);
    database.close();
    const before = readFileSync(file);
    for (const said of [await start(), await start('--new-history'), await ask('verify'), await ask('history')]) {
      expect(said.status).toBe(2);
      expect(said.err).toContain(
        'This history was begun by an earlier version of Concordat, which this one cannot go on with. Nothing was changed. Move the ' +
          'folder it stands in elsewhere, and “concordat start --new-history” begins a new one.',
      );
    }
    const after = new DatabaseSync(file);
    expect(after.prepare('SELECT * FROM documents').all()).toHaveLength(1);
    after.close();
    expect(before.length).toBeGreaterThan(0);
    rmSync(hidden, { recursive: true });
    expect((await start('--new-history')).err).toContain('snapshot taken');
  },
  PATIENCE_MILLISECONDS,
);

describe('a history put back from an earlier copy', () => {
  test(
    'leaves what was issued since as it is, gives its numbers to nothing else, and says so',
    async () => {
      const { place, start, ask, hidden, pay, issued } = await publishedPlace();
      cpSync(hidden, join(place, 'backup'), { recursive: true });
      pay(1000);
      await start();
      expect((await ask('publish', 'contribution-statement', '--school', 'Elm Park')).out).toMatch(
        /^Made {5}2025-0003 /,
      );
      const sent = issued();
      rmSync(hidden, { recursive: true });
      cpSync(join(place, 'backup'), hidden, { recursive: true });

      pay(900);
      await start();
      const made = await ask('publish', 'contribution-statement', '--school', 'Elm Park');
      expect(made.out).toMatch(/^Made {5}2025-0004 /);
      expect(made.err).toContain(
        'Number 2025-0003 was passed over, as another document that stands there has it: this one is',
      );
      for (const [name, sha256] of sent) expect(issued().get(name)).toBe(sha256);
      expect((await ask('publish', 'contribution-statement', '--school', 'Elm Park')).out).toMatch(
        /^Stands {3}2025-0004 /,
      );
    },
    PATIENCE_MILLISECONDS,
  );
});

describe('a register altered in the store, the key never touched', () => {
  const issuedDocument = `SELECT value FROM documents WHERE key = 'issued/2025/2025-0001'`;
  const forged = new TextEncoder().encode('%PDF-1.7 forged');
  const forgeries: [how: string, forge: (database: DatabaseSync, sha256: string) => void, number: string][] = [
    [
      'a new entry',
      (database, sha256) => {
        const entry = JSON.parse(String(database.prepare(issuedDocument).get()!['value']));
        database
          .prepare(
            `INSERT INTO documents SELECT 'issued/2025/2025-0003', ?, version FROM documents WHERE key = 'issued/2025/2025-0001'`,
          )
          .run(JSON.stringify({ ...entry, number: '2025-0003', sha256 }));
      },
      '2025-0003',
    ],
    [
      'a document and its hash replaced',
      (database, sha256) => {
        const entry = JSON.parse(String(database.prepare(issuedDocument).get()!['value']));
        database
          .prepare(`UPDATE documents SET value = ? WHERE key = 'issued/2025/2025-0001'`)
          .run(JSON.stringify({ ...entry, sha256 }));
      },
      '2025-0001',
    ],
    [
      'an entry taken out',
      (database) => database.exec(`DELETE FROM documents WHERE key = 'issued/2025/2025-0001'`),
      '2025-0001',
    ],
  ];
  test.each(forgeries)(
    'is found by verify, and signed by no check: %s',
    async (_how, forge, number) => {
      const { place, al, start, ask, inStore, pay } = await publishedPlace();
      const file = join(place, 'forged.pdf');
      writeFileSync(file, forged);
      inStore((database) => forge(database, hash('sha256', forged)));
      const says = new RegExp(`Document ${number} (?:stands in|is gone from) the register of documents`);

      const before = await ask('verify');
      expect(before).toMatchObject({ status: 1, out: expect.stringMatching(says) });
      expect((await ask('doctor')).out).toMatch(new RegExp(`✗ to mend +History: ${says.source}`));
      pay(1000);
      const checked = await start();
      expect(checked.err).toMatch(
        new RegExp(`Document ${number} (?:stands in|is gone from|was altered in) the register`),
      );
      expect(checked.err).toContain(`${ALLIANCE}: The history of this workbook does not stand as it was kept.`);
      const after = await ask('verify');
      expect(after).toMatchObject({ status: 1, out: before.out });
      expect((await ask('verify', file)).status).toBe(1);
      expect(existsSync(al)).toBe(true);
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'is no bar to a document issued since the last check, which is vouched for by its own signature',
    async () => {
      const { place, ask, start, pay } = await publishedPlace();
      pay(1000);
      await start();
      const made = await ask('publish', 'contribution-statement', '--school', 'Elm Park');
      const file = join(place, /^Made .*?(al.Schools.*\.pdf)$/m.exec(made.out)![1]!);
      const said = await ask('verify', file);
      expect(said).toMatchObject({ status: 0, out: expect.stringContaining('is document 2025-0003, issued on ') });
      expect(said.out).toMatch(/Its entry in the register is signed with key [0-9a-f]{16}\.$/m);
    },
    PATIENCE_MILLISECONDS,
  );
});
