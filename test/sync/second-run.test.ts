import { beforeEach, describe, expect, it } from 'vitest';
import { EdgeError } from '../../functions/edges/ports.ts';
import { latestRecords } from '../../functions/history/records.ts';
import { type SyncOutcome, syncWorkbook } from '../../functions/sync/sync-workbook.ts';
import { tellPeople } from '../../functions/telling/tell-people.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { makeSecret } from '../support/made-up-secret.ts';
import { ALLIANCE, ELM_PARK, MARCH, openUsualBench, type SyncBench } from '../support/sync-bench.ts';

const NOTHING = { sheets: 0, store: 0, mails: 0 };

let bench: SyncBench;
beforeEach(async () => {
  bench = await openUsualBench();
  await bench.sync(ALLIANCE);
  bench.writesSince();
});

describe('the first run', () => {
  it('takes a snapshot, fills in Checks and Start here, and one message is sent of it in the round of the day', async () => {
    const outcome = await bench.sync(ELM_PARK);
    expect(bench.mailer.delivered.size).toBe(0);
    await bench.tell();
    expect(outcome).toMatchObject({ committed: true, written: true, postponed: null, rows: 4 });
    expect(await bench.verify('school-990001-2025')).toMatchObject({ ok: true, snapshots: 1 });

    const problems = (await bench.checks(ELM_PARK)).filter(({ status }) => status === 'Problem');
    expect(problems.map(({ where }) => where)).toEqual(expect.arrayContaining(['Staff days!B3', 'Staff days!C5']));
    const start = (await bench.rows(ELM_PARK, 'Start here')).flat();
    expect(start).toContain('Elm Park High School');
    expect(start.filter((cell) => cell !== null).join(' ')).toContain('last change checked 27 March 2026, 14:32');

    const sent = [...bench.mailer.delivered.values()].filter(({ to }) => to.includes('office@elmpark.example'));
    expect(sent).toHaveLength(1);
    expect(sent[0]!.text).toContain('- Staff days: ');
    expect(sent[0]!.text).not.toContain('Ames');
  });

  it('makes one request of the workbook and no more writes to the store than it needs', async () => {
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual({ sheets: 1, store: 2, mails: 0 });
  });

  it('never writes into a tab that people type in', async () => {
    const before = await bench.workbooks.read(ELM_PARK);
    await bench.sync(ELM_PARK);
    const after = await bench.workbooks.read(ELM_PARK);
    const typed = ({ title }: { title: string }) => title !== 'Start here' && title !== 'Checks';
    expect(after.tabs.filter(typed)).toEqual(before.tabs.filter(typed));
  });
});

describe('the second run', () => {
  it('writes nothing anywhere, which is also how our own writing back is taken', async () => {
    await bench.sync(ELM_PARK);
    bench.writesSince();
    expect(await bench.sync(ELM_PARK)).toMatchObject({ committed: false, written: false, postponed: null });
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('writes nothing for the alliance’s workbook either, once the schools’ figures stand in it', async () => {
    await bench.sync(ELM_PARK);
    await bench.sync(ALLIANCE);
    bench.writesSince();
    expect(await bench.sync(ALLIANCE)).toMatchObject({ committed: false, written: false });
    expect(bench.writesSince()).toEqual(NOTHING);
    expect((await bench.rows(ALLIANCE, 'Start here')).flat()).toContain('Open: 1½ of 9, 2 rows to be mended');
  });

  it('writes nothing on a later day either, once that day’s first run is over', async () => {
    await bench.sync(ELM_PARK, MARCH);
    await bench.sync(ELM_PARK, '2026-03-28');
    bench.writesSince();
    await bench.sync(ELM_PARK, '2026-03-28');
    expect(bench.writesSince()).toEqual(NOTHING);
  });

  it('checks again, and only what a person changed is new', async () => {
    await bench.sync(ELM_PARK);
    const before = await bench.checks(ELM_PARK);
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[2]![1] = '28/2/2026';
    });
    expect(await bench.sync(ELM_PARK)).toMatchObject({ committed: true, written: true });
    const after = await bench.checks(ELM_PARK);
    const mended = after.filter(({ status }) => status === 'Mended');
    expect(mended.map(({ where }) => where)).toEqual(['Staff days!B3']);
    expect(mended[0]!.row).toBe(before.find(({ where }) => where === 'Staff days!B3')!.row);
  });

  it('finds nothing to do after new findings took the rows of cleared ones', async () => {
    await bench.sync(ELM_PARK, '2026-03-24');
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[2]![1] = '27/2/2026';
    });
    await bench.sync(ELM_PARK, '2026-03-24');
    await bench.sync(ELM_PARK, '2026-03-25');
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows.push(['Ms Quill', 'some day', '1', null]);
    });
    await bench.sync(ELM_PARK, '2026-03-25');
    bench.writesSince();
    await bench.sync(ELM_PARK, '2026-03-25');
    expect(bench.writesSince()).toEqual(NOTHING);
  });
});

describe('rows that moved', () => {
  const moves: [string, (rows: RawCell[][]) => void][] = [
    ['a blank row inserted above', (rows) => void rows.splice(1, 0, [])],
    ['title rows put above the headings', (rows) => void rows.unshift(['Days given this year'], [])],
    ['the tab sorted by date', (rows) => void rows.push(...rows.splice(1).reverse())],
    [
      'a column moved to the end',
      (rows) => {
        for (const row of rows) {
          while (row.length < 7) row.push(null);
          row.push(...row.splice(1, 1));
        }
      },
    ],
  ];

  it.each(moves)('raise nothing new: %s', async (_, move) => {
    const first = await bench.sync(ELM_PARK);
    const before = await bench.checks(ELM_PARK);
    const kept = await latestRecords(bench.store, 'school-990001-2025');
    bench.writesSince();

    bench.workbooks.edit(ELM_PARK, 'Staff days', move);
    const second = await bench.sync(ELM_PARK);
    const references = (findings: typeof first.findings) => findings.map(({ fingerprint }) => fingerprint).sort();
    expect(references(second.findings)).toEqual(references(first.findings));
    expect(second.committed).toBe(false);
    expect(bench.writesSince()).toEqual({ sheets: 1, store: 0, mails: 0 });
    expect((await latestRecords(bench.store, 'school-990001-2025'))?.hash).toBe(kept?.hash);

    const after = await bench.checks(ELM_PARK);
    expect(after.map(({ row, reference, since }) => [row, reference, since])).toEqual(
      before.map(({ row, reference, since }) => [row, reference, since]),
    );
    expect(after.map(({ where }) => where)).not.toEqual(before.map(({ where }) => where));
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual(NOTHING);
  });
});

describe('a school’s workbook and the alliance’s', () => {
  it('is checked by itself first, and says which rules had to wait; then by all of them', async () => {
    const alone = await openUsualBench();
    const before = await alone.sync(ELM_PARK);
    const waiting = before.outcomes.filter(({ outcome }) => outcome === 'skipped');
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.map(({ why }) => why)).toContain('The alliance’s workbook is not at hand.');
    const kept = await latestRecords(alone.store, 'school-990001-2025');
    expect(kept?.manifest.outcomes[waiting[0]!.id]).toBe(`skipped: ${waiting[0]!.why}`);
    alone.writesSince();
    await alone.sync(ELM_PARK);
    expect(alone.writesSince()).toEqual(NOTHING);

    await alone.sync(ALLIANCE);
    const after = await alone.sync(ELM_PARK);
    expect(after.committed).toBe(true);
    const stillWaiting = after.outcomes.filter(({ why }) => why?.includes('not at hand'));
    expect(stillWaiting).toEqual([]);
    alone.writesSince();
    await alone.sync(ELM_PARK);
    expect(alone.writesSince()).toEqual(NOTHING);
  });

  it('knows a school that is not in the list, and says so', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => void rows.splice(1, 1));
    await bench.sync(ALLIANCE);
    const { outcomes } = await bench.sync(ELM_PARK);
    expect(outcomes.map(({ why }) => why)).toContain('The school is not in the alliance’s list of schools.');
  });

  it('calls the school by the name the alliance uses', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[1]![1] = 'Elm Park Academy';
    });
    await bench.sync(ALLIANCE);
    await bench.sync(ELM_PARK);
    expect((await bench.rows(ELM_PARK, 'Start here'))[0]).toEqual(['Elm Park Academy']);
    bench.writesSince();
    await bench.sync(ELM_PARK);
    expect(bench.writesSince()).toEqual(NOTHING);
  });
});

describe('a run with another secret than the history was kept under', () => {
  it('writes nothing anywhere, and begins no history of a new workbook beside the others', async () => {
    bench.workbooks.edit(ALLIANCE, 'Meetings', (rows) => void rows.push(['3/11/2025', 'Conference']));
    const ports = { ...bench.ports, secret: makeSecret() };
    const refusal = {
      code: 'not-allowed',
      advice:
        'The secret of the history is not the one that this history was kept under. Nothing was changed. Put the secret back from a ' +
        'backup; “concordat doctor” says where it belongs.',
    };
    for (const place of [ALLIANCE, ELM_PARK])
      await expect(bench.syncWith(ports, place)).rejects.toEqual(expect.objectContaining(refusal));
    expect(bench.writesSince()).toEqual(NOTHING);
    expect(await bench.verify('alliance-2025')).toMatchObject({ ok: true, snapshots: 1 });
    expect(await bench.sync(ALLIANCE)).toMatchObject({ committed: true });
  });
});

describe('the message where Checks could not be brought up to date', () => {
  const textTo = (address: string) =>
    [...bench.mailer.delivered.values()].filter(({ to }) => to.includes(address)).map(({ text }) => text);
  const failing = (error: EdgeError) => {
    const replaceOwnSheets = () => Promise.reject(error);
    const workbooks = { ...bench.workbooks, replaceOwnSheets };
    return syncWorkbook(ELM_PARK, { ...bench.ports, workbooks }, { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
  };
  const tellAfter = ({ notInChecks }: SyncOutcome) =>
    tellPeople(bench.ports, [{ workbook: 'school-990001-2025', notInChecks: async () => notInChecks }], MARCH);

  it('says so and what to do, once, and the tab is filled in when it can be', async () => {
    const refusal = new EdgeError('not-allowed', 'This workbook is digitally signed. Take the signature off.');
    const outcome = await failing(refusal);
    expect(outcome).toMatchObject({ committed: true, written: false, postponed: refusal.advice });
    await tellAfter(outcome);
    expect(textTo('office@elmpark.example')).toEqual([
      expect.stringMatching(
        /mended\. The tab Checks could not be brought up to date, so it does not say what each one is\. This workbook is digitally signed\. Take the signature off\.$/m,
      ),
    ]);
    bench.writesSince();
    expect(await failing(refusal)).toMatchObject({ committed: false, written: false });
    expect(bench.writesSince()).toEqual(NOTHING);
    expect(await bench.sync(ELM_PARK)).toMatchObject({ committed: false, written: true, postponed: null });
    expect(bench.writesSince()).toEqual({ sheets: 1, store: 0, mails: 0 });
  });

  it('says that the tab is missing where it is', async () => {
    bench.workbooks.delete(ELM_PARK, 'Checks');
    await tellAfter(await bench.sync(ELM_PARK));
    expect(textTo('office@elmpark.example')).toEqual([
      expect.stringMatching(/mended\. The tab Checks is missing, so .* from an earlier copy\.$/m),
    ]);
  });

  it('points there where it is filled in as soon as somebody closes the workbook', async () => {
    await tellAfter(await failing(new EdgeError('open-elsewhere', 'It is open. Close it.', { retryable: true })));
    expect(textTo('office@elmpark.example')).toEqual([expect.stringContaining('The tab Checks says what each one is')]);
  });
});
