import { longDate, moment } from '../../sheets-schema/wording.ts';
import type { Store } from '../edges/ports.ts';
import { headKey } from './snapshot.ts';
import { headIn } from './stored-forms.ts';

/** No Concordat is as old: a clock that says an earlier day has lost its time. */
const EARLIEST_DAY = '2025-01-01';
/** Clocks are set right by as much, and two computers differ by it. */
const FEW_MINUTES = 5 * 60_000;
/** An alliance that meets each term is looked at within a school year and the summer after it. */
const LONG_DAYS = 400;
const DAY = 86_400_000;

/** The instant in UTC with milliseconds, and the day in London, by this computer's clock. */
interface Now {
  readonly at: string;
  readonly asOf: string;
}

/** Why the clock may be wrong, and what to do. */
export interface ClockDoubt {
  readonly says: string;
  readonly fix: string;
}

/** A clock by which nothing should be kept; null for any other. */
export function lostClock({ at, asOf }: Now): ClockDoubt | null {
  if (asOf >= EARLIEST_DAY) return null;
  return { says: `This computer’s clock says ${moment(at)}.`, fix: 'Set it right, then start again.' };
}

/** What the clock says against the day of the newest snapshot of all; null where they agree, and where nothing is kept. @throws Refusal `newer` */
export async function doubtOfClock(store: Pick<Store, 'list'>, { at, asOf }: Now): Promise<ClockDoubt | null> {
  const heads = (await store.list(headKey(''))).flatMap(({ value }) => headIn(value) ?? []);
  // An instant may be that of an earlier snapshot, which none goes back behind: the day is what its own clock said.
  const instant = (head: Now) => (head.at.slice(0, 10) <= head.asOf ? head.at : head.asOf);
  const [newest] = heads.sort((one, other) => (instant(one) < instant(other) ? 1 : -1));
  if (newest === undefined) return null;
  const isInstant = instant(newest) === newest.at;
  const isAhead =
    newest.asOf > asOf || (isInstant && Date.parse(newest.at) - Date.parse(at) > FEW_MINUTES && newest.asOf === asOf);
  const days = (Date.parse(asOf) - Date.parse(newest.asOf)) / DAY;
  if (!isAhead && days <= LONG_DAYS) return null;
  const taken = isInstant ? moment(newest.at) : longDate(newest.asOf);
  return {
    says: `This computer’s clock says ${moment(at)}, and the newest snapshot was taken on ${taken}.`,
    fix: isAhead
      ? 'Set the clock right where it is wrong; where it is right, nothing is lost and nothing need be done.'
      : 'Where the clock is wrong, stop Concordat, set it right and start again.',
  };
}
