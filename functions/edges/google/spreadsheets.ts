import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import type { NewSheet, OwnSheet } from '../../../sheets-schema/sheet.ts';
import { EdgeError, type SheetsByTab, type WorkbookReading, type Workbooks } from '../ports.ts';
import { inDrive, quoted } from './drive-calls.ts';
import type { Google } from './google-clients.ts';
import { newSheetRequests } from './sheets/new-sheet.ts';
import { besideTheirWords, haveRowsMoved, peoplesWords, rowsToWrite, writeRequests } from './sheets/own-sheet.ts';
import { cellOf, plainTitle, type ReadSheet, readSheet, sheetIdOf, trimmed, versionOf } from './sheets/values.ts';

interface SpreadsheetsSetUp {
  readonly google: Google;
  /** The shared drive and the folder on it in which new spreadsheets are made. */
  readonly drive: string;
  readonly folder: string;
  /** The e-mail address Concordat writes as. */
  readonly account: string;
  /** The tabs that are read, in the order they are given; a tab that people added is not. */
  readonly tabs: readonly Pick<NewSheet, 'id' | 'title'>[];
  /** By place, which sheet each tab is; what is found otherwise is put there. */
  readonly known?: Map<string, SheetsByTab>;
}

interface Reading {
  readonly version: string;
  readonly sheets: readonly ReadSheet[];
  /** The whole spreadsheet was looked through. */
  readonly isWhole: boolean;
}

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
/** Says of a spreadsheet whether its tabs were all made. */
const MADE = 'concordatMade';
/** So many workbooks as they were last read are kept in mind; any other is read again before it is written. */
const MOST_READINGS = 8;
/** Somebody may move rows again while rows are put beside the words they belong to. */
const MOST_WRITES = 4;

/** A sheet with what stands in it, in answers that have such. */
const SHEET =
  'properties(sheetId,title,gridProperties(rowCount,columnCount)),data(startRow,startColumn,rowData.values.effectiveValue)';

/**
 * Google's spreadsheets as workbooks; a place is a spreadsheet's id.
 *
 * One request reads the tabs that are known to be there, by the numbers of their sheets, whatever they are called by now. Where those
 * are not known, or one is to be looked for, one request reads the whole spreadsheet. Where one was deleted since, Google refuses the
 * first, and the second follows. Dates come as plain numbers, since the values alone do not tell a day from a number.
 *
 * A version is a hash of what was read. Google cannot be told to write only if nothing changed, so `replaceOwnSheets` holds the version
 * against what was read last, writes in one request, and looks in its answer whether people's words stand where they stood.
 * What somebody changed elsewhere in between is found by the next check.
 */
export function spreadsheets({
  google,
  drive,
  folder,
  account,
  tabs,
  known = new Map(),
}: SpreadsheetsSetUp): Workbooks {
  const readings = new Map<string, Reading>();

  async function read(place: string): Promise<Reading> {
    readings.delete(place);
    const ids = idsToAskFor(place);
    const sheets = ids && (await readSheets(place, ids).catch(nullIfRefused));
    if (sheets && sheets.length === ids.length) return remember(place, sheets, false);
    return readWhole(place);
  }

  /** The numbers of the sheets to read; null where the whole spreadsheet is to be looked through. */
  function idsToAskFor(place: string): number[] | null {
    const byTab = known.get(place) ?? {};
    const ids = tabs.flatMap(({ id }) => byTab[id] ?? []);
    const isOneLost = tabs.some(({ id }) => byTab[id] === null);
    return isOneLost || ids.length === 0 ? null : [...new Set(ids)];
  }

  async function readWhole(place: string): Promise<Reading> {
    const all = (await ask(place, `sheets(${SHEET})`)).map(standingNow);
    const standing = standingAmong(all);
    known.set(place, numbersOf(standing));
    return remember(place, [...new Set(standing.values())], true);
  }

  /** The sheet of each tab that is there: the one of its title, or else the one that was made for it, whatever it is called. */
  function standingAmong<T extends { readonly sheetId: number; readonly title: string }>(
    all: readonly T[],
  ): Map<string, T> {
    return new Map(
      tabs.flatMap(({ id, title }) => {
        const sheet = titled(all, title) ?? all.find(({ sheetId }) => sheetId === sheetIdOf(id));
        return sheet ? [[id, sheet]] : [];
      }),
    );
  }

  async function lookFor(place: string, lost: readonly string[]): Promise<Reading> {
    const last = readings.get(place);
    const reading = last?.isWhole ? last : await readWhole(place);
    const gone = tabs.filter(({ id, title }) => lost.includes(id) && !titled(reading.sheets, title));
    known.set(place, { ...known.get(place), ...Object.fromEntries(gone.map(({ id }) => [id, null])) });
    return reading;
  }

  async function readSheets(place: string, ids: readonly number[]): Promise<ReadSheet[]> {
    const { spreadsheets } = await google.sheets();
    const requestBody = {
      dataFilters: ids.map((sheetId) => ({ gridRange: { sheetId } })),
      valueRenderOption: 'UNFORMATTED_VALUE',
      dateTimeRenderOption: 'SERIAL_NUMBER',
      majorDimension: 'ROWS',
    };
    // It only reads.
    const answer = await google.ask('workbook', 'always', (options) =>
      spreadsheets.values.batchGetByDataFilter({ spreadsheetId: place, requestBody }, options),
    );
    const byId = new Map(
      (answer.valueRanges ?? []).map(({ dataFilters, valueRange }) => [
        dataFilters?.[0]?.gridRange?.sheetId ?? 0,
        valueRange ?? {},
      ]),
    );
    return ids.flatMap((sheetId) => {
      const range = byId.get(sheetId);
      return range ? [readSheet(sheetId, range)] : [];
    });
  }

  async function ask(place: string, fields: string): Promise<sheets_v4.Schema$Sheet[]> {
    const { spreadsheets } = await google.sheets();
    const answer = await google.ask('workbook', 'always', (options) =>
      spreadsheets.get({ spreadsheetId: place, fields }, options),
    );
    return answer.sheets ?? [];
  }

  async function sheetsOf(place: string) {
    const sheets = await ask(place, 'sheets.properties(sheetId,title,index)');
    return sheets.map(({ properties }) => ({ sheetId: properties?.sheetId ?? 0, title: properties?.title ?? '' }));
  }

  function remember(place: string, sheets: readonly ReadSheet[], isWhole: boolean): Reading {
    const reading = { version: versionOf(sheets), sheets, isWhole };
    readings.delete(place);
    readings.set(place, reading);
    for (const oldest of readings.keys()) if (readings.size > MOST_READINGS) readings.delete(oldest);
    return reading;
  }

  async function asRead(place: string, version: string): Promise<Reading> {
    const reading = readings.get(place) ?? (await read(place));
    if (reading.version !== version) throw changedMeanwhile();
    return reading;
  }

  async function update(
    place: string,
    repeat: 'always' | 'if-undone',
    request: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
    fields = 'spreadsheetId',
  ) {
    const { spreadsheets } = await google.sheets();
    return google.ask('workbook', repeat, (options) =>
      spreadsheets.batchUpdate({ spreadsheetId: place, requestBody: request, fields }, options),
    );
  }

  async function create(name: string, sheets: readonly NewSheet[]): Promise<string> {
    const { files } = await google.drive();
    const standing = await google.ask('drive', 'always', (options) =>
      files.list(
        {
          q: `'${quoted(folder)}' in parents and name = '${quoted(name)}' and mimeType = '${SPREADSHEET}' and trashed = false`,
          fields: 'files(id,appProperties)',
          ...inDrive(drive),
        },
        options,
      ),
    );
    const twins = standing.files ?? [];
    if (twins.some(({ appProperties }) => appProperties?.[MADE] !== 'no')) {
      throw new EdgeError('not-allowed', `"${name}" is there already and was left as it is.`);
    }
    const begun = twins[0]?.id ?? (await begin(name));
    const there = await sheetsOf(begun);
    const ours = new Set(sheets.map(({ id }) => sheetIdOf(id)));
    if (!there.some(({ sheetId }) => ours.has(sheetId))) {
      const properties = { locale: 'en_GB', timeZone: 'Europe/London' };
      // Twice would be refused; an interrupted one is looked at again by whoever runs `create` again.
      await update(begun, 'if-undone', {
        requests: [
          { updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } },
          ...sheets.flatMap((sheet, at) => newSheetRequests(sheet, at, account, sheets)),
          ...there.map(({ sheetId }) => ({ deleteSheet: { sheetId } })),
        ],
      });
    }
    await google.ask('drive', 'always', (options) =>
      files.update(
        {
          fileId: begun,
          requestBody: { appProperties: { [MADE]: 'yes' } },
          fields: 'id',
          supportsAllDrives: true,
        },
        options,
      ),
    );
    known.set(begun, sheetsMade(sheets));
    return begun;
  }

  async function begin(name: string): Promise<string> {
    const { files } = await google.drive();
    const requestBody = { name, mimeType: SPREADSHEET, parents: [folder], appProperties: { [MADE]: 'no' } };
    // Twice would make two.
    const { id } = await google.ask('drive', 'if-undone', (options) =>
      files.create({ requestBody, fields: 'id', supportsAllDrives: true }, options),
    );
    return id!;
  }

  async function addSheets(place: string, version: string, sheets: readonly NewSheet[]): Promise<string> {
    await asRead(place, version);
    const there = await sheetsOf(place);
    const standing = standingAmong(there);
    const lacking = sheets.filter(({ id }) => !standing.has(id));
    if (lacking.length > 0) {
      const first = Math.max(0, there.length - 1);
      // Twice would be refused, as the numbers are fixed; whoever runs it again finds them there.
      await update(place, 'if-undone', {
        requests: lacking.flatMap((sheet, at) => newSheetRequests(sheet, first + at, account, lacking)),
      });
    }
    known.set(place, { ...numbersOf(standing), ...sheetsMade(lacking) });
    return (await read(place)).version;
  }

  async function replaceOwnSheets(place: string, version: string, own: readonly OwnSheet[]): Promise<string> {
    const reading = await asRead(place, version);
    const work = own.flatMap((sheet): Work[] => {
      const standing = titled(reading.sheets, sheet.title);
      if (!standing) throw sheetMissing(sheet.title);
      return [{ sheet, standing, rows: rowsToWrite(standing.rows, sheet) }];
    });
    let writing = work.filter(({ rows }) => rows.length > 0);
    if (writing.length === 0) return version;

    let changed = false;
    let stands = new Map<number, ReadSheet>();
    for (let writes = 0; writing.length > 0 && writes < MOST_WRITES; writes += 1) {
      stands = await write(place, reading.sheets, writing);
      writing = writing.flatMap(({ sheet, standing, rows }): Work[] => {
        const now = stands.get(standing.sheetId)!;
        const [before, after] = [peoplesWords(standing.rows, sheet), peoplesWords(now.rows, sheet)];
        const rowsMoved = haveRowsMoved(standing, now, sheet, rows);
        changed ||= rowsMoved || before.join('\n') !== after.join('\n');
        const moved = besideTheirWords(sheet, before, after, rowsMoved);
        if (moved === null) return [];
        const length = Math.max(now.rows.length, moved.rows.length);
        return [{ sheet: moved, standing: now, rows: Array.from({ length }, (_, row) => row) }];
      });
    }
    if (changed) {
      readings.delete(place);
      throw changedMeanwhile();
    }
    return remember(
      place,
      reading.sheets.map((sheet) => stands.get(sheet.sheetId) ?? sheet),
      reading.isWhole,
    ).version;
  }

  /** Gives the sheets as the same request found them once it had written. */
  async function write(
    place: string,
    all: readonly ReadSheet[],
    work: readonly Work[],
  ): Promise<Map<number, ReadSheet>> {
    const idOfTab = (title: string) => titled(all, title)?.sheetId ?? null;
    try {
      // What it writes does not depend on what stood there, so twice comes to the same.
      const answer = await update(
        place,
        'always',
        {
          requests: work.flatMap(({ standing, sheet, rows }) => writeRequests(standing, sheet, rows, idOfTab)),
          includeSpreadsheetInResponse: true,
          responseRanges: work.map(({ standing }) => `'${standing.title.replaceAll("'", "''")}'`),
        },
        `updatedSpreadsheet.sheets(${SHEET})`,
      );
      const stands = new Map(
        (answer.updatedSpreadsheet?.sheets ?? []).map((sheet) => [sheet.properties?.sheetId ?? 0, standingNow(sheet)]),
      );
      if (!work.every(({ standing }) => stands.has(standing.sheetId))) throw changedMeanwhile();
      return stands;
    } catch (error) {
      const isRefused = error instanceof EdgeError && error.code === 'unreadable';
      if (!isRefused || (await isStill(place, work))) throw error;
      readings.delete(place);
      throw changedMeanwhile();
    }
  }

  /** Whether the tabs to write in are still there under the titles they were read by. */
  async function isStill(place: string, work: readonly Work[]): Promise<boolean> {
    const there = await sheetsOf(place);
    return work.every(({ standing }) =>
      there.some(({ sheetId, title }) => sheetId === standing.sheetId && title === standing.title),
    );
  }

  return {
    read: async (place) => asPort(await read(place)),
    lookFor: async (place, lost) => asPort(await lookFor(place, lost)),
    create,
    addSheets,
    replaceOwnSheets,
  };
}

function asPort({ version, sheets }: Reading): WorkbookReading {
  return { version, tabs: sheets.map(({ title, rows }) => ({ title, rows })) };
}

function titled<T extends { readonly title: string }>(sheets: readonly T[], title: string): T | undefined {
  return sheets.find((sheet) => plainTitle(sheet.title) === plainTitle(title));
}

function numbersOf(standing: ReadonlyMap<string, { readonly sheetId: number }>): SheetsByTab {
  return Object.fromEntries([...standing].map(([id, { sheetId }]) => [id, sheetId]));
}

function sheetsMade(sheets: readonly NewSheet[]): SheetsByTab {
  return Object.fromEntries(sheets.map(({ id }) => [id, sheetIdOf(id)]));
}

/** As Google does what names a sheet that is not there any more. */
function nullIfRefused(error: unknown): null {
  if (error instanceof EdgeError && error.code === 'unreadable') return null;
  throw error;
}

/** A sheet to write: as it stands, as it should stand, and the rows in which the two differ. */
interface Work {
  readonly sheet: OwnSheet;
  readonly standing: ReadSheet;
  readonly rows: readonly number[];
}

function standingNow({ properties, data }: sheets_v4.Schema$Sheet): ReadSheet {
  const rows = (data?.[0]?.rowData ?? []).map(({ values }) => (values ?? []).map(cellOf));
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? '',
    rowCount: properties?.gridProperties?.rowCount ?? 0,
    columnCount: properties?.gridProperties?.columnCount ?? 0,
    rows: trimmed(rows),
  };
}

function changedMeanwhile(): EdgeError {
  return new EdgeError('changed-meanwhile', 'The spreadsheet was changed meanwhile. It will be read again.', {
    retryable: true,
  });
}

function sheetMissing(title: string): EdgeError {
  return new EdgeError(
    'sheet-missing',
    `The tab "${title}" is missing. If it was renamed, give it that name again; if it was deleted, bring it back from the version history.`,
  );
}
