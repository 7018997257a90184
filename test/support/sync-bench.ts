import type { FolderListing, Mailer, Secret, Signer, Store, Workbooks } from '../../functions/edges/ports.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import type { SyncPorts } from '../../functions/sync/sync-ports.ts';
import { type SyncOutcome, syncWorkbook } from '../../functions/sync/sync-workbook.ts';
import { tellPeople } from '../../functions/telling/tell-people.ts';
import type { WorkbookIdentity, WorkbookKind } from '../../functions/workbooks/define-workbook.ts';
import { allDeclared, allianceKind, type Declared, schoolKind, tabsOf } from '../../functions/workbooks/kinds.ts';
import { type FirstRows, newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { makeSecret } from './made-up-secret.ts';
import { makeSigner, trusting } from './made-up-signer.ts';
import { openMemoryMailer } from './memory-mailer.ts';
import { openMemoryStore } from './memory-store.ts';
import { openMemoryWorkbooks } from './memory-workbooks.ts';
import { type Drawings, drawRows, USUAL_ALLIANCE } from './rule-tester.ts';
import { adoptingRows, usualSettings } from './usual-packs.ts';

/** What every bench keeps its history under, so that two may be compared. */
const secret = makeSecret();

export const ALLIANCE = 'Alliance';
export const ELM_PARK = 'Elm Park';
export const MARCH = '2026-03-27';

/** The usual alliance, reachable by e-mail, and a year that is going well enough to be looked at row by row. */
export const ALLIANCE_TABS: Drawings = {
  ...USUAL_ALLIANCE,
  Schools: `
    | URN    | School               | Kind of school    | Joined on | Left on | Office e-mail           |
    | 990001 | Elm Park High School | Academy           |           |         | office@elmpark.example  |
    | 990002 | St Aldhelm's School  | Maintained school |           |         | office@aldhelms.example |`,
  Settings: `
    | Setting            | Value                         |
    | Alliance name      | Harrowdale Learning Alliance  |
    | Coordinator e-mail | coordinator@harrowdale.example |`,
};
export const STAFF_DAYS = `
    | Member of staff | Date       | Days | School supported    |
    | Ms Okafor       | 12/11/2025 | 1    | St Aldhelm's School |
    | Mr Ames         | 31/2/2026  | 1    | St Aldhelm's School |
    | Dr Lund         | 13/11/2025 | ½    |                     |
    | Mx Fielding     | 14/11/2025 | lots | St Aldhelm's School |`;

export interface Writes {
  sheets: number;
  store: number;
  mails: number;
}

/** The job with everything around it in memory, and every write counted; with these packs. */
export function openSyncBench(catalogue: Declared = allDeclared) {
  const workbooks = openMemoryWorkbooks();
  const store = openMemoryStore();
  const mailer = openMemoryMailer();
  const signer = makeSigner();
  const writes: Writes = { sheets: 0, store: 0, mails: 0 };
  const counted = watched({ workbooks, store, mailer, signer, secret }, async (write, work) => {
    writes[write] += 1;
    return work();
  });
  /** Names of files that are there and no workbooks. */
  const otherFiles = new Set<string>();
  const listing: FolderListing = {
    workbooks: () => workbooks.places(),
    nameOf: (place) => place,
    schoolsFolderOf: (place) => /^Schools\/(.+)\//.exec(place)?.[1] ?? null,
    placeOf: (name) => name,
    alike: (name) => [...otherFiles, ...workbooks.places()].filter((other) => other !== name && other.includes(name)),
    writtenAt: (place) => (workbooks.places().includes(place) ? `${MARCH}T09:00:00.000Z` : null),
  };
  const ports = { ...counted, listing, catalogue };

  return {
    workbooks,
    store,
    mailer,
    signer,
    secret,
    ports,
    otherFiles,
    /** Writes since the last time this was asked. */
    writesSince(): Writes {
      const since = { ...writes };
      Object.assign(writes, { sheets: 0, store: 0, mails: 0 });
      return since;
    },
    create: (place: string, identity: WorkbookIdentity, drawings: Drawings) =>
      workbooks.create(
        place,
        newWorkbook(identity, drawnRows(identity.kind, drawings, catalogue), [], usualSettings, catalogue),
      ),
    /** The alliance decides it in *Settings*, where it may have decided otherwise before. */
    decide(setting: string, value: RawCell) {
      workbooks.edit(ALLIANCE, settingsTab.title, (rows) => {
        const row = rows.find(([decided]) => decided === setting);
        if (row) row[1] = value;
        else rows.push([setting, value]);
      });
    },
    sync: (place: string, asOf = MARCH): Promise<SyncOutcome> => syncWith(ports, place, asOf),
    /** The round of the day, of every workbook that has a history. */
    async tell(asOf = MARCH, mailer: Mailer = ports.mailer) {
      const heads = (await store.list('head/')).map(({ key }) => key.slice('head/'.length));
      const workbooks = heads.map((workbook) => ({ workbook, notInChecks: async () => null }));
      return tellPeople({ ...ports, mailer }, workbooks, asOf);
    },
    syncWith,
    rows: async (place: string, title: string): Promise<readonly (readonly RawCell[])[]> =>
      (await workbooks.read(place)).tabs.find((tab) => tab.title === title)!.rows,
    /** What an office writes beside a finding, by its row in *Checks*. */
    answer(place: string, row: number, reply: string, accept: string | null = null) {
      workbooks.edit(place, 'Checks', (rows) => {
        const [headings, cells] = [rows[0]!.map(String), rows[row - 1]!];
        while (cells.length < headings.length) cells.push(null);
        cells[headings.indexOf('Reply')] = reply;
        cells[headings.indexOf('Accept')] = accept;
      });
    },
    checks: async (place: string) => (await checkLines(workbooks, place)).filter(({ status }) => status !== null),
    verify: (workbook: string) => verifyHistory(store, workbook, trusting(signer)),
  };
}

/** The job with another world around it. */
function syncWith(ports: SyncPorts, place: string, asOf = MARCH): Promise<SyncOutcome> {
  return syncWorkbook(place, ports, { at: `${asOf}T14:32:00.000Z`, asOf });
}
export type SyncBench = ReturnType<typeof openSyncBench>;

/** The bench with an alliance's workbook and a school's, neither checked yet. */
export async function openUsualBench(staffDays = STAFF_DAYS): Promise<SyncBench> {
  const bench = openSyncBench();
  await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
  await bench.create(ELM_PARK, schoolIdentity, { 'Staff days': staffDays });
  return bench;
}

export const allianceIdentity: WorkbookIdentity = {
  kind: allianceKind,
  alliance: 'Harrowdale Learning Alliance',
  urn: null,
  school: null,
  startYear: 2025,
};
export const schoolIdentity: WorkbookIdentity = {
  ...allianceIdentity,
  kind: schoolKind,
  urn: '990001',
  school: 'Elm Park High School',
};

type Ports = { workbooks: Workbooks; store: Store; mailer: Mailer; signer: Signer; secret: Secret };

/** Ports whose every write goes through `around`, which may count it, stop it or let it happen and then fail. */
export function watched(
  { workbooks, store, mailer, signer, secret }: Ports,
  around: <T>(write: keyof Writes, work: () => Promise<T>) => Promise<T>,
): Ports {
  return {
    signer,
    secret,
    workbooks: {
      ...workbooks,
      replaceOwnSheets: (...wanted) => around('sheets', () => workbooks.replaceOwnSheets(...wanted)),
    },
    store: {
      ...store,
      putBlobs: (blobs) => around('store', () => store.putBlobs(blobs)),
      compareAndSet: (...wanted) => around('store', () => store.compareAndSet(...wanted)),
    },
    mailer: { deliver: (message) => around('mails', () => mailer.deliver(message)) },
  };
}

/** First rows of a workbook from drawings, each cell in its column whatever is drawn; what is not drawn has none. The usual packs are adopted, unless *Settings* is drawn so. */
export function drawnRows(kind: WorkbookKind, drawings: Drawings, { packs }: Declared = allDeclared): FirstRows {
  return new Map(
    tabsOf(kind, packs).map((tab) => {
      const [headings = [], ...rows] = drawRows(drawings[tab.title] ?? '');
      const places = Object.values(tab.columns).map(({ heading }) => headings.indexOf(heading));
      const cells = rows.map((row) => places.map((place): RawCell => row[place] ?? null));
      return [tab.id, tab.id === settingsTab.id ? [...cells, ...adoptingRows(cells)] : cells] as const;
    }),
  );
}

/** A line of *Checks* as a person sees it, with its row number. */
async function checkLines(workbooks: Workbooks, place: string) {
  const rows = (await workbooks.read(place)).tabs.find(({ title }) => title === 'Checks')!.rows;
  const headings = (rows[0] ?? []).map(String);
  return rows.slice(1).map((row, at) => {
    const said = (heading: string) => {
      const cell = row[headings.indexOf(heading)] ?? null;
      return cell === null ? null : String(cell);
    };
    return {
      row: at + 2,
      status: said('Status'),
      where: said('Where'),
      found: said('What was found'),
      fix: said('What to do'),
      since: said('Since'),
      reply: said('Reply'),
      accept: said('Accept'),
      reference: said('Reference'),
    };
  });
}
