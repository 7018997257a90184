import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveFunctions } from '../../functions/cloud/serve-functions.ts';
import { type ProvideAlliancePorts, provideAlliance } from '../../functions/dispatch/provide-alliance.ts';
import { noteCheck, placeOf } from '../../functions/dispatch/registry.ts';
import { PUBLIC_KEYS, privateTargets, type Target } from '../../functions/edges/config.ts';
import { changeFeed } from '../../functions/edges/google/change-feed.ts';
import { readFunctions } from '../../functions/edges/google/deployed-functions.ts';
import { isForwardedFor } from '../../functions/edges/google/forwarded-caller.ts';
import { inspection } from '../../functions/edges/google/inspection.ts';
import { tryMailServer } from '../../functions/edges/google/smtp-mailer.ts';
import { newHistorySecret, secretOf } from '../../functions/edges/history-secret.ts';
import { EdgeError, type Signer, type Store } from '../../functions/edges/ports.ts';
import { newSigningKey, signerOf } from '../../functions/edges/signing-key.ts';
import { firstKey } from '../../functions/history/public-keys.ts';
import { listText } from '../../scripts/deployment/google-key.ts';
import { type Examined, examine } from '../../scripts/doctor/examination.ts';
import { folderExaminations } from '../../scripts/doctor/folder-examinations.ts';
import { googleExaminations } from '../../scripts/doctor/google-examinations.ts';
import { newAllianceWorkbook } from '../../scripts/new-alliance/new-alliance.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { type Connected, connect } from '../edges/google/connected.ts';
import { altered } from '../edges/local/xlsx/altered-workbook.ts';
import { openCloudPorts, PROJECT } from '../support/cloud-bench.ts';
import { deployAll } from '../support/google/deploy-all.ts';
import { GoogleRefusal } from '../support/google/google-refusal.ts';
import { placed } from '../support/placed.ts';
import { takeSnapshot } from '../support/take-snapshot.ts';
import { usualPacks } from '../support/usual-packs.ts';
import {
  ALLIANCE,
  type Answer,
  concordat,
  concordatUnprivileged,
  DUNSHOLT,
  edit,
  journeys,
  mayDoAnything,
  textOf,
} from './run-concordat.ts';

const OFFICE = 'office@elmpark.example';
const MEMBERS = {
  name: 'Harrowdale Learning Alliance',
  startYear: 2025,
  adopted: usualPacks,
  coordinator: 'coordinator@harrowdale.example',
  schools: [
    { urn: '990001', name: 'Elm Park High School', officeEmail: OFFICE },
    { urn: '990002', name: "St Aldhelm's School", officeEmail: 'office@aldhelms.example' },
  ],
};
const WRACKLEY = placed('Wrackley Academy 2025-26.xlsx');
const MARROWBY = placed('Marrowby School 2025-26.xlsx');
const INVOKER = 'concordat-invoker@alderfold.iam.gserviceaccount.com';
const WORKBOOK = 'harrowdale: the workbook of 990001 2025/26';
const OWN = 'harrowdale: the alliance’s workbook 2025/26';

describe('on Google', () => {
  let connected: Connected;
  let standIn: Connected['standIn'];
  let ports: ProvideAlliancePorts;
  let drive: string;
  let driveId: string;
  let harrowdale: Store;
  let elmPark: string;
  let minutesAhead: number;
  let mail: SMTPServer;
  let firestore: Server;
  let isStoreOpen: number;
  let front: Server;
  /** The private functions that somebody opened to everybody. */
  const opened = new Set<Target>();
  let turnsAwayWith: number;

  beforeAll(async () => {
    mail = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] });
    await new Promise<void>((listening) => mail.listen(0, '127.0.0.1', () => listening()));
    firestore = createServer((_, response) => void response.writeHead(isStoreOpen).end('{}'));
    await new Promise<void>((listening) => firestore.listen(0, '127.0.0.1', listening));
    const fails = () => Promise.reject(new Error('no function is to do anything here'));
    const now = () => new Date(standIn.clock.now());
    serveFunctions({
      isCaller: async (target, authorization) =>
        isForwardedFor(authorization, { audience: addressOf(target), invoker: INVOKER }, now()),
      isNoticeToken: () => false,
      open: fails,
      openQueue: fails,
      now,
      log: () => {},
    });
    // What Google has before the functions: whoever may not call comes no further.
    front = createServer((request, response) => {
      const target = request.url!.slice(1) as Target;
      if (opened.has(target)) getTestServer(target).emit('request', request, response);
      else response.writeHead(turnsAwayWith, { 'content-type': 'text/html' }).end('<title>Forbidden</title>');
    });
    await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    await new Promise<void>((closed) => mail.close(() => closed()));
    await new Promise((closed) => firestore.close(closed));
    await new Promise((closed) => {
      front.close(closed);
      front.closeAllConnections();
    });
  });
  const addressOf = (target: Target) => `http://127.0.0.1:${portOf(front)}/${target}`;
  const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

  beforeEach(async () => {
    connected = await connect();
    ({ standIn } = connected);
    drive = standIn.people.makeDrive('Harrowdale – Concordat');
    driveId = drive;
    ports = openCloudPorts(standIn, connected.google, drive);
    minutesAhead = 0;
    isStoreOpen = 403;
    opened.clear();
    turnsAwayWith = 403;
    deployAll(standIn, 'alderfold');
    const now = new Date(standIn.clock.now());
    await provideAlliance(
      { alliance: 'harrowdale', startYear: 2025, name: MEMBERS.name, first: newAllianceWorkbook(MEMBERS) },
      ports,
      now,
    );
    harrowdale = await ports.storeOf('harrowdale');
    elmPark = (await placeOf(ports.registry, 'harrowdale', 'school-990001-2025'))!;
    const pem = newSigningKey();
    const secret = newHistorySecret();
    standIn.secrets.set('concordat-signing-key', pem);
    standIn.secrets.set('concordat-history-secret', secret);
    list(signerOf(pem)!);
    standIn.secrets.set('concordat-smtp-url', `smtp://127.0.0.1:${portOf(mail.server)}\n`);
    await takeSnapshot(harrowdale, signerOf(pem)!, { workbook: 'school-990001-2025', secret: secretOf(secret)! });
    const feed = changeFeed(connected.google, drive);
    await ports.registry.compareAndSet('feed-mark', null, await feed.start());
    const until = new Date(standIn.clock.now() + 5.5 * 86_400_000).toISOString();
    await ports.registry.compareAndSet('notice-channel', null, JSON.stringify({ id: 'c', resourceId: 'r', until }));
  });
  afterEach(() => connected.end());
  const list = (signer: Signer) => standIn.secrets.set(PUBLIC_KEYS, listText([firstKey(signer, '2025-09-01')]));

  async function look(alliance: string | null = null): Promise<Map<string, Examined>> {
    const { google } = connected;
    const on = {
      ports,
      inspection: inspection({
        google,
        project: PROJECT,
        firestoreRoot: `http://127.0.0.1:${portOf(firestore)}/`,
      }),
      feed: changeFeed(google, drive),
      functions: () => readFunctions({ google, project: PROJECT, region: 'europe-west2' }),
      addressOf: async (target: Target) => addressOf(target),
      invoker: INVOKER,
      driveId,
      scopes: ['spreadsheets', 'drive', 'cloud-platform'].map((name) => `https://www.googleapis.com/auth/${name}`),
      tryMailServer: (url: string) => tryMailServer(url, 2000),
      alliance,
      now: () => new Date(standIn.clock.now() + minutesAhead * 60_000),
    };
    const told: Examined[] = [];
    const all = await examine(googleExaminations(on), (one) => void told.push(one));
    expect(told).toEqual(all);
    return new Map(all.map((one) => [one.what, one]));
  }
  const ailing = (seen: Map<string, Examined>) => [...seen.values()].filter(({ mend }) => mend !== null);
  const set = async (store: Store, key: string, value: string) =>
    store.compareAndSet(key, (await store.getDocument(key))?.version ?? null, value);
  const ordered = (id: string, refusal: GoogleRefusal) => standIn.faults.order(id, refusal, { times: 99 });

  it('all is in order after setting up, and looking changes nothing but a note in the store and a task', async () => {
    const since = standIn.traffic.length;
    const seen = await look();
    expect(ailing(seen)).toEqual([]);
    expect([...seen.keys()]).toEqual([
      'Credentials',
      'Scopes',
      'Clock',
      'Shared drive',
      'Google Sheets',
      'Functions',
      ...privateTargets.map((target) => `Door of ${target}`),
      'Queue',
      'Store',
      'Rules of the store',
      'Signing key',
      'History secret',
      'Mail server',
      'Notices',
      'Changes',
      'List of workbooks',
      'Folder of harrowdale',
      OWN,
      WORKBOOK,
      'harrowdale: the workbook of 990002 2025/26',
    ]);
    const changing = standIn.traffic.slice(since).filter(({ verb, counts }) => verb !== 'GET' && counts !== 'read');
    expect(changing.map(({ id }) => id)).toEqual([
      'oauth2.tokeninfo',
      'cloudtasks.projects.locations.queues.tasks.create',
    ]);
    expect([...(await look('wolds')).values()].at(-1)).toMatchObject({ what: 'List of workbooks' });
  });

  const people = () => standIn.people;
  const grant = (place: string, ...given: object[]) => {
    const grants = given.map((one, at) => ({ id: `x${at}`, type: 'user', role: 'writer', ...one }));
    standIn.files.find(place)!.grants = grants as never;
  };
  const bookAt = (key: string) => placeOf(ports.registry, 'harrowdale', key).then((place) => place!);

  // biome-ignore format: a line each
  it.each<[string, string, () => unknown, RegExp, RegExp]>([
    ['another account', 'Credentials', () => { ports = { ...ports, account: 'concordat-run@other.example' }; }, /knows us as concordat@.*work as concordat-run@other/, /--impersonate-service-account=concordat-run@other/],
    ['no account', 'Credentials', () => ordered('drive.about.get', new GoogleRefusal(401, 'no', 'authError')), /not-allowed/, /does not accept the account/],
    ['a scope too few', 'Scopes', () => standIn.identity.scopes.splice(1, 1), /Missing: .*auth\/drive\./, /Sign in again with the scopes/],
    ['a clock that is ahead', 'Clock', () => { minutesAhead = 2; }, /clock is 120 seconds ahead of Google/, /set by the network/],
    ['a clock that is behind', 'Clock', () => { minutesAhead = -1.1; }, /66 seconds behind/, /set by the network/],
    ['a drive that is not shared with us', 'Shared drive', () => { driveId = 'no-such-drive'; }, /not-found/, /Content manager/],
    ['a drive we may only look at', 'Shared drive', () => { driveId = people().makeDrive('Look', 'reader'); }, /“Look” is only shown to us/, /Content manager/],
    ['a folder of My Drive', 'Shared drive', () => { driveId = people().makeFolder('Mine'); people().share(driveId); }, /somebody’s My Drive/, /Make a shared drive/],
    ['a drive that is closed to others', 'Shared drive', () => people().keepToMembers(drive, true), /cannot be shared with the schools/, /let people outside/],
    ['Drive not switched on', 'Shared drive', () => ordered('drive.drives.get', new GoogleRefusal(403, 'off', 'accessNotConfigured')), /not-allowed/, /not switched on in the project/],
    ['Sheets not switched on', 'Google Sheets', () => ordered('sheets.spreadsheets.get', new GoogleRefusal(403, 'off', 'SERVICE_DISABLED')), /not-allowed/, /not switched on in the project/],
    ['Sheets without the scope', 'Google Sheets', () => ordered('sheets.spreadsheets.get', new GoogleRefusal(403, 'narrow', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')), /not-allowed/, /Sign in again with the scopes/],
    ['no right to see the functions', 'Functions', () => ordered('cloudfunctions.projects.locations.functions.list', new GoogleRefusal(403, 'no', 'forbidden')), /not-allowed/, /may not see how its functions are set up/],
    ['a function that is not there', 'Functions', () => standIn.functions.delete('nightly'), /^nightly is missing\.$/, /Deploy Concordat again/],
    ['a function that the world can reach', 'Functions', () => { standIn.functions.get('poll')!.ingressSettings = 'ALLOW_ALL'; }, /^poll can be reached from outside the project\.$/, /Deploy Concordat again/],
    ['a notice that may do more than ask', 'Functions', () => { standIn.functions.get('notice')!.serviceAccountEmail = 'concordat-run@alderfold.iam.gserviceaccount.com'; }, /^notice runs as concordat-run@alderfold\S+\.$/, /Deploy Concordat again/],
    ['a secret too many', 'Functions', () => standIn.functions.get('poll')!.secretEnvironmentVariables.push({ key: 'CONCORDAT_SIGNING_KEY', secret: 'x' }), /^poll is given CONCORDAT_SIGNING_KEY, which it does not need\.$/, /Deploy Concordat again/],
    ['no queue', 'Queue', () => ordered('cloudtasks.projects.locations.queues.tasks.create', new GoogleRefusal(404, 'no', 'notFound')), /not-found/, /queue of tasks is not there/],
    ['a store that is closed to us', 'Store', () => { ports = { ...ports, registry: { ...ports.registry, compareAndSet: () => Promise.reject(new EdgeError('not-allowed', 'Give it the role.')) } }; }, /not-allowed/, /Give it the role/],
    ['a store that forgets', 'Store', () => { ports = { ...ports, registry: { ...ports.registry, compareAndSet: async () => 'v' } }; }, /not there/, /native mode/],
    ['a store that is open to all', 'Rules of the store', () => { isStoreOpen = 200; }, /Anybody may read/, /Deploy Concordat again at once/],
    ['a store that does not say', 'Rules of the store', () => { isStoreOpen = 500; }, /unreachable/, /Try again later/],
    ['no key', 'Signing key', () => standIn.secrets.delete('concordat-signing-key'), /not-found/, /secret is not there/],
    ['what is no key', 'Signing key', () => standIn.secrets.set('concordat-signing-key', 'x'), /no Ed25519 key/, /Secret Manager/],
    ['another key', 'Signing key', () => { const pem = newSigningKey(); standIn.secrets.set('concordat-signing-key', pem); list(signerOf(pem)!); }, /Is [0-9a-f]{16}, and what is newest .* by [0-9a-f]{16}/, /right version back/],
    ['a key that is not listed', 'Signing key', () => standIn.secrets.set('concordat-signing-key', newSigningKey()), /Is [0-9a-f]{16}, which is not on the list/, /key --rotate.* run it again/],
    ['no list of keys', 'Signing key', () => standIn.secrets.delete(PUBLIC_KEYS), /not-found/, /secret is not there/],
    ['a damaged list of keys', 'Signing key', () => standIn.secrets.set(PUBLIC_KEYS, '[]'.slice(1)), /list of public keys is damaged/, /last version/],
    ['a damaged history', 'Signing key', () => set(harrowdale, 'head/school-990001-2025', '{}'), /damaged/, /concordat verify/],
    ['a history that a newer program wrote', 'Signing key', () => set(harrowdale, 'head/school-990001-2025', '{"format":3}'), /newer/, /Install the newer one, then try again/],
    ['no secret', 'History secret', () => standIn.secrets.delete('concordat-history-secret'), /not-found/, /secret is not there/],
    ['what is no secret', 'History secret', () => standIn.secrets.set('concordat-history-secret', 'x'), /no secret of 64 hex digits/, /first version back/],
    ['another secret', 'History secret', () => standIn.secrets.set('concordat-history-secret', newHistorySecret()), /not the one that the history was kept under/, /first version back/],
    ['no mail server', 'Mail server', () => standIn.secrets.set('concordat-smtp-url', 'smtp://127.0.0.1:1'), /unreachable/, /mail server could not be reached/],
    ['notices that ended', 'Notices', () => set(ports.registry, 'notice-channel', JSON.stringify({ id: 'c', resourceId: 'r', until: '2026-03-27T08:00:00.000Z' })), /Have ended/, /nightly/],
    ['a feed that was never read', 'Changes', () => { const { registry } = ports; ports = { ...ports, registry: { ...registry, getDocument: async (key) => (key === 'feed-mark' ? null : registry.getDocument(key)) } }; }, /never read/, /function poll/],
    ['changes that nobody reads', 'Changes', async () => { people().rename((await ports.drive.findFolder('harrowdale'))!, 'x'); standIn.clock.advance(11 * 60_000); }, /waited for 11 minutes/, /function poll/],
    ['a list that was altered', 'List of workbooks', () => set(ports.registry, 'alliance/harrowdale', '{}'), /store-damaged/, /altered/],
    ['a damaged list', 'List of workbooks', () => set(ports.registry, 'alliance/harrowdale', '{'), /store-damaged/, /The list of workbooks was altered\. Set the alliance up again\./],
    ['no folder', 'Folder of harrowdale', async () => people().remove((await ports.drive.findFolder('harrowdale'))!), /not there any more/, /concordat provision/],
    ['a folder in the bin', 'Folder of harrowdale', async () => people().trash((await ports.drive.findFolder('harrowdale'))!), /in the bin/, /Take it out/],
    ['no spreadsheet', WORKBOOK, () => people().remove(elmPark), /not as it should be/, /not there any more/],
    ['a spreadsheet in the bin', WORKBOOK, () => people().trash(elmPark), /not as it should be/, /in the bin/],
    ['a spreadsheet that cannot be read', WORKBOOK, () => ordered('sheets.spreadsheets.get', new GoogleRefusal(403, 'no', 'forbidden')), /not as it should be|things/, /may not read or change/],
    ['a spreadsheet without its mark', WORKBOOK, () => { standIn.files.find(elmPark)!.appProperties = {}; }, /not as it should be/, /not marked as this workbook/],
    ['another workbook’s Start here', WORKBOOK, async () => people().typeRows(elmPark, 'Start here!A1', standIn.shown(await bookAt('school-990002-2025'), 'Start here') as never), /not as it should be/, /another workbook/],
    ['no Start here', WORKBOOK, () => people().deleteTab(elmPark, 'Start here'), /not as it should be/, /Start here is missing/],
    ['no Checks', WORKBOOK, () => people().deleteTab(elmPark, 'Checks'), /not as it should be/, /No tab is called Checks/],
    ['a tab that was deleted', WORKBOOK, () => people().deleteTab(elmPark, 'Staff days'), /not as it should be/, /No tab is called Staff days/],
    ['an office that was let out', WORKBOOK, () => grant(elmPark), /not as it should be/, /not shared with office@elmpark.example/],
    ['an office that may only look', WORKBOOK, () => grant(elmPark, { role: 'reader', emailAddress: OFFICE }), /not as it should be/, /not shared with/],
    ['another school let in', WORKBOOK, () => grant(elmPark, { emailAddress: OFFICE }, { emailAddress: 'office@aldhelms.example' }), /not as it should be/, /can be opened by office@aldhelms.example too/],
    ['everybody let in', WORKBOOK, () => grant(elmPark, { emailAddress: OFFICE }, { type: 'anyone' }), /not as it should be/, /can be opened by anyone too/],
    ['everybody let into the alliance’s', OWN, async () => grant(await bookAt('alliance-2025'), { emailAddress: MEMBERS.coordinator }, { type: 'anyone' }), /not as it should be/, /can be opened by anyone too/],
    ['no address of the office', WORKBOOK, async () => people().type(await bookAt('alliance-2025'), 'Schools!J2', null), /not as it should be/, /Schools has no office e-mail/],
    ['no address of the coordinator', OWN, async () => people().type(await bookAt('alliance-2025'), 'Settings!B3', null), /not as it should be/, /Settings has no coordinator e-mail/],
    ['a school that is not in Schools', WORKBOOK, async () => people().deleteRows(await bookAt('alliance-2025'), 'Schools', 2), /not as it should be/, /Schools does not name this school/],
    ['Checks that cannot be written', WORKBOOK, () => noteCheck(ports.registry, elmPark, { trouble: { code: 'not-written', at: '2026-03-27T09:00:00.000Z' } }), /not as it should be/, /could not be written into it.*take away every protection that does not say “Concordat fills in this tab.”/],
    ['an address of the mail server with a % in it', 'Mail server', () => standIn.secrets.set('concordat-smtp-url', 'smtps://a:50%off@mail.example'), /not-allowed/, /^The address of the mail server should be written with %25 in place of each % in its name or password\.$/],
    ['a check that found a newer history', WORKBOOK, () => noteCheck(ports.registry, elmPark, { trouble: { code: 'newer', at: '2026-03-27T09:00:00.000Z' } }), /not as it should be/, /^This history was written by a newer Concordat than this one\. Install the newer one, then try again\.$/],
    ['a workbook that a newer program made', WORKBOOK, () => people().typeRows(elmPark, 'Start here!A60', [['Made with', `version ${VERSIONS.workbooks + 1} of the workbooks`]]), /not as it should be/, /^This workbook was made with a newer Concordat than this one\. Install the newer one, then check again\.$/],
    ['a check that found its history gone', WORKBOOK, () => noteCheck(ports.registry, elmPark, { trouble: { code: 'history-lost', at: '2026-03-27T09:00:00.000Z' } }), /not as it should be/, /^It was checked before, and nothing of that is kept here\. .*“concordat provision --new-history”/],
    ['a check that ended early', WORKBOOK, () => noteCheck(ports.registry, elmPark, { trouble: { code: 'too-large', at: '2026-03-27T09:00:00.000Z' } }), /not as it should be/, /ended early \(too-large\)/],
  ])('%s: %s says so, and the rest is looked at', async (_, what, damage, says, mend) => {
    await damage();
    const seen = await look();
    expect(seen.get(what)!.says).toMatch(says);
    expect(seen.get(what)!.mend).toMatch(mend);
    expect(seen.size).toBeGreaterThanOrEqual(13);
    expect(ailing(seen).length).toBeLessThan(seen.size);
  });

  it.each(privateTargets)('finds that %s was opened to everybody, and nothing is done by that', async (target) => {
    opened.add(target);
    const seen = await look();
    expect(seen.get(`Door of ${target}`)).toMatchObject({
      says: 'Google lets calls in without a token and with a made-up token.',
      mend: expect.stringMatching(`Deploy Concordat again at once, and see that nobody opens the function ${target} `),
    });
    expect(ailing(seen)).toHaveLength(1);
  });

  it.each([401, 403, 404])(
    'takes %i for a door that is shut, and an answer of another kind for none',
    async (status) => {
      turnsAwayWith = status;
      expect(ailing(await look())).toEqual([]);
      turnsAwayWith = 200;
      expect(ailing(await look())).toHaveLength(privateTargets.length);
    },
  );

  it('says every fault of a workbook in its one line', async () => {
    standIn.files.find(elmPark)!.appProperties = {};
    grant(elmPark, { type: 'anyone' });
    const { says, mend } = (await look()).get(WORKBOOK)!;
    expect(says).toBe('3 things are not as they should be.');
    expect(mend).toMatch(/not marked.*opened by anyone.*not shared with/);
  });

  it('says no notices are asked for where there are none, and knows a feed that Google lost', async () => {
    const { registry } = ports;
    const without = {
      ...registry,
      getDocument: async (key: string) => (key === 'notice-channel' ? null : registry.getDocument(key)),
    };
    ports = { ...ports, registry: without };
    standIn.changes.forgetTokens();
    const seen = await look();
    expect(seen.get('Notices')).toEqual({
      what: 'Notices',
      says: 'None are asked for; changes are read once a minute.',
      mend: null,
    });
    expect(seen.get('Changes')!.mend).toBeNull();
  });
});

const sign = (file: string) =>
  writeFileSync(file, altered(readFileSync(file), { '_xmlsignatures/sig1.xml': '<Signature/>' }));

describe('on this computer', () => {
  let looked: Answer;
  const ready = async (place: string) => {
    mkdirSync(place);
    looked = await concordat(place, 'start', 'sample', '--once');
  };
  const copy = journeys(ready);
  const hidden = (place: string, ...names: string[]) => join(place, 'sample', '.concordat', ...names);
  const lines = (out: string) => out.split('\n');

  it('all is in order in the sample alliance', async () => {
    expect(looked.status).toBe(1);
    const { status, out } = await concordat(copy(), 'doctor', '--folder', 'sample');
    expect({ status, last: lines(out).at(-2) }).toEqual({ status: 0, last: 'All is in order.' });
    expect(lines(out).filter((line) => line.startsWith('✓ in order  '))).toHaveLength(18);
  });

  it('a new key that the one before introduced is in order at once', async () => {
    const place = copy();
    expect((await concordat(place, 'key', '--rotate', '--folder', 'sample')).status).toBe(0);
    const { status, out } = await concordat(place, 'doctor', '--folder', 'sample');
    expect(status).toBe(0);
    expect(out).toMatch(/Signing key: [0-9a-f]{16}, which takes over from [0-9a-f]{16}/);
  });

  it('nothing is made that is not there', async () => {
    const place = copy();
    writeFileSync(join(place, 'schools.csv'), 'URN,School\n990001,Elm Park High School\n');
    await concordat(
      place,
      'new',
      '--name',
      'Test',
      '--schools',
      'schools.csv',
      '--protocols',
      'working-protocols,behaviour-and-attendance',
      '--year',
      '2025/26',
      '--folder',
      'new',
    );
    const { status, out } = await concordat(place, 'doctor', '--folder', 'new', '--format', 'json');
    expect(status).toBe(0);
    const { schemaVersion, checks, toMend } = JSON.parse(out);
    expect({ schemaVersion, toMend }).toEqual({ schemaVersion: 1, toMend: 0 });
    expect(checks[3]).toEqual({ check: 'History', inOrder: true, found: 'Nothing was checked here yet.', mend: null });
    expect(() => readFileSync(join(place, 'new', '.concordat'))).toThrow(/ENOENT/);
  });

  it('a history that is lost is said to be, and none is made', async () => {
    const place = copy();
    rmSync(hidden(place), { recursive: true });
    const { status, out } = await concordat(place, 'doctor', '--folder', 'sample');
    expect(status).toBe(1);
    expect(out).toMatch(
      /✗ to mend +History: Is not there\. .* is missing, though here 10 workbooks were checked before and/,
    );
    expect(() => readFileSync(hidden(place))).toThrow(/ENOENT/);
  });

  const otherKey = (place: string) => {
    const pem = newSigningKey();
    const { keyId, publicKey } = signerOf(pem)!;
    writeFileSync(hidden(place, 'signing-key.pem'), pem);
    writeFileSync(hidden(place, 'public-keys.json'), JSON.stringify([{ keyId, publicKey }]));
  };
  const inStore = (place: string, sql: string) => {
    const database = new DatabaseSync(hidden(place, 'history.sqlite'));
    database.exec(sql);
    database.close();
  };
  const firstDocument = (place: string) => {
    const sample = join(place, 'sample');
    return join(
      sample,
      readdirSync(sample, { recursive: true, encoding: 'utf8' }).find((name) => name.includes('-0001 '))!,
    );
  };
  const overwritePage = (place: string) => {
    const file = hidden(place, 'history.sqlite');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(7, 8 * 4096, 9 * 4096));
  };
  const anothersHistory = async (place: string) => {
    writeFileSync(join(place, 'schools.csv'), 'URN,School\n990011,Northway\n990012,Southway\n');
    const others = ['--name', 'Others', '--schools', 'schools.csv', '--protocols', 'working-protocols'];
    await concordat(place, 'new', ...others, '--year', '2025/26', '--folder', 'others');
    await concordat(place, 'start', 'others', '--once');
    for (const name of readdirSync(hidden(place)).filter((one) => one.startsWith('history.sqlite')))
      rmSync(hidden(place, name));
    copyFileSync(join(place, 'others', '.concordat', 'history.sqlite'), hidden(place, 'history.sqlite'));
  };
  const DUNSHOLTS = "key = 'head/school-900107-2025'";
  // biome-ignore format: a line each
  it.each<[string, string, (place: string) => unknown, RegExp]>([
    ['a page overwritten', 'History', overwritePage, /store-damaged/],
    ['a head deleted', 'History', (place) => inStore(place, `DELETE FROM documents WHERE ${DUNSHOLTS}`), /The history of school-900107-2025 is gone, which the last checkpoint covers\. Put the history back/],
    ['a head altered', 'History', (place) => inStore(place, `UPDATE documents SET value = replace(value, '"sequence":1', '"sequence":2') WHERE ${DUNSHOLTS}`), /The record of which snapshot of school-900107-2025 is the newest was altered\./],
    ['two heads swapped', 'History', (place) => inStore(place, `UPDATE documents SET value = (SELECT value FROM documents WHERE key = 'head/school-900108-2025') WHERE ${DUNSHOLTS}`), /snapshot of school-900107-2025 is the newest was altered/],
    ['an entry of the register taken out', 'History', (place) => inStore(place, "DELETE FROM documents WHERE key LIKE 'issued/%-0001'"), /Document 20\d\d-0001 is gone from the register of documents/],
    ['an issued file that is gone', 'Documents', (place) => rmSync(firstDocument(place)), /Document 20\d\d-0001 \(.*\) is gone from the documents\. Put it back from a backup, or ask whoever received it\./],
    ['an issued file that was altered', 'Documents', (place) => appendFileSync(firstDocument(place), ' '), /Document 20\d\d-0001 \(.*\) is not as it was issued\./],
    ['a lost key', 'Signing key', (place) => rmSync(hidden(place, 'signing-key.pem')), /signing key is missing/],
    ['another key', 'Signing key', otherKey, /newest in the history was signed by [0-9a-f]{16}.*from a backup/],
    ['a lost list of keys', 'Signing key', (place) => rmSync(hidden(place, 'public-keys.json')), /No public key is listed/],
    ['a lost secret', 'History secret', (place) => rmSync(hidden(place, 'history-secret')), /secret of the history is missing\. Put .*history-secret back from a backup, or/],
    ['another secret', 'History secret', (place) => writeFileSync(hidden(place, 'history-secret'), newHistorySecret()), /Is not the one that the history was kept under: nothing can be added to that\. Put the secret back/],
    ['a damaged history', 'History', (place) => writeFileSync(hidden(place, 'history.sqlite'), 'x'.repeat(9000)), /store-damaged/],
    ['the history of another alliance', 'History', anothersHistory, /holds the history of other schools than those whose workbooks are here\. Put this alliance’s own \.concordat back/],
    ['the alliance’s workbook saved in an older form', 'Workbooks', (place) => renameSync(join(place, 'sample', ALLIANCE), join(place, 'sample', 'Alliance 2025-26.xls')), /The alliance’s workbook for 2025\/26 is not in the folder any more\..*Alliance 2025-26\.xls and save it here as an Excel workbook/],
    ['Documents under another name', 'Documents', (place) => renameSync(join(place, 'sample', 'Documents'), join(place, 'sample', 'Papers')), /\d documents of \d\d not as issued\. .*is gone from the documents\. Put it back/],
    ['a key that others may read', 'Signing key', (place) => chmodSync(hidden(place, 'signing-key.pem'), 0o644), /Others on this computer have rights in .*signing-key\.pem.*“chmod go= /],
    ['what is no workbook', 'Alliance 2025-26.xlsx', (place) => writeFileSync(join(place, 'sample', 'Alliance 2025-26.xlsx'), 'x'), /not-a-workbook/],
    ['a workbook without Checks', DUNSHOLT, (place) => edit(join(place, 'sample', DUNSHOLT), ({ SheetNames, Sheets }) => { SheetNames.splice(SheetNames.indexOf('Checks'), 1); delete Sheets['Checks']; }), /has no tab Checks\. Put the tab back from an earlier copy/],
    ['a signed workbook', DUNSHOLT, (place) => sign(join(place, 'sample', DUNSHOLT)), /Checks cannot be written\. This workbook is digitally signed.* Take the signature off/],
    ['another program’s workbook', 'Mine.xlsx', (place) => edit(join(place, 'sample', 'Mine.xlsx'), ({ SheetNames, Sheets }) => { for (const name of SheetNames.splice(0)) if (name !== 'Checks') delete Sheets[name]; SheetNames.push('Checks'); }), /is no workbook of an alliance/],
  ])('%s: %s says so, and the rest is looked at', async (name, what, damage, says) => {
    const place = copy();
    const sample = join(place, 'sample');
    if (what === 'Mine.xlsx') copyFileSync(join(sample, DUNSHOLT), join(sample, 'Mine.xlsx'));
    await damage(place);
    const { status, out } = await concordat(place, 'doctor', '--folder', 'sample');
    expect({ name, status }).toEqual({ name, status: 1 });
    const line = lines(out).find((one) => one.includes(`  ${what}: `))!;
    expect(line).toMatch(/^✗ to mend {3}/);
    expect(line).toMatch(says);
    expect(out).toContain('Wrackley Academy 2025-26.xlsx: Can be read.');
  });

  it('the folder Schools under another name is said for each workbook that was in it', async () => {
    const place = copy();
    renameSync(join(place, 'sample', 'Schools'), join(place, 'sample', 'Our schools'));
    const { status, out } = await concordat(place, 'doctor', '--folder', 'sample');
    expect(status).toBe(1);
    const line = lines(out).find((one) => one.includes('  Workbooks: '))!;
    expect(line).toMatch(/^✗ to mend +Workbooks: 1 found\. .* Put the file back/);
    expect(line.match(/ is not in the folder any more\./g)).toHaveLength(9);
    expect(out).toContain('Alliance 2025-26.xlsx: Can be read.');
  });

  it('has nothing to say of a signed workbook whose Checks stand beside it', async () => {
    const place = copy();
    sign(join(place, 'sample', DUNSHOLT));
    copyFileSync(join(place, 'sample', DUNSHOLT), join(place, 'sample', DUNSHOLT.replace('.xlsx', ' – Checks.xlsx')));
    const { status, out } = await concordat(place, 'doctor', '--folder', 'sample');
    expect(status).toBe(0);
    expect(out).toContain(`${DUNSHOLT}: Can be read. Its Checks stand beside it.`);
  });

  it('names workbooks that are gone, and those that took another’s place, as start does; and writes nothing', async () => {
    const place = copy();
    const sample = join(place, 'sample');
    renameSync(join(sample, WRACKLEY), join(sample, WRACKLEY.replace('.xlsx', '.ods')));
    copyFileSync(join(sample, DUNSHOLT), join(sample, `Copy of ${basename(DUNSHOLT)}`));
    edit(join(sample, MARROWBY), ({ Sheets }) => {
      const start = Sheets['Start here']!;
      const cell = Object.keys(start).find((one) => start[one].v === '900107' || start[one].v === 900107)!;
      start[cell] = { t: 's', v: '900108' };
    });
    const before = readFileSync(hidden(place, 'history.sqlite'));
    const examined = await concordat(place, 'doctor', '--folder', 'sample');
    expect(examined.status).toBe(1);
    expect(lines(examined.out).at(-2)).toBe('3 of 18 to be mended.');
    const gone =
      'The workbook of Wrackley Academy (URN 900104) for 2025/26 is not in the folder any more. Its rows count as they stood on ';
    expect(examined.out).toMatch(
      /^✗ to mend {3}Workbooks: 10 found\. .*Wrackley Academy 2025-26\.ods may be the same/m,
    );
    expect(examined.out).toContain(`Workbooks: 10 found. ${gone}`);
    const copied = `This workbook is a second copy of ${DUNSHOLT}, with which the history goes on.`;
    expect(examined.out).toContain(`✗ to mend   Copy of ${basename(DUNSHOLT)}: ${copied}`);
    expect(examined.out).toContain(`✓ in order  ${DUNSHOLT}: Can be read.`);
    const changed =
      'Start here of this workbook says that it is the workbook of Dunsholt Academy (URN 900108) for 2025/26.';
    expect(examined.out).toContain(`✗ to mend   ${MARROWBY}: ${changed}`);
    expect(readFileSync(hidden(place, 'history.sqlite')).equals(before)).toBe(true);

    const { status, out, err } = await concordat(place, 'start', 'sample', '--once');
    expect(status).toBe(1);
    for (const text of [out, err]) {
      expect(text).toContain(`${basename(WRACKLEY)}: ${gone}`);
      expect(text).toContain(`Copy of ${basename(DUNSHOLT)}: ${copied}`);
      expect(text).toContain(`${basename(MARROWBY)}: ${changed}`);
    }
    const shown = textOf(join(sample, ALLIANCE), 'Start here').flat().join(' ');
    for (const words of [
      'Wrackley Academy (URN 900104)',
      `Copy of ${basename(DUNSHOLT)} is a second copy`,
      `Start here of ${MARROWBY} says`,
    ])
      expect(shown).toContain(words);
    expect((await concordat(place, 'verify', '--folder', 'sample')).status).toBe(0);
  });

  it.skipIf(mayDoAnything)('says that nothing can be written there', async () => {
    const place = copy();
    chmodSync(join(place, 'sample'), 0o555);
    const { status, out } = await concordatUnprivileged(place, 'doctor', '--folder', 'sample');
    chmodSync(join(place, 'sample'), 0o755);
    expect(status).toBe(1);
    expect(out).toMatch(/^✗ to mend {3}Folder: .*Nothing can be written in sample/m);
  });

  it('says a fault of ours by its name alone, and goes on', async () => {
    async function* examinations() {
      yield { what: 'One', look: async () => Promise.reject(new TypeError('secret')) };
      yield { what: 'Other', look: async () => ({ says: 'Well.', mend: null }) };
    }
    expect((await examine(examinations(), () => {})).map(({ says, mend }) => [says, mend])).toEqual([
      ['This could not be looked at because of a fault in Concordat (TypeError).', 'Please report it.'],
      ['Well.', null],
    ]);
  });

  it('says that the disk is nearly full, and that there are no workbooks', async () => {
    const place = copy();
    mkdirSync(join(place, 'empty'));
    const all = await examine(
      folderExaminations(join(place, 'empty'), '2026-03-27', () => 99.9 * 1024 * 1024),
      () => {},
    );
    expect(all.filter(({ mend }) => mend !== null).map(({ what, says }) => `${what}: ${says}`)).toEqual([
      'Disk: 99 MiB are free.',
      'Workbooks: None found.',
    ]);
  });

  it('needs a folder that is there', async () => {
    expect(await concordat(copy(), 'doctor', '--folder', 'nowhere')).toMatchObject({ status: 2, out: '' });
    expect(await concordat(copy(), 'doctor', '--folder', 'x', '--drive', '0AHarrowdaleDrive')).toMatchObject({
      status: 2,
    });
  });
});
