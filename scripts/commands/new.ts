import { Command, Option } from 'commander';
import { documentFonts } from '../../functions/document-fonts.ts';
import { lookAt } from '../../functions/edges/local/look-at.ts';
import { inTwoSentences, saferPlace, whyUnsafe } from '../../functions/edges/local/unsafe-place.ts';
import { folderFault, makeWholeFolder } from '../../functions/edges/local/whole-folder.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { folderListing, SCHOOLS_FOLDER } from '../../functions/edges/local/workbooks-in-folder.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { Refusal } from '../../functions/refusal.ts';
import { counted, listed, yearLabel } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, quoted, run, Stopped, say, whenToldToStop } from '../console.ts';
import {
  type Answers,
  askForAlliance,
  type Given,
  readAddress,
  readName,
  readYear,
  understood,
  usualYear,
} from '../new-alliance/ask-for-alliance.ts';
import { readList, readListOrSay } from '../new-alliance/list-of-schools.ts';
import { newAlliance, withoutWorkbook } from '../new-alliance/new-alliance.ts';
import { NONE, readSigned, saySigned } from '../new-alliance/signed-protocols.ts';
import { openTerminal, type Terminal } from '../new-alliance/terminal.ts';
import { OWN_FOLDER } from './folder-option.ts';
import { makeInFolder, stemOf } from './make-in-folder.ts';
import { todayInLondon } from './today.ts';

interface NewOptions {
  readonly schools?: string;
  readonly name?: string;
  readonly year?: string;
  readonly protocols?: string;
  readonly coordinator?: string;
  readonly folder?: string;
  readonly ask: boolean;
  readonly unsafePlace: boolean;
}

export function newCommand(): Command {
  return new Command('new')
    .description(
      'Makes the workbooks of a new alliance, with a letter to each school’s office. Asks for what you leave out.',
    )
    .option('--name <name>', 'what the alliance is called')
    .option('--schools <csv>', 'a CSV file with a line for each school: URN and name, further columns if you like')
    .option('--year <year>', 'the academic year, such as 2026/27 (default: this one; from July on the next)')
    .option('--protocols <ids>', `what the schools signed: ${listed([...packs.map(({ id }) => id), NONE], 'or')}`)
    .option('--coordinator <address>', 'the coordinator’s e-mail address')
    .option('--folder <dir>', `where to put it all (default: ${OWN_FOLDER})`)
    .option('--unsafe-place', 'make it even where a program keeps the folder in step, or on a network drive', false)
    .addOption(new Option('--ask', 'ask even where the answers do not come from a terminal').default(false))
    .addHelpText(
      'after',
      `\nExamples:\n  npx concordat new\n  npx concordat new --name "Harrowdale Learning Alliance" --schools schools.csv --year 2026/27 \\\n    --protocols ${packs.map(({ id }) => id).join(',')}\n\nThe CSV may have the headings of the national register of schools (URN, EstablishmentName) or of the tab Schools.`,
    )
    .action((options: NewOptions) => run(() => makeAlliance(options)));
}

async function makeAlliance(options: NewOptions): Promise<ExitStatus> {
  const today = todayInLondon();
  const { name, schools: list, folder } = options;
  const given: Given = {
    ...(name !== undefined && { name: understood(readName(name)) }),
    ...(options.year !== undefined && { startYear: understood(readYear(options.year)) }),
    ...(options.protocols !== undefined && { adopted: understood(readSigned(options.protocols, packs)) }),
    ...(options.coordinator !== undefined && { coordinator: understood(readAddress(options.coordinator)) }),
    ...(list !== undefined && { list }),
    ...(folder !== undefined && { folder }),
  };
  const { adopted } = given;
  if (!options.ask && name !== undefined && list !== undefined && adopted !== undefined) {
    const startYear = given.startYear ?? usualYear(today);
    const { schools, remarks } = readList(list, startYear);
    const wanted = { coordinator: null, folder: OWN_FOLDER, ...given, name: given.name!, startYear, schools, adopted };
    const unsafe = options.unsafePlace ? null : whyUnsafe(wanted.folder, 'choose');
    if (unsafe !== null) throw new Refusal(`${inTwoSentences(unsafe)} Or say --unsafe-place.`);
    sayNext(await make(wanted, today), `Run “npx concordat start ${quoted(wanted.folder)}”, and leave it running.`);
    return remarks.length > 0 ? 1 : 0;
  }
  if (!options.ask && !process.stdin.isTTY) {
    if (name !== undefined && list !== undefined) throw new Refusal(saySigned(packs));
    throw new Refusal('Say --name, --schools and --protocols, or run this in a terminal, where it asks for them.');
  }
  const terminal = openTerminal(process.stdin, process.stderr);
  try {
    const fault = (one: string) =>
      (options.unsafePlace ? null : inTwoSentences(whyUnsafe(one, 'choose'))) ?? folderFault(one);
    const usual = (whyUnsafe(OWN_FOLDER, 'choose') === null ? null : saferPlace(OWN_FOLDER)) ?? OWN_FOLDER;
    const made = await askAndMake(terminal, given, today, fault, options.unsafePlace ? OWN_FOLDER : usual);
    sayNext(made, `Run “npx concordat start ${quoted(made.folder)}”, and leave it running.`);
    return 0;
  } finally {
    terminal.close();
  }
}

/** Asks for what was not given, closes the terminal, and makes it all. `fault` says what is wrong with a folder, or null. */
export async function askAndMake(
  terminal: Terminal,
  given: Given,
  today: string,
  fault: (folder: string) => string | null,
  folder = OWN_FOLDER,
): Promise<Made> {
  const wanted = await askForAlliance(terminal, given, {
    startYear: usualYear(today),
    folder,
    isFile,
    readList: readListOrSay,
    folderFault: fault,
  });
  terminal.close();
  return make(wanted, today);
}

/** What is typed may be a line of schools: no name of a file at all, or one too long for any. */
function isFile(path: string): boolean {
  try {
    return lookAt(path)?.isFile() ?? false;
  } catch (error) {
    if (error instanceof EdgeError) return false;
    throw error;
  }
}

interface Made {
  readonly folder: string;
  /** The name of the alliance's own workbook. */
  readonly own: string;
}

async function make(wanted: Answers, today: string): Promise<Made> {
  const { folder, startYear } = wanted;
  const [files, fonts] = [workbookFiles(), documentFonts()];
  const workbooks = newAlliance(wanted, today);
  const letters = workbooks.filter(({ hasLetter }) => hasLetter).length;
  const made = `${counted(workbooks.length, 'workbook')} and ${counted(letters, 'letter')}`;
  let stopped = false;
  const listensNoLonger = whenToldToStop(['SIGINT', 'SIGTERM', 'SIGHUP'], () => {
    stopped = true;
  });
  try {
    await makeWholeFolder(folder, async (place) => {
      say(`Making ${made} …`);
      const folderOf = { workbooks: files, listing: folderListing(place), fonts };
      const there = new Map<string, string>();
      for (const workbook of workbooks) {
        if (stopped) throw new Stopped('Stopped. Nothing was made.');
        there.set(workbook.key, await makeInFolder(place, folderOf, workbook, null, there, today));
      }
    });
  } finally {
    listensNoLonger();
  }
  answer(`Made ${made} for ${yearLabel(startYear)} in ${folder}.`);
  for (const { says } of withoutWorkbook(wanted, today)) answer(says);
  return { folder, own: `${stemOf(workbooks[0].name)}.xlsx` };
}

/** What a coordinator does next; `start` says how the checks are started, where that is left to them. */
export function sayNext({ folder, own }: Made, start: string | null): void {
  const steps = [
    `Open ${own}${start === null ? ` in the folder ${folder}` : ''}; fill in Calendar (terms, holidays) and Settings.`,
    ...(start === null ? [] : [start]),
    `Send each school what is in its folder in ${SCHOOLS_FOLDER}: its workbook, and the letter to its office.`,
    'Put what comes back in place of the old one. Checks says what to mend.',
  ];
  answer('Next:');
  for (const [at, step] of steps.entries()) answer(`${at + 1}. ${step}`);
}
