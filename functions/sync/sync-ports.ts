import type { Secret, Signer, Store, Workbooks } from '../edges/ports.ts';
import type { Declared } from '../workbooks/kinds.ts';

/** The world around a check. */
export interface SyncPorts {
  readonly workbooks: Workbooks;
  readonly store: Store;
  readonly signer: Signer;
  readonly secret: Secret;
  /** A workbook that was checked before, and of which nothing is kept here, has a history elsewhere: whether no second one is begun. */
  readonly refusesSecondHistory?: () => Promise<boolean>;
  /** Where the Checks of a workbook go that stand beside it; absent where workbooks have no such place. */
  readonly checksPlace?: (place: string) => string;
  /** What may be promised at all and in which kinds of workbook: all that is declared, unless told. */
  readonly catalogue?: Declared;
}

/** The same, with what is declared at hand: what the steps are given. */
export interface StepPorts extends SyncPorts {
  readonly catalogue: Declared;
}

export interface SyncMoment {
  /** The instant of the check: UTC with milliseconds. */
  readonly at: string;
  /** The day the promises are checked for, in London. */
  readonly asOf: string;
}
