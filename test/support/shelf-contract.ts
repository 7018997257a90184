import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentShelf } from '../../functions/edges/ports.ts';

interface Opened {
  readonly shelf: DocumentShelf;
  /** Everything that was filed, by the link it was given. */
  files(): ReadonlyMap<string, Uint8Array>;
}

const path = '2025-26/2025-0001 Contribution statement, St Aldhelm’s School.pdf';
const bytes = new TextEncoder().encode('%PDF-1.7 £½');

/** What every place for finished documents does. `open` gives an empty one. */
export function describeShelfContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a shelf`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });
    const filed = () => [...opened.files()].map(([link, content]) => [link, Buffer.from(content).toString()]);

    it('gives the link under which the very bytes are found', async () => {
      const link = await opened.shelf.file(path, bytes);
      expect(filed()).toEqual([[link, '%PDF-1.7 £½']]);
    });

    it('takes the same bytes again at the same place', async () => {
      const link = await opened.shelf.file(path, bytes);
      expect(await opened.shelf.file(path, bytes)).toBe(link);
      expect(filed()).toHaveLength(1);
    });

    it('keeps what was filed last at a place', async () => {
      const link = await opened.shelf.file(path, new TextEncoder().encode('half'));
      await opened.shelf.file(path, bytes);
      expect(filed()).toEqual([[link, '%PDF-1.7 £½']]);
    });

    it('gives each place a link of its own', async () => {
      const links = [
        await opened.shelf.file(path, bytes),
        await opened.shelf.file(path.replace('0001', '0002'), bytes),
      ];
      expect(filed().map(([link]) => link)).toEqual(links);
      expect(new Set(links).size).toBe(2);
    });
  });
}
