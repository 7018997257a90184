import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalText } from '../../functions/history/canonical.ts';
import { planSnapshot } from '../../functions/history/plan-snapshot.ts';
import { listSnapshots, readContent, readLatest } from '../../functions/history/read-history.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { manifestForm } from '../../functions/history/stored-forms.ts';
import { rowsGone } from '../../functions/protocols/tab-checks/rows-gone.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { nextYears } from '../../functions/workbooks/next-year.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { rowsAtHand, situationAsKept, situationAsRead } from '../../functions/workbooks/situation-of.ts';
import { compareSnapshots, diffLines } from '../../scripts/commands/diff.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { ALLIANCE, ELM_PARK, MARCH, openUsualBench, type SyncBench, schoolIdentity } from '../support/sync-bench.ts';

const STAFF_DAYS = `
    | Member of staff | Date       | Days | School supported    | Activity        | Confirmed by |
    | Ms Okafor       | 12/11/2025 | 1    | St Aldhelm's School | Reading lessons | Mr Ames      |
    | Dr Lund         | 13/11/2025 | ½    | St Aldhelm's School | Phonics         | Mr Ames      |`;
const KEY = 'school-990001-2025';

let bench: SyncBench;
beforeEach(async () => {
  bench = await openUsualBench(STAFF_DAYS);
  await bench.sync(ALLIANCE);
  await bench.sync(ELM_PARK);
});

async function rename(from: string, to: string, place = ELM_PARK, title = 'Staff days') {
  bench.workbooks.edit(place, title, (rows) => void rows[0]!.splice(rows[0]!.indexOf(from), 1, to));
  await bench.sync(place);
}
const kept = async () => (await latestRecords(bench.store, KEY))!;
const diff = async () => diffLines((await compareSnapshots(bench.store, { school: 'Elm Park' }))[0]!);

describe('a snapshot of a workbook in which a heading is missing', () => {
  it('has the same situation as the workbook has', async () => {
    await rename('Activity', 'What was done');
    const alliance = (await latestRecords(bench.store, 'alliance-2025'))!;
    const { tabs } = await bench.workbooks.read(ELM_PARK);
    const read = parseWorkbook(schoolIdentity, tabs, alliance);
    const live = situationAsRead(read, alliance, MARCH);
    const past = situationAsKept(schoolIdentity, await kept(), alliance, MARCH);
    const unread = (situation: typeof live) => situation.rows(staffDaysTab).map((row) => [row.person, row.unread]);
    expect(unread(past).sort()).toEqual(unread(live).sort());
    expect(unread(past)).toContainEqual(['Ms Okafor', ['activity']]);
    expect((await kept()).missingColumns).toEqual(rowsAtHand(read).missingColumns);
  });

  it('says so in what is signed, and nothing where all are there', async () => {
    const before = (await readLatest(bench.store, KEY))!;
    expect(canonicalText(before.manifest)).not.toContain('missingColumns');
    await rename('Activity', 'What was done');
    const after = (await readLatest(bench.store, KEY))!;
    expect(after.manifest.missingColumns).toEqual({ 'staff-days': ['activity'] });
    expect(after.head.sequence).toBe(before.head.sequence + 1);
    expect(await bench.verify(KEY)).toMatchObject({ ok: true, snapshots: 2 });
    expect(manifestForm.safeParse({ ...after.manifest, missingColumns: { 'staff-days': [] } }).success).toBe(false);
    expect(manifestForm.safeParse({ ...after.manifest, missingColumns: { 'Ms Okafor': ['x'] } }).success).toBe(false);
  });

  it('is another one as soon as another heading is missing, though nothing was typed there', async () => {
    const { head, manifest } = (await readLatest(bench.store, KEY))!;
    const plan = (missingColumns: Readonly<Record<string, readonly string[]>>) =>
      planSnapshot({
        previous: { head, manifest: { ...manifest, missingColumns: { 'staff-days': ['activity'] } } },
        secret: bench.secret,
        workbook: KEY,
        kept: { keeps: 'rows', content: new Map(), outcomes: {}, figures: {} },
        missingColumns,
        at: manifest.at,
        asOf: MARCH,
      });
    const [same, other] = [plan({ 'staff-days': ['activity'] }), plan({ 'staff-days': ['supported'] })];
    expect(same?.manifest.missingColumns).not.toEqual(other?.manifest.missingColumns);
    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('differs by the heading and by no row, and again when it is back', async () => {
    await rename('Confirmed by', 'Seen by');
    expect(await diff()).toEqual([
      'Elm Park High School 2025/26: snapshot 1 to 2',
      '  No row differs.',
      '  Staff days: the heading Confirmed by is gone, so what stands under it is not known',
    ]);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[1]![0] = 'Mx Fielding';
    });
    await rename('Seen by', 'Confirmed by');
    expect(await diff()).toEqual([
      'Elm Park High School 2025/26: snapshot 2 to 3',
      '  Staff days: the heading Confirmed by is there again',
      "  Staff days: Ms Okafor, 12/11/2025, St Aldhelm's School removed",
      "  Staff days: Mx Fielding, 12/11/2025, St Aldhelm's School added",
    ]);
  });

  it('is restored without the heading, and reads the same again', async () => {
    await rename('Activity', 'What was done');
    const { manifest } = (await readLatest(bench.store, KEY))!;
    const alliance = (await latestRecords(bench.store, 'alliance-2025'))!;
    const sheets = restoredWorkbook(manifest, await readContent(bench.store, manifest), alliance);
    const sheet = sheets.find(({ id }) => id === 'staff-days')!;
    const headings = sheet.columns.map(({ heading }) => heading);
    expect(headings).not.toContain('Activity');
    expect(sheet.rows.map((row) => row[headings.indexOf('Confirmed by')])).toEqual(['Mr Ames', 'Mr Ames']);
    const tabs = sheets.map(({ title, columns, rows }) => ({
      title,
      rows: [columns.map(({ heading }) => heading), ...(rows as RawCell[][])],
    }));
    const again = parseWorkbook(schoolIdentity, tabs, alliance);
    expect(rowsAtHand(again).missingColumns).toEqual({ 'staff-days': ['activity'] });
  });

  it('carries nothing over into next year while a heading of what goes over is missing', async () => {
    await rename('Office e-mail', 'Post', ALLIANCE, 'Schools');
    const records = (await latestRecords(bench.store, 'alliance-2025'))!;
    const [next] = nextYears(records, 2025, bench.store, (name) => name, allDeclared);
    await expect(next!.sheets()).rejects.toMatchObject({
      advice:
        'Schools of the alliance has no column called Office e-mail. Put the heading back first, so that what is typed there is carried over.',
    });
  });

  it('misses no row by another key, and one that is gone it does', async () => {
    const missed = async () =>
      (await latestRecords(bench.store, KEY))!.findings
        .filter(({ rule }) => rule === rowsGone.id)
        .map((one) => one.message);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows[0]!.splice(3, 1, 'For whom'));
    await bench.sync(ELM_PARK, '2026-03-28');
    expect((await kept()).missingColumns).toEqual({ 'staff-days': ['supported'] });
    expect(await missed()).toEqual([]);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.splice(1, 1));
    await bench.sync(ELM_PARK, '2026-03-28');
    expect(await missed()).toEqual([expect.stringContaining('1 row')]);
  });

  it('leaves those taken before as they were', async () => {
    await rename('Activity', 'What was done');
    const all = [];
    for await (const { manifest } of listSnapshots(bench.store, KEY)) all.push(manifest.missingColumns);
    expect(all).toEqual([{ 'staff-days': ['activity'] }, undefined]);
  });
});
