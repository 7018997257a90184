import { createHash } from 'node:crypto';
import { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerOf } from '../../functions/documents/register.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { checksTab } from '../../functions/workbooks/own-tabs/checks.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { type Cost, type Deployed, type DeployedOptions, openDeployed } from '../support/deployed-functions.ts';
import { firestoreEmulator } from '../support/emulator-for-all.ts';
import { emulatorSettings } from '../support/firestore-emulator.ts';
import { misfits, readDescriptions } from '../support/google/descriptions.ts';
import { halfBySeed } from '../support/half-by-seed.ts';
import type { Drawings } from '../support/rule-tester.ts';
import { ALLIANCE_TABS, allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';

export const SCHOOLS = ['Elm Park High School', "St Aldhelm's School", '+The Meadows'];
const aldhelmsIdentity: WorkbookIdentity = { ...schoolIdentity, urn: '990002', school: SCHOOLS[1]! };
const identities = { alliance: allianceIdentity, elmPark: schoolIdentity, aldhelms: aldhelmsIdentity };
type Book = keyof typeof identities;
const books = Object.keys(identities) as Book[];

/** Words that are typed in workbooks and nowhere else. */
export const TYPED = ['Quillfeather', 'Zephyrine', 'Ledger-7781', 'Mallowmarsh'];

export interface World extends Deployed {
  readonly places: Readonly<Record<Book, string>>;
}

/** What happens, in order; after each everything comes to rest. */
export const steps = {
  typed({ standIn: { people }, places }: World) {
    people.typeRows(places.elmPark, 'Staff days!A2', [
      ['Quillfeather', '31/2/2026', 1, SCHOOLS[1]!],
      ['=HYPERLINK("https://x.example","Zephyrine")', { date: 45_973 }, '=1+1', SCHOOLS[1]!],
      ['\tMallowmarsh', { date: 45_974 }, 1, '-Quillfeather'],
    ]);
    people.typeRows(places.alliance, 'Documents!A2', [
      ['Treasurer’s annual statement', null, null, '@Mallowmarsh'],
      ['Contribution statement', SCHOOLS[2]!],
    ]);
  },
  /** The night, in which people are told. */
  async told({ call }: World) {
    await call('nightly');
  },
  mended({ standIn: { people }, places }: World) {
    people.type(places.elmPark, 'Staff days!B2', { date: 45_975 });
  },
} as const;
export type Step = keyof typeof steps;

let worlds = 0;

/** An alliance of three, two of which have a workbook, checked and at rest. */
export async function setUp(options: Omit<DeployedOptions, 'world'>): Promise<World> {
  worlds += 1;
  const deployed = await openDeployed({ ...options, world: `${process.pid}-${Date.now()}-${worlds}-` });
  const { standIn } = deployed;
  // The feed is read and notices are asked for before there is anything to check.
  await deployed.call('poll');
  await deployed.call('nightly');
  const places = {} as Record<Book, string>;
  for (const book of books) {
    places[book] = await deployed.provide(identities[book], book === 'alliance' ? TABS : {}, SCHOOLS);
  }
  await deployed.settle();
  deployed.restart();
  deployed.since();
  expect(standIn.tasks.waiting()).toEqual([]);
  return { ...deployed, places };
}

const TABS: Drawings = {
  ...ALLIANCE_TABS,
  Schools: `
    | URN    | School               | Kind of school      | Left on   | Office e-mail           |
    | 990001 | Elm Park High School | Academy             |           | office@elmpark.example  |
    | 990002 | St Aldhelm's School  | Maintained school   |           | office@aldhelms.example |
    | 990003 | +The Meadows         | Pupil referral unit | 20/3/2026 |                         |`,
  Contributions: `
    | School       | Amount | Date       | Reference    |
    | +The Meadows | 3000   | 12/11/2025 | -Ledger-7781 |`,
  Calendar: `
    | What        | From      | To         |
    | Autumn term | 3/9/2025  | 19/12/2025 |
    | Spring term | 5/1/2026  | 2/4/2026   |
    | Summer term | 20/4/2026 | 21/7/2026  |`,
};

/** Goes through the steps; gives what each cost. */
async function go(
  world: World,
  before: (step: Step) => void = () => {},
  after: (step: Step) => Promise<void> | void = () => {},
): Promise<Record<Step, Cost>> {
  const costs = {} as Record<Step, Cost>;
  for (const step of Object.keys(steps) as Step[]) {
    before(step);
    await steps[step](world);
    await world.settle();
    await after(step);
    costs[step] = world.since();
  }
  return costs;
}

/** Where the school's findings stand in a state. */
const CHECKED = `elmPark: ${checksTab.title}`;

/** Everything that people, or whoever checks the history, find in the end, but for the minute and for ids. */
export async function stateOf({ standIn, store, registry, mail, places, drive, verify }: World) {
  const named = new Map(standIn.files.all().map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => named.get(id) ?? (id === drive ? 'the drive' : id);
  const plain = (value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\b\d\d:\d\d\b/g, 'hh:mm').replace(/https:\S*\/d\/([\w-]+)\/\S*/g, (_, id) => nameOf(id))
      : value;
  const tabs: Record<string, unknown[][]> = {};
  const kept: Record<string, unknown> = {};
  for (const book of books) {
    const place = places[book];
    for (const { properties } of standIn.files.find(place)!.book!.grids) {
      const rows = standIn.shown(place, properties.title).map((row) => row.map(plain));
      // A finding keeps its row unless people move rows, so only what stands beside what is the same for all.
      tabs[`${book}: ${properties.title}`] = properties.title === checksTab.title ? rows.sort(byText) : rows;
    }
    const workbook = workbookKey(identities[book]);
    const latest = (await readLatest(store, workbook))!;
    const content = await readContent(store, latest.manifest);
    kept[book] = {
      figures: latest.manifest.figures,
      outcomes: latest.manifest.outcomes,
      content: [...content].map(([section, records]) => [section, [...records.values()].map(withoutIds).sort(byText)]),
    };
    expect(await verify(workbook)).toMatchObject({ ok: true, head: latest.head.hash });
    const listed = JSON.parse((await registry.getDocument(`place/${place}`))!.value);
    expect(listed).toMatchObject({ followed: latest.head.hash, trouble: null });
  }
  const entries = await registerOf(store, 2025);
  const files = standIn.files.all().filter(({ trashed }) => !trashed);
  for (const { link, sha256 } of entries) {
    const id = /\/d\/([\w-]+)\//.exec(link)![1]!;
    expect(createHash('sha256').update(standIn.files.find(id)!.content!).digest('hex')).toBe(sha256);
  }
  return {
    tabs,
    kept,
    register: entries.map(withoutIds),
    files: files.map(({ name, mimeType, parents }) => `${parents.map(nameOf)}/${name} ${mimeType}`).sort(),
    mailbox: mail.shown().sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

function withoutIds(record: object) {
  const { link, checkpoint, snapshots, sha256, keyId, signature, ...rest } = record as Record<string, unknown>;
  return rest;
}

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

const descriptions = readDescriptions() ?? [];

/** What holds of every journey, whatever happened on it. */
export async function end(world: World): Promise<void> {
  const { standIn, said, mail } = world;
  expect(standIn.faults.outstanding()).toBe(0);
  for (const word of TYPED) {
    expect(said.filter((one) => one.includes(word))).toEqual([]);
    expect(mail.received.filter((one) => JSON.stringify([...one.headers, one.text, one.html]).includes(word))).toEqual(
      [],
    );
  }
  for (const { body } of standIn.traffic) expect(JSON.stringify(body) ?? '').not.toContain('"formulaValue"');
  if (descriptions.length > 0) expect(misfits(standIn.traffic, descriptions)).toEqual([]);
  await world.end();
}

/** What a journey cost besides what its minutes would have cost with nothing to do. */
export function costOf(costs: Readonly<Record<Step, Cost>>) {
  const total = { reads: 0, writes: 0, sheetReads: 0, sheetWrites: 0, asked: 0 };
  for (const { reads, writes, sheetReads, sheetWrites, asked, minutes } of Object.values(costs)) {
    total.reads += reads - 2 * minutes;
    total.writes += writes;
    total.sheetReads += sheetReads;
    total.sheetWrites += sheetWrites;
    total.asked += Object.values(asked).reduce((sum, count) => sum + count, 0) - minutes;
  }
  return total;
}

/** Shows what a journey cost, as a line of the table in docs/google.md; gives that line. */
export function showCost(
  name: string,
  { reads, writes, sheetReads, sheetWrites, asked }: ReturnType<typeof costOf>,
): string {
  const line = `| ${[name, reads, writes, sheetReads, sheetWrites, asked].join(' | ')} |`;
  console.log(line);
  return line;
}

/** Something that goes wrong or that people do meanwhile; in the end everything must stand as it does without. */
export interface Adversity {
  readonly name: string;
  readonly options?: Omit<DeployedOptions, 'firestore' | 'world'>;
  /** What Checks says besides, as mended, until the next night. */
  readonly mended?: string;
  /** Before a step. */
  readonly before?: (world: World, step: Step) => void;
  /** After a step, when everything has come to rest. */
  readonly after?: (world: World, step: Step) => Promise<void> | void;
}

const host = await firestoreEmulator();

/** Journeys on Google with Firestore's emulator; `tell` gets one client for all of them. */
export function describeJourneys(name: string, tell: (firestore: () => Firestore) => void): void {
  describe.skipIf(host === null)(name, () => {
    let firestore: Firestore;
    beforeAll(() => {
      firestore = new Firestore(emulatorSettings(host!, 'harrowdale-concordat'));
    });
    afterAll(() => firestore.terminate());
    tell(() => firestore);
  });
}

/** Notices only make sooner what comes anyway, so most journeys go without. */
const LOST = { onTheWay: () => [] };

/** Tells the journey once as it should be and once with each adversity; the end is the same. */
export function describeAdversities(where: string, adversities: readonly Adversity[]): void {
  describeJourneys(`the journey comes to the same where ${where}`, (firestore) => {
    let plain: Awaited<ReturnType<typeof stateOf>>;
    beforeAll(async () => {
      const world = await setUp({ firestore: firestore(), ...LOST });
      await go(world);
      plain = await stateOf(world);
      await end(world);
    });

    it.each(halfBySeed(adversities))('$name', async ({ name, options = {}, mended, before, after }) => {
      const world = await setUp({ firestore: firestore(), ...LOST, ...options });
      const costs = await go(
        world,
        (step) => before?.(world, step),
        (step) => after?.(world, step),
      );
      const state = await stateOf(world);
      const checks = state.tabs[CHECKED]!;
      state.tabs[CHECKED] = checks.filter(([status, , found]) => status !== 'Mended' || found !== mended);
      expect(state.tabs[CHECKED]).toHaveLength(checks.length - (mended === undefined ? 0 : 1));
      expect(state).toEqual(plain);
      await end(world);
      // Which of two calls at once comes first is chance.
      showCost(`${where} ${name}`.trim(), costOf(costs));
    });
  });
}
