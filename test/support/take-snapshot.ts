import type { Signer, Store } from '../../functions/edges/ports.ts';
import { commitSnapshot } from '../../functions/history/commit-snapshot.ts';
import {
  type KeptRows,
  planSnapshot,
  type SnapshotInput,
  type SnapshotPlan,
} from '../../functions/history/plan-snapshot.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import type { RecordValue, WorkbookContent } from '../../functions/history/snapshot.ts';
import { makeSecret } from './made-up-secret.ts';

/** What all snapshots taken here are kept under. */
export const secret = makeSecret();

export const workbook = 'school-100001-2025';

/** What is planned, with what is kept of rows beside the rest. */
export type RowsInput = Omit<SnapshotInput, 'kept'> & Omit<KeptRows, 'keeps'>;

export const input: RowsInput = {
  previous: null,
  secret,
  workbook,
  content: new Map(),
  outcomes: { 'staff-days-given': 'ran' },
  figures: { daysGiven: 13 },
  at: '2025-11-03T14:32:00.000Z',
  asOf: '2025-11-03',
};

export function planRows({ content, outcomes, figures, ...rest }: RowsInput): SnapshotPlan | null {
  return planSnapshot({ ...rest, kept: { keeps: 'rows', content, outcomes, figures } });
}

/** The job's part in keeping history: read the latest, plan, commit. */
export async function takeSnapshot(store: Store, signer: Signer, changes: Partial<RowsInput>) {
  const latest = await readLatest(store, changes.workbook ?? workbook);
  const plan = planRows({ ...input, ...changes, previous: latest });
  return plan === null ? 'nothing-new' : commitSnapshot(store, signer, plan, latest?.version ?? null);
}

/** `count` rows of about 150 bytes of canonical JSON each. */
export function staffDays(count: number): Map<string, RecordValue> {
  return new Map(Array.from({ length: count }, (_, i) => [`name ${i}|2025-11-03|1`, staffDay(i)]));
}

export function staffDay(number: number): RecordValue {
  return {
    member: `Member of staff ${number}`,
    date: '2025-11-03',
    halfDays: 1 + (number % 2),
    activity: 'Visit to another school',
    host: `${100000 + (number % 40)}`,
    notes: null,
  };
}

export function contentOf(sections: Readonly<Record<string, ReadonlyMap<string, RecordValue>>>): WorkbookContent {
  return new Map(Object.entries(sections));
}

const moments = ['2025-11-03', '2025-11-03', '2025-11-04', '2025-11-06'];

/** Four snapshots: rows come, one is edited, findings come and go; some buckets are shared by several. */
export async function takeFourSnapshots(store: Store, signer: Signer): Promise<void> {
  const days = staffDays(900);
  const finding = new Map([['f1', { rule: 'dates-read' }]]);
  const contents = [
    contentOf({ 'staff-days': new Map(days) }),
    contentOf({ 'staff-days': new Map(days.set('new', staffDay(1))), findings: finding }),
    contentOf({ 'staff-days': new Map(days.set('new', staffDay(2))), findings: finding }),
    contentOf({ 'staff-days': new Map(days), findings: new Map() }),
  ];
  for (const [i, content] of contents.entries()) {
    await takeSnapshot(store, signer, { content, at: `${moments[i]}T10:00:0${i}.000Z`, asOf: moments[i]! });
  }
}
