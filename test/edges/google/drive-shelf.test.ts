import { afterEach, describe, expect, it } from 'vitest';
import { driveShelf } from '../../../functions/edges/google/drive-shelf.ts';
import type { Fault } from '../../support/google/faults.ts';
import { GoogleRefusal, tooManyRequests } from '../../support/google/google-refusal.ts';
import { describeShelfContract } from '../../support/shelf-contract.ts';
import { type Connected, connect } from './connected.ts';

const opened: Connected[] = [];
afterEach(() => Promise.all(opened.splice(0).map((one) => one.end())));

async function open() {
  const connected = await connect();
  opened.push(connected);
  const { standIn, google } = connected;
  const drive = standIn.people.makeDrive('Alderfold');
  const folder = standIn.people.makeFolder('Documents', drive);
  const shelf = driveShelf({ google, drive, folder });
  const documents = () => standIn.files.all().filter(({ content, trashed }) => content !== null && !trashed);
  const folders = () => standIn.files.all().filter(({ mimeType }) => mimeType.endsWith('.folder'));
  return { ...connected, drive, folder, shelf, documents, folders };
}

const linkTo = (id: string) => `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
const document = { folder: '2025-26/Statements', number: '2025-0001', name: "St Aldhelm's \\ School" };
const bytes = new TextEncoder().encode('%PDF-1.7 £½\r\n--');

describeShelfContract('A shared drive', async () => {
  const { shelf, documents } = await open();
  return { shelf, files: () => new Map(documents().map(({ id, content }) => [linkTo(id), content!])) };
});

describe('documents on a shared drive', () => {
  it('stand in folders of their own, made once', async () => {
    const { standIn, shelf, folder, documents, folders } = await open();
    await shelf.file(document, bytes);
    await shelf.file({ ...document, number: '2025-0002' }, bytes);
    const [first, second] = documents();
    const [, year, statements] = folders();
    expect(first).toMatchObject({
      name: "2025-0001 St Aldhelm's \\ School.pdf",
      mimeType: 'application/pdf',
      parents: [statements?.id],
    });
    expect(second?.parents).toEqual([statements?.id]);
    expect([year?.name, year?.parents, statements?.name, statements?.parents]).toEqual([
      '2025-26',
      [folder],
      'Statements',
      [year?.id],
    ]);
    expect(folders()).toHaveLength(3);
    expect(Buffer.from(first!.content!)).toEqual(Buffer.from(bytes));
    expect(standIn.tally().byMethod['drive.files.create']).toBe(4);
  });

  it('are not sent again where the same bytes are there already, however they were moved and renamed', async () => {
    const { standIn, shelf, documents } = await open();
    const link = await shelf.file(document, bytes);
    standIn.people.rename(documents()[0]!.id, 'Ours.pdf');
    const since = standIn.traffic.length;
    expect(await shelf.file(document, bytes)).toBe(link);
    expect(standIn.tally(since).byMethod).toEqual({ 'drive.files.list': 1 });
  });

  it('are filed anew once they were put in the bin', async () => {
    const { standIn, shelf, documents } = await open();
    const link = await shelf.file(document, bytes);
    standIn.people.trash(documents()[0]!.id);
    expect(await shelf.file(document, bytes)).not.toBe(link);
    expect(documents()).toHaveLength(1);
  });

  it.each<[string, () => Fault]>([
    ['too many requests', () => tooManyRequests()],
    ['a connection cut before', () => 'cut-before'],
    ['a connection cut after', () => 'cut-after'],
    ['half an answer', () => 'half-answer'],
    ['a fault of Google’s', () => new GoogleRefusal(500, 'Internal Error', 'internalError')],
  ])('are there once, whole, after %s in each request and filing again', async (_name, fault) => {
    for (const nth of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const { standIn, shelf, documents, folders } = await open();
      standIn.faults.order(() => true, fault(), { nth });
      const filed = () => shelf.file(document, bytes);
      const link = await filed().catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'EdgeError', code: 'unreachable', retryable: true });
        return filed();
      });
      expect(standIn.faults.outstanding()).toBe(0);
      expect(documents().map(({ id }) => linkTo(id))).toEqual([link]);
      expect(Buffer.from(documents()[0]!.content!)).toEqual(Buffer.from(bytes));
      expect(folders()).toHaveLength(3);
    }
  });

  it('stand once although two file them at the same moment', async () => {
    const { standIn, shelf, documents, folders } = await open();
    const links = await Promise.all([shelf.file(document, bytes), shelf.file(document, bytes)]);
    expect(new Set(links)).toEqual(new Set([linkTo(documents()[0]!.id)]));
    expect(documents()).toHaveLength(1);
    expect(folders().filter(({ trashed }) => !trashed)).toHaveLength(3);
    expect(standIn.traffic.filter(({ id }) => id === 'drive.files.update')).not.toEqual([]);
  });

  it.each(['in the folder', 'in the bin', 'under another name'])(
    'are not filed under a number that another has %s',
    async (where) => {
      const { standIn, shelf, documents } = await open();
      await shelf.file(document, new TextEncoder().encode('issued before'));
      const before = standIn.files.all().find(({ content }) => content !== null)!;
      if (where === 'in the bin') standIn.people.trash(before.id);
      if (where === 'under another name') standIn.people.rename(before.id, 'Ours.pdf');
      expect(await shelf.file(document, bytes)).toBeNull();
      expect(Buffer.from(before.content!).toString()).toBe('issued before');
      expect(documents()).toHaveLength(where === 'in the bin' ? 0 : 1);
    },
  );

  it('of two alliances on one drive keep apart, though number and name are the same', async () => {
    const { standIn, google, drive, folder, shelf, documents } = await open();
    const other = driveShelf({ google, drive, folder: standIn.people.makeFolder('Another', drive) });
    const links = [await shelf.file(document, bytes), await other.file(document, new TextEncoder().encode('theirs'))];
    expect(new Set(links).size).toBe(2);
    expect(documents().map(({ content }) => Buffer.from(content!).toString())).toEqual(['%PDF-1.7 £½\r\n--', 'theirs']);
    expect(folder).not.toBe('');
  });

  it('need a shared drive that lets Concordat in, and it is said what to do', async () => {
    const { standIn, google, drive, folder } = await open();
    const mine = standIn.people.makeFolder('Mine');
    standIn.people.share(mine);
    const inMine = driveShelf({ google, drive, folder: mine });
    await expect(inMine.file(document, bytes)).rejects.toMatchObject({
      code: 'no-space',
      retryable: false,
      advice: expect.stringContaining('shared drive'),
    });
    standIn.people.remove(folder);
    await expect(driveShelf({ google, drive, folder }).file(document, bytes)).rejects.toMatchObject({
      code: 'not-found',
    });
    const closed = standIn.people.makeDrive('Closed', 'reader');
    await expect(driveShelf({ google, drive: closed, folder: closed }).file(document, bytes)).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
