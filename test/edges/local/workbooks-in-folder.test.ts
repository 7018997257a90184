import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  allianceFolderOf,
  checksBesideIn,
  folderListing,
  mayHoldWorkbooks,
  schoolFoldersIn,
  workbookOfChecks,
} from '../../../functions/edges/local/workbooks-in-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
}

describe('what stands in a folder', () => {
  it('may be a workbook in another form: by its name, whatever is put before, behind or at its end', () => {
    const alike = [
      'Elm Park 2025-26',
      'Elm Park 2025-26.ods',
      'ELM PARK 2025-26.XLS',
      'Elm Park 2025-26.xlsb',
      'Elm Park 2025-26.numbers',
      'Elm Park 2025-26.gsheet',
      'Elm Park 2025-26 - Staff days.csv',
      'Elm Park 2025-26.xlsx.tmp',
      'Elm Park 2025-26.xlsx.crdownload',
      'Elm Park 2025-26 (1).xlsx',
      'Copy of Elm Park 2025-26.xlsx',
    ];
    const others = [
      'Elm Park 2025-26.xlsx',
      'Elm Park 2025-26 – Checks.xlsx',
      '~$Elm Park 2025-26.xlsx',
      '.~lock.Elm Park 2025-26.xlsx#',
      '.Elm Park 2025-26.xlsx.tmp',
      'Elm Park 2025-26.pdf',
      'Letter to Elm Park 2025-26.docx',
      'Elm Park 2024-25.ods',
    ];
    for (const name of [...alike, ...others]) writeFileSync(join(folder, name), '');
    const listing = folderListing(folder);
    expect(listing.alike('Elm Park 2025-26.xlsx').toSorted()).toEqual(alike.toSorted());
    expect(listing.alike('Elm Park 2023-24')).toEqual([]);
  });

  it('says where a file is and when it was written', () => {
    const listing = folderListing(folder);
    writeFileSync(join(folder, 'Elm Park.xlsx'), '');
    utimesSync(join(folder, 'Elm Park.xlsx'), 0, 1_700_000_000);
    expect(listing.workbooks()).toEqual([listing.placeOf('Elm Park.xlsx')]);
    expect(listing.writtenAt(join(folder, 'Elm Park.xlsx'))).toBe('2023-11-14T22:13:20.000Z');
    expect(listing.writtenAt(join(folder, 'Nowhere.xlsx'))).toBeNull();
  });
});

describe('the schools’ folders', () => {
  it('hold workbooks as the top does; what lies deeper, elsewhere or hidden is none', () => {
    const workbooks = ['Alliance 2025-26.xlsx', 'Elm.xlsx', 'Schools/Elm Park/Elm Park.xlsx', 'Schools/Oak/Oak.XLSM'];
    put(
      ...workbooks,
      'Schools/Elm Park/~$Elm Park.xlsx',
      'Schools/Elm Park/.~lock.Elm Park.xlsx#',
      'Schools/Elm Park/.concordat-1.tmp',
      'Schools/Elm Park/Elm Park – Checks.xlsx',
      'Schools/Elm Park/Documents/Elm Park.xlsx',
      'Schools/.hidden/Elm Park.xlsx',
      'Schools/Elm Park.xlsx',
      'Documents/Elm/Elm.xlsx',
      'Restored/Elm.xlsx',
    );
    const listing = folderListing(folder);
    expect(listing.workbooks().map(listing.nameOf)).toEqual(workbooks);
    expect(listing.workbooks()).toEqual(workbooks.map(listing.placeOf));
    expect(schoolFoldersIn(folder).toSorted()).toEqual(['Elm Park', 'Oak']);
    expect(workbooks.map(listing.schoolsFolderOf)).toEqual([null, null, 'Elm Park', 'Oak']);
    const checks = join(folder, 'Schools/Elm Park/Elm Park – Checks.xlsx');
    expect(checksBesideIn(folder)).toEqual([checks]);
    expect(workbookOfChecks(checks)).toBe(join(folder, 'Schools/Elm Park/Elm Park.xlsx'));
    for (const workbook of workbooks) expect(allianceFolderOf(join(folder, workbook))).toBe(folder);
  });

  it('may be links, also to what is not there', () => {
    put('elsewhere/Elm Park.xlsx', 'Alliance.xlsx', 'Schools/Oak/Oak.xlsx');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'Schools/Elm Park'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'Schools/Ash'));
    const listing = folderListing(folder);
    expect(listing.workbooks().map(listing.nameOf)).toEqual([
      'Alliance.xlsx',
      'Schools/Elm Park/Elm Park.xlsx',
      'Schools/Oak/Oak.xlsx',
    ]);
  });

  it('are looked through for what may be a workbook in another form', () => {
    put('Schools/Elm Park/Elm Park 2025-26.ods', 'Elm Park 2025-26.csv', 'Schools/Oak/Oak 2025-26.ods');
    const { alike } = folderListing(folder);
    const found = ['Elm Park 2025-26.csv', 'Schools/Elm Park/Elm Park 2025-26.ods'];
    for (const name of ['Elm Park 2025-26.xlsx', 'Schools/Elm Park/Elm Park 2025-26.xlsx'])
      expect(alike(name).toSorted()).toEqual(found);
  });

  it('are what a watcher looks into, and nothing beside them', () => {
    const looked = ['', 'Schools', 'Schools/Elm Park'];
    const not = ['Documents', '.concordat', 'Schools/.hidden', 'Schools/Elm Park/Documents', 'Other', 'Restored'];
    const holds = (name: string) => mayHoldWorkbooks('al', join('al', name));
    expect(looked.filter(holds)).toEqual(looked);
    expect(not.filter(holds)).toEqual([]);
  });
});
