import { beforeEach, describe, expect, it } from 'vitest';
import { latestRecords } from '../../../functions/history/records.ts';
import { pageFigures, reviewFigures } from '../../../functions/protocols/statutory-policies/figures.ts';
import type { RawCell } from '../../../sheets-schema/sheet.ts';
import { openPublishingBench, type PublishingBench } from '../../support/publishing-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, ELM_PARK, MARCH, schoolIdentity } from '../../support/sync-bench.ts';

const ALDHELMS = 'St Aldhelm’s';
const LARKMOOR = 'Larkmoor';

const WITH_POLICIES = {
  Schools: `
    | URN    | School               | Kind of school    | Phase     | Office e-mail           |
    | 990001 | Elm Park High School | Academy           | High      | office@elmpark.example  |
    | 990002 | St Aldhelm's School  | Maintained school | First     | office@aldhelms.example |
    | 990003 | Larkmoor School      | Maintained school | Secondary | office@larkmoor.example |
    | 990004 | Oldmere Academy      | Academy           | Secondary | office@oldmere.example  |`,
  Settings: `${ALLIANCE_TABS['Settings']}
    | Statutory policies adopted | Yes |`,
};

const POLICIES = `
    | Policy                                | Applies | Looked after by | Approved by     | Approved on | Last reviewed on | Where it is published              |
    | Admission arrangements                |         | Admissions lead | Governing board | 11/11/2025  |                  | https://elmpark.example/admissions |
    | Behaviour and statement of principles |         | Deputy head     | Governing board |             | 4/2/2025         |                                    |
    | Health and safety                     |         | Site manager    | Committee       |             | 2/10/2023        |                                    |
    | School complaints                     |         | Clerk           | Governing board | 20/4/2025   |                  | http://elmpark.example/complaints  |
    | Premises management                   |         |                 | Committee       | 3/3/2026    | 31/2/2026        |                                    |
    | School exclusions                     | No      |                 |                 |             |                  |                                    |
    | E-safety                              |         |                 |                 | 11/11/2025  |                  |                                    |
    | Accessibility plan                    |         | Deputy head     | Governing board | 3/3/2022    |                  |                                    |`;

/** Of Larkmoor, which sends its workbook where a test says so. */
const LARKMOORS = `
    | Policy            | Approved on | Where it is published                 |
    | Health and safety | 2/10/2022   |                                       |
    | School uniform    | 1/9/2022    | https://larkmoor.example/uniform      |
    | School complaints | 2/5/2025    | https://larkmoor.example/complaints   |`;

let bench: PublishingBench;
beforeEach(async () => {
  bench = await openPublishingBench(WITH_POLICIES, undefined, { Policies: POLICIES });
  bench.workbooks.delete(ALDHELMS, 'Policies');
  await bench.sync(ALDHELMS);
});

async function sendLarkmoors() {
  await bench.create(
    LARKMOOR,
    { ...schoolIdentity, urn: '990003', school: 'Larkmoor School' },
    { Policies: LARKMOORS },
  );
  await bench.sync(LARKMOOR);
}

async function change(place: string, title: string, work: (rows: RawCell[][]) => void, asOf?: string) {
  bench.workbooks.edit(place, title, work);
  await bench.sync(place, asOf);
}

/** Sets a cell of *Policies* in the row of a document. */
function type(document: string, heading: string, cell: RawCell, asOf?: string) {
  const set = (rows: RawCell[][]) => {
    const at = rows[0]!.map(String).indexOf(heading);
    rows.find(([policy]) => policy === document)![at] = cell;
  };
  return change(ELM_PARK, 'Policies', set, asOf);
}

const setting = (title: string, value: string) =>
  change(ALLIANCE, 'Settings', (rows) => void rows.push([title, value]));

async function report(urn: string, wanted: { asOf?: string; issuedOn?: string } = {}) {
  const [{ entry, made } = { entry: null, made: false }] = await bench.publish('policy-review-report', {
    urn,
    ...wanted,
  });
  return { entry: entry!, made, ...(await bench.read(entry!.link)) };
}

async function alliances(wanted: { asOf?: string; issuedOn?: string } = {}) {
  const [{ entry, made } = { entry: null, made: false }] = await bench.publish('policy-review-report-alliance', wanted);
  return { entry: entry!, made, ...(await bench.read(entry!.link)) };
}

/** The lines of a table as they are attached. */
function table(attachments: ReadonlyMap<string, string>, caption: string): string[] {
  const lines = attachments.get('figures.csv')!.replaceAll('\u00a0', ' ').split('\r\n');
  const from = lines.findIndex((line) => line === caption || line === `"${caption}"`);
  return from < 0 ? [] : lines.slice(from + 1, lines.indexOf('', from));
}

describe('the policy review report of a school', () => {
  it('says at the top what stands how, and then what is to be done by whom and when', async () => {
    const { text, attachments } = await report('990001');
    expect(text).toContain(
      '2 of 21 documents were reviewed in time; 1 is overdue; 1 is overdue by one reading of “yearly”; 1 is late by what is only recommended or was agreed otherwise; of 15 no review is known; 1 cannot be counted, as its row waits to be mended. 1 more is said not to apply, and not counted. 1 of 9 that must be on the website are there; of 1 it cannot be read. As of 27 March 2026.',
    );
    expect(table(attachments, 'Overdue, the longest first')).toEqual([
      'Document,Looked after by,Was due on (year-month-day),Overdue by (days)',
      'Health and safety,Site manager,2025-08-31,208',
    ]);
    expect(text).toContain('Health and safety Site manager 31 Aug 2025 6 months');
    expect(text).toContain(
      'Late, and not counted as overdue Document Looked after by Was due on Why not overdue ' +
        'Accessibility plan Deputy head 3 Mar 2025 this time is only recommended ' +
        'Behaviour and statement of principles Deputy head 4 Feb 2026 in time until 31 Aug 2026 by the academic year ' +
        'Due next, by 27 June 2026 Document Looked after by Due on ' +
        'School complaints Clerk 20 Apr 2026 The alliance has not decided whether “yearly” means',
    );
    expect(text).toContain(
      '• Behaviour and statement of principles (Deputy head): no address is typed, unless in 1 row that waits to be mended. ' +
        '• School complaints (Clerk): its address cannot be read; it must begin with https.',
    );
    expect(text).toContain('No later review of these is typed, unless in 1 row that waits to be mended.');
    expect(text).toMatch(
      /• Nothing is typed yet of Careers guidance; Charging and remissions; Equality objectives;[^.]+, unless in 1 row that waits to be mended\./,
    );
    expect(text).toMatch(/No day of a review is typed for [^.]+, unless in 1 row that waits to be mended\./);
    expect(text).toContain(
      'Not counted, as the row waits to be mended: Premises management (its day cannot be read); 1 row whose Policy is not one of the list. ' +
        'Not counted, as the school says that it does not apply, though by its kind and phase it does: School exclusions.',
    );
  });

  it('has every document of the list in its register, in the source’s order', async () => {
    const { attachments } = await report('990001');
    const [headings, ...lines] = table(attachments, 'Statutory documents of Elm Park High School');
    expect(headings).toBe(
      'Document,Approved by,Last reviewed (year-month-day),Next due (year-month-day),Review,On the website',
    );
    expect(lines).toHaveLength(23);
    expect(lines.slice(0, 4)).toEqual([
      'Admission arrangements,Governing board,2025-11-11,2026-11-11,in time,yes',
      'Behaviour and statement of principles,Governing board,2025-02-04,2026-02-04,by one reading,not yet',
      'School exclusions,,,,said not to apply,not asked',
      'Careers guidance,,,,not known,not yet',
    ]);
    expect(lines).toContain('Premises management,Committee,,,not counted,not asked');
    expect(lines).toContain('Governors’ allowances,,,,does not apply,not asked');
    expect(lines.at(-1)).toBe(
      'Accessibility plan,Governing board,2022-03-03,2025-03-03,"late, only advised",not asked',
    );
  });

  it('counts as the figures do that its workbook keeps, for where the school stands', async () => {
    const { text } = await report('990001');
    const { manifest } = (await latestRecords(bench.store, 'school-990001-2025'))!;
    const kept = (figure: { id: string }) => (manifest.figures as Readonly<Record<string, number>>)[figure.id];
    expect(text).toContain(
      `${kept(reviewFigures.inTime)} of ${kept(reviewFigures.all)} documents were reviewed in time`,
    );
    expect(text).toContain(`${kept(reviewFigures.overdue)} is overdue;`);
    expect(text).toContain(
      `of ${kept(reviewFigures.notTyped)} no review is known; ${kept(reviewFigures.unreadable)} cannot`,
    );
    expect(text).toContain(
      `${kept(pageFigures.there)} of ${kept(pageFigures.all)} that must be on the website are there`,
    );
  });

  it('holds nothing of another school, whatever that has sent', async () => {
    await sendLarkmoors();
    const { text, attachments, entry } = await report('990001');
    const all = [text, ...attachments.values()].join('\n');
    expect(all).not.toMatch(/Larkmoor|Aldhelm|Oldmere|99000[234]|2022-10-02/);
    expect(entry.snapshots.map(({ workbook }) => workbook)).toEqual(['alliance-2025', 'school-990001-2025']);
    expect((await report('990003')).text).toContain('1 of 23 documents was reviewed in time; 2 are overdue; of 20 no');
  });

  it('says why nothing is known where no workbook was sent, or one without the tab', async () => {
    expect((await report('990004')).text).toContain(
      'Nothing is known of the school’s documents. As of 27 March 2026. Nothing is kept of the school’s workbook of 2025/26 by 27 March 2026.',
    );
    expect((await report('990002')).text).toContain('The tab Policies is missing, or a column of it.');
  });

  it('is made of each school, whatever the others sent', async () => {
    const made = await bench.publish('policy-review-report');
    expect(made.map(({ entry }) => entry.school)).toEqual([
      'Elm Park High School',
      'Larkmoor School',
      'Oldmere Academy',
      "St Aldhelm's School",
    ]);
  });

  it('stands as it was on an earlier day', async () => {
    await type('Health and safety', 'Last reviewed on', '8/4/2026', '2026-04-10');
    expect((await report('990001', { asOf: '2026-04-10' })).text).not.toContain('is overdue;');
    const then = await report('990001', { asOf: '2026-04-09', issuedOn: '2026-04-10' });
    expect(then.text).toContain('Health and safety Site manager 31 Aug 2025 7 months');
    expect(then.text).toContain('1 is overdue; 1 is overdue by one reading');
    expect(then.entry.asOf).toBe('2026-04-09');
  });

  it('is issued once, and what says something else names the one it replaces', async () => {
    const first = await report('990001');
    expect(await report('990001')).toMatchObject({ made: false, entry: { number: first.entry.number } });
    await type('Health and safety', 'Last reviewed on', '26/3/2026');
    const second = await report('990001');
    expect(second).toMatchObject({ made: true, entry: { replaces: first.entry.number } });
    expect(second.text).toContain('3 of 21 documents were reviewed in time; 1 is overdue by one reading');
    expect(second.text).toContain(`in place of ${first.entry.number}`);
  });

  it('goes by what the alliance decided that yearly means', async () => {
    await setting('Yearly review of a policy', '12 months after the last');
    const { text } = await report('990001');
    expect(text).toContain('“Yearly” means within twelve months of the last review, as the alliance decided.');
    expect(text).toContain('2 of 21 documents were reviewed in time; 2 are overdue; 1 is late by what');
    expect(text).toContain('Behaviour and statement of principles Deputy head 4 Feb 2026 7 weeks');
    expect(text).toContain('Health and safety Site manager 2 Oct 2024 1 year 5 months');
    expect(text).not.toContain('one reading');
    await change(ALLIANCE, 'Settings', (rows) => void rows.at(-1)!.splice(1, 1, 'Once an academic year'));
    const other = (await report('990001')).text;
    expect(other).toContain('“Yearly” means once in each academic year, as the alliance decided');
    expect(other).toContain('3 of 21 documents were reviewed in time; 1 is overdue; 1 is late by what');
  });

  it('has no review overdue with which the alliance agreed otherwise', async () => {
    await change(ALLIANCE, 'Exceptions', (rows) => {
      const row = { School: 'Elm Park High School', Protocols: 'Statutory policies', Clause: '2' };
      const rest = { Reason: 'The site is being rebuilt.', 'Agreed on': '2/3/2026' };
      rows.push(rows[0]!.map((heading) => ({ ...row, ...rest })[String(heading)] ?? null) as RawCell[]);
    });
    await bench.sync(ELM_PARK);
    const { text, attachments } = await report('990001');
    expect(text).toContain('No review that is known is overdue.');
    expect(text).toContain('2 are late by what is only recommended or was agreed otherwise');
    expect(text).toContain('Health and safety Site manager 31 Aug 2025 the alliance agreed otherwise');
    expect(table(attachments, 'Statutory documents of Elm Park High School')).toContain(
      'Health and safety,Committee,2023-10-02,2025-08-31,"late, as agreed",not asked',
    );
  });

  it('asks for the accessibility plan again after a significant change', async () => {
    await type('Accessibility plan', 'Last reviewed on', '3/3/2025');
    expect((await report('990001')).text).not.toContain('Accessibility plan Deputy head');
    await type('Accessibility plan', 'What changed', 'A new science block');
    await type('Accessibility plan', 'Changed on', '2/3/2026');
    expect((await report('990001')).text).toContain(
      'Accessibility plan Deputy head 1 May 2026, after the change of 2 Mar 2026',
    );
    await type('Accessibility plan', 'Changed on', '5/1/2026');
    expect((await report('990001')).text).toContain(
      'Accessibility plan Deputy head 6 Mar 2026 the time after the change of 5 Jan 2026 is only recommended',
    );
  });

  const PAGE = 'https://elmpark.example/exclusions';
  it.each([
    [PAGE, ''],
    ['', PAGE],
  ])('finds the one address of two rows, “%s” and “%s”', async (first, second) => {
    await type('School exclusions', 'Where it is published', first);
    await change(ELM_PARK, 'Policies', (rows) => {
      const again: Record<string, RawCell> = { Policy: 'School exclusions', Applies: 'No' };
      again['Where it is published'] = second;
      rows.push(rows[0]!.map((heading) => again[String(heading)] ?? null));
    });
    const { attachments } = await report('990001');
    expect(table(attachments, 'Statutory documents of Elm Park High School')).toContain(
      'School exclusions,,,,said not to apply,yes',
    );
  });

  it('says of whether a document applies that it cannot be read', async () => {
    await type('Admission arrangements', 'Applies', 'perhaps');
    const { text, attachments } = await report('990001');
    expect(text).toContain('Admission arrangements (whether it applies cannot be read)');
    expect(text).toContain('1 of 21 documents was reviewed in time');
    expect(text).toContain('2 cannot be counted, as their rows wait to be mended');
    expect(table(attachments, 'Statutory documents of Elm Park High School')[1]).toBe(
      'Admission arrangements,Governing board,,,not counted,yes',
    );
  });

  it('says why nothing is known while it cannot be read when the school joined', async () => {
    await change(ALLIANCE, 'Schools', (rows) => {
      const at = rows[0]!.map(String).indexOf('Joined on');
      rows.find(([, school]) => school === 'Elm Park High School')![at] = 'last spring';
    });
    await bench.sync(ELM_PARK);
    expect((await report('990001')).text).toContain('When the school joined or left cannot be read in Schools');
  });

  it('says of a college that the list is one for schools', async () => {
    await change(ALLIANCE, 'Schools', (rows) => {
      const at = rows[0]!.map(String).indexOf('Kind of school');
      rows.find(([, school]) => school === 'Elm Park High School')![at] = 'Further education college';
    });
    await bench.sync(ELM_PARK);
    expect((await report('990001')).text).toContain('The list is one for schools: a college is asked for none of it.');
  });

  it('says of a day that is still to come that it is one', async () => {
    await type('Admission arrangements', 'Approved on', '11/11/2026');
    expect((await report('990001')).text).toContain(
      'Not counted, as the row waits to be mended: Admission arrangements (its day is still to come); Premises management (its day cannot be read);',
    );
  });

  it('counts no review after the end of the year, and says of which', async () => {
    await type('Health and safety', 'Approved on', '10/9/2026', '2026-10-12');
    await bench.sync(ALLIANCE, '2026-10-12');
    const { text } = await report('990001', { asOf: '2026-10-12' });
    expect(text).toContain(
      'Health and safety (its day is after 31 August 2026; going by 2 October 2023, it was to be reviewed by 31 August 2025)',
    );
    expect(text).toContain('No review that is known is overdue.');
  });

  it('stands at the end of the year where it is asked for after', async () => {
    await bench.sync(ELM_PARK, '2026-10-12');
    await bench.sync(ALLIANCE, '2026-10-12');
    const { text } = await report('990001', { asOf: '2026-10-12' });
    expect(text).toContain('As of 31 August 2026. The year, or the school’s membership, ended on that day.');
    expect(text).toContain('Health and safety Site manager 31 Aug 2025 1 year');
    expect((await alliances({ asOf: '2026-10-12' })).text).toContain('records stood on 31 August 2026');
  });

  it('asks nothing of a school that has only joined, and nothing for the time after it leaves', async () => {
    const membership = (heading: string, day: string) =>
      change(ALLIANCE, 'Schools', (rows) => {
        const at = rows[0]!.map(String).indexOf(heading);
        rows.find(([, school]) => school === 'Elm Park High School')![at] = day;
      });
    await membership('Joined on', '16/3/2026');
    const joined = (await report('990001')).text;
    expect(joined).toContain('The year, or the school’s membership, has only begun: what is not typed yet has time.');
    expect(joined).toContain('No review that is known is overdue.');
    await membership('Joined on', '');
    await membership('Left on', '15/4/2026');
    expect((await report('990001')).text).not.toContain('School complaints Clerk 20 Apr 2026');
  });

  it('is not made where the alliance has not adopted the policies', async () => {
    bench = await openPublishingBench({ Schools: WITH_POLICIES.Schools });
    const refused = { advice: expect.stringContaining('records that the alliance does not keep') };
    await expect(report('990001')).rejects.toMatchObject(refused);
    await expect(alliances()).rejects.toMatchObject(refused);
  });
});

describe('the policy review report of the alliance', () => {
  const HEADINGS = 'School,Documents,In time,Overdue,By one reading,Allowed,Not known,To mend,Due next,On the website';

  it('has a row a school, and says of which nothing is known and why', async () => {
    await sendLarkmoors();
    const { text, attachments } = await alliances();
    expect(text).toContain(
      '2 of 4 schools sent their register. 3 of 44 documents were reviewed in time; 3 are overdue;',
    );
    expect(table(attachments, 'Statutory documents, by school')).toEqual([
      HEADINGS,
      'Elm Park High School,21,2,1,1,1,15,1,1,1 of 9',
      'Larkmoor School,23,1,2,0,0,20,0,1,2 of 9',
      'Oldmere Academy: nothing sent yet,x,x,x,x,x,x,x,x,x',
      "St Aldhelm's School: no tab Policies,x,x,x,x,x,x,x,x,x",
    ]);
    expect(text).toContain('2 of 4 schools 44 3 3 1 1 35 1 2 3 of 18');
    expect(text).toContain('Rows that wait to be mended, so that no other figure holds them: Elm Park High School 2.');
    expect(text).toContain(
      '1 document is said not to apply, though by the school’s kind and phase it does, so that no other figure holds it: Elm Park High School 1.',
    );
  });

  it('asks for no register of a college', async () => {
    await change(ALLIANCE, 'Schools', (rows) => {
      const at = rows[0]!.map(String).indexOf('Kind of school');
      rows.find(([, school]) => school === 'Oldmere Academy')![at] = 'Further education college';
    });
    const { text, attachments } = await alliances();
    expect(text).toContain('1 of 3 schools sent their register.');
    expect(table(attachments, 'Statutory documents, by school')).toContainEqual(
      expect.stringContaining('Oldmere Academy: not asked'),
    );
  });

  it('lists what is overdue by school and which document most often, and what is due next', async () => {
    await sendLarkmoors();
    const { attachments } = await alliances();
    expect(table(attachments, 'Most often overdue').slice(1)).toEqual(['Health and safety,2,2', 'School uniform,1,1']);
    expect(table(attachments, 'Overdue, by school').slice(1)).toEqual([
      'Elm Park High School,Health and safety,2025-08-31,208',
      'Larkmoor School,Health and safety,2024-08-31,573',
      'Larkmoor School,School uniform,2024-08-31,573',
    ]);
    expect(table(attachments, 'Reviews that fall due by 27 June 2026, the soonest first').slice(1)).toEqual([
      'School complaints,2026-04-20,2',
    ]);
    expect(table(attachments, 'Late, and not counted as overdue, by school').slice(1)).toEqual([
      'Elm Park High School,Accessibility plan,2025-03-03,this time is only recommended',
      'Elm Park High School,Behaviour and statement of principles,2026-02-04,in time until 31 Aug 2026 by the academic year',
    ]);
  });

  it('names the records of every school that it was made from, and the next issue the one it replaces', async () => {
    const first = await alliances();
    expect(first.entry.snapshots.map(({ workbook }) => workbook)).toEqual([
      'alliance-2025',
      'school-990001-2025',
      'school-990002-2025',
    ]);
    await sendLarkmoors();
    const second = await alliances();
    expect(second.entry.replaces).toBe(first.entry.number);
    expect(second.text).toContain('2 of 4 schools');
    expect((await alliances()).made).toBe(false);
  });

  it('stands as it was on an earlier day', async () => {
    await type('Health and safety', 'Last reviewed on', '8/4/2026', '2026-04-10');
    const now = await alliances({ asOf: '2026-04-10' });
    const then = await alliances({ asOf: MARCH, issuedOn: '2026-04-10' });
    expect(now.text).toContain('No review that is known is overdue.');
    expect(then.text).toContain('Elm Park High School Health and safety 31 Aug 2025 6 months');
  });
});
