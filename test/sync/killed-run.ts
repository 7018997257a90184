import { once } from 'node:events';
import { documentFonts } from '../../functions/document-fonts.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import { openFirestoreStore } from '../../functions/edges/google/firestore-store.ts';
import { type AllianceFolder, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { tellPeople } from '../../functions/telling/tell-people.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { emulatorSettings } from '../support/firestore-emulator.ts';

/** One run of the whole job in a folder, as data, so that a process of its own can be asked for it. */
export interface Run {
  readonly folder: string;
  readonly asOf: string;
  /** Where the history is kept instead of in the folder. */
  readonly firestore: { readonly host: string; readonly projectId: string; readonly root: string } | null;
  /** After how many writes to die, before the next one; null to live. */
  readonly killedAfter: number | null;
}

/** Ports of a run; each write goes through `around` by its name. */
export async function openPorts(
  { folder, firestore }: Run,
  around: <T>(write: string, work: () => Promise<T>) => Promise<T> = (_, work) => work(),
): Promise<AllianceFolder> {
  const local = openAllianceFolder(folder);
  const store = firestore
    ? await openFirestoreStore({
        settings: emulatorSettings(firestore.host, firestore.projectId),
        root: firestore.root,
      })
    : local.store;
  return {
    ...local,
    workbooks: {
      ...local.workbooks,
      replaceOwnSheets: (...given) => around('workbook', () => local.workbooks.replaceOwnSheets(...given)),
    },
    store: {
      ...store,
      putBlobs: (blobs) => around('blobs', () => store.putBlobs(blobs)),
      compareAndSet: (key, ...given) => around(key.split('/')[0]!, () => store.compareAndSet(key, ...given)),
      close: () => Promise.all([store.close(), local.store.close()]).then(() => undefined),
    },
    mailer: { deliver: (message) => around('mail', () => local.mailer.deliver(message)) },
    shelf: { ...local.shelf, file: (...given) => around('file', () => local.shelf.file(...given)) },
  };
}

/** Checks every workbook, answers the rows of *Documents*, and checks the alliance's again where a document was made. */
export async function doTheJob({ folder, asOf }: Run, ports: AllianceFolder): Promise<void> {
  const moment = { at: `${asOf}T14:32:00.000Z`, asOf };
  const places = syncedPlaces(ports);
  const outcomes = await places.sync(workbooksIn(folder), moment);
  const { published, refused } = await publishRequested(2025, { ...ports, fonts: documentFonts() }, moment);
  if (published.length > 0) outcomes.push(...(await places.sync([places.allianceOf(2025)!], moment)));
  const told = outcomes.flatMap((one) => ('outcome' in one ? [one.outcome] : []));
  const undelivered = await tellPeople(
    ports,
    told.map(({ identity, notInChecks }) => ({
      workbook: workbookKey(identity),
      notInChecks: async () => notInChecks,
    })),
    asOf,
  );
  if (undelivered !== null) throw undelivered;
  const left = outcomes.flatMap((one) => ('outcome' in one ? (one.outcome.postponed ?? []) : one.advice));
  if (left.length + refused.length > 0) throw new Error([...left, ...refused].join(' '));
}

if (import.meta.main) {
  const run: Run = JSON.parse(process.argv[2]!);
  const writes: string[] = [];
  const dieHere = () => {
    if (writes.length === run.killedAfter) process.kill(process.pid, 'SIGKILL');
  };
  const ports = await openPorts(run, async (write, work) => {
    dieHere();
    const done = await work();
    writes.push(write);
    dieHere();
    return done;
  });
  if (run.killedAfter === null) {
    // Two runs that are to meet wait for one another.
    process.stdout.write('ready\n');
    await once(process.stdin, 'data');
  }
  await doTheJob(run, ports);
  await ports.store.close();
  process.stdout.write(`${JSON.stringify(writes)}\n`);
  process.exit();
}
