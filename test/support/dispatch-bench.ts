import { type NoticeChannel, type NoticeChannels, nightly } from '../../functions/dispatch/nightly.ts';
import { poll } from '../../functions/dispatch/poll.ts';
import { publishFor } from '../../functions/dispatch/publish-for.ts';
import { registerAlliance, registerWorkbook } from '../../functions/dispatch/registry.ts';
import { syncOne } from '../../functions/dispatch/sync-one.ts';
import { documentFonts } from '../../functions/document-fonts.ts';
import type { Mailer, Store, Task, Workbooks } from '../../functions/edges/ports.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { type Counted, counting } from './counted-store.ts';
import { openMemoryDrive } from './memory-drive.ts';
import { openMemoryFeed } from './memory-feed.ts';
import { openMemoryMailer } from './memory-mailer.ts';
import { openMemoryQueue } from './memory-queue.ts';
import { openMemoryShelf } from './memory-shelf.ts';
import { openMemoryStore } from './memory-store.ts';
import type { Drawings } from './rule-tester.ts';
import { ALLIANCE_TABS, allianceIdentity, openSyncBench, STAFF_DAYS, schoolIdentity } from './sync-bench.ts';

/** Spreadsheet ids of the usual alliance. */
export const BOOK = 'sheet-of-the-alliance';
export const ELM_PARK = 'sheet-of-elm-park';
export const ALDHELMS = 'sheet-of-st-aldhelms';
export const HARROWDALE = 'harrowdale';
const CONCORDAT = 'concordat-run@harrowdale.iam.gserviceaccount.com';

/** A deployment with everything around it in memory; time stands still until a test moves it. */
export function openDispatchBench(start = '2026-03-27T10:00:00.000Z') {
  const { workbooks, signer, secret, create } = openSyncBench();
  const counted: Counted = { reads: 0, writes: 0 };
  const registry = counting(openMemoryStore(), counted);
  const stores = new Map<string, Store>();
  const shelf = openMemoryShelf();
  const drive = openMemoryDrive(workbooks);
  const post = openMemoryMailer();
  const feed = openMemoryFeed();
  const queue = openMemoryQueue();
  const channels = openMemoryChannels();
  let mailServer: Mailer = post;
  let now = new Date(start);
  let sheetReads = 0;
  let sheetWrites = 0;
  const books: Workbooks = {
    ...workbooks,
    read(place: string) {
      sheetReads += 1;
      return workbooks.read(place);
    },
    replaceOwnSheets(...wanted: Parameters<typeof workbooks.replaceOwnSheets>) {
      sheetWrites += 1;
      // What we write is a change like any other.
      feed.change(wanted[0]);
      return workbooks.replaceOwnSheets(...wanted);
    },
  };
  const ports = {
    registry,
    async storeOf(alliance: string): Promise<Store> {
      const store = stores.get(alliance) ?? counting(openMemoryStore(), counted);
      stores.set(alliance, store);
      return store;
    },
    workbooksOf: () => books,
    drive: drive.drive,
    workbooksIn: drive.workbooksIn,
    account: CONCORDAT,
    shelfIn: () => shelf,
    signer,
    secret,
    fonts: documentFonts(),
    feed,
    queue,
    channels,
    mailer: { deliver: (message) => mailServer.deliver(message) } satisfies Mailer,
  };
  const run = async ({ target, body }: Task, tries: number): Promise<void> => {
    const { place = '', alliance = '', startYear, round } = body;
    if (target === 'poll') await poll(ports, now);
    if (target === 'sync-workbook') await syncOne(place, ports, now);
    if (target === 'publish')
      await publishFor(
        { alliance, startYear: Number(startYear), ...(round === 'daily' && { round }) },
        ports,
        now,
        tries,
      );
  };

  return {
    ports,
    workbooks,
    drive,
    feed,
    queue,
    channels,
    shelf,
    sent: post.delivered,
    now: () => now,
    pass(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    /** Has messages go elsewhere: to a server that is down, say. */
    mailGoesTo(mailer: Mailer) {
      mailServer = mailer;
    },
    mailIsWell() {
      mailServer = post;
    },
    /** As if the alliances' histories had never been kept. */
    loseHistory: () => stores.clear(),
    poll: () => poll(ports, now),
    check: (place: string) => syncOne(place, ports, now),
    nightly: () => nightly(ports, now),
    /** What a night does last, without its checks: people are told. */
    tell: () => publishFor({ alliance: HARROWDALE, startYear: 2025, round: 'daily' }, ports, now, 0),
    publish: () => publishFor({ alliance: HARROWDALE, startYear: 2025 }, ports, now, 0),
    runDue: () => queue.run(now, run),
    /** A minute after a minute until nothing waits, the feed read in each; gives the targets of what was run. */
    async settle(minutes = 30): Promise<string[]> {
      const done: Task[] = [];
      for (let minute = 0; minute < minutes; minute += 1) {
        await poll(ports, now);
        now = new Date(now.getTime() + 60_000);
        done.push(...(await queue.run(now, run)));
      }
      return done.map(({ target, body }) => [target, ...Object.values(body)].join(' '));
    },
    async provide(alliance: string, place: string, identity: WorkbookIdentity, drawings: Drawings) {
      await create(place, identity, drawings);
      await registerWorkbook(registry, { place, alliance, workbook: workbookKey(identity) });
    },
    /** What was read and written since the last time this was asked. */
    since() {
      const since = { ...counted, sheetReads, sheetWrites };
      Object.assign(counted, { reads: 0, writes: 0 });
      sheetReads = 0;
      sheetWrites = 0;
      return since;
    },
  };
}
export type DispatchBench = ReturnType<typeof openDispatchBench>;

/** The bench with the usual alliance and its two schools, looked after and never checked. */
export async function openUsualDeployment(): Promise<DispatchBench> {
  const bench = openDispatchBench();
  await registerAlliance(bench.ports.registry, HARROWDALE, { name: 'Harrowdale', folder: 'folder-1' });
  await bench.provide(HARROWDALE, BOOK, allianceIdentity, ALLIANCE_TABS);
  await bench.provide(HARROWDALE, ELM_PARK, schoolIdentity, { 'Staff days': STAFF_DAYS });
  const aldhelms = { ...schoolIdentity, urn: '990002', school: "St Aldhelm's School" };
  await bench.provide(HARROWDALE, ALDHELMS, aldhelms, {});
  return bench;
}

/** An alliance of so many schools, looked after and never checked. Their spreadsheets are called school-1 and so on. */
export async function openDeploymentOf(schools: number): Promise<DispatchBench> {
  const bench = openDispatchBench();
  const members = Array.from({ length: schools }, (_, i) => ({ urn: String(990_001 + i), school: `School ${i + 1}` }));
  const rows = members.map(({ urn, school }) => `| ${urn} | ${school} | Academy | ${urn}@schools.example |`).join('\n');
  await registerAlliance(bench.ports.registry, HARROWDALE, { name: 'Harrowdale', folder: 'folder-1' });
  await bench.provide(HARROWDALE, BOOK, allianceIdentity, {
    ...ALLIANCE_TABS,
    Schools: `| URN | School | Kind of school | Office e-mail |\n${rows}`,
  });
  for (const [i, member] of members.entries()) {
    const days = `| Member of staff | Date | Days | School supported |\n| Ms Okafor | 12/11/2025 | 1 | School ${((i + 1) % schools) + 1} |`;
    await bench.provide(HARROWDALE, `school-${i + 1}`, { ...schoolIdentity, ...member }, { 'Staff days': days });
  }
  return bench;
}

function openMemoryChannels(): NoticeChannels & { readonly open_: Map<string, NoticeChannel>; refuse: Error | null } {
  const open_ = new Map<string, NoticeChannel>();
  return {
    open_,
    refuse: null,
    async open(until) {
      if (this.refuse !== null) throw this.refuse;
      const channel = { id: `channel-${open_.size + 1}`, resourceId: 'changes', until };
      open_.set(channel.id, channel);
      return channel;
    },
    async close({ id }) {
      open_.delete(id);
    },
  };
}
