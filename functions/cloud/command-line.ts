import { setTimeout as sleep } from 'node:timers/promises';
import { OAuth2Client } from 'google-auth-library';
import type { NewSheet } from '../../sheets-schema/sheet.ts';
import type { ProvideAlliancePorts } from '../dispatch/provide-alliance.ts';
import { alliances } from '../dispatch/registry.ts';
import { documentFonts } from '../document-fonts.ts';
import { type CloudConfig, type ProjectConfig, PUBLIC_KEYS } from '../edges/config.ts';
import { changeFeed } from '../edges/google/change-feed.ts';
import { readFunctions } from '../edges/google/deployed-functions.ts';
import { driveShelf } from '../edges/google/drive-shelf.ts';
import type { Google } from '../edges/google/google-clients.ts';
import { inspection } from '../edges/google/inspection.ts';
import { type Patience, USUAL_PATIENCE } from '../edges/google/retry.ts';
import { tryMailServer } from '../edges/google/smtp-mailer.ts';
import { spreadsheets } from '../edges/google/spreadsheets.ts';
import type { Store } from '../edges/ports.ts';
import { refuseNewerHistory } from '../history/read-history.ts';
import { Refusal } from '../refusal.ts';
import type { WorkbookKind } from '../workbooks/define-workbook.ts';
import { everyTabOf } from '../workbooks/identify-workbook.ts';
import {
  addressesIn,
  cloudPorts,
  firestoreStores,
  googleOf,
  historyIn,
  listedKeys,
  MAIL_MILLISECONDS,
  REGISTRY,
  SCOPES,
} from './deployment.ts';

export interface SetUp {
  readonly ports: ProvideAlliancePorts;
  close(): Promise<void>;
}

/** What setting up needs. @throws EdgeError */
export async function openSetUp(config: CloudConfig): Promise<SetUp> {
  const google = googleForPeople(config, USUAL_PATIENCE);
  await signIn(google);
  const stores = firestoreStores(config);
  const ports = await cloudPorts(config, google, stores.of);
  return { ports: { ...ports, fonts: documentFonts() }, close: stores.close };
}

/** The history of an alliance; of the only one there is, where none is named. @throws Refusal */
export async function openHistory(config: ProjectConfig, named: string | undefined) {
  const google = googleForPeople(config, SOON);
  await signIn(google);
  const stores = firestoreStores(config);
  const known = await alliances(await stores.of(REGISTRY));
  const alliance = named ?? (known.size === 1 ? [...known.keys()][0]! : '');
  const { folder } = known.get(alliance) ?? {};
  if (folder === undefined) {
    await stores.close();
    throw noAlliance(named, [...known.keys()]);
  }
  const list = () => inspection({ google, project: config.project }).secret(PUBLIC_KEYS);
  return {
    store: historyIn(await stores.of(alliance), list),
    publicKeys: async () => listedKeys(await list()),
    /** Makes a spreadsheet in the alliance's folder, and gives its id. */
    create: ({ drive, account }: CloudConfig, kind: WorkbookKind, name: string, sheets: readonly NewSheet[]) =>
      spreadsheets({ google, drive, folder, account, tabs: everyTabOf(kind) }).create(name, sheets),
    /** Its documents on the shared drive. */
    shelfOn: ({ drive }: CloudConfig) => driveShelf({ google, drive, folder }),
    close: stores.close,
  };
}

/** Before what all histories of a project share is changed. @throws Refusal `newer` where a newer program wrote the newest of any workbook */
export async function refuseNewerHistories(config: ProjectConfig): Promise<void> {
  await signIn(googleForPeople(config, SOON));
  const stores = firestoreStores(config);
  try {
    const known = await alliances(await stores.of(REGISTRY));
    for (const alliance of known.keys()) await refuseNewerHistory(await stores.of(alliance));
  } finally {
    await stores.close();
  }
}

function noAlliance(named: string | undefined, known: readonly string[]): Refusal {
  if (known.length === 0) return new Refusal('No alliance is set up there. Set one up with “concordat provision”.');
  const those = known.join(', ');
  if (named === undefined) return new Refusal(`Say with --alliance which one you mean: ${those}.`);
  return new Refusal(`No alliance is called ${named} there. Those that are: ${those}.`);
}

/** Whoever looks at something wants to be told soon. */
const SOON: Patience = { ...USUAL_PATIENCE, attempts: 3, longestPause: 4000, attempt: 10_000 };
const INSPECTING_STORE_MILLISECONDS = 10_000;

/** What looking at a set-up needs. @throws EdgeError */
export async function openInspected(config: CloudConfig) {
  const { project, region, drive, invoker, firestoreRoot } = config;
  const google = googleForPeople(config, SOON);
  const stores = firestoreStores(config, INSPECTING_STORE_MILLISECONDS);
  const storeOf = await signIn(google).then(
    () => stores.of,
    (error: unknown) => async () => unusableStore(error),
  );
  return {
    ports: await cloudPorts(config, google, storeOf),
    inspection: inspection({ google, project, ...(firestoreRoot !== null && { firestoreRoot }) }),
    feed: changeFeed(google, drive),
    functions: () => readFunctions({ google, project, region }),
    addressOf: addressesIn(google, config),
    invoker,
    driveId: drive,
    scopes: SCOPES,
    tryMailServer: (url: string) => tryMailServer(url, MAIL_MILLISECONDS),
    close: stores.close,
  };
}

/** Firestore's client ends the whole program where nobody is signed in, so that is found out before. @throws EdgeError */
async function signIn(google: Google): Promise<void> {
  await google.ask('account', 'always', async () => {
    await google.account.getAccessToken();
    return { data: null };
  });
}

function unusableStore(error: unknown): Store {
  const fail = () => Promise.reject(error);
  return {
    putBlobs: fail,
    getBlobs: fail,
    blobNames: fail,
    removeBlobs: fail,
    compact: fail,
    getDocument: fail,
    compareAndSet: fail,
    list: fail,
    close: async () => {},
  };
}

/** Google as the person at the command line reaches it; a stand-in on the same computer lets everybody in. */
function googleForPeople(config: ProjectConfig, patience: Patience): Google {
  const clockwork = { now: Date.now, sleep: (ms: number) => sleep(ms), chance: Math.random };
  if (config.googleRoot === null) return googleOf(config, { clockwork }, patience);
  const account = new OAuth2Client();
  account.setCredentials({ access_token: 'stand-in', expiry_date: Number.MAX_SAFE_INTEGER });
  return googleOf(config, { clockwork }, patience, account);
}
