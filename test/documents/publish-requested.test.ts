import { beforeEach, describe, expect, it } from 'vitest';
import { registerOf } from '../../functions/documents/register.ts';
import { contentName } from '../../functions/history/canonical.ts';
import { latestRecords, recordsAsOf } from '../../functions/history/records.ts';
import { contributionStatementData } from '../../functions/protocols/working-protocols/documents/contributions-data.ts';
import { situationAsKept } from '../../functions/workbooks/situation-of.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { openPublishingBench, type PublishingBench } from '../support/publishing-bench.ts';
import { ALLIANCE, allianceIdentity, MARCH } from '../support/sync-bench.ts';

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openPublishingBench();
});

/** A row of *Documents*: which, for whom, as of when. */
async function ask(...row: RawCell[]) {
  bench.workbooks.edit(ALLIANCE, 'Documents', (rows) => void rows.push(row));
  await bench.sync(ALLIANCE);
}

describe('publishRequested', () => {
  it('answers nothing while nothing is asked for', async () => {
    expect(await bench.publishRequested()).toEqual({
      published: [],
      refused: [],
      waiting: [],
      refusalPasses: false,
      news: false,
    });
  });

  it('answers a row once, for every school where none is named', async () => {
    await ask('Contribution statement', null, null);
    const first = await bench.publishRequested();
    expect(first.refused).toEqual([]);
    expect(first.published.map(({ entry }) => entry.school)).toEqual(['Elm Park High School', "St Aldhelm's School"]);
    bench.writesSince();
    expect(await bench.publishRequested('2026-05-01')).toEqual({
      published: [],
      refused: [],
      waiting: [],
      refusalPasses: false,
      news: false,
    });
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });

  it('keeps no hash that says which row it answered, or what a document said, to whoever tries', async () => {
    await ask('Contribution statement', 'Elm Park High School', null);
    const [made] = (await bench.publishRequested()).published;
    const row = (await latestRecords(bench.store, 'alliance-2025'))!.rows.get('documents')![0] as { key: string };
    const [answered] = await bench.store.list('answered/');
    expect(answered!.key).toBe(`answered/2025/${bench.secret.keyed('request', row.key)}`);
    for (const { key, value } of await bench.store.list(''))
      for (const plain of [row.key, JSON.stringify(row.key)])
        expect(`${key}${value}`).not.toContain(contentName(plain));

    const records = (await recordsAsOf(bench.store, 'alliance-2025', MARCH))!;
    const situation = situationAsKept(allianceIdentity, records, null, MARCH);
    const school = situation.members.find(({ urn }) => urn === '990001')!;
    const data = contributionStatementData(situation, school, { followedBy: null });
    const said = JSON.stringify([
      'working-protocols/contribution-statement',
      '990001',
      'Harrowdale Learning Alliance',
      data,
    ]);
    expect(made!.entry.digest).toBe(bench.secret.keyed('document', said));
    expect(made!.entry.digest).not.toBe(contentName(said));
  });

  it('answers each row by itself: one school, one day', async () => {
    await ask('Contribution statement', 'Elm Park High School', null);
    await ask('Contribution statement', 'Elm Park High School', '27/3/2026');
    await ask('Treasurer’s annual statement', null, null);
    const { published } = await bench.publishRequested();
    expect(published.map(({ entry, made }) => [entry.document, entry.urn, entry.asOf, made])).toEqual([
      ['working-protocols/contribution-statement', '990001', MARCH, true],
      ['working-protocols/contribution-statement', '990001', MARCH, false],
      ['working-protocols/treasurers-statement', null, MARCH, true],
    ]);
    expect(await registerOf(bench.store, 2025)).toHaveLength(2);
  });

  it('does not answer again when rows are sorted or a note is added', async () => {
    await ask('Annual report', null, null);
    await ask('Agreement', null, null);
    await bench.publishRequested();
    bench.workbooks.edit(ALLIANCE, 'Documents', (rows) => {
      rows.push(...rows.splice(1).reverse());
      rows[1]![3] = 'For the board';
    });
    await bench.sync(ALLIANCE);
    expect((await bench.publishRequested()).published).toEqual([]);
  });

  it('says why a row cannot be met, goes on with the others, and tries that one again', async () => {
    await ask('Agreement', null, '1/9/2025');
    await ask('Agreement', null, null);
    const first = await bench.publishRequested();
    expect(first.refused).toEqual([expect.stringContaining('no records of the alliance')]);
    expect(first.published).toHaveLength(2);
    expect(first.news).toBe(true);
    expect(await bench.publishRequested()).toEqual({
      published: [],
      refused: first.refused,
      waiting: [],
      refusalPasses: false,
      news: false,
    });
  });

  it('says so beside the row until it is mended or taken out', async () => {
    await ask('Agreement', null, '1/9/2025');
    await bench.publishRequested();
    await bench.sync(ALLIANCE);
    const beside = async () =>
      (await bench.checks(ALLIANCE)).filter(({ found }) => found?.includes('could not be made'));
    expect(await beside()).toMatchObject([
      { status: 'Problem', where: 'Documents!A2', fix: expect.stringContaining('Ask for a later day.') },
    ]);
    bench.workbooks.edit(ALLIANCE, 'Documents', (rows) => {
      rows[1]![2] = '27/3/2026';
    });
    await bench.sync(ALLIANCE);
    expect((await bench.publishRequested()).news).toBe(true);
    await bench.sync(ALLIANCE);
    expect(await beside()).toMatchObject([{ status: 'Mended' }]);
  });

  it('leaves a request for a day to come until that day, and makes it then, though nothing was typed since', async () => {
    const day = '2026-04-30';
    await ask('Contribution statement', 'Elm Park High School', '30/4/2026');
    for (const today of [MARCH, '2026-04-29']) {
      expect(await bench.publishRequested(today)).toEqual({
        published: [],
        refused: [],
        waiting: [{ document: 'working-protocols/contribution-statement', day }],
        refusalPasses: false,
        news: false,
      });
    }
    expect(await registerOf(bench.store, 2025)).toEqual([]);
    const { published, waiting } = await bench.publishRequested(day);
    expect(published).toMatchObject([{ made: true, entry: { asOf: day, issuedOn: day } }]);
    expect(waiting).toEqual([]);
  });

  it('lets it wait even where an issue of today says the same, and answers it on its day', async () => {
    await bench.publish('contribution-statement', { urn: '990001' });
    await ask('Contribution statement', 'Elm Park High School', '30/4/2026');
    expect((await bench.publishRequested()).published).toEqual([]);
    bench.workbooks.edit(ALLIANCE, 'Contributions', (rows) => {
      rows.push(['Elm Park High School', null, null, '£250', '2/4/2026', 'BACS 4']);
    });
    await bench.sync(ALLIANCE, '2026-04-02');
    const { published } = await bench.publishRequested('2026-04-30');
    expect(published).toMatchObject([{ made: true, entry: { asOf: '2026-04-30', replaces: '2025-0001' } }]);
  });

  it('lets it wait past the end of the academic year', async () => {
    await ask('Treasurer’s annual statement', null, '15/2/2028');
    expect((await bench.publishRequested('2026-12-01')).waiting).toMatchObject([{ day: '2028-02-15' }]);
    expect((await bench.publishRequested('2028-02-15')).published).toMatchObject([{ made: true }]);
  });

  it('says beside the row that it waits, which asks nothing of anybody', async () => {
    await ask('Contribution statement', null, '30/4/2026');
    const noted = async () => (await bench.checks(ALLIANCE)).filter(({ where }) => where?.startsWith('Documents!'));
    expect(await noted()).toMatchObject([
      {
        status: 'Note',
        where: 'Documents!A2',
        found: 'A2 asks for a document as of 30 April 2026, a day to come.',
        fix: 'It is made on that day. Nothing needs doing until then.',
      },
    ]);
    await bench.sync(ALLIANCE, '2026-04-30');
    expect((await noted()).filter(({ status }) => status === 'Note')).toEqual([]);
  });

  it('refuses what is made from records the alliance does not keep', async () => {
    bench.decide('Absence and exclusion totals kept', 'No');
    await ask('Annual report', null, null);
    expect((await bench.publishRequested()).refused).toEqual([
      expect.stringContaining('made from records that the alliance does not keep'),
    ]);
  });

  it('makes one document of a row that two runs answer at once', async () => {
    await ask('Annual report', null, null);
    await Promise.all([bench.publishRequested(), bench.publishRequested()]);
    expect(await registerOf(bench.store, 2025)).toHaveLength(1);
    expect(bench.shelf.files.size).toBe(1);
  });

  it('keeps anew why a request could not be met, where that is damaged', async () => {
    await ask('Contribution statement', 'Elm Park High School', '1/1/2020');
    const { refused } = await bench.publishRequested();
    expect(refused).toHaveLength(1);
    const kept = (await bench.store.getDocument('refused/2025'))!;
    await bench.store.compareAndSet('refused/2025', kept.version, '{"Contribution');
    await bench.sync(ALLIANCE);
    expect(await bench.publishRequested()).toMatchObject({ refused, news: true });
    expect((await bench.store.getDocument('refused/2025'))?.value).toBe(kept.value);
  });
});
