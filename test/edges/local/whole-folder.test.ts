import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderFault, makeWholeFolder } from '../../../functions/edges/local/whole-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterEach(() => rmSync(place, { recursive: true }));

async function write(folder: string): Promise<void> {
  writeFileSync(join(folder, 'one.xlsx'), 'one');
  mkdirSync(join(folder, 'Letters'));
  writeFileSync(join(folder, 'Letters', 'one.pdf'), 'letter');
}

/** Everything in the test's place, hidden files too. */
function everything(): string[] {
  return readdirSync(place, { recursive: true }).map(String).sort();
}

describe.each([
  ['that is not there yet', 'al', () => undefined],
  ['in folders that are not there yet', join('a', 'b', 'al'), () => undefined],
  ['that is empty', 'al', () => mkdirSync(join(place, 'al'))],
  [
    'that only holds what the system put there',
    'al',
    () => {
      mkdirSync(join(place, 'al'));
      writeFileSync(join(place, 'al', '.DS_Store'), '');
    },
  ],
])('a folder %s', (_, name, prepare) => {
  test('is made whole', async () => {
    prepare();
    const folder = join(place, name);
    expect(folderFault(folder)).toBeNull();
    let during: string[] = [];
    await makeWholeFolder(folder, async (inside) => {
      await write(inside);
      during = existsSync(folder) ? readdirSync(folder).filter((one) => !one.startsWith('.')) : [];
    });
    expect(during).toEqual([]);
    expect(readdirSync(folder).filter((one) => one !== '.DS_Store')).toEqual(['Letters', 'one.xlsx']);
    expect(readFileSync(join(folder, 'Letters', 'one.pdf'), 'utf8')).toBe('letter');
    expect(statSync(folder).mode & 0o777).toBe(0o777 & ~process.umask());
    expect(everything().filter((one) => one.includes('.concordat-'))).toEqual([]);
  });

  test('is left as it was when making it fails half-way', async () => {
    prepare();
    const before = everything();
    const fault = new Error('half-way');
    const making = makeWholeFolder(join(place, name), async (inside) => {
      await write(inside);
      throw fault;
    });
    await expect(making).rejects.toBe(fault);
    expect(everything()).toEqual(before);
  });
});

describe('a folder', () => {
  test('with anything in it is left alone', async () => {
    mkdirSync(join(place, 'al'));
    writeFileSync(join(place, 'al', 'schools.csv'), '');
    const folder = join(place, 'al');
    expect(folderFault(folder)).toBe(`There are files in ${folder} already. Name another folder.`);
    await expect(makeWholeFolder(folder, write)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(everything()).toEqual(['al', join('al', 'schools.csv')]);
  });

  test('cannot be made where there is a file, or below one', () => {
    writeFileSync(join(place, 'al'), '');
    for (const folder of [join(place, 'al'), join(place, 'al', 'deeper')])
      expect(folderFault(folder)).toBe(
        `${folder} cannot be a folder: there is a file of that name. Name another folder.`,
      );
  });

  test('that somebody else makes meanwhile is left to them', async () => {
    const folder = join(place, 'al');
    const making = makeWholeFolder(folder, async (inside) => {
      await write(inside);
      mkdirSync(folder);
      writeFileSync(join(folder, 'one.xlsx'), 'theirs');
    });
    await expect(making).rejects.toMatchObject({ code: 'not-allowed' });
    expect(everything()).toEqual(['al', join('al', 'one.xlsx')]);
    expect(readFileSync(join(folder, 'one.xlsx'), 'utf8')).toBe('theirs');
  });
});
