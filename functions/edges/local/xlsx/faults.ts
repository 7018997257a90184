import { EdgeError } from '../../ports.ts';

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

/** @param what the limit that was passed: "more than 200,000 rows". */
export function tooLarge(what: string): EdgeError {
  return new EdgeError(
    'too-large',
    `This workbook is larger than Concordat reads (${what}). Delete what does not belong in it and save it again.`,
  );
}
