import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SCHOOLS_FOLDER, schoolFoldersIn, workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';

/** Where a workbook is made in an alliance's folder, by its file's name: a school's in the folder of that school. */
export function placed(file: string): string {
  const [, school] = /^(.+) \d{4}-\d{2}\.\w+$/.exec(file) ?? [];
  return school === undefined || school === 'Alliance' ? file : join(SCHOOLS_FOLDER, school, file);
}

/** The names of the workbooks in an alliance's folder, wherever in it they stand. */
export function workbookNames(folder: string): string[] {
  return workbooksIn(folder)
    .map((place) => basename(place))
    .sort();
}

/** The letters to schools' offices, as paths beneath the alliance's folder. */
export function lettersIn(folder: string): string[] {
  return schoolFoldersIn(folder)
    .flatMap((school) =>
      readdirSync(join(folder, SCHOOLS_FOLDER, school))
        .filter((name) => name.startsWith('Letter to the office '))
        .map((name) => join(SCHOOLS_FOLDER, school, name)),
    )
    .sort();
}

/** The documents that were issued into an alliance's folder, as paths beneath it, by their numbers. */
export function documentsBeneath(folder: string): string[] {
  const tops = ['Documents', SCHOOLS_FOLDER].filter((top) => existsSync(join(folder, top)));
  return tops
    .flatMap((top) =>
      readdirSync(join(folder, top), { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)),
    )
    .filter((path) => /^20\d\d-\d{4} .*\.pdf$/.test(basename(path)))
    .sort((one, other) => basename(one).localeCompare(basename(other)));
}
