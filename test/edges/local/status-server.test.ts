import { hash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentsOf } from '../../../functions/edges/local/documents-in-folder.ts';
import { type StatusServer, servedAlready, serveHere } from '../../../functions/edges/local/status-server.ts';
import { openStatusBench, type StatusBench } from '../../support/status-bench.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

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

describe('the status server', () => {
  let bench: StatusBench;
  let server: StatusServer;
  beforeEach(async () => {
    bench = await openStatusBench();
    await bench.check();
    server = await serveHere(tmpdir(), bench.site.fetch, 0);
  });
  afterEach(() => server.stop());

  it('serves the pages on this computer alone', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(server.address, '/')).toEqual({
      status: 200,
      text: expect.stringContaining('Harrowdale Learning Alliance'),
    });
    const elsewhere = server.address.replace('127.0.0.1', '127.0.0.2');
    await expect(ask(elsewhere, '/')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('takes another port where the usual one is taken', async () => {
    const port = Number(new URL(server.address).port);
    const second = await serveHere(tmpdir(), bench.site.fetch, port);
    expect(second.address).not.toBe(server.address);
    expect((await ask(second.address, '/')).status).toBe(200);
    await second.stop();
  });

  it('is found again by the folder that it is about, by whatever way that is reached', async () => {
    const port = Number(new URL(server.address).port);
    const place = mkdtempSync(join(tmpdir(), 'concordat-'));
    symlinkSync(tmpdir(), join(place, 'link'), 'dir');
    expect(await servedAlready(tmpdir(), port)).toBe(server.address);
    expect(await servedAlready(join(place, 'link'), port)).toBe(server.address);
    expect(await servedAlready(place, port)).toBeNull();
    await server.stop();
    expect(await servedAlready(tmpdir(), port)).toBeNull();
    rmSync(place, { recursive: true });
  });

  it.each([
    ['a page of another program', (_: unknown, response: ServerResponse) => response.end('hello')],
    ['a program that says nothing', () => {}],
    ['no page at all', (_: unknown, response: ServerResponse) => response.destroy()],
  ])('takes %s for no page about a folder', async (_, answers) => {
    const other = createServer(answers).listen(0, '127.0.0.1');
    await once(other, 'listening');
    expect(await servedAlready(tmpdir(), (other.address() as AddressInfo).port)).toBeNull();
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
    expect((await ask(server.address, path, headers as Record<string, string>, method)).status).toBe(status);
  });

  it('stops at once, though somebody follows along', async () => {
    const following = await fetch(`${server.address}/news`);
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
