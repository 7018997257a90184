import { describe, expect, it } from 'vitest';
import { identifyWorkbook } from '../../functions/workbooks/identify-workbook.ts';
import { allianceKind, schoolKind } from '../../functions/workbooks/kinds.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import { openMemoryWorkbooks } from '../support/memory-workbooks.ts';
import { allianceIdentity, ELM_PARK, openUsualBench, schoolIdentity } from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

const startHere = (...rows: RawTab['rows']): RawTab => ({ title: 'Start here', rows });
const about = ['About this workbook'];

describe('identifyWorkbook', () => {
  it.each([allianceIdentity, schoolIdentity])('knows a new workbook of each kind ($kind)', async (identity) => {
    const workbooks = openMemoryWorkbooks();
    await workbooks.create('new', newWorkbook(identity, new Map(), [], usualSettings));
    expect(identifyWorkbook((await workbooks.read('new')).tabs)).toEqual(identity);
  });

  it('knows one whose tabs were moved, with a title in other letters', () => {
    const tabs = [
      { title: 'Staff days', rows: [] },
      { ...startHere([], about, ['This is', allianceKind.name], ['Academic year', '2025/26']), title: ' START here' },
    ];
    expect(identifyWorkbook(tabs)).toMatchObject({ kind: allianceKind, startYear: 2025, alliance: '' });
  });

  it.each<[string, RawTab[], RegExp]>([
    ['has no tabs', [], /was not made by Concordat/],
    ['is somebody else’s', [{ title: 'Sheet1', rows: [['a']] }], /was not made by Concordat/],
    ['lost Start here', [{ title: 'Staff days', rows: [] }], /^The tab Start here is missing/],
    ['has a blank Start here', [startHere()], /^Start here no longer says/],
    ['has no year', [startHere(about, ['This is', allianceKind.name])], /no longer says/],
    [
      'has a year nobody can read',
      [startHere(about, ['This is', allianceKind.name], ['Academic year', { date: 46_000 }])],
      /no longer says/,
    ],
    ...['0001/02', '1899/00', '9999/00', '2025'].map((year): [string, RawTab[], RegExp] => [
      `has a year no calendar has: ${year}`,
      [startHere(about, ['This is', allianceKind.name], ['Academic year', year])],
      /no longer says/,
    ]),
    [
      'has a school without its number',
      [startHere(about, ['This is', schoolKind.name], ['Academic year', '2025/26'], ['URN', '12'])],
      /no longer says/,
    ],
  ])('says in a sentence what is wrong with a workbook that %s', (_, tabs, says) => {
    expect(identifyWorkbook(tabs)).toEqual({ unknown: expect.stringMatching(says) });
  });

  it('keeps the job from touching such a workbook', async () => {
    const bench = await openUsualBench();
    bench.workbooks.delete(ELM_PARK, 'Start here');
    await expect(bench.sync(ELM_PARK)).rejects.toMatchObject({ name: 'Refusal', code: 'not-a-workbook' });
    expect(bench.writesSince()).toEqual({ sheets: 0, store: 0, mails: 0 });
  });
});
