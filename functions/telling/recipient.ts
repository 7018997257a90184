import type { Situation } from '../protocols/situation.ts';
import type { WorkbookIdentity } from '../workbooks/define-workbook.ts';

/** Who is told about a workbook, and by which name: the school's office, or the coordinator for the alliance's own. */
export function recipientOf({ kind, school, alliance }: WorkbookIdentity, situation: Situation) {
  const address = kind.owner.addressIn(situation.settings, situation.school);
  return { name: school === null ? alliance : kind.called(school), to: address === null ? [] : [address] };
}
