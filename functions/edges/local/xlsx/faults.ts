import { EdgeError } from '../../ports.ts';
import type { Limit } from './limits.ts';

/** What can be wrong with a file that should be a workbook, in words for a school office. */
export function notAWorkbook(): EdgeError {
  return new EdgeError(
    'not-a-workbook',
    'This file is not an Excel workbook. Save it again as .xlsx from Excel or LibreOffice.',
  );
}

export function oldWorkbook(): EdgeError {
  return new EdgeError(
    'not-a-workbook',
    'This is a workbook in the old .xls format. Open it in Excel or LibreOffice and save it as .xlsx.',
  );
}

export function passwordProtected(): EdgeError {
  return new EdgeError(
    'unreadable',
    'This workbook is protected by a password. Open it, take the password off and save it again.',
  );
}

/** Perhaps only still being copied, hence worth another try. */
export function emptyFile(): EdgeError {
  return new EdgeError('unreadable', 'This file is empty. Put back an earlier copy of the workbook.', {
    retryable: true,
  });
}

/** Perhaps only still being copied, hence worth another try. */
export function cutShort(): EdgeError {
  return new EdgeError(
    'unreadable',
    'This workbook is cut short. Wait until it has been copied in full, or put back an earlier copy.',
    { retryable: true },
  );
}

/** @param cause what exactly was wrong, for the log. */
export function damaged(cause: unknown): EdgeError {
  return new EdgeError(
    'unreadable',
    'This workbook is damaged. Open it in Excel or LibreOffice, let it be repaired and save it again.',
    { cause },
  );
}

export function binaryWorkbook(): EdgeError {
  return new EdgeError(
    'not-a-workbook',
    'This is a workbook in the .xlsb format. Open it in Excel or LibreOffice and save it as .xlsx.',
  );
}

export function twoTabsOfOneName(): EdgeError {
  return new EdgeError(
    'unreadable',
    'Two tabs of this workbook have the same name, so it cannot be told which is meant. Rename one of them and save it again.',
  );
}

export function sheetMissing(title: string): EdgeError {
  return new EdgeError(
    'sheet-missing',
    `The tab "${title}" is missing. If it was renamed, give it that name again; if it was deleted, put back an earlier copy of the workbook.`,
  );
}

/** @param why the workbook can be read but must not be written in: "is digitally signed". @param remedy what to do. */
export function readOnlyWorkbook(why: string, remedy: string, cause?: unknown): EdgeError {
  const advice = `This workbook ${why}, so it was read and left as it is. ${remedy}`;
  return new EdgeError('not-allowed', advice, { cause });
}

/** @param cause what exactly was in the way, for the log. */
export function strangelyWritten(cause: unknown): EdgeError {
  return readOnlyWorkbook(
    'is written in a way that Concordat cannot safely add to',
    'Open it in Excel or LibreOffice and save it again.',
    cause,
  );
}

export function tooLarge({ words }: Limit): EdgeError {
  return new EdgeError(
    'too-large',
    `This workbook is larger than Concordat reads (${words}). Delete what does not belong in it and save it again.`,
  );
}
