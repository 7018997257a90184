import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Firestore } from '@google-cloud/firestore';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerOf } from '../../functions/documents/register.ts';
import { HISTORY_FOLDER, OUTBOX_FOLDER } from '../../functions/edges/local/alliance-folder.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { workbookFiles } from '../../functions/edges/local/workbook-files.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { CHECKPOINTS, newestCheckpoint } from '../../functions/history/checkpoint.ts';
import { trustedKeys } from '../../functions/history/public-keys.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { ISSUES } from '../../functions/history/records.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { EVERY_MOMENT } from '../campaigns/property-tests.ts';
import { type } from '../scripts/run-concordat.ts';
import { firestoreEmulator } from '../support/emulator-for-all.ts';
import { emulatorSettings } from '../support/firestore-emulator.ts';
import { documentsBeneath } from '../support/placed.ts';
import { putTogether } from '../support/put-together.ts';
import type { Drawings } from '../support/rule-tester.ts';
import {
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  MARCH,
  STAFF_DAYS,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';
import { doTheJob, openPorts, type Run } from './killed-run.ts';

const PROJECT = 'killed';
const THE_DAY_BEFORE = '2026-03-26';
const host = await firestoreEmulator();

const ALLIANCE: Drawings = {
  ...ALLIANCE_TABS,
  Contributions: `
    | School               | Amount | Date      |
    | Elm Park High School | £1,000 | 3/11/2025 |`,
  Documents: `
    | Document                     |
    | Treasurer’s annual statement |`,
};
const aldhelms = { ...schoolIdentity, urn: '990002', school: "St Aldhelm's School" };

let place: string;
let program: string;
let firestore: Firestore | null;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'concordat-killed-'));
  program = join(place, 'killed-run.mjs');
  // Most of what this test takes is starting it.
  await putTogether(fileURLToPath(new URL('killed-run.ts', import.meta.url)), place);
  firestore = host === null ? null : new Firestore(emulatorSettings(host, PROJECT));
});
afterAll(async () => {
  rmSync(place, { recursive: true });
  await firestore?.terminate();
});

/** Two workbooks checked the day before, a document made; since then edits of all kinds, a third workbook and another request. */
async function makeReady(run: Run): Promise<void> {
  const { folder } = run;
  mkdirSync(folder);
  const create = (name: string, ...[identity, drawings]: [WorkbookIdentity, Drawings]) =>
    workbookFiles().create(
      join(folder, name),
      newWorkbook(identity, drawnRows(identity.kind, drawings), [], usualSettings),
    );
  await create('Alliance.xlsx', allianceIdentity, ALLIANCE);
  await create('Elm Park.xlsx', schoolIdentity, { 'Staff days': STAFF_DAYS });
  const ports = await openPorts(run);
  await doTheJob({ ...run, asOf: THE_DAY_BEFORE }, ports);
  await ports.store.close();

  await create('St Aldhelm’s.xlsx', aldhelms, { 'Staff days': STAFF_DAYS });
  type(join(folder, 'Elm Park.xlsx'), 'Staff days', 'B3', '27/2/2026');
  type(join(folder, 'Elm Park.xlsx'), 'Staff days', 'C2', 'some');
  type(join(folder, 'Elm Park.xlsx'), 'Checks', 'F2', 'Yes');
  type(join(folder, 'Alliance.xlsx'), 'Contributions', 'A3', 'St Aldhelm’s School');
  type(join(folder, 'Alliance.xlsx'), 'Contributions', 'D3', 'lots');
  type(join(folder, 'Alliance.xlsx'), 'Documents', 'A3', 'Contribution statement');
}

/** Runs the job in a process of its own. Gives its writes by name; null where it was killed, as it was to be. */
function runApart(
  run: Run,
  ready: Promise<unknown> = Promise.resolve(),
): { started: Promise<void>; writes: Promise<string[] | null> } {
  const child = spawn(process.execPath, [program, JSON.stringify(run)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(place, 'compiled') },
  });
  let out = '';
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      out += text;
      resolve();
    });
    child.on('close', () => resolve());
  });
  const go = Promise.all([started, ready]).then(() => child.stdin.end('go\n'));
  const writes = new Promise<string[] | null>((resolve, reject) => {
    child.on('close', (status, signal) => {
      if (signal === 'SIGKILL' && run.killedAfter !== null) resolve(null);
      else if (status === 0) go.then(() => resolve(JSON.parse(out.slice(out.indexOf('\n')))), reject);
      else reject(new Error(`the run ended with ${status ?? signal}: ${err}`));
    });
  });
  return { started, writes };
}

/** What the run has left that a person or another run can see. Which snapshot a document was made from may differ, and its bytes by that. */
async function endState(run: Run) {
  const { store, workbooks } = await openPorts(run);
  try {
    const documents = await store.list('');
    const heads = documents.filter(({ key }) => key.startsWith('head/')).map(({ key }) => key.slice('head/'.length));
    return {
      keys: documents.map(({ key }) => key),
      told: documents
        .filter(({ key }) => key.startsWith('outbox/'))
        .map(({ value }) => withoutBytes(JSON.parse(value))),
      answered: documents.filter(({ key }) => key.startsWith('answered/')).map(({ value }) => JSON.parse(value)),
      register: (await registerOf(store, 2025)).map(withoutProvenance),
      covered: [...(await newestCheckpoint(store))!.issued.keys()],
      histories: await Promise.all(heads.map((workbook) => historyOf(store, workbook, run.folder))),
      tabs: await Promise.all(workbooksIn(run.folder).map(async (file) => (await workbooks.read(file)).tabs)),
      files: filesIn(run.folder).map(([file]) => file),
      messages: messagesIn(join(run.folder, OUTBOX_FOLDER)),
      filed: [await filedAsListed(store, run.folder)],
    };
  } finally {
    await store.close();
  }
}

async function historyOf(store: Store, workbook: string, folder: string) {
  const { manifest } = (await readLatest(store, workbook))!;
  const content = [...(await readContent(store, manifest))].map(([section, records]) => [
    section,
    [...records].map(([key, record]) => [key, section === ISSUES ? withoutProvenance(record) : record]),
  ]);
  const { ok } = await verifyHistory(store, workbook, trustedKeys(readPublicKeys(join(folder, HISTORY_FOLDER))));
  // A checkpoint is of what there was when it was taken, and the next one takes up what it had not.
  if (workbook === CHECKPOINTS) return { workbook, ok };
  return { workbook, ok, content, outcomes: manifest.outcomes, figures: manifest.figures };
}

function withoutProvenance(record: Readonly<Record<string, unknown>>) {
  const { snapshots: _, checkpoint: __, sha256: ___, signature: ____, ...entry } = record;
  return entry;
}

/** A message, but for what the bytes of the documents that go with it make of it. */
function withoutBytes({
  signature: _,
  message,
  ...told
}: {
  signature: string;
  message: { attached?: { link: string }[] };
}) {
  const attached = message.attached?.map(({ link }) => link);
  return { ...told, message: { ...message, ...(attached && { attached }) } };
}

/** The drafts by their names, and what they say besides the documents that go with them. */
function messagesIn(folder: string): [file: string, says: string][] {
  return filesIn(folder).map(([file]) => {
    const parts = readFileSync(join(folder, file), 'utf8').split(/(?=^--\S+\r$)/m);
    return [
      file,
      parts
        .map((part) => (part.includes('Content-Disposition: attachment') ? part.split('\r\n\r\n')[0] : part))
        .join(''),
    ];
  });
}

/** Whether the documents in the folder are those in the register, byte for byte, and no others. */
async function filedAsListed(store: Store, folder: string): Promise<boolean> {
  const listed = (await registerOf(store, 2025)).map(({ link, sha256 }) => [link, sha256]);
  const filed = documentsBeneath(folder).map((file) => [file, hash('sha256', readFileSync(join(folder, file)))]);
  return JSON.stringify(listed.sort()) === JSON.stringify(filed.sort());
}

function filesIn(folder: string): [file: string, sha256: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('history.sqlite'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [relative(folder, file), hash('sha256', readFileSync(file))]);
}

/** Every moment takes long: before the first write, and after one of each kind, by the seed of the run. The campaign of crashes goes through all. */
function oneOfEachKind(writes: readonly string[]): number[] {
  const kinds = [...new Set(writes)].map((kind) => writes.flatMap((write, at) => (write === kind ? [at + 1] : [])));
  const [drawn] = fc.sample(fc.tuple(...kinds.map((moments) => fc.constantFrom(...moments))), 1);
  return [0, ...drawn!];
}

describe.each([
  ['SQLite', true],
  ['Firestore', host !== null],
])('on %s', (name, isHere) => {
  const runIn = (copy: string): Run => ({
    folder: join(place, `${name} ${copy}`),
    asOf: MARCH,
    firestore: name === 'Firestore' ? { host: host!, projectId: PROJECT, root: copy } : null,
    killedAfter: null,
  });

  async function copyOf(copy: string): Promise<Run> {
    const run = runIn(copy);
    cpSync(runIn('ready').folder, run.folder, { recursive: true });
    if (firestore === null || run.firestore === null) return run;
    for (const kind of ['blobs', 'documents']) {
      const { docs } = await firestore.collection(`alliances/kready/${kind}`).get();
      const into = firestore.collection(`alliances/k${copy}/${kind}`);
      await Promise.all(docs.map((doc) => into.doc(doc.id).set(doc.data())));
    }
    return run;
  }

  let writes: string[];
  let end: Awaited<ReturnType<typeof endState>>;
  beforeAll(async () => {
    if (!isHere) return;
    await makeReady(runIn('ready'));
    const undisturbed = await copyOf('undisturbed');
    writes = (await runApart(undisturbed).writes)!;
    end = await endState(undisturbed);
  });

  it.skipIf(!isHere)(
    'a run killed before or after any of its writes is completed by the next one',
    async () => {
      expect(end.filed).toEqual([true]);
      expect(end.covered).toEqual(end.register.map(({ number }) => number));
      expect(end.histories.map(({ workbook, ok }) => [workbook, ok])).toEqual([
        ['alliance-2025', true],
        [CHECKPOINTS, true],
        ['school-990001-2025', true],
        ['school-990002-2025', true],
      ]);
      const counts = [...new Set(writes)].map((write) => `${writes.filter((one) => one === write).length} ${write}`);
      // What stands before a write is what stood after the one before.
      const all = Array.from({ length: writes.length + 1 }, (_, done) => done);
      const moments = process.env[EVERY_MOMENT] === undefined ? oneOfEachKind(writes) : all;
      console.info(
        `${name}: ${writes.length} writes (${counts.join(', ')}), killed after ${moments.join(', ')} of them`,
      );
      const killNext = async (): Promise<void> => {
        const killedAfter = moments.shift();
        if (killedAfter === undefined) return;
        const run = await copyOf(`killed after ${killedAfter}`);
        expect(await runApart({ ...run, killedAfter }).writes).toBeNull();
        const ports = await openPorts(run);
        await doTheJob(run, ports);
        await ports.store.close();
        expect(await endState(run), `killed after write ${killedAfter}, ${writes[killedAfter - 1]}`).toEqual(end);
        await killNext();
      };
      await Promise.all([killNext(), killNext()]);
    },
    600_000,
  );

  it.skipIf(!isHere)(
    'two runs at once, each in a process of its own, end as one would have',
    async () => {
      for (let round = 1; round <= 3; round += 1) {
        const run = await copyOf(`two at once ${round}`);
        let go = () => {};
        const ready = new Promise<void>((resolve) => {
          go = resolve;
        });
        const both = [runApart(run, ready), runApart(run, ready)];
        await Promise.all(both.map(({ started }) => started));
        go();
        await Promise.all(both.map((one) => one.writes));
        expect(await endState(run), `round ${round}`).toEqual(end);
      }
    },
    300_000,
  );
});
