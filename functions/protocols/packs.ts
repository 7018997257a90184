import { behaviourAndAttendance } from './behaviour-and-attendance/pack.ts';
import type { Pack } from './pack.ts';
import { statutoryPolicies } from './statutory-policies/pack.ts';
import { workingProtocols } from './working-protocols/pack.ts';

/** Every pack there is, in the order boards know them. */
export const packs: readonly Pack[] = [workingProtocols, behaviourAndAttendance, statutoryPolicies];
