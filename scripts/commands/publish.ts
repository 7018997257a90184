import { join } from 'node:path';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { documentTyped, shortName } from '../../functions/documents/document-names.ts';
import { faultsOnShelf } from '../../functions/documents/issued-files.ts';
import {
  leftOutOf,
  NotKept,
  type Published,
  type PublishRequest,
  passedOver,
  publish,
  refuseDayToCome,
} from '../../functions/documents/publish.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import { inOneRun } from '../../functions/documents/run-of-documents.ts';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { AdvisedError, type DocumentShelf, type Store } from '../../functions/edges/ports.ts';
import { academicYearOf } from '../../functions/figures/academic-year.ts';
import { refuseNewerHistory } from '../../functions/history/read-history.ts';
import type { Issue } from '../../functions/protocols/define-issue.ts';
import { packs } from '../../functions/protocols/packs.ts';
import { Refusal } from '../../functions/refusal.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { refuseNewerAlliance } from '../../functions/workbooks/workbook-places.ts';
import { counted, longDate } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inColumns, run, say } from '../console.ts';
import { refuseWithoutHistory } from '../doctor/lost-history.ts';
import { asOfOption, dayOption } from './as-of-option.ts';
import { writeCheckingPage } from './checking-page-file.ts';
import { writeZip } from './documents-zip.ts';
import { checkedFolder, folderOption } from './folder-option.ts';
import { keptWorkbooks, schoolOption, urnOf } from './kept-workbooks.ts';
import { publishingPorts } from './publishing-ports.ts';
import { thisMoment } from './today.ts';

interface PublishOptions {
  readonly folder: string;
  readonly asOf: string;
  readonly school?: string;
  readonly all: boolean;
  readonly asItIs: boolean;
  readonly zip: boolean;
  readonly from?: string;
  readonly to?: string;
}

export function publishCommand(): Command {
  return new Command('publish')
    .description('Makes documents from the records: one by name, all of them, or those asked for in the tab Documents.')
    .addArgument(documentArgument())
    .addOption(schoolOption())
    .option('--all', 'every document, for every school', false)
    .option('--as-it-is', 'go on with a first issue though schools are missing in it', false)
    .option('--zip', 'put the documents of the year that stand into one file, one school’s with --school', false)
    .addOption(asOfOption('the day the figures should stand at'))
    .addOption(
      dayOption('--from <date>', 'for a document about a time: its first day; the first of the year unless told'),
    )
    .addOption(dayOption('--to <date>', 'its last day; the day of the figures unless told'))
    .addOption(folderOption())
    .addHelpText(
      'after',
      `\nExamples:\n  npx concordat publish\n  npx concordat publish --all\n  npx concordat publish <document> --school "Elm Park"\n\nThe documents, by what the schools signed:\n${documentsByPack()}`,
    )
    .action((document: Issue | undefined, options: PublishOptions) => run(() => publishFrom(document, options)));
}

/** Short names are enough; a whole id says the same. */
function documentArgument(): Argument {
  return new Argument('[document]', 'which document, by its name below').argParser((typed) => {
    const document = documentTyped(typed);
    if (document !== null) return document;
    const names = allDeclared.documents.map((issue) => shortName(issue));
    throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}.`);
  });
}

function documentsByPack(): string {
  const lines = packs.flatMap(({ title, documents }) =>
    documents.map((issue, at) => [at === 0 ? title : '', shortName(issue)]),
  );
  return inColumns(lines)
    .map((line) => `  ${line}`)
    .join('\n');
}

async function publishFrom(
  document: Issue | undefined,
  { folder, asOf, school, all, asItIs, zip, from, to }: PublishOptions,
): Promise<ExitStatus> {
  await refuseWithoutHistory(folder);
  const ports = publishingPorts(openAllianceFolder(checkedFolder(folder)));
  const { store } = ports;
  try {
    await refuseNewerHistory(store);
    ports.readKeyAnew();
    await refuseNewerAlliance(ports.listing, ports.workbooks, store);
    const workbooks = await keptWorkbooks(store, undefined);
    const startYear = yearOf(to ?? asOf, workbooks);
    const moment = thisMoment();
    const issuedOn = moment.asOf;
    if (document === undefined && (from !== undefined || to !== undefined))
      throw new Refusal('--from and --to go with the name of a document. In the tab Documents they have columns.');
    if (document === undefined && !all) {
      if (zip) return await zipped(folder, startYear, school, store);
      if (school !== undefined) throw new Refusal('Say which document to make, or use --all.');
      if (asOf !== issuedOn)
        throw new Refusal(
          '--as-of goes with the name of a document, or with --all. In the tab Documents, give the day in its own column.',
        );
      const { published, refused, waiting } = await publishRequested(startYear, ports, moment);
      for (const sentence of refused) say(sentence);
      for (const { document, day } of waiting)
        say(`${documentTyped(document)!.choice.text} is made on ${longDate(day)}, the day asked for.`);
      if (published.some((one) => one.made)) await writeCheckingPage(folder, ports);
      const areThere = await list(published, folder, ports.shelf);
      if (published.length === 0 && refused.length === 0 && waiting.length === 0)
        answer('Every row of the tab Documents that can be read has its document already.');
      return refused.length > 0 || !areThere ? 1 : 0;
    }
    refuseDayToCome({ asOf, issuedOn });
    const urn = school === undefined ? null : await urnOf(store, school, startYear);
    const published: Published[] = [];
    let status: ExitStatus = 0;
    const request: PublishRequest = {
      urn,
      startYear,
      asOf,
      issuedOn,
      asItIs,
      ...(from && { from }),
      ...(to && { to }),
    };
    await inOneRun(startYear, ports, moment, async (run) => {
      for (const one of all ? allDeclared.documents : [document!]) {
        try {
          published.push(...(await publish(one, request, ports, run)));
        } catch (error) {
          if (!(all && error instanceof AdvisedError)) throw error;
          if (error instanceof NotKept) continue;
          say(error.advice);
          status = 1;
        }
      }
    });
    if (published.some((one) => one.made)) await writeCheckingPage(folder, ports);
    const areThere = await list(published, folder, ports.shelf);
    const isZipped = zip ? await zipped(folder, startYear, school, store) : 0;
    return areThere && isZipped === 0 ? status : 1;
  } finally {
    await store.close();
  }
}

/** The documents that stand, in one file; what is not as it was issued is said and left out. */
async function zipped(
  folder: string,
  startYear: number,
  school: string | undefined,
  store: Store,
): Promise<ExitStatus> {
  const urn = school === undefined ? null : await urnOf(store, school, startYear);
  const { path, leftOut } = await writeZip({ folder, startYear, urn }, store);
  for (const sentence of leftOut) say(sentence);
  answer(`Put into ${path}`);
  return leftOut.length === 0 ? 0 : 1;
}

/** The academic year of the day, where its workbooks are kept; else the last one kept. */
function yearOf(asOf: string, workbooks: readonly { readonly startYear: number }[]): number {
  const kept = workbooks.map(({ startYear }) => startYear);
  const { startYear } = academicYearOf(asOf);
  return kept.includes(startYear) ? startYear : Math.max(...kept);
}

/** Lists them; false where one that stands is not where it was filed, or is another there by now. */
async function list(published: readonly Published[], folder: string, shelf: DocumentShelf): Promise<boolean> {
  for (const sentence of [...passedOver(published), ...leftOutOf(published)]) say(sentence);
  const faults: string[] = [];
  for (const { entry, made } of published) {
    const itsFaults = made ? [] : await faultsOnShelf(shelf, [entry]);
    faults.push(...itsFaults);
    const became = made ? 'Made   ' : itsFaults.length === 0 ? 'Stands ' : 'Missing';
    answer(`${became}  ${entry.number}  ${join(folder, entry.link)}`);
  }
  const made = published.filter((one) => one.made).length;
  const stand = published.length - made - faults.length;
  if (stand > 0)
    say(`${counted(stand, 'document')} would say the same as when issued, and so ${stand === 1 ? 'stands' : 'stand'}.`);
  for (const fault of faults) say(fault);
  if (made > 0) say(`${counted(made, 'document')} made. The tab Issued lists them at the next check.`);
  return faults.length === 0;
}
