import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { EdgeError, type FolderListing } from '../ports.ts';
import { lookAt } from './look-at.ts';

/** Beneath it a folder for each school, made to be shared with it and nobody else. All beside it is the coordinator's alone. */
export const SCHOOLS_FOLDER = 'Schools';

/** The names of the schools' folders in an alliance's folder. */
export function schoolFoldersIn(folder: string): string[] {
  const schools = join(folder, SCHOOLS_FOLDER);
  return namesIn(schools).filter((name) => !name.startsWith('.') && isFolder(join(schools, name)));
}

/** Where workbooks are looked for: the alliance's folder itself, and each school's. */
export function foldersOf(folder: string): string[] {
  return [folder, ...schoolFoldersIn(folder).map((name) => join(folder, SCHOOLS_FOLDER, name))];
}

/** Whether workbooks of an alliance's folder may stand in a folder, or in folders in it. */
export function mayHoldWorkbooks(folder: string, path: string): boolean {
  const [top = '', school = '', ...beneath] = relative(folder, path).split(/[\\/]/);
  return top === '' || (top === SCHOOLS_FOLDER && !school.startsWith('.') && beneath.length === 0);
}

/** The alliance's folder in which a workbook stands, there or in a school's folder. */
export function allianceFolderOf(workbook: string): string {
  const folder = dirname(workbook);
  return basename(dirname(folder)) === SCHOOLS_FOLDER ? dirname(dirname(folder)) : folder;
}

/** The workbooks of an alliance's folder, the alliance's first. Lock files and half-written files of spreadsheet programs are left out. */
export function workbooksIn(folder: string): string[] {
  try {
    readdirSync(realpathSync(folder));
  } catch (cause) {
    throw new EdgeError('unreadable', `The folder ${folder} cannot be read. Check its name and that you may open it.`, {
      cause,
    });
  }
  return foldersOf(folder)
    .flatMap((one) =>
      namesIn(one)
        .filter(isWorkbookName)
        .map((name) => join(one, name)),
    )
    .sort(
      (one, other) => Number(isAlliance(other)) - Number(isAlliance(one)) || stem(one).localeCompare(stem(other), 'en'),
    );
}

/** What a workbook may become when it is saved in another form, sent away or only half fetched. */
const OTHER_ENDING =
  /\.(?:xls[xmb]?|xlt[xm]?|f?ods|ots|csv|tsv|txt|numbers|gsheet|zip|bak|old|tmp|part|(?:cr)?download)$/i;

export function folderListing(folder: string): FolderListing {
  const nameOf = (place: string) => relative(folder, place).replaceAll('\\', '/');
  return {
    workbooks: () => workbooksIn(folder),
    nameOf,
    schoolsFolderOf(name) {
      const [top, school, ...file] = name.split('/');
      return top === SCHOOLS_FOLDER && file.length > 0 ? school! : null;
    },
    placeOf: (name) => join(folder, ...name.split('/')),
    alike(name) {
      const wanted = inOneForm(stem(name.split('/').at(-1)!));
      const isAlike = (other: string) =>
        other === wanted || (OTHER_ENDING.test(other) && other.includes(wanted) && !isLockOrHidden(other));
      return foldersOf(folder)
        .flatMap((one) => namesIn(one).map((other) => ({ other, path: nameOf(join(one, other)) })))
        .filter(({ other, path }) => path !== name && !isChecksName(other) && isAlike(inOneForm(other)))
        .map(({ path }) => path);
    },
    writtenAt: (place) => statSync(place, { throwIfNoEntry: false })?.mtime.toISOString() ?? null,
  };
}

function inOneForm(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Without its ending, so that a workbook comes before its copies: "X", "X (1)", "X - Copy". */
function stem(path: string): string {
  return path.replace(/\.xls[xm]$/i, '');
}

export function isWorkbookName(name: string): boolean {
  return /\.xls[xm]$/i.test(name) && !isLockOrHidden(name) && !isChecksName(name);
}

function isLockOrHidden(name: string): boolean {
  return name.startsWith('~$') || name.startsWith('.');
}

const CHECKS_ENDING = ' – Checks.xlsx';

/** Where the Checks of a workbook stand that are not to be written into it: "Elm Park.xlsx" has "Elm Park – Checks.xlsx". */
export function checksPlace(workbook: string): string {
  return `${stem(workbook)}${CHECKS_ENDING}`;
}

/** Whether a file is a workbook of Checks beside another, by its name. */
export function isChecksName(name: string): boolean {
  return name.toLowerCase().endsWith(CHECKS_ENDING.toLowerCase());
}

/** The places of the workbooks of Checks that stand beside others in an alliance's folder. */
export function checksBesideIn(folder: string): string[] {
  const isChecks = (name: string) => isChecksName(name) && !isLockOrHidden(name);
  return foldersOf(folder).flatMap((one) =>
    namesIn(one)
      .filter(isChecks)
      .map((name) => join(one, name)),
  );
}

/** The workbook beside which Checks stand; null where there is none. */
export function workbookOfChecks(checks: string): string | null {
  const beside = namesIn(dirname(checks)).filter(isWorkbookName);
  const name = beside.find((one) => checksPlace(one) === basename(checks));
  return name === undefined ? null : join(dirname(checks), name);
}

function isAlliance(path: string): boolean {
  return /^alliance\b/i.test(path.split(/[\\/]/).at(-1) ?? '');
}

/** What is called so in a folder; nothing in one that is not there, or may not be read: whoever misses a workbook of it says so. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return lookAt(path)?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
