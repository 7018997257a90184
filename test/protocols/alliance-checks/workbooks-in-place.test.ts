import type { PlaceFault } from '../../../functions/protocols/place-faults.ts';
import { allianceKind, schoolKind } from '../../../functions/workbooks/kinds.ts';
import { testRule } from '../../support/rule-tester.ts';

const elmPark = { kind: schoolKind, urn: '990001', startYear: 2025 };
const aldhelms = { kind: schoolKind, urn: '990002', startYear: 2025 };
const own = { kind: allianceKind, urn: null, startYear: 2025 };
const unknown = { kind: schoolKind, urn: '990009', startYear: 2024 };

const gone = (owner: PlaceFault['owner']): PlaceFault => ({
  what: 'gone',
  owner,
  file: 'Its file.xlsx',
  alike: null,
  since: '2025-11-04',
});
const unlisted = (owner: PlaceFault['owner']): PlaceFault => ({ what: 'unlisted', owner, file: 'Its file.xlsx' });
const left = `
  | URN    | School               | Left on   |
  | 990001 | Elm Park High School | 26/3/2026 |
  | 990002 | St Aldhelm's School  | 27/3/2026 |`;

testRule('GEN-21', 'alliance', {
  passes: [
    { name: 'nothing is wrong', tabs: {}, misplaced: [] },
    {
      name: 'the workbooks of a school that has left and of one that is no member are gone',
      tabs: { Schools: left },
      misplaced: [gone(elmPark), gone(unknown)],
    },
    {
      name: 'a row that waits to be mended may be that of a workbook’s school, or nobody can read Schools',
      tabs: { Schools: `${left}\n  | 99000 | The Meadows | |` },
      alsoFoundBy: ['GEN-14'],
      misplaced: [unlisted(unknown)],
    },
  ],
  fails: [
    {
      name: 'one whose school is not in Schools',
      tabs: { Schools: left },
      misplaced: [unlisted(elmPark), unlisted(unknown)],
      findings: [
        {
          at: null,
          message: 'unlisted',
          severity: 'warning',
          says: 'Its file.xlsx is the workbook of the school with URN 990009 for 2024/25, and Schools has no row with that URN.',
        },
      ],
    },
    {
      name: 'what says it is the alliance’s, where a school may write',
      tabs: {},
      misplaced: [{ what: 'shared', owner: own, file: 'Schools/Elm Park/Alliance 2025-26.xlsx' }],
      findings: [
        {
          at: null,
          message: 'shared',
          severity: 'problem',
          says: 'Schools/Elm Park/Alliance 2025-26.xlsx says that it is the alliance’s workbook for 2025/26, and stands in a school’s folder. It is not read, as what the alliance decides is read from its own folder alone.',
        },
      ],
    },
    {
      name: 'a second copy',
      tabs: {},
      misplaced: [{ what: 'copy', owner: elmPark, file: 'Copy of Elm Park.xlsx', of: 'Elm Park.xlsx' }],
      findings: [
        {
          at: null,
          message: 'copy',
          severity: 'problem',
          says: 'Copy of Elm Park.xlsx is a second copy of Elm Park.xlsx, with which the history goes on.',
        },
      ],
    },
    {
      name: 'three of which none was read before',
      tabs: {},
      misplaced: [
        { what: 'twin', owner: own, file: 'A.xlsx', others: ['B.xlsx', 'C.xlsx'] },
        { what: 'twin', owner: own, file: 'B.xlsx', others: ['A.xlsx', 'C.xlsx'] },
        { what: 'twin', owner: own, file: 'C.xlsx', others: ['A.xlsx', 'B.xlsx'] },
      ],
      findings: [
        {
          at: null,
          message: 'twin',
          severity: 'problem',
          says: 'A.xlsx says that it is the alliance’s workbook for 2025/26, like B.xlsx and C.xlsx.',
        },
        { at: null, message: 'twin' },
        { at: null, message: 'twin' },
      ],
    },
    {
      name: 'a workbook that says it is another',
      tabs: {},
      misplaced: [
        { what: 'changed', owner: elmPark, file: 'Elm Park.xlsx', says: aldhelms },
        { what: 'changed', owner: aldhelms, file: 'St Aldhelm.xlsx', says: unknown },
      ],
      findings: [
        {
          at: null,
          message: 'changed',
          severity: 'problem',
          says: "that it is the workbook of St Aldhelm's School (URN 990002) for 2025/26. The file was last read as the workbook of Elm",
        },
        {
          at: null,
          message: 'changed',
          says: 'it is the workbook of the school with URN 990009 for 2024/25.',
        },
      ],
    },
    {
      name: 'one that cannot be read any more',
      tabs: {},
      misplaced: [
        {
          what: 'unread',
          owner: elmPark,
          file: 'Elm Park.xlsx',
          why: 'This workbook has a password. Take it away.',
          since: '2025-11-03',
        },
      ],
      findings: [
        {
          at: null,
          message: 'unread',
          severity: 'problem',
          says: 'Elm Park.xlsx cannot be read any more.',
        },
      ],
    },
    {
      name: 'some that are gone, and one of them there in another form',
      tabs: {},
      misplaced: [
        { what: 'gone', owner: elmPark, file: 'Elm Park.xlsx', alike: 'Elm Park.ods', since: '2025-11-03' },
        { what: 'gone', owner: aldhelms, file: 'St Aldhelm.xlsx', alike: null, since: '2025-11-04' },
        { what: 'gone', owner: own, file: null, alike: null, since: '2025-11-05' },
      ],
      findings: [
        {
          at: null,
          message: 'otherForm',
          severity: 'warning',
          says: 'in the folder any more as Elm Park.xlsx. Its rows count as they stood on 3 November 2025. Elm Park.ods may be',
        },
        { at: null, message: 'gone', severity: 'warning', says: 'in the folder any more as St Aldhelm.xlsx.' },
        { at: null, message: 'gone', says: 'The alliance’s workbook for 2025/26 is not in the folder any more. Its' },
      ],
    },
    {
      name: 'that of a school that leaves today, and another that a row which waits to be mended may be about',
      tabs: { Schools: `${left}\n  | 99000 | The Meadows | |` },
      alsoFoundBy: ['GEN-14'],
      misplaced: [gone(elmPark), gone(aldhelms), gone(unknown)],
      findings: [
        { at: null, message: 'gone', says: 'St Aldhelm' },
        { at: null, message: 'gone', says: 'The workbook of the school with URN 990009 for 2024/25 is not in the' },
      ],
    },
  ],
});
