import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAllianceFolder, workbooksIn } from '../../functions/edges/local/alliance-folder.ts';
import { newWorkbook } from '../../functions/sync/new-workbook.ts';
import { syncedPlaces } from '../../functions/sync/sync-places.ts';
import type { RawCell } from '../../sheets-schema/sheet.ts';
import { staffDaysTab } from '../../sheets-schema/tabs/staff-days.tab.ts';
import { allianceIdentity, MARCH, schoolIdentity } from '../support/sync-bench.ts';

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
  const { workbooks, store, signer, mailer, listing } = openAllianceFolder(folder);
  const rows = hostile.map((cell): RawCell[] => ['Ms Okafor', cell, cell, cell]);
  await workbooks.create(join(folder, 'Alliance.xlsx'), newWorkbook(allianceIdentity, new Map(), []));
  const school = { ...schoolIdentity, school: 'Elm\u0085Park <&> \ud83c' };
  await workbooks.create(join(folder, 'Elm Park.xlsx'), newWorkbook(school, new Map([[staffDaysTab.id, rows]]), []));

  const synced = syncedPlaces({ workbooks, store, signer, mailer, listing });
  const run = () => synced.sync(workbooksIn(folder), { at: `${MARCH}T14:32:00.000Z`, asOf: MARCH });
  const first = await run();
  expect(first.map((result) => ('outcome' in result ? result.outcome.waiting : result.advice))).toEqual([null, null]);
  const found = first.flatMap((result) => ('outcome' in result ? result.outcome.findings : []));
  expect(found.filter(({ tab, severity }) => tab === 'Staff days' && severity === 'problem').length).toBeGreaterThan(9);

  const bytes = () => workbooksIn(folder).map((file) => readFileSync(file));
  const before = bytes();
  const second = await run();
  expect(second.map((result) => 'outcome' in result && result.outcome)).toEqual([
    expect.objectContaining({ committed: false, written: false, waiting: null }),
    expect.objectContaining({ committed: false, written: false, waiting: null }),
  ]);
  expect(bytes()).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['.concordat', 'Alliance.xlsx', 'Elm Park.xlsx']);
  await store.close();
});
