import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { isDriveNamed, isInCloud, readCloudConfig, readProjectConfig } from '../../functions/edges/config.ts';
import {
  HISTORY_FOLDER,
  isFolder,
  OUTBOX_FOLDER,
  openAllianceFolder,
  RESTORED_FOLDER,
} from '../../functions/edges/local/alliance-folder.ts';
import { asFileName } from '../../functions/edges/local/file-names.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import type { DocumentShelf, Secret, Signer, Store } from '../../functions/edges/ports.ts';
import type { PublicKey } from '../../functions/history/public-keys.ts';
import { refuseNewerHistory } from '../../functions/history/read-history.ts';
import { Refusal } from '../../functions/refusal.ts';
import type { WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { refuseNewerAlliance } from '../../functions/workbooks/workbook-places.ts';
import { daysLater } from '../../sheets-schema/cells/calendar-day.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import { longDate } from '../../sheets-schema/wording.ts';
import { quoted } from '../console.ts';
import { allianceOption, projectOption } from './cloud-options.ts';
import { checkedFolder, FOLDER_SAYS, makeFolder, usualFolder } from './folder-option.ts';

/** Which history a command is about: that of a folder on this computer, or of an alliance on Google. */
export interface WhichHistory {
  readonly folder?: string;
  readonly project?: string;
  readonly alliance?: string;
  readonly drive?: string;
}

export interface KeptHistory {
  readonly store: Store;
  /** The keys that sign or signed it, the oldest first. @throws AdvisedError */
  publicKeys(): Promise<readonly PublicKey[]>;
  /** Where its documents were filed; null where that was not named. @throws AdvisedError */
  shelf(): Promise<DocumentShelf | null>;
  /** What whoever changes the history signs and keeps it with. @throws AdvisedError where either cannot be had */
  signing(): Promise<{ readonly signer: Signer; readonly secret: Secret }>;
  /** What besides may hold what is erased today, each in a sentence with the day it lapses where that is known. */
  copies(today: string, holds: (text: string) => boolean): readonly string[];
  /** Makes a workbook beside the present ones; says where it is, and what to do with it. @throws AdvisedError */
  putBeside(kind: WorkbookKind, name: string, sheets: readonly NewSheet[]): Promise<{ place: string; next: string }>;
  close(): Promise<void>;
}

export function addHistoryOptions(command: Command): Command {
  return command
    .option('--folder <dir>', FOLDER_SAYS)
    .addOption(projectOption().conflicts('folder'))
    .addOption(allianceOption('an alliance on Google, by its short name').conflicts('folder'));
}

/** The same where a newer program may have written it, for whoever says so of each workbook. @throws Refusal where there is none. */
export async function openAnyHistory(which: WhichHistory): Promise<KeptHistory> {
  return isOnGoogle(which) ? onGoogle(which) : inFolder(which.folder ?? usualFolder());
}

/** @throws Refusal with what to do, where there is no such history, or where a newer program wrote it. */
export async function openKeptHistory(which: WhichHistory): Promise<KeptHistory> {
  const history = await openAnyHistory(which);
  try {
    await refuseNewerHistory(history.store);
  } catch (error) {
    await history.close();
    throw error;
  }
  return history;
}

/** Where no folder is named, a project that is named, or set in the environment, is meant. */
export function isOnGoogle({ folder, alliance, ...which }: WhichHistory): boolean {
  return folder === undefined && (alliance !== undefined || isInCloud(which));
}

function inFolder(folder: string): KeptHistory {
  const opened = openAllianceFolder(checkedFolder(folder));
  const { store, shelf, workbooks, listing } = opened;
  return {
    store,
    signing: async () => ({ signer: opened.signer, secret: opened.secret }),
    copies: (_today, holds) => [
      ...namesIn(join(folder, RESTORED_FOLDER)).map((name) => {
        return `To delete, if it holds it: ${quoted(join(folder, RESTORED_FOLDER, name))}, restored from the history.`;
      }),
      ...namesIn(join(folder, OUTBOX_FOLDER))
        .map((name) => join(folder, OUTBOX_FOLDER, name))
        .filter((file) => holds(readFileSync(file, 'utf8')))
        .map((file) => `To delete: ${quoted(file)}, a message that holds it.`),
      'Copies made before today, by you, “concordat backup” or another program, may hold it until you delete them. Where they are is not known here.',
    ],
    shelf: async () => shelf,
    publicKeys: async () => readPublicKeys(join(folder, HISTORY_FOLDER)),
    async putBeside(_kind, name, sheets) {
      await refuseNewerAlliance(listing, workbooks, store);
      const restored = join(folder, RESTORED_FOLDER);
      makeFolder(restored);
      const place = join(restored, asFileName(`${name.replace('/', '-')}.xlsx`));
      await workbooks.create(place, sheets);
      const next = `Concordat leaves what is in ${quoted(restored)} alone. To go on with it, put it in the place of the present workbook.`;
      return { place, next };
    },
    close: () => store.close(),
  };
}

/** As `deploy` sets them up. */
const BACKUPS_KEPT_DAYS = 7;

/** The files in a folder; none where there is no such folder. */
function namesIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

async function onGoogle(which: WhichHistory): Promise<KeptHistory> {
  const config = readProjectConfig(which);
  // Google's clients take a second to load, which no other command should wait for.
  const { openHistory } = await import('../../functions/cloud/command-line.ts');
  const { store, publicKeys, create, shelfOn, close } = await openHistory(config, which.alliance);
  return {
    store,
    async signing() {
      const { readGoogleKeys, readGoogleSecret } = await import('../deployment/google-key.ts');
      const { runProgram } = await import('../deployment/run-program.ts');
      const { signer } = await readGoogleKeys(config.project, runProgram);
      if (signer === null) throw new Refusal('The signing key cannot be read. “concordat key” says how that stands.');
      return { signer, secret: await readGoogleSecret(config.project, runProgram) };
    },
    copies: (today) => [
      `Google’s backups of the store hold it until they lapse. Those that “concordat deploy” set up are kept for a week: the last lapses on ${longDate(daysLater(today, BACKUPS_KEPT_DAYS))}.`,
      'Spreadsheets on the drive that were restored from the history, and the earlier versions that Google keeps of each spreadsheet, hold it until you delete them.',
    ],
    publicKeys,
    shelf: async () => (isDriveNamed(which) ? shelfOn(readCloudConfig(which)) : null),
    async putBeside(kind, name, sheets) {
      const id = await create(readCloudConfig(which), kind, name, sheets);
      const next = 'Concordat leaves it alone. Copy from it into the present workbook what is to stand there again.';
      return { place: `https://docs.google.com/spreadsheets/d/${id}`, next };
    },
    close,
  };
}
