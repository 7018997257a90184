import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { writeSampleAlliance } from '../../scripts/sample-alliance/write-sample-alliance.ts';
import { placed } from '../support/placed.ts';
import {
  ALLIANCE,
  AS_OF,
  concordat,
  concordatUnprivileged,
  DUNSHOLT,
  edit,
  journeys,
  mayDoAnything,
  textOf,
} from './run-concordat.ts';

const madePlace = journeys(async (place) => {
  mkdirSync(place);
  mkdirSync(join(place, 'al'));
  await writeSampleAlliance(join(place, 'al'));
});

const MARROWBY = placed('Marrowby School 2025-26.xlsx');
const ORRENBY = placed('Orrenby High School 2025-26.xlsx');

/** What stands in the folder that cannot be checked, and what is said of it. */
const unusable: Readonly<Record<string, { readonly make: (al: string, file: string) => void; readonly said: RegExp }>> =
  {
    'Notes.xlsx': {
      make: (_, file) => writeFileSync(file, 'Remember to ask about Thursday.\n'),
      said: /not.*workbook.*\. (Save|Open)/i,
    },
    'Empty.xlsx': { make: (_, file) => writeFileSync(file, ''), said: /empty|not.*workbook/i },
    'Budget.xlsx': {
      make: (_, file) => {
        const workbook = utils.book_new();
        utils.book_append_sheet(workbook, utils.aoa_to_sheet([['Item', 'Cost']]), 'Budget');
        writeFileSync(file, write(workbook, { type: 'buffer', bookType: 'xlsx' }));
      },
      said: /was not made by Concordat.*Leave it out of this folder/,
    },
    [MARROWBY]: {
      make: (_, file) =>
        edit(file, (workbook) => {
          workbook.SheetNames = workbook.SheetNames.filter((name) => name !== 'Start here');
        }),
      said: /The tab Start here is missing.*Put the tab back/,
    },
    'Second Orrenby.xlsx': {
      make: (al, file) => cpSync(join(al, ORRENBY), file),
      said: /This workbook says that it is the workbook of .*, like Schools\/Orrenby High School\/Orrenby High School 2025-26\.xlsx\. None of them is read/,
    },
    [ORRENBY]: { make: () => {}, said: /, like Second Orrenby\.xlsx\. None of them is read.*Keep the right one/ },
  };

describe('a workbook that cannot be checked', () => {
  test('is left as it is, with a sentence, and the others go on', async () => {
    const place = madePlace();
    const al = join(place, 'al');
    for (const [name, { make }] of Object.entries(unusable)) make(al, join(al, name));
    edit(join(al, DUNSHOLT), (workbook) => {
      workbook.SheetNames = workbook.SheetNames.filter((name) => name !== 'Staff days');
    });
    const before = Object.keys(unusable).map((name) => readFileSync(join(al, name), 'base64'));
    const { out, err, status } = await concordat(place, 'start', 'al', '--once');

    expect(status, err).toBe(1);
    for (const [name, { said }] of Object.entries(unusable)) {
      for (const text of [out, err]) expect(lineAbout(basename(name), text)).toMatch(said);
    }
    expect(Object.keys(unusable).map((name) => readFileSync(join(al, name), 'base64'))).toEqual(before);
    expect(out.match(/\.xlsx {2}/g)).toHaveLength(8);
    expect(textOf(join(al, DUNSHOLT), 'Checks').flat().join('\n')).toMatch(
      /The tab Staff days is not in this workbook\./,
    );
    expect(textOf(join(al, ALLIANCE), 'Checks').length).toBeGreaterThan(10);

    const check = await concordat(place, 'check', 'al', '--as-of', AS_OF, '--format', 'json');
    const { workbooks, counts } = JSON.parse(check.out);
    expect(check.status).toBe(1);
    expect(counts.unreadable).toBe(4);
    expect(check.err.trimEnd()).toBe(
      `${ORRENBY} and Second Orrenby.xlsx say that they are the same workbook. Keep the right one in the folder.`,
    );
    expect(workbooks.find(({ file }: { file: string }) => file.endsWith('Empty.xlsx'))).toMatchObject({
      unreadable: expect.stringMatching(unusable['Empty.xlsx']!.said),
      kind: null,
      findings: [],
    });
  });

  test('alone is a command that could not run', async () => {
    const place = madePlace();
    writeFileSync(join(place, 'Notes.xlsx'), 'Not a workbook.');
    const [one, none] = await Promise.all([
      concordat(place, 'check', 'Notes.xlsx'),
      concordat(place, 'check', 'Nowhere.xlsx'),
    ]);
    expect([one.status, none.status]).toEqual([2, 2]);
    expect(one.out).toMatch(unusable['Notes.xlsx']!.said);
    expect(none.out).toContain('"Nowhere.xlsx" is not in the folder');
  });
});

describe('a history that was damaged', () => {
  test('stops the run with a sentence and leaves the workbooks alone', async () => {
    const place = madePlace();
    const al = join(place, 'al');
    mkdirSync(join(al, '.concordat'));
    writeFileSync(join(al, '.concordat', 'history.sqlite'), 'This is no store.'.repeat(500));
    const before = readFileSync(join(al, ALLIANCE));
    for (const typed of [
      ['start', '--once', 'al'],
      ['verify', '--folder', 'al'],
    ]) {
      const { status, err } = await concordat(place, ...typed);
      expect([status, err.trimEnd()]).toEqual([
        2,
        "The file in the store's place is not a store, or is damaged beyond reading. Put it back from a backup.",
      ]);
    }
    expect(readFileSync(join(al, ALLIANCE)).equals(before)).toBe(true);
  });
});

const NOT_CHECKED = 'Nothing has been checked in al yet. Run “concordat start al” first.';
const refused: Readonly<Record<string, string>> = {
  'chekc al': 'There is no command “chekc”.\nDid you mean “check”?',
  'check al --nonsense': 'There is no option “--nonsense” here.',
  'check al --as-of 31/2/2026': '“31/2/2026” is not a date. Type it as 2026-03-31 or 31/3/2026.',
  'diff --folder al --from yesterday': '“yesterday” is not a date. Type it as 2026-03-31 or 31/3/2026.',
  'publish letter':
    '“letter” is not one of agreement, payment-request, payment-receipt, payment-reminder, contribution-statement, treasurers-statement, owed-by-age, receipts-and-payments, fund-statement, annual-report, policy-review-report, policy-review-report-alliance.',
  'publish agreement --folder al': NOT_CHECKED,
  'verify --folder al': NOT_CHECKED,
  'history --folder nowhere':
    'There is no folder called nowhere. Make one with “concordat start” or “concordat new”, or name another with --folder.',
  'check empty': 'There are no workbooks (.xlsx) in empty. Name the folder they are in.',
  'start empty --once':
    'There are no workbooks in empty. Name a folder that is not there yet for a sample, or use “concordat new”.',
  'start al/Mistakes.json --once':
    'al/Mistakes.json cannot be a folder: there is a file of that name. Name another folder.',
  'explain BLA-999': 'There is no rule BLA-999. See them all with “concordat explain --all”.',
};

describe('what cannot be done', () => {
  test('is refused in a sentence, with exit status 2', async () => {
    const place = madePlace();
    mkdirSync(join(place, 'empty'));
    const said = await Promise.all(
      Object.keys(refused).map(async (typed) => [typed, await concordat(place, ...typed.split(' '))] as const),
    );
    const expected = Object.entries(refused).map(([typed, sentence]) => [typed, 2, '', sentence]);
    expect(
      said.map(([typed, { status, out, err }]) => [
        typed,
        status,
        out,
        err.replace('Add --help to see what can be asked.\n', '').trimEnd(),
      ]),
    ).toEqual(expected);
  });
});

describe('what one may not', () => {
  test.skipIf(mayDoAnything)('read or write is said, and the other workbooks go on', async () => {
    const place = madePlace();
    chmodSync(join(place, 'al', DUNSHOLT), 0);
    const checked = await concordatUnprivileged(place, 'check', 'al', '--as-of', AS_OF);
    expect(checked).toMatchObject({ status: 1, err: '' });
    expect(checked.out).toContain(`${DUNSHOLT}\n  `);
    expect(checked.out).toMatch(/Dunsholt Academy 2025-26.xlsx\n {2}.*(?:permission|allowed|may)/i);
    expect(checked.out).toContain(`al/${ALLIANCE}\n  `);

    chmodSync(join(place, 'al'), 0o555);
    const started = await concordatUnprivileged(place, 'start', 'al', '--once');
    expect(started.status).toBe(2);
    expect(started.err).toContain('Choose a folder that you may write in.');

    chmodSync(join(place, 'al'), 0);
    const shut = await concordatUnprivileged(place, 'check', 'al');
    chmodSync(join(place, 'al'), 0o755);
    expect(shut).toMatchObject({ status: 2, out: '' });
    expect(shut.err).toContain('The folder al cannot be read.');
  });
});

function lineAbout(name: string, text: string): string {
  return text.split('\n').find((line) => line.trim().startsWith(`${name}:`)) ?? `nothing about ${name} in\n${text}`;
}
