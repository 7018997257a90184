import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Firestore } from '@google-cloud/firestore';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import type { SMTPServerOptions } from 'smtp-server';
import { openDeployment } from '../../functions/cloud/deployment.ts';
import { serveFunctions } from '../../functions/cloud/serve-functions.ts';
import { surroundings } from '../../functions/cloud/surroundings.ts';
import { registerAlliance, registerWorkbook } from '../../functions/dispatch/registry.ts';
import { PUBLIC_KEYS, readConfig, type Target, targets } from '../../functions/edges/config.ts';
import { openFirestoreStore } from '../../functions/edges/google/firestore-store.ts';
import { newHistorySecret } from '../../functions/edges/history-secret.ts';
import type { SheetsByTab, Store } from '../../functions/edges/ports.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey } from '../../functions/history/public-keys.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { listText } from '../../scripts/deployment/google-key.ts';
import { type Counted, counting } from './counted-store.ts';
import type { Notice } from './google/changes.ts';
import { MINUTE } from './google/clock.ts';
import { openGoogle, type StandIn } from './google/stand-in.ts';
import { trusting } from './made-up-signer.ts';
import { type MailServer, openMailServer } from './mail-server.ts';
import type { Drawings } from './rule-tester.ts';
import { drawnRows } from './sync-bench.ts';
import { usualSettings } from './usual-packs.ts';

/** Of every world, so that two may be compared. */
const HISTORY_SECRET = newHistorySecret();
const PROJECT = 'harrowdale-concordat';
const FUNCTIONS = `https://europe-west2-${PROJECT}.cloudfunctions.net`;
const INVOKER = `concordat-invoker@${PROJECT}.iam.gserviceaccount.com`;
export const NOTICE_TOKEN = 'a-token-that-only-google-was-told-0001';
const ALLIANCE = 'harrowdale';

export interface DeployedOptions {
  readonly firestore: Firestore;
  /** Keeps what is stored apart from what others store. */
  readonly world: string;
  /** How long Google may take over one answer, in milliseconds; a minute unless told. */
  readonly attempt?: number;
  /** What stands between the functions and Firestore, beneath what is counted. */
  readonly between?: (store: Store) => Store;
  /** How the queue delivers a task; once unless told. */
  readonly deliver?: 'once' | 'twice' | 'at-once';
  /** What becomes of notices on their way; they arrive unless told. */
  readonly onTheWay?: (notices: readonly Notice[]) => readonly Notice[];
  readonly mailServer?: SMTPServerOptions;
}

/** Requests of Sheets, documents of Firestore, and all that Google was asked, by method. */
export interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly sheetReads: number;
  readonly sheetWrites: number;
  readonly asked: Readonly<Record<string, number>>;
  readonly minutes: number;
}

/** What one check asked of Sheets, and what it says of itself; the numbers mean something while no other runs. */
export interface CheckCost {
  readonly reads: number;
  readonly writes: number;
  readonly said: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The functions as they are deployed, with Google, Firestore and a mail server around them; its time is the stand-in's. */
export interface Deployed {
  readonly standIn: StandIn;
  readonly mail: MailServer;
  readonly drive: string;
  /** Every line that a function wrote to its log, and every answer it gave. */
  readonly said: readonly string[];
  /** What the history of the alliance is kept in, and the list of workbooks, uncounted. */
  readonly store: Store;
  readonly registry: Store;
  /** Has a workbook made and looked after; gives its place. */
  provide(identity: WorkbookIdentity, drawings: Drawings, schools: readonly string[]): Promise<string>;
  /** An address of a function, as Google knows it. */
  address(target: Target): string;
  readonly checks: readonly CheckCost[];
  /** The key that signs, in PEM. */
  readonly signingKey: string;
  /** Has the functions run in new processes, which know nothing of the old; with another key where one is given. */
  restart(signingKey?: string): void;
  /** Calls a function, as our own queue and clock do unless told otherwise. */
  call(target: Target, init?: RequestInit): Promise<Answer>;
  /** Lets a minute pass: the clock calls `poll`, notices arrive, what is due is delivered. False where `poll` failed. */
  minute(): Promise<boolean>;
  /** Minute after minute until no edit is unnoticed, no task waits, and the feed was read and brought nothing. */
  settle(): Promise<void>;
  /** What was asked, read and written since this was last asked. */
  since(): Cost;
  verify(workbook: string): ReturnType<typeof verifyHistory>;
  end(): Promise<void>;
}

const MOST_MINUTES = 90;

export async function openDeployed({
  firestore,
  world,
  between = (store) => store,
  deliver = 'once',
  onTheWay = (notices) => notices,
  mailServer,
  ...patience
}: DeployedOptions): Promise<Deployed> {
  const standIn = await openGoogle({
    email: `concordat-run@${PROJECT}.iam.gserviceaccount.com`,
    // Google gathers edits for three minutes, in which nothing would happen here.
    noticedAfter: MINUTE,
  });
  const mail = await openMailServer(mailServer);
  const { people, clock, identity, tasks, changes } = standIn;
  const drive = people.makeDrive('Harrowdale');
  tasks.addQueue(`projects/${PROJECT}/locations/europe-west2/queues/concordat`);
  const signingKey = newSigningKey();
  standIn.secrets.set(PUBLIC_KEYS, listText([firstKey(signerOf(signingKey)!, '2025-09-01')]));
  const environment = {
    GOOGLE_CLOUD_PROJECT: PROJECT,
    CONCORDAT_REGION: 'europe-west2',
    CONCORDAT_QUEUE: 'concordat',
    CONCORDAT_DRIVE: drive,
    CONCORDAT_FUNCTIONS_URL: `${FUNCTIONS}/*`,
    CONCORDAT_INVOKER: INVOKER,
    CONCORDAT_MAIL_FROM: 'concordat@harrowdale.example',
    CONCORDAT_SIGNING_KEY: signingKey,
    CONCORDAT_HISTORY_SECRET: HISTORY_SECRET,
    CONCORDAT_SMTP_URL: mail.url,
    CONCORDAT_NOTICE_TOKEN: NOTICE_TOKEN,
    CONCORDAT_GOOGLE_ROOT: standIn.rootUrl.slice(0, -1),
  };
  // Where the account's tokens come from, as on Google's own machines.
  process.env['GCE_METADATA_HOST'] = new URL(standIn.rootUrl).host;
  process.env['METADATA_SERVER_DETECTION'] = 'assume-present';

  const counted: Counted = { reads: 0, writes: 0 };
  const uncounted = (root: string) => openFirestoreStore({ firestore, root: `${world}${root}` });
  const outside = {
    ...patience,
    clockwork: { now: clock.now, sleep: async (ms: number) => clock.advance(ms), chance: () => 0.5 },
    openStore: async (root: string) => counting(between(await uncounted(root)), counted),
  };
  const said: string[] = [];
  const checks: CheckCost[] = [];
  const servers = new Map<string, Server>();
  // As Google runs them: each in a process of its own, which knows the settings of that function.
  const restart = (key = signingKey) => {
    const now = { ...environment, CONCORDAT_SIGNING_KEY: key };
    for (const target of targets) {
      serveFunctions(surroundings({ ...outside, environment: now, write: (line) => void said.push(line) }));
      servers.set(target, getTestServer(target));
    }
  };
  restart();
  const router = createServer((request, response) => {
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    response.end = (...given: unknown[]) => {
      said.push(String(given[0] ?? ''));
      return end(...given);
    };
    if (request.url === '/sync-workbook') {
      const since = standIn.traffic.length;
      response.once('finish', () => {
        const { reads, writes } = standIn.tally(since);
        checks.push({ reads, writes, said: JSON.parse(said.findLast((line) => line.includes('"sync-workbook"'))!) });
      });
    }
    const target = /^\/([a-z-]+)/.exec(request.url ?? '')?.[1] ?? '';
    servers.get(target)?.emit('request', request, response) ?? response.writeHead(404).end();
  });
  await new Promise<void>((ready) => router.listen(0, '127.0.0.1', ready));
  const local = `http://127.0.0.1:${(router.address() as AddressInfo).port}`;
  standIn.route(FUNCTIONS, local);

  const store = await uncounted(ALLIANCE);
  const registry = await uncounted('.deployment');
  await registerAlliance(registry, ALLIANCE, { name: 'Harrowdale', folder: drive });
  const { workbooksOf } = await openDeployment(readConfig('sync-workbook', environment), outside);
  const address = (target: Target) => `${FUNCTIONS}/${target}`;
  let talliedUntil = 0;
  let minutes = 0;

  async function call(target: Target, init: RequestInit = {}): Promise<Answer> {
    const authorization = `Bearer ${identity.idToken(address(target), { email: INVOKER })}`;
    const headers = { authorization, 'content-type': 'application/json', ...init.headers };
    const answer = await fetch(`${local}/${target}`, { method: 'POST', ...init, headers });
    return { status: answer.status, text: await answer.text() };
  }

  async function minute(): Promise<boolean> {
    clock.advance(MINUTE);
    minutes += 1;
    const { status } = await call('poll');
    await standIn.deliverNotices(onTheWay(changes.takeNotices()));
    await tasks.deliverDue(() => deliver);
    return status === 200;
  }

  return {
    standIn,
    mail,
    drive,
    said,
    checks,
    store,
    registry,
    signingKey,
    async provide(identity, drawings, schools) {
      const rows = drawnRows(identity.kind, drawings);
      const name = identity.school ?? identity.alliance;
      const tabs = new Map<string, SheetsByTab>();
      const place = await workbooksOf(identity.kind, tabs).create(
        name,
        newWorkbook(identity, rows, schools, usualSettings),
      );
      const workbook = workbookKey(identity);
      await registerWorkbook(registry, { place, alliance: ALLIANCE, workbook, tabs: tabs.get(place)! });
      return place;
    },
    address,
    restart,
    call,
    minute,
    async settle() {
      const isAtRest = () => tasks.waiting().length === 0 && standIn.files.all().every(({ unnoticed }) => !unnoticed);
      let wasAtRest = false;
      for (let passed = 0; !wasAtRest || !isAtRest(); passed += 1) {
        if (passed === MOST_MINUTES) throw new Error('it does not come to rest');
        const isResting = isAtRest();
        wasAtRest = (await minute()) && isResting;
      }
    },
    since() {
      const { reads: sheetReads, writes: sheetWrites, byMethod } = standIn.tally(talliedUntil);
      const cost = { ...counted, sheetReads, sheetWrites, asked: byMethod, minutes };
      Object.assign(counted, { reads: 0, writes: 0 });
      minutes = 0;
      talliedUntil = standIn.traffic.length;
      return cost;
    },
    verify: (workbook) => verifyHistory(store, workbook, trusting(signerOf(signingKey)!)),
    async end() {
      await Promise.all([
        standIn.stop(),
        mail.close(),
        new Promise<void>((closed) => {
          router.close(() => closed());
          router.closeAllConnections();
        }),
      ]);
    },
  };
}
