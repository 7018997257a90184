import { sheets, type sheets_v4 } from '@googleapis/sheets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from './faults.ts';
import { GoogleRefusal, tooManyRequests } from './google-refusal.ts';
import { openGoogle, type StandIn } from './stand-in.ts';

let google: StandIn;
let api: sheets_v4.Sheets;
let place: string;

beforeEach(async () => {
  google = await openGoogle();
  api = sheets({ version: 'v4', auth: google.signIn(), rootUrl: google.rootUrl, retry: false });
  place = google.people.makeSpreadsheet('Elm Park', { Tab: [['x']] });
});
afterEach(() => google.stop());

const read = () =>
  api.spreadsheets.values.batchGetByDataFilter({
    spreadsheetId: place,
    requestBody: { dataFilters: [{ gridRange: { sheetId: 0 } }], valueRenderOption: 'UNFORMATTED_VALUE' },
  });
const write = () =>
  api.spreadsheets.batchUpdate({ spreadsheetId: place, requestBody: { requests: [{ addSheet: {} }] } });
const tabs = () => google.files.find(place)?.book?.grids.length;
const WRITE = 'sheets.spreadsheets.batchUpdate';

describe('faults', () => {
  it('come at the request they were ordered for, as often as they were ordered', async () => {
    google.faults.order(WRITE, new GoogleRefusal(503, 'The service is currently unavailable.', 'backendError'), {
      nth: 2,
      times: 2,
    });
    await read();
    await write();
    await expect(write()).rejects.toMatchObject({ status: 503 });
    expect(google.faults.outstanding()).toBe(1);
    await expect(write()).rejects.toMatchObject({ status: 503 });
    await write();
    expect([tabs(), google.faults.outstanding()]).toEqual([3, 0]);
  });

  it('say how long to wait, or do not', async () => {
    google.faults.order(() => true, tooManyRequests(30));
    google.faults.order(() => true, tooManyRequests(), { nth: 2 });
    const seen = [await read().catch((error) => error), await read().catch((error) => error)];
    expect(seen.map(({ response }) => [response.status, response.headers.get('retry-after')])).toEqual([
      [429, '30'],
      [429, null],
    ]);
    expect(seen[0].response.data).toMatchObject({
      error: {
        code: 429,
        status: 'RESOURCE_EXHAUSTED',
        errors: [{ domain: 'usageLimits', reason: 'rateLimitExceeded' }],
      },
    });
  });

  it.each<[Fault, number]>([
    ['cut-before', 1],
    ['cut-after', 2],
    ['half-answer', 2],
  ])('%s leaves %i tabs and no answer', async (fault, left) => {
    google.faults.order(WRITE, fault);
    await expect(write()).rejects.toThrow();
    expect(tabs()).toBe(left);
    await write();
    expect(tabs()).toBe(left + 1);
  });

  it.each<[Fault, number]>([
    ['hang', 1],
    ['forgets', 2],
  ])('%s leaves %i tabs and never answers', async (fault, left) => {
    google.faults.order(WRITE, fault);
    const requestBody = { requests: [{ addSheet: {} }] };
    await expect(
      api.spreadsheets.batchUpdate({ spreadsheetId: place, requestBody }, { timeout: 200 }),
    ).rejects.toThrow();
    expect(tabs()).toBe(left);
  });

  it('are people at work between two requests', async () => {
    google.faults.order(WRITE, () => google.people.insertRows(place, 'Tab', 1));
    google.faults.order(WRITE, () => google.people.renameTab(place, 'Tab', 'Other'));
    await write();
    expect(google.shown(place, 'Other')).toEqual([[], ['x']]);
    google.faults.order(WRITE, () => google.people.unshare(place));
    await expect(write()).rejects.toMatchObject({ status: 403 });
  });
});

describe('counting', () => {
  it('tells reads from writes and methods from one another', async () => {
    await read();
    const mark = google.traffic.length;
    await read();
    await write();
    expect(google.tally(mark)).toEqual({
      reads: 1,
      writes: 1,
      byMethod: { 'sheets.spreadsheets.values.batchGetByDataFilter': 1, [WRITE]: 1 },
    });
    expect(google.traffic[1]).toMatchObject({
      verb: 'POST',
      path: `/v4/spreadsheets/${place}/values:batchGetByDataFilter`,
      status: 200,
    });
    expect(google.traffic[1]?.bytesOut).toBe(JSON.stringify(google.traffic[1]?.answer).length);
  });

  it('keeps Google’s quota by the minute where it is told to', async () => {
    await google.stop();
    google = await openGoogle({ sheetsQuota: 2 });
    api = sheets({ version: 'v4', auth: google.signIn(), rootUrl: google.rootUrl, retry: false });
    place = google.people.makeSpreadsheet('Elm Park', { Tab: [['x']] });
    await read();
    await read();
    await expect(read()).rejects.toMatchObject({ status: 429 });
    await write();
    google.clock.advance(60_000);
    await read();
  });
});
