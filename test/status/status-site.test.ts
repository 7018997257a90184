import { describe, expect, it } from 'vitest';
import { keepLeftOut, keepRefused } from '../../functions/documents/refused-requests.ts';
import { register } from '../../functions/documents/register.ts';
import { EdgeError } from '../../functions/edges/ports.ts';
import type { WorkbookView } from '../../functions/status/gather/workbook.ts';
import { workbookPage } from '../../functions/status/pages/workbook-page.ts';
import { issue } from '../support/issue.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { asRead, HOSTILE, openStatusBench } from '../support/status-bench.ts';
import { ALLIANCE, ALLIANCE_TABS, allianceIdentity, ELM_PARK, MARCH } from '../support/sync-bench.ts';

const ENTRY = issue();

/** Marks that nobody sees are left out when a cell is read. */
const INVISIBLE = /[\u200d\u202e]/g;

describe('at a glance', () => {
  it('says what needs attention where, and which school keeps which promise', async () => {
    const bench = await openStatusBench();
    await bench.check();
    const text = await bench.text('/');
    expect(text).toMatch(/^Harrowdale Learning Alliance\n\d+ problems?.* in 2 workbooks\./);
    expect(text).toContain('Promises kept in 2025/26');
    expect(text).toContain('Elm Park High School | 1½ of 9, 2 rows to be mended ○ open | £0 of £3,000 ○ open |');
    expect(text).toContain("St Aldhelm's School | not yet known |");
    expect(text).toMatch(/Elm Park High School \| 2 \|/);
    expect(text).toContain('This page was made on 27 March 2026, 14:01. Look again');
  });

  it('says of what is not at hand that it is not yet known, and not that it is nothing', async () => {
    const bench = await openStatusBench();
    await bench.check();
    expect(await bench.text('/')).toContain('kept by 0 of 2 schools, not yet known of 1');

    bench.workbooks.delete(ELM_PARK, 'Staff days');
    await bench.check();
    expect(await bench.text('/')).toMatch(/^Staff days given not yet known$/m);
    expect(await bench.text('/')).toContain('Elm Park High School | not yet known | £0 of £3,000 ○ open |');
    const cells = (await bench.rows(ELM_PARK, 'Start here')).map((row) => row.slice(0, 2).join(' | '));
    expect(cells).toContain('Staff days given | not yet known');
    expect(cells).toContain('Staff days | missing');
  });

  it('has an answer before the first check', async () => {
    const bench = await openStatusBench();
    expect(await bench.text('/')).toContain('No workbook has been checked yet.');
  });

  it('names what is open elsewhere, and what could not be checked', async () => {
    const bench = await openStatusBench();
    bench.workbooks.open.add(ELM_PARK);
    await bench.check(ALLIANCE, ELM_PARK, 'Holiday <list>.xlsx');
    const text = await bench.text('/');
    expect(text).toContain('Waiting to be brought up to date');
    expect(text).toContain('Elm Park High School: "Elm Park" is open.');
    expect(text).toContain('Could not be checked\nHoliday <list>.xlsx: "Holiday <list>.xlsx" is not there.');
    expect(await bench.text('/workbooks/school-990001-2025')).toContain('"Elm Park" is open.');
  });

  it('leaves out a workbook that was taken away', async () => {
    const bench = await openStatusBench();
    await bench.check();
    bench.checks.forget(ELM_PARK, { at: `${MARCH}T15:00:00.000Z`, asOf: MARCH });
    expect(await bench.text('/')).toContain('in 1 workbook.');
    expect((await bench.get('/workbooks/school-990001-2025')).status).toBe(404);
  });
});

describe('a workbook', () => {
  it('shows each finding with its cell, what to do, the clause and since when, worst first', async () => {
    const bench = await openStatusBench();
    await bench.check();
    const text = await bench.text('/workbooks/school-990001-2025');
    expect(text).toMatch(/^Elm Park High School 2025\/26\n2 problems/);
    expect(text).toContain('Problem Staff days!B3\nB3 says 31/2/2026, which is not a date');
    expect(text).toContain('Since | 27 March 2026');
    expect(text.indexOf('Problem Staff days')).toBeLessThan(text.indexOf('Warning'));
  });

  const inOrder: WorkbookView = {
    key: 'school-990001-2025',
    name: 'Elm Park High School 2025/26',
    file: 'Elm Park.xlsx',
    rows: 214,
    findings: [],
    accepted: 2,
    reasons: [],
    standings: [],
    waiting: null,
    notChecked: [{ why: 'The tab Evaluations is missing.', rules: 3 }],
    lastChange: '3 November 2025, 14:32',
  };
  const made = { at: '3 November 2025, 14:40', news: '' };

  it('says that nothing needs attention, what is accepted and what could not be checked', async () => {
    const text = asRead(String(await workbookPage(inOrder, false, made)));
    expect(text).toContain(
      'Nothing needs attention in 214 rows (last change checked 3 November 2025, 14:32). 2 findings are accepted.',
    );
    expect(text).toContain('What could not be checked\n3 checks: The tab Evaluations is missing.');
  });

  it('shows no more than people read', async () => {
    const finding = { count: 1, severity: 'note', where: null, message: 'So.', fix: 'Nothing.' } as const;
    const findings = Array.from({ length: 301 }, () => ({
      ...finding,
      suggestion: null,
      promise: null,
      since: null,
      reply: null,
    }));
    const text = asRead(String(await workbookPage({ ...inOrder, findings }, false, made)));
    expect(text).toContain('301 notes');
    expect(text).toContain('And 1 more: see them in the tab Checks.');
    expect(text.match(/So\./g)).toHaveLength(300);
  });
});

describe('what schools answered', () => {
  it('stands at a glance and on the school’s own page, with where the school stands', async () => {
    const bench = await openStatusBench();
    await bench.check();
    expect(await bench.text('/')).not.toContain('What schools answered');
    const line = async (severity: string) =>
      (await bench.lines(ELM_PARK)).find(({ status }) => status === severity)!.row;
    bench.answer(ELM_PARK, await line('Problem'), 'We are <looking> it up.');
    bench.answer(ELM_PARK, await line('Warning'), 'It was a training day.', 'Yes');
    await bench.check(ELM_PARK);
    const glance = await bench.text('/');
    expect(glance).toContain('What schools answered in 2025/26\nElm Park High School\n“');
    expect(glance).toContain('“It was a training day.”\nAccepted (since 27 March 2026): Absence by term has no row');
    expect(glance).toContain('“We are <looking> it up.”\nReplied (since 27 March 2026): Staff days: “Date” says');
    const own = await bench.text('/workbooks/school-990001-2025');
    expect(own).toContain('Reply | We are <looking> it up.');
    expect(own).toMatch(
      /\nAccepted\n“It was a training day\.”\nAccepted \(since 27 March 2026\): Absence by term has no row/,
    );
    expect(own).toContain('Where the school stands\nStaff days given 1½ of 9, 2 rows to be mended ○ open');
    expect(await bench.text('/workbooks/alliance-2025')).not.toContain('Where the school stands');
  });
});

describe('the years', () => {
  it('stand with the one that is going on first, those to come after it, and past ones below', async () => {
    const bench = await openStatusBench();
    for (const startYear of [2024, 2027, 2026, 2023]) {
      const place = `Alliance ${startYear}.xlsx`;
      await bench.create(place, { ...allianceIdentity, startYear }, { Settings: ALLIANCE_TABS['Settings']! });
      await bench.check(place);
    }
    await bench.check();
    const headings = (await bench.text('/')).match(/^Promises kept in .*$/gm);
    const years = ['2025/26', '2026/27', '2027/28', '2024/25', '2023/24'];
    expect(headings).toEqual(years.map((label) => `Promises kept in ${label}`));
  });
});

describe('a workbook’s file', () => {
  const OPEN = '/workbooks/school-990001-2025/open';

  it('is opened from its own page alone', async () => {
    const opened: string[] = [];
    const bench = await openStatusBench(undefined, { openFile: async (place) => opened.push(place) > 0 });
    await bench.check();
    expect(await (await bench.get('/workbooks/school-990001-2025')).text()).toContain(`href="${OPEN}"`);
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch' },
    ])
      expect((await bench.get(OPEN, { headers })).status).toBe(403);
    expect(opened).toEqual([]);
    const answer = await bench.get(OPEN, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/workbooks/school-990001-2025']);
    expect(opened).toEqual([ELM_PARK]);
  });

  it('is said to stay closed where nothing opens it, and not offered where nothing can', async () => {
    const bench = await openStatusBench(undefined, { openFile: async () => false });
    await bench.check();
    const answer = await bench.get(OPEN, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect([answer.status, asRead(await answer.text())]).toEqual([500, expect.stringContaining('No program opened')]);
    const other = await openStatusBench();
    await other.check();
    expect(await (await other.get('/workbooks/school-990001-2025')).text()).not.toContain(OPEN);
    expect((await other.get(OPEN, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(404);
  });
});

describe('what people typed', () => {
  it.each(HOSTILE)('is only ever text: %s', async (typed) => {
    const bench = await openStatusBench();
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[1]![1] = typed;
    });
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[1]![0] = typed;
      rows[2]![1] = `${typed}\nsecond line`;
    });
    await bench.check();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[1]![2] = '0.5';
    });
    for (const { row } of await bench.lines(ELM_PARK)) bench.answer(ELM_PARK, row, typed, 'Yes');
    await bench.check(ELM_PARK);
    for (const path of ['/', '/workbooks/school-990001-2025', '/history', '/history/school-990001-2025']) {
      const markup = await (await bench.get(path)).text();
      expect(markup.match(/<script[^>]*>/g)).toEqual(['<script src="/follow.js" defer>']);
      const marks = markup.match(/<[^>]*>/g)!.join('\n');
      expect(marks).not.toMatch(/<(?:img|iframe|form|style|base)|\son\w+=|\sstyle=|javascript:/);
      expect(markup.match(/href="[^"]*"/g)!.every((link) => /^href="(?:\/|#main|data:,)/.test(link))).toBe(true);
      // What looks like a formula is asked about, not read: it names no school and no person.
      if (!typed.startsWith('=')) expect(asRead(markup)).toContain(typed.replace(INVISIBLE, ''));
    }
  });
});

describe('what changed', () => {
  it('tells each snapshot in words, newest first', async () => {
    const bench = await openStatusBench();
    await bench.check();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[1]![2] = '½';
      rows[2]![1] = '26/2/2026';
    });
    await bench.check(ELM_PARK);
    const text = await bench.text('/history/school-990001-2025');
    expect(text).toContain('Snapshot 2\n27 March 2026, 14:02. 2 rows differ');
    expect(text).toContain('1 finding is gone');
    expect(text).toMatch(/Staff days: .*Ms Okafor.* changed/);
    expect(text).toMatch(/Days: 1 → became ½/);
    expect(text).toMatch(/Staff days: .*Mr Ames.* added/);
    expect(text.indexOf('Snapshot 2')).toBeLessThan(text.indexOf('Snapshot 1'));
    expect(await bench.text('/history')).toContain('Elm Park High School 2025/26, snapshot 2');
  });

  it('has an answer before anything is kept', async () => {
    expect(await (await openStatusBench()).text('/history')).toContain('Nothing has been kept yet.');
  });
});

describe('documents', () => {
  it('are listed, and opened by their number', async () => {
    const bench = await openStatusBench();
    await bench.check();
    await register(bench.store, makeSigner(), 2025, ENTRY);
    await register(bench.store, makeSigner(), 2025, { ...ENTRY, number: '2025-0002', replaces: '2025-0001' });
    bench.documents.set(ENTRY.link, new TextEncoder().encode('%PDF-1.7'));
    const text = await bench.text('/documents');
    expect(text).toContain(
      '2025-0002 | Agreement to the protocols, 2025-0002, Elm Park High School (PDF) replaces 2025-0001',
    );
    expect(text).toContain('(PDF) replaced since | Elm Park High School | 27 March 2026 |');
    expect(text).not.toContain('Left out');
    await keepLeftOut(bench.store, 2025, new Map([['a row', '2025-0001 leaves schools out: <b>Oldmere</b>.']]), []);
    await keepRefused(bench.store, 2025, new Map([['another', 'There are no records yet.']]));
    const noted = await bench.text('/documents');
    expect(noted).toContain('Left out, and not made, in 2025/26');
    expect(noted).toContain('leaves schools out');
    expect(noted).toContain('There are no records yet.');

    const opened = await bench.get('/documents/2025-0001');
    expect(opened.headers.get('content-type')).toBe('application/pdf');
    expect(await opened.text()).toBe('%PDF-1.7');
  });

  it('that are gone or altered are not shown', async () => {
    const bench = await openStatusBench();
    await bench.check();
    await register(bench.store, makeSigner(), 2025, ENTRY);
    const answer = await bench.get('/documents/2025-0001');
    expect(answer.status).toBe(410);
    expect(asRead(await answer.text())).toContain('2025-0001 is no longer in its place');
  });
});

describe('requests', () => {
  it.each([
    '/nothing',
    '/workbooks/school-999999-2025',
    '/workbooks/..%2f..%2fetc%2fpasswd',
    '/history/nobody',
    '/history/head%2falliance-2025',
    '/documents/2025-0009',
    '/documents/..%2F..%2F.concordat%2Fhistory.sqlite',
    '/documents/%00',
    '/documents/%E0%A4%A',
  ])('for what is not there get a page that says so: %s', async (path) => {
    const bench = await openStatusBench();
    await bench.check();
    const answer = await bench.get(path);
    expect(answer.status).toBe(404);
    expect(asRead(await answer.text())).toContain('There is no such page.');
  });

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:4173', '', '[::1]:4173'])(
    'by another name are refused: %s',
    async (host) => {
      const bench = await openStatusBench();
      expect((await bench.get('/', { headers: { host } })).status).toBe(421);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])(
    'that would do more than read are refused: %s',
    async (method) => {
      const answer = await (await openStatusBench()).get('/', { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
    },
  );

  it('serve the page for checking a document where there is one, which brings along all it needs', async () => {
    const none = await openStatusBench();
    expect((await none.get('/check-a-document')).status).toBe(404);
    expect(await none.text('/documents')).not.toContain('/check-a-document');
    const { get } = await openStatusBench(undefined, { checkingPage: () => '<p>the page</p>' });
    const answer = await get('/check-a-document');
    expect([answer.status, await answer.text()]).toEqual([200, '<p>the page</p>']);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'unsafe-inline'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('connect-src');
  });

  it.each(['/', '/nothing', '/documents', '/follow.js', '/status.css'])(
    'are answered under a strict policy and without a cookie: %s',
    async (path) => {
      const { headers } = await (await openStatusBench()).get(path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'; script-src 'self';/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|http/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  it('that meet damage outside get its advice; that meet a fault of ours get no detail of it', async () => {
    const bench = await openStatusBench();
    await bench.check();
    bench.store.list = async () => {
      throw new EdgeError('store-damaged', 'Put the store back.');
    };
    const damaged = await bench.get('/history');
    expect([damaged.status, asRead(await damaged.text())]).toEqual([
      500,
      expect.stringContaining('Put the store back.'),
    ]);
    bench.store.list = async () => {
      throw new TypeError('Ms Okafor');
    };
    const fault = await bench.get('/history');
    expect(await fault.text()).not.toContain('Okafor');
    expect(bench.faults).toEqual(['TypeError']);
  });
});

describe('whoever follows along', () => {
  it('is told of the last check at once and of each new one, until they go', async () => {
    const bench = await openStatusBench();
    await bench.check();
    const answer = await bench.get('/news');
    expect(answer.headers.get('content-type')).toMatch('text/event-stream');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe(`event: checked\ndata: ${MARCH}T14:01:00.000Z\n\n`);
    await bench.check(ELM_PARK);
    expect((await reader.read()).value).toBe(`event: checked\ndata: ${MARCH}T14:02:00.000Z\n\n`);
    await reader.cancel();
    await bench.check(ELM_PARK);
  });
});
