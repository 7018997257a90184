import { join } from 'node:path';
import type { Command } from 'commander';
import { isDriveNamed, isInCloud, readCloudConfig, readProjectConfig } from '../../functions/edges/config.ts';
import { HISTORY_FOLDER, openAllianceFolder, RESTORED_FOLDER } from '../../functions/edges/local/alliance-folder.ts';
import { asFileName } from '../../functions/edges/local/file-names.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import type { DocumentShelf, Store } from '../../functions/edges/ports.ts';
import type { PublicKey } from '../../functions/history/public-keys.ts';
import { refuseNewerHistory } from '../../functions/history/read-history.ts';
import type { WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { refuseNewerAlliance } from '../../functions/workbooks/workbook-places.ts';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
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
  const { store, shelf, workbooks, listing } = openAllianceFolder(checkedFolder(folder));
  return {
    store,
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

async function onGoogle(which: WhichHistory): Promise<KeptHistory> {
  const config = readProjectConfig(which);
  // Google's clients take a second to load, which no other command should wait for.
  const { openHistory } = await import('../../functions/cloud/command-line.ts');
  const { store, publicKeys, create, shelfOn, close } = await openHistory(config, which.alliance);
  return {
    store,
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
