import type { RawCell } from '../../../../sheets-schema/sheet.ts';
import { longDate } from '../../../../sheets-schema/wording.ts';
import { ANSWERS, FINDINGS } from '../../../history/records.ts';
import { citation } from '../../../protocols/catalogue.ts';
import type { PromiseRef } from '../../../protocols/pack.ts';
import { type Severity, severities } from '../../../protocols/rule.ts';
import { SEVERITY_NAMES } from '../../../protocols/severity-words.ts';
import type { AsKept } from '../../define-workbook.ts';
import { type ColumnId, layoutOf } from './columns.ts';
import { ACCEPTED, type Answer, MOST_ROWS, writtenOf } from './plan-checks.ts';

/** A finding as a snapshot holds it. */
type FindingRecord = Readonly<Record<'tab' | 'message' | 'fix' | 'suggestion', string | null>> & {
  readonly severity: Severity;
  readonly promise: PromiseRef | null;
};

/**
 * The lines of *Checks* from a snapshot, so that what people answered is not lost with a workbook. They name no cell: the next check
 * finds them by their reference and fills that in.
 */
export function restoredChecks({ content, manifest: { asOf, madeWith = 1 }, packs }: AsKept): RawCell[][] {
  const { columns } = layoutOf(madeWith);
  const answers = content.get(ANSWERS);
  const lines = [...(content.get(FINDINGS) ?? [])].map(([reference, kept]) => {
    const finding = kept as unknown as FindingRecord;
    const { severity, message, fix, tab, suggestion, promise } = finding;
    const answer = answers?.get(reference) as Omit<Answer, 'fingerprint'> | undefined;
    const texts: Record<ColumnId, string | null> = {
      status: answer?.accepted ? ACCEPTED : SEVERITY_NAMES[severity],
      where: tab,
      found: message,
      fix,
      suggestion,
      promise: citation(promise, packs),
      since: longDate(asOf),
      reference,
      ...(answer ? writtenOf(answer) : { reply: null, accept: null, acceptedAs: null }),
    };
    return {
      severity,
      reference,
      isAnswered: answer !== undefined,
      cells: columns.map((column) => column && texts[column.id]),
    };
  });
  const order = (line: (typeof lines)[number]) =>
    `${line.isAnswered ? 0 : 1} ${severities.indexOf(line.severity)} ${line.reference}`;
  return lines
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map(({ cells }) => cells);
}
