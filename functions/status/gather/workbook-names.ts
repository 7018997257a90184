import type { SchoolNames } from '../../../sheets-schema/cells/cell.ts';
import { rowsOf } from '../../../sheets-schema/rows-by-tab.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { yearLabel } from '../../../sheets-schema/wording.ts';
import type { Store } from '../../edges/ports.ts';
import type { School } from '../../figures/members.ts';
import { namesOf, schoolsIn } from '../../figures/school-numbers.ts';
import { latestRecords } from '../../history/records.ts';
import type { WorkbookKind } from '../../workbooks/define-workbook.ts';
import { allDeclared } from '../../workbooks/kinds.ts';
import { allianceKey, ownerOfKey } from '../../workbooks/workbook-key.ts';

/** The members of a year by every name they go by, from the alliance's newest snapshot. */
export async function namesIn(store: Store, startYear: number): Promise<SchoolNames> {
  return namesOf(await schoolsKept(store, startYear));
}

/** *Schools* of a year, as the alliance's newest snapshot has it. */
export async function schoolsKept(store: Store, startYear: number): Promise<readonly School[]> {
  const records = await latestRecords(store, allianceKey(startYear));
  return schoolsIn(rowsOf(records?.rows ?? new Map(), schoolsTab), startYear);
}

/** Keys of every workbook with a history, the alliance's first. */
export async function keptKeys(store: Store, kinds: readonly WorkbookKind[] = allDeclared.kinds): Promise<string[]> {
  const heads = await store.list('head/');
  return heads.map(({ key }) => key.slice('head/'.length)).filter((key) => ownerOfKey(key, kinds) !== null);
}

/** "Elm Park High School 2025/26". */
export function workbookName(
  key: string,
  names: SchoolNames,
  kinds: readonly WorkbookKind[] = allDeclared.kinds,
): string {
  const owner = ownerOfKey(key, kinds);
  if (owner === null) return key;
  const whose = owner.kind.called(owner.urn && names.nameOf(owner.urn));
  return `${whose} ${yearLabel(owner.startYear)}`;
}
