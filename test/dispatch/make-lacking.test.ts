import { beforeEach, describe, expect, it } from 'vitest';
import { placeOf, workbookAt } from '../../functions/dispatch/registry.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import { BOOK, type DispatchBench, HARROWDALE, openUsualDeployment } from '../support/dispatch-bench.ts';
import { readPdf } from '../support/read-pdf.ts';

const SCHOOL_KEYS = ['school-990001-2026', 'school-990002-2026'];
const KEYS = ['alliance-2026', ...SCHOOL_KEYS];

let bench: DispatchBench;
beforeEach(async () => {
  bench = await openUsualDeployment();
  await bench.settle();
});
const ask = () => {
  bench.workbooks.edit(BOOK, 'Settings', (rows) => void rows.push(['Make workbooks for', '2026/27']));
  bench.feed.change(BOOK);
};
const places = async () =>
  Promise.all(KEYS.map((key) => placeOf(bench.ports.registry, HARROWDALE, key).then((place) => place!)));
const startHere = async (place: string) =>
  (await bench.workbooks.read(place)).tabs
    .find(({ title }) => title === 'Start here')!
    .rows.flat()
    .join(' ');

describe('next year’s workbooks on the shared drive', () => {
  it('are made where Settings asks for them, shared with whose they are, checked, and said in Start here', async () => {
    ask();
    const done = await bench.settle();
    const [own, elmPark, aldhelms] = await places();
    expect(bench.drive.openTo(own!)).toEqual(['coordinator@harrowdale.example']);
    expect(bench.drive.openTo(elmPark!)).toEqual(['office@elmpark.example']);
    expect(bench.drive.openTo(aldhelms!)).toEqual(['office@aldhelms.example']);
    for (const place of await places()) {
      expect(done).toContain(`sync-workbook ${place}`);
      expect(await workbookAt(bench.ports.registry, place)).toMatchObject({ trouble: null });
    }
    expect(await startHere(BOOK)).toContain('3 workbooks for 2026/27 are made.');
    const store = await bench.ports.storeOf(HARROWDALE);
    expect((await store.list('head/')).map(({ key }) => key)).toEqual(
      expect.arrayContaining(KEYS.map((key) => `head/${key}`)),
    );
    expect(bench.queue.waiting()).toEqual([]);
  });

  it('are checked again when something is typed in this year’s that may count in them', async () => {
    ask();
    await bench.settle();
    const [next, elmPark] = await places();
    bench.workbooks.edit(BOOK, 'Contributions', (rows) => {
      rows.push(['Elm Park High School', '2026/27', null, 3000, '20/3/2026']);
    });
    bench.feed.change(BOOK);
    const done = await bench.settle();
    expect(done).toContain(`sync-workbook ${next}`);
    expect(done).toContain(`sync-workbook ${elmPark}`);
    expect(await startHere(elmPark!)).toContain('£3,000 of £3,000');
    expect(bench.queue.waiting()).toEqual([]);
  });

  it('are left alone once they are made', async () => {
    ask();
    await bench.settle();
    const [, elmPark] = await places();
    bench.drive.rename(elmPark!, 'Ours');
    bench.workbooks.edit(BOOK, 'Settings', (rows) => void rows.push(['Staff days minimum', 8]));
    bench.feed.change(BOOK);
    const done = await bench.settle();
    expect(done).toContain(`publish ${HARROWDALE} 2025`);
    expect((await places())[1]).toBe(elmPark);
    expect(bench.drive.all()).toHaveLength(KEYS.length);
  });

  it('follow when Google can be reached again, by the same task', async () => {
    const { share } = bench.ports.drive;
    bench.ports.drive.share = () => Promise.reject(new EdgeError('busy', 'busy', { retryable: true }));
    ask();
    await expect(bench.settle()).rejects.toMatchObject({ code: 'busy', retryable: true });
    bench.ports.drive.share = share;
    await bench.settle();
    expect(bench.drive.openTo((await places())[2]!)).toEqual(['office@aldhelms.example']);
    expect(await startHere(BOOK)).toContain('3 workbooks for 2026/27 are made.');
    expect(bench.drive.all()).toHaveLength(KEYS.length);
  });

  it('that nobody could be let into are named in Start here until somebody can', async () => {
    const { share } = bench.ports.drive;
    bench.ports.drive.share = (place, email) =>
      email === 'office@aldhelms.example'
        ? Promise.reject(new EdgeError('not-allowed', 'This address has no Google account.'))
        : share(place, email);
    ask();
    await bench.settle();
    expect(await startHere(BOOK)).toContain('2 workbooks for 2026/27 are made.');
    expect(await startHere(BOOK)).toContain(
      "“St Aldhelm's School 2026-27” is not shared yet. This address has no Google account.",
    );
    bench.ports.drive.share = share;
    bench.workbooks.edit(BOOK, 'Schools', (rows) => {
      rows[2]![rows[0]!.indexOf('Office e-mail')] = 'head@aldhelms.example';
    });
    bench.feed.change(BOOK);
    await bench.settle();
    expect(bench.drive.openTo((await places())[2]!)).toEqual(['head@aldhelms.example']);
    expect(await startHere(BOOK)).toContain('3 workbooks for 2026/27 are made.');
    expect(await startHere(BOOK)).not.toContain('not shared yet');
  });

  it('are finished by the next task, wherever the one before was stopped', async () => {
    ask();
    let stopAt = 1;
    for (let reached = true; reached; stopAt += 1) {
      const fresh = await openUsualDeployment();
      bench = fresh;
      await fresh.settle();
      ask();
      let steps = 0;
      reached = false;
      const stopping =
        <A extends unknown[], R>(work: (...given: A) => Promise<R>) =>
        async (...given: A) => {
          steps += 1;
          const done = await work(...given);
          // Done, and not answered.
          if (steps !== stopAt) return done;
          reached = true;
          throw new Error('stopped');
        };
      const { drive, queue, workbooksIn, registry } = fresh.ports;
      const usual = { ...drive };
      const { enqueue } = queue;
      const { compareAndSet } = registry;
      drive.name = stopping(usual.name);
      drive.share = stopping(usual.share);
      fresh.ports.workbooksIn = (folder) => {
        const workbooks = workbooksIn(folder);
        return { ...workbooks, create: stopping(workbooks.create) };
      };
      await fresh.poll();
      fresh.pass(150);
      await fresh.runDue();
      registry.compareAndSet = stopping(compareAndSet);
      queue.enqueue = stopping(enqueue);
      fresh.pass(150);
      await fresh.runDue().catch((error: Error) => expect(error.message).toBe('stopped'));
      Object.assign(drive, usual);
      Object.assign(fresh.ports, { workbooksIn });
      registry.compareAndSet = compareAndSet;
      queue.enqueue = enqueue;
      await fresh.settle();
      const made = await places();
      expect(new Set(made).size).toBe(KEYS.length);
      expect(fresh.drive.all()).toEqual(expect.arrayContaining(made));
      expect(fresh.drive.all()).toHaveLength(KEYS.length);
      expect(await startHere(BOOK)).toContain('3 workbooks for 2026/27 are made.');
      expect(fresh.drive.openTo(made[1]!)).toEqual(['office@elmpark.example']);
    }
    expect(stopAt).toBeGreaterThan(12);
  });
});

describe('the workbook of a member that has none, on the shared drive', () => {
  const COPSE = 'school-990004-2025';
  const add = () => {
    bench.workbooks.edit(BOOK, 'Schools', (rows) => {
      const typed: Record<string, string> = {
        URN: '990004',
        School: 'Copse Primary',
        'Office e-mail': 'office@copse.example',
      };
      rows.push(rows[0]!.map((heading) => typed[String(heading)] ?? null));
    });
    bench.feed.change(BOOK);
  };
  const copse = () => placeOf(bench.ports.registry, HARROWDALE, COPSE).then((place) => place!);
  const letters = () => [...bench.shelf.files.keys()].filter((link) => link.includes('Letters'));

  it('is made as soon as its row is there: shared with its office, checked, and its letter filed', async () => {
    expect(bench.drive.all()).toEqual([]);
    add();
    const done = await bench.settle();
    expect(bench.drive.openTo(await copse())).toEqual(['office@copse.example']);
    expect(done).toContain(`sync-workbook ${await copse()}`);
    const store = await bench.ports.storeOf(HARROWDALE);
    expect(await store.getDocument(`head/${COPSE}`)).not.toBeNull();
    expect(letters()).toEqual(['shelf:Letters/2025-26/990004 Copse Primary.pdf']);
    const { text } = await readPdf(bench.shelf.files.get(letters()[0]!)!);
    expect(text.replace(/\s+/g, ' ')).toContain('What you type is saved by itself.');
    expect(text).not.toContain('Excel');
    expect(bench.drive.all()).toHaveLength(1);
    await bench.settle();
    expect(bench.drive.all()).toHaveLength(1);
  });

  it('has a letter too where it is of next year’s set', async () => {
    ask();
    await bench.settle();
    expect(letters()).toEqual([
      'shelf:Letters/2026-27/990001 Elm Park High School.pdf',
      "shelf:Letters/2026-27/990002 St Aldhelm's School.pdf",
    ]);
  });

  it('that could not be made or shared is named in Start here, and tried again each night', async () => {
    const { share } = bench.ports.drive;
    bench.ports.drive.share = () => Promise.reject(new EdgeError('not-allowed', 'This address has no Google account.'));
    add();
    await bench.settle();
    const words = '“Copse Primary 2025-26” is not shared yet. This address has no Google account.';
    expect(await startHere(BOOK)).toContain(`The workbooks for 2025/26 could not all be made ready. ${words}`);
    bench.ports.drive.share = share;
    bench.pass(86_400);
    await bench.nightly();
    await bench.settle();
    expect(bench.drive.openTo(await copse())).toEqual(['office@copse.example']);
    expect(await startHere(BOOK)).not.toContain('Workbooks still to be made');
    expect(bench.drive.all()).toHaveLength(1);
    expect(letters()).toHaveLength(1);
  });

  it('is finished by the next task, wherever the one before was stopped', async () => {
    let stopAt = 1;
    for (let reached = true; reached; stopAt += 1) {
      const fresh = await openUsualDeployment();
      bench = fresh;
      await fresh.settle();
      add();
      let steps = 0;
      reached = false;
      const stopping =
        <A extends unknown[], R>(work: (...given: A) => Promise<R>) =>
        async (...given: A) => {
          const done = await work(...given);
          steps += 1;
          if (steps !== stopAt) return done;
          reached = true;
          throw new Error('stopped');
        };
      const { drive, queue, workbooksIn, registry, shelfIn } = fresh.ports;
      const usual = { ...drive };
      const { enqueue } = queue;
      const { compareAndSet } = registry;
      await fresh.poll();
      fresh.pass(150);
      await fresh.runDue();
      drive.name = stopping(usual.name);
      drive.share = stopping(usual.share);
      fresh.ports.workbooksIn = (folder) => {
        const workbooks = workbooksIn(folder);
        return { ...workbooks, create: stopping(workbooks.create) };
      };
      fresh.ports.shelfIn = () => ({ ...fresh.shelf, file: stopping(fresh.shelf.file) });
      registry.compareAndSet = stopping(compareAndSet);
      queue.enqueue = stopping(enqueue);
      fresh.pass(150);
      await fresh.runDue().catch((error: Error) => expect(error.message).toBe('stopped'));
      Object.assign(drive, usual);
      Object.assign(fresh.ports, { workbooksIn, shelfIn });
      registry.compareAndSet = compareAndSet;
      queue.enqueue = enqueue;
      await fresh.settle();
      expect(fresh.drive.all()).toEqual([await copse()]);
      expect(fresh.drive.openTo(await copse())).toEqual(['office@copse.example']);
      expect(letters()).toHaveLength(1);
    }
    expect(stopAt).toBeGreaterThan(6);
  });
});

describe('a member whose URN has changed, on the shared drive', () => {
  const ELM_PARK = 'school-990001-2025';
  const type = (cells: Readonly<Record<string, string>>) => {
    bench.workbooks.edit(BOOK, 'Schools', (rows) => {
      const [headings, elmPark] = [rows[0]!.map(String), rows[1]!];
      while (elmPark.length < headings.length) elmPark.push(null);
      for (const [heading, typed] of Object.entries(cells)) elmPark[headings.indexOf(heading)] = typed;
    });
    bench.feed.change(BOOK);
  };

  it('goes on with its spreadsheet and history, and has next year’s under the new number', async () => {
    const place = await placeOf(bench.ports.registry, HARROWDALE, ELM_PARK);
    type({ URN: '990011', 'Earlier URN': '990001', 'URN since': '1/4/2026' });
    await bench.settle();
    expect(bench.drive.all()).toEqual([]);
    expect(await placeOf(bench.ports.registry, HARROWDALE, ELM_PARK)).toBe(place);
    expect(await placeOf(bench.ports.registry, HARROWDALE, 'school-990011-2025')).toBeNull();
    expect(await workbookAt(bench.ports.registry, place!)).toMatchObject({ workbook: ELM_PARK, trouble: null });
    expect(await startHere(BOOK)).not.toContain('could not all be made ready');
    ask();
    await bench.settle();
    const next = await placeOf(bench.ports.registry, HARROWDALE, 'school-990011-2026');
    expect(bench.drive.openTo(next!)).toEqual(['office@elmpark.example']);
    expect(await startHere(next!)).toContain('990011');
    expect(bench.drive.all()).toHaveLength(KEYS.length);
  });

  it('has no second one made while only the number is typed, and is told how to go on', async () => {
    type({ URN: '990011' });
    await bench.settle();
    expect(bench.drive.all()).toEqual([]);
    expect(await startHere(BOOK)).toContain(
      'If its URN has changed, type 990001 under Earlier URN in its row of Schools, and the day under URN since.',
    );
    type({ 'Earlier URN': '990001', 'URN since': '1/4/2026' });
    await bench.settle();
    expect(bench.drive.all()).toEqual([]);
    expect(await startHere(BOOK)).not.toContain('could not all be made ready');
  });
});
