import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moveOver, writeBeside } from './workbook-files.ts';

/** A file of the person's own, where the keys lie, that leads a browser to the page that runs. */
const PAGE_FILE = 'status-page.html';
const ADDRESS = /; url=(http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]+)"/;

/**
 * Notes in a folder that only its owner may enter where the status page is, and gives the file, which a browser is to open: everybody on the
 * computer may see with which arguments a program is started (but on Windows), and would have the address. Null where it cannot be written.
 */
export async function notePage(place: string | null, address: string): Promise<string | null> {
  if (place === null) return null;
  const file = join(place, PAGE_FILE);
  const page =
    `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}">` +
    `<title>Concordat</title><p><a href="${address}">Show the status page</a></p></html>\n`;
  try {
    await moveOver(await writeBeside(file, page, 0o600), file);
    return file;
  } catch {
    return null;
  }
}

/** What was noted there last; null where nothing was. */
export function notedPage(place: string | null): { readonly file: string; readonly address: string } | null {
  if (place === null) return null;
  const file = join(place, PAGE_FILE);
  try {
    const address = ADDRESS.exec(readFileSync(file, 'utf8'))?.[1];
    return address === undefined ? null : { file, address };
  } catch {
    return null;
  }
}

/** Takes the note away, but for one of another page. What cannot be taken away leads nowhere. */
export function forgetPage(place: string | null, address: string): void {
  const noted = notedPage(place);
  if (noted?.address !== address) return;
  try {
    rmSync(noted.file, { force: true });
  } catch {}
}
