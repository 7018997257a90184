import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFolderName } from '../../functions/edges/local/file-names.ts';
import { folderListing } from '../../functions/edges/local/workbooks-in-folder.ts';
import { schoolsFolder } from '../../functions/workbooks/schools-folder.ts';
import { runs } from '../support/property-runs.ts';

const listing = folderListing('al');
const folderOf = (
  numbers: readonly string[],
  name: string,
  files: Readonly<Record<string, string>> = {},
  others: readonly string[] = [],
) => schoolsFolder({ numbers, name, others }, new Map(Object.entries(files)), listing, asFolderName);

describe('the folder of a school', () => {
  it('is called by its name, as every system allows it', () => {
    for (const [name, folder] of [
      ['Elm Park High School', 'Elm Park High School'],
      ['St Mary/St John: Primary?', 'St Mary-St John- Primary-'],
      ['Con', 'Con-'],
      ['AUX. The Annexe', 'AUX-. The Annexe'],
      ['..', 'unnamed'],
      [`${'Long '.repeat(40)}`, `${'Long '.repeat(16)}`.trim()],
    ] as const)
      expect(folderOf(['990001'], name)).toBe(folder);
  });

  it('stays where its workbooks are, whatever the school or the folder comes to be called', () => {
    const files = {
      'school-990001-2025': 'Schools/Elm Park/2025.xlsx',
      'school-990001-2026': 'Schools/Elms/2026.xlsx',
    };
    expect(folderOf(['990001'], 'Park Academy', files)).toBe('Elms');
    expect(folderOf(['990009', '990001'], 'Park Academy', files)).toBe('Elms');
    expect(folderOf(['990002'], 'Elms', files)).toBe('990002 Elms');
    // Another of its name joins.
    expect(folderOf(['990001'], 'Elms', files, ['ELMS'])).toBe('Elms');
    expect(folderOf(['990002'], 'ELMS', files, ['Elms'])).toBe('990002 ELMS');
  });

  it('is not another school’s because somebody put its workbook there', () => {
    const files = { 'school-990001-2025': 'Schools/Oak/Elm.xlsx', 'school-990002-2025': 'Schools/Oak/Oak.xlsx' };
    expect(folderOf(['990001'], 'Elm', files, ['Oak'])).toBe('Elm');
    expect(folderOf(['990002'], 'Oak', files, ['Elm'])).toBe('Oak');
    // Nor where the other's own is away.
    expect(folderOf(['990001'], 'Elm', { 'school-990001-2025': 'Schools/Oak/Elm.xlsx' }, ['Oak'])).toBe('Elm');
  });

  it('is by URN and name where two are written alike', () => {
    expect(folderOf(['990001'], 'St Mary', {}, ['ST MARY'])).toBe('990001 St Mary');
    expect(folderOf(['990001'], 'St Mary: Elm', {}, ['St Mary? Elm'])).toBe('990001 St Mary- Elm');
  });

  it('is never the folder of two, whoever moved what where', () => {
    const names = ['Elm', 'elm', 'Oak', 'Ash'];
    const urns = names.map((_, at) => String(990001 + at));
    const folders = ['Elm', 'Oak', 'Ash', 'Other', '990002 elm'];
    const files = fc.uniqueArray(
      fc.record({ urn: fc.constantFrom(...urns), year: fc.constantFrom(2024, 2025), at: fc.nat(folders.length) }),
      { selector: ({ urn, year }) => `${urn} ${year}`, maxLength: 8 },
    );
    fc.assert(
      fc.property(files, (standing) => {
        const where = Object.fromEntries(
          standing.map(({ urn, year, at }, file) => [
            `school-${urn}-${year}`,
            folders[at] === undefined ? `${file}.xlsx` : `Schools/${folders[at]}/${file}.xlsx`,
          ]),
        );
        const given = urns.map((urn, at) =>
          folderOf(
            [urn],
            names[at]!,
            where,
            names.filter((_, other) => other !== at),
          ).toLowerCase(),
        );
        expect(new Set(given).size).toBe(urns.length);
      }),
      runs(300),
    );
  });
});
