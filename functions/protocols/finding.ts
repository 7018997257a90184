import { fill } from '../../sheets-schema/wording.ts';
import type { Keys } from './fingerprints.ts';
import type { PromiseRef } from './pack.ts';
import { type GapValue, type RowNumber, type Severity, severities } from './rule.ts';

/** One finding as the person at the sheet, the command line and the history know it. */
export interface Finding {
  /** The same finding from one check to the next: rule, tab, natural key with occurrence, column. */
  readonly fingerprint: string;
  readonly rule: string;
  /** Which of the rule's messages. */
  readonly messageId: string;
  /** What was promised; null for a general check. */
  readonly promise: PromiseRef | null;
  readonly severity: Severity;
  /** The tab's title. */
  readonly tab: string | null;
  /** Such as D14; null where it is about a row that is missing, or a whole tab. */
  readonly cell: string | null;
  /** The ids of its tab and its column, in which nothing is that was typed. */
  readonly place: { readonly tab: string | null; readonly column: string | null };
  /** URN of the school it is about. */
  readonly school: string | null;
  /** The days it is about: those of its row, or of the meeting that is missing. */
  readonly about: readonly string[];
  /** All it is said of, where the words need not name each. */
  readonly covers: readonly string[];
  /** The day it was judged on, where that stays while time goes on; else null. */
  readonly judgedOn: string | null;
  readonly message: string;
  readonly fix: string;
  readonly suggestion: string | null;
  /** The same words without the cell's name, which moves when rows are sorted: what the history keeps. */
  readonly kept: { readonly message: string; readonly fix: string };
}

export interface Words {
  readonly says: string;
  readonly fix: string;
  readonly data: Readonly<Record<string, GapValue>>;
}

/** Fills both forms of the words: with the cell's name for the sheet, with the column's heading for the history. */
export function phrase({ says, fix, data }: Words, cell: string | null, heading: string | null) {
  const column = heading === null ? 'the row' : `“${heading}”`;
  const withRows = (show: (row: RowNumber) => string) =>
    Object.fromEntries(
      Object.entries(data).map(([gap, value]) => [gap, typeof value === 'object' ? show(value) : value]),
    );
  const named = { ...withRows(({ row }) => `row ${row}`), cell: cell ?? column };
  const kept = { ...withRows(({ otherwise }) => otherwise), cell: column };
  return {
    message: sentence(fill(says, named)),
    fix: sentence(fill(fix, named)),
    kept: { message: sentence(fill(says, kept)), fix: sentence(fill(fix, kept)) },
  };
}

/** On one line and of whole characters, whatever was typed into the cell that it repeats. */
function sentence(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').toWellFormed();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What an acceptance is about: it lapses when this changes. */
export function substanceOf({ rule, severity, kept, covers }: Finding, keys: Keys): string {
  const all = covers.length === 0 ? [] : [[...covers].sort()];
  return keys.keyed('acceptance', JSON.stringify([rule, severity, kept.message, ...all])).slice(0, 16);
}

/** What the history keeps of a finding. */
export function recordOf({ rule, promise, severity, tab, school, kept, suggestion }: Finding) {
  const named = promise && { pack: promise.pack, clause: promise.clause };
  return { rule, promise: named, severity, tab, school, message: kept.message, fix: kept.fix, suggestion };
}

/** Worst first; within a severity as they stand in the workbook. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}

export function countBySeverity(findings: readonly { readonly severity: Severity }[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { problem: 0, breach: 0, warning: 0, reminder: 0, note: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
