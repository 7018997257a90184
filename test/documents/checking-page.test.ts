import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkingPage, issuedList } from '../../functions/documents/checking-page.ts';
import type { RegisterEntry } from '../../functions/documents/register.ts';
import { browserFiles } from '../../functions/edges/local/status-server.ts';
import { issue } from '../support/issue.ts';
import { makeSigner } from '../support/made-up-signer.ts';
import { realPart } from '../support/real-parts.ts';

const browser = realPart('chromium');
const CHECKPOINT = 'c'.repeat(64);
/** A file as ours is: it says its number in words that anybody can read. */
const fileOf = (number: string, says: string) =>
  `%PDF-1.7\n<dc:description>Statement, document ${number}, checkpoint ${CHECKPOINT}</dc:description>\n${says}\n%%EOF`;
const FILES = { first: fileOf('2025-0001', 'first'), second: fileOf('2025-0002', 'second') };

function entry(number: string, content: string, replaces: string | null): RegisterEntry {
  const issued = issue({ number, school: 'Elm Park', replaces });
  return {
    ...{ ...issued, issuedOn: `2026-12-0${number.at(-1)}`, checkpoint: CHECKPOINT, sha256: hash('sha256', content) },
    ...{ keyId: 'k', signature: 's' },
  };
}

const signer = makeSigner();
const list = issuedList(
  [entry('2025-0001', FILES.first, null), entry('2025-0002', FILES.second, '2025-0001')],
  'Harrowdale Learning Alliance <&>',
)!;
const page = checkingPage(browserFiles().checkingPage, list, signer);

it('knows numbers, hashes and days, and neither titles nor schools', () => {
  expect(issuedList([], 'Alliance')).toBeNull();
  expect(page).toContain(hash('sha256', FILES.first));
  expect(page).not.toMatch(/Elm Park|Agreement/);
  expect(page).not.toMatch(/(?:src|href)=|https?:\/\//);
});

describe.skipIf(browser === null)('in Chromium, from the disk and without a network', () => {
  let chrome: Browser;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'concordat-'));
    chrome = await chromium.launch({
      executablePath: browser!,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await chrome?.close();
    rmSync(place, { recursive: true });
  });

  async function opened(html: string): Promise<Page> {
    const file = join(place, 'Is this document ours.html');
    writeFileSync(file, html);
    const tab = await chrome.newPage();
    await tab.route(/^(?!file:|data:)/, (route) => route.abort());
    await tab.goto(pathToFileURL(file).href);
    return tab;
  }
  /** Waits until what stands there is as it should be. */
  async function until(tab: Page, selector: string, words: RegExp): Promise<void> {
    await expect.poll(() => tab.textContent(selector), { timeout: 20_000, interval: 20 }).toMatch(words);
  }
  async function told(tab: Page, content: string): Promise<string> {
    await tab.setInputFiles('#file', { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(content) });
    await until(tab, '#answer', /^(?!Looking at)./);
    const said = (await tab.textContent('#answer')) ?? '';
    await tab.locator('#answer').evaluate((answer) => answer.replaceChildren());
    return said;
  }

  it('says of five files what each is, and shows the key', async () => {
    const tab = await opened(page);
    await until(tab, '#key', /./);
    expect(await tab.textContent('#key')).toContain(signer.keyId.match(/.{4}/g)!.join(' '));
    expect(await told(tab, FILES.second)).toMatch(
      /^Document 2025-0002 is ours, as it was issued\.It was issued by Harrowdale Learning Alliance <&> on 2 December 2026/,
    );
    expect(await told(tab, FILES.first)).toContain('Document 2025-0001 is ours, and was replaced by 2025-0002.');
    expect(await told(tab, FILES.second.replace('second', 'seconds'))).toContain(
      'This is not document 2025-0002 as it was issued.',
    );
    expect(await told(tab, fileOf('2025-0009', 'forged'))).toContain('This page does not know document 2025-0009.');
    expect(await told(tab, '%PDF-1.4 of somebody else')).toContain('This is not a document of ours.');
    await tab.close();
  });

  it('does not go by a list that was altered, nor by one signed with another key under this one', async () => {
    const forged = hash('sha256', fileOf('2025-0003', 'forged'));
    const another = checkingPage(browserFiles().checkingPage, { ...list, upTo: '2026-12-31' }, makeSigner());
    const publicKey = /"publicKey":"[^"]+"/;
    for (const altered of [
      page.replace(hash('sha256', FILES.first), forged),
      another.replace(publicKey, publicKey.exec(page)![0]),
    ]) {
      const tab = await opened(altered);
      await until(tab, '#answer', /./);
      expect(await tab.textContent('#answer')).toContain('This page was altered.');
      expect(await tab.$('#file')).toBeNull();
      await tab.close();
    }
  });

  it('can be used by everybody: axe finds nothing, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await opened(page);
      await tab.emulateMedia({ colorScheme });
      await tab.setInputFiles('#file', {
        name: 'a.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(FILES.first),
      });
      await until(tab, '#answer', /replaced/);
      await tab.evaluate(axe.source);
      const { violations } = await tab.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await tab.close();
    }
  });
});
