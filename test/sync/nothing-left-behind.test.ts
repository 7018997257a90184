import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logTo } from '../../functions/cloud/log.ts';
import { registerAlliance, registerWorkbook } from '../../functions/dispatch/registry.ts';
import { syncOne } from '../../functions/dispatch/sync-one.ts';
import { documentFonts } from '../../functions/document-fonts.ts';
import { publishRequested } from '../../functions/documents/publish-requested.ts';
import { HISTORY_FILE, HISTORY_FOLDER, openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { readPublicKeys } from '../../functions/edges/local/key-file.ts';
import { browserFiles } from '../../functions/edges/local/status-server.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { unpacked } from '../../functions/edges/packed.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { readLatest } from '../../functions/history/read-history.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { dryRun } from '../../functions/sync/dry-run.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { tellPeople } from '../../functions/telling/tell-people.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import type { Declared } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import { parseWorkbook } from '../../functions/workbooks/parse-workbook.ts';
import { workbookKey } from '../../functions/workbooks/workbook-key.ts';
import { asJson } from '../../scripts/commands/check.ts';
import { compareSnapshots, asJson as diffAsJson, diffLines } from '../../scripts/commands/diff.ts';
import { historyLines, listHistories } from '../../scripts/commands/history.ts';
import { folderExaminations } from '../../scripts/doctor/folder-examinations.ts';
import { longDate } from '../../sheets-schema/wording.ts';
import { edit } from '../scripts/run-concordat.ts';
import { openDispatchBench } from '../support/dispatch-bench.ts';
import { pupilsTab, withPupils, withPupilsKeptWhole } from '../support/drawn-kind.ts';
import { drawMarks, hashedIn, type Mark, marksIn, type Trace } from '../support/marked-values.ts';
import { readPdf } from '../support/read-pdf.ts';
import { seed } from '../support/seed-for-all.ts';
import {
  ALLIANCE_TABS,
  allianceIdentity,
  drawnRows,
  openSyncBench,
  STAFF_DAYS,
  schoolIdentity,
} from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

const DAYS = ['2026-03-23', '2026-03-24', '2026-03-25'] as const;
const PUPILS = 'Elm Park pupils.xlsx';
const KEY = 'pupil-book-990001-2025';
const HEADINGS = ['Pupil number', 'Name', 'Note', 'Date', 'Sessions'];
const ROWS = 90;

type Cells = readonly string[];

/** Rows about pupils on days that nothing else has, with 459 values, each like no other: some that can be read, some not, and rows that share a key. */
function drawPupils(draw: ReturnType<typeof drawMarks>): Cells[] {
  const rows: Cells[] = [];
  for (let at = 0; at < ROWS; at += 1) {
    const day = new Date(Date.UTC(2026, 3, 20 + at));
    const iso = day.toISOString().slice(0, 10);
    const typed = `${day.getUTCDate()}/${day.getUTCMonth() + 1}/${day.getUTCFullYear()}`;
    const date = at % 4 === 3 ? draw.word() : draw.day(iso, typed, longDate(iso));
    rows.push([draw.word(), draw.word(), draw.word(), date, at % 3 === 2 ? draw.word() : draw.figures()]);
  }
  // The same pupil and day again, with another note; and two rows that are the same throughout.
  const again = rows
    .slice(0, 9)
    .map(([number, name, , date, sessions]) => [number, name, draw.word(), date, sessions] as Cells);
  return [...rows, ...again, rows[20]!, rows[23]!];
}

/** All that a run leaves behind, the workbook itself apart, and what was typed. */
interface LeftBehind {
  readonly marks: readonly Mark[];
  readonly traces: readonly Trace[];
  /** Values, natural keys and rows as a program could write them. */
  readonly hashable: readonly string[];
  readonly snapshots: number;
  readonly open: number;
}

/** Checks an alliance with a pupil book over three days, with changes between, and does with it all that there is to do. */
async function run(folder: string, catalogue: Declared): Promise<LeftBehind> {
  const kind = catalogue.kinds.find(({ id }) => id === 'pupil-book')!;
  const pupils: WorkbookIdentity = { ...schoolIdentity, kind };
  const draw = drawMarks(seed);
  const rows = drawPupils(draw);
  const replies = Array.from({ length: 41 }, () => draw.word());
  const drawings = {
    ...ALLIANCE_TABS,
    Documents:
      '| Document | School | As of |\n| Contribution statement | Elm Park High School | |\n| Annual report | | |',
    Contributions: '| School | Amount | Date | Reference |\n| Elm Park High School | £1,000 | 3/11/2025 | BACS 1 |',
  };
  const traces: Trace[] = [];
  const said = (where: string, text: string | object) =>
    traces.push({ where, text: typeof text === 'string' ? text : JSON.stringify(text) });
  const file = join(folder, PUPILS);
  const { store, ...ports } = openAllianceFolder(folder);
  const create = (name: string, identity: WorkbookIdentity, drawn: Record<string, string>) =>
    ports.workbooks.create(
      join(folder, name),
      newWorkbook(identity, drawnRows(identity.kind, drawn, catalogue), [], usualSettings, catalogue),
    );
  const table = [HEADINGS, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  await create('Alliance.xlsx', allianceIdentity, drawings);
  await create('Elm Park.xlsx', schoolIdentity, { 'Staff days': STAFF_DAYS });
  await create(PUPILS, pupils, { [pupilsTab.title]: table });

  const places = syncedPlaces({ ...ports, store, catalogue });
  const checks = latestChecks();
  let open = 0;
  const check = async (day: string) => {
    const moment = { at: `${day}T14:32:00.000Z`, asOf: day };
    for (const turn of [1, 2]) {
      const outcomes = await places.sync(workbooksIn(folder), moment, (one) => said('progress', one));
      checks.record(outcomes, moment);
      for (const one of outcomes) if (one.place === file && 'outcome' in one) open = one.outcome.open.length;
      said(
        `what a check gave, ${day}, ${turn}`,
        outcomes.map((one) => ({ ...one, place: basename(one.place) })),
      );
      const { refused } = await publishRequested(2025, { ...ports, store, fonts: documentFonts(), catalogue }, moment);
      said('refused', refused);
      const told = outcomes.flatMap((one) => ('outcome' in one ? [one.outcome] : []));
      const notInChecks = async () => null;
      const workbooks = told.map(({ identity }) => ({ workbook: workbookKey(identity), notInChecks }));
      said('told', [await tellPeople({ ...ports, store, catalogue }, workbooks, day)]);
    }
  };
  await check(DAYS[0]);
  edit(file, ({ Sheets }) => {
    const lines = utils.sheet_to_json<string[]>(Sheets['Checks']!, { header: 1, defval: '' });
    const at = (heading: string) => lines[0]!.indexOf(heading);
    for (const [i, reply] of replies.entries()) {
      utils.sheet_add_aoa(Sheets['Checks']!, [[reply]], { origin: { r: i + 1, c: at('Reply') } });
      utils.sheet_add_aoa(Sheets['Checks']!, [['Yes']], { origin: { r: i + 1, c: at('Accept') } });
    }
  });
  const type = (cells: Cells, row: number) =>
    edit(file, ({ Sheets }) => {
      utils.sheet_add_aoa(Sheets[pupilsTab.title]!, [[...cells]], { origin: { r: row, c: 0 } });
    });
  type(['', '', '', '', ''], 5);
  await check(DAYS[1]);
  type(rows[4]!, 5);
  type([...rows[30]!.slice(0, 2), draw.word(), ...rows[30]!.slice(3)], 31);
  await check(DAYS[2]);

  const site = statusSite({
    store,
    catalogue,
    checks,
    now: () => ({ at: `${DAYS[2]}T15:00:00.000Z`, asOf: DAYS[2] }),
    openDocument: async () => null,
    files: browserFiles(),
    fault: (name) => said('a fault of the status page', name),
  });
  for (const path of [
    '/',
    '/history',
    `/history/${KEY}`,
    `/workbooks/${KEY}`,
    '/workbooks/alliance-2025',
    '/documents',
  ]) {
    const answer = await site.request(`http://127.0.0.1:4173${path}`, { headers: { host: '127.0.0.1:4173' } });
    expect([path, answer.status]).toEqual([path, 200]);
    said(`page ${path}`, await answer.text());
  }
  const histories = await listHistories(store, { asOf: DAYS[2], most: 10 }, catalogue.kinds);
  said('history', histories.flatMap(historyLines).join('\n'));
  said('history as JSON', histories);
  const compared = await compareSnapshots(store, { from: 1 }, catalogue);
  said('diff', compared.flatMap(diffLines).join('\n'));
  said('diff as JSON', compared.map(diffAsJson));
  const keys = new Map(readPublicKeys(join(folder, HISTORY_FOLDER)).map((one) => [one.keyId, one.publicKey]));
  const verified = await verifyHistory(store, KEY, keys);
  expect(verified).toMatchObject({ ok: true });
  said('verify', verified);
  for await (const { what, look } of folderExaminations(folder, DAYS[2], () => 2 ** 40, catalogue))
    said(`doctor: ${what}`, await look());
  const dry = await dryRun(ports.workbooks, [file], [join(folder, 'Alliance.xlsx')], DAYS[2], ports.secret, catalogue);
  said('check as JSON', asJson(dry, DAYS[2], true));
  const { manifest } = (await readLatest(store, KEY))!;

  const { tabs } = await ports.workbooks.read(file);
  const { parsed } = parseWorkbook(pupils, tabs, null, catalogue);
  const kept = parsed.flatMap((tab) => [...tab.rows, ...tab.unusable]);
  const hashable = [
    ...draw.marks.flatMap(({ forms }) => forms.flatMap((form) => [form, form.toLowerCase(), canonicalText(form)])),
    ...kept.flatMap((row) => [row.key, canonicalText(row.key), `${pupilsTab.id}\u001f${row.key}`]),
    ...rows.flatMap((cells) => [
      JSON.stringify(cells),
      cells.join('|'),
      cells.join(','),
      cells.join('\t'),
      cells.join(' '),
    ]),
    ...kept.map((row) => {
      const values = Object.keys(pupilsTab.columns).map((id) => [
        id,
        (row as unknown as Record<string, never>)[id] ?? null,
      ]);
      return canonicalText(Object.fromEntries(values));
    }),
  ];
  await store.close();
  traces.push(...(await filesIn(folder)), ...(await inTheCloud(catalogue, pupils, table)));
  return { marks: draw.marks, traces, hashable, snapshots: manifest.sequence, open };
}

/** Every file but the workbook itself: its bytes, and what is packed in them. */
async function filesIn(folder: string): Promise<Trace[]> {
  const traces: Trace[] = [];
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath } of names) {
    if (name === PUPILS) continue;
    const path = join(parentPath, name);
    const bytes = readFileSync(path);
    traces.push({ where: `bytes of ${name}`, text: bytes.toString('latin1') }, { where: name, text: bytes.toString() });
    if (name.endsWith('.pdf')) {
      const { text, subject, attachments } = await readPdf(bytes);
      traces.push({ where: `words of ${name}`, text: [text, subject, ...attachments.values()].join('\n') });
    }
    if (name.endsWith('.xlsx')) {
      const { SheetNames, Sheets } = read(bytes);
      traces.push({
        where: `cells of ${name}`,
        text: SheetNames.map((one) => utils.sheet_to_csv(Sheets[one]!)).join('\n'),
      });
    }
    if (name === HISTORY_FILE) traces.push(...stored(path));
  }
  return traces;
}

/** Blobs as they unpack, and documents. */
function stored(path: string): Trace[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const blobs = database.prepare('SELECT name, packed FROM blobs').all() as { name: string; packed: Uint8Array }[];
  const documents = database.prepare('SELECT key, value FROM documents').all() as { key: string; value: string }[];
  database.close();
  return [
    ...blobs.map(({ name, packed }) => ({ where: 'a blob', text: `${name} ${unpacked(packed)!}` })),
    ...documents.map(({ key, value }) => ({ where: `document ${key}`, text: `${key} ${value}` })),
  ];
}

/** The same workbook looked after at Google: what stands in the log, the registry and the store, and in the post. */
async function inTheCloud(catalogue: Declared, pupils: WorkbookIdentity, table: string): Promise<Trace[]> {
  const bench = openDispatchBench('2026-03-23T10:00:00.000Z');
  const { create, workbooks } = openSyncBench(catalogue);
  await create('the-alliance', allianceIdentity, ALLIANCE_TABS);
  await create('the-pupils', pupils, { [pupilsTab.title]: table });
  const { registry } = bench.ports;
  await registerAlliance(registry, 'harrowdale', { name: 'Harrowdale', folder: 'folder-1' });
  await registerWorkbook(registry, { place: 'the-alliance', alliance: 'harrowdale', workbook: 'alliance-2025' });
  const known = { alliance: 'harrowdale', workbook: KEY, followed: null, trouble: null, tabs: null };
  await registry.compareAndSet('place/the-pupils', null, canonicalText(known));
  await registry.compareAndSet(`year/2025/harrowdale/${KEY}`, null, canonicalText({ place: 'the-pupils' }));
  const lines: string[] = [];
  const log = logTo((line) => void lines.push(line));
  const ports = { ...bench.ports, workbooksOf: () => workbooks, catalogue };
  for (const place of ['the-alliance', 'the-pupils', 'the-pupils'])
    log('INFO', 'sync-workbook', { place, ...(await syncOne(place, ports, bench.now())) });
  const told = ['alliance-2025', KEY].map((workbook) => ({ workbook, notInChecks: async () => null }));
  const store = await ports.storeOf('harrowdale');
  log('INFO', 'publish', { fault: (await tellPeople({ ...ports, store }, told, '2026-03-23'))?.code ?? null });
  expect(bench.sent.size).toBeGreaterThan(0);
  const all = async (store: Store) => (await store.list('')).map(({ key, value }) => `${key} ${value}`).join('\n');
  return [
    { where: 'the log', text: lines.join('') },
    { where: 'the registry', text: await all(registry) },
    { where: 'documents in the cloud', text: await all(await bench.ports.storeOf('harrowdale')) },
    { where: 'the post', text: JSON.stringify([...bench.sent.values()]) },
  ];
}

let place: string;
let left: LeftBehind;
let leftByRows: LeftBehind;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'concordat-pupils-'));
  const [sums, rows] = [mkdtempSync(join(place, 'sums-')), mkdtempSync(join(place, 'rows-'))];
  left = await run(sums, withPupils);
  leftByRows = await run(rows, withPupilsKeptWhole);
});
afterAll(() => rmSync(place, { recursive: true }));

const found = ({ traces, marks }: LeftBehind) =>
  traces.flatMap((trace) => marksIn(trace, marks).map(({ value }) => ({ where: trace.where, value })));

describe('of a workbook with rows about pupils', () => {
  it('that was checked for days, asked about and told of, none of 501 values is left behind anywhere', () => {
    expect(left.marks).toHaveLength(501);
    expect(left.open).toBeGreaterThan(20);
    expect(left.snapshots).toBe(3);
    const places = left.traces.map(({ where }) => where).join('\n');
    for (const where of [
      'a blob',
      'document outbox/',
      'words of 2025-0001',
      '.eml',
      'cells of Alliance',
      'the log',
      'doctor',
    ])
      expect(places).toContain(where);
    expect(found(left)).toEqual([]);
  });

  it('nothing that is left behind is the unkeyed hash of a value, a natural key or a row', () => {
    expect(left.traces.flatMap((trace) => hashedIn(trace, left.hashable))).toEqual([]);
  });

  it('the same search finds every one of them where the rows are kept', () => {
    const values = new Set(found(leftByRows).map(({ value }) => value));
    const missed = leftByRows.marks.filter(({ value }) => !values.has(value));
    expect([values.size, missed.map(({ value }) => value)]).toEqual([501, []]);
  });
});
