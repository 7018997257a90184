import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { watch } from 'chokidar';
import { Command } from 'commander';
import { faultsOnShelf } from '../../functions/documents/issued-files.ts';
import { type PublishPorts, passedOver } from '../../functions/documents/publish.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import { wholeRegister } from '../../functions/documents/register.ts';
import {
  type AllianceFolder,
  HISTORY_FOLDER,
  isFolder,
  keyFoldersOf,
  OUTBOX_FOLDER,
  openAllianceFolder,
} from '../../functions/edges/local/alliance-folder.ts';
import { BANK_FOLDER, isStatementFile } from '../../functions/edges/local/bank-files.ts';
import { DOCUMENTS_FOLDER, documentsOf } from '../../functions/edges/local/documents-in-folder.ts';
import { type KeyFolders, moveKeysOut, placeOfKeys } from '../../functions/edges/local/key-file.ts';
import { openHere } from '../../functions/edges/local/open-page.ts';
import { leftIn, tidy } from '../../functions/edges/local/replace-file.ts';
import { forgetPage, notedPage, notePage } from '../../functions/edges/local/running-page.ts';
import { refuseDamagedStore } from '../../functions/edges/local/sqlite-store.ts';
import { browserFiles, isServed, type StatusServer, serveHere } from '../../functions/edges/local/status-server.ts';
import { inTwoSentences, whyUnsafe } from '../../functions/edges/local/unsafe-place.ts';
import {
  foldersOf,
  isChecksName,
  isWorkbookName,
  mayHoldWorkbooks,
  SCHOOLS_FOLDER,
  workbookOfChecks,
  workbooksIn,
} from '../../functions/edges/local/workbooks-in-folder.ts';
import { AdvisedError, EdgeError, type Store } from '../../functions/edges/ports.ts';
import { misfitsSinceCheckpoint, PUT_BACK, takeDailyCheckpoint } from '../../functions/history/checkpoint.ts';
import { doubtOfClock, lostClock } from '../../functions/history/clock.ts';
import { refuseNewerHistory } from '../../functions/history/read-history.ts';
import { keysNamedBy } from '../../functions/history/signature.ts';
import { countBySeverity } from '../../functions/protocols/finding.ts';
import { Refusal } from '../../functions/refusal.ts';
import { type LatestChecks, latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { whyHeldBack } from '../../functions/sync/not-as-kept.ts';
import { type PlaceOutcome, type SyncedPlaces, syncedPlaces } from '../../functions/sync/sync-places.ts';
import { tellChairs } from '../../functions/telling/checkpoint-for-chairs.ts';
import { type ToldOf, tellPeople } from '../../functions/telling/tell-people.ts';
import { makeLacking, notAllMade } from '../../functions/workbooks/make-lacking.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { fileName } from '../../functions/workbooks/workbook-places.ts';
import { counted, yearLabel } from '../../sheets-schema/wording.ts';
import { answer, type ExitStatus, inColumns, inOneLine, quoted, run, say, whenToldToStop } from '../console.ts';
import { refuseAnothersHistory, refuseWithoutHistory } from '../doctor/lost-history.ts';
import { writeSampleAlliance } from '../sample-alliance/write-sample-alliance.ts';
import { historyOf, LOOK_MILLISECONDS, standingIn, untilBack } from './away-and-back.ts';
import { readCheckingPage, writeCheckingPage } from './checking-page-file.ts';
import { makeFolder, usualFolder } from './folder-option.ts';
import { makeInFolder, stemOf } from './make-in-folder.ts';
import { moveIntoSchools, rememberSettled } from './move-into-schools.ts';
import { publishingPorts } from './publishing-ports.ts';
import { thisMoment, todayInLondon } from './today.ts';

/** Saving a workbook takes programs several steps; what settles within this time is one change. */
const SETTLE_MILLISECONDS = 500;
const MINUTE = 60_000;
/** Long enough that nobody guesses it. */
const TOKEN_BYTES = 32;
/** A window that opened with the page stops what runs in it when it is closed as well; elsewhere a shell may leave it running on purpose. */
const STOPPING = ['SIGINT', 'SIGTERM'] as const;

interface StartOptions {
  readonly folder?: string;
  readonly once: boolean;
  readonly open: boolean;
  readonly status: boolean;
  readonly newHistory: boolean;
}

export function startCommand(): Command {
  return new Command('start')
    .description('Checks an alliance’s workbooks, keeps their history, makes its documents, and goes on watching.')
    .argument('[folder]', 'the alliance’s folder; where there is none, the sample alliance is made there')
    .option('--folder <dir>', 'the same, as an option')
    .option('--once', 'do it once and stop', false)
    .option('--open', 'show the status page in the browser', false)
    .option('--no-status', 'leave out the status page')
    .option('--new-history', 'begin a new history where an earlier one is lost for good', false)
    .addHelpText(
      'after',
      '\nExample:\n  npx concordat start my-alliance --once\n\nUnless you name a folder it is my-alliance, where “concordat new” made one, or else sample-alliance.',
    )
    .action((folder: string | undefined, options: StartOptions) =>
      run(() => start(folder ?? options.folder ?? usualFolder(), options)),
    );
}

/** Checks what is in the folder, and goes on until it is stopped; without a folder, with the sample alliance. */
export async function start(folder: string, options: StartOptions): Promise<ExitStatus> {
  if (!isFolder(folder)) {
    makeFolder(folder);
    say(`Making the sample alliance in ${folder} …`);
    await writeSampleAlliance(folder);
  }
  const unsafe = inTwoSentences(whyUnsafe(folder, 'move'));
  if (unsafe !== null) say(inOneLine(unsafe));
  if (options.open) {
    const noted = notedPage(placeOfKeys(keyFoldersOf(folder)));
    if (noted !== null && (await isServed(folder, noted.address))) {
      say(`Concordat runs already, in another window. Its page is ${noted.address}`);
      await show(noted);
      return 0;
    }
  }
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  for (let now = options; ; now = { ...options, open: false, newHistory: false }) {
    const ended = await goOnWith(folder, now, options.open, token);
    if ('status' in ended) return ended.status;
    await untilBack(folder, ended.replaced);
  }
}

/** How it ended: stopped, or because the folder, or the file of its history, is not the one that was opened. */
type Ended = { readonly status: ExitStatus } | { readonly replaced: string };

/** Opens the folder after all the looks that go before it, and does the job until it is stopped or the folder or its history is replaced. */
async function goOnWith(
  folder: string,
  { once, open, status, newHistory }: StartOptions,
  isWindow: boolean,
  token: string,
): Promise<Ended> {
  refuseLostClock();
  for (const left of foldersOf(folder).flatMap((one) => leftIn(one, Date.now()))) {
    const sentence = tidy(left);
    if (sentence !== null) say(inOneLine(sentence));
  }
  if (workbooksIn(folder).length === 0) {
    throw new Refusal(
      `There are no workbooks in ${folder}. Name a folder that is not there yet for a sample, or use “concordat new”.`,
    );
  }
  await (newHistory ? refuseAnothersHistory(folder) : refuseWithoutHistory(folder));
  if (existsSync(historyOf(folder))) refuseDamagedStore(historyOf(folder));
  const keys = keyFoldersOf(folder);
  const ports = { ...openAllianceFolder(folder, keys), refusesSecondHistory: async () => !newHistory };
  const opened = standingIn(folder);
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const { promise: lost, resolve: isLost } = Promise.withResolvers<void>();
  const stands = () => isDeepStrictEqual(standingIn(folder), opened);
  const publishing = publishingPorts(ports);
  const checks = latestChecks();
  const places = syncedPlaces(ports);
  const said = new Set<string>();
  const job = oneAtATime(async (changed, round) => {
    if (!stands()) {
      isLost();
      return [];
    }
    refuseLostClock();
    const doubt = await doubtOfClock(ports.store, thisMoment());
    if (doubt !== null && !said.has(doubt.fix)) say(`${doubt.says} ${doubt.fix}`);
    if (doubt !== null) said.add(doubt.fix);
    ports.readKeyAnew();
    const { moved, says } = await moveIntoSchools(folder, ports);
    for (const sentence of says.filter((one) => !said.has(one))) say(inOneLine(sentence));
    for (const sentence of says) said.add(sentence);
    const now = changed.map((place) => moved.get(place) ?? place);
    const outcomes = await doTheJob(now, round, folder, places, publishing);
    await rememberSettled(ports);
    if (outcomes.length > 0) checks.record(outcomes, thisMoment());
    for (const { place } of checks.all())
      if (!existsSync(place) && !outcomes.some((one) => one.place === place)) checks.forget(place, thisMoment());
    return outcomes;
  });

  let page: ShownPage | null = null;
  let stopListening = () => {};
  let stopWatching: (() => Promise<void>) | null = null;
  const looking = setInterval(() => stands() || isLost(), LOOK_MILLISECONDS);
  try {
    await sayWhereKeysLie(keys, ports.store);
    stopWatching = once ? null : await watchOver(folder, job, isLost);
    for (const fault of await faultsOnShelf(ports.shelf, await wholeRegister(ports.store))) say(fault);
    say('Checking the workbooks …');
    const outcomes = await job(workbooksIn(folder), 'daily');
    if (stopWatching !== null && status) page = await serveStatus(folder, ports.store, checks, keys, token);
    summarise(outcomes, folder, page, open);
    if (open && page !== null) await show(page);
    if (stopWatching === null) return { status: exitStatus(outcomes) };
    stopListening = whenToldToStop(isWindow ? [...STOPPING, 'SIGHUP'] : STOPPING, stop);
    const how = isWindow ? 'close this window or press Ctrl+C' : 'press Ctrl+C';
    answer(`\nWatching ${resolve(folder)}. Save a workbook to have it checked; ${how} to stop.`);
    return await Promise.race([
      stopped.then(() => ({ status: 0 as const })),
      lost.then(() => {
        stopListening();
        return { replaced: opened?.history ?? '' };
      }),
    ]);
  } catch (error) {
    if (once || stands() || !(error instanceof AdvisedError)) throw error;
    return { replaced: opened?.history ?? '' };
  } finally {
    clearInterval(looking);
    await stopWatching?.();
    await page?.stop();
    await ports.store.close().catch((error: unknown) => {
      // A drive that is gone cannot be told that its file is closed.
      if (stands()) throw error;
    });
  }
}

/** @throws Refusal where the clock has lost its time: what is kept would be kept under that */
function refuseLostClock(): void {
  const lost = lostClock(thisMoment());
  if (lost !== null) throw new Refusal(`${lost.says} ${lost.fix}`);
}

/** Moves the keys of a history that an earlier Concordat began; where a newer one went on with it, it may keep them in another way. */
async function sayWhereKeysLie(keys: KeyFolders, store: Store): Promise<void> {
  await refuseNewerHistory(store);
  const place = moveKeysOut(keys, todayInLondon());
  if (place !== null)
    say(
      `The signing key and the secret of the history lie in ${place} from now on, and no longer in ${HISTORY_FOLDER}.`,
    );
}

/** A page that is served, and the file that leads to it where that could be written. */
interface ShownPage extends StatusServer {
  readonly file: string | null;
}

async function show({ address, file }: Pick<ShownPage, 'address' | 'file'>): Promise<void> {
  const opens = process.platform === 'win32' ? address : file;
  if (opens === null || !(await openHere(opens)))
    say(`The browser did not open. Type this address into it: ${address}`);
}

/** The status page; null, said in a sentence, where it cannot be served: the checks go on without it. */
async function serveStatus(
  folder: string,
  store: Store,
  checks: LatestChecks,
  keys: KeyFolders,
  token: string,
): Promise<ShownPage | null> {
  const site = statusSite({
    store,
    checks,
    now: thisMoment,
    openDocument: documentsOf(folder),
    openFile: openHere,
    checkingPage: () => readCheckingPage(folder),
    files: browserFiles(),
    fault: (name) => say(`The status page stopped because of a fault in Concordat (${name}). Please report it.`),
  });
  try {
    const server = await serveHere(folder, token, site.fetch);
    const place = placeOfKeys(keys);
    return {
      address: server.address,
      file: await notePage(place, server.address),
      stop: () => {
        forgetPage(place, server.address);
        return server.stop();
      },
    };
  } catch (error) {
    if (!(error instanceof EdgeError)) throw error;
    say(error.advice);
    return null;
  }
}

async function doTheJob(
  changed: readonly string[],
  round: Round,
  folder: string,
  places: SyncedPlaces,
  ports: PublishPorts & Pick<AllianceFolder, 'workbooks' | 'listing' | 'mailer'>,
): Promise<PlaceOutcome[]> {
  const moment = thisMoment();
  const progress = (outcome: PlaceOutcome) => say(progressLine(outcome));
  const misfits = await misfitsSinceCheckpoint(ports.store, (heads) => keysNamedBy(heads, ports.signer));
  if (misfits.length > 0) {
    for (const { says } of misfits) say(`  ${says}`);
    say(`  ${PUT_BACK}`);
    return places.sync(changed, moment, progress, whyHeldBack(misfits));
  }
  await takeDailyCheckpoint(ports, moment);
  let outcomes = await places.sync(changed, moment, progress);
  const years = new Set(outcomes.flatMap((one) => ('outcome' in one ? [one.outcome.identity.startYear] : [])));
  for (const startYear of years) {
    const { published, refused, news } = await publishRequested(startYear, ports, moment);
    for (const sentence of [...passedOver(published), ...refused]) say(`  ${sentence}`);
    const issued = published.filter((one) => one.made);
    if (issued.length > 0) await writeCheckingPage(folder, ports);
    const [ofSchools = [], others = []] = [SCHOOLS_FOLDER, DOCUMENTS_FOLDER].map((top) =>
      issued.filter(({ entry }) => entry.link.startsWith(top)),
    );
    for (const [made, top] of [
      [others, DOCUMENTS_FOLDER],
      [ofSchools, SCHOOLS_FOLDER],
    ] as const)
      if (made.length > 0) say(`  Made ${counted(made.length, 'document')} in ${join(folder, top)}`);
    const there = new Map(places.there());
    const { years: makings, news: newsOfMaking } = await makeLacking(startYear, moment.asOf, {
      store: ports.store,
      standing: async () => places.there(),
      written: stemOf,
      read: (place) => ports.workbooks.read(place),
      fileOf: fileName,
      async make(workbook, stands) {
        const place = await makeInFolder(folder, ports, workbook, stands, there, moment.asOf);
        there.set(workbook.key, place);
        return place;
      },
    });
    for (const { startYear: year, made, letters, waiting } of makings) {
      const withLetters =
        letters === 0 ? '' : `, with ${counted(letters, 'letter')}, in ${join(folder, SCHOOLS_FOLDER)}`;
      if (made.length > 0) say(`  Made ${counted(made.length, 'workbook')} for ${yearLabel(year)}${withLetters}`);
      if (waiting !== null) say(`  ${notAllMade(year, waiting)}`);
    }
    const workbooks = makings.flatMap(({ made }) => made);
    const alliance = news || newsOfMaking ? places.allianceOf(startYear) : null;
    if (alliance === null && workbooks.length === 0) continue;
    const again = await places.sync([...(alliance === null ? [] : [alliance]), ...workbooks], moment);
    outcomes = [...outcomes.filter(({ place }) => !again.some((one) => one.place === place)), ...again];
  }
  const undelivered = [round === 'daily' ? await tellPeople(ports, outcomes.flatMap(toldOf), moment.asOf) : null];
  for (const startYear of years) undelivered.push(await tellChairs(ports, startYear, moment));
  for (const fault of undelivered) if (fault !== null) say(`  ${fault.advice}`);
  return outcomes;
}

function toldOf(one: PlaceOutcome): ToldOf[] {
  if (!('outcome' in one)) return [];
  const { identity, notInChecks } = one.outcome;
  return [{ workbook: workbookKey(identity), notInChecks: async () => notInChecks }];
}

function progressLine(outcome: PlaceOutcome): string {
  const name = inOneLine(outcome.place.split(/[\\/]/).at(-1)!);
  if ('advice' in outcome) return `  ${name}: ${inOneLine(outcome.advice)}`;
  const { rows, open, committed, written, postponed } = outcome.outcome;
  const news = postponed ?? (committed ? 'snapshot taken' : written ? 'Checks brought up to date' : 'nothing new');
  return `  ${name}: ${counted(rows, 'row')}, ${counted(open.length, 'open finding')}; ${inOneLine(news)}`;
}

function summarise(outcomes: readonly PlaceOutcome[], folder: string, page: ShownPage | null, isShown: boolean): void {
  const lines = [['Workbook', 'Rows', 'Problems', 'Breaches', 'Warnings', 'Reminders', 'Notes']];
  const inPlace = workbooksIn(folder);
  for (const one of outcomes.toSorted((one, other) => inPlace.indexOf(one.place) - inPlace.indexOf(other.place))) {
    const name = inOneLine(fileName(one.place));
    if ('advice' in one) {
      lines.push([name, inOneLine(one.advice)]);
      continue;
    }
    const { problem, breach, warning, reminder, note } = countBySeverity(one.outcome.open);
    lines.push([name, ...[one.outcome.rows, problem, breach, warning, reminder, note].map(String)]);
  }
  answer('');
  if (outcomes.every((one) => 'advice' in one)) {
    answer('No workbook could be checked.');
    return;
  }
  for (const line of inColumns(lines.filter((line) => line.length > 2))) answer(line);
  for (const line of lines.filter((line) => line.length === 2)) answer(`${line[0]}: ${line[1]}`);
  answer('');
  answer(`Workbooks  ${resolve(folder)}  (open one and look at Start here and Checks)`);
  answer(`Documents  ${resolve(folder, DOCUMENTS_FOLDER)}  (a school’s own in its folder in ${SCHOOLS_FOLDER})`);
  const outbox = resolve(folder, OUTBOX_FOLDER);
  answer(`Messages   ${isFolder(outbox) ? outbox : 'none yet; they are written on school days'}`);
  const named = folder === usualFolder() ? '' : ` --folder ${quoted(folder)}`;
  // Whoever sees the page has the history there, and may have no npx.
  if (!isShown) answer(`History    npx concordat history${named}`);
  if (page !== null) answer(`Status     ${page.address}`);
}

function exitStatus(outcomes: readonly PlaceOutcome[]): ExitStatus {
  if (outcomes.every((one) => 'advice' in one)) return 2;
  return outcomes.some(needsMending) ? 1 : 0;
}

function needsMending(one: PlaceOutcome): boolean {
  if ('advice' in one) return true;
  return one.outcome.open.some(({ severity }) => severity === 'problem' || severity === 'breach');
}

/** Everything is looked at when the program starts and when a new day begins, and people are told then; what is saved meanwhile is only checked. */
type Round = 'daily' | 'saved';
type Job = (changed: readonly string[], round: Round) => Promise<PlaceOutcome[]>;

/** Jobs wait for one another, so that a save during a check is checked after it. */
function oneAtATime(job: Job): Job {
  let last: Promise<unknown> = Promise.resolve();
  return (changed, round) => {
    const next = last.then(() => job(changed, round));
    last = next.catch(() => undefined);
    return next;
  };
}

/** Spreadsheet programs put one of these beside a workbook while it is open. */
const LOCK = /^(?:\.~lock\.(?<open>.+)#|~\$(?<held>.+))$/;

/** The workbook that a lock file stands beside; null for any other file. */
function lockedBy(path: string): string | null {
  const { open, held } = LOCK.exec(basename(path))?.groups ?? {};
  return open ?? held ?? null;
}

/** Schools, a school's folder in it, the workbook. */
const DEPTH_OF_WORKBOOKS = 2;

function isOurs(name: string): boolean {
  return isWorkbookName(name) || isChecksName(name);
}

/** Whether it is the folder for statements from the bank. */
function isBankFolder(folder: string, path: string): boolean {
  return resolve(path) === join(resolve(folder), BANK_FOLDER);
}

function isPutInBank(folder: string, path: string): boolean {
  return isBankFolder(folder, dirname(path)) && isStatementFile(basename(path));
}

/** Checks each workbook soon after it is saved or closed, and all of them when a new day begins. Gives what ends it, and says when the folder itself is lost. */
async function watchOver(folder: string, job: Job, isLost: () => void): Promise<() => Promise<void>> {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let day = todayInLondon();
  let last: Promise<unknown> = Promise.resolve();
  const check = (paths: readonly string[], round: Round) => {
    last = job(paths, round).catch((error: unknown) =>
      say(error instanceof AdvisedError ? error.advice : String(error)),
    );
  };
  const settle = (path: string) => {
    if (isStatementFile(basename(path))) {
      for (const workbook of workbooksIn(folder)) if (dirname(workbook) === resolve(folder)) settle(workbook);
      return;
    }
    const workbook = isChecksName(basename(path)) ? workbookOfChecks(path) : path;
    if (workbook === null) return;
    changed.add(workbook);
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A workbook that is gone is none to check, and yet the others are looked at: it may be missed, or leave room for another.
      check(
        [...changed].filter((path) => existsSync(path)),
        'saved',
      );
      changed.clear();
    }, SETTLE_MILLISECONDS);
  };
  const saved = (path: string) => {
    if (lockedBy(path) === null) settle(path);
  };
  const gone = (path: string) => {
    const closed = lockedBy(path);
    settle(closed === null ? path : join(dirname(path), closed));
  };
  const watcher = watch(folder, {
    depth: DEPTH_OF_WORKBOOKS,
    ignoreInitial: true,
    ignored: (path, stats) =>
      stats?.isFile() === true
        ? !isOurs(lockedBy(path) ?? basename(path)) && !isPutInBank(folder, path)
        : stats?.isDirectory() === true && !mayHoldWorkbooks(folder, path) && !isBankFolder(folder, path),
  });
  watcher.on('unlinkDir', (path) => resolve(path) === resolve(folder) && isLost());
  watcher.on('add', saved).on('change', saved).on('unlink', gone);
  await new Promise<void>((ready) => watcher.once('ready', ready));
  const midnight = setInterval(() => {
    if (todayInLondon() === day) return;
    day = todayInLondon();
    check(workbooksIn(folder), 'daily');
  }, MINUTE);

  return async () => {
    clearInterval(midnight);
    clearTimeout(timer);
    await watcher.close();
    await last;
  };
}
