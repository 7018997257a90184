import type { Store } from '../../edges/ports.ts';
import { latestRecords } from '../../history/records.ts';
import type { Situation } from '../../protocols/situation.ts';
import { allianceKind, type Declared } from '../../workbooks/kinds.ts';
import { situationAsKept } from '../../workbooks/situation-of.ts';
import { allianceKey } from '../../workbooks/workbook-key.ts';

/** The alliance as its newest snapshot of a year has it; null where there is none. */
export async function allianceAsKept(
  store: Store,
  startYear: number,
  asOf: string,
  catalogue: Declared,
): Promise<Situation | null> {
  const records = await latestRecords(store, allianceKey(startYear));
  return records && situationAsKept({ kind: allianceKind, urn: null, startYear }, records, null, asOf, catalogue);
}
