import type { Signer } from '../edges/ports.ts';
import type { Misfit } from '../history/checkpoint.ts';
import { isHeadSigned } from '../history/read-history.ts';
import { keysNamedBy } from '../history/signature.ts';
import type { Head } from '../history/snapshot.ts';
import { Refusal } from '../refusal.ts';
import { allDeclared, isSchools, readsAlliance } from '../workbooks/kinds.ts';
import { allianceKey, ownerOfKey } from '../workbooks/workbook-key.ts';

const OWN =
  'The history of this workbook does not stand as it was kept. It is checked again when that is mended: put the history back from a backup.';
const ALLIANCES =
  'The history of the alliance’s workbook, which this one leans on, does not stand as it was kept. It is checked again when that is mended: put the history back from a backup.';

/** A snapshot would follow on whatever somebody put there. @throws Refusal `store-damaged` for a head that no listed key signed */
export async function refuseAlteredHead(signer: Signer, workbook: string, head: Head): Promise<void> {
  if (isHeadSigned(head, workbook, await keysNamedBy([head], signer))) return;
  throw new Refusal(OWN, { code: 'store-damaged' });
}

/**
 * Says why a workbook is not built on, by its key, where its own history or the alliance's does not stand as it was kept; else null. Of one
 * that is gone the check itself says more.
 */
export function whyHeldBack(misfits: readonly Misfit[], { kinds } = allDeclared): (workbook: string) => string | null {
  const altered = new Set(misfits.filter(({ isGone }) => !isGone).map(({ workbook }) => workbook));
  return (workbook) => {
    const owner = ownerOfKey(workbook, kinds);
    // The alliance's snapshots hold the register.
    const isRegisters = owner !== null && !isSchools(owner.kind) && altered.has(null);
    if (altered.has(workbook) || isRegisters) return OWN;
    return owner !== null && readsAlliance(owner.kind) && altered.has(allianceKey(owner.startYear)) ? ALLIANCES : null;
  };
}
