import { EdgeError, type Workbooks } from '../../functions/edges/ports.ts';
import type { NewSheet, OwnSheet, RawCell, SheetCell } from '../../sheets-schema/sheet.ts';

export interface MemoryWorkbooks extends Workbooks {
  /** What people do with a tab: `change` gets its rows and may do as it likes with them. */
  edit(place: string, title: string, change: (rows: RawCell[][]) => void): void;
  rename(place: string, title: string, to: string): void;
  delete(place: string, title: string): void;
  /** What people do with files. */
  copyFile(place: string, to: string): void;
  renameFile(place: string, to: string): void;
  deleteFile(place: string): void;
  readonly places: () => readonly string[];
  /** Places that somebody has open. */
  readonly open: Set<string>;
}

interface Book {
  version: string;
  readonly tabs: { title: string; rows: RawCell[][] }[];
}

/** Workbooks as they behave, without files. Each request lets others go first, as a network would. */
export function openMemoryWorkbooks(): MemoryWorkbooks {
  const books = new Map<string, Book>();
  const open = new Set<string>();
  let changes = 0;

  function bookAt(place: string): Book {
    const book = books.get(place);
    if (!book) throw new EdgeError('not-found', `"${place}" is not there.`);
    return book;
  }
  function tabIn(book: Book, title: string) {
    const tab = book.tabs.find((one) => one.title.toLowerCase() === title.toLowerCase());
    if (!tab) throw new EdgeError('sheet-missing', `The tab "${title}" is missing.`);
    return tab;
  }
  function nextVersion(): string {
    changes += 1;
    return `v${changes}`;
  }

  return {
    open,
    async read(place) {
      await letOthersGoFirst();
      return structuredClone(bookAt(place));
    },
    async create(place, sheets) {
      await letOthersGoFirst();
      if (books.has(place)) throw new EdgeError('not-allowed', `"${place}" is there already.`);
      const tabs = sheets.map((sheet) => ({ title: sheet.title, rows: gridOf(sheet) }));
      books.set(place, { version: nextVersion(), tabs });
      return place;
    },
    async addSheets(place, version, sheets) {
      await letOthersGoFirst();
      const book = bookAt(place);
      if (open.has(place)) throw new EdgeError('open-elsewhere', `"${place}" is open.`, { retryable: true });
      if (book.version !== version) {
        throw new EdgeError('changed-meanwhile', `"${place}" was changed meanwhile.`, { retryable: true });
      }
      const has = (title: string) => book.tabs.some((tab) => tab.title.toLowerCase() === title.toLowerCase());
      const lacking = sheets.filter(({ title }) => !has(title));
      if (lacking.length === 0) return book.version;
      book.tabs.splice(-1, 0, ...lacking.map((sheet) => ({ title: sheet.title, rows: gridOf(sheet) })));
      book.version = nextVersion();
      return book.version;
    },
    async replaceOwnSheets(place, version, sheets) {
      await letOthersGoFirst();
      const book = bookAt(place);
      if (open.has(place)) throw new EdgeError('open-elsewhere', `"${place}" is open.`, { retryable: true });
      if (book.version !== version) {
        throw new EdgeError('changed-meanwhile', `"${place}" was changed meanwhile.`, { retryable: true });
      }
      const before = JSON.stringify(book.tabs);
      const replaced = sheets.map((sheet) => [tabIn(book, sheet.title), sheet] as const);
      for (const [tab, sheet] of replaced) tab.rows = replaceContent(tab.rows, sheet);
      if (JSON.stringify(book.tabs) !== before) book.version = nextVersion();
      return book.version;
    },
    edit(place, title, change) {
      const book = bookAt(place);
      const tab = tabIn(book, title);
      change(tab.rows);
      tab.rows = asRead(tab.rows);
      book.version = nextVersion();
    },
    rename(place, title, to) {
      const book = bookAt(place);
      tabIn(book, title).title = to;
      book.version = nextVersion();
    },
    copyFile: (place, to) => void books.set(to, { ...structuredClone(bookAt(place)), version: nextVersion() }),
    renameFile(place, to) {
      books.set(to, bookAt(place));
      books.delete(place);
    },
    deleteFile: (place) => void books.delete(place),
    places: () => [...books.keys()].sort(),
    delete(place, title) {
      const book = bookAt(place);
      book.tabs.splice(book.tabs.indexOf(tabIn(book, title)), 1);
      book.version = nextVersion();
    },
  };
}

/** A tab's rows after `sheet` was written over them: people's columns stay, everything else is as `sheet` says. */
export function replaceContent(rows: readonly (readonly RawCell[])[], sheet: OwnSheet): RawCell[][] {
  const grid = Array.from({ length: Math.max(rows.length, sheet.rows.length) }, (_, at) => {
    const [before, wanted] = [rows[at] ?? [], sheet.rows[at] ?? []];
    if (at < (sheet.peoplesRows ?? 0)) return [...before];
    const width = Math.max(wanted.length, ...sheet.peoplesColumns.map((column) => column + 1));
    const cells = Array.from({ length: width }, (_, column) =>
      sheet.peoplesColumns.includes(column) ? (before[column] ?? null) : kept(wanted[column]?.value ?? null),
    );
    return cells;
  });
  return asRead(grid);
}

function gridOf({ columns, headings, rows }: NewSheet): RawCell[][] {
  const first = headings ? [columns.map(({ heading }): RawCell => heading)] : [];
  const isStyled = (cell: RawCell | SheetCell): cell is SheetCell =>
    typeof cell === 'object' && cell !== null && 'value' in cell;
  return asRead([...first, ...rows.map((row) => row.map((cell) => kept(isStyled(cell) ? cell.value : cell)))]);
}

/** Rows as a spreadsheet gives them back, whatever was done to them: none is missing, and none ends with blanks. */
function asRead(rows: readonly (readonly RawCell[] | null | undefined)[]): RawCell[][] {
  const read = Array.from(rows, (row) =>
    withoutBlankEnd(
      Array.from(row ?? [], (cell) => (cell === '' ? null : (cell ?? null))),
      (cell) => cell === null,
    ),
  );
  return withoutBlankEnd(read, (row) => row.length === 0);
}

/** What a spreadsheet keeps of a value: no empty texts, no control characters, no half characters. */
function kept(value: RawCell): RawCell {
  if (typeof value !== 'string') return value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
  return value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').toWellFormed() || null;
}

function withoutBlankEnd<T>(items: T[], isBlank: (item: T) => boolean): T[] {
  return items.slice(0, items.findLastIndex((item) => !isBlank(item)) + 1);
}

function letOthersGoFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
