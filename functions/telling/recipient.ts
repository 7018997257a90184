import type { Situation } from '../protocols/situation.ts';
import type { WorkbookIdentity } from '../workbooks/define-workbook.ts';
import { workbookKey } from '../workbooks/workbook-key.ts';

/** Who is told about a workbook. */
export interface Recipient {
  /** The workbook's key in the history. */
  readonly workbook: string;
  /** What the message calls the workbook. */
  readonly name: string;
  readonly to: readonly string[];
}

/** The school's office, or the coordinator for the alliance's own; nobody while their address is not known. */
export function recipientOf(identity: WorkbookIdentity, { settings, school: listed }: Situation): Recipient {
  const { kind, school, alliance } = identity;
  const address = kind.owner.addressIn(settings, listed);
  return {
    workbook: workbookKey(identity),
    name: school === null ? alliance : kind.called(school),
    to: address === null ? [] : [address],
  };
}
