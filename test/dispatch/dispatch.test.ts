import { beforeEach, describe, expect, it } from 'vitest';
import {
  allianceCalled,
  allowNewHistory,
  placeOf,
  placesOfYear,
  registerAlliance,
  registerWorkbook,
  workbookAt,
} from '../../functions/dispatch/registry.ts';
import { registerOf } from '../../functions/documents/register.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import { Refusal } from '../../functions/refusal.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { VERSIONS } from '../../sheets-schema/versions.ts';
import {
  ALDHELMS,
  BOOK,
  type DispatchBench,
  ELM_PARK,
  HARROWDALE,
  openUsualDeployment,
} from '../support/dispatch-bench.ts';
import { ALLIANCE_TABS, allianceIdentity, schoolIdentity } from '../support/sync-bench.ts';

const MAIL_IS_DOWN = { deliver: () => Promise.reject(new EdgeError('unreachable', 'down', { retryable: true })) };

let bench: DispatchBench;
beforeEach(async () => {
  bench = await openUsualDeployment();
});
const startOf = async (place: string) => JSON.stringify((await bench.workbooks.read(place)).tabs[0]!.rows);
/** What a night has done. */
async function night() {
  await bench.nightly();
  await bench.settle(10);
}
/** Everything checked, the mark set, and nothing waiting. */
async function settled() {
  await bench.settle();
  bench.since();
}

describe('the list of workbooks', () => {
  it('knows each by its spreadsheet and each spreadsheet by its workbook', async () => {
    const { registry } = bench.ports;
    expect(await workbookAt(registry, ELM_PARK)).toMatchObject({
      alliance: HARROWDALE,
      workbook: 'school-990001-2025',
    });
    expect(await placeOf(registry, HARROWDALE, 'school-990001-2025')).toBe(ELM_PARK);
    expect(await placesOfYear(registry, 2025)).toEqual([BOOK, ELM_PARK, ALDHELMS]);
    expect(await placesOfYear(registry, 2025, 'other')).toEqual([]);
    expect(await allianceCalled(registry, HARROWDALE)).toEqual({ name: 'Harrowdale', folder: 'folder-1' });
    expect(await workbookAt(registry, 'no-such-sheet')).toBeNull();
  });

  it('is written once, however often it is set up', async () => {
    bench.since();
    await registerAlliance(bench.ports.registry, HARROWDALE, { name: 'Harrowdale', folder: 'folder-1' });
    await registerWorkbook(bench.ports.registry, {
      place: BOOK,
      alliance: HARROWDALE,
      workbook: 'alliance-2025',
    });
    expect(bench.since().writes).toBe(0);
  });

  it('lets go of a spreadsheet when another takes its place', async () => {
    const { registry } = bench.ports;
    await registerWorkbook(registry, { place: 'new-sheet', alliance: HARROWDALE, workbook: 'school-990001-2025' });
    expect(await workbookAt(registry, ELM_PARK)).toBeNull();
    expect(await placesOfYear(registry, 2025, HARROWDALE)).toEqual([BOOK, 'new-sheet', ALDHELMS]);
    expect(await bench.check(ELM_PARK)).toEqual({ workbook: null, trouble: 'unknown-workbook' });
  });

  it('refuses a spreadsheet that is another workbook, and names that would not be keys', async () => {
    const { registry } = bench.ports;
    const wanted = { place: ELM_PARK, alliance: HARROWDALE, workbook: 'school-990002-2025' };
    await expect(registerWorkbook(registry, wanted)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(registerWorkbook(registry, { ...wanted, place: 'x', workbook: 'x' })).rejects.toThrow(Refusal);
    for (const name of ['', 'a/b', 'A', '-a', 'a'.repeat(61)])
      await expect(registerAlliance(registry, name, { name: 'N', folder: 'F' })).rejects.toThrow();
  });
});

describe('a store that is empty beside workbooks that were checked', () => {
  beforeEach(async () => {
    await settled();
    bench.loseHistory();
  });

  it('begins no second history, in any workbook, and says why in the list', async () => {
    for (const place of [BOOK, ELM_PARK]) expect(await bench.check(place)).toMatchObject({ trouble: 'history-lost' });
    expect(await (await bench.ports.storeOf(HARROWDALE)).list('')).toEqual([]);
    expect((await workbookAt(bench.ports.registry, ELM_PARK))!.trouble).toMatchObject({ code: 'history-lost' });
  });

  it('begins one where that was asked for, within two days', async () => {
    await allowNewHistory(bench.ports.registry, HARROWDALE, bench.now());
    bench.pass(47 * 3600);
    expect(await bench.check(BOOK)).toMatchObject({ committed: true });
    bench.pass(2 * 3600);
    expect(await bench.check(ELM_PARK)).toMatchObject({ trouble: 'history-lost' });
  });
});

describe('reading the feed', () => {
  it('checks everything the first time, each workbook leaning on the newest of the others', async () => {
    const done = await bench.settle();
    expect(done).toEqual(expect.arrayContaining([BOOK, ELM_PARK, ALDHELMS].map((place) => `sync-workbook ${place}`)));
    expect(await startOf(BOOK)).toContain('1½ of 9');
    expect(await startOf(ELM_PARK)).not.toContain('not at hand');
    expect(bench.queue.waiting()).toEqual([]);
  });

  it('does nothing while nothing changes', async () => {
    await settled();
    expect(await bench.poll()).toEqual({
      changed: 0,
      enqueued: 0,
      anew: false,
      sent: 0,
      waiting: 0,
      givenUp: [],
      mail: null,
    });
    expect(bench.since()).toEqual({ reads: 2, writes: 0, sheetReads: 0, sheetWrites: 0 });
    expect(bench.queue.waiting()).toEqual([]);
  });

  it('has a workbook checked once for all that is typed within two minutes, after the last of it', async () => {
    await settled();
    const typed: string[] = [];
    for (let second = 0; second < 600; second += 20) {
      bench.feed.change(ELM_PARK);
      typed.push(bench.now().toISOString());
      await bench.poll();
      bench.pass(20);
    }
    const tasks = bench.queue.waiting();
    expect(tasks.length).toBeGreaterThanOrEqual(5);
    expect(tasks.length).toBeLessThanOrEqual(6);
    for (const at of typed) expect(tasks.some((task) => task.at > at)).toBe(true);
    expect(tasks.at(-1)!.at > typed.at(-1)!).toBe(true);
  });

  it('never touches a spreadsheet it does not know', async () => {
    await settled();
    await bench.workbooks.create('a-stranger', []);
    bench.feed.change('a-stranger');
    expect(await bench.poll()).toMatchObject({ changed: 1, enqueued: 0 });
    expect(await bench.check('a-stranger')).toEqual({ workbook: null, trouble: 'unknown-workbook' });
    expect(bench.since()).toMatchObject({ sheetReads: 0, sheetWrites: 0 });
  });

  it('looks at everything again when the feed has lost its place', async () => {
    await settled();
    bench.feed.lose();
    expect(await bench.poll()).toMatchObject({ anew: true, enqueued: 3 });
    expect(await bench.poll()).toMatchObject({ anew: false, enqueued: 0 });
  });

  it('reads the same changes again when it was stopped before all were enqueued', async () => {
    await settled();
    for (const place of [ELM_PARK, ALDHELMS]) bench.feed.change(place);
    const { enqueue } = bench.queue;
    bench.ports.queue.enqueue = (task) =>
      task.body['place'] === ALDHELMS
        ? Promise.reject(new EdgeError('busy', 'busy', { retryable: true }))
        : enqueue(task);
    await expect(bench.poll()).rejects.toMatchObject({ code: 'busy' });
    bench.ports.queue.enqueue = enqueue;
    expect(await bench.poll()).toMatchObject({ changed: 2, enqueued: 2 });
    expect(bench.queue.waiting().map(({ body }) => body['place'])).toEqual([ELM_PARK, ALDHELMS]);
  });

  it('may run twice at once', async () => {
    await settled();
    bench.feed.change(ELM_PARK);
    await Promise.all([bench.poll(), bench.poll()]);
    expect(bench.queue.waiting()).toHaveLength(1);
    expect(await bench.poll()).toMatchObject({ changed: 0 });
  });
});

describe('a check', () => {
  it('brings round what leans on it, and comes to rest', async () => {
    await settled();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
    bench.feed.change(ELM_PARK);
    const done = await bench.settle();
    expect(done[0]).toBe(`sync-workbook ${ELM_PARK}`);
    expect(done).toContain(`sync-workbook ${BOOK}`);
    expect(await startOf(BOOK)).toContain('2½ of 9');
    expect(bench.queue.waiting()).toEqual([]);
  });

  it('reaches what leans on it also when it was stopped after its snapshot', async () => {
    await settled();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
    const { enqueue } = bench.queue;
    bench.ports.queue.enqueue = () => Promise.reject(new EdgeError('unreachable', 'gone', { retryable: true }));
    await expect(bench.check(ELM_PARK)).rejects.toMatchObject({ code: 'unreachable' });
    bench.ports.queue.enqueue = enqueue;
    expect(await bench.check(ELM_PARK)).toMatchObject({ committed: false, enqueued: 1 });
    expect(await bench.check(ELM_PARK)).toMatchObject({ committed: false, enqueued: 0 });
  });

  it('is asked for again while a workbook cannot be written to for now', async () => {
    await bench.settle();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '31/2/2026', '1']));
    bench.workbooks.open.add(ELM_PARK);
    await expect(bench.check(ELM_PARK)).rejects.toMatchObject({ code: 'busy', retryable: true });
    bench.workbooks.open.clear();
    expect(await bench.check(ELM_PARK)).toMatchObject({ committed: false, written: true, enqueued: 1 });
  });

  it('keeps why a workbook could not be used, by code, until it can', async () => {
    await settled();
    bench.workbooks.rename(ELM_PARK, 'Start here', 'Gone');
    expect(await bench.check(ELM_PARK)).toEqual({ workbook: 'school-990001-2025', trouble: 'not-a-workbook' });
    const { registry } = bench.ports;
    const trouble = { code: 'not-a-workbook', at: bench.now().toISOString() };
    expect(await workbookAt(registry, ELM_PARK)).toMatchObject({ trouble });
    bench.since();
    await bench.check(ELM_PARK);
    expect(bench.since().writes).toBe(0);
    bench.workbooks.rename(ELM_PARK, 'Gone', 'Start here');
    await bench.check(ELM_PARK);
    expect(await workbookAt(registry, ELM_PARK)).toMatchObject({ trouble: null });
  });

  it.each([BOOK, ELM_PARK])(
    'is refused beside a history that a newer program wrote, and writes nothing (%s)',
    async (place) => {
      await settled();
      const store = await bench.ports.storeOf(HARROWDALE);
      const { value, version } = (await store.getDocument('head/school-990001-2025'))!;
      await store.compareAndSet(
        'head/school-990001-2025',
        version,
        JSON.stringify({ ...JSON.parse(value), schema: VERSIONS.workbooks + 1 }),
      );
      bench.workbooks.edit(
        place,
        place === BOOK ? 'Schools' : 'Staff days',
        (rows) => void rows.push(['990003', 'x', 'x']),
      );
      const before = await bench.workbooks.read(place);
      bench.since();
      expect(await bench.check(place)).toMatchObject({ trouble: 'newer' });
      // That it was refused is noted, once.
      expect(bench.since()).toMatchObject({ sheetWrites: 0, writes: 1 });
      await bench.check(place);
      expect(bench.since().writes).toBe(0);
      expect(await bench.workbooks.read(place)).toEqual(before);
      expect(await bench.check(ALDHELMS)).not.toHaveProperty('trouble');
    },
  );

  describe('whose findings cannot be written into the workbook', () => {
    const refusal = new EdgeError('not-allowed', 'Somebody has protected a tab.');
    let isRefused: boolean;
    beforeEach(async () => {
      await settled();
      isRefused = true;
      const books = bench.ports.workbooksOf();
      bench.ports.workbooksOf = () => ({
        ...books,
        replaceOwnSheets: (place, ...more) =>
          isRefused && place === ELM_PARK ? Promise.reject(refusal) : books.replaceOwnSheets(place, ...more),
      });
      bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '31/2/2026', '1']));
      // The next day on which a school is open.
      bench.pass(17 * 86_400);
    });
    const trouble = async () => (await workbookAt(bench.ports.registry, ELM_PARK))?.trouble ?? null;
    const told = () =>
      [...bench.sent.values()].filter(({ id, to }) => id.startsWith('outbox-') && to[0] === 'office@elmpark.example');

    it('is a trouble of the workbook until they can; what leans on it is asked for all the same', async () => {
      const at = bench.now().toISOString();
      expect(await bench.check(ELM_PARK)).toMatchObject({
        committed: true,
        written: false,
        enqueued: 1,
        trouble: 'not-written',
      });
      expect(await trouble()).toEqual({ code: 'not-written', at, says: expect.stringContaining(refusal.advice) });
      bench.pass(60);
      bench.since();
      expect(await bench.check(ELM_PARK)).toMatchObject({ committed: false, enqueued: 0, trouble: 'not-written' });
      expect(bench.since().writes).toBe(0);
      expect(await trouble()).toEqual({ code: 'not-written', at, says: expect.stringContaining(refusal.advice) });
      isRefused = false;
      const round = await bench.check(ELM_PARK);
      expect(round).toMatchObject({ written: true });
      expect(round).not.toHaveProperty('trouble');
      expect(await trouble()).toBeNull();
      bench.since();
      await bench.check(ELM_PARK);
      expect(bench.since()).toMatchObject({ writes: 0, sheetWrites: 0 });
    });

    it('sends nobody to look into the tab, says what to do, and says it once', async () => {
      const before = told().length;
      await night();
      expect(told()).toHaveLength(before + 1);
      expect(told().at(-1)!.text).not.toContain('The tab Checks says');
      expect(told().at(-1)!.text).toMatch(
        /mended\. The tab Checks could not be brought up to date, so it does not say what each one is\. Somebody has protected a tab\.$/m,
      );
      isRefused = false;
      await bench.check(ELM_PARK);
      bench.pass(86_400);
      await night();
      expect(told()).toHaveLength(before + 1);
    });

    it('is one as well where the tab Checks is missing', async () => {
      isRefused = false;
      bench.workbooks.delete(ELM_PARK, 'Checks');
      expect(await bench.check(ELM_PARK)).toMatchObject({ committed: true, enqueued: 1, trouble: 'not-written' });
      expect(await trouble()).toMatchObject({ code: 'not-written' });
      await night();
      expect(told().at(-1)!.text).toMatch(
        /mended\. The tab Checks is missing, so .*Put the tab back from an earlier copy\.$/m,
      );
    });
  });

  it('never lets one workbook pass for another', async () => {
    await bench.settle();
    const elmParks = (await bench.workbooks.read(ELM_PARK)).tabs.find(({ title }) => title === 'Start here')!.rows;
    bench.workbooks.edit(
      ALDHELMS,
      'Start here',
      (rows) => void rows.splice(0, rows.length, ...elmParks.map((row) => [...row!])),
    );
    const before = await (await bench.ports.storeOf(HARROWDALE)).getDocument('head/school-990001-2025');
    expect(await bench.check(ALDHELMS)).toEqual({ workbook: 'school-990002-2025', trouble: 'not-allowed' });
    expect(await (await bench.ports.storeOf(HARROWDALE)).getDocument('head/school-990001-2025')).toEqual(before);
  });

  it('keeps alliances apart that have schools and years alike', async () => {
    await registerAlliance(bench.ports.registry, 'wolds', { name: 'Wolds', folder: 'folder-2' });
    await bench.provide('wolds', 'wolds-book', { ...allianceIdentity, alliance: 'Wolds' }, ALLIANCE_TABS);
    await bench.provide('wolds', 'wolds-elm-park', { ...schoolIdentity, alliance: 'Wolds' }, {});
    await bench.settle();
    expect(await startOf(BOOK)).toContain('1½ of 9');
    expect(await startOf('wolds-book')).not.toContain('1½ of 9');
    bench.workbooks.edit('wolds-elm-park', 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
    bench.feed.change('wolds-elm-park');
    const done = await bench.settle();
    expect(new Set(done.filter((one) => one.startsWith('sync')))).toEqual(
      new Set(['sync-workbook wolds-elm-park', 'sync-workbook wolds-book']),
    );
  });
});

describe('messages', () => {
  it('wait while the mail server is down, and the check goes on', async () => {
    bench.mailGoesTo(MAIL_IS_DOWN);
    await night();
    expect(bench.sent.size).toBe(0);
    expect(await startOf(BOOK)).toContain('1½ of 9');
    const { waiting } = await bench.poll();
    expect(waiting).toBeGreaterThan(0);
    bench.mailIsWell();
    await bench.settle();
    expect(bench.sent.size).toBe(waiting);
    expect(await bench.poll()).toMatchObject({ sent: 0, waiting: 0 });
  });

  /** On the next day on which a school is open, an office has something to mend, and only its message is not taken. */
  async function untaken(refuse: () => Promise<void>) {
    await night();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '31/2/2026', '1']));
    bench.pass(17 * 86_400);
    await bench.check(ELM_PARK);
    bench.mailGoesTo({
      deliver: ({ id, to }) =>
        id.startsWith('outbox-') && to[0] === 'office@elmpark.example' ? refuse() : Promise.resolve(),
    });
    await bench.tell();
  }

  it('are tried ever more seldom, and given up after three days', async () => {
    let tries = 0;
    await untaken(() => {
      tries += 1;
      return Promise.reject(new EdgeError('not-allowed', 'no such address'));
    });
    const lines: number[] = [];
    const gone: string[] = [];
    for (let minute = 0; minute < 4 * 24 * 60; minute += 1) {
      bench.pass(60);
      const round = await bench.poll();
      lines.push(round.waiting);
      gone.push(...round.givenUp);
    }
    expect(tries).toBe(78);
    expect(gone).toEqual([expect.stringMatching(/^outbox-person-[0-9a-f]{16}-2026-04-13$/)]);
    expect(lines.at(-1)).toBe(0);
    expect(lines.filter((waiting) => waiting === 1).length).toBeGreaterThan(3 * 24 * 60 - 60);
  });

  it('that wait in a list which somebody altered hinder nothing', async () => {
    const { registry } = bench.ports;
    await settled();
    await registry.compareAndSet('mail-waiting', null, '[{');
    bench.mailGoesTo(MAIL_IS_DOWN);
    expect(await bench.tell()).toMatchObject({ alliance: HARROWDALE, refused: 0, mail: 'unreachable' });
    await expect(bench.poll()).rejects.toMatchObject({ code: 'store-damaged' });
    const { version } = (await registry.getDocument('mail-waiting'))!;
    await registry.compareAndSet('mail-waiting', version, '[]');
    bench.mailIsWell();
    await bench.tell();
    expect([...bench.sent.values()].map(({ to }) => to[0])).toContain('office@elmpark.example');
  });

  it('cost a minute nothing but one read while none is due', async () => {
    await untaken(MAIL_IS_DOWN.deliver);
    await bench.settle(40);
    bench.since();
    expect(await bench.poll()).toMatchObject({ waiting: 1, sent: 0 });
    expect(bench.since()).toMatchObject({ reads: 2, writes: 0 });
  });
});

describe('documents', () => {
  it('are made when the alliance asks, and listed in Issued', async () => {
    await bench.settle();
    bench.workbooks.edit(BOOK, 'Documents', (rows) => void rows.push(['Treasurer’s annual statement', null, null]));
    bench.feed.change(BOOK);
    const done = await bench.settle();
    expect(done).toContain(`publish ${HARROWDALE} 2025`);
    expect(bench.shelf.files.size).toBe(1);
    const [entry] = await registerOf(await bench.ports.storeOf(HARROWDALE), 2025);
    const issued = (await bench.workbooks.read(BOOK)).tabs.find(({ title }) => title === 'Issued')!.rows;
    expect(JSON.stringify(issued)).toContain(entry!.number);
    expect(bench.queue.waiting()).toEqual([]);
  });

  it('asked for as of a day to come are made on it, though nobody touches a workbook and the year is long over', async () => {
    await bench.settle();
    bench.workbooks.edit(BOOK, 'Documents', (rows) => {
      rows.push(['Treasurer’s annual statement', null, '30/3/2026']);
      rows.push(['Contribution statement', 'Elm Park High School', '31/8/2027']);
    });
    bench.feed.change(BOOK);
    await bench.settle();
    const made: string[] = [];
    for (const night of ['2026-03-29', '2026-03-30', '2026-03-31', '2027-08-30', '2027-08-31', '2027-09-01']) {
      bench.pass((Date.parse(`${night}T02:00:00Z`) - bench.now().getTime()) / 1000);
      await bench.nightly();
      await bench.settle();
      const entries = await registerOf(await bench.ports.storeOf(HARROWDALE), 2025);
      made.push(entries.map(({ asOf, issuedOn }) => `${asOf} ${issuedOn}`).join(', '));
    }
    const first = '2026-03-30 2026-03-30';
    const both = `${first}, 2027-08-31 2027-08-31`;
    expect(made).toEqual(['', first, first, first, both, both]);
  });

  it('that a school’s row held back are made once it is mended, though nobody touches the alliance’s workbook', async () => {
    await bench.settle();
    const type = (place: string, title: string, row: RawCell[]) => {
      bench.workbooks.edit(place, title, (all) => void all.splice(1, all.length, row));
      bench.feed.change(place);
    };
    const absence = [null, 'Whole year', 'All pupils', 900, 270_000, 13_000, 3100, 90, 20, null];
    const exclusions = [null, 'Whole year', 'All pupils', 900, 40, null, 30, 8, 9];
    for (const place of [ELM_PARK, ALDHELMS]) {
      type(place, 'Absence by term', absence);
      type(place, 'Exclusions by term', exclusions);
    }
    type(ELM_PARK, 'Exclusions by term', exclusions.with(4, 'about 40'));
    bench.workbooks.edit(BOOK, 'Report words', (rows) => {
      for (const part of ['What we arranged and did', 'How well it worked', 'What we propose next'])
        rows.push([part, null, 'We met.']);
    });
    bench.workbooks.edit(BOOK, 'Documents', (rows) => void rows.push(['Annual report', null, null]));
    bench.feed.change(BOOK);
    await bench.settle();
    expect(bench.shelf.files.size).toBe(0);
    type(ELM_PARK, 'Exclusions by term', exclusions);
    await bench.settle();
    expect(bench.shelf.files.size).toBe(1);
    const checks = JSON.stringify((await bench.workbooks.read(BOOK)).tabs.at(-1)!.rows);
    expect(checks).toContain('Mended');
  });

  it('that cannot be filed for now are asked for again', async () => {
    await bench.settle();
    const shelf = { file: () => Promise.reject(new EdgeError('busy', 'busy', { retryable: true })) };
    bench.ports.shelfIn = () => shelf as unknown as typeof bench.shelf;
    bench.workbooks.edit(BOOK, 'Documents', (rows) => void rows.push(['Treasurer’s annual statement', null, null]));
    bench.feed.change(BOOK);
    await expect(bench.settle()).rejects.toMatchObject({ code: 'busy' });
    bench.ports.shelfIn = () => bench.shelf;
    await bench.settle();
    expect(bench.shelf.files.size).toBe(1);
  });

  it('that cannot be filed for now are said to be so once that has lasted', async () => {
    await bench.settle();
    const file = () => Promise.reject(new EdgeError('busy', 'A pause.', { retryable: true }));
    bench.ports.shelfIn = () => ({ ...bench.shelf, file });
    bench.workbooks.edit(BOOK, 'Documents', (rows) => void rows.push(['Treasurer’s annual statement', null, null]));
    await bench.check(BOOK);
    const checks = async () => JSON.stringify((await bench.workbooks.read(BOOK)).tabs.at(-1)!.rows);
    const said: boolean[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      bench.pass(130);
      await expect(bench.runDue()).rejects.toMatchObject({ code: 'busy' });
      await bench.check(BOOK);
      said.push((await checks()).includes('could not be made'));
    }
    expect(said).toEqual([false, false, false, false, false, true, true]);
    bench.ports.shelfIn = () => bench.shelf;
    await bench.settle();
    expect(bench.shelf.files.size).toBe(1);
    expect(await checks()).toContain('Mended');
  });
});

describe('the night', () => {
  it('checks every workbook of the years that are going on, spread out, once', async () => {
    await settled();
    await bench.provide(HARROWDALE, 'old-book', { ...allianceIdentity, startYear: 2023 }, {});
    await bench.provide(HARROWDALE, 'next-book', { ...allianceIdentity, startYear: 2026 }, {});
    expect(await bench.nightly()).toMatchObject({ enqueued: 4 });
    const tasks = bench.queue.waiting();
    const checks = tasks.filter(({ target }) => target === 'sync-workbook');
    expect(checks.map(({ body }) => body['place'])).toEqual([BOOK, ELM_PARK, ALDHELMS]);
    expect(new Set(checks.map(({ at }) => at)).size).toBe(3);
    expect(tasks.filter(({ target }) => target === 'publish').map(({ body }) => body['alliance'])).toEqual([
      HARROWDALE,
    ]);
    expect(await bench.nightly()).toMatchObject({ enqueued: 4 });
    expect(bench.queue.waiting()).toEqual(tasks);
    bench.pass(86_400);
    await bench.nightly();
    expect(bench.queue.waiting()).toHaveLength(8);
    bench.pass(100 * 86_400);
    expect(await bench.nightly()).toMatchObject({ enqueued: 5 });
  });

  it('finds what the feed missed', async () => {
    await settled();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => void rows.push(['Ms Late', '2/2/2026', '1']));
    await bench.nightly();
    await bench.settle();
    expect(await startOf(BOOK)).toContain('2½ of 9');
  });

  it('renews the channel before it ends, and does without where there is none', async () => {
    expect(await bench.nightly()).toMatchObject({ channel: 'renewed' });
    for (const channel of ['kept', 'kept', 'kept', 'kept', 'renewed']) {
      bench.pass(86_400);
      expect(await bench.nightly()).toMatchObject({ channel });
      const live = [...bench.channels.open_.values()].filter(({ until }) => until > bench.now().toISOString());
      expect(live).toHaveLength(1);
    }
    bench.channels.refuse = new EdgeError('not-allowed', 'not verified');
    bench.pass(6 * 86_400);
    expect(await bench.nightly()).toMatchObject({ channel: 'none', enqueued: 4 });
  });
});
