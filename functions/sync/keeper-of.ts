import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import type { Elsewhere } from '../../sheets-schema/rows-by-tab.ts';
import type { RawTab } from '../../sheets-schema/sheet.ts';
import type { Secret, Store } from '../edges/ports.ts';
import { digestOfRows } from '../history/kept-sums.ts';
import type { LatestSnapshot } from '../history/read-history.ts';
import { UNREAD, WAITING } from '../history/records.ts';
import type { Catalogue } from '../protocols/catalogue.ts';
import type { WorkbookKind } from '../workbooks/define-workbook.ts';
import { missingColumnsIn } from '../workbooks/situation-of.ts';
import type { Keeper } from './keeper.ts';
import { keeperOfRows } from './kept-rows.ts';
import { keeperOfSums } from './kept-sums.ts';
import { elsewhereRecords, rowRecords, unreadRecords, waitingRecords } from './snapshot-content.ts';

interface ToBeKept {
  readonly store: Store;
  readonly secret: Secret;
  readonly latest: LatestSnapshot | null;
  readonly workbook: string;
  readonly kind: WorkbookKind;
  readonly parsed: readonly ParsedTab[];
  /** What of other years' workbooks counts in this one. */
  readonly elsewhere: Elsewhere;
  readonly tabs: readonly RawTab[];
  readonly catalogue: Catalogue;
}

export function keeperOf(toBeKept: ToBeKept): Keeper {
  const { store, secret, latest, workbook, kind, parsed, elsewhere, tabs, catalogue } = toBeKept;
  const [rows, waiting, unread] = [rowRecords(parsed), waitingRecords(parsed), unreadRecords(parsed, tabs)];
  if (kind.keeps === 'rows')
    return keeperOfRows({
      store,
      secret,
      head: latest?.head ?? null,
      manifest: latest?.manifest ?? null,
      rows,
      waiting,
      unread,
      elsewhere: elsewhereRecords(elsewhere),
      tabs: parsed.map(({ tab }) => tab),
      missingColumns: missingColumnsIn(parsed),
    });
  return keeperOfSums({
    secret,
    catalogue,
    previous: latest?.manifest.sums ?? null,
    tabs: parsed.map(({ tab }) => tab),
    rows: digestOfRows(workbook, new Map([...rows, [WAITING, waiting], [UNREAD, unread]]), secret),
  });
}
