import type { Finding } from '../protocols/finding.ts';
import type { Recipient } from './recipient.ts';

/** What a check has for whoever is told of a workbook. */
export interface News {
  readonly recipient: Recipient;
  /** All that stands open, as it may be told outside the workbook. */
  readonly open: readonly Finding[];
  readonly asOf: string;
  /** What the message says, in whole sentences, where *Checks* does not hold what it counts. */
  readonly notInChecks: string | null;
}

/** What is worth a message: nobody is written to for less. */
export function pressingOf({ open }: News): Finding[] {
  return open.filter(({ severity }) => severity === 'problem' || severity === 'breach');
}

/** Findings that are not known. Where several share a fingerprint, so many as there are more of now. */
export function besides(known: readonly string[], findings: readonly Finding[]): Finding[] {
  const times = new Map<string, number>();
  for (const fingerprint of known) times.set(fingerprint, (times.get(fingerprint) ?? 0) + 1);
  return findings.filter(({ fingerprint }) => {
    const left = times.get(fingerprint) ?? 0;
    times.set(fingerprint, left - 1);
    return left <= 0;
  });
}
