import {
  type Carried,
  type Elsewhere,
  type MissingColumns,
  notKnownIn,
  type RowsByTab,
  type UnusableCells,
} from '../../sheets-schema/rows-by-tab.ts';
import type { Tab } from '../../sheets-schema/tab.ts';
import type { Store } from '../edges/ports.ts';
import { readContent, readLatest, readManifest, snapshotAsOf } from './read-history.ts';
import type { Manifest, WorkbookContent } from './snapshot.ts';

export const FINDINGS = 'findings';
export const ANSWERS = 'answers';
/** Rows that wait to be mended, as they were typed. */
export const WAITING = 'waiting';
/** Cells of usable rows that could not be read, as they were typed. */
export const UNREAD = 'unread';
/** The register of documents, in the alliance's history: so that an issue can be proved like a row. */
export const ISSUES = 'issues';
/** Rows that count in this year and are typed in the alliance's workbooks of other years, in the alliance's history. */
export const OTHER_YEARS = 'other-years';
/** Under which a snapshot's figures have what its year leaves to the next. */
export const CARRIES = 'carries';
const NOT_ROWS: readonly string[] = [FINDINGS, ANSWERS, WAITING, UNREAD, OTHER_YEARS, ISSUES];

/** What a snapshot's rows and findings were. */
export interface Records {
  readonly manifest: Manifest;
  readonly hash: string;
  readonly rows: RowsByTab;
  /** The version of the workbooks that the workbook was made with. */
  readonly madeWith: number;
  /** The ids of tabs that were missing. */
  readonly missing: readonly string[];
  /** Columns that were missing in other tabs: the rows say themselves that what stood there is not known. */
  readonly missingColumns: MissingColumns;
  readonly findings: readonly KeptFinding[];
  /** Fingerprints of findings that were accepted, or answered with an agreed exception. */
  readonly accepted: ReadonlySet<string>;
  readonly waiting: readonly UnusableCells[];
  readonly elsewhere: Elsewhere;
  /** What its year leaves to the next. */
  readonly carries: Carried;
  readonly unread: readonly UnreadCells[];
  /** The register of documents, in the alliance's. */
  readonly issues: readonly KeptIssue[];
}

/** Columns of a usable row, known by its key, that could not be read. */
interface UnreadCells {
  readonly tab: string;
  readonly key: string;
  readonly columns: readonly string[];
  /** As they were typed. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface KeptFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: 'problem' | 'breach' | 'warning' | 'reminder' | 'note';
  /** The tab's title. */
  readonly tab: string | null;
  readonly school: string | null;
  readonly message: string;
}

/** What somebody wrote beside a finding, with what was found. */
export interface KeptAnswer extends Pick<KeptFinding, 'fingerprint' | 'severity' | 'tab' | 'message'> {
  readonly reply: string;
  readonly accepted: boolean;
  /** The day of the check that first saw it so; null where it was kept before that was. */
  readonly since: string | null;
}

/** A document that was issued, as its register and the alliance's history have it. */
export interface KeptIssue {
  readonly number: string;
  readonly title: string;
  /** Of the school that it is addressed to, with its name; null where it is about all. */
  readonly urn: string | null;
  readonly school: string | null;
  readonly asOf: string;
  readonly issuedOn: string;
  readonly link: string;
  readonly replaces: string | null;
  /** Of the file as it was issued. */
  readonly sha256: string;
}

/** The newest records of a workbook, or those of the sections named; null while it has no history. */
export async function latestRecords(
  store: Store,
  workbook: string,
  sections?: readonly string[],
): Promise<Records | null> {
  const latest = await readLatest(store, workbook);
  return latest && recordsIn(await readContent(store, latest.manifest, sections), latest.manifest, latest.head.hash);
}

/** The records as they stood at the end of a day; null where the history begins later. */
export async function recordsAsOf(store: Store, workbook: string, date: string): Promise<Records | null> {
  const snapshot = await snapshotAsOf(store, workbook, date);
  return snapshot && recordsIn(await readContent(store, snapshot.manifest), snapshot.manifest, snapshot.hash);
}

/** The records of one snapshot, by its hash. */
export async function recordsOf(store: Store, hash: string): Promise<Records> {
  const manifest = await readManifest(store, hash);
  return recordsIn(await readContent(store, manifest), manifest, hash);
}

/** What was answered in words to what a snapshot found: one request, and none where nothing was or only sums are kept. */
export async function answersIn(store: Store, manifest: Manifest): Promise<KeptAnswer[]> {
  if (!manifest.sections[ANSWERS]?.count) return [];
  const content = await readContent(store, manifest, [ANSWERS, FINDINGS]);
  const findings = content.get(FINDINGS);
  return [...content.get(ANSWERS)!]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([fingerprint, answer]): KeptAnswer[] => {
      const finding = findings?.get(fingerprint) as unknown as KeptFinding | undefined;
      const { reply, accepted, since = null } = answer as Partial<KeptAnswer>;
      if (finding === undefined || typeof reply !== 'string') return [];
      const { severity, tab, message } = finding;
      return [{ fingerprint, severity, tab, message, reply, accepted: accepted === true, since }];
    });
}

function recordsIn(content: WorkbookContent, manifest: Manifest, hash: string): Records {
  const unread = [...(content.get(UNREAD) ?? [])].map(([place, kept]) => {
    const tab = String(kept['tab']);
    const cells = kept['cells'] as Readonly<Record<string, string>>;
    return { tab, key: place.slice(tab.length + 1), columns: Object.keys(cells), cells };
  });
  const unreadOf = new Map(unread.map(({ tab, key, columns }) => [waitingKey(tab, key), columns]));
  const { missing, missingColumns = {}, madeWith = 1 } = manifest;
  const rows = new Map<string, readonly object[]>();
  for (const [section, records] of content) {
    if (!holdsRows(section) || missing.includes(section)) continue;
    const kept = [...records].map(([key, values]) => {
      const columns = unreadOf.get(waitingKey(section, key));
      return { ...values, key, rowNumber: 0, ...(columns ? { unread: columns } : {}) };
    });
    rows.set(section, notKnownIn(missingColumns[section] ?? [], kept));
  }
  const findings = [...(content.get(FINDINGS) ?? [])].map(([fingerprint, kept]) => ({ ...kept, fingerprint }));
  const answers = [...(content.get(ANSWERS) ?? [])];
  const accepted = new Set(
    answers.flatMap(([fingerprint, answer]) => (answer['accepted'] === true ? [fingerprint] : [])),
  );
  const waiting = [...(content.get(WAITING)?.values() ?? [])] as unknown as UnusableCells[];
  return {
    manifest,
    hash,
    rows,
    madeWith,
    missing,
    missingColumns,
    findings: findings as unknown as KeptFinding[],
    accepted,
    waiting,
    elsewhere: elsewhereIn(content),
    carries: carriedIn(manifest),
    unread,
    issues: [...(content.get(ISSUES)?.values() ?? [])] as unknown as KeptIssue[],
  };
}

function elsewhereIn(content: WorkbookContent): Elsewhere {
  const kept = [...(content.get(OTHER_YEARS)?.values() ?? [])] as unknown as (UnusableCells & {
    readonly typedIn: number;
    readonly key?: string;
    readonly row?: object;
    readonly carried?: Carried;
  })[];
  return {
    rows: kept.flatMap(({ tab, typedIn, key, row }) =>
      row === undefined ? [] : [{ tab, typedIn, row: { ...row, key, rowNumber: 0 } }],
    ),
    waiting: kept.filter(({ row, carried }) => row === undefined && carried === undefined),
    carried: kept.find(({ carried }) => carried !== undefined)?.carried ?? {},
  };
}

/** What a snapshot keeps for the year after; nothing where there is none. */
export function carriedIn(manifest: Pick<Manifest, 'figures'> | null): Carried {
  return (manifest?.figures[CARRIES] ?? {}) as Carried;
}

/** Whether a section of a snapshot holds the rows of a tab. */
export function holdsRows(section: string): boolean {
  return !NOT_ROWS.includes(section);
}

/** How many rows of a tab wait to be mended; with a school, those that are or may be about it. */
export function waitingIn({ waiting }: Records, tab: Tab, urn?: string): number {
  const rows = waiting.filter((row) => row.tab === tab.id);
  return rows.filter(({ school }) => urn === undefined || school === null || school === urn).length;
}

/** The key of a waiting row or of unread cells: the tab's id and the row's own key. */
export function waitingKey(section: string, key: string): string {
  return `${section}\u001f${key}`;
}
