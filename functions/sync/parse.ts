import type { ParsedTab } from '../../sheets-schema/parse-tab.ts';
import { carriedIn } from '../history/records.ts';
import type { Situation } from '../protocols/situation.ts';
import { parseWorkbook } from '../workbooks/parse-workbook.ts';
import { situationAsRead } from '../workbooks/situation-of.ts';
import type { Keeper } from './keeper.ts';
import { keeperOf } from './keeper-of.ts';
import type { Read } from './read.ts';
import type { StepPorts } from './sync-ports.ts';

export interface Parsed {
  readonly parsed: readonly ParsedTab[];
  readonly situation: Situation;
  /** What is typed, as the history keeps it. */
  readonly keeper: Keeper;
}

/** Step 2: cells into typed rows. What cannot be read is remembered at its cell. Asks the store nothing yet; throws nothing. */
export function parse(read: Read, asOf: string, { store, secret, catalogue }: StepPorts): Parsed {
  const { identity, workbook, tabs, latest, alliance, otherYears, notYet } = read;
  const { elsewhere } = otherYears;
  const carries = carriedIn(latest?.manifest ?? null);
  const all = parseWorkbook(identity, tabs, alliance, catalogue);
  const parsed = all.parsed.filter(({ tab, found }) => found || !notYet.includes(tab));
  return {
    parsed,
    situation: situationAsRead({ ...all, parsed, elsewhere, carries }, alliance, asOf, catalogue),
    keeper: keeperOf({ store, secret, latest, workbook, kind: identity.kind, parsed, elsewhere, tabs, catalogue }),
  };
}
