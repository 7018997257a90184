import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, CONFIGURATION, concordatWith, edit, PROGRAM, textOf } from '../scripts/run-concordat.ts';
import { dayOnTheClock } from '../support/day-on-the-clock.ts';
import { openedPage } from '../support/opened-page.ts';
import { settingsOf } from '../support/own-configuration.ts';
import { documentsBeneath, lettersIn, placed } from '../support/placed.ts';
import { readPdf } from '../support/read-pdf.ts';
import { asRead } from '../support/status-bench.ts';

const LIST = `URN,School,Kind of school,Phase,Office e-mail
900301,Thornley Primary School,Maintained school,Primary,office@thornley.example
900302,Marsh Lane Primary School,Maintained school,Primary,office@marshlane.example
`;
const ALLIANCE = 'Alliance 2026-27.xlsx';
const THORNLEY = placed('Thornley Primary School 2026-27.xlsx');
const MARSH_LANE = placed('Marsh Lane Primary School 2026-27.xlsx');
const BRIDGE_END = placed('Bridge End First School 2026-27.xlsx');

/** What an alliance that only keeps its registers has signed nothing of, wherever it might be said. */
const OTHERS_BUSINESS =
  /\b(?:staff days?|days given|contributions?|meetings?|conference|treasurer|improvement group|support requests?|who came|evaluations?|absence by term|exclusions by term)\b/gi;
const othersBusinessIn = (text: string) => [...new Set(text.match(OTHERS_BUSINESS) ?? [])];

/** The day in summer on which everything was reviewed that is not said to have been otherwise. */
const IN_TIME = '9/7/2026';

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'concordat-'));
});
afterAll(() => {
  watcher?.kill('SIGKILL');
  rmSync(place, { recursive: true });
});
const file = (name: string) => join(place, 'al', name);
const on = (day: string, ...typed: string[]): Promise<Answer> => concordatWith(dayOnTheClock(day), place, ...typed);

/** All that a workbook holds, whether in a cell, a note, a list to pick from or the name of a tab. */
function everythingIn(name: string): string {
  const { files } = read(readFileSync(file(name)), { bookFiles: true }) as unknown as {
    files: Record<string, { content: Uint8Array | string }>;
  };
  return Object.entries(files)
    .filter(([part]) => part.endsWith('.xml'))
    .map(([, { content }]) => (typeof content === 'string' ? content : Buffer.from(content).toString('utf8')))
    .join('\n')
    .replaceAll(/<[^>]*>/g, ' ');
}

function tabsOf(name: string): string[] {
  const { SheetNames, Workbook } = read(readFileSync(file(name)));
  return SheetNames.filter((_, at) => Workbook?.Sheets?.[at]?.Hidden === 0);
}

/** What *Start here* says, line by line. */
function startHere(name: string): string {
  const lines = textOf(file(name), 'Start here').map((row) => row.filter((cell) => cell !== '').join(' '));
  return lines.join('\n');
}

/** Types into rows that are there, by what stands in their first column, under these headings. */
function typeBeside(name: string, tab: string, rows: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  edit(file(name), ({ Sheets }) => {
    const sheet = Sheets[tab]!;
    const there = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
    for (const [first, cells] of Object.entries(rows))
      for (const [heading, typed] of Object.entries(cells)) {
        const [row, column] = [there.findIndex(([one]) => one === first), there[0]!.indexOf(heading)];
        if (row < 1 || column < 0) throw new Error(`${name} has no ${first} or no ${heading} in ${tab}`);
        utils.sheet_add_aoa(sheet, [[typed]], { origin: { r: row, c: column } });
      }
  });
}

/** Types rows below those that are there. */
function typeBelow(name: string, tab: string, ...rows: readonly (readonly string[])[]): void {
  edit(file(name), ({ Sheets }) => {
    utils.sheet_add_aoa(Sheets[tab]!, rows as string[][], { origin: { r: textOf(file(name), tab).length, c: 0 } });
  });
}

/** What a check finds on a day, each as "severity rule place: words". */
async function found(day: string, name: string): Promise<string[]> {
  const { out } = await on(day, 'check', join('al', name), '--as-of', day, '--format', 'json');
  const [workbook] = JSON.parse(out).workbooks;
  return workbook.findings.map(
    ({ severity, rule, tab, cell, message }: Record<string, string>) =>
      `${severity} ${rule} ${tab}${cell ? `!${cell}` : ''}: ${message}`,
  );
}

/** A register in which everything was reviewed in time and stands on the website, but for what is said otherwise. */
function register(name: string, otherwise: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): void {
  const asked = new Map(textOf(file(name), 'Policies').map(([policy, says]) => [policy!, says!]));
  const rows = documentsIn(name).map((policy, at) => [
    policy,
    {
      'Looked after by': 'School business manager',
      'Approved by': 'Governing board',
      'Approved on': '3/9/2018',
      'Last reviewed on': IN_TIME,
      ...(asked.get(policy)!.includes('website') && {
        'Where it is published': `https://school.example/policies/${at}`,
        'Page last looked at on': '1/9/2026',
      }),
      ...(policy === 'Accessibility plan' && {
        'Aim: curriculum': 'Yes',
        'Aim: building': 'Yes',
        'Aim: information': 'Yes',
      }),
      ...otherwise[policy],
    },
  ]);
  typeBeside(name, 'Policies', Object.fromEntries(rows));
}

const documentsIn = (name: string) =>
  textOf(file(name), 'Policies')
    .slice(1)
    .map(([policy]) => policy!);

/** The rows of a register whatever way a day and an apostrophe are written. */
function registerIn(name: string, tab: string): string[][] {
  const plain = (cell: string) =>
    cell
      .replaceAll('’', "'")
      .replace(/^0?(\d+)\/0?(\d+)\/(\d{4})$/, (_, day, month, year) => [day, month, year].join('/'));
  return textOf(file(name), tab).map((row) => row.map(plain));
}

let watcher: ChildProcess | null = null;
/** The status page as somebody sees it who opens each of its pages on a day. */
async function statusPages(day: string): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM, 'start', 'al'], {
    cwd: place,
    env: { ...dayOnTheClock(day), ...settingsOf(join(place, CONFIGURATION)) },
  });
  watcher = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  for (const end = Date.now() + 40_000; !said.includes('Watching '); await pause(200))
    if (Date.now() > end) throw new Error(said);
  const address = /^Status {5}(http:\/\/\S+)$/m.exec(said)![1]!;
  const { get } = await openedPage(address);
  const html = async (path: string) => (await get(path)).text();
  const first = await html('/');
  const links = [...first.matchAll(/href="(\/[^"]*)"/g)].map(([, path]) => path!);
  const pages = [first];
  for (const path of new Set(links.filter((one) => !/\.\w+$/.test(one)))) pages.push(await html(path));
  child.kill('SIGINT');
  await once(child, 'exit');
  return pages.map(asRead).join('\n');
}

describe('two primary schools keep their statutory policies and nothing else', () => {
  test('1 September: three workbooks and two letters, in one line', async () => {
    writeFileSync(join(place, 'schools.csv'), LIST);
    const made = await on(
      '2026-09-01',
      ...['new', '--name', 'Wansbeck Primary Alliance', '--schools', 'schools.csv', '--year', '2026/27'],
      ...['--protocols', 'statutory-policies', '--coordinator', 'co@wansbeck.example', '--folder', 'al'],
    );
    expect(made).toMatchObject({ status: 0, out: expect.stringContaining('Made 3 workbooks and 2 letters') });
    expect(tabsOf(ALLIANCE)).toEqual([
      ...['Start here', 'Schools', 'Settings', 'Calendar', 'Contacts', 'Offers', 'Exceptions', 'Documents'],
      ...['Issued', 'Checks'],
    ]);
    for (const name of [THORNLEY, MARSH_LANE]) {
      expect(tabsOf(name)).toEqual(['Start here', 'Policies', 'Website', 'Checks']);
      expect(documentsIn(name)).toHaveLength(22);
      expect(documentsIn(name)).not.toContain('Careers guidance');
      const pages = textOf(file(name), 'Website').map(([item]) => item);
      expect(pages).toContain('PE and sport premium');
      expect(pages).not.toContain('Key stage 4 results');
    }
    expect(textOf(file(ALLIANCE), 'Contacts').map(([role]) => role)).toContain('Health and safety');
  });

  test('nothing of what they did not sign stands in any cell, note, list or letter', async () => {
    for (const name of [ALLIANCE, THORNLEY, MARSH_LANE]) expect(othersBusinessIn(everythingIn(name))).toEqual([]);
    for (const name of lettersIn(file(''))) {
      const { text } = await readPdf(readFileSync(file(name)));
      expect(text).toContain('Policies');
      expect(text).toContain('Website');
      expect(othersBusinessIn(text)).toEqual([]);
      expect(text).not.toMatch(/absence|exclusions/i);
    }
  });

  test('2 September: the coordinator types the terms, a name and an offer', async () => {
    typeBelow(
      ALLIANCE,
      'Calendar',
      ['Autumn term', '2/9/2026', '18/12/2026'],
      ['Holiday', '26/10/2026', '30/10/2026'],
      ['Spring term', '4/1/2027', '25/3/2027'],
      ['Summer term', '12/4/2027', '20/7/2027'],
    );
    typeBeside(ALLIANCE, 'Contacts', { 'Health and safety': { Name: 'Duty desk', 'E-mail': 'safety@county.example' } });
    typeBelow(ALLIANCE, 'Offers', ['Reading network', 'Year 2 teachers', '1/9/2026', '30/11/2026']);
    expect(await on('2026-09-02', 'start', 'al', '--once')).toMatchObject({ status: 0 });
    for (const name of [THORNLEY, MARSH_LANE]) {
      const start = startHere(name);
      expect(start).toContain('1 reminder in 37 rows');
      expect(start).toContain('Offers 30 November 2026 “Reading network” can be taken up until then.');
      expect(start).toContain('Policies as it happens 22 documents are not yet typed.');
      expect(start).toContain('Policies reviewed in time Open 0 of 22, 22 not yet typed');
      expect(start).toContain('Published Open 0 of 8, 8 not yet typed');
    }
  });

  test('14 September: the offices type their registers, and each slip is said at its cell', async () => {
    register(THORNLEY, {
      'Health and safety': { 'Last reviewed on': '12/5/2025' },
      'School complaints': { 'Where it is published': '', 'Page last looked at on': '' },
      'School uniform': { 'Where it is published': 'http://thornley.example/uniform' },
      'Accessibility plan': {
        'Last reviewed on': '2/3/2026',
        'What changed': 'A new classroom',
        'Changed on': '1/6/2026',
      },
    });
    register(MARSH_LANE, { 'Charging and remissions': { 'Last reviewed on': '20/9/2025' } });
    expect(await on('2026-09-14', 'start', 'al', '--once')).toMatchObject({ status: 1 });
    expect(await found('2026-09-14', THORNLEY)).toEqual([
      'problem GEN-14 Policies!H16: H16 holds an address that begins with http where https is needed.',
      'breach NLD-02 Policies!G10: Health and safety: last looked through on 12 May 2025, and to be reviewed by 31 August 2026.',
      'warning NLD-05 Policies!G23: The accessibility plan was to be reviewed by 31 July 2026, after the change of 1 June 2026.',
      'reminder NLD-07 Policies!H15: School complaints must be on the school’s website, and H15 has no address yet.',
    ]);
    expect(await found('2026-09-14', MARSH_LANE)).toEqual([
      'reminder NLD-02 Policies!G5: Charging and remissions: to be reviewed by 20 September 2026.',
    ]);
    expect(await found('2026-09-14', ALLIANCE)).toEqual([]);
  });

  test('5 October: the first weeks are over, and what is due is seen by all who look', async () => {
    const once = await on('2026-10-05', 'start', 'al', '--once');
    expect(once.out).toMatch(/^Thornley Primary School 2026-27\.xlsx {4}37 +1 +2 +2 +0 +0$/m);
    expect(once.out).toMatch(/^Marsh Lane Primary School 2026-27\.xlsx {2}37 +0 +0 +2 +0 +0$/m);
    expect(await found('2026-10-05', THORNLEY)).toEqual([
      'problem GEN-14 Policies!H16: H16 holds an address that begins with http where https is needed.',
      'breach NLD-02 Policies!G10: Health and safety: last looked through on 12 May 2025, and to be reviewed by 31 August 2026.',
      'breach NLD-07 Policies!H15: School complaints must be on the school’s website, and H15 has no address.',
      'warning NLD-05 Policies!G23: The accessibility plan was to be reviewed by 31 July 2026, after the change of 1 June 2026.',
      'warning NLD-11 Website: Website names no page yet for Contact details, Curriculum, Governors and 8 more.',
    ]);
    expect(await found('2026-10-05', MARSH_LANE)).toEqual([
      'warning NLD-02 Policies!G5: Charging and remissions: last looked through on 20 September 2025, due on 20 September 2026 if yearly means within 12 months, in time until 31 August 2027 if it means once an academic year.',
      'warning NLD-11 Website: Website names no page yet for Contact details, Curriculum, Governors and 8 more.',
    ]);
    expect(startHere(THORNLEY)).toContain(
      'Policies reviewed in time Overdue 20 of 22, 1 overdue, 1 later than advised',
    );
    expect(startHere(MARSH_LANE)).toContain('Published Kept 8 of 8');
    const pages = await statusPages('2026-10-05');
    expect(pages).toContain('Marsh Lane Primary School | 21 of 22, 1 late by one reading ○ open | 8 of 8 ✓ kept |');
    expect(pages).toContain(
      'Thornley Primary School | 20 of 22, 1 overdue, 1 later than advised ! overdue | 6 of 8, 1 overdue, 1 to be mended ! overdue |',
    );
    // What is to be mended is not known to be missing.
    expect(pages.match(/^! .* overdue from 1 school$/gm)).toEqual(Array(4).fill('! 1 overdue from 1 school'));
    expect(othersBusinessIn(pages)).toEqual([]);
  });

  test('messages went to offices that have something to mend or to do, and say how many or by when', () => {
    const sent = readdirSync(file('Outbox'));
    expect(sent.filter((name) => name.includes(', for the chair, autumn term 2026-27'))).toHaveLength(2);
    const messages = sent
      .filter((name) => !name.includes(', for the chair'))
      .map((name) => readFileSync(file(join('Outbox', name)), 'utf8'));
    expect(messages.length).toBeGreaterThan(0);
    const told = (office: string) => messages.filter((message) => message.includes(`To: office@${office}.example`));
    expect(told('thornley').join()).toMatch(/To be mended:\r\n- Policies: \d/);
    expect(told('marshlane').join()).not.toContain('To be mended');
    for (const message of messages) {
      expect(othersBusinessIn(message)).toEqual([]);
    }
    for (const name of [ALLIANCE, THORNLEY, MARSH_LANE]) expect(othersBusinessIn(everythingIn(name))).toEqual([]);
  });

  test('6 October: the review report is asked for, and made for each school and for the alliance', async () => {
    typeBelow(ALLIANCE, 'Documents', ['Policy review report'], ['Policy review report of the alliance']);
    const { err } = await on('2026-10-06', 'start', 'al', '--once');
    expect(err).toContain(`Made 1 document in ${join('al', 'Documents')}`);
    expect(err).toContain(`Made 2 documents in ${join('al', 'Schools')}`);
    const drafts = readdirSync(file('Outbox')).filter((name) => name.startsWith('2026-10-06 '));
    expect(drafts.map((name) => name.replace(/ [0-9a-f]{6}\.eml$/, '')).sort()).toEqual([
      '2026-10-06 Marsh Lane Primary School',
      '2026-10-06 Thornley Primary School',
    ]);
    for (const draft of drafts) {
      const text = readFileSync(file(join('Outbox', draft)), 'utf8');
      expect(text).toContain('Documents for you:\r\n- Policy review report');
      expect(text.match(/^Content-Type: application\/pdf\r$/gm)).toHaveLength(1);
    }
    const made = documentsBeneath(file(''));
    // Each school's is where that school alone may read it; what tells of both is not.
    expect(made.map((path) => dirname(path)).sort()).toEqual([
      join('Documents', '2026-27'),
      join(dirname(MARSH_LANE), 'Documents'),
      join(dirname(THORNLEY), 'Documents'),
    ]);
    expect(made).toHaveLength(3);
    const texts = await Promise.all(made.map(async (name) => (await readPdf(readFileSync(file(name)))).text));
    expect(made.map((name) => basename(name).replace(/^\S+ /, ''))).toEqual([
      'Policy review report, Marsh Lane Primary School.pdf',
      'Policy review report, Thornley Primary School.pdf',
      'Policy review report of the alliance.pdf',
    ]);
    const [marshLane, thornley, alliance] = texts;
    expect(marshLane).toContain('21 of 22 documents were reviewed in time; 1 is overdue by one reading of “yearly”.');
    expect(marshLane).not.toContain('Thornley');
    expect(thornley).toContain('Health and safety School business manager 31 Aug 2026 5 weeks');
    expect(thornley).toContain('School complaints (School business manager): no address is typed.');
    expect(thornley).not.toContain('Marsh Lane');
    expect(alliance).toContain(
      '2 of 2 schools sent their register. 41 of 44 documents were reviewed in time; 1 is overdue; 1 is overdue by one reading',
    );
    for (const text of texts) expect(othersBusinessIn(text)).toEqual([]);
    expect(textOf(file(ALLIANCE), 'Issued')).toHaveLength(4);
  });

  test('9 October: what was mended is gone from Checks, and the pages that others look for are named', async () => {
    typeBeside(THORNLEY, 'Policies', {
      'Health and safety': { 'Last reviewed on': '8/10/2026' },
      'School complaints': { 'Where it is published': 'https://thornley.example/complaints' },
      'School uniform': { 'Where it is published': 'https://thornley.example/uniform' },
      'Accessibility plan': { 'Last reviewed on': '8/10/2026' },
    });
    for (const name of [THORNLEY, MARSH_LANE]) {
      const items = textOf(file(name), 'Website').slice(1);
      const pages = items.map(([item], at) => [item!, { 'Where it is published': `https://school.example/${at}` }]);
      typeBeside(name, 'Website', Object.fromEntries(pages));
    }
    typeBeside(MARSH_LANE, 'Policies', { 'Charging and remissions': { 'Last reviewed on': '6/10/2026' } });
    expect(await on('2026-10-09', 'start', 'al', '--once')).toMatchObject({ status: 0 });
    for (const name of [ALLIANCE, THORNLEY, MARSH_LANE]) expect(await found('2026-10-09', name)).toEqual([]);
    expect(startHere(THORNLEY)).toContain('Policies reviewed in time Kept 22 of 22');
  });

  test('5 January: a third school has joined, and has its workbook and its letter', async () => {
    const row = ['900303', 'Bridge End First School', 'Maintained school', 'First', '', '4/1/2027'];
    typeBelow(ALLIANCE, 'Schools', [...row, '', '', '', 'office@bridgeend.example']);
    const once = await on('2027-01-05', 'start', 'al', '--once');
    expect(once).toMatchObject({
      status: 0,
      err: expect.stringContaining('Made 1 workbook for 2026/27, with 1 letter'),
    });
    expect(tabsOf(BRIDGE_END)).toEqual(['Start here', 'Policies', 'Website', 'Checks']);
    expect(documentsIn(BRIDGE_END)).toHaveLength(22);
    expect(documentsIn(BRIDGE_END)).not.toContain('Careers guidance');
    const { text } = await readPdf(readFileSync(file(join(dirname(BRIDGE_END), 'Letter to the office 2026-27.pdf'))));
    expect(text).toContain('Policies');
    for (const all of [text, everythingIn(BRIDGE_END), startHere(BRIDGE_END)])
      expect(othersBusinessIn(all)).toEqual([]);
    expect(await found('2027-01-05', BRIDGE_END)).toEqual([
      expect.stringMatching(/^reminder NLD-01 Policies: 22 documents have no day of approval or review yet: /),
    ]);
  });

  test('14 June: next year’s workbooks begin with the registers as they stand', async () => {
    typeBeside(ALLIANCE, 'Settings', { 'Make workbooks for': { Value: '2027/28' } });
    const once = await on('2027-06-14', 'start', 'al', '--once');
    expect(once).toMatchObject({
      status: 0,
      err: expect.stringContaining('Made 4 workbooks for 2027/28, with 3 letters'),
    });
    const next = (name: string) => name.replace('2026-27', '2027-28');
    for (const name of [THORNLEY, MARSH_LANE, BRIDGE_END])
      for (const tab of ['Policies', 'Website']) expect(registerIn(next(name), tab)).toEqual(registerIn(name, tab));
    expect(registerIn(next(ALLIANCE), 'Contacts')).toEqual(registerIn(ALLIANCE, 'Contacts'));
    // The one offer there was has ended by then.
    expect(registerIn(next(ALLIANCE), 'Offers')).toEqual(registerIn(ALLIANCE, 'Offers').slice(0, 1));
    expect(textOf(file(next(ALLIANCE)), 'Documents')).toHaveLength(1);
    for (const name of [ALLIANCE, THORNLEY]) expect(othersBusinessIn(everythingIn(next(name)))).toEqual([]);
  });
});
