import { noticeChannel } from '../../functions/dispatch/nightly.ts';
import { feedMark } from '../../functions/dispatch/poll.ts';
import { presentPlaces } from '../../functions/dispatch/present-places.ts';
import { type ProvideAlliancePorts, workbooksBy } from '../../functions/dispatch/provide-alliance.ts';
import {
  alliances,
  type KnownAlliance,
  type KnownWorkbook,
  placeOf,
  workbookAt,
} from '../../functions/dispatch/registry.ts';
import { pollTask } from '../../functions/dispatch/tasks.ts';
import { faultsOfWorkbook, type Whose } from '../../functions/dispatch/workbook-faults.ts';
import {
  accountOf,
  PUBLIC_KEYS,
  privateTargets,
  publicTargets,
  secretNames,
  secrets,
  type Target,
  targets,
} from '../../functions/edges/config.ts';
import type { WatchedFeed } from '../../functions/edges/google/change-feed.ts';
import { type DeployedFunction, isTurnedAway } from '../../functions/edges/google/deployed-functions.ts';
import { unsignedToken } from '../../functions/edges/google/forwarded-caller.ts';
import type { Inspection } from '../../functions/edges/google/inspection.ts';
import { secretOf } from '../../functions/edges/history-secret.ts';
import { AdvisedError, EdgeError, type Store } from '../../functions/edges/ports.ts';
import { signerOf } from '../../functions/edges/signing-key.ts';
import { dayInLondon } from '../../functions/figures/london-day.ts';
import { readKeyList } from '../../functions/history/public-keys.ts';
import { allianceKind } from '../../functions/workbooks/kinds.ts';
import { allianceKey, ownerOfKey } from '../../functions/workbooks/workbook-key.ts';
import { counted, listed, yearLabel } from '../../sheets-schema/wording.ts';
import { type Examination, ill, type Seen, well } from './examination.ts';
import { historySecret, newestKey } from './newest-key.ts';

export interface GoogleToExamine {
  readonly ports: Omit<ProvideAlliancePorts, 'fonts'>;
  readonly inspection: Inspection;
  readonly feed: Pick<WatchedFeed, 'waitingSince'>;
  /** The functions as they are deployed. */
  readonly functions: () => Promise<readonly DeployedFunction[]>;
  readonly addressOf: (target: Target) => Promise<string>;
  /** The e-mail address of the account that may call the private functions. */
  readonly invoker: string;
  readonly driveId: string;
  /** Addresses of the scopes that everything needs. */
  readonly scopes: readonly string[];
  /** Tries a mail server by its address. */
  readonly tryMailServer: (url: string) => Promise<void>;
  /** Null: every alliance. */
  readonly alliance: string | null;
  readonly now: () => Date;
}

const MINUTE = 60_000;
const MOST_CLOCK_SECONDS = 60;
/** A poll reads what changed every minute; several may fail for a while. */
const MOST_WAITING_MINUTES = 10;
const TEST_DOCUMENT = 'doctor';
const UNLISTED =
  'If “concordat key --rotate” was stopped, run it again. Otherwise put the right version back in Secret Manager.';

/** Everything a set-up on Google is made of, one thing after another; the workbooks at the end, by the list of them. */
export async function* googleExaminations(on: GoogleToExamine): AsyncGenerator<Examination> {
  const { ports, inspection } = on;
  yield { what: 'Credentials', look: () => credentials(on) };
  yield { what: 'Scopes', look: () => scopes(on) };
  yield { what: 'Clock', look: () => clock(on) };
  yield { what: 'Shared drive', look: () => sharedDrive(on) };
  yield { what: 'Google Sheets', look: () => inspection.sheetsAnswer().then(() => well('Answers.')) };
  yield { what: 'Functions', look: () => functions(on) };
  for (const target of privateTargets) yield { what: `Door of ${target}`, look: () => door(target, on) };
  yield { what: 'Queue', look: () => queue(on) };
  yield { what: 'Store', look: () => store(on) };
  yield { what: 'Rules of the store', look: () => rules(on) };
  yield { what: 'Signing key', look: () => signingKey(on) };
  yield { what: 'History secret', look: () => secret(on) };
  yield { what: 'Mail server', look: () => mailServer(on) };
  yield { what: 'Notices', look: () => notices(on) };
  yield { what: 'Changes', look: () => changes(on) };

  const found = new Map<string, KnownAlliance>();
  const places: KnownWorkbook[] = [];
  yield {
    what: 'List of workbooks',
    async look() {
      for (const [id, known] of await alliances(ports.registry))
        if (on.alliance === null || on.alliance === id) found.set(id, known);
      for (const place of await presentPlaces(ports.registry, dayInLondon(on.now()))) {
        const known = await workbookAt(ports.registry, place);
        if (known !== null && found.has(known.alliance)) places.push(known);
      }
      if (found.size === 0) return ill('No alliance is set up here.', 'Set one up with “concordat provision”.');
      return well(`${counted(found.size, 'alliance')}, ${counted(places.length, 'workbook')} of the present years.`);
    },
  };
  for (const [id, known] of found) {
    yield { what: `Folder of ${id}`, look: () => folder(known, on) };
    const whose = whoseIn(id, known, on);
    for (const workbook of places.filter((one) => one.alliance === id)) {
      yield {
        what: `${id}: ${titleOf(workbook)}`,
        async look() {
          const faults = await faultsOfWorkbook(workbook, known.folder, await whose(workbook), ports);
          if (faults.length === 0) return well('Can be read, has its tabs, and is shared with whose it is.');
          return ill(
            faults.length === 1 ? 'Is not as it should be.' : `${faults.length} things are not as they should be.`,
            faults.join(' '),
          );
        },
      };
    }
  }
}

async function credentials({ inspection, ports }: GoogleToExamine): Promise<Seen> {
  const { email } = await inspection.account();
  if (email.toLowerCase() === ports.account.toLowerCase()) return well(`Google knows us as ${email}.`);
  return ill(
    `Google knows us as ${email}, and the functions work as ${ports.account}: what follows is about another account.`,
    `Sign in with “gcloud auth application-default login --impersonate-service-account=${ports.account}”.`,
  );
}

async function scopes({ inspection, scopes }: GoogleToExamine): Promise<Seen> {
  const given = await inspection.scopes();
  const missing = scopes.filter((one) => !given.includes(one));
  if (missing.length === 0) return well(`${counted(scopes.length, 'scope')} of ${scopes.length}.`);
  return ill(`Missing: ${listed(missing)}.`, 'Sign in again with the scopes that docs/google.md names.');
}

async function clock({ inspection, now }: GoogleToExamine): Promise<Seen> {
  const { time } = await inspection.account();
  if (time === null) return ill('Google’s answer does not say what time it is.', 'Try again later.');
  const seconds = Math.round((now().getTime() - time) / 1000);
  if (Math.abs(seconds) <= MOST_CLOCK_SECONDS) return well('Within a minute of Google’s.');
  const says = `This computer’s clock is ${counted(Math.abs(seconds), 'second')} ${seconds > 0 ? 'ahead of' : 'behind'} Google’s.`;
  return ill(says, 'Have it set by the network; Google refuses who signs in at another time.');
}

async function sharedDrive({ inspection, driveId, ports }: GoogleToExamine): Promise<Seen> {
  const seen = await inspection.sharedDrive(driveId);
  if (seen.kind === 'my drive') {
    const mend = 'Make a shared drive and name that one: Concordat’s account has no storage of its own.';
    return ill('This is a folder of somebody’s My Drive.', mend);
  }
  if (!seen.takesFiles)
    return ill(`“${seen.name}” is only shown to us.`, `Make ${ports.account} a Content manager of the drive.`);
  if (seen.isOpenToOthers) return well(`“${seen.name}” can be written in.`);
  const mend =
    'In the drive’s settings, let people outside the organisation and people who are not members open files.';
  return ill(`Files of “${seen.name}” cannot be shared with the schools.`, mend);
}

/** Each as it was deployed: from where it is reached, as whom it runs, with which secrets. */
async function functions({ functions, ports }: GoogleToExamine): Promise<Seen> {
  const deployed = await functions();
  const host = ports.account.slice(ports.account.indexOf('@'));
  const faults = targets.flatMap((target) => {
    const found = deployed.find(({ name }) => name === target);
    // Notices can be left out.
    if (found === undefined) return publicTargets.includes(target) ? [] : [`${target} is missing.`];
    const wanted = Object.entries(secrets).flatMap(([name, of]) =>
      (of as readonly Target[]).includes(target) ? name : [],
    );
    const more = found.secrets.filter((name) => !wanted.includes(name));
    return [
      ...(found.isInternal || publicTargets.includes(target)
        ? []
        : [`${target} can be reached from outside the project.`]),
      ...(found.account === `${accountOf(target)}${host}`
        ? []
        : [`${target} runs as ${found.account || 'nobody we know'}.`]),
      ...(more.length === 0 ? [] : [`${target} is given ${listed(more)}, which it does not need.`]),
    ];
  });
  if (faults.length === 0) return well('Are reached, and run, as they were deployed.');
  return ill(faults.join(' '), 'Deploy Concordat again: that mends it.');
}

/** A call without a token, and one with a token that anybody can write, come no further than Google. */
async function door(target: Target, { addressOf, invoker, now }: GoogleToExamine): Promise<Seen> {
  const audience = await addressOf(target);
  const madeUp = unsignedToken({ audience, invoker }, now());
  const open = [];
  if (!(await isTurnedAway(audience, null))) open.push('without a token');
  if (!(await isTurnedAway(audience, madeUp))) open.push('with a made-up token');
  if (open.length === 0) return well('Google turns away whoever has no token, and whoever made one up.');
  return ill(
    `Google lets calls in ${listed(open)}.`,
    `Deploy Concordat again at once, and see that nobody opens the function ${target} in Google Cloud.`,
  );
}

async function queue({ ports, now }: GoogleToExamine): Promise<Seen> {
  await ports.queue.enqueue(pollTask(now()));
  return well('Took a task: changes are read once more.');
}

async function store({ ports, now }: GoogleToExamine): Promise<Seen> {
  const { registry } = ports;
  const before = await registry.getDocument(TEST_DOCUMENT);
  const at = now().toISOString();
  const version = await registry.compareAndSet(TEST_DOCUMENT, before?.version ?? null, at);
  const after = await registry.getDocument(TEST_DOCUMENT);
  if (after !== null && (version === null || after.value === at)) return well('Keeps what is written.');
  return ill('What was written is not there.', 'Look at the Google Cloud project: is its database in native mode?');
}

async function rules({ inspection }: GoogleToExamine): Promise<Seen> {
  if (!(await inspection.isStoreOpen())) return well('Nobody may read the store without an account.');
  return ill('Anybody may read the store.', 'Deploy Concordat again at once: that closes it.');
}

async function secret(on: GoogleToExamine): Promise<Seen> {
  const secret = secretOf(await on.inspection.secret(secretNames.CONCORDAT_HISTORY_SECRET));
  return historySecret(
    secret,
    await storesOf(on),
    'Put its first version back in Secret Manager: it is never replaced.',
  );
}

async function storesOf({ ports, alliance }: GoogleToExamine): Promise<Store[]> {
  const stores: Store[] = [];
  for (const id of (await alliances(ports.registry)).keys())
    if (alliance === null || alliance === id) stores.push(await ports.storeOf(id));
  return stores;
}

async function signingKey(on: GoogleToExamine): Promise<Seen> {
  const { inspection } = on;
  const signer = signerOf(await inspection.secret(secretNames.CONCORDAT_SIGNING_KEY));
  const keys = readKeyList(await inspection.secret(PUBLIC_KEYS));
  if (keys === null) return ill('The list of public keys is damaged.', 'Put back its last version in Secret Manager.');
  if (signer !== null && !keys.some(({ keyId }) => keyId === signer.keyId))
    return ill(`Is ${signer.keyId}, which is not on the list of public keys.`, UNLISTED);
  return newestKey(signer, keys, await storesOf(on), 'Put the right version back in Secret Manager.');
}

async function mailServer({ inspection, tryMailServer }: GoogleToExamine): Promise<Seen> {
  await tryMailServer((await inspection.secret(secretNames.CONCORDAT_SMTP_URL)).trim());
  return well('Lets Concordat in. Nothing was sent.');
}

async function notices({ ports, now }: GoogleToExamine): Promise<Seen> {
  const channel = await noticeChannel(ports.registry);
  if (channel === null) return well('None are asked for; changes are read once a minute.');
  const days = Math.floor((Date.parse(channel.until) - now().getTime()) / (24 * 60 * MINUTE));
  if (days >= 0) return well(`Are asked for, for ${days === 0 ? 'less than a day' : counted(days, 'more day')}.`);
  const mend = 'Changes are read once a minute all the same. Look into the log of the function nightly.';
  return ill('Have ended and were not asked for again.', mend);
}

async function changes({ ports, feed, now }: GoogleToExamine): Promise<Seen> {
  const mark = await feedMark(ports.registry);
  const mend = 'Look into the log of the function poll, and whether its clock in Cloud Scheduler runs.';
  if (mark === null) return ill('Were never read.', mend);
  const since = await feed.waitingSince(mark).catch((error: unknown) => {
    if (error instanceof EdgeError && error.code === 'feed-lost') return null;
    throw error;
  });
  if (since === null) return well('All were read.');
  const minutes = Math.floor((now().getTime() - Date.parse(since)) / MINUTE);
  if (minutes <= MOST_WAITING_MINUTES) return well('The newest are about to be read.');
  return ill(`Have waited for ${counted(minutes, 'minute')} to be read.`, mend);
}

async function folder({ folder, name }: KnownAlliance, { ports }: GoogleToExamine): Promise<Seen> {
  const looked = await ports.drive.look(folder);
  if (looked === null) return ill(`“${name}” is not there any more.`, '“concordat provision” makes a new one.');
  if (looked.inBin) return ill(`“${name}” is in the bin of the shared drive.`, 'Take it out.');
  return well(`“${name}” is there.`);
}

/** Whose a workbook is, by the alliance's own of its year, which is read once. */
function whoseIn(alliance: string, { folder }: KnownAlliance, { ports }: GoogleToExamine) {
  const years = new Map<number, Promise<ReturnType<typeof workbooksBy> | null>>();
  const read = async (startYear: number) => {
    const key = allianceKey(startYear);
    const place = await placeOf(ports.registry, alliance, key);
    if (place === null) return null;
    try {
      return workbooksBy((await ports.workbooksIn(folder, allianceKind).read(place)).tabs);
    } catch (error) {
      if (!(error instanceof AdvisedError) || error.retryable) throw error;
      return null;
    }
  };
  return async ({ workbook }: KnownWorkbook): Promise<Whose> => {
    const { startYear } = ownerOfKey(workbook)!;
    if (!years.has(startYear)) years.set(startYear, read(startYear));
    const said = await years.get(startYear)!;
    const found = said && [said.own, ...said.schools].find(({ keys }) => keys.includes(workbook));
    return found ? { workbook: found, settings: said.settings } : null;
  };
}

function titleOf({ workbook }: KnownWorkbook): string {
  const { kind, urn, startYear } = ownerOfKey(workbook)!;
  return `${urn === null ? `the alliance’s ${kind.noun}` : `the ${kind.noun} of ${urn}`} ${yearLabel(startYear)}`;
}
