import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { asFileName, isFolder, workbooksIn } from '../../functions/edges/local/alliance-folder.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import { academicYearOf } from '../../functions/figures/academic-year.ts';
import { academicYear as academicYearCell } from '../../sheets-schema/cells/academic-year.ts';
import { counted, yearLabel } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, run, say } from '../console.ts';
import { newAlliance } from '../new-alliance.ts';
import { readSchoolsCsv } from '../schools-csv.ts';
import { todayInLondon } from '../today.ts';
import { makeFolder, OWN_FOLDER, quoted } from './folder-option.ts';

interface NewOptions {
  readonly schools: string;
  readonly name: string;
  readonly year?: string;
  readonly folder: string;
}

export function newCommand(): Command {
  return new Command('new')
    .description('Makes the workbooks of a new alliance from a list of its schools.')
    .requiredOption(
      '--schools <csv>',
      'a CSV file with a line for each school: URN and name, further columns if you like',
    )
    .requiredOption('--name <name>', 'what the alliance is called')
    .option('--year <year>', 'the academic year, such as 2026/27 (default: this one)')
    .addOption(new Option('--folder <dir>', 'where to put the workbooks').default(OWN_FOLDER))
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat new --name "Harrowdale Learning Alliance" --schools schools.csv --year 2026/27\n\nThe CSV may have the headings of the national register of schools (URN, EstablishmentName) or of the tab Schools.',
    )
    .action((options: NewOptions) => run(() => makeAlliance(options)));
}

async function makeAlliance({ schools: csv, name, year, folder }: NewOptions): Promise<ExitStatus> {
  const startYear = year === undefined ? academicYearOf(todayInLondon()).startYear : readYear(year);
  const { schools, remarks, unusable } = readSchoolsCsv(readText(csv), startYear);
  for (const remark of remarks) say(remark);
  if (schools.length === 0 && unusable === 0)
    throw new EdgeError(
      'unreadable',
      `No school could be read from ${csv}. It needs a line of headings with URN and School.`,
    );
  if (unusable > 0) {
    const advice = `Nothing was made: ${counted(unusable, 'line')} of ${csv} cannot be used. Mend the list, then run the command again.`;
    throw new EdgeError('unreadable', advice);
  }
  if (isFolder(folder) && workbooksIn(folder).length > 0) {
    throw new EdgeError('not-allowed', `There are workbooks in ${folder} already. Name another folder with --folder.`);
  }
  makeFolder(folder);
  const files = workbookFiles();
  for (const { fileName, sheets } of newAlliance(name, startYear, schools)) {
    await files.create(join(folder, asFileName(fileName)), sheets);
    say(`  ${fileName}`);
  }
  answer(`Made ${counted(schools.length + 1, 'workbook')} for ${yearLabel(startYear)} in ${folder}.`);
  answer(
    `Next: fill in Calendar and Settings in the alliance’s workbook, then run “npx concordat start ${quoted(folder)}”.`,
  );
  return remarks.length > 0 ? 1 : 0;
}

function readYear(typed: string): number {
  const reading = academicYearCell.read(typed, { academicYear: 2025, schools: null });
  if ('value' in reading) return reading.value;
  throw new EdgeError('unreadable', `“${typed}” is not an academic year. Type it as 2026/27.`);
}

/** The register, and many a spreadsheet program on Windows, write a CSV in the older encoding. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function readText(path: string): string {
  try {
    return decoded(readFileSync(path));
  } catch (cause) {
    throw new EdgeError('unreadable', `The list of schools ${path} cannot be read. Check its name.`, { cause });
  }
}
