import { Command } from 'commander';
import { lettersFolder } from '../../functions/dispatch/file-letter.ts';
import { onPaper } from '../../functions/dispatch/on-paper.ts';
import type { Provided } from '../../functions/dispatch/provide.ts';
import {
  type AllianceProvided,
  type AllianceToProvide,
  provideAlliance,
} from '../../functions/dispatch/provide-alliance.ts';
import { readCloudConfig } from '../../functions/edges/config.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { Refusal } from '../../functions/refusal.ts';
import { counted, listed, yearLabel } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inOneLine, run, say } from '../console.ts';
import { readAddress, readName, readYear, understood, usualYear } from '../new-alliance/ask-for-alliance.ts';
import { readList } from '../new-alliance/list-of-schools.ts';
import { newAllianceWorkbook } from '../new-alliance/new-alliance.ts';
import { NONE, readSigned, saySigned } from '../new-alliance/signed-protocols.ts';
import { allianceOption, driveOption, projectOption, regionOption } from './cloud-options.ts';
import { todayInLondon } from './today.ts';

interface ProvisionOptions {
  readonly alliance: string;
  readonly name?: string;
  readonly schools?: string;
  readonly year?: string;
  readonly protocols?: string;
  readonly coordinator?: string;
  readonly project?: string;
  readonly drive?: string;
  readonly region?: string;
  readonly newHistory: boolean;
  readonly dryRun: boolean;
}

export function provisionCommand(): Command {
  return new Command('provision')
    .description(
      'Makes an alliance’s workbooks on a Google shared drive, with a letter to each school’s office, or puts right what is not as it should be there.',
    )
    .addOption(allianceOption('a short name for the alliance, such as harrowdale').makeOptionMandatory())
    .option('--name <name>', 'what the alliance is called, the first time')
    .option('--schools <csv>', 'a CSV file with a line for each school, the first time; later the tab Schools decides')
    .option('--year <year>', 'the academic year, such as 2026/27 (default: this one; from July on the next)')
    .option(
      '--protocols <ids>',
      `what the schools signed, the first time: ${listed([...packs.map(({ id }) => id), NONE], 'or')}; later the tab Settings decides`,
    )
    .option(
      '--coordinator <address>',
      'the coordinator’s e-mail address, the first time; later the tab Settings decides',
    )
    .addOption(projectOption())
    .addOption(driveOption())
    .addOption(regionOption())
    .option('--new-history', 'begin a new history within two days, where an earlier one is lost for good', false)
    .option('--dry-run', 'only say what would be done', false)
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat provision --project harrowdale-concordat --drive 0AHarrowdaleDrive --alliance harrowdale \\\n    --name "Harrowdale Learning Alliance" --schools schools.csv --protocols working-protocols \\\n    --coordinator coordinator@harrowdale.example\n\ndocs/google.md says which credentials it needs.',
    )
    .action((options: ProvisionOptions) => run(() => provision(options)));
}

async function provision(options: ProvisionOptions): Promise<ExitStatus> {
  const now = new Date();
  const { newHistory } = options;
  const wanted = { ...wantedIn(options, todayInLondon(now)), newHistory };
  const config = readCloudConfig(options);
  // Google's clients take a second to load, which no other command should wait for.
  const { openSetUp } = await import('../../functions/cloud/command-line.ts');
  const { ports, close } = await openSetUp(config);
  const { dryRun } = options;
  say(dryRun ? 'Looking at the shared drive …' : 'Setting up the workbooks …');
  try {
    const done = await provideAlliance(wanted, dryRun ? onPaper(ports) : ports, now, (one) =>
      say(`  ${inOneLine(lineFor(one, dryRun))}`),
    );
    report(done, wanted, dryRun);
    return left(done).length > 0 ? 1 : 0;
  } finally {
    await close();
  }
}

/** @throws Refusal where an option cannot be understood */
function wantedIn(options: ProvisionOptions, today: string): AllianceToProvide {
  const { alliance, schools: list } = options;
  const name = options.name === undefined ? null : understood(readName(options.name));
  const startYear = options.year === undefined ? usualYear(today) : understood(readYear(options.year));
  const coordinator = options.coordinator === undefined ? null : understood(readAddress(options.coordinator));
  const adopted = options.protocols === undefined ? null : understood(readSigned(options.protocols, packs));
  if (list === undefined) return { alliance, startYear, name, first: null };
  if (name === null) throw new Refusal('Say with --name what the alliance is called.');
  if (adopted === null) throw new Refusal(saySigned(packs));
  const { schools } = readList(list, startYear);
  return { alliance, startYear, name, first: newAllianceWorkbook({ name, startYear, schools, adopted, coordinator }) };
}

function lineFor({ name, made, registered, shared, takenAway }: Provided, dryRun: boolean): string {
  const would = dryRun ? 'would be ' : '';
  const done = [
    made ? `${would}made` : 'found',
    ...(registered && !made ? [`${would}put on the list`] : []),
    ...(shared === null ? [] : [`${would}shared with ${shared}`]),
    ...(takenAway.length === 0 ? [] : [`${would}taken away from ${listed(takenAway)}`]),
  ];
  return `${name}: ${done.join(', ')}`;
}

function report(done: AllianceProvided, { startYear }: AllianceToProvide, dryRun: boolean): void {
  const { workbooks, letters, folder, folderMade } = done;
  const made = workbooks.filter((one) => one.made).length;
  const found = workbooks.length - made;
  const folderSays = `${folderMade ? 'a new folder' : 'the alliance’s folder'}${dryRun ? '' : ` (${FOLDERS}${folder})`}`;
  answer(
    `${dryRun ? 'Would make' : 'Made'} ${counted(made, 'workbook')} for ${yearLabel(startYear)} in ${folderSays}; found ${found} there.`,
  );
  if (!dryRun) for (const { name, place } of workbooks) answer(inOneLine(`  ${name}  ${SPREADSHEETS}${place}`));
  if (letters > 0) {
    const [office, are] = letters === 1 ? ['office', 'is'] : ['offices', 'are'];
    const stand = dryRun ? 'would be' : are;
    answer(
      `${counted(letters, 'letter')} to the ${office} ${stand} in ${lettersFolder(startYear)} in the alliance’s folder.`,
    );
  }
  for (const { name, guests } of workbooks.filter((one) => one.guests.length > 0))
    answer(inOneLine(`People also let ${listed(guests)} into “${name}”.`));
  const above = [...new Set(workbooks.flatMap(({ fromAbove }) => fromAbove))];
  if (above.length > 0)
    answer(`Every workbook can be opened by ${listed(above)}, as the drive or the folder is shared with them.`);
  if (done.enqueued > 0)
    answer(
      `${counted(done.enqueued, 'first check')} ${dryRun ? 'would be' : done.enqueued === 1 ? 'is' : 'are'} asked for.`,
    );
  const mending = left(done);
  const next = made > 0 && !dryRun ? nextSteps(startYear, letters) : [];
  if (mending.length + next.length > 0) answer('Next:');
  for (const [at, what] of [...mending, ...next].entries()) answer(inOneLine(`${at + 1}. ${what}`));
  if (mending.length + next.length === 0 && made === 0) answer('All is as it should be.');
}

const FOLDERS = 'https://drive.google.com/drive/folders/';
const SPREADSHEETS = 'https://docs.google.com/spreadsheets/d/';

/** What a coordinator does once workbooks are made. */
function nextSteps(startYear: number, letters: number): string[] {
  const send = `Send each school’s office its letter, from ${lettersFolder(startYear)} in the alliance’s folder, with the address of its workbook: Google was asked not to write to it.`;
  return [
    'Open the alliance’s workbook; fill in Calendar (terms, holidays) and Settings.',
    ...(letters === 0 ? [] : [send]),
    'Let the chairs, and whoever else is to see it, into the alliance’s workbook, and into the folder Documents when there is one.',
  ];
}

/** What has to be mended before everything is as it should be, and then the command run again. */
function left({ workbooks, troubles, rowsWaiting }: AllianceProvided): string[] {
  const rows =
    rowsWaiting === 0
      ? []
      : [`Mend ${counted(rowsWaiting, 'row')} of Schools in the alliance’s workbook; run this again.`];
  return [...troubles, ...workbooks.flatMap(({ unshared }) => unshared ?? []), ...rows];
}
