import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Firestore } from '@google-cloud/firestore';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openFirestoreStore } from '../../functions/edges/google/firestore-store.ts';
import { openSqliteStore } from '../../functions/edges/local/sqlite-store.ts';
import { packed, unpacked } from '../../functions/edges/packed.ts';
import type { Store } from '../../functions/edges/ports.ts';
import { canonicalText } from '../../functions/history/canonical.ts';
import { CHECKPOINTS, takeCheckpoint } from '../../functions/history/checkpoint.ts';
import { carryOutErasure, type ErasurePorts, planErasure, type ToErase } from '../../functions/history/erase.ts';
import { erasuresIn, followingErasures } from '../../functions/history/erasures.ts';
import { listSnapshots, readContent } from '../../functions/history/read-history.ts';
import type { WorkbookContent } from '../../functions/history/snapshot.ts';
import { verifyHistory } from '../../functions/history/verify-history.ts';
import { keep, messageWith } from '../../functions/telling/outbox.ts';
import { allDeclared } from '../../functions/workbooks/kinds.ts';
import { personToErase, rowsToErase, textToErase } from '../../functions/workbooks/what-to-erase.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { firestoreEmulator } from '../support/emulator-for-all.ts';
import { emulatorSettings } from '../support/firestore-emulator.ts';
import { makeSigner, trusting } from '../support/made-up-signer.ts';
import { openMemoryMailer } from '../support/memory-mailer.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { runs } from '../support/property-runs.ts';
import { contentOf, secret, takeSnapshot } from '../support/take-snapshot.ts';

const WORKBOOK = 'school-990001-2025';
const OTHER = 'school-990002-2025';
const signer = makeSigner();
const keys = trusting(signer);
const { tabs } = allDeclared;
const AT = '2026-01-05T10:00:00.000Z';

const BETWEEN = '\u001f';
const row = (person: string, activity: string | null = null, date = '2025-11-03') =>
  [
    [person.toLowerCase(), date, '990002'].join(BETWEEN),
    { person, date, days: 2, supported: '990002', activity },
  ] as const;
const finding = (message: string) => ({
  rule: 'staff-days-host',
  promise: null,
  severity: 'note',
  tab: 'Staff days',
  school: '990001',
  message,
  fix: 'Look again.',
  suggestion: null,
});
const waiting = (person: string) =>
  [
    ['staff-days', person.toLowerCase(), 'soon'].join(BETWEEN),
    { tab: 'staff-days', school: null, cells: { person, date: 'soon', days: '', activity: `by ${person}` } },
  ] as const;
const STAYS = row('Zebulon Quagmires', 'helped with lateness');

/** A history in which a name stood in rows, unreadable cells, findings, replies, messages and sentences, and does no more. */
async function keptIn(store: Store, name = 'Zebulon Quagmire', stays = STAYS): Promise<void> {
  const upper = `${name.split(' ')[1]!.toUpperCase()},  ${name.split(' ')[0]!.toUpperCase()}`;
  const contents = [
    contentOf({ 'staff-days': new Map([stays, row(name, `${name} came late`), row(upper), row('Ann Lee')]) }),
    contentOf({
      'staff-days': new Map([stays, row('Ann Lee', `with ${name.toLowerCase()}`)]),
      waiting: new Map([waiting(name)]),
      unread: new Map([[['staff-days', row(name)[0]].join(BETWEEN), { tab: 'staff-days', cells: { days: name } }]]),
      findings: new Map([
        ['f1', finding(`“${name}” is typed twice.`)],
        ['f2', finding('Nothing of it.')],
      ]),
      answers: new Map([['f1', { reply: `Yes, ${name}.`, accepted: false, since: '2025-11-03' }]]),
    }),
    contentOf({ 'staff-days': new Map([stays, row('Ann Lee')]), waiting: new Map(), findings: new Map() }),
  ];
  for (const [i, content] of contents.entries())
    await takeSnapshot(store, signer, {
      workbook: WORKBOOK,
      content,
      at: `2025-11-0${i + 3}T10:00:00.000Z`,
      asOf: `2025-11-0${i + 3}`,
    });
  await takeSnapshot(store, signer, { workbook: OTHER, content: new Map([['staff-days', new Map([row('Bo Day')])]]) });
  await takeCheckpoint({ store, signer, secret }, { at: '2025-11-06T10:00:00.000Z', asOf: '2025-11-06' });
  const mailer = openMemoryMailer();
  for (const [key, text] of [
    ['outbox/school-990001-2025/2025-11-04', `About ${name}.`],
    ['outbox/school-990001-2025/2025-11-05', 'Of nobody.'],
  ] as const)
    await keep({ store, signer, mailer }, key, {
      known: ['f1'],
      message: { id: key.replaceAll('/', '-'), to: ['a@example.sch.uk'], subject: 'News', text },
    });
  await store.compareAndSet(
    'refused/2025',
    null,
    canonicalText({ [`${name.toLowerCase()}${BETWEEN}2`]: `“${name}” is no school.` }),
  );
  await store.compareAndSet('left-out/2025', null, canonicalText({ [`x${BETWEEN}1`]: 'Nothing of it.' }));
  await store.compareAndSet('place/school-990002-2025', null, canonicalText({ file: 'The Meadows.xlsx' }));
}

const portsOf = (store: Store): ErasurePorts => ({
  store: followingErasures(store, async () => keys),
  signer,
  secret,
  keys,
  messageWithout: (document, ofText) => messageWith(ofText, document, signer, keys),
});
const BY = { by: 'the coordinator', at: AT };
const person = () => personToErase(['Zebulon Quagmire'], tabs, secret);

async function erase(store: Store, toErase: ToErase = person()) {
  const ports = portsOf(store);
  const plan = await planErasure(ports, toErase, '2026-01-05T00:00:00.000Z');
  await carryOutErasure(ports, toErase, plan, BY);
  return plan;
}

/** All that a store says, as whoever opens it by itself would read it. */
async function allTexts(store: Store): Promise<string[]> {
  const documents = await store.list('');
  return [
    ...(await store.getBlobs(await store.blobNames())).values(),
    ...documents.flatMap(({ key, value }) => [key, value]),
  ];
}

const holding = (texts: readonly string[], words = /quagmire(?!s)/i) => texts.filter((text) => words.test(text)).length;

async function expectWhole(store: Store): Promise<void> {
  for (const [workbook, snapshots] of [
    [WORKBOOK, 3],
    [OTHER, 1],
    [CHECKPOINTS, 1],
  ] as const)
    expect(await verifyHistory(store, workbook, keys)).toMatchObject({ ok: true, snapshots });
}

/** The contents of every snapshot of the workbook, oldest first. */
async function everContent(store: Store): Promise<WorkbookContent[]> {
  const reading = followingErasures(store, async () => keys);
  const contents: WorkbookContent[] = [];
  for await (const { manifest } of listSnapshots(reading, WORKBOOK))
    contents.unshift(await readContent(reading, manifest));
  return contents;
}

const rowsIn = (content: WorkbookContent) => [...content.get('staff-days')!.values()];

describe('erasing a person', () => {
  it('takes every spelling out of rows, keys, unreadable cells, findings, replies, messages and sentences, and leaves a whole history', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    expect(holding(await allTexts(store))).toBeGreaterThanOrEqual(7);
    await expectWhole(store);

    const plan = await erase(store);
    expect(plan.snapshots.map(({ workbook }) => workbook)).toEqual([WORKBOOK, WORKBOOK]);
    expect(plan.standing).toEqual([]);
    expect(plan.documents.map(({ key }) => key)).toEqual(['outbox/school-990001-2025/2025-11-04', 'refused/2025']);
    expect(holding(await allTexts(store))).toBe(0);
    await expectWhole(store);

    const [first, second] = await everContent(store);
    const members = rowsIn(first!).map(({ person }) => String(person));
    const marks = members.filter((person) => person.startsWith('[person '));
    expect(marks).toHaveLength(2);
    expect(new Set(marks).size).toBe(1);
    expect(members).toEqual(expect.arrayContaining(['Zebulon Quagmires', 'Ann Lee']));
    expect(rowsIn(second!)).toContainEqual(expect.objectContaining({ activity: `with ${marks[0]}` }));
    expect(second!.get('findings')!.get('f1')).toMatchObject({ message: `“${marks[0]}” is typed twice.` });
    expect(second!.get('answers')!.get('f1')).toMatchObject({ reply: `Yes, ${marks[0]}.` });
    expect(second!.get('findings')!.get('f2')).toEqual(finding('Nothing of it.'));
  });

  it('says old name, new name, kind, who and when, signed, and never what', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    const plan = await erase(store);
    const { erasures, unsigned } = await erasuresIn(store, keys);
    expect(unsigned).toBe(0);
    expect(erasures.map(({ old }) => old).sort()).toEqual(plan.blobs.map(({ old }) => old).sort());
    for (const erasure of erasures)
      expect(erasure).toMatchObject({ kind: 'person', removed: 0, workbooks: [WORKBOOK], ...BY });
    expect(holding(erasures.map((one) => JSON.stringify(one)))).toBe(0);
  });

  it('gives two people two marks, and one person the same mark however often', async () => {
    const marks = async (name: string) => {
      const store = openMemoryStore();
      await keptIn(store, name);
      await erase(store, personToErase([name], tabs, secret));
      const [first] = await everContent(store);
      return rowsIn(first!).flatMap(({ person }) => /\[person .*\]/.exec(String(person)) ?? []);
    };
    const [one, again, other] = [
      await marks('Zebulon Quagmire'),
      await marks('Zebulon Quagmire'),
      await marks('Yolanda Pim'),
    ];
    expect(one).toEqual(again);
    expect(one[0]).not.toBe(other[0]);
    const spelledOtherwise = personToErase(['Zebulon Quagmire', 'Z. Quagmire'], tabs, secret);
    expect(spelledOtherwise.ofText('Z. Quagmire')).toBe(person().ofText('Zebulon Quagmire'));
    expect(person().ofText('Zebulon Quagmires')).toBe('Zebulon Quagmires');
  });

  it('keeps a message signed that was, and one that was not unbelieved', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    const stranger = makeSigner();
    const mailer = openMemoryMailer();
    const told = { known: [], message: { id: 'x', to: ['b@example.sch.uk'], subject: 'Z', text: 'Zebulon Quagmire' } };
    await keep({ store, signer: stranger, mailer }, 'outbox/school-990001-2025/2025-11-06', told);
    await erase(store);
    const { keptIn: believed } = await import('../../functions/telling/outbox.ts');
    const read = async (day: string) => {
      const { key, value } = (await store.getDocument(`outbox/school-990001-2025/${day}`))!;
      return { value, kept: await believed(signer, key, value) };
    };
    expect((await read('2025-11-04')).kept).toMatchObject({
      message: { text: expect.stringMatching(/^About \[person/) },
    });
    const strange = await read('2025-11-06');
    expect(strange.kept).toBeNull();
    expect(strange.value).not.toContain('Quagmire');
  });

  it('does nothing the second time', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    await erase(store);
    const before = (await allTexts(store)).sort();
    const plan = await erase(store);
    expect(plan).toMatchObject({ blobs: [], documents: [] });
    // What it took out earlier the same day is still told: it may have been stopped before that was read.
    expect(plan.snapshots).toHaveLength(2);
    expect((await allTexts(store)).sort()).toEqual(before);
  });

  it('is done again where what was erased is typed again, and taken out again', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    await erase(store);
    const typed = new Map([
      [
        'staff-days',
        new Map([
          STAYS,
          row('Zebulon Quagmire', 'Zebulon Quagmire came late'),
          row('QUAGMIRE,  ZEBULON'),
          row('Ann Lee'),
        ]),
      ],
    ]);
    await takeSnapshot(store, signer, {
      workbook: WORKBOOK,
      content: typed,
      at: '2026-01-06T10:00:00.000Z',
      asOf: '2026-01-06',
    });
    const again = await planErasure(portsOf(store), person(), '2026-01-07T00:00:00.000Z');
    expect(again.standing.map(({ workbook, section }) => `${workbook} ${section}`)).toEqual(
      Array(2).fill(`${WORKBOOK} staff-days`),
    );
    await takeSnapshot(store, signer, {
      workbook: WORKBOOK,
      content: new Map(),
      at: '2026-01-07T10:00:00.000Z',
      asOf: '2026-01-07',
    });
    expect((await erase(store)).standing).toEqual([]);
    expect(holding(await allTexts(store))).toBe(0);
    expect(await verifyHistory(store, WORKBOOK, keys)).toMatchObject({ ok: true, snapshots: 5 });
  });

  it('finds what no history leads to', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    const { keptBlob } = await import('../../functions/history/kept-blob.ts');
    const left = keptBlob(
      canonicalText({ section: 'staff-days', bits: '', records: [row('Zebulon Quagmire')] }),
      secret,
    );
    await store.putBlobs(new Map([[left.name, left.text]]));
    await erase(store);
    expect(holding(await allTexts(store))).toBe(0);
  });

  it('names signed entries and files’ names that hold it, and leaves them', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    await store.compareAndSet(
      'issued/2025/2025-0001',
      null,
      canonicalText({ number: '2025-0001', title: 'For Zebulon Quagmire' }),
    );
    await store.compareAndSet('place/school-990001-2025', null, canonicalText({ file: 'Zebulon Quagmire.xlsx' }));
    const plan = await erase(store);
    expect(plan.staying).toEqual(['issued/2025/2025-0001', 'place/school-990001-2025']);
    expect(holding(await allTexts(store))).toBe(2);
  });
});

describe('erasing words', () => {
  it('takes them out of the midst of a cell, in any case and spacing, and where a message was cut short in them', async () => {
    const store = openMemoryStore();
    const content = contentOf({
      'staff-days': new Map([row('Ann Lee', 'her  SON’S broken arm, she said')]),
      findings: new Map([['f1', finding('“Her son’s bro…” is long.')]]),
    });
    await takeSnapshot(store, signer, { workbook: WORKBOOK, content });
    await takeSnapshot(store, signer, {
      workbook: WORKBOOK,
      content: new Map([['staff-days', new Map([row('Ann Lee')])]]),
    });
    await erase(store, textToErase("her son's broken arm", tabs, secret));
    const [first] = await everContent(store);
    expect(rowsIn(first!)[0]).toMatchObject({ person: 'Ann Lee', activity: '[taken out], she said' });
    expect(first!.get('findings')!.get('f1')).toMatchObject({ message: '“[taken out]” is long.' });
    expect(await verifyHistory(store, WORKBOOK, keys)).toMatchObject({ ok: true });
  });

  it('leaves days, schools and choices be, which are kept as what they stand for', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    for (const words of ['2025-11-03', '990002', 'staff-days']) await erase(store, textToErase(words, tabs, secret));
    const [first] = await everContent(store);
    expect(rowsIn(first!)).toContainEqual(expect.objectContaining({ date: '2025-11-03', supported: '990002' }));
    await expectWhole(store);
  });
});

describe('erasing any words at all', () => {
  /** With signs that mean something to patterns, to JSON and to letters of another case among them. */
  const signs = fc.oneof(
    fc.constantFrom(...'aZ09 .*+?()[]{}|\\^$"\'’/-–,ßİı\u0301éÅﬁ🏫'),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  );
  const typed = fc
    .array(signs, { minLength: 4, maxLength: 30 })
    .map((all) =>
      all
        .join('')
        .replace(/\p{Cc}/gu, '')
        .toWellFormed()
        .trim(),
    )
    .filter((text) => [...text.replace(/[^\p{L}\p{N}]/gu, '')].length >= 4 && !/^[\d\s.,-]*$/.test(text));
  const around = fc.constantFrom('', 'and ', ' “', '🏫', '.');

  it('leaves none of them, whatever they are made of, and a whole history', async () => {
    await fc.assert(
      fc.asyncProperty(typed, around, around, async (text, before, after) => {
        const forms = [text, text.toLowerCase(), text.replace(/\s+/g, '  '), text.normalize('NFD')];
        const cells = forms.map((form) => `${before}${form}${after}`);
        const store = openMemoryStore();
        const content = contentOf({
          'staff-days': new Map(cells.map((cell, i) => row(`${i} ${cell}`, cell))),
          findings: new Map(cells.map((cell, i) => [`f${i}`, finding(`“${cell}” is typed.`)])),
        });
        await takeSnapshot(store, signer, { workbook: WORKBOOK, content });
        await takeSnapshot(store, signer, { workbook: WORKBOOK, content: new Map() });
        const plan = await erase(store, textToErase(text, tabs, secret));
        expect(plan.records.get('findings')).toBe(4);
        const left = (await allTexts(store)).map((one) => one.slice(32).normalize('NFC'));
        for (const form of forms) {
          const kept = JSON.stringify(form.normalize('NFC')).slice(1, -1);
          expect(left.filter((one) => one.startsWith('{"bits"') && one.includes(kept))).toEqual([]);
        }
        expect(await verifyHistory(store, WORKBOOK, keys)).toMatchObject({ ok: true, snapshots: 2 });
      }),
      runs(60),
    );
  });
});

describe('erasing a row', () => {
  const context = { academicYear: 2025, schools: null };
  const pointed = (cells: readonly string[]) => ({
    tab: staffDaysTab,
    workbooks: new Map([[WORKBOOK, { startYear: 2025, context }]]),
    cells,
  });

  it('takes it whole out of every snapshot, also as it waited to be mended, and only there', async () => {
    const store = openMemoryStore();
    await keptIn(store, 'Zebulon Quagmire', row('Cy Day'));
    const { erase: toErase, rows } = await rowsToErase(
      followingErasures(store, async () => keys),
      pointed(['zebulon  QUAGMIRE']),
      tabs,
      secret,
    );
    expect(rows).toBe(2);
    await erase(store, toErase);
    await expectWhole(store);
    const [first, second] = await everContent(store);
    expect(
      rowsIn(first!)
        .map(({ person }) => person)
        .sort(),
    ).toEqual(['Ann Lee', 'Cy Day', 'QUAGMIRE,  ZEBULON']);
    expect(second!.get('waiting')!.size).toBe(0);
    expect(second!.get('unread')!.size).toBe(0);
    expect(second!.get('findings')!.get('f1')).toMatchObject({ message: '“[taken out]” is typed twice.' });
    const { erasures } = await erasuresIn(store, keys);
    expect(erasures.reduce((sum, { removed }) => sum + removed, 0)).toBe(3);
  });

  it('knows a row by a day as it is shown, with another cell', async () => {
    const store = openMemoryStore();
    await keptIn(store);
    const shown = staffDaysTab.columns.date.cell.show('2025-11-03', context);
    const found = await rowsToErase(store, pointed([shown, 'Ann Lee']), tabs, secret);
    expect(found.rows).toBe(1);
    expect((await planErasure(portsOf(store), found.erase, AT)).standing).toHaveLength(1);
    expect((await rowsToErase(store, pointed(['Nobody at all']), tabs, secret)).rows).toBe(0);
  });
});

const host = await firestoreEmulator();
const settings = emulatorSettings(host ?? '', 'erase');
const folder = mkdtempSync(join(tmpdir(), 'concordat-erase-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A store that stops at a write as one whose process is killed there: before it, or once it is done. */
function stoppingAfter(store: Store, writes: number): { store: Store; done: () => number } {
  let done = 0;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    if (done >= writes) throw new Error('stopped');
    const result = await work();
    done += 1;
    return result;
  };
  const stopping: Store = {
    ...store,
    putBlobs: (blobs) => write(() => store.putBlobs(blobs)),
    removeBlobs: (names) => write(() => store.removeBlobs(names)),
    compareAndSet: (...given) => write(() => store.compareAndSet(...given)),
    compact: () => write(() => store.compact()),
  };
  return { store: stopping, done: () => done };
}

interface Kept {
  open(): Promise<Store>;
  /** All that lies there, packed and unpacked, as bytes. */
  raw(): Promise<string[]>;
}

function sqlite(): Kept {
  const file = join(folder, `${randomUUID()}.sqlite`);
  return {
    open: async () => openSqliteStore(file),
    async raw() {
      const store = openSqliteStore(file);
      // While it is open, so that the files beside it are there.
      const texts = await allTexts(store);
      const bytes = ['', '-wal', '-shm'].map((end) => readFileSync(`${file}${end}`));
      await store.close();
      return [...texts, ...bytes.map((one) => one.toString('latin1'))];
    },
  };
}

/** What a text looks like as it is kept, away from its ends: a part that no other has. */
const markOf = (text: string) => packed(text).subarray(24, 64).toString('latin1');

const firestore = host === null ? null : new Firestore(settings);
afterAll(() => firestore?.terminate());

function onFirestore(): Kept {
  const root = randomUUID();
  return {
    open: () => openFirestoreStore({ firestore: firestore!, root }),
    async raw() {
      const texts: string[] = [];
      for (const collection of ['blobs', 'documents']) {
        const { docs } = await firestore!.collection('alliances').doc(`k${root}`).collection(collection).get();
        for (const one of docs) {
          texts.push(one.id, JSON.stringify(one.data()));
          const bytes: unknown = one.get('packed');
          if (bytes instanceof Uint8Array) texts.push(Buffer.from(bytes).toString('latin1'), unpacked(bytes) ?? '');
        }
      }
      return texts;
    },
  };
}

describe.each([
  ['SQLite', sqlite, true],
  ['Firestore', onFirestore, host !== null],
] as const)('erasing from %s', (_, make, isThere) => {
  it.skipIf(!isThere)(
    'leaves it in no byte, where it was found before',
    async () => {
      const kept = make();
      const store = await kept.open();
      await keptIn(store);
      const marks = (await allTexts(store)).filter((text) => /quagmire(?!s)/i.test(text)).map(markOf);
      const marked = async () =>
        (await kept.raw()).filter((bytes) => marks.some((mark) => bytes.includes(mark))).length;
      expect(holding(await kept.raw())).toBeGreaterThanOrEqual(7);
      expect(await marked()).toBeGreaterThan(0);
      await erase(store);
      await store.close();
      expect(holding(await kept.raw())).toBe(0);
      expect(await marked()).toBe(0);
      const again = await kept.open();
      await expectWhole(again);
      await again.close();
    },
    60_000,
  );

  it.skipIf(!isThere)(
    'stopped between any two writes reads and verifies, and ends the same when it is done again',
    async () => {
      const ends = async (kept: Kept) => {
        const store = await kept.open();
        await expectWhole(store);
        const texts = (await allTexts(store)).filter((text) => !text.includes('"signature"'));
        await store.close();
        return texts.sort();
      };
      const undisturbed = make();
      const whole = await undisturbed.open();
      await keptIn(whole);
      const counted = stoppingAfter(whole, Number.POSITIVE_INFINITY);
      await erase(counted.store);
      await whole.close();
      const wanted = await ends(undisturbed);
      expect(counted.done()).toBeGreaterThan(12);

      for (let writes = 0; writes < counted.done(); writes += 1) {
        const kept = make();
        const store = await kept.open();
        await keptIn(store);
        await expect(erase(stoppingAfter(store, writes).store), `after ${writes}`).rejects.toThrow('stopped');
        await expectWhole(store);
        expect(await everContent(store)).toHaveLength(3);
        await store.close();
        const again = await kept.open();
        const plan = await erase(again);
        expect(plan.snapshots, `after ${writes}`).toHaveLength(2);
        await again.close();
        expect(await ends(kept), `after ${writes}`).toEqual(wanted);
        expect(holding(await kept.raw()), `after ${writes}`).toBe(0);
      }
    },
    240_000,
  );
});
