import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { browserFiles } from '../../functions/edges/local/status-server.ts';
import { readContent, readLatest } from '../../functions/history/read-history.ts';
import { recordsAsOf } from '../../functions/history/records.ts';
import { manifestForm } from '../../functions/history/stored-forms.ts';
import type { KeptFigure } from '../../functions/protocols/kept-figure.ts';
import { defineRule, type Rule } from '../../functions/protocols/rule.ts';
import { Refusal } from '../../functions/refusal.ts';
import { latestChecks } from '../../functions/status/latest-checks.ts';
import { statusSite } from '../../functions/status/status-site.ts';
import { outboxKey, personAt } from '../../functions/telling/outbox.ts';
import type { WorkbookIdentity } from '../../functions/workbooks/define-workbook.ts';
import { lostTabs } from '../../functions/workbooks/identify-workbook.ts';
import { keptOfSchool } from '../../functions/workbooks/kept-of-school.ts';
import type { Declared } from '../../functions/workbooks/kinds.ts';
import { restoredWorkbook } from '../../functions/workbooks/restored-workbook.ts';
import { situationAsKept } from '../../functions/workbooks/situation-of.ts';
import { asJson, compareSnapshots, diffLines } from '../../scripts/commands/diff.ts';
import { historyLines, listHistories } from '../../scripts/commands/history.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import { pupilsKind, pupilsTab, withPupils } from '../support/drawn-kind.ts';
import { runs } from '../support/property-runs.ts';
import { asRead } from '../support/status-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity, openSyncBench, schoolIdentity } from '../support/sync-bench.ts';

const [DAY_1, DAY_2, DAY_3] = ['2026-03-23', '2026-03-24', '2026-03-25'] as const;
const PUPILS = 'Elm Park pupils';
const KEY = 'pupil-book-990001-2025';
const NOTHING = { sheets: 0, store: 0, mails: 0 };
const pupilsIdentity: WorkbookIdentity = { ...schoolIdentity, kind: pupilsKind };

const HEADINGS = ['Pupil number', 'Name', 'Note', 'Date', 'Sessions'];
const ROWS = [
  ['A100000000001', 'Ada Birch', 'at home', '12/11/2025', '4'],
  ['A100000000002', 'Ben Carr', 'flu', '31/2/2026', '2'],
  ['A100000000003', 'Cy Dunn', '', '13/11/2025', 'lots'],
  ['A100000000004', 'Di Eames', '', '13/11/2025', 'many'],
];
const drawing = (rows: readonly (readonly string[])[]) =>
  [HEADINGS, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

async function openBench(rows = ROWS, catalogue: Declared = withPupils) {
  const bench = openSyncBench(catalogue);
  await bench.create(ALLIANCE, allianceIdentity, ALLIANCE_TABS);
  await bench.create(PUPILS, pupilsIdentity, { [pupilsTab.title]: drawing(rows) });
  await bench.sync(ALLIANCE, DAY_1);
  return bench;
}
type Bench = Awaited<ReturnType<typeof openBench>>;

/** A rule of the made-up kind alone. */
const rule = (most: number, since: number): Rule =>
  defineRule({
    id: 'DRAWN-1',
    title: 'Nobody is away for long',
    mendedIn: pupilsTab,
    reads: [{ tab: pupilsTab, columns: ['sessions'] }],
    since,
    messages: { long: { severity: 'warning', says: '{cell} is too long.', fix: 'Look again.' } },
    check(input, report) {
      for (const row of input.rows(pupilsTab))
        if ((row.sessions ?? 0) > most) report({ message: 'long', tab: pupilsTab, row, column: 'sessions' });
    },
  });
const withRule = (drawn: Rule): Declared => ({
  ...withPupils,
  rules: [...withPupils.rules, { rule: drawn, pack: null, clause: null }],
});

const newest = async ({ store }: Bench) => (await readLatest(store, KEY))!;
/** The rule, column and count of each, as the newest snapshot has them. */
const counts = async (bench: Bench) =>
  (await newest(bench)).manifest.sums!.findings.map(({ rule, column, count }) => `${rule} ${column} ${count}`).sort();

describe('of a workbook that keeps sums', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    await bench.sync(PUPILS, DAY_1);
  });
  const edit = (change: Parameters<Bench['workbooks']['edit']>[2]) =>
    bench.workbooks.edit(PUPILS, pupilsTab.title, change);

  it('a snapshot has which tabs were there, a digest, outcomes, figures and counts of findings, and nothing else', async () => {
    const { manifest } = await newest(bench);
    expect(Object.keys(manifest.sums!).sort()).toEqual(['findings', 'rows', 'tabs']);
    expect(manifest.sections).toEqual({});
    expect((await readContent(bench.store, manifest)).size).toBe(0);
    expect(manifest.sums!.tabs).toEqual(['pupils-away']);
    expect(manifest.sums!.rows).toMatch(/^[0-9a-f]{64}$/);
    expect(await counts(bench)).toEqual(['GEN-04 date 1', 'GEN-12 sessions 2']);
    expect(manifest.figures).toEqual({ attention: { problem: 3, breach: 0, warning: 0, reminder: 0, note: 0 } });
    expect(Object.values(manifest.outcomes)).toEqual(expect.arrayContaining(['ran', 'skipped']));
    expect(await bench.verify(KEY)).toMatchObject({ ok: true, snapshots: 1 });
  });

  it('a list of contents is none of ours that has anything beside the sums, or a text among them', async () => {
    const { manifest } = await newest(bench);
    const isOurs = (changes: object) => manifestForm.safeParse({ ...manifest, ...changes }).success;
    expect(isOurs({})).toBe(true);
    expect(isOurs({ sections: { 'pupils-away': { count: 0, buckets: {} } } })).toBe(false);
    expect(isOurs({ figures: { away: 'Ada Birch' } })).toBe(false);
    expect(isOurs({ outcomes: { 'GEN-04': 'skipped: Ada Birch' } })).toBe(false);
    for (const changes of [{ rows: 'Ada Birch' }, { tabs: ['Ada Birch'] }, { answers: [] }])
      expect(isOurs({ sums: { ...manifest.sums, ...changes } })).toBe(false);
    const [finding] = manifest.sums!.findings;
    for (const changes of [{ column: 'Ada Birch' }, { message: 'Ada' }, { count: 0 }, { fingerprint: 'A100000000001' }])
      expect(isOurs({ sums: { ...manifest.sums, findings: [{ ...finding, ...changes }] } })).toBe(false);
  });

  it('a second check writes nothing, and one changed cell makes one small snapshot', async () => {
    bench.writesSince();
    await bench.sync(PUPILS, DAY_1);
    await bench.sync(PUPILS, DAY_2);
    expect(bench.writesSince()).toEqual(NOTHING);
    const { head } = await newest(bench);
    const put: string[] = [];
    const { putBlobs } = bench.store;
    bench.store.putBlobs = async (blobs) => {
      put.push(...blobs.values());
      await putBlobs(blobs);
    };
    edit((rows) => {
      rows[1]![2] = 'in hospital';
    });
    const { committed } = await bench.sync(PUPILS, DAY_2);
    expect(committed).toBe(true);
    expect(put).toHaveLength(1);
    expect(put[0]!.length).toBeLessThan(4000);
    const after = await newest(bench);
    expect(after.manifest.parent?.hash).toBe(head.hash);
    expect(await bench.verify(KEY)).toMatchObject({ ok: true, snapshots: 2 });
  });

  it('a change of what cannot be read, and of a row that waits, is a change', async () => {
    for (const [row, column] of [
      [3, 4],
      [2, 1],
    ] as const) {
      edit((rows) => {
        rows[row]![column] = 'plenty';
      });
      expect((await bench.sync(PUPILS, DAY_1)).committed).toBe(true);
    }
  });

  it('two schools that hold the same have different digests', async () => {
    await bench.create(
      'Others',
      { ...pupilsIdentity, urn: '990002', school: "St Aldhelm's School" },
      { [pupilsTab.title]: drawing(ROWS) },
    );
    await bench.sync('Others', DAY_1);
    const others = (await readLatest(bench.store, 'pupil-book-990002-2025'))!.manifest.sums!;
    expect(others.rows).not.toBe((await newest(bench)).manifest.sums!.rows);
    expect(others.findings).toEqual((await newest(bench)).manifest.sums!.findings);
  });

  it('rows gone cannot be told: the rule is skipped, and Start here says why', async () => {
    edit((rows) => void rows.splice(1, 1));
    const { outcomes } = await bench.sync(PUPILS, DAY_2);
    const why = 'Only sums are kept of this workbook, so rows that are gone cannot be told.';
    expect(outcomes.find(({ id }) => id === 'GEN-11')).toEqual({ id: 'GEN-11', outcome: 'skipped', why });
    const said = (await bench.rows(PUPILS, 'Start here')).map((row) => row.join(' ')).join(' ');
    expect(said.replace(/\s+/g, ' ')).toContain(why);
  });

  it('Checks has the words, and what people answer there holds from check to check and is kept there alone', async () => {
    edit((rows) => void rows.push(['A100000000001', 'Ada Birch', 'at home', '12/11/2025', '4']));
    await bench.sync(PUPILS, DAY_1);
    const lines = await bench.checks(PUPILS);
    expect(lines.map(({ found }) => found)).toContainEqual(expect.stringContaining('lots'));
    const warning = lines.find(({ status }) => status === 'Warning')!;
    bench.workbooks.edit(PUPILS, 'Checks', (rows) => {
      const at = (heading: string) => rows[0]!.indexOf(heading);
      rows[warning.row - 1]![at('Reply')] = 'It was so';
      rows[warning.row - 1]![at('Accept')] = 'Yes';
    });
    const openBefore = (await newest(bench)).manifest.figures;
    for (const day of [DAY_1, DAY_2, DAY_3]) {
      const { open, findings } = await bench.sync(PUPILS, day);
      expect(findings.length - open.length).toBe(1);
    }
    expect((await newest(bench)).manifest.figures).not.toEqual(openBefore);
    expect((await bench.checks(PUPILS)).find(({ row }) => row === warning.row)?.status).toBe('Accepted');
    expect(await keptOfSchool(bench.store, { numbers: ['990001'], startYear: 2025 }, withPupils.kinds)).toMatchObject({
      answers: [],
    });
    expect((await newest(bench)).manifest.sums!.findings.map(({ severity }) => severity)).toContain('warning');
    bench.writesSince();
    await bench.sync(PUPILS, DAY_3);
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('the office is told how many there are and in which tab; what is known is told once, and more of it again', async () => {
    const mails = () => [...bench.mailer.delivered.values()].filter(({ to }) => to.includes('office@elmpark.example'));
    await bench.tell(DAY_1);
    expect(mails().map(({ subject }) => subject)).toEqual([
      'Elm Park High School, pupils: 3 problems new (23 March 2026)',
    ]);
    await bench.sync(PUPILS, DAY_2);
    await bench.tell(DAY_2);
    expect(mails()).toHaveLength(1);
    edit((rows) => void rows.push(['A100000000005', 'Ed Frost', '', '14/11/2025', 'few']));
    await bench.sync(PUPILS, DAY_2);
    await bench.tell(DAY_2);
    expect(mails().at(-1)!.subject).toBe('Elm Park High School, pupils: 1 problem new (24 March 2026)');
    const person = personAt('office@elmpark.example', bench.secret);
    const [outbox] = await bench.store.list(outboxKey(person, ''), { newestFirst: true, limit: 1 });
    const { known } = JSON.parse(outbox!.value) as { known: string[] };
    const groups = new Set((await newest(bench)).manifest.sums!.findings.map(({ fingerprint }) => fingerprint));
    expect(known).toHaveLength(4);
    for (const one of known) expect(groups.has(one.replace(`${KEY} `, ''))).toBe(true);
    const references = (await bench.checks(PUPILS)).map(({ reference }) => reference);
    expect(known.some((one) => references.some((reference) => one.includes(reference!)))).toBe(false);
  });

  it('a tab that was there and is gone is missed, and not put in again', async () => {
    bench.workbooks.rename(PUPILS, pupilsTab.title, 'Away');
    const { manifest } = await newest(bench);
    const { tabs } = await bench.workbooks.read(PUPILS);
    expect(lostTabs(pupilsKind, tabs, manifest, withPupils)).toEqual(['pupils-away']);
    await bench.sync(PUPILS, DAY_1);
    expect((await bench.workbooks.read(PUPILS)).tabs.map(({ title }) => title)).not.toContain(pupilsTab.title);
  });

  it('what changed is told in sums, by the commands and on the status page', async () => {
    edit((rows) => {
      rows[3]![4] = '5';
    });
    await bench.sync(PUPILS, DAY_2);
    const compared = await compareSnapshots(bench.store, {}, withPupils);
    const pupils = compared.find(({ sums }) => sums !== null)!;
    expect(diffLines(pupils)).toEqual([
      'Elm Park High School, pupils 2025/26: snapshot 1 to 2',
      '  Rows differ. Only sums are kept of this workbook.',
      '  Open (Problem): 3 → 2',
      '  “Every number and count of days can be read” in Pupils away, Sessions (Problem): 2 → 1',
    ]);
    expect(asJson(pupils)).toMatchObject({ changes: null, waiting: null, sums: { rowsDiffer: true } });
    const histories = await listHistories(bench.store, { asOf: DAY_2, most: 9 }, withPupils.kinds);
    const { snapshots } = histories.find(({ key }) => key === KEY)!;
    expect(snapshots[0]).toMatchObject({ sequence: 2, rows: null, findings: 2, sums: { figures: { attention: {} } } });
    expect(historyLines(histories.find(({ key }) => key === KEY)!)[1]).toMatch(
      /2 .* sums alone +2 findings +[0-9a-f]{16}/,
    );

    const outcome = await bench.sync(PUPILS, DAY_2);
    const moment = { at: `${DAY_2}T15:00:00.000Z`, asOf: DAY_2 };
    const checks = latestChecks();
    checks.record([{ place: PUPILS, outcome }], moment);
    const site = statusSite({
      store: bench.store,
      catalogue: withPupils,
      checks,
      now: () => moment,
      openDocument: async () => null,
      files: browserFiles(),
      fault: () => {},
    });
    const page = async (path: string) =>
      asRead(
        await (await site.request(`http://127.0.0.1:4173${path}`, { headers: { host: '127.0.0.1:4173' } })).text(),
      );
    expect(await page(`/history/${KEY}`)).toMatch(
      /Rows differ, 2 findings\. Only sums are kept of this workbook\.[\s\S]*Open \(Problem\): 3 → became 2/,
    );
    expect(await page(`/workbooks/${KEY}`)).toMatch(
      /2 problems[\s\S]*Pupils away, Sessions[\s\S]*This does not hold: “Every number and count of days can be read”\.[\s\S]*Since/,
    );
  });

  it('figures that a pack declares are kept, and known to whoever asks', async () => {
    const sessionsMissed: KeptFigure = {
      id: 'drawn/sessions-missed',
      reads: [pupilsTab],
      of: (situation) => situation.rows(pupilsTab).reduce((total, { sessions }) => total + (sessions ?? 0), 0),
    };
    const [first, ...others] = withPupils.packs;
    const packs = [{ ...first!, figures: [...first!.figures, sessionsMissed] }, ...others];
    await bench.syncWith({ ...bench.ports, catalogue: { ...withPupils, packs } }, PUPILS, DAY_1);
    expect((await newest(bench)).manifest.figures).toMatchObject({ 'drawn/sessions-missed': 4 });
    const { known } = await keptOfSchool(bench.store, { numbers: ['990001'], startYear: 2025 }, withPupils.kinds);
    expect(known(sessionsMissed)).toBe(4);
  });

  it('no workbook is restored', async () => {
    const { manifest } = await newest(bench);
    expect(() => restoredWorkbook(manifest, new Map(), null, withPupils)).toThrow(Refusal);
    expect(() => restoredWorkbook(manifest, new Map(), null, withPupils)).toThrow(
      'Of this workbook only sums are kept, so it cannot be restored.',
    );
  });

  it('documents have figures at hand, and rows not', async () => {
    const records = (await recordsAsOf(bench.store, KEY, DAY_1))!;
    const alliance = await recordsAsOf(bench.store, 'alliance-2025', DAY_1);
    const situation = situationAsKept(pupilsIdentity, records, alliance, DAY_1, withPupils);
    expect(situation.look(pupilsTab)).toEqual({
      is: 'not at hand',
      why: 'Only sums are kept of this workbook. The rows of Pupils away stand in it alone.',
    });
    expect(records.manifest.figures).toHaveProperty('attention');
  });

  it('what a check gives to whoever asked has no words of a row', async () => {
    const { findings } = await bench.sync(PUPILS, DAY_1);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'GEN-12',
        cell: 'E4',
        message: expect.stringMatching(/^This does not hold: “.*”\.$/),
        suggestion: null,
        about: [],
        covers: [],
        judgedOn: null,
      }),
    );
    expect(JSON.stringify(findings)).not.toMatch(/lots|many|31\/2|Carr|A1000/);
  });
});

describe('a newer rule', () => {
  it.each([
    ['says so where it finds something else', 1, null, /though no row has changed: “Nobody is away for long”/],
    ['says that rows changed too, by the digest alone', 1, 'another note', /Rows have changed too/],
    ['says nothing where it finds the same', 3, null, null],
  ])('%s', async (_, most, note, said) => {
    const bench = await openBench(
      [...ROWS.slice(0, 1), ['A100000000009', 'Flo Gray', '', '14/11/2025', '2']],
      withRule(rule(3, 1)),
    );
    await bench.sync(PUPILS, DAY_1);
    const { rules } = VERSIONS;
    Object.assign(VERSIONS, { rules: rules + 1 });
    try {
      if (note !== null)
        bench.workbooks.edit(PUPILS, pupilsTab.title, (rows) => {
          rows[1]![2] = note;
        });
      const ports = { ...bench.ports, catalogue: withRule(rule(most, rules + 1)) };
      const { committed } = await bench.syncWith(ports, PUPILS, DAY_2);
      expect(committed).toBe(true);
      const found = (await bench.checks(PUPILS)).map((line) => line.found).join('\n');
      if (said === null) expect(found).not.toContain('Newer rules');
      else expect(found).toMatch(said);
    } finally {
      Object.assign(VERSIONS, { rules });
    }
  });
});

describe('a rule that does not run', () => {
  it('leaves its counts and its lines as they were, until it does', async () => {
    const bench = await openBench(ROWS, withRule(rule(3, 1)));
    await bench.sync(PUPILS, DAY_1);
    const drawn = ['DRAWN-1 sessions 1'];
    const ofDrawn = async () => (await counts(bench)).filter((one) => one.startsWith('DRAWN'));
    const line = async () => (await bench.checks(PUPILS)).filter(({ where }) => where === 'Pupils away!E2');
    expect(await ofDrawn()).toEqual(drawn);
    const before = await line();
    expect(before.map(({ status }) => status)).toEqual(['Warning']);
    const rename = (to: string) =>
      bench.workbooks.edit(PUPILS, pupilsTab.title, (rows) => {
        rows[0]![4] = to;
      });
    rename('Times');
    for (const day of [DAY_2, DAY_3]) {
      const { outcomes } = await bench.sync(PUPILS, day);
      expect(outcomes.find(({ id }) => id === 'DRAWN-1')?.outcome).toBe('skipped');
      expect(await ofDrawn()).toEqual(drawn);
      expect(await line()).toEqual(before);
    }
    // What was found by a rule that did run is mended meanwhile.
    expect((await bench.checks(PUPILS)).some(({ where }) => where === 'Pupils away!E4')).toBe(false);
    rename('Sessions');
    await bench.sync(PUPILS, DAY_3);
    expect(await ofDrawn()).toEqual(drawn);
    expect(await line()).toEqual(before);
    bench.workbooks.edit(PUPILS, pupilsTab.title, (rows) => {
      rows[1]![4] = '1';
    });
    await bench.sync(PUPILS, DAY_3);
    expect(await ofDrawn()).toEqual([]);
    expect((await line()).map(({ status }) => status)).toEqual(['Mended']);
  });
});

describe('whatever the rows are', () => {
  const row = fc.tuple(
    fc.constantFrom('A100000000001', 'A100000000002', ''),
    fc.constantFrom('Ada', 'Ben', ''),
    fc.constantFrom('flu', ''),
    fc.constantFrom('12/11/2025', '31/2/2026', 'soon', ''),
    fc.constantFrom('1', 'lots', ''),
  );

  it('to sort them changes nothing that is kept, and a check more writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.nat(), async (rows, seed) => {
        const bench = await openBench(rows);
        await bench.sync(PUPILS, DAY_1);
        const { hash } = (await newest(bench)).head;
        bench.workbooks.edit(PUPILS, pupilsTab.title, (grid) => {
          const [headings, ...typed] = grid;
          const turned = typed.map((cells, at) => [(at * 7919 + seed) % 9973, cells] as const);
          grid.splice(
            0,
            grid.length,
            headings!,
            ...turned.sort(([one], [other]) => one - other).map(([, cells]) => cells),
          );
        });
        bench.writesSince();
        await bench.sync(PUPILS, DAY_1);
        expect(bench.writesSince()).toMatchObject({ store: 0, mails: 0 });
        expect((await newest(bench)).head.hash).toBe(hash);
        await bench.sync(PUPILS, DAY_1);
        expect(bench.writesSince()).toEqual(NOTHING);
      }),
      runs(40),
    );
  });
});
