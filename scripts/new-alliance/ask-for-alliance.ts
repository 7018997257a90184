import { academicYearOf } from '../../functions/figures/academic-year.ts';
import type { Pack } from '../../functions/protocols/pack.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { Refusal } from '../../functions/refusal.ts';
import { academicYear as academicYearCell } from '../../sheets-schema/cells/academic-year.ts';
import type { CellType } from '../../sheets-schema/cells/cell.ts';
import { tidy } from '../../sheets-schema/cells/tidy.ts';
import { yesNo } from '../../sheets-schema/cells/yes-no.ts';
import { allianceName, coordinatorEmail } from '../../sheets-schema/core-settings.ts';
import { typedText } from '../../sheets-schema/parse-tab.ts';
import { counted, fill, listed, yearLabel } from '../../sheets-schema/wording.ts';
import { inColumns } from '../console.ts';
import type { AllianceWanted, ListedSchool } from './new-alliance.ts';
import type { ListOfSchools } from './schools-csv.ts';
import { NONE, offered, readSigned } from './signed-protocols.ts';
import type { Terminal } from './terminal.ts';
import { type TypedSchools, takeLine, withSchool } from './typed-schools.ts';

/** What is to be made, and where. */
export type Answers = AllianceWanted & { readonly folder: string };

/** What the options answered in advance; the schools as the name of a file. */
export type Given = Partial<Omit<Answers, 'schools'>> & { readonly list?: string };

/** What asking needs to know of the computer. */
export interface ThisComputer {
  readonly startYear: number;
  readonly folder: string;
  isFile(path: string): boolean;
  /** What is wrong with the file as a whole is a sentence. */
  readList(path: string, startYear: number): ListOfSchools | string;
  /** Why nothing can be made there, or null. */
  folderFault(folder: string): string | null;
}

type Understood<T> = { readonly value: T } | { readonly says: string };

/** Asks for what was not given, shows what was understood, and asks again for whatever is not right. */
export async function askForAlliance(terminal: Terminal, given: Given, computer: ThisComputer): Promise<Answers> {
  terminal.say(
    'A few questions, and then the workbooks are made. Enter takes what stands in [brackets]. Ctrl+C stops and leaves nothing behind.\n',
  );
  let name = given.name ?? (await askName(terminal));
  let startYear = given.startYear ?? (await askYear(terminal, computer.startYear));
  let schools = await askSchools(terminal, computer, startYear, [], given.list);
  schools = await askAddresses(terminal, schools);
  let adopted = given.adopted ?? (await askSigned(terminal));
  let coordinator = given.coordinator ?? (await askCoordinator(terminal));
  let folder = await askFolder(terminal, computer, given.folder);
  for (;;) {
    show(terminal, { name, startYear, schools, adopted, coordinator, folder });
    const reply = tidy(await terminal.ask('Is that right? Enter for yes, or the number of what is to be changed: '));
    if (reply === '1') name = await askName(terminal);
    else if (reply === '2') startYear = await askYear(terminal, computer.startYear);
    else if (reply === '3') schools = await askSchools(terminal, computer, startYear, schools);
    else if (reply === '4') adopted = await askSigned(terminal);
    else if (reply === '5') coordinator = await askCoordinator(terminal);
    else if (reply === '6') folder = await askFolder(terminal, computer);
    else if (reply === '' || isYes(reply)) return { name, startYear, schools, adopted, coordinator, folder };
    else terminal.say('Type the number that stands before what is to be changed, or press Enter if all is right.');
  }
}

function show(terminal: Terminal, { name, startYear, schools, adopted, coordinator, folder }: Answers): void {
  terminal.say('');
  const lines = [
    ['1', 'Alliance', name],
    ['2', 'Year', yearLabel(startYear)],
    ['3', 'Schools', counted(schools.length, 'school')],
    ['4', 'Signed', adopted.length === 0 ? 'nothing yet' : listed(adopted.map(({ title }) => title))],
    ['5', 'Coordinator', coordinator ?? 'no e-mail address'],
    ['6', 'Folder', folder],
  ];
  const table = inColumns(schools.map((school) => [school.urn, school.name, String(school['officeEmail'] ?? '')]));
  for (const [at, line] of inColumns(lines).entries()) {
    terminal.say(`  ${line}`);
    if (at === 2) for (const school of table) terminal.say(`       ${school}`);
  }
  terminal.say('');
}

/** Asks until the answer is understood. */
async function until<T>(
  terminal: Terminal,
  question: string,
  understand: (typed: string) => Understood<T>,
): Promise<T> {
  for (;;) {
    const understood = understand(tidy(await terminal.ask(question)));
    if ('value' in understood) return understood.value;
    terminal.say(understood.says);
  }
}

function askName(terminal: Terminal): Promise<string> {
  return until(terminal, 'What is the alliance called? ', readName);
}

function askYear(terminal: Terminal, suggested: number): Promise<number> {
  return until(terminal, `Which academic year? [${yearLabel(suggested)}] `, (typed) =>
    typed === '' ? { value: suggested } : readYear(typed),
  );
}

/** Nobody gets a promise by default, so Enter alone chooses none. */
function askSigned(terminal: Terminal): Promise<readonly Pack[]> {
  terminal.say('Which promises have the schools signed?');
  for (const line of inColumns(offered(packs))) terminal.say(`  ${line}`);
  return until(terminal, `Type a number, or several; or “${NONE}”, and adopt them in Settings later: `, (typed) =>
    readSigned(typed, packs),
  );
}

function askCoordinator(terminal: Terminal): Promise<string | null> {
  terminal.say('What is the coordinator’s e-mail address, for messages and for questions from schools?');
  return until<string | null>(terminal, 'It may be left blank: ', (typed) =>
    typed === '' ? { value: null } : readAddress(typed),
  );
}

async function askFolder(terminal: Terminal, computer: ThisComputer, named?: string): Promise<string> {
  const fault = named === undefined ? null : computer.folderFault(named);
  if (named !== undefined && fault === null) return named;
  if (fault !== null) terminal.say(fault);
  return until(terminal, `Which folder should it all go into? [${computer.folder}] `, (typed) => {
    const value = typed === '' ? computer.folder : asPath(typed);
    const says = computer.folderFault(value);
    return says === null ? { value } : { says };
  });
}

/** Lines until a blank one, or the name of a file in place of a line. Those that cannot be used are said at once, and again at the end. */
async function askSchools(
  terminal: Terminal,
  computer: ThisComputer,
  startYear: number,
  before: readonly ListedSchool[],
  file?: string,
): Promise<readonly ListedSchool[]> {
  let list: TypedSchools = { headings: null, schools: before };
  let unused: { readonly line: string; readonly says: string }[] = [];
  if (before.length > 0) {
    terminal.say(
      'Type a line to add a school, or to correct the one with that URN. “- URN” takes one out. A blank line ends.',
    );
  } else if (file === undefined) {
    terminal.say(
      'Which schools belong to it? Type or paste a line for each: URN and name, and the office’s e-mail address if you like. ' +
        'Or type the name of a CSV file that lists them. A blank line ends the list.',
    );
  }
  for (let next = file; ; next = undefined) {
    const line = next ?? (await terminal.ask('  '));
    if (tidy(line) === '') {
      const missing = unused.filter((one) => !list.schools.some(({ name }) => one.line.includes(name)));
      if (list.schools.length === 0)
        terminal.say('There is no school yet. Type a URN and a name, or the name of a file.');
      else if (missing.length === 0) return list.schools;
      else {
        terminal.say(`${counted(missing.length, 'line')} could not be used:`);
        for (const { line, says } of missing) terminal.say(`  ${typedText(line)}: ${says}`);
        terminal.say('Type what is missing, or press Enter to go on without.');
        unused = [];
      }
      continue;
    }
    const path = asPath(line);
    if (next === undefined && !isListName(path) && !computer.isFile(path)) {
      const taken = takeLine(list, line, startYear);
      list = taken.list;
      if (taken.says === null) continue;
      terminal.say(taken.says);
      unused.push({ line: tidy(line), says: taken.says });
      continue;
    }
    const read = computer.readList(path, startYear);
    if (typeof read === 'string') {
      terminal.say(read);
      continue;
    }
    for (const { line: number, says } of read.remarks) terminal.say(number === null ? says : `Line ${number}: ${says}`);
    for (const note of read.notes) terminal.say(note);
    if (read.unusable > 0) {
      terminal.say('Mend the file and type its name again, or type those schools here.');
      continue;
    }
    if (read.schools.length === 0) continue;
    list = { headings: null, schools: read.schools.reduce(withSchool, list.schools) };
    terminal.say(`${counted(read.schools.length, 'school')} in ${path}.`);
    return list.schools;
  }
}

async function askAddresses(terminal: Terminal, schools: readonly ListedSchool[]): Promise<readonly ListedSchool[]> {
  const without = schools.filter((school) => !school['officeEmail']);
  if (without.length === 0) return schools;
  const whose = without.length === schools.length ? 'the offices' : counted(without.length, 'more office');
  terminal.say(
    'Messages to a school go to its office by e-mail. The addresses may wait: they have a place in the tab Schools.',
  );
  const wanted = await until(terminal, `Type those of ${whose} now? [no] `, (typed): Understood<boolean> => {
    if (typed === '') return { value: false };
    const reading = yesNo.read(typed, CONTEXT);
    return 'value' in reading ? reading : { says: 'Type yes or no.' };
  });
  if (!wanted) return schools;
  const filled = [...schools];
  for (const school of without) {
    const officeEmail = await until(
      terminal,
      `  ${school.name}: `,
      (typed): Understood<string | null> => (typed === '' ? { value: null } : readAddress(typed)),
    );
    filled[filled.indexOf(school)] = { ...school, officeEmail };
  }
  return filled;
}

export function readName(typed: string): Understood<string> {
  if (tidy(typed) === '') return { says: 'An alliance needs a name. Type what its documents should call it.' };
  return readCell(allianceName.cell, typed, 'The name');
}

export function readYear(typed: string): Understood<number> {
  return readCell(academicYearCell, typed, 'The year');
}

export function readAddress(typed: string): Understood<string> {
  return readCell(coordinatorEmail.cell, typed, 'The address');
}

/** @throws Refusal where it was not understood. */
export function understood<T>(reading: Understood<T>): T {
  if ('value' in reading) return reading.value;
  throw new Refusal(reading.says);
}

/** This academic year, or the next one once people begin to get ready for it. */
export function usualYear(today: string): number {
  return academicYearOf(today, '07-01').startYear;
}

const CONTEXT = { academicYear: 2025, schools: null };

function readCell<T>(cell: CellType<T>, typed: string, what: string): Understood<T> {
  const reading = cell.read(typed, CONTEXT);
  if ('value' in reading) return reading;
  const { message, data, suggestion } = reading.problem;
  const { says, fix } = cell.messages[message]!;
  const likely = suggestion === undefined ? '' : ` Perhaps ${suggestion}?`;
  return { says: fill(`${says} ${fix}${likely}`, { ...data, cell: what, typed: typedText(typed) }) };
}

function isYes(reply: string): boolean {
  const reading = yesNo.read(reply, CONTEXT);
  return 'value' in reading && reading.value;
}

function isListName(path: string): boolean {
  return /\.(?:csv|tsv|txt|xls[xm]?|ods|numbers)$/i.test(path);
}

/** A file that is dragged into the terminal arrives in quotation marks, or with a stroke before each space. */
function asPath(typed: string): string {
  const path = typed.trim();
  if (/^(['"]).+\1$/.test(path)) return path.slice(1, -1);
  return path.includes('/') ? path.replace(/\\([ '()&])/g, '$1') : path;
}
