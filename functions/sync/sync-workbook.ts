import type { RuleOutcome } from '../protocols/check.ts';
import type { Finding } from '../protocols/finding.ts';
import type { PlaceFault } from '../protocols/place-faults.ts';
import { Refusal } from '../refusal.ts';
import type { WorkbookIdentity } from '../workbooks/define-workbook.ts';
import { allDeclared } from '../workbooks/kinds.ts';
import { check } from './check.ts';
import { commit } from './commit.ts';
import { parse } from './parse.ts';
import { plan } from './plan.ts';
import { readWorkbook } from './read.ts';
import type { StepPorts, SyncMoment, SyncPorts } from './sync-ports.ts';
import { writeBack } from './write-back.ts';

const MOST_TRIES = 5;

export interface SyncOutcome {
  readonly identity: WorkbookIdentity;
  readonly findings: readonly Finding[];
  readonly open: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
  readonly rows: number;
  /** The newest snapshot's hash; null where nothing was ever kept. */
  readonly snapshot: string | null;
  /** A new snapshot was taken. */
  readonly committed: boolean;
  /** Our tabs were rewritten. */
  readonly written: boolean;
  /** What could not be done now, for the coordinator: why the tabs could not be rewritten, which the next check does. */
  readonly postponed: string | null;
  /** The reason passes by itself. */
  readonly postponedPasses: boolean;
  /** Workbooks that follow from this one could not all be made: what is in the way may be gone now. */
  readonly areWorkbooksWaiting: boolean;
  /** In whole sentences, for whoever is told of it, where *Checks* does not hold what was found. */
  readonly notInChecks: string | null;
}

/**
 * The whole job for one workbook: read, parse, check, plan, commit, write back. Done twice it changes nothing the second time; two
 * at once are harmless, as one of them finds the head moved and starts again. `refuse` may answer a workbook by name with a sentence
 * saying why it is left alone; `misplaced` is what is wrong with where the workbooks of an alliance stand, for its own to say.
 * @throws AdvisedError when the workbook or the store cannot be used; `not-a-workbook` when it is not one of ours; `changed-meanwhile`
 * when it keeps changing.
 */
export async function syncWorkbook(
  place: string,
  { catalogue = allDeclared, ...ports }: SyncPorts,
  moment: SyncMoment,
  refuse: (workbook: string) => string | null = () => null,
  misplaced: readonly PlaceFault[] = [],
): Promise<SyncOutcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(place, { ...ports, catalogue }, moment, refuse, misplaced);
    if (outcome !== 'start-again') return outcome;
    if (tries === MOST_TRIES) {
      const advice = 'The workbook keeps changing while it is being checked. It is checked again when it rests.';
      throw new Refusal(advice, { code: 'changed-meanwhile', retryable: true });
    }
  }
}

async function attempt(
  place: string,
  ports: StepPorts,
  moment: SyncMoment,
  refuse: (workbook: string) => string | null,
  misplaced: readonly PlaceFault[],
): Promise<SyncOutcome | 'start-again'> {
  const read = await readWorkbook(place, ports, refuse);
  if (read === 'start-again') return read;
  const parsed = parse(read, moment.asOf, ports);
  const checked = await check(read, parsed, moment.asOf, ports, misplaced);
  const planned = await plan(read, parsed, checked, moment, ports);
  if ((await commit(read, planned, ports)) === 'start-again') return 'start-again';
  const back = await writeBack(ports.workbooks, read.ownTabs, planned.sheets, planned.checksLeft);
  if (back === 'start-again') return back;
  return {
    identity: read.identity,
    ...planned.told,
    outcomes: planned.judged.outcomes,
    rows: parsed.parsed.reduce((total, tab) => total + tab.rows.length + tab.unusable.length, 0),
    snapshot: planned.snapshot?.manifestHash ?? read.latest?.head.hash ?? null,
    committed: planned.snapshot !== null,
    written: back.written,
    postponed: back.later ?? read.whyNotYet ?? back.lacking,
    postponedPasses: back.passes || read.passes,
    areWorkbooksWaiting: planned.areWorkbooksWaiting,
    notInChecks: back.notInChecks,
  };
}
