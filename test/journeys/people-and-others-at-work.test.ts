import { expect, it } from 'vitest';
import { workbookAt } from '../../functions/dispatch/registry.ts';
import { EdgeError, type Store } from '../../functions/edges/ports.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { NOTICE_TOKEN } from '../support/deployed-functions.ts';
import type { Notice } from '../support/google/changes.ts';
import { HOUR } from '../support/google/clock.ts';
import { type Adversity, describeAdversities, describeJourneys, end, setUp, steps, type World } from './journey.ts';

const STAFF_DAYS = 'Staff days';
const MISSING = 'The tab Staff days is not in this workbook.';

/** Lets people do something to the school's workbook after it was read and before it is written. */
function betweenReadAndWrite({ standIn, places }: World, happens: () => void): void {
  standIn.faults.order(
    ({ id, path }) => id === 'sheets.spreadsheets.batchUpdate' && path['spreadsheetId'] === places.elmPark,
    happens,
  );
}

/** People do something while the mended cell is checked, and take it back once all has come to rest. */
function people(
  name: string,
  does: (world: World) => void,
  takesBack: (world: World) => Promise<void> | void,
): Adversity {
  return {
    name,
    before(world, step) {
      if (step === 'mended') does(world);
    },
    async after(world, step) {
      if (step !== 'mended') return;
      expect(world.standIn.faults.outstanding()).toBe(0);
      await takesBack(world);
      await world.settle();
    },
  };
}

const REPLY = 'Ledger-7781 is being looked for';
const lineOf = ({ standIn, places }: World, reference: string) =>
  standIn.shown(places.elmPark, checksTab.title).findIndex((row) => row[9] === reference) + 1;
let replied = '';
let before: ReturnType<World['standIn']['people']['version']>;

const meanwhile: readonly Adversity[] = [
  people(
    'a row is put in above the mended one',
    (world) => betweenReadAndWrite(world, () => world.standIn.people.insertRows(world.places.elmPark, STAFF_DAYS, 2)),
    ({ standIn, places }) => standIn.people.deleteRows(places.elmPark, STAFF_DAYS, 2),
  ),
  people(
    'a row is put in above a reply in Checks',
    (world) => {
      const { standIn, places } = world;
      const row =
        standIn.shown(places.elmPark, checksTab.title).findIndex(([, where]) => where === `${STAFF_DAYS}!C3`) + 1;
      replied = String(standIn.shown(places.elmPark, checksTab.title)[row - 1]![9]);
      standIn.people.type(places.elmPark, `Checks!E${row}`, REPLY);
      betweenReadAndWrite(world, () => standIn.people.insertRows(places.elmPark, checksTab.title, 2));
    },
    (world) => {
      const { standIn, places } = world;
      const lines = standIn
        .shown(places.elmPark, checksTab.title)
        .filter((row) => row[4] !== null && row[4] !== undefined);
      expect(lines.slice(1).map((row) => [row[1], row[4], row[9]])).toEqual([[`${STAFF_DAYS}!C3`, REPLY, replied]]);
      standIn.people.type(places.elmPark, `Checks!E${lineOf(world, replied)}`, null);
    },
  ),
  {
    mended: MISSING,
    ...people(
      'a tab is renamed',
      (world) =>
        betweenReadAndWrite(world, () => world.standIn.people.renameTab(world.places.elmPark, STAFF_DAYS, 'Days')),
      ({ standIn, places }) => {
        expect(JSON.stringify(standIn.shown(places.elmPark, checksTab.title))).toContain(MISSING);
        standIn.people.renameTab(places.elmPark, 'Days', STAFF_DAYS);
      },
    ),
  },
  people(
    'a tab is deleted',
    (world) =>
      betweenReadAndWrite(world, () => {
        before = world.standIn.people.version(world.places.elmPark);
        world.standIn.people.deleteTab(world.places.elmPark, STAFF_DAYS);
      }),
    ({ standIn, places }) => {
      expect(JSON.stringify(standIn.shown(places.elmPark, checksTab.title))).toContain(MISSING);
      // With the tab comes the tab Checks as it was before that was found.
      standIn.people.putBack(places.elmPark, before);
    },
  ),
  people(
    'the drive is no longer shared',
    ({ standIn, drive }) =>
      standIn.faults.order('sheets.spreadsheets.values.batchGetByDataFilter', () =>
        standIn.people.setMember(drive, null),
      ),
    async ({ standIn, drive, said, call }) => {
      expect(said.filter((line) => line.includes('"sync-workbook"')).at(-1)).toContain('"code":"not-allowed"');
      standIn.people.setMember(drive, 'fileOrganizer');
      standIn.clock.advance(3 * HOUR);
      expect(await call('nightly')).toMatchObject({ status: 200 });
    },
  ),
];

/** A store that fails at some of its calls, before or after it has done what was asked. */
function slipping(store: Store, slips: () => 'before' | 'after' | null): Store {
  const slip = () => new EdgeError('unreachable', 'The store did not answer.', { retryable: true });
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name] as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        const when = slips();
        if (when === 'before') throw slip();
        const answer = await method.apply(target, given);
        if (when === 'after') throw slip();
        return answer;
      };
    },
  });
}

/** Each of the calls listed, counted from when somebody types, fails. */
function storeFails(name: string, when: 'before' | 'after', calls: readonly number[]): Adversity {
  let made = Number.NaN;
  return {
    name,
    options: {
      between: (store) =>
        slipping(store, () => {
          made += 1;
          return calls.includes(made) ? when : null;
        }),
    },
    before(_, step) {
      made = step === 'typed' ? 0 : Number.NaN;
    },
    after: () => expect(Number.isNaN(made) || made > Math.max(...calls)).toBe(true),
  };
}

/** Spread over a poll, checks of the school and of the alliance, and the making of documents. */
const CALLS = [2, 8, 13, 14, 22, 27, 33, 41, 48, 56, 65, 77, 90, 104, 119, 135, 150];

let mailIsDown = false;

describeAdversities('', [
  ...meanwhile,
  {
    name: 'Google has forgotten how far its changes were read',
    before({ standIn }, step) {
      if (step === 'typed')
        standIn.faults.order('drive.changes.list', () => standIn.changes.forgetTokens(), { nth: 2 });
    },
  },
  { name: 'no notice arrives' },
  {
    name: 'notices come twice, and forged ones and old ones besides',
    options: { onTheWay: (notices) => [...notices, ...notices.flatMap(forged), ...notices] },
  },
  { name: 'every task comes twice', options: { deliver: 'twice' } },
  { name: 'every task comes twice at once', options: { deliver: 'at-once' } },
  storeFails('Firestore is not there at some calls', 'before', CALLS),
  storeFails('answers of Firestore are lost', 'after', CALLS),
  {
    name: 'the mail server is down',
    options: {
      mailServer: {
        onMailFrom: (_address, _session, done) =>
          done(mailIsDown ? Object.assign(new Error('later'), { responseCode: 421 }) : null),
      },
    },
    before: (_, step) => {
      mailIsDown = step === 'told';
    },
    async after({ mail, settle, minute }, step) {
      if (step !== 'told') return;
      expect(mail.received).toEqual([]);
      mailIsDown = false;
      for (let passed = 0; passed < 8; passed += 1) await minute();
      await settle();
    },
  },
]);

function forged({ address, headers }: Notice): Notice[] {
  const token = headers['X-Goog-Channel-Token'] ?? '';
  expect(token).toBe(NOTICE_TOKEN);
  return [`${token.slice(0, -1)}2`, '', token.slice(0, 20), `${token}1`].map((wrong) => ({
    address,
    headers: { ...headers, 'X-Goog-Channel-Token': wrong, 'X-Goog-Message-Number': '99' },
  }));
}

describeJourneys('where somebody protects Checks for themselves', (firestore) => {
  it('it is a trouble of the workbook and an error in the log, nobody is sent to look there, and it ends when they stop', async () => {
    const world = await setUp({ firestore: firestore(), onTheWay: () => [] });
    const { standIn, places, registry, mail, said } = world;
    const logged = () => said.flatMap((line) => (line.includes('"sync-workbook"') ? [JSON.parse(line)] : []));
    standIn.people.protectTab(places.elmPark, checksTab.title);
    steps.typed(world);
    await world.settle();
    expect((await workbookAt(registry, places.elmPark))?.trouble).toMatchObject({ code: 'not-written' });
    expect(logged().filter(({ severity }) => severity === 'ERROR')).toContainEqual(
      expect.objectContaining({ place: places.elmPark, code: 'not-written', committed: true, written: false }),
    );
    await steps.told(world);
    await world.settle();
    expect(mail.shown()).toHaveLength(1);
    expect(mail.shown()[0]!.text).not.toContain('The tab Checks says');
    expect(mail.shown()[0]!.text).toMatch(/Checks could not be brought up to date.*Somebody has protected a tab/);
    expect(JSON.stringify(standIn.shown(places.alliance, 'Start here'))).toContain(
      '"Elm Park High School","Open: 1 of 9',
    );

    standIn.people.unprotectTab(places.elmPark, checksTab.title);
    standIn.clock.advance(2 * HOUR);
    await world.call('nightly');
    await world.settle();
    expect(await workbookAt(registry, places.elmPark)).toMatchObject({ trouble: null });
    expect(JSON.stringify(standIn.shown(places.elmPark, checksTab.title))).toContain('Staff days!B2');
    expect(mail.shown()).toHaveLength(1);
    await end(world);
  });
});
