import type { RegisterEntry } from '../documents/register.ts';
import type { JsonObject } from '../history/canonical.ts';
import type { KeptSums } from '../history/kept-sums.ts';
import type { KeptRows } from '../history/plan-snapshot.ts';
import type { Manifest } from '../history/snapshot.ts';
import type { RuleOutcome } from '../protocols/check.ts';
import type { Finding } from '../protocols/finding.ts';
import type { RowsGone } from '../protocols/rule.ts';
import type { Answer, ListedFinding } from '../workbooks/own-tabs/checks/plan-checks.ts';

/** All that a check does one way where rows are kept of a workbook, and another where only sums are. */
export interface Keeper {
  /** Rows that stood in the last snapshot of a day before, and are gone. */
  goneSince(day: string): Promise<RowsGone | 'not kept' | null>;
  /** What a snapshot kept of what each rule found. */
  verdictsIn(manifest: Manifest): Promise<readonly Verdict[]>;
  /** The same of what is found now. */
  verdictsOf(findings: readonly Finding[]): readonly Verdict[];
  /** What people answered as the last snapshot has it; nothing where that keeps none. */
  answersBefore(): Promise<readonly Answer[]>;
  /** Whether a snapshot has other rows than there are now. */
  hasOtherRows(manifest: Manifest): boolean;
  /** What the last snapshot has of rules that did not run this time: it stands until they do. */
  carriedOver(outcomes: readonly RuleOutcome[]): Promise<CarriedOver>;
  /** Findings as they are told outside the workbook. */
  told(findings: readonly Finding[]): readonly Finding[];
}

/** What tells whether a rule found the same as before. */
export interface Verdict {
  readonly rule: string;
  readonly fingerprint: string;
  readonly severity: string;
}

export interface CarriedOver {
  /** Whether a line of *Checks* is, or may be, one of a rule that did not run. */
  isNotChecked(line: ListedFinding): boolean;
  /** Whether it is, or may be, one of a rule that was checked before and now is not asked at all. */
  isNoLongerAsked(line: ListedFinding): boolean;
  /** What the next snapshot is to hold. */
  kept(checked: KeptChecks): KeptRows | KeptSums;
}

interface KeptChecks {
  readonly findings: readonly Finding[];
  readonly answers: readonly Answer[];
  /** The day of this check: since when an answer stands that the last snapshot does not have so. */
  readonly asOf: string;
  readonly figures: JsonObject;
  /** The register of documents; null in a workbook that does not list it. */
  readonly issues: readonly RegisterEntry[] | null;
}
