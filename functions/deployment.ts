import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GoogleAuth, OAuth2Client } from 'google-auth-library';
import type { NewSheet } from '../sheets-schema/sheet.ts';
import type { WorkbookKind } from '../sheets-schema/tab.ts';
import type { ProvideAlliancePorts } from './dispatch/provide-alliance.ts';
import { alliances } from './dispatch/registry.ts';
import { documentFonts } from './document-fonts.ts';
import { type CloudConfig, type Config, ConfigError, type ProjectConfig, PUBLIC_KEYS } from './edges/config.ts';
import { changeFeed } from './edges/google/change-feed.ts';
import { cloudTasks } from './edges/google/cloud-tasks.ts';
import { driveShelf } from './edges/google/drive-shelf.ts';
import { openFirestoreStore } from './edges/google/firestore-store.ts';
import { type Google, openGoogle } from './edges/google/google-clients.ts';
import { inspection } from './edges/google/inspection.ts';
import { type Clockwork, type Patience, USUAL_PATIENCE } from './edges/google/retry.ts';
import { sharedDrive } from './edges/google/shared-drive.ts';
import { smtpMailer, tryMailServer } from './edges/google/smtp-mailer.ts';
import { spreadsheets } from './edges/google/spreadsheets.ts';
import { EdgeError, type Signer, type Store, type TaskQueue } from './edges/ports.ts';
import { signerOf } from './edges/signing-key.ts';
import type { Deployment } from './serve-functions.ts';
import { titlesOf } from './sync/identify-workbook.ts';

/** A shared drive is seen only by whom it is shared with, so the whole of what is seen may be asked for. */
const SCOPES = ['spreadsheets', 'drive', 'cloud-platform'].map((name) => `https://www.googleapis.com/auth/${name}`);
const MAIL_MILLISECONDS = 20_000;
/** Whoever gives a notice waits for the answer, and the minute's poll makes good what comes to nothing. */
const NOTICE_PATIENCE: Patience = { ...USUAL_PATIENCE, attempts: 3, deadline: 8000 };

/** The store of the deployment itself; no alliance can be called so, as names of alliances have no dot. */
const REGISTRY = '.deployment';

/** What a deployment takes from the process it runs in. */
export interface Outside {
  readonly clockwork: Clockwork;
  /** How long Google may take over one answer, in milliseconds; a minute unless told. */
  readonly attempt?: number;
  /** Opens the store that is called so; Firestore of the project unless told. */
  readonly openStore?: (root: string) => Promise<Store>;
}

/** What stands behind the functions. @throws EdgeError */
export async function openDeployment(config: Config, outside: Outside): Promise<Deployment> {
  const { drive, functionsUrl, mailFrom } = config;
  const google = googleOf(config, outside, USUAL_PATIENCE);
  const feed = changeFeed(google, drive);
  const shared = await cloudPorts(
    config,
    google,
    (outside.openStore ? openedOnce(outside.openStore) : firestoreStores(config)).of,
  );
  const byKind = { alliance: shared.workbooksIn(drive, 'alliance'), school: shared.workbooksIn(drive, 'school') };
  return {
    ...shared,
    workbooksOf: (kind) => byKind[kind],
    shelfIn: (folder) => driveShelf({ google, drive, folder }),
    feed,
    // A function that does not sign, send or make documents never asks for these.
    get signer() {
      return signerFrom(config);
    },
    get mailer() {
      return smtpMailer({ url: config.smtpUrl!, from: mailFrom, timeout: MAIL_MILLISECONDS });
    },
    get fonts() {
      return documentFonts();
    },
    channels: {
      async open(until) {
        const asked = { id: randomUUID(), address: `${functionsUrl}/notice`, token: config.noticeToken!, until };
        return { ...(await feed.watch(asked)), until };
      },
      close: (channel) => feed.stop(channel),
    },
  };
}

export interface SetUp {
  readonly ports: ProvideAlliancePorts;
  close(): Promise<void>;
}

/** What setting up needs. @throws EdgeError */
export async function openSetUp(config: CloudConfig): Promise<SetUp> {
  const google = googleForPeople(config, USUAL_PATIENCE);
  await signIn(google);
  const stores = firestoreStores(config);
  return { ports: await cloudPorts(config, google, stores.of), close: stores.close };
}

/** The history of an alliance; of the only one there is, where none is named. @throws EdgeError `not-found` */
export async function openHistory(config: ProjectConfig, named: string | undefined) {
  const google = googleForPeople(config, USUAL_PATIENCE);
  await signIn(google);
  const stores = firestoreStores(config);
  const known = await alliances(await stores.of(REGISTRY));
  const alliance = named ?? (known.size === 1 ? [...known.keys()][0]! : '');
  const { folder } = known.get(alliance) ?? {};
  if (folder === undefined) {
    await stores.close();
    throw noAlliance(named, [...known.keys()]);
  }
  return {
    store: await stores.of(alliance),
    /** The list of public keys, as it is kept. */
    publicKeys: () => inspection({ google, project: config.project }).secret(PUBLIC_KEYS),
    /** Makes a spreadsheet in the alliance's folder, and gives its id. */
    create: ({ drive, account }: CloudConfig, kind: WorkbookKind, name: string, sheets: readonly NewSheet[]) =>
      spreadsheets({ google, drive, folder, account, titles: titlesOf(kind) }).create(name, sheets),
    close: stores.close,
  };
}

function noAlliance(named: string | undefined, known: readonly string[]): EdgeError {
  if (known.length === 0)
    return new EdgeError('not-found', 'No alliance is set up there. Set one up with “concordat provision”.');
  const those = known.join(', ');
  if (named === undefined) return new EdgeError('not-found', `Say with --alliance which one you mean: ${those}.`);
  return new EdgeError('not-found', `No alliance is called ${named} there. Those that are: ${those}.`);
}

/** Whoever looks what is wrong wants to be told soon. */
const INSPECTING_PATIENCE: Patience = { ...USUAL_PATIENCE, attempts: 3, longestPause: 4000, attempt: 10_000 };
const INSPECTING_STORE_MILLISECONDS = 10_000;

/** What looking at a set-up needs. @throws EdgeError */
export async function openInspected(config: CloudConfig) {
  const { project, drive, firestoreRoot } = config;
  const google = googleForPeople(config, INSPECTING_PATIENCE);
  const stores = firestoreStores(config, INSPECTING_STORE_MILLISECONDS);
  const storeOf = await signIn(google).then(
    () => stores.of,
    (error: unknown) => async () => unusableStore(error),
  );
  return {
    ports: await cloudPorts(config, google, storeOf),
    inspection: inspection({ google, project, ...(firestoreRoot !== null && { firestoreRoot }) }),
    feed: changeFeed(google, drive),
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
  return { putBlobs: fail, getBlobs: fail, getDocument: fail, compareAndSet: fail, list: fail, close: async () => {} };
}

/** Each store is opened once. */
function openedOnce(open: (root: string) => Promise<Store>) {
  const stores = new Map<string, Promise<Store>>();
  return {
    of(root: string): Promise<Store> {
      const store = stores.get(root) ?? open(root);
      stores.set(root, store);
      return store;
    },
    async close() {
      for (const store of stores.values()) await (await store).close();
    },
  };
}

function firestoreStores({ project }: ProjectConfig, patience?: number) {
  return openedOnce((root) =>
    openFirestoreStore({ ...(patience !== undefined && { patience }), settings: { projectId: project }, root }),
  );
}

async function cloudPorts(
  config: CloudConfig,
  google: Google,
  storeOf: (root: string) => Promise<Store>,
): Promise<ProvideAlliancePorts> {
  const { drive, account } = config;
  return {
    registry: await storeOf(REGISTRY),
    storeOf,
    drive: sharedDrive(google, drive),
    workbooksIn: (folder, kind) => spreadsheets({ google, drive, folder, account, titles: titlesOf(kind) }),
    queue: queueOf(google, config),
    account,
  };
}

/** The queue by itself, for a notice. */
export async function openQueue(config: Config, outside: Outside): Promise<TaskQueue> {
  return queueOf(googleOf(config, outside, NOTICE_PATIENCE), config);
}

function queueOf(google: Google, { project, region, queue, functionsUrl, invoker }: CloudConfig): TaskQueue {
  return cloudTasks({
    google,
    queue: `projects/${project}/locations/${region}/queues/${queue}`,
    functionsUrl,
    invoker,
  });
}

function googleOf(
  { project, googleRoot }: ProjectConfig,
  { clockwork, attempt }: Outside,
  patience: Patience,
  // Told which project it is, it need not find out.
  account: OAuth2Client | GoogleAuth = new GoogleAuth({ scopes: SCOPES, projectId: project }),
): Google {
  return openGoogle({
    account,
    ...(googleRoot === null ? {} : { rootUrl: `${googleRoot}/` }),
    patience: { ...patience, attempt: attempt ?? patience.attempt },
    clockwork,
  });
}

/** Google as the person at the command line reaches it; a stand-in on the same computer lets everybody in. */
function googleForPeople(config: ProjectConfig, patience: Patience): Google {
  const clockwork = { now: Date.now, sleep: (ms: number) => sleep(ms), chance: Math.random };
  if (config.googleRoot === null) return googleOf(config, { clockwork }, patience);
  const account = new OAuth2Client();
  account.setCredentials({ access_token: 'stand-in', expiry_date: Number.MAX_SAFE_INTEGER });
  return googleOf(config, { clockwork }, patience, account);
}

function signerFrom({ signingKey }: Config): Signer {
  const signer = signerOf(signingKey ?? '');
  if (signer === null) throw new ConfigError(['CONCORDAT_SIGNING_KEY should be an Ed25519 key in PEM.']);
  return signer;
}
