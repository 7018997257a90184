import { type Settings, settingsFor } from '../../sheets-schema/setting.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { listed } from '../../sheets-schema/wording.ts';
import { EdgeError, type WorkbookReading } from '../edges/ports.ts';
import { HISTORY_IS_NEWER } from '../history/stored-forms.ts';
import { everyTabOf, findTab, identifyWorkbook } from '../workbooks/identify-workbook.ts';
import { ownerOfKey, workbookKey } from '../workbooks/workbook-key.ts';
import type { WorkbookToMake } from '../workbooks/workbooks-to-make.ts';
import { isFor, isOutOfPlace, nameOf, nameOnDrive, type ProvidePorts } from './provide.ts';
import { type KnownWorkbook, NOT_WRITTEN } from './registry.ts';

/** What the alliance's own workbook says of a workbook; null where it does not name the school, or cannot be read. */
export type Whose = { readonly workbook: WorkbookToMake; readonly settings: Settings } | null;

/** What is wrong with a workbook that is looked after, each in words that say what to do; none where all is well. Only reads. */
export async function faultsOfWorkbook(
  known: KnownWorkbook,
  folder: string,
  whose: Whose,
  ports: ProvidePorts,
): Promise<string[]> {
  const { place, workbook, alliance, trouble } = known;
  const owner = ownerOfKey(workbook);
  const looked = await ports.drive.look(place);
  if (owner === null || looked === null)
    return ['The spreadsheet is not there any more. “concordat provision” makes a new one.'];
  if (looked.inBin) return ['The spreadsheet is in the bin of the shared drive. Take it out.'];
  const faults: string[] = [];
  if (looked.of !== nameOnDrive({ alliance, key: workbook }))
    faults.push('It is not marked as this workbook. “concordat provision” marks it.');
  try {
    faults.push(...faultsInside(await ports.workbooksIn(folder, owner.kind).read(place), workbook, whose));
  } catch (error) {
    if (!(error instanceof EdgeError) || error.retryable) throw error;
    faults.push(error.advice);
  }
  faults.push(...(await faultsOfShares(place, whose, ports)));
  if (trouble?.code === NOT_WRITTEN) faults.push(notWritten(ports.account));
  else if (trouble?.code === 'newer') faults.push(HISTORY_IS_NEWER);
  else if (trouble?.code === 'history-lost') faults.push(HISTORY_LOST);
  else if (trouble !== null) faults.push(`Its last check ended early (${trouble.code}).`);
  return faults;
}

const HISTORY_LOST =
  'It was checked before, and nothing of that is kept here. Put the history back from a backup; where there is none, “concordat provision --new-history” begins a new one.';

function notWritten(account: string): string {
  return [
    'Its last check could not be written into it, so Checks does not say what was found.',
    'In Data › Protect sheets and ranges, take away every protection that does not say “Concordat fills in this tab.”,',
    `put back tabs that are missing, and let ${account} edit the spreadsheet.`,
  ].join(' ');
}

function faultsInside({ tabs }: WorkbookReading, workbook: string, whose: Whose): string[] {
  const identity = identifyWorkbook(tabs);
  if ('unknown' in identity) return [identity.unknown];
  if (workbookKey(identity) !== workbook)
    return ['Start here says that this is another workbook. Put the tab back from an earlier version.'];
  const settings = whose?.settings ?? settingsFor([], identity.startYear, VERSIONS.workbooks);
  const missing = everyTabOf(identity.kind, settings)
    .map(({ title }) => title)
    .filter((title) => !findTab(tabs, title));
  if (missing.length === 0) return [];
  return [`No tab is called ${listed(missing)}. Put it back from an earlier version, or give it that name again.`];
}

async function faultsOfShares(place: string, whose: Whose, { drive, account }: ProvidePorts): Promise<string[]> {
  if (whose === null) return ['Schools does not name this school, so it cannot be told whom it is for.'];
  const { owner, identity } = whose.workbook;
  const shares = (await drive.shares(place)).filter((share) => !isFor(share, account));
  const wrong = shares.filter((share) => !share.inherited && isOutOfPlace(share, whose.workbook)).map(nameOf);
  const faults =
    wrong.length === 0 ? [] : [`It can be opened by ${listed(wrong)} too. “concordat provision” takes that away.`];
  if (owner === null) {
    const { addressInShort, tab } = identity.kind.owner;
    return [...faults, `${tab.title} has no ${addressInShort} for it. Type it there, then run “concordat provision”.`];
  }
  if (shares.some((share) => share.edits && isFor(share, owner))) return faults;
  return [...faults, `It is not shared with ${owner}. “concordat provision” shares it.`];
}
