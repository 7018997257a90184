import { exceptionsTab } from '../../sheets-schema/tabs/exceptions.tab.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** What the alliance agreed with a school about one promise. */
export interface AgreedException {
  /** The last day it holds; null where it holds for the whole year's promise. */
  readonly until: string | null;
  readonly reason: string;
}

/** Finds the exception that answers a finding of the workbook, if the alliance agreed to one that holds on the day. */
export function exceptionsFor({ whose, asOf, look }: Situation): (finding: Finding) => AgreedException | null {
  const agreed = look(exceptionsTab);
  // Exceptions that are not kept, or not at hand, answer nothing.
  const holding = (agreed.is === 'here' ? agreed.rows : []).filter(
    ({ agreedOn, until }) => agreedOn <= asOf && (until === null || asOf <= until),
  );
  return ({ severity, promise, school, about }) => {
    if (promise === null || (severity !== 'breach' && severity !== 'warning')) return null;
    const found = holding.find(
      (row) =>
        row.school === (school ?? whose.urn) &&
        row.protocols === promise.pack &&
        row.clause === promise.clause &&
        (row.about === null || about.includes(row.about)),
    );
    return found === undefined ? null : { until: found.until, reason: found.reason };
  };
}
