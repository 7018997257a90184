import { packs } from '../../functions/protocols/packs.ts';
import type { OwnTab } from '../../functions/workbooks/define-workbook.ts';
import { type Declared, declare, kinds } from '../../functions/workbooks/kinds.ts';
import { defineOwnTab } from '../../functions/workbooks/own-tabs/define-own-tab.ts';
import type { NewColumn } from '../../sheets-schema/sheet.ts';

const column: NewColumn = { heading: '', note: null, width: 20, format: 'text', choices: null };

/** A made-up tab of ours: how many rows each tab has, with a column for people's remarks. */
function tallyTab(since: number): OwnTab {
  return defineOwnTab({
    id: 'tally',
    title: 'Tally',
    since,
    columns: () => [
      { ...column, heading: 'Tab' },
      { ...column, heading: 'Rows' },
      { ...column, heading: 'Remark', yours: true },
    ],
    headings: true,
    rows: ({ parsed }) =>
      parsed.map(({ tab, rows }) => [
        { value: tab.title, style: 'text' },
        { value: String(rows.length), style: 'text' },
      ]),
    rowsRestored: ({ manifest }) => [[`As on ${manifest.asOf}`]],
  });
}

/** Every kind there is, each with the made-up tab before its *Checks*. */
export function withTally(since: number): Declared {
  const tally = tallyTab(since);
  return declare(
    packs,
    kinds.map((kind) => ({ ...kind, ownTabs: kind.ownTabs.toSpliced(-1, 0, tally) })),
  );
}
