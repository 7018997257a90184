import { hash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentShelf } from '../../functions/edges/ports.ts';

interface Opened {
  readonly shelf: DocumentShelf;
  /** Everything that was filed, by the link it was given. */
  files(): ReadonlyMap<string, Uint8Array>;
}

const document = { folder: '2025-26', number: '2025-0001', name: 'Contribution statement, St Aldhelm’s School' };
const bytes = new TextEncoder().encode('%PDF-1.7 £½');
const others = new TextEncoder().encode('%PDF-1.7 £1');

/** What every place for finished documents does. `open` gives an empty one. */
export function describeShelfContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a shelf`, () => {
    let opened: Opened;
    beforeEach(async () => {
      opened = await open();
    });
    const filed = () => [...opened.files()].map(([link, content]) => [link, Buffer.from(content).toString()]);

    it('gives the link under which the very bytes are found', async () => {
      const link = await opened.shelf.file(document, bytes);
      expect(filed()).toEqual([[link, '%PDF-1.7 £½']]);
    });

    it('takes the same bytes again at the same place', async () => {
      const link = await opened.shelf.file(document, bytes);
      expect(await opened.shelf.file(document, bytes)).toBe(link);
      expect(filed()).toHaveLength(1);
    });

    it('keeps what was filed first under a number, and says that another was not filed', async () => {
      const link = await opened.shelf.file(document, bytes);
      expect(await opened.shelf.file(document, others)).toBeNull();
      expect(await opened.shelf.file({ ...document, name: 'Agreement, Elm Park High School' }, others)).toBeNull();
      expect(filed()).toEqual([[link, '%PDF-1.7 £½']]);
    });

    it('takes one number for a whole one: what begins with the same digits is another', async () => {
      await opened.shelf.file({ ...document, number: '2025-00010' }, others);
      expect(await opened.shelf.file(document, bytes)).not.toBeNull();
      expect(filed()).toHaveLength(2);
    });

    it('keeps the numbers of one folder apart from those of another', async () => {
      await opened.shelf.file(document, others);
      expect(await opened.shelf.file({ ...document, folder: '2026-27' }, bytes)).not.toBeNull();
      expect(filed()).toHaveLength(2);
    });

    it('gives each document a link of its own', async () => {
      const links = [
        await opened.shelf.file(document, bytes),
        await opened.shelf.file({ ...document, number: '2025-0002' }, bytes),
      ];
      expect(filed().map(([link]) => link)).toEqual(links);
      expect(new Set(links).size).toBe(2);
    });

    it('tells the hash of what stands under a number, and of nothing where nothing does', async () => {
      await opened.shelf.file(document, bytes);
      await opened.shelf.file({ ...document, number: '2025-00010' }, others);
      expect(await opened.shelf.filed(document)).toEqual([hash('sha256', bytes)]);
      expect(await opened.shelf.filed({ ...document, number: '2025-0002' })).toEqual([]);
      expect(await opened.shelf.filed({ ...document, folder: '2026-27' })).toEqual([]);
    });

    it('files one of two that come at once under the same number', async () => {
      const [one, other] = await Promise.all([
        opened.shelf.file(document, bytes),
        opened.shelf.file({ ...document }, others),
      ]);
      expect([one, other].filter((link) => link === null)).toHaveLength(1);
      expect(filed()).toHaveLength(1);
    });
  });
}
