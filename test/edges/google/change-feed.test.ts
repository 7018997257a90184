import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeFeed, type WatchedFeed } from '../../../functions/edges/google/change-feed.ts';
import type { Fault } from '../../support/google/faults.ts';
import { GoogleRefusal, tooManyRequests } from '../../support/google/google-refusal.ts';
import { type Connected, connect } from './connected.ts';

let connected: Connected;
let standIn: Connected['standIn'];
let feed: WatchedFeed;
let drive: string;
const THREE_MINUTES = 180_000;

beforeEach(async () => {
  connected = await connect();
  ({ standIn } = connected);
  drive = standIn.people.makeDrive('Alderfold');
  feed = changeFeed(connected.google, drive);
});
afterEach(() => connected.end());

const workbook = (name: string, parent = drive) =>
  standIn.people.makeSpreadsheet(name, { Checks: [['Status']] }, { parent });

describe('the feed of a shared drive', () => {
  it('says nothing until something changes', async () => {
    workbook('Elm Park');
    const mark = await feed.start();
    const first = await feed.since(mark);
    expect(first.places).toEqual([]);
    expect((await feed.since(first.next)).places).toEqual([]);
  });

  it('names each workbook once, however often it changed, and goes on from there', async () => {
    const [elm, oak] = [workbook('Elm Park'), workbook('Oak Lane')];
    const mark = await feed.start();
    standIn.people.type(elm, 'Checks!A2', 'one');
    standIn.clock.advance(THREE_MINUTES);
    standIn.people.rename(oak, 'Oak Lane School');
    standIn.people.rename(elm, 'Elm Park School');
    const { places, next } = await feed.since(mark);
    expect(new Set(places)).toEqual(new Set([elm, oak]));
    expect(places).toHaveLength(2);
    expect((await feed.since(next)).places).toEqual([]);
    standIn.people.type(oak, 'Checks!A2', 'two');
    standIn.clock.advance(THREE_MINUTES);
    expect((await feed.since(next)).places).toEqual([oak]);
  });

  it('names what was removed or put in the bin, and nothing outside the drive', async () => {
    const [elm, oak] = [workbook('Elm Park'), workbook('Oak Lane')];
    const elsewhere = workbook('Ash Grove', standIn.people.makeDrive('Another'));
    const mark = await feed.start();
    standIn.people.trash(elm);
    standIn.people.remove(oak);
    standIn.people.rename(elsewhere, 'Ash');
    expect(new Set((await feed.since(mark)).places)).toEqual(new Set([elm, oak]));
  });

  it('reads on over many pages', async () => {
    const mark = await feed.start();
    const made = Array.from({ length: 2300 }, (_, at) => standIn.people.makeFolder(`${at}`, drive));
    const { places } = await feed.since(mark);
    expect(new Set(places)).toEqual(new Set(made));
    expect(standIn.tally().byMethod['drive.changes.list']).toBe(3);
  });

  it.each(['nonsense', '1', '99999999'])('is lost with a mark such as %j', async (mark) => {
    await expect(feed.since(mark)).rejects.toMatchObject({ name: 'EdgeError', code: 'feed-lost', retryable: false });
  });

  it('is lost when Google forgot the mark, and begins anew', async () => {
    const elm = workbook('Elm Park');
    const mark = await feed.start();
    standIn.changes.forgetTokens();
    await expect(feed.since(mark)).rejects.toMatchObject({ code: 'feed-lost' });
    const anew = await feed.start();
    standIn.people.rename(elm, 'Elm');
    expect((await feed.since(anew)).places).toEqual([elm]);
    standIn.faults.order(
      'drive.changes.list',
      new GoogleRefusal(410, 'The page token is no longer valid.', 'invalidPageToken'),
    );
    await expect(feed.since(anew)).rejects.toMatchObject({ code: 'feed-lost' });
  });

  it.each<Fault>([
    tooManyRequests(),
    new GoogleRefusal(503, 'Backend Error', 'backendError'),
    'cut-before',
    'cut-after',
    'half-answer',
  ])('loses no change to a fault (%s)', async (fault) => {
    const elm = workbook('Elm Park');
    const mark = await feed.start();
    standIn.people.rename(elm, 'Elm');
    standIn.faults.order('drive.changes.list', fault, { times: 2 });
    standIn.faults.order('drive.changes.getStartPageToken', fault);
    expect((await feed.since(mark)).places).toEqual([elm]);
    await feed.start();
    expect(connected.pauses).toHaveLength(3);
  });

  it('asks one request of a quiet drive', async () => {
    const mark = await feed.start();
    const since = standIn.traffic.length;
    await feed.since(mark);
    expect(standIn.tally(since).byMethod).toEqual({ 'drive.changes.list': 1 });
  });
});

describe('notices', () => {
  const asked = { id: 'channel-1', address: 'https://concordat.example/notice', token: 'secret' };
  const until = '2026-04-02T09:00:00.000Z';

  it('are asked for until a moment, and no more once stopped', async () => {
    const channel = await feed.watch({ ...asked, until });
    const [standing] = standIn.changes.channels();
    expect(standing).toMatchObject({ ...asked, resourceId: channel.resourceId, expiration: Date.parse(until) });
    await feed.stop(channel);
    expect(standIn.changes.channels()).toEqual([]);
    await feed.stop(channel);
  });

  it('may not be had at every address, and it is said that nothing is lost', async () => {
    const refused = feed.watch({ ...asked, address: 'http://concordat.example/notice', until });
    await expect(refused).rejects.toMatchObject({
      code: 'not-allowed',
      advice: expect.stringContaining('every minute'),
    });
  });
});
