import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { moment } from '../../sheets-schema/wording.ts';
import { AdvisedError, type Store } from '../edges/ports.ts';
import type { SyncMoment } from '../sync/sync-ports.ts';
import { allDeclared, type Declared } from '../workbooks/kinds.ts';
import { ownerOfKey } from '../workbooks/workbook-key.ts';
import { fileName } from '../workbooks/workbook-places.ts';
import { gatherChanges } from './gather/changes.ts';
import { documentNumbered, gatherDocuments } from './gather/documents.ts';
import { gatherGlance } from './gather/glance.ts';
import { gatherWorkbook } from './gather/workbook.ts';
import { keptKeys, namesIn, workbookName } from './gather/workbook-names.ts';
import { keyOfChecked, type LatestChecks } from './latest-checks.ts';
import { documentsPage } from './pages/documents-page.ts';
import { glancePage } from './pages/glance-page.ts';
import { historyPage } from './pages/history-page.ts';
import type { Html, Made } from './pages/page.ts';
import { refusalPage } from './pages/refusal-page.ts';
import { workbookPage } from './pages/workbook-page.ts';

export interface StatusPorts {
  readonly store: Store;
  /** What may be promised at all and in which kinds of workbook: all that is declared, unless told. */
  readonly catalogue?: Declared;
  readonly checks: LatestChecks;
  now(): SyncMoment;
  /** The bytes of a document that the register lists; null when it is not there, or no longer the one that was made. */
  openDocument(entry: { readonly link: string; readonly sha256: string }): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Opens a workbook in the program that this computer has for such files; whether it did. Not offered where left out. */
  openFile?(place: string): Promise<boolean>;
  /** The page by which anybody can check a document, as it was written last; null before the first document. Not offered where left out. */
  checkingPage?(): string | null;
  /** The one style sheet and the one script. */
  readonly files: { readonly style: string; readonly script: string };
  /** A fault of ours is told to the maintainer, by its name alone. */
  fault(name: string): void;
}

/** Nothing from elsewhere, nothing inline, no frame, no form. The icon is an empty one, so that none is asked for. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
/** A browser's own viewer of PDFs brings styles and a plug-in along. */
const DOCUMENT_POLICY = "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** One file that brings along all it needs, as it has to work from a disk. */
const CHECKING_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Other names for this computer could be somebody else's, pointed here to read along (DNS rebinding). */
const OUR_HOST = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i;

/** The status pages as requests and answers. Reads, and never writes. */
export function statusSite(ports: StatusPorts): Hono {
  const { store, checks, files, catalogue = allDeclared } = ports;
  const { kinds } = catalogue;
  const site = new Hono();

  const made = (): Made => ({ at: moment(ports.now().at), news: checks.last()?.at ?? '' });
  const show = (c: Context, shown: Html, status: 200 | 403 | 404 | 410 | 500 = 200) => c.html(shown, status);
  const missing = (c: Context) =>
    show(c, refusalPage('Not found', 'There is no such page. Go to “At a glance” above.', made()), 404);

  site.use(async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    if (!OUR_HOST.test(c.req.header('host') ?? ''))
      return c.text('This page is reached by the address that “concordat start” prints.', 421);
    if (c.req.method !== 'GET') return c.text('This page can only be read.', 405, { Allow: 'GET' });
    return next();
  });

  site.get('/', async (c) =>
    show(c, glancePage(await gatherGlance(store, checks.all(), ports.now().asOf, catalogue), made())),
  );

  site.get('/workbooks/:key', async (c) => {
    const checked = checks.checked(c.req.param('key'));
    if (checked === null) return missing(c);
    const view = await gatherWorkbook(store, checked, ports.now().asOf, catalogue);
    return show(c, workbookPage(view, ports.openFile !== undefined, made()));
  });

  site.get('/workbooks/:key/open', async (c) => {
    const checked = checks.checked(c.req.param('key'));
    if (checked === null || ports.openFile === undefined) return missing(c);
    // Only whoever is on this page may have a file opened: no other site, and no browser that looks ahead.
    if (c.req.header('sec-fetch-site') !== 'same-origin' || c.req.header('sec-purpose') !== undefined)
      return show(c, refusalPage('Not opened', 'A workbook is opened by the link on its own page.', made()), 403);
    if (await ports.openFile(checked.place)) return c.redirect(`/workbooks/${keyOfChecked(checked)}`, 303);
    const advice = `No program opened ${fileName(checked.place)}. Open it from its folder.`;
    return show(c, refusalPage('This workbook did not open', advice, made()), 500);
  });

  site.get('/history', async (c) =>
    show(c, historyPage(await gatherChanges(store, await keptKeys(store, kinds), catalogue), null, made())),
  );

  site.get('/history/:key', async (c) => {
    const key = c.req.param('key');
    const owner = ownerOfKey(key, kinds);
    if (owner === null || !(await keptKeys(store, kinds)).includes(key)) return missing(c);
    const name = workbookName(key, await namesIn(store, owner.startYear), kinds);
    return show(c, historyPage(await gatherChanges(store, [key], catalogue), { key, name }, made()));
  });

  site.get('/documents', async (c) =>
    show(c, documentsPage(await gatherDocuments(store), ports.checkingPage?.() != null, made())),
  );

  site.get('/check-a-document', (c) => {
    const checking = ports.checkingPage?.() ?? null;
    if (checking === null) return missing(c);
    return c.html(checking, 200, { 'Content-Security-Policy': CHECKING_POLICY });
  });

  site.get('/documents/:number', async (c) => {
    const entry = await documentNumbered(store, c.req.param('number'));
    if (entry === null) return missing(c);
    const bytes = await ports.openDocument(entry);
    if (bytes === null) {
      const advice = `Document ${entry.number} is no longer in its place, or no longer as it was made. Put it back from a backup.`;
      return show(c, refusalPage('This document cannot be opened', advice, made()), 410);
    }
    return c.body(bytes, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${entry.number}.pdf"`,
      'Content-Security-Policy': DOCUMENT_POLICY,
    });
  });

  site.get('/status.css', (c) => c.body(files.style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  site.get('/follow.js', (c) => c.body(files.script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  site.get('/news', (c) => follow(c, checks));

  site.notFound(missing);
  site.onError((error, c) => {
    if (error instanceof AdvisedError) return show(c, refusalPage('This cannot be shown', error.advice, made()), 500);
    ports.fault(error.name);
    const advice =
      'Concordat has a fault of its own here. The workbooks are not affected. Please report which page it was.';
    return show(c, refusalPage('This cannot be shown', advice, made()), 500);
  });
  return site;
}

/** Tells the reader at once which check was the last, and then of each new one, until they go away. */
function follow(c: Context, checks: LatestChecks): Response {
  return streamSSE(c, async (stream) => {
    const tell = ({ at }: SyncMoment) => void stream.writeSSE({ event: 'checked', data: at }).catch(() => undefined);
    const last = checks.last();
    if (last !== null) tell(last);
    await new Promise<void>((gone) => {
      const stop = checks.follow(tell);
      stream.onAbort(() => {
        stop();
        gone();
      });
    });
  });
}
