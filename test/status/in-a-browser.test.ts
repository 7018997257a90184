import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { register } from '../../functions/documents/register.ts';
import { notePage } from '../../functions/edges/local/running-page.ts';
import { type StatusServer, serveHere } from '../../functions/edges/local/status-server.ts';
import { issue } from '../support/issue.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { realPart } from '../support/real-parts.ts';
import { HOSTILE, openStatusBench, type StatusBench } from '../support/status-bench.ts';
import { ALLIANCE, ELM_PARK } from '../support/sync-bench.ts';

const browser = realPart('chromium');
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SCHOOL = '/workbooks/school-990001-2025';
const PAGES = ['/', SCHOOL, '/workbooks/alliance-2025', '/history', '/history/school-990001-2025', '/documents', '/no'];

/** A narrow screen, a wide one, and the wide one at 200 %: half the room, twice the dots. The dark scheme has other colours only. */
const SCREENS = [
  { name: '320 px', width: 320, dots: 1, scheme: 'light' },
  { name: '1280 px', width: 1280, dots: 1, scheme: 'light' },
  { name: '1280 px', width: 1280, dots: 1, scheme: 'dark' },
  { name: '1280 px at 200 %', width: 640, dots: 2, scheme: 'light' },
] as const;

describe.skipIf(browser === null)('in a browser', () => {
  let bench: StatusBench;
  let server: StatusServer;
  /** Where the pages are, for whoever opened them. */
  let site: string;
  let chrome: Browser;

  beforeAll(async () => {
    bench = await openStatusBench();
    bench.workbooks.edit(ALLIANCE, 'Schools', (rows) => {
      rows[2]![1] = HOSTILE[0]!;
    });
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      for (const [at, typed] of HOSTILE.entries()) rows.push([typed, `${typed} ${'long'.repeat(30)}`, at, typed]);
    });
    // One school owes what was due, and missed what every school comes to; the other keeps both.
    bench.workbooks.edit(ALLIANCE, 'Settings', (rows) => void rows.push(['Contribution due date', '30/11']));
    bench.workbooks.edit(
      ALLIANCE,
      'Contributions',
      (rows) => void rows.push([HOSTILE[0]!, null, null, 3000, '1/10/2025']),
    );
    bench.workbooks.edit(ALLIANCE, 'Meetings', (rows) => void rows.push(['6/10/2025', 'Conference']));
    bench.workbooks.edit(
      ALLIANCE,
      'Who came',
      (rows) => void rows.push(['6/10/2025', 'Conference', 'Elm Park High School', 'Nobody']),
    );
    await bench.check();
    for (const { row } of await bench.lines(ELM_PARK))
      bench.answer(ELM_PARK, row, HOSTILE[row % HOSTILE.length]!, row % 2 === 0 ? 'Yes' : null);
    bench.workbooks.open.add(ELM_PARK);
    await bench.check(ALLIANCE, ELM_PARK, 'missing.xlsx');
    await bench.check();
    await register(bench.store, makeSigner(), 2025, ENTRY);
    server = await serveHere(tmpdir(), 'a'.repeat(43), bench.site.fetch, 0);
    site = new URL(server.address).origin;
    chrome = await chromium.launch({ executablePath: browser!, args: QUIET });
  });
  afterAll(async () => {
    await chrome?.close();
    await server?.stop();
  });

  /** A window of nobody's; what the browser complains of there is kept. */
  async function open(width: number, dots: number, colorScheme: 'light' | 'dark', javaScriptEnabled = true) {
    const context = await chrome.newContext({
      viewport: { width, height: 900 },
      deviceScaleFactor: dots,
      colorScheme,
      javaScriptEnabled,
    });
    const page = await context.newPage();
    await page.goto(server.address);
    await page.waitForURL(`${site}/`);
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('404')) complaints.push(line.text());
    });
    return { page, complaints };
  }

  it.each(SCREENS)('axe finds nothing at $name, $scheme, and nothing runs over', async ({ width, dots, scheme }) => {
    const { page, complaints } = await open(width, dots, scheme);
    for (const path of PAGES) {
      await page.goto(site + path);
      expect([path, await violations(page)]).toEqual([path, []]);
      const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect([path, over]).toEqual([path, 0]);
      expect(await page.locator('h1').count()).toBe(1);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is opened by the address or the file that leads there, and by nothing else', async () => {
    const place = mkdtempSync(join(tmpdir(), 'concordat-'));
    const file = pathToFileURL((await notePage(place, server.address))!).href;
    for (const opens of [file, server.address]) {
      for (const withScripts of [true, false]) {
        const context = await chrome.newContext({ javaScriptEnabled: withScripts });
        const page = await context.newPage();
        expect((await page.goto(site))!.status()).toBe(403);
        await page.goto(opens);
        await page.waitForURL(`${site}/`);
        expect(await page.locator('h1').textContent()).toBe('Harrowdale Learning Alliance');
        await page.getByRole('link', { name: 'What changed', exact: true }).click();
        expect(await page.locator('h1').textContent()).toBe('What changed');
        await context.close();
      }
    }
    rmSync(place, { recursive: true });
  });

  it('is walked through by keyboard: past the navigation, to a workbook, and back to the content', async () => {
    const { page } = await open(1280, 1, 'light');
    await page.goto(site);
    const focused = () =>
      page.evaluate('(document.activeElement.textContent || document.activeElement.tagName).trim()') as Promise<string>;
    const walked: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('Tab');
      walked.push(await focused());
    }
    expect(walked).toEqual(['Skip to the content', 'At a glance', 'What changed', 'Documents']);
    await page.goto(site);
    await page.keyboard.press('Tab');
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ x: expect.closeTo(8, 0) });
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    for (let step = 0; step < 20 && !(await focused()).startsWith('Elm Park'); step += 1) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
      expect([await focused(), ring]).toEqual([await focused(), 'solid']);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(site + SCHOOL);
    expect(await page.locator('h1').textContent()).toBe('Elm Park High School 2025/26');
  });

  it('is brought up to date after a check, says so, and leaves the focus where it was', async () => {
    const { page, complaints } = await open(1280, 1, 'light');
    await page.goto(site + SCHOOL);
    await page.getByRole('link', { name: 'What changed in it' }).focus();
    bench.workbooks.edit(ELM_PARK, 'Staff days', (rows) => {
      rows[1]![1] = '32/13/2026';
    });
    await bench.check(ELM_PARK);
    await page.getByText('B2 says 32/13/2026').waitFor();
    expect(await page.getByRole('status').textContent()).toMatch(/^Brought up to date after a check at \d\d:\d\d\.$/);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('What changed in it');
    expect(complaints).toEqual([]);
  });

  it('works with no script: the page says when it was made and is asked for again by a link', async () => {
    const { page } = await open(1280, 1, 'light', false);
    await page.goto(site + SCHOOL);
    const before = await page.locator('.made').textContent();
    await bench.check(ELM_PARK);
    await page.getByRole('link', { name: 'Look again' }).click();
    expect(await page.locator('.made').textContent()).not.toBe(before);
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const ENTRY = issue({ school: HOSTILE[5]! });
