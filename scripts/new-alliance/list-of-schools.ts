import { readFileSync } from 'node:fs';
import { textOfFile } from '../../functions/edges/local/text-of-file.ts';
import { Refusal } from '../../functions/refusal.ts';
import { counted } from '../../sheets-schema/wording.ts';
import { say } from '../console.ts';
import { type ListOfSchools, readSchoolsCsv } from './schools-csv.ts';

/** @throws Refusal where the list cannot be used as it stands; every line that cannot is said first. */
export function readList(csv: string, startYear: number): ListOfSchools {
  const list = readSchoolsCsv(readText(csv), startYear);
  for (const { line, says } of list.remarks) say(line === null ? says : `Line ${line}: ${says}`);
  for (const note of list.notes) say(note);
  if (list.schools.length === 0 && list.unusable === 0)
    throw new Refusal(
      list.notes.length > 0
        ? `No school is left in ${csv}. List the schools that are open.`
        : `No school could be read from ${csv}. It needs a line of headings with URN and School.`,
    );
  if (list.unusable > 0) {
    const advice = `Nothing was made: ${counted(list.unusable, 'line')} of ${csv} cannot be used. Mend the list, then run the command again.`;
    throw new Refusal(advice);
  }
  return list;
}

export function readListOrSay(csv: string, startYear: number): ListOfSchools | string {
  try {
    return readSchoolsCsv(readText(csv), startYear);
  } catch (error) {
    if (error instanceof Refusal) return error.advice;
    throw error;
  }
}

function readText(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new Refusal(`The list of schools ${path} cannot be read. Check its name.`, { cause });
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new Refusal(`${path} is a workbook. Save its sheet as CSV, and give the name of that file.`);
  }
  return textOfFile(bytes);
}
