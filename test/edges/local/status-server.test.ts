import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentsOf } from '../../../functions/edges/local/documents-in-folder.ts';
import { forgetPage, notedPage, notePage } from '../../../functions/edges/local/running-page.ts';
import { isServed, type StatusServer, serveHere } from '../../../functions/edges/local/status-server.ts';
import { openedPage } from '../../support/opened-page.ts';
import { openStatusBench, type StatusBench } from '../../support/status-bench.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** As 32 bytes of chance are written. */
const TOKEN = 'Gq4'.padEnd(43, 'x');

/** A request exactly as written: no client tidies its path or its headers. */
function ask(address: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((answered, failed) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => answered({ status: response.statusCode ?? 0, text }));
    });
    asking.on('error', failed);
    asking.end();
  });
}

/** The cookie as it is called at the port that a request names, if any. */
function named(cookie: string, { host = '' }: Record<string, string>): string {
  return host === '' ? cookie : cookie.replace(/^concordat-\d+/, `concordat-${host.split(':')[1] ?? ''}`);
}

describe('the status server', () => {
  let bench: StatusBench;
  let server: StatusServer;
  let cookie: string;
  beforeEach(async () => {
    bench = await openStatusBench();
    await bench.check();
    server = await serveHere(tmpdir(), TOKEN, bench.site.fetch, 0);
    cookie = (await openedPage(server.address)).cookie;
  });
  afterEach(() => server.stop());

  it('serves the pages on this computer alone', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\/Gq4x+$/);
    expect(await ask(server.address, '/', { cookie })).toEqual({
      status: 200,
      text: expect.stringContaining('Harrowdale Learning Alliance'),
    });
    const elsewhere = server.address.replace('127.0.0.1', '127.0.0.2');
    await expect(ask(elsewhere, '/')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('takes another port where the usual one is taken', async () => {
    const port = Number(new URL(server.address).port);
    const second = await serveHere(tmpdir(), TOKEN, bench.site.fetch, port);
    expect(second.address).not.toBe(server.address);
    const other = await openedPage(second.address);
    expect((await ask(second.address, '/', { cookie: other.cookie })).status).toBe(200);
    expect((await ask(second.address, '/', { cookie: `${cookie}; ${other.cookie}` })).status).toBe(200);
    await second.stop();
  });

  it('shows nothing without the address, and says where that stands', async () => {
    const closed = {
      status: 403,
      text: 'This page opens with the address that stands after “Status” in the window in which Concordat was started.\n',
    };
    const guesses: [path: string, cookie: string, method: string][] = [
      ['/', '', 'GET'],
      ['/documents', '', 'GET'],
      ['/documents/2025-0001', '', 'GET'],
      ['/news', '', 'GET'],
      ['/status.css', '', 'GET'],
      ['/', '', 'POST'],
      ['/open/', '', 'GET'],
      [`/open/${TOKEN}x`, '', 'GET'],
      [`/open/${TOKEN.slice(1)}`, '', 'GET'],
      [`/open/${TOKEN.toLowerCase()}`, '', 'GET'],
      [`/open/${TOKEN}`, '', 'POST'],
      ['/', cookie.slice(0, -1), 'GET'],
      ['/', cookie.replace(TOKEN, ''), 'GET'],
      ['/', cookie.replace(/^[^=]*/, 'concordat-1'), 'GET'],
    ];
    for (const [path, guess, method] of guesses)
      expect([path, guess, await ask(server.address, path, { cookie: guess }, method)]).toEqual([path, guess, closed]);
  });

  it('is opened by the address: no script reads the cookie, no other site sends it, and nothing keeps the address', async () => {
    const { status, headers } = await fetch(server.address);
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toBe(
      `concordat-${new URL(server.address).port}=${TOKEN}; HttpOnly; SameSite=Strict; Path=/`,
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is found again by the folder that it is about, by whatever way that is reached', async () => {
    const place = mkdtempSync(join(tmpdir(), 'concordat-'));
    symlinkSync(tmpdir(), join(place, 'link'), 'dir');
    const { address } = server;
    expect(await isServed(tmpdir(), address)).toBe(true);
    expect(await isServed(join(place, 'link'), address)).toBe(true);
    expect(await isServed(place, address)).toBe(false);
    expect(await isServed(tmpdir(), address.replace(TOKEN, 'another'))).toBe(false);
    await server.stop();
    expect(await isServed(tmpdir(), address)).toBe(false);
    rmSync(place, { recursive: true });
  });

  it('is noted for its owner alone, for as long as it runs', async () => {
    const place = mkdtempSync(join(tmpdir(), 'concordat-'));
    const file = (await notePage(place, server.address))!;
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(notedPage(place)).toEqual({ file, address: server.address });
    forgetPage(place, server.address.replace(TOKEN, 'another'));
    expect(notedPage(place)).not.toBeNull();
    forgetPage(place, server.address);
    expect(readdirSync(place)).toEqual([]);
    expect(notedPage(place)).toBeNull();
    expect(await notePage(join(place, 'missing'), server.address)).toBeNull();
    rmSync(place, { recursive: true });
  });

  it.each([
    ['a page of another program', (_: unknown, response: ServerResponse) => response.end('hello')],
    ['a program that says nothing', () => {}],
    ['no page at all', (_: unknown, response: ServerResponse) => response.destroy()],
  ])('takes %s for no page about a folder', async (_, answers) => {
    const other = createServer(answers).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/open/${TOKEN}`;
    expect(await isServed(tmpdir(), address)).toBe(false);
    other.closeAllConnections();
    other.close();
  });

  it.each([
    ['another name for this computer', '/', { host: 'evil.example' }, 'GET', 421],
    ['another name with our port', '/', { host: 'evil.example:4173' }, 'GET', 421],
    ['a name that is none', '/', { host: 'a b@c/d' }, 'GET', 400],
    ['a write', '/', {}, 'POST', 405],
    ['a deletion', '/documents/2025-0001', {}, 'DELETE', 405],
    ['a path that climbs', '/documents/../../../etc/passwd', {}, 'GET', 404],
    ['a path that climbs in code', '/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd', {}, 'GET', 404],
    ['a path with backslashes', '/documents/..\\..\\etc\\passwd', {}, 'GET', 400],
    ['a file of the program', '/status-server.ts', {}, 'GET', 404],
    ['a long question', `/?${'q=1&'.repeat(2000)}`, {}, 'GET', 200],
    ['an endless question', `/?${'q'.repeat(20_000)}`, {}, 'GET', 431],
  ])('answers %s', async (_, path, headers, method, status) => {
    expect(
      (
        await ask(
          server.address,
          path,
          { cookie: named(cookie, headers as Record<string, string>), ...headers },
          method,
        )
      ).status,
    ).toBe(status);
  });

  it('stops at once, though somebody follows along', async () => {
    const following = await (await openedPage(server.address)).get('/news');
    const ended = following.text().then(
      () => 'ended',
      () => 'ended',
    );
    await server.stop();
    expect(await ended).toBe('ended');
    await expect(ask(server.address, '/')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('documents of a folder', () => {
  let folder: string;
  const sha256 = hash('sha256', 'report');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-'));
    mkdirSync(join(folder, 'Documents', '2025-26'), { recursive: true });
    mkdirSync(join(folder, 'Documents elsewhere'));
    for (const path of ['Documents/2025-26/report.pdf', 'Documents elsewhere/report.pdf', 'report.pdf'])
      writeFileSync(join(folder, path), 'report');
    symlinkSync(join(folder, 'report.pdf'), join(folder, 'Documents', 'led-away.pdf'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['Documents/2025-26/report.pdf', 'Documents\\2025-26\\report.pdf'])('are opened: %s', async (link) => {
    const bytes = await documentsOf(folder)({ link, sha256 });
    expect(new TextDecoder().decode(bytes!)).toBe('report');
  });

  it.each([
    'report.pdf',
    'Documents/../report.pdf',
    'Documents elsewhere/report.pdf',
    'Documents/led-away.pdf',
    'Documents/2025-26',
    'Documents/missing.pdf',
    '/etc/passwd',
    '',
    'Documents/\0',
  ])('are not opened where they should not be: %s', async (link) => {
    expect(await documentsOf(folder)({ link, sha256 })).toBeNull();
  });

  it('are opened in a school’s folder, also once that is called otherwise or is a link to elsewhere', async () => {
    const link = 'Schools/Elm Park/Documents/2025-0003 Statement.pdf';
    mkdirSync(join(folder, 'Schools/Elm Park/Documents'), { recursive: true });
    writeFileSync(join(folder, link), 'report');
    const opened = async () => new TextDecoder().decode((await documentsOf(folder)({ link, sha256 }))!);
    expect(await opened()).toBe('report');
    renameSync(join(folder, 'Schools/Elm Park'), join(folder, 'Schools/Park Academy'));
    expect(await opened()).toBe('report');
    renameSync(join(folder, 'Schools/Park Academy'), join(folder, 'shared'));
    symlinkSync(join(folder, 'shared'), join(folder, 'Schools/Elm Park'));
    expect(await opened()).toBe('report');
    writeFileSync(join(folder, link), 'another');
    expect(await documentsOf(folder)({ link, sha256 })).toBeNull();
  });

  it('are not opened once they were altered', async () => {
    writeFileSync(join(folder, 'Documents/2025-26/report.pdf'), 'another');
    expect(await documentsOf(folder)({ link: 'Documents/2025-26/report.pdf', sha256 })).toBeNull();
  });
});
