import { hash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { documentTyped } from '../../functions/documents/document-names.ts';
import { leftOutOf, passedOver } from '../../functions/documents/publish.ts';
import { registerOf } from '../../functions/documents/register.ts';
import { wholeHashesIn } from '../../functions/history/find-snapshot.ts';
import { readHead } from '../../functions/history/read-history.ts';
import { publishAlone } from '../support/publish-alone.ts';
import {
  OF_THREE,
  OLDMERE,
  openPublishingBench,
  openReportingBench,
  type PublishingBench,
  REPORT_WORDS,
} from '../support/publishing-bench.ts';
import { smallPng } from '../support/small-png.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity, ELM_PARK, MARCH, schoolIdentity } from '../support/sync-bench.ts';
import { usualPacks } from '../support/usual-packs.ts';

const TOTALS = {
  'Exclusions by term': `
    | Term       | Group      | Pupils on roll | Suspensions | Permanent exclusions |
    | Whole year | All pupils | 910            | 25          | 7                    |`,
};
const NOTHING = { sheets: 0, store: 0, mails: 0 };

/** Those of what the alliance of these tests adopted: it keeps no bank statements. Letters about payment have a test of their own. */
const DOCUMENTS = usualPacks
  .flatMap(({ documents }) => documents)
  .filter((issue) => issue.needs.id.endsWith('/adopted') && !('nothingToSay' in issue));

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openPublishingBench();
});
const pay = (amount: string) =>
  bench.workbooks.edit(ALLIANCE, 'Contributions', (rows) => {
    rows.push(['Elm Park High School', null, null, amount, '2/3/2026', `BACS ${amount}`]);
  });

describe('publish', () => {
  it('makes every document from the records, numbers them in turn and lists them', async () => {
    const made = [];
    for (const document of DOCUMENTS) made.push(...(await bench.publish(document)));
    expect(made.map(({ entry, made: isNew }) => [entry.number, entry.document, entry.school, isNew])).toEqual([
      ['2025-0001', 'working-protocols/agreement', 'Elm Park High School', true],
      ['2025-0002', 'working-protocols/agreement', "St Aldhelm's School", true],
      ['2025-0003', 'working-protocols/contribution-statement', 'Elm Park High School', true],
      ['2025-0004', 'working-protocols/contribution-statement', "St Aldhelm's School", true],
      ['2025-0005', 'working-protocols/treasurers-statement', null, true],
      ['2025-0006', 'working-protocols/owed-by-age', null, true],
      ['2025-0007', 'behaviour-and-attendance/annual-report', null, true],
    ]);
    expect(await registerOf(bench.store, 2025)).toEqual(made.map(({ entry }) => entry));
    expect([...bench.shelf.files.keys()]).toEqual(made.map(({ entry }) => entry.link));
    for (const { entry } of made) {
      const { text, subject } = await bench.read(entry.link);
      expect(text).toContain(entry.number);
      expect(text).toContain('Harrowdale Learning Alliance');
      expect(subject).toContain(entry.checkpoint);
    }
    await bench.sync(ALLIANCE);
    const issued = await bench.rows(ALLIANCE, 'Issued');
    expect(issued.slice(1).map((row) => row[0])).toEqual(made.map(({ entry }) => entry.number));
  });

  it('gives each number to one document, though several are made at once', async () => {
    await Promise.all(DOCUMENTS.flatMap((document) => [bench.publish(document), bench.publish(document)]));
    const entries = await registerOf(bench.store, 2025);
    expect(entries.map(({ number }) => number)).toEqual(
      ['1', '2', '3', '4', '5', '6', '7'].map((one) => `2025-000${one}`),
    );
    const filed = [...bench.shelf.files].map(([link, bytes]) => [link, hash('sha256', bytes)]);
    expect(filed.sort()).toEqual(entries.map(({ link, sha256 }) => [link, sha256]).sort());
  });

  it('prints the names that Schools has of who signs, and the address, and nothing where there is none', async () => {
    const [before] = await bench.publish('agreement', { urn: '990001' });
    expect((await bench.read(before!.entry.link)).text).not.toMatch(/Sam Harding|Wharf Road/);
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      const column = rows[0]!.indexOf('Head');
      rows.find(([urn]) => String(urn) === '990001')![column] = 'Sam Harding';
    });
    bench.decide('Alliance address', '12 Wharf Road, Alderfold AF1 2QZ');
    await bench.sync(ALLIANCE);
    const [named] = await bench.publish('agreement', { urn: '990001' });
    const { text } = await bench.read(named!.entry.link);
    expect(named!.made).toBe(true);
    expect(text).toContain('Sam Harding');
    expect(text).toContain('12 Wharf Road, Alderfold AF1 2QZ');
    expect((await bench.publish('agreement', { urn: '990001' }))[0]!.made).toBe(false);
  });

  it('shows the logo that Settings names, and says why there is none', async () => {
    bench.decide('Alliance logo', 'logo.png');
    await bench.sync(ALLIANCE);
    const publishWith = (bytes: Uint8Array | null) =>
      publishAlone(
        documentTyped('treasurers-statement')!,
        { urn: null, startYear: 2025, asOf: MARCH, issuedOn: MARCH },
        {
          ...bench.ports,
          picture: async (name) => (name === 'logo.png' ? bytes : null),
        },
      );
    const missing = await publishWith(null);
    expect(leftOutOf(missing)).toEqual([expect.stringContaining('is not in the alliance’s folder')]);
    const broken = await publishWith(new TextEncoder().encode('no picture'));
    expect(broken[0]!.made).toBe(false);
    expect(leftOutOf(broken)).toEqual([expect.stringContaining('is no picture for documents')]);
    const shown = await publishWith(smallPng());
    expect([shown[0]!.made, leftOutOf(shown)]).toEqual([true, []]);
    expect(shown[0]!.entry.replaces).toBe(missing[0]!.entry.number);
    expect((await publishWith(smallPng()))[0]!.made).toBe(false);
  });

  it('writes figures that a treasurer would', async () => {
    const [{ entry } = { entry: null }] = await bench.publish('contribution-statement', { urn: '990001' });
    const { text } = await bench.read(entry!.link);
    for (const figure of ['£3,000', '£1,000', '£500', '£1,500', 'BACS 3', 'First half']) expect(text).toContain(figure);
  });

  it('gives back the issue that stands when nothing has changed, and writes nothing', async () => {
    for (const document of DOCUMENTS) {
      const first = await bench.publish(document);
      bench.writesSince();
      const files = new Map(bench.shelf.files);
      const again = await bench.publish(document, { issuedOn: '2026-04-02' });
      expect(again).toEqual(first.map(({ entry, leftOut }) => ({ entry, made: false, passedOver: [], leftOut })));
      expect(bench.writesSince()).toEqual(NOTHING);
      expect(bench.shelf.files).toEqual(files);
    }
  });

  it('makes a new issue of what says something else, which names the one it replaces', async () => {
    await bench.publish('contribution-statement');
    pay('£250');
    await bench.sync(ALLIANCE, '2026-03-28');
    const again = await bench.publish('contribution-statement', { asOf: '2026-03-28', issuedOn: '2026-03-28' });
    expect(again.map(({ entry, made }) => [entry.number, entry.urn, entry.replaces, made])).toEqual([
      ['2025-0003', '990001', '2025-0001', true],
      ['2025-0002', '990002', null, false],
    ]);
    const { text } = await bench.read(again[0]!.entry.link);
    expect(text).toContain('2025-0001');
    expect(text).toContain('£1,250');
    expect(bench.shelf.files.size).toBe(3);
  });

  it('takes last year’s columns from last year’s records, where this year’s workbooks do not repeat them', async () => {
    const bench = await openReportingBench();
    const next = { ...allianceIdentity, startYear: 2026 };
    await bench.create('Alliance 2026-27', next, { ...ALLIANCE_TABS, Schools: OF_THREE, 'Report words': REPORT_WORDS });
    await bench.create('Elm Park 2026-27', { ...schoolIdentity, startYear: 2026 }, TOTALS);
    const aldhelms = { ...schoolIdentity, urn: '990002', school: "St Aldhelm's School", startYear: 2026 };
    await bench.create('St Aldhelm’s 2026-27', aldhelms, TOTALS);
    const oldmere = { ...schoolIdentity, urn: '990004', school: 'Oldmere School', startYear: 2026 };
    await bench.create('Oldmere 2026-27', oldmere, TOTALS);
    for (const place of [ELM_PARK, 'St Aldhelm’s', OLDMERE]) {
      bench.workbooks.edit(place, 'Absence by term', (rows) => void rows.splice(1));
      await bench.sync(place);
    }
    for (const place of ['Alliance 2026-27', 'Elm Park 2026-27', 'St Aldhelm’s 2026-27', 'Oldmere 2026-27'])
      await bench.sync(place, '2027-07-30');
    const on = { startYear: 2026, asOf: '2027-07-30', issuedOn: '2027-07-30' };
    const [report] = await bench.publish('annual-report', on);
    const { text } = await bench.read(report!.entry.link);
    // 37, 41 and 40 suspensions in the schools' workbooks of 2025/26.
    expect(text).toMatch(/Suspensions\s+120\s/);

    bench.workbooks.edit('Elm Park 2026-27', 'Exclusions by term', (rows) => {
      rows.push(['2025/26', 'Whole year', 'All pupils', 905, 57, null, null, null, 1]);
    });
    await bench.sync('Elm Park 2026-27', '2027-07-30');
    const [again] = await bench.publish('annual-report', on);
    expect((await bench.read(again!.entry.link)).text).toMatch(/Suspensions\s+140\s/);
  });

  it('finds last year’s records of a school that had another number then', async () => {
    const bench = await openReportingBench();
    const Schools = `
      | URN    | School               | Earlier URN | URN since |
      | 990011 | Elm Park High School | 990001      | 1/4/2026  |
      | 990002 | St Aldhelm's School  |             |           |
      | 990004 | Oldmere School       |             |           |`;
    await bench.create(
      'Alliance 2026-27',
      { ...allianceIdentity, startYear: 2026 },
      {
        ...ALLIANCE_TABS,
        Schools,
        'Report words': REPORT_WORDS,
      },
    );
    await bench.sync('Alliance 2026-27', '2027-07-30');
    const schools = { '990011': 'Elm Park High School', '990002': "St Aldhelm's School", '990004': 'Oldmere School' };
    for (const [urn, school] of Object.entries(schools)) {
      await bench.create(`${urn} 2026-27`, { ...schoolIdentity, urn, school, startYear: 2026 }, TOTALS);
      await bench.sync(`${urn} 2026-27`, '2027-07-30');
    }
    const on = { startYear: 2026, asOf: '2027-07-30', issuedOn: '2027-07-30' };
    const [report] = await bench.publish('annual-report', on);
    expect((await bench.read(report!.entry.link)).text).toMatch(/Suspensions\s+120\s/);
    expect(report!.entry.snapshots.map(({ workbook }) => workbook)).toEqual(
      expect.arrayContaining(['school-990001-2025', 'school-990011-2026']),
    );
    expect(JSON.stringify(report!.entry.schools)).not.toContain('990001');
  });

  it('replaces what a statement said before, even when it says what an older one said', async () => {
    await bench.publish('treasurers-statement');
    pay('£250');
    await bench.sync(ALLIANCE);
    await bench.publish('treasurers-statement');
    bench.workbooks.edit(ALLIANCE, 'Contributions', (rows) => void rows.pop());
    await bench.sync(ALLIANCE);
    const [third] = await bench.publish('treasurers-statement');
    expect(third).toMatchObject({ made: true, entry: { number: '2025-0003', replaces: '2025-0002' } });
  });

  it('speaks of the day asked for, from that day’s records', async () => {
    pay('£250');
    await bench.sync(ALLIANCE, '2026-04-10');
    const [now] = await bench.publish('contribution-statement', { urn: '990001', asOf: '2026-04-10' });
    const [then] = await bench.publish('contribution-statement', { urn: '990001', asOf: '2026-04-09' });
    expect((await bench.read(now!.entry.link)).text).toContain('£1,250');
    const earlier = await bench.read(then!.entry.link);
    expect(earlier.text).toContain('£1,500');
    expect(earlier.text).not.toContain('£250');
    expect(then!.entry.snapshots).not.toEqual(now!.entry.snapshots);
    expect(then!.entry.asOf).toBe('2026-04-09');
  });

  it('issues nothing as of a day to come', async () => {
    for (const document of DOCUMENTS) {
      await expect(bench.publish(document, { asOf: '2026-03-28', issuedOn: MARCH })).rejects.toMatchObject({
        code: 'not-allowed',
        advice:
          'Nothing is issued as of a day to come. Ask again on 28 March 2026, or put a row into the tab Documents: it waits for its day.',
      });
      expect(bench.writesSince()).toEqual(NOTHING);
    }
    expect(bench.shelf.files.size).toBe(0);
  });

  it('does not make an earlier day’s document again because a later one was made since', async () => {
    const [first] = await bench.publish('treasurers-statement', { asOf: MARCH });
    pay('£250');
    await bench.sync(ALLIANCE, '2026-04-10');
    await bench.publish('treasurers-statement', { asOf: '2026-04-10' });
    expect(await bench.publish('treasurers-statement', { asOf: MARCH })).toEqual([{ ...first, made: false }]);
    expect(await registerOf(bench.store, 2025)).toHaveLength(2);
  });

  it('never replaces a document that stands there, nor uses its number again, and says so', async () => {
    const sent = new TextEncoder().encode('%PDF-1.7 sent out before the store was put back from a backup');
    const names = ['Treasurer’s statement', 'Agreement, Elm Park High School'];
    for (const [at, name] of names.entries())
      await bench.shelf.file({ folder: '2025-26', number: `2025-000${at + 1}`, name }, sent);
    const [made] = await bench.publish('treasurers-statement');
    expect(made).toMatchObject({ entry: { number: '2025-0003' }, made: true, passedOver: ['2025-0001', '2025-0002'] });
    expect(passedOver([made!])).toEqual([
      'Numbers 2025-0001 to 2025-0002 were passed over, as other documents that stand there have them: this one is 2025-0003.',
    ]);
    expect([...bench.shelf.files.values()].filter((bytes) => bytes === sent)).toHaveLength(2);
    expect(await registerOf(bench.store, 2025)).toEqual([made!.entry]);

    pay('£750');
    await bench.sync(ALLIANCE, '2026-04-10');
    bench.writesSince();
    const [next] = await bench.publish('treasurers-statement', { asOf: '2026-04-10' });
    expect(next).toMatchObject({ entry: { number: '2025-0004', replaces: '2025-0003' }, passedOver: [] });
    const again = await bench.publish('treasurers-statement', { asOf: '2026-04-10' });
    expect(again).toEqual([{ entry: next!.entry, made: false, passedOver: [], leftOut: [] }]);
  });

  it('prints nothing that somebody else wrote beside a number it had taken before it was stopped', async () => {
    const stopped = { ...bench.ports, shelf: { ...bench.shelf, file: () => Promise.reject(new Error('stopped')) } };
    const request = { urn: null, startYear: 2025, asOf: MARCH, issuedOn: MARCH };
    const statement = documentTyped('working-protocols/treasurers-statement')!;
    await expect(publishAlone(statement, request, stopped)).rejects.toThrow('stopped');
    const taken = (await bench.store.getDocument('number/2025/2025-0001'))!;
    const forged = JSON.stringify({ ...JSON.parse(taken.value), title: 'Receipt for £9,000' });
    const version = await bench.store.compareAndSet(taken.key, taken.version, forged);
    const [made] = await bench.publish('treasurers-statement');
    expect(made).toMatchObject({
      entry: { number: '2025-0002', title: 'Treasurer’s statement of contributions' },
      made: true,
    });
    expect(version).not.toBeNull();
  });

  it('counts on from its own numbers, past those that somebody else put into the store', async () => {
    const [first] = await bench.publish('treasurers-statement');
    const taken = (await bench.store.getDocument('number/2025/2025-0001'))!;
    for (const number of ['2025-0002', '2025-999999999'])
      await bench.store.compareAndSet(
        `number/2025/${number}`,
        null,
        JSON.stringify({ ...JSON.parse(taken.value), number }),
      );
    pay('£750');
    await bench.sync(ALLIANCE, '2026-04-10');
    const [next] = await bench.publish('treasurers-statement', { asOf: '2026-04-10' });
    expect(next!.entry).toMatchObject({ number: '2025-0003', replaces: first!.entry.number });
  });

  it('refuses a day before the history, and a school that is no member, in a sentence', async () => {
    const refused = (says: RegExp) => ({ name: 'Refusal', advice: expect.stringMatching(says) });
    const before = bench.publish('agreement', { asOf: '2025-09-01' });
    await expect(before).rejects.toMatchObject(refused(/no records of the alliance as of 1 September 2025/));
    await expect(bench.publish('agreement', { urn: '999999' })).rejects.toMatchObject(refused(/^No member/));
    const unkept = bench.publish('annual-report', { startYear: 2031 });
    await expect(unkept).rejects.toMatchObject(refused(/^Nothing is kept/));
    expect(bench.shelf.files.size).toBe(0);
  });

  it('makes nothing about every member while one may be missing from Schools', async () => {
    const retype = (from: string, to: string) =>
      bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
        for (const row of rows) if (String(row[0]) === from) row[0] = to;
      });
    retype('990002', '99OOO2');
    await bench.sync(ALLIANCE, '2026-04-10');
    const made = bench.publish('treasurers-statement', { asOf: '2026-04-10' });
    await expect(made).rejects.toMatchObject({
      advice: expect.stringMatching(/is about every member, and 1 row of Schools may be one\. Mend it first\.$/),
    });
    retype('99OOO2', '990002');
    await bench.sync(ALLIANCE, '2026-04-11');
    expect(await bench.publish('treasurers-statement', { asOf: '2026-04-11' })).toHaveLength(1);
  });

  it('prints no amount as due while it cannot be read when a school joined, and keeps nobody else from theirs', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      const joined = rows[0]!.indexOf('Joined on');
      for (const row of rows) if (String(row[0]) === '990001') row[joined] = 'soon';
    });
    const asOf = '2026-04-10';
    await bench.sync(ALLIANCE, asOf);
    const why =
      'What Elm Park High School owes is not known, as when it joined or left cannot be read in Schools. Mend that first.';
    await expect(bench.publish('contribution-statement', { asOf, urn: '990001' })).rejects.toMatchObject({
      advice: why,
    });
    const made = await bench.publish('contribution-statement', { asOf });
    expect(made.map(({ entry }) => entry.urn)).toEqual(['990002']);
    expect(leftOutOf(made)).toEqual([why]);

    const [treasurers] = await bench.publish('treasurers-statement', { asOf });
    const { text } = await bench.read(treasurers!.entry.link);
    expect(text).toContain('Not known, and in no sum: what is due from Elm Park High School');
    expect(text).toMatch(/Elm Park High School not known £1,500\.00 – not known not known/);
    expect(text).toMatch(/£3,000\.00 due from all schools/);
  });

  it('takes a tab that somebody took out for one that is not at hand, in documents and in the schools’ workbooks', async () => {
    bench.workbooks.rename(ALLIANCE, 'Contributions', 'Money');
    await bench.sync(ALLIANCE, '2026-04-10');
    const made = bench.publish('treasurers-statement', { asOf: '2026-04-10' });
    await expect(made).rejects.toMatchObject({
      advice: expect.stringContaining('The tab Contributions is missing, or a column of it.'),
    });
    await bench.sync(ELM_PARK, '2026-04-10');
    expect((await bench.rows(ELM_PARK, 'Start here')).flat().join(' ')).not.toContain('£0');
    bench.workbooks.rename(ALLIANCE, 'Money', 'Contributions');
    await bench.sync(ALLIANCE, '2026-04-11');
    expect(await bench.publish('treasurers-statement', { asOf: '2026-04-11' })).toHaveLength(1);
  });
});

describe('who may read what', () => {
  it('never names another school in a member’s document, nor in what is attached to it', async () => {
    for (const document of ['agreement', 'contribution-statement'] as const) {
      const [elmPark, aldhelms] = await bench.publish(document);
      for (const [{ entry }, mine, other] of [
        [elmPark!, /Elm Park/, /Aldhelm|2,777|990002/],
        [aldhelms!, /Aldhelm/, /Elm Park|BACS 1|990001/],
      ] as const) {
        const { text, attachments } = await bench.read(entry.link);
        expect(text).toMatch(mine);
        expect(text).not.toMatch(other);
        expect(attachments.size).toBe(1);
        for (const attached of attachments.values()) expect(attached).not.toMatch(other);
      }
    }
  });

  it('hides small numbers in the annual report, in print and in what is attached, and rounds the others', async () => {
    const ofThree = await openReportingBench();
    const [{ entry } = { entry: null }] = await ofThree.publish('annual-report');
    const { text, attachments } = await ofThree.read(entry!.link);
    const lines = [...attachments.values()].flatMap((csv) => csv.split('\r\n'));
    expect(lines).toContain('Permanent exclusions,25,c,c');
    expect(lines).toContain('Persistently absent pupils,190,c,c');
    expect(lines).toContain('Suspensions,145,120,−17%');
    expect(lines.filter((line) => /^(Persistent absence rate|Permanent exclusion rate)/.test(line))).toEqual([
      expect.stringMatching(/,c,c$/),
      expect.stringMatching(/,c,c$/),
    ]);
    expect(text).toMatch(/Permanent exclusions 25 c c/);
    expect(text).toMatch(/Persistently absent pupils 190 c c/);
    expect(text).toContain('Counts are rounded to the nearest five');
    expect(text).not.toMatch(/Elm Park|Aldhelm|Oldmere/);
  });

  it('shows nothing of what fewer than three schools sent, and says so', async () => {
    const { text, attachments } = await bench.read((await bench.publish('annual-report'))[0]!.entry.link);
    const lines = [...attachments.values()].flatMap((csv) => csv.split('\r\n'));
    expect(lines).toContain('Suspensions,few,few,few');
    expect(lines.join('\n')).not.toMatch(/%|\b(48|37|96|78|900|905)\b/);
    expect(text).toContain('not shown: fewer than three schools stand behind it');
  });
});

describe('what a document was made from', () => {
  const workbooks = (entry: { readonly snapshots: readonly { readonly workbook: string }[] }) =>
    entry.snapshots.map(({ workbook }) => workbook);

  it('is the alliance’s snapshot alone where no school’s workbook was read, and the page says so', async () => {
    for (const document of ['agreement', 'contribution-statement', 'treasurers-statement']) {
      for (const { entry } of await bench.publish(document)) {
        expect(workbooks(entry)).toEqual(['alliance-2025']);
        const { text, attachments } = await bench.read(entry.link);
        expect(text).toContain('Made by Concordat from the alliance’s own records as they stood');
        expect(text).toContain(`Checkpoint ${entry.checkpoint}`);
        expect([...attachments.keys()]).toEqual(['figures.csv']);
      }
    }
  });

  it('is every snapshot that was read: the register and the attached list name them, the list without schools', async () => {
    const [report] = await bench.publish('annual-report');
    const { snapshots, link } = report!.entry;
    expect(workbooks(report!.entry)).toEqual(['alliance-2025', 'school-990001-2025', 'school-990002-2025']);
    for (const { workbook, hash } of snapshots) expect((await readHead(bench.store, workbook))!.head.hash).toBe(hash);
    const { text, attachments } = await bench.read(link);
    expect(text).toContain(
      'from the alliance’s own records and those of schools as they stood on 27 March 2026. The attached snapshots.csv lists which.',
    );
    const list = attachments.get('snapshots.csv')!;
    expect(wholeHashesIn(list).sort()).toEqual(snapshots.map(({ hash }) => hash).sort());
    expect(list).not.toMatch(/Elm Park|Aldhelm|99000/);
  });

  it('is last year’s workbooks too, where last year’s figures were looked for in them', async () => {
    const next = { ...allianceIdentity, startYear: 2026 };
    await bench.create('Alliance 2026-27', next, { ...ALLIANCE_TABS, 'Report words': REPORT_WORDS });
    await bench.create('Elm Park 2026-27', { ...schoolIdentity, startYear: 2026 }, TOTALS);
    await bench.sync('Alliance 2026-27', '2027-07-30');
    await bench.sync('Elm Park 2026-27', '2027-07-30');
    const [report] = await bench.publish('annual-report', { startYear: 2026, asOf: '2027-07-30', asItIs: true });
    expect(workbooks(report!.entry).toSorted()).toEqual([
      'alliance-2025',
      'alliance-2026',
      'school-990001-2025',
      'school-990001-2026',
      'school-990002-2025',
    ]);
  });

  it('may be newer without being said anew: the issue stands, with the snapshots that it was made from', async () => {
    const [first] = await bench.publish('annual-report');
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows.push(['Ms Okafor', '12/11/2025', '1', "St Aldhelm's School"]);
    });
    await bench.sync(ELM_PARK);
    expect(await bench.publish('annual-report')).toEqual([{ ...first, made: false }]);
  });
});

describe('a school that has sent nothing', () => {
  it('has documents all the same', async () => {
    const empty = await openPublishingBench({ Contributions: '' });
    for (const place of [ELM_PARK, 'St Aldhelm’s']) {
      for (const title of ['Absence by term', 'Exclusions by term'])
        empty.workbooks.edit(place, title, (rows) => void rows.splice(1));
      await empty.sync(place);
    }
    for (const document of DOCUMENTS.filter(
      ({ choice }) => choice.value !== 'behaviour-and-attendance/annual-report',
    )) {
      for (const { entry } of await empty.publish(document)) {
        const { text } = await empty.read(entry.link);
        expect(text).not.toMatch(/undefined|NaN|null|\[object|Invalid/);
      }
    }
  });

  it('is counted among those the report leaves out when it has no history at all', async () => {
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => void rows.push(['990003', 'The Meadows', 'Academy']));
    await bench.sync(ALLIANCE);
    const [{ entry } = { entry: null }] = await bench.publish('annual-report', { asItIs: true });
    expect((await bench.read(entry!.link)).text).toMatch(/2 of (the )?3/);
  });
});

describe('publishing that is stopped, or done twice at once', () => {
  const request = { urn: null, startYear: 2025, asOf: MARCH, issuedOn: MARCH };

  const steps = ['taking its number', 'listing it'].flatMap((step) => [
    [step, 'before'] as const,
    [step, 'after'] as const,
  ]);

  /** Stops just before or after the first write under `number/` or `issued/`. */
  const stoppedAt = (step: string, when: 'before' | 'after') => ({
    ...bench.ports.store,
    compareAndSet: async (...wanted: Parameters<typeof bench.store.compareAndSet>) => {
      const isHere = wanted[0].startsWith(step === 'listing it' ? 'issued/' : 'number/');
      const version = isHere && when === 'before' ? null : await bench.ports.store.compareAndSet(...wanted);
      if (isHere) throw new Error('stopped');
      return version;
    },
  });

  it.each(steps)('ends with one document of one number when stopped at %s, %s it', async (step, when) => {
    const store = stoppedAt(step, when);
    await expect(
      publishAlone(documentTyped('behaviour-and-attendance/annual-report')!, request, { ...bench.ports, store }),
    ).rejects.toThrow('stopped');
    const before = new Map(bench.shelf.files);
    expect(before.size).toBe(step === 'listing it' ? 1 : 0);
    const [again] = await bench.publish('annual-report', { issuedOn: '2026-04-02' });
    const isListed = step === 'listing it' && when === 'after';
    expect(again).toMatchObject({ made: !isListed, entry: { number: '2025-0001', replaces: null } });
    expect([...bench.shelf.files.keys()]).toEqual([again!.entry.link]);
    for (const [link, bytes] of before) expect(bench.shelf.files.get(link)).toEqual(bytes);
    expect(await registerOf(bench.store, 2025)).toHaveLength(1);
  });

  it('gives a number to nothing else when its document was stopped and says something else since', async () => {
    const statement = documentTyped('working-protocols/treasurers-statement')!;
    await expect(
      publishAlone(statement, request, { ...bench.ports, store: stoppedAt('listing it', 'before') }),
    ).rejects.toThrow();
    pay('£20');
    await bench.sync(ALLIANCE);
    const [made] = await bench.publish('treasurers-statement');
    expect(made!.entry).toMatchObject({ number: '2025-0002', replaces: null });
    expect(bench.shelf.files.size).toBe(2);
    expect((await bench.publish('annual-report'))[0]!.entry.number).toBe('2025-0003');
  });

  it('makes one document when the same is asked for twice at once', async () => {
    const [one, other] = await Promise.all([bench.publish('annual-report'), bench.publish('annual-report')]);
    expect(one![0]!.entry).toEqual(other![0]!.entry);
    expect([one![0]!.made, other![0]!.made].sort()).toEqual([false, true]);
    expect(bench.shelf.files.size).toBe(1);
  });

  it('gives no number twice when different ones are asked for at once', async () => {
    const made = await Promise.all(DOCUMENTS.map((document) => bench.publish(document)));
    const numbers = made.flat().map(({ entry }) => entry.number);
    expect(new Set(numbers).size).toBe(7);
    const entries = await registerOf(bench.store, 2025);
    expect(entries.map(({ number }) => number)).toEqual([...numbers].sort());
    for (const { entry } of made.flat()) expect((await bench.read(entry.link)).text).toContain(entry.number);
  });
});

describe('what the alliance does not record, or has not at hand', () => {
  const notAdopted = () =>
    openPublishingBench({ Settings: `${ALLIANCE_TABS['Settings']}\n| Working protocols adopted | No |` });

  it('is said to be so in the annual report, and is not counted as none', async () => {
    const meetings = async () => (await bench.read((await bench.publish('annual-report'))[0]!.entry.link)).text;
    expect(await meetings()).toContain('No meeting is recorded for the year.');
    bench = await notAdopted();
    const text = await meetings();
    expect(text).toContain('The alliance does not record its meetings in the workbooks that this report is made from');
    expect(text).not.toMatch(/\b0 meetings|No meeting/);
  });

  it('is said of the record in the report, and rows of it that cannot be read are said too', async () => {
    bench = await openPublishingBench({
      Meetings:
        '| Date | Kind |\n| 12/11/2025 | Alliance meeting |\n| 31/11/2025 | Improvement group |\n| 10/3/2026 | Confrence |',
    });
    const text = (await bench.read((await bench.publish('annual-report'))[0]!.entry.link)).text;
    expect(text).toContain(
      'The alliance’s record has 1 meeting of its own and 0 conferences in the year, and 0 meetings of its improvement group. 2 rows of its record of meetings cannot be read, and may hold more.',
    );
  });

  it('is no document that would print it as nothing', async () => {
    bench = await notAdopted();
    bench.workbooks.delete(ALLIANCE, 'Contributions');
    await bench.sync(ALLIANCE);
    const unkept = { advice: expect.stringContaining('records that the alliance does not keep') };
    await expect(bench.publish('contribution-statement')).rejects.toMatchObject(unkept);
    // Adopted while the workbook is open, so that the tab cannot be put in yet.
    bench.decide('Working protocols adopted', 'Yes');
    bench.workbooks.open.add(ALLIANCE);
    await bench.sync(ALLIANCE);
    const notYet = 'The tab Contributions is not in the workbook yet.';
    for (const document of ['contribution-statement', 'treasurers-statement'])
      await expect(bench.publish(document)).rejects.toMatchObject({ advice: expect.stringContaining(notYet) });
    expect(await registerOf(bench.store, 2025)).toEqual([]);
  });
});

describe('the words of the annual report', () => {
  it('are printed in their order, and a part without any keeps it from being issued', async () => {
    const words = (rows: string) => `| Part of the report | Paragraph | Words |\n${rows}`;
    const without = await openPublishingBench({
      'Report words': words('| How well it worked | | Families answered. |\n| What we propose next | | |'),
    });
    await expect(without.publish('annual-report')).rejects.toThrow(
      'The report is not issued until these parts of it are written in the tab Report words: What we arranged and did and What we propose next.',
    );

    const written = await openPublishingBench({
      'Report words': words(
        '| What we arranged and did | 2 | Then we wrote. |\n| What we arranged and did | 1 | First we met. |\n| How well it worked | | Families answered. |\n| What we propose next | | To go on. |',
      ),
    });
    const [report] = await written.publish('annual-report');
    const { text } = await written.read(report!.entry.link);
    expect(text).toMatch(/First we met\..*Then we wrote\..*Families answered\..*To go on\./s);
    expect(text).not.toContain('not written');
  });
});
