import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { type Files, FOLDER, type Grant, permissionId, type Role, SPREADSHEET, type StoredFile } from './files.ts';
import {
  type Book,
  type Cell,
  copyBook,
  deleteLines,
  errorType,
  type Grid,
  insertLines,
  newGrid,
  replaceCells,
  sortRows,
} from './grid.ts';
import { clipped, gridByTitle, placeFromA1 } from './ranges.ts';

/** What a person can leave in a cell: a value, or a formula with what it shows. */
export type Typed = RawCell | { readonly formula: string; readonly shows: RawCell };

export type People = ReturnType<typeof openPeople>;

/** What people do in Drive and in spreadsheets. `service` is the account they share with; `place` is a file's id. */
export function openPeople(files: Files, service: string, person = 'coordinator@alderfold.example') {
  function file(place: string): StoredFile {
    const found = files.find(place);
    if (!found) throw new Error(`no file ${place}`);
    return found;
  }

  function edit(place: string, change: (book: Book) => void): void {
    const spreadsheet = file(place);
    if (!spreadsheet.book) throw new Error(`${place} is not a spreadsheet`);
    const book = copyBook(spreadsheet.book);
    change(book);
    files.edit(spreadsheet, person, book);
  }

  function editTab(place: string, title: string, change: (grid: Grid) => void): void {
    edit(place, (book) => change(tab(book, title)));
  }

  function grant(role: Role): Grant {
    return { id: permissionId(service), type: 'user', role, emailAddress: service };
  }

  return {
    /** A shared drive with the service account as a member; gives its id. */
    makeDrive: (name: string, role: Role = 'fileOrganizer') => files.addDrive(name, [grant(role)]).id,
    /** Makes the service account a member of a shared drive in another role, or, with null, no member any more. */
    setMember(drive: string, role: Role | null): void {
      const found = files.drive(drive);
      if (!found) throw new Error(`no shared drive ${drive}`);
      found.grants = role === null ? [] : [grant(role)];
    },

    /** Only members may open what is on a shared drive, or anybody whom it is shared with. */
    keepToMembers(driveId: string, driveMembersOnly: boolean): void {
      const found = files.drive(driveId);
      if (!found) throw new Error(`no shared drive ${driveId}`);
      found.restrictions = { ...found.restrictions, driveMembersOnly };
    },

    /** A folder: in the person's own Drive and not shared, or in a folder or shared drive. */
    makeFolder: (name: string, parent?: string) => make(name, FOLDER, parent).id,

    /** A spreadsheet of the person's own, shared with the service account or not; gives its id. */
    makeSpreadsheet(
      name: string,
      tabs: Readonly<Record<string, readonly (readonly Typed[])[]>>,
      { role = 'writer', parent }: { readonly role?: Role | null; readonly parent?: string } = {},
    ): string {
      const made = make(name, SPREADSHEET, parent);
      const grids = Object.entries(tabs).map(([title, rows], at) => {
        const grid = newGrid(at === 0 ? 0 : files.newNumber(), title);
        write(grid, 0, 0, rows);
        return grid;
      });
      if (made.book && grids.length > 0) made.book = { ...made.book, grids };
      if (role !== null && made.owner) files.share(made, [grant(role)]);
      return made.id;
    },

    type: (place: string, cell: string, value: Typed) => typeRows(place, cell, [[value]]),
    /** Types or pastes a block whose first cell is `cell`, such as `Staff days!B3`. */
    typeRows,

    /** Rows are counted from 1, as people see them. */
    insertRows: (place: string, title: string, before: number, count = 1) =>
      editTab(place, title, (grid) => insertLines(grid, 'ROWS', before - 1, count, 'after')),
    deleteRows: (place: string, title: string, first: number, count = 1) =>
      editTab(place, title, (grid) => deleteLines(grid, 'ROWS', first - 1, first - 1 + count)),
    /** Columns are counted from 0. */
    insertColumns: (place: string, title: string, before: number, count = 1) =>
      editTab(place, title, (grid) => insertLines(grid, 'COLUMNS', before, count, 'after')),
    deleteColumns: (place: string, title: string, first: number, count = 1) =>
      editTab(place, title, (grid) => deleteLines(grid, 'COLUMNS', first, first + count)),

    /** Sorts the rows of a range, such as `Staff days!A2:F`, by a column counted from 0. */
    sortRange: (place: string, range: string, column: number, descending = false) =>
      edit(place, (book) => {
        const found = placeFromA1(book, range, 'sort');
        sortRows(found.grid, clipped(found, 'sort'), [{ column, descending }]);
      }),

    addTab: (place: string, title: string, rows: readonly (readonly Typed[])[] = []) =>
      edit(place, (book) => {
        const grid = newGrid(files.newNumber(), title);
        write(grid, 0, 0, rows);
        book.grids.push(grid);
      }),
    renameTab: (place: string, title: string, to: string) =>
      editTab(place, title, (grid) => {
        grid.properties = { ...grid.properties, title: to };
      }),
    deleteTab: (place: string, title: string) =>
      edit(place, (book) => {
        book.grids.splice(book.grids.indexOf(tab(book, title)), 1);
      }),
    /** The spreadsheet as it stands, for `putBack` to put back as people do from the version history. */
    version: (place: string): Book => copyBook(file(place).book!),
    putBack: (place: string, version: Book) => files.edit(file(place), person, copyBook(version)),
    /** Only the person may edit the tab from now on. */
    protectTab: (place: string, title: string) =>
      editTab(place, title, (grid) => {
        const range = { sheetId: grid.properties.sheetId };
        const added = { protectedRangeId: files.newNumber(), range, editors: { users: [person] } };
        grid.protectedRanges = [...grid.protectedRanges, added];
      }),
    unprotectTab: (place: string, title: string) =>
      editTab(place, title, (grid) => {
        grid.protectedRanges = grid.protectedRanges.filter(({ editors }) => !editors?.users?.includes(person));
      }),

    rename: (place: string, name: string) => files.change(file(place), person, { name }),
    trash: (place: string) => files.change(file(place), person, { trashed: true }),
    untrash: (place: string) => files.change(file(place), person, { trashed: false }),
    remove: (place: string) => files.remove(file(place)),
    /** Shares a file with the service account, in place of any role it had. */
    share: (place: string, role: Role = 'writer') => files.share(file(place), [grant(role)]),
    unshare: (place: string) => files.share(file(place), []),
  };

  function make(name: string, mimeType: string, parent?: string): StoredFile {
    const driveId = parent === undefined ? null : (files.drive(parent)?.id ?? files.find(parent)?.driveId ?? null);
    const owner = driveId ? null : person;
    return files.add({ name, mimeType, parents: [parent ?? `root of ${person}`], driveId, owner }, person);
  }

  function typeRows(place: string, cell: string, rows: readonly (readonly Typed[])[]): void {
    edit(place, (book) => {
      const { grid, box } = placeFromA1(book, cell, 'typed');
      write(grid, box.top, box.left, rows);
    });
  }
}

export function tab(book: Book, title: string): Grid {
  const grid = gridByTitle(book, title);
  if (!grid) throw new Error(`no tab ${title}`);
  return grid;
}

function write(grid: Grid, top: number, left: number, rows: readonly (readonly Typed[])[]): void {
  const size = grid.properties.gridProperties;
  const right = left + Math.max(0, ...rows.map((row) => row.length));
  // Pasting more than there is room for makes the grid grow; typing never does, as there is no cell to type into.
  const grown = {
    rowCount: Math.max(size.rowCount, top + rows.length),
    columnCount: Math.max(size.columnCount, right),
  };
  grid.properties = { ...grid.properties, gridProperties: { ...size, ...grown } };
  rows.forEach((row, at) => {
    const line = { top: top + at, bottom: top + at + 1, left, right: left + row.length };
    replaceCells(grid, line, (cell, _, column) => typedOver(cell, row[column - left] ?? null));
  });
}

const DATE_FORMAT = { numberFormat: { type: 'DATE', pattern: 'dd/MM/yyyy' } };

/** The cell with what was typed in place of what it said. */
function typedOver({ userEnteredValue, effectiveValue, textFormatRuns, ...look }: Cell, typed: Typed): Cell {
  if (typed === null || typed === '') return look;
  if (typeof typed === 'object' && 'formula' in typed) {
    const shows = extended(typed.shows);
    return { ...look, userEnteredValue: { formulaValue: typed.formula }, ...(shows ? { effectiveValue: shows } : {}) };
  }
  const value = extended(typed);
  const isDate = typeof typed === 'object' && 'date' in typed;
  const format = isDate ? { userEnteredFormat: { ...look.userEnteredFormat, ...DATE_FORMAT } } : {};
  if (typeof typed === 'object' && 'error' in typed) {
    return {
      ...look,
      userEnteredValue: { formulaValue: `=${typed.error}` },
      ...(value ? { effectiveValue: value } : {}),
    };
  }
  return { ...look, ...format, ...(value ? { userEnteredValue: value, effectiveValue: value } : {}) };
}

function extended(value: RawCell): Cell['effectiveValue'] {
  if (value === null) return undefined;
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if ('date' in value) return { numberValue: value.date };
  return { errorValue: { type: errorType(value.error), message: 'An error.' } };
}
