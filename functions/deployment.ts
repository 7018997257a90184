import { randomUUID } from 'node:crypto';
import { GoogleAuth } from 'google-auth-library';
import type { WorkbookKind } from '../sheets-schema/tab.ts';
import { tabsOf } from '../sheets-schema/workbooks.ts';
import { documentFonts } from './document-fonts.ts';
import { type Config, ConfigError } from './edges/config.ts';
import { changeFeed } from './edges/google/change-feed.ts';
import { cloudTasks } from './edges/google/cloud-tasks.ts';
import { driveShelf } from './edges/google/drive-shelf.ts';
import { openFirestoreStore } from './edges/google/firestore-store.ts';
import { type Google, openGoogle } from './edges/google/google-clients.ts';
import { type Clockwork, type Patience, USUAL_PATIENCE } from './edges/google/retry.ts';
import { smtpMailer } from './edges/google/smtp-mailer.ts';
import { spreadsheets } from './edges/google/spreadsheets.ts';
import type { Signer, Store, TaskQueue } from './edges/ports.ts';
import { signerOf } from './edges/signing-key.ts';
import type { Deployment } from './serve-functions.ts';
import { CHECKS, ISSUED, START_HERE } from './sync/identify-workbook.ts';

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
  const { project, drive, functionsUrl, mailFrom } = config;
  const openStore = (root: string) => openFirestoreStore({ settings: { projectId: project }, root });
  const google = googleOf(config, outside, USUAL_PATIENCE);
  const stores = new Map<string, Promise<Store>>();
  const storeOf = (root: string): Promise<Store> => {
    const store = stores.get(root) ?? (outside.openStore ?? openStore)(root);
    stores.set(root, store);
    return store;
  };
  const feed = changeFeed(google, drive);
  const account = `concordat-run@${project}.iam.gserviceaccount.com`;
  const workbooks = (kind: WorkbookKind) =>
    spreadsheets({ google, drive, folder: drive, account, titles: titlesOf(kind) });
  const byKind = { alliance: workbooks('alliance'), school: workbooks('school') };
  return {
    registry: await storeOf(REGISTRY),
    storeOf,
    workbooksOf: (kind) => byKind[kind],
    shelfIn: (folder) => driveShelf({ google, drive, folder }),
    feed,
    queue: queueOf(google, config),
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

/** The queue by itself, for a notice. */
export async function openQueue(config: Config, outside: Outside): Promise<TaskQueue> {
  return queueOf(googleOf(config, outside, NOTICE_PATIENCE), config);
}

function queueOf(google: Google, { project, region, queue, functionsUrl, invoker }: Config): TaskQueue {
  return cloudTasks({
    google,
    queue: `projects/${project}/locations/${region}/queues/${queue}`,
    functionsUrl,
    invoker,
  });
}

function googleOf({ project, googleRoot }: Config, { clockwork, attempt }: Outside, patience: Patience): Google {
  return openGoogle({
    // Told which project it is, it need not find out.
    account: new GoogleAuth({ scopes: SCOPES, projectId: project }),
    ...(googleRoot === null ? {} : { rootUrl: `${googleRoot}/` }),
    patience: { ...patience, attempt: attempt ?? patience.attempt },
    clockwork,
  });
}

function signerFrom({ signingKey }: Config): Signer {
  const signer = signerOf(signingKey ?? '');
  if (signer === null) throw new ConfigError(['CONCORDAT_SIGNING_KEY should be an Ed25519 key in PEM.']);
  return signer;
}

function titlesOf(kind: WorkbookKind): string[] {
  const own = kind === 'alliance' ? [ISSUED, CHECKS] : [CHECKS];
  return [START_HERE, ...tabsOf[kind].map(({ title }) => title), ...own];
}
