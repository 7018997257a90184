import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAllianceFolder } from '../../functions/edges/local/alliance-folder.ts';
import { workbooksIn } from '../../functions/edges/local/workbooks-in-folder.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import { newWorkbook } from '../../functions/workbooks/new-workbook.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { settingsTab } from '../../sheets-schema/tabs/settings.tab.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { allianceIdentity, MARCH, schoolIdentity } from '../support/sync-bench.ts';
import { usualSettings } from '../support/usual-packs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-sync-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hostile: RawCell[] = [
  '=HYPERLINK("http://evil.example","Click")',
  'a\u0001b\u0085c\u007fd\ufffee',
  'two\r\nlines\rand\nmore',
  'half a character \ud83c',
  `${'x'.repeat(58)}🏫🏫`,
  '\u202egnp.exe שלום',
  '_x000D_ and _x0041_',
  '<b>&amp;</b>]]>',
  '  spaces  ',
  'x'.repeat(32_767),
];

it('does in a folder what it does in memory: whatever is typed, the second run changes no byte', async () => {
  const { workbooks, store, signer, secret, listing } = openAllianceFolder(folder);
  const rows = hostile.map((cell): RawCell[] => ['Ms Okafor', cell, cell, cell]);
  await workbooks.create(join(folder, 'Alliance.xlsx'), newWorkbook(allianceIdentity, new Map(), [], usualSettings));
  const school = { ...schoolIdentity, school: 'Elm\u0085Park <&> \ud83c' };
  await workbooks.create(
    join(folder, 'Elm Park.xlsx'),
    newWorkbook(school, new Map([[staffDaysTab.id, rows]]), [], usualSettings),
  );

  const synced = syncedPlaces({ workbooks, store, signer, secret, listing });
  const run = () => synced.sync(workbooksIn(folder), { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
  const first = await run();
  expect(first.map((result) => ('outcome' in result ? result.outcome.postponed : result.advice))).toEqual([null, null]);
  const found = first.flatMap((result) => ('outcome' in result ? result.outcome.findings : []));
  expect(found.filter(({ tab, severity }) => tab === 'Staff days' && severity === 'problem').length).toBeGreaterThan(9);

  const bytes = () => workbooksIn(folder).map((file) => readFileSync(file));
  const before = bytes();
  const second = await run();
  expect(second.map((result) => 'outcome' in result && result.outcome)).toEqual([
    expect.objectContaining({ committed: false, written: false, postponed: null }),
    expect.objectContaining({ committed: false, written: false, postponed: null }),
  ]);
  expect(bytes()).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['.concordat', 'Alliance.xlsx', 'Elm Park.xlsx']);
  await store.close();
});

it('counts no row of tick boxes that are not ticked, as a workbook file keeps them', async () => {
  const { workbooks, store, signer, secret, listing } = openAllianceFolder(folder);
  const place = join(folder, 'Alliance.xlsx');
  const came: RawCell[] = [{ date: 45_973 }, 'Alliance meeting', 'Elm Park High School', 'Head', false];
  const rows = [came, ...Array.from({ length: 1998 }, (): RawCell[] => [null, null, null, null, false])];
  const first = new Map<string, RawCell[][]>([
    [whoCameTab.id, rows],
    [meetingsTab.id, [[{ date: 45_973 }, 'Alliance meeting']]],
    [schoolsTab.id, [['990001', 'Elm Park High School']]],
    [settingsTab.id, []],
  ]);
  await workbooks.create(place, newWorkbook(allianceIdentity, first, [], usualSettings));
  const { tabs } = await workbooks.read(place);
  expect(tabs.find(({ title }) => title === whoCameTab.title)!.rows[1999]).toContain(false);

  const synced = syncedPlaces({ workbooks, store, signer, secret, listing });
  const [result] = await synced.sync([place], { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
  const { rows: count, findings } = result && 'outcome' in result ? result.outcome : { rows: 0, findings: [] };
  expect({ count, problems: findings.filter(({ severity }) => severity === 'problem') }).toEqual({
    count: 3,
    problems: [],
  });
  await store.close();
});
