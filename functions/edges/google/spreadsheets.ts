import type { sheets_v4 } from '@googleapis/sheets/build/v4.js';
import type { NewSheet, OwnSheet } from '../../../sheets-schema/sheet.ts';
import { EdgeError, type WorkbookReading, type Workbooks } from '../ports.ts';
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
  readonly titles: readonly string[];
}

interface Reading {
  readonly version: string;
  readonly sheets: readonly ReadSheet[];
}

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
/** Says of a spreadsheet whether its tabs were all made. */
const MADE = 'concordatMade';
/** So many workbooks as they were last read are kept in mind; any other is read again before it is written. */
const MOST_READINGS = 8;
/** Somebody may move rows again while rows are put beside the words they belong to. */
const MOST_WRITES = 4;

/**
 * Google's spreadsheets as workbooks; a place is a spreadsheet's id.
 *
 * One request reads all tabs by their ids, whatever they are called by now. Where a tab was deleted, or put back as a copy, Google
 * refuses that request: then the list of tabs is asked for and they are read once more, three requests in all. Where one is lacking
 * and nothing else is new, the list is asked for as well, since the tab may have been put back. Dates come as plain numbers, since
 * the values alone do not tell a day from a number.
 *
 * A version is a hash of what was read. Google cannot be told to write only if nothing changed, so `replaceOwnSheets` holds the version
 * against what this process read last, writes in one request, and looks in its answer whether people's words stand where they stood.
 * What somebody changed elsewhere in between is found by the next check.
 */
export function spreadsheets({ google, drive, folder, account, titles }: SpreadsheetsSetUp): Workbooks {
  const readings = new Map<string, Reading>();
  const sheetIds = new Map<string, readonly number[]>();
  const usualIds = titles.map(sheetIdOf);

  async function read(place: string): Promise<Reading> {
    const before = readings.get(place)?.version;
    readings.delete(place);
    const ids = sheetIds.get(place) ?? usualIds;
    const sheets = await readSheets(place, ids).catch((error: unknown) => {
      if (error instanceof EdgeError && error.code === 'unreadable') return error;
      throw error;
    });
    if (!(sheets instanceof EdgeError) && sheets.length === ids.length) {
      const reading = remember(place, sheets);
      const isNew = before !== undefined && before !== reading.version;
      if (ids.length >= usualIds.length || isNew) return reading;
    }
    const found = wantedAmong(await sheetsOf(place));
    if (found.join() === ids.join()) {
      if (sheets instanceof EdgeError) throw sheets;
      return remember(place, sheets);
    }
    sheetIds.set(place, found);
    return remember(place, await readSheets(place, found));
  }

  async function readSheets(place: string, ids: readonly number[]): Promise<ReadSheet[]> {
    if (ids.length === 0) return [];
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

  async function sheetsOf(place: string): Promise<sheets_v4.Schema$SheetProperties[]> {
    const { spreadsheets } = await google.sheets();
    const fields = 'sheets.properties(sheetId,title,index)';
    const answer = await google.ask('workbook', 'always', (options) =>
      spreadsheets.get({ spreadsheetId: place, fields }, options),
    );
    return (answer.sheets ?? []).map(({ properties }) => properties ?? {});
  }

  /** The ids of the tabs we know, by id or by title, as they stand. */
  function wantedAmong(sheets: readonly sheets_v4.Schema$SheetProperties[]): number[] {
    const wanted = titles.map(plainTitle);
    return sheets.flatMap(({ sheetId, title }) => {
      const id = sheetId ?? 0;
      return usualIds.includes(id) || wanted.includes(plainTitle(title ?? '')) ? [id] : [];
    });
  }

  function remember(place: string, sheets: readonly ReadSheet[]): Reading {
    const reading = { version: versionOf(sheets), sheets };
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
    const ours = new Set(sheets.map(({ title }) => sheetIdOf(title)));
    if (!there.some(({ sheetId }) => ours.has(sheetId ?? 0))) {
      const properties = { locale: 'en_GB', timeZone: 'Europe/London' };
      // Twice would be refused; an interrupted one is looked at again by whoever runs `create` again.
      await update(begun, 'if-undone', {
        requests: [
          { updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } },
          ...sheets.flatMap((sheet, at) => newSheetRequests(sheet, at, account)),
          ...there.map(({ sheetId }) => ({ deleteSheet: { sheetId: sheetId ?? 0 } })),
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
    sheetIds.set(
      begun,
      sheets.map(({ title }) => sheetIdOf(title)),
    );
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
    const has = ({ title }: NewSheet) =>
      there.some((one) => one.sheetId === sheetIdOf(title) || plainTitle(one.title ?? '') === plainTitle(title));
    const lacking = sheets.filter((sheet) => !has(sheet));
    if (lacking.length === 0) {
      sheetIds.set(place, wantedAmong(there));
      return (await read(place)).version;
    }
    const first = Math.max(0, there.length - 1);
    // Twice would be refused, as the ids are fixed; whoever runs it again finds them there.
    await update(place, 'if-undone', {
      requests: lacking.flatMap((sheet, at) => newSheetRequests(sheet, first + at, account)),
    });
    sheetIds.set(place, wantedAmong(await sheetsOf(place)));
    return (await read(place)).version;
  }

  async function replaceOwnSheets(place: string, version: string, own: readonly OwnSheet[]): Promise<string> {
    const reading = await asRead(place, version);
    const work = own.flatMap((sheet): Work[] => {
      const standing = reading.sheets.find(({ title }) => plainTitle(title) === plainTitle(sheet.title));
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
    ).version;
  }

  /** Gives the sheets as the same request found them once it had written. */
  async function write(
    place: string,
    all: readonly ReadSheet[],
    work: readonly Work[],
  ): Promise<Map<number, ReadSheet>> {
    const idOfTab = (title: string) =>
      all.find((sheet) => plainTitle(sheet.title) === plainTitle(title))?.sheetId ?? null;
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
        'updatedSpreadsheet.sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),data(startRow,startColumn,rowData.values.effectiveValue))',
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
      there.some(({ sheetId, title }) => (sheetId ?? 0) === standing.sheetId && title === standing.title),
    );
  }

  return {
    async read(place): Promise<WorkbookReading> {
      const { version, sheets } = await read(place);
      return { version, tabs: sheets.map(({ title, rows }) => ({ title, rows })) };
    },
    create,
    addSheets,
    replaceOwnSheets,
  };
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
