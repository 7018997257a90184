import { randomUUID } from 'node:crypto';
import { GoogleAuth, type OAuth2Client } from 'google-auth-library';
import type { ProvideAlliancePorts } from '../dispatch/provide-alliance.ts';
import { documentFonts } from '../document-fonts.ts';
import {
  addressOf,
  type CloudConfig,
  type Config,
  ConfigError,
  type ProjectConfig,
  PUBLIC_KEYS,
  type Target,
} from '../edges/config.ts';
import { changeFeed } from '../edges/google/change-feed.ts';
import { cloudTasks } from '../edges/google/cloud-tasks.ts';
import { readFunctionsUrl } from '../edges/google/deployed-functions.ts';
import { driveShelf } from '../edges/google/drive-shelf.ts';
import { openFirestoreStore } from '../edges/google/firestore-store.ts';
import { type Google, openGoogle } from '../edges/google/google-clients.ts';
import { inspection } from '../edges/google/inspection.ts';
import { type Clockwork, type Patience, USUAL_PATIENCE } from '../edges/google/retry.ts';
import { sharedDrive } from '../edges/google/shared-drive.ts';
import { smtpMailer } from '../edges/google/smtp-mailer.ts';
import { spreadsheets } from '../edges/google/spreadsheets.ts';
import { secretOf } from '../edges/history-secret.ts';
import type { Secret, Signer, Store, TaskQueue } from '../edges/ports.ts';
import { signerOf } from '../edges/signing-key.ts';
import { followingErasures } from '../history/erasures.ts';
import { type PublicKey, readKeyList } from '../history/public-keys.ts';
import { Refusal } from '../refusal.ts';
import { everyTabOf } from '../workbooks/identify-workbook.ts';
import type { Deployment } from './serve-functions.ts';

/** A shared drive is seen only by whom it is shared with, so the whole of what is seen may be asked for. */
export const SCOPES = ['spreadsheets', 'drive', 'cloud-platform'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);
export const MAIL_MILLISECONDS = 20_000;
/** Whoever gives a notice waits for the answer, and the minute's poll makes good what comes to nothing. */
const NOTICE_PATIENCE: Patience = { ...USUAL_PATIENCE, attempts: 3, deadline: 8000 };

/** The store of the deployment itself; no alliance can be called so, as names of alliances have no dot. */
export const REGISTRY = '.deployment';

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
  return {
    ...shared,
    workbooksOf: (kind, tabs) => shared.workbooksIn(drive, kind, tabs),
    feed,
    // A function that does not sign, send or make documents never asks for these.
    get signer() {
      return signerFrom(config, () => inspection({ google, project: config.project }).secret(PUBLIC_KEYS));
    },
    get secret() {
      return historySecret(config);
    },
    get mailer() {
      return smtpMailer({ url: config.smtpUrl!, from: mailFrom, timeout: MAIL_MILLISECONDS });
    },
    get fonts() {
      return documentFonts();
    },
    channels: {
      async open(until) {
        const asked = {
          id: randomUUID(),
          address: addressOf(functionsUrl, 'notice'),
          token: config.noticeToken!,
          until,
        };
        return { ...(await feed.watch(asked)), until };
      },
      close: (channel) => feed.stop(channel),
    },
  };
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

/** The stores of a project, each opened once. */
export function firestoreStores({ project }: ProjectConfig, patience?: number) {
  return openedOnce((root) =>
    openFirestoreStore({ ...(patience !== undefined && { patience }), settings: { projectId: project }, root }),
  );
}

/** What the functions and the commands both need. @throws EdgeError */
export async function cloudPorts(
  config: CloudConfig,
  google: Google,
  storeOf: (root: string) => Promise<Store>,
): Promise<Omit<ProvideAlliancePorts, 'fonts'>> {
  const { drive, account } = config;
  const list = () => inspection({ google, project: config.project }).secret(PUBLIC_KEYS);
  return {
    registry: await storeOf(REGISTRY),
    storeOf: async (root) => historyIn(await storeOf(root), list),
    drive: sharedDrive(google, drive),
    workbooksIn: (folder, kind, known) =>
      spreadsheets({ google, drive, folder, account, tabs: everyTabOf(kind), ...(known && { known }) }),
    shelfIn: (folder) => driveShelf({ google, drive, folder }),
    queue: queueOf(google, config),
    account,
  };
}

/** An alliance's store, with what took the place of what was erased from it. `list` gives the list of public keys. */
export function historyIn(store: Store, list: () => Promise<string>): Store {
  return followingErasures(store, async () => {
    return new Map(listedKeys(await list()).map(({ keyId, publicKey }) => [keyId, publicKey]));
  });
}

/** The queue by itself, for a notice. */
export async function openQueue(config: Config, outside: Outside): Promise<TaskQueue> {
  return queueOf(googleOf(config, outside, NOTICE_PATIENCE), config);
}

function queueOf(google: Google, config: CloudConfig): TaskQueue {
  const { project, region, queue, invoker } = config;
  return cloudTasks({
    google,
    queue: `projects/${project}/locations/${region}/queues/${queue}`,
    addressOf: addressesIn(google, config),
    invoker,
  });
}

/** Where each function is reached: as the settings say, or else as those that are deployed were told; they are asked once. */
export function addressesIn(google: Google, { functionsUrl, project, region }: CloudConfig) {
  let known = functionsUrl === null ? undefined : Promise.resolve(functionsUrl);
  return async (target: Target): Promise<string> => {
    known ??= readFunctionsUrl({ google, project, region });
    return addressOf(await known, target);
  };
}

/** Google as the process's own account reaches it, or as another. */
export function googleOf(
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

function signerFrom({ signingKey }: Config, list: () => Promise<string>): Signer {
  const signer = signerOf(signingKey ?? '', async () => listedKeys(await list()));
  if (signer === null) throw new ConfigError(['CONCORDAT_SIGNING_KEY should be an Ed25519 key in PEM.']);
  return signer;
}

function historySecret({ historySecret }: Config): Secret {
  const secret = secretOf(historySecret ?? '');
  if (secret === null) throw new ConfigError(['CONCORDAT_HISTORY_SECRET should be 64 hex digits.']);
  return secret;
}

/** What the list of public keys says, as it is kept. @throws Refusal `unreadable` */
export function listedKeys(text: string): readonly PublicKey[] {
  const keys = readKeyList(text);
  if (keys !== null) return keys;
  const advice = 'The list of public keys cannot be read. Put back its last version in Secret Manager.';
  throw new Refusal(advice, { code: 'unreadable' });
}
