import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { lastReadFrom } from '../../functions/workbooks/workbook-places.ts';
import { moveIntoSchools } from '../../scripts/commands/move-into-schools.ts';
import { concordat, journeys } from '../scripts/run-concordat.ts';
import { placed } from '../support/placed.ts';

/** As an earlier Concordat left it: the workbooks side by side, with their history, documents and letters. */
const OLDER = fileURLToPath(new URL('../kept-alliance/alliance', import.meta.url));
const [ALLIANCE, DUNSHOLT, WRACKLEY] = ['Alliance', 'Dunsholt Academy', 'Wrackley Academy'].map(
  (name) => `${name} 2025-26.xlsx`,
) as [string, string, string];
const SCHOOLS = [DUNSHOLT, WRACKLEY];
const isOlder = (name: string) =>
  [ALLIANCE, ...SCHOOLS, 'Budget 2025-26.xlsx'].some((one) => name.endsWith(one)) || name === 'Wrackley.xlsx';
const letterOf = (file: string) => join(dirname(placed(file)), 'Letter to the office 2025-26.pdf');

const madePlace = journeys(async (place) => {
  const al = join(place, 'al');
  cpSync(OLDER, al, { recursive: true });
  mkdirSync(join(al, 'Letters'));
  for (const file of SCHOOLS) writeFileSync(join(al, 'Letters', file.replace('.xlsx', '.pdf')), `Letter with ${file}`);
});

function open() {
  const place = madePlace();
  const al = join(place, 'al');
  return {
    al,
    start: () => concordat(place, 'start', 'al', '--once', '--no-status'),
    ask: (...typed: string[]) => concordat(place, ...typed, '--folder', 'al'),
    /** Of the workbooks that are looked at here: the first start makes those that the other members lack. */
    standing: () =>
      workbooksIn(al)
        .map((workbook) => workbook.slice(al.length + 1))
        .filter(isOlder),
    async move() {
      const ports = openAllianceFolder(al);
      try {
        return await moveIntoSchools(al, ports);
      } finally {
        await ports.store.close();
      }
    },
    async kept() {
      const { store } = openAllianceFolder(al);
      const files = [...(await lastReadFrom(store)).values()].map(({ file }) => file);
      await store.close();
      return files.filter((file) => isOlder(file!)).toSorted();
    },
  };
}

test('an older folder is moved over by the next start: every workbook is itself, whole and verified, and all that was issued stands', async () => {
  const { al, start, ask, standing, kept } = open();
  const documents = readdirSync(join(al, 'Documents', '2025-26'));
  const { out, err, status } = await start();
  expect(status).toBe(1);
  expect(err).toContain(
    `Put 2 workbooks and 2 letters into ${join('al', 'Schools')}, where each school has a folder of its own.`,
  );
  expect(out).not.toMatch(/second copy|not in the folder|says that it is/);
  expect(standing()).toEqual([ALLIANCE, ...SCHOOLS.map(placed)]);
  expect(await kept()).toEqual([ALLIANCE, ...SCHOOLS.map(placed)]);
  for (const file of SCHOOLS) expect(readFileSync(join(al, letterOf(file)), 'utf8')).toBe(`Letter with ${file}`);
  expect(existsSync(join(al, 'Letters'))).toBe(false);
  // What was issued stays where the signed register says that it is.
  for (const name of documents) expect(readdirSync(join(al, 'Documents', '2025-26'))).toContain(name);
  const verified = await ask('verify');
  expect([verified.status, verified.out]).toEqual([
    0,
    expect.stringMatching(/Dunsholt Academy 2025\/26: \d+ snapshots in order/),
  ]);

  const again = await start();
  expect(again.err).not.toMatch(/Put |snapshot taken/);
});

describe('what speaks against moving a workbook', () => {
  it('is that it is open: it waits, and is checked where it is', async () => {
    const { al, start, standing } = open();
    const lock = join(al, `.~lock.${DUNSHOLT}#`);
    writeFileSync(lock, '');
    const { err } = await start();
    expect(err).toContain(`${DUNSHOLT} was left where it is for now`);
    expect(err).toContain(`"${DUNSHOLT}" is open. Close it`);
    expect(err).toMatch(/Dunsholt Academy 2025-26\.xlsx: \d+ rows/);
    expect(standing()).toEqual([ALLIANCE, DUNSHOLT, placed(WRACKLEY)]);
    rmSync(lock);
    expect((await start()).err).toContain('Put 1 workbook and 1 letter into ');
    expect(standing()).toEqual([ALLIANCE, ...SCHOOLS.map(placed)]);
  });

  it('is that something stands there: it is never replaced', async () => {
    const { al, start, standing } = open();
    mkdirSync(dirname(join(al, placed(DUNSHOLT))), { recursive: true });
    for (const name of [placed(DUNSHOLT), letterOf(WRACKLEY)]) {
      mkdirSync(dirname(join(al, name)), { recursive: true });
      writeFileSync(join(al, name), 'Something else.');
    }
    const { err } = await start();
    expect(err).toContain(
      `${DUNSHOLT} was left where it is: Schools/Dunsholt Academy/${DUNSHOLT} stands there already.`,
    );
    expect(err).toMatch(/Letters\/Wrackley Academy 2025-26\.pdf was left where it is/);
    expect(readFileSync(join(al, placed(DUNSHOLT)), 'utf8')).toBe('Something else.');
    expect(readFileSync(join(al, letterOf(WRACKLEY)), 'utf8')).toBe('Something else.');
    expect(standing()).toContain(DUNSHOLT);
    expect(existsSync(join(al, 'Letters', 'Wrackley Academy 2025-26.pdf'))).toBe(true);
  });

  it('is that it is a copy, another’s, or none of ours', async () => {
    const { al, move, standing } = open();
    cpSync(join(al, DUNSHOLT), join(al, `Copy of ${DUNSHOLT}`));
    writeFileSync(join(al, 'Budget 2025-26.xlsx'), 'Ours, but no workbook.');
    renameSync(join(al, WRACKLEY), join(al, 'Wrackley.xlsx'));
    await move();
    expect(standing().toSorted()).toEqual(
      [ALLIANCE, 'Budget 2025-26.xlsx', `Copy of ${DUNSHOLT}`, placed(DUNSHOLT), 'Wrackley.xlsx'].toSorted(),
    );
  });

  it('is that people took it out of its folder again', async () => {
    const { al, start, standing } = open();
    await start();
    renameSync(join(al, placed(DUNSHOLT)), join(al, DUNSHOLT));
    const { err } = await start();
    expect(err).toMatch(/Dunsholt Academy 2025-26\.xlsx: \d+ rows/);
    expect(standing()).toContain(DUNSHOLT);
    await start();
    expect(standing()).toContain(DUNSHOLT);
  });
});

/** What a run leaves that is stopped anywhere on the way. */
const stopped: Readonly<Record<string, (al: string) => void>> = {
  'with the folder made': (al) => mkdirSync(dirname(join(al, placed(DUNSHOLT))), { recursive: true }),
  'with the workbook under both names': (al) => {
    mkdirSync(dirname(join(al, placed(DUNSHOLT))), { recursive: true });
    linkSync(join(al, DUNSHOLT), join(al, placed(DUNSHOLT)));
  },
  'before it is remembered': (al) => {
    mkdirSync(dirname(join(al, placed(DUNSHOLT))), { recursive: true });
    renameSync(join(al, DUNSHOLT), join(al, placed(DUNSHOLT)));
  },
  'with the letter under both names': (al) => {
    mkdirSync(dirname(join(al, placed(DUNSHOLT))), { recursive: true });
    renameSync(join(al, DUNSHOLT), join(al, placed(DUNSHOLT)));
    linkSync(join(al, 'Letters', DUNSHOLT.replace('.xlsx', '.pdf')), join(al, letterOf(DUNSHOLT)));
  },
};

test.each(Object.entries(stopped))('stopped %s, the next start goes on', async (_, stop) => {
  const { al, start, standing, ask, kept } = open();
  stop(al);
  const { out, err } = await start();
  expect(out + err).not.toMatch(/second copy|not in the folder|was left/);
  expect(standing()).toEqual([ALLIANCE, ...SCHOOLS.map(placed)]);
  expect(await kept()).toEqual([ALLIANCE, ...SCHOOLS.map(placed)]);
  expect(existsSync(join(al, 'Letters'))).toBe(false);
  expect(readdirSync(dirname(join(al, placed(DUNSHOLT)))).sort()).toEqual([
    'Documents',
    DUNSHOLT,
    'Letter to the office 2025-26.pdf',
  ]);
  expect((await ask('verify')).status).toBe(0);
});

test('Checks that stand beside a workbook are moved with it, before it', async () => {
  const { al, move } = open();
  const checks = DUNSHOLT.replace('.xlsx', ' – Checks.xlsx');
  writeFileSync(join(al, checks), 'Replies.');
  writeFileSync(join(al, `.~lock.${DUNSHOLT}#`), '');
  expect((await move()).moved.size).toBe(1);
  expect(readFileSync(join(al, checks), 'utf8')).toBe('Replies.');
  rmSync(join(al, `.~lock.${DUNSHOLT}#`));
  await move();
  expect(readdirSync(dirname(join(al, placed(DUNSHOLT)))).map((name) => basename(name))).toContain(checks);
});
