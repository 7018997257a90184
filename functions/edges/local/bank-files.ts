import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rowsOfText } from '../../../sheets-schema/bank/lines-of-text.ts';
import { putBeside, type RawCell, type RawTab } from '../../../sheets-schema/sheet.ts';
import { isOfx, rowsOfOfx } from './ofx-rows.ts';
import { textOfFile } from './text-of-file.ts';

/** Beside the alliance's workbook: statements put here are read as if they were pasted into its tab of that name. */
export const BANK_FOLDER = 'Bank';

const STATEMENT = /^[^.~].*\.(?:csv|tsv|txt|ofx|qfx)$/i;
const MOST_FILES = 200;
const MOST_BYTES = 5_000_000;

export function isStatementFile(name: string): boolean {
  return STATEMENT.test(name);
}

/** The statements beside a workbook, in the order of their names; one that cannot be read is a tab without rows. */
export function statementsBeside(workbook: string): RawTab[] {
  const folder = join(dirname(workbook), BANK_FOLDER);
  return namesIn(folder)
    .filter(isStatementFile)
    .toSorted()
    .slice(0, MOST_FILES)
    .map((name) => ({ title: `${putBeside(BANK_FOLDER)}${name}`, rows: rowsOfFile(join(folder, name)) }));
}

function rowsOfFile(path: string): readonly (readonly RawCell[])[] {
  try {
    if (statSync(path).size > MOST_BYTES) return [];
    const text = textOfFile(readFileSync(path));
    return isOfx(text) ? rowsOfOfx(text) : byRowNumber(rowsOfText(text));
  } catch {
    // Gone meanwhile, held by another program, or no statement: it is named where nothing of it can be read.
    return [];
  }
}

function byRowNumber(rows: ReturnType<typeof rowsOfText>): RawCell[][] {
  const sheet: RawCell[][] = [];
  for (const { rowNumber, cells } of rows) sheet[rowNumber - 1] = [...cells];
  return Array.from(sheet, (cells) => cells ?? []);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
