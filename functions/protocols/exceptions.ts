import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import type { Finding } from './finding.ts';
import type { PromiseRef } from './pack.ts';
import type { Situation } from './situation.ts';

/** What the alliance agreed with a school about one promise. */
export interface AgreedException {
  /** The last day it holds; null where it holds for the whole year's promise. */
  readonly until: string | null;
  readonly reason: string;
}

/** Finds the exception that answers a finding of the workbook, if the alliance agreed to one that holds on the day. */
export function exceptionsFor(situation: Situation): (finding: Finding) => AgreedException | null {
  const agreed = agreedOf(situation);
  return ({ severity, promise, school, about, judgedOn }) => {
    if (promise === null || severity === 'problem' || severity === 'reminder') return null;
    return agreed({ promise, urn: school ?? situation.whose.urn, about, judgedOn });
  };
}

interface About {
  readonly promise: PromiseRef;
  readonly urn: string | null;
  /** The days it is about; none where it is about the whole year. */
  readonly about: readonly string[];
  /** The day it was judged on, where that stays while time goes on. */
  readonly judgedOn?: string | null;
}

/** Finds what the alliance has agreed by now with a school about a promise, and held on the day it was judged. */
export function agreedOf({ asOf, look }: Pick<Situation, 'asOf' | 'look'>): (of: About) => AgreedException | null {
  const agreed = look(exceptionsTab);
  // Exceptions that are not kept, or not at hand, answer nothing.
  const all = (agreed.is === 'here' ? agreed.rows : []).filter(({ agreedOn }) => agreedOn <= asOf);
  return ({ promise, urn, about, judgedOn }) => {
    const found = all.find(
      (row) =>
        (row.until === null || (judgedOn ?? asOf) <= row.until) &&
        row.school === urn &&
        row.protocols === promise.pack &&
        row.clause === promise.clause &&
        (row.about === null || about.includes(row.about)),
    );
    return found === undefined ? null : { until: found.until, reason: found.reason };
  };
}

/**
 * Whether the alliance excused a school from a promise on a day that it named, and the exception held on that day: what happened then
 * leaves the count, however much time has gone since.
 */
export function excusedBy({ asOf, look }: Pick<Situation, 'asOf' | 'look'>, promise: PromiseRef) {
  const agreed = look(exceptionsTab);
  const days = (agreed.is === 'here' ? agreed.rows : []).flatMap(
    ({ school, protocols, clause, about, until, agreedOn }) => {
      const holds = protocols === promise.pack && clause === promise.clause && agreedOn <= asOf;
      return holds && about !== null && (until === null || about <= until) ? [{ school, about }] : [];
    },
  );
  return (urn: string, isMeant: (day: string) => boolean): boolean =>
    days.some(({ school, about }) => school === urn && isMeant(about));
}
