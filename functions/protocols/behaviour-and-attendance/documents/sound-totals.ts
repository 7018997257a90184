import type { Column, Row } from '../../../../sheets-schema/tab.ts';
import { TERMS, type Term } from '../../../figures/school-calendar.ts';
import type { Said } from '../../../figures/year-and-terms.ts';
import type { Keys } from '../../fingerprints.ts';
import { saysTheSame } from '../contradictions.ts';
import { doubtsIn } from './doubts.ts';
import { type Group, inOrder } from './rows-in-words.ts';
import { type Sender, type TotalsTab, totalsSent } from './totals-sent.ts';

/** Why a quantity is not known: the row as its owner finds it, its column, and a word or two. Never says what a cell holds. */
export interface Reason {
  readonly row: string;
  /** The heading; null where it is all of the row. */
  readonly column: string | null;
  readonly why: string;
  /** Nothing is typed in a column that may be blank. */
  readonly mayBe: boolean;
}

/** What one school's rows of a tab and a year soundly say. */
export interface SoundTotals {
  said(quantity: string, group: Group): Said;
  /** What keeps a quantity from being known over these periods: one reason at least wherever one of them is not. */
  reasons(quantity: string, group: Group, periods: readonly (Term | 'year')[]): readonly Reason[];
  /** The fewest pupils that any sound row of the group says there are; null where none does. */
  pupils(group: Group): number | null;
  /** Whether any row was typed. */
  readonly sent: boolean;
}

/** Rows typed twice alike count once; those that differ say nothing, nor does a row of which another copy cannot be read. */
export function soundTotals(tab: TotalsTab, startYear: number, sender: Sender, keys: Keys): SoundTotals {
  const sent = totalsSent(tab, startYear, sender);
  if (sent === null) return notSent(tab, startYear, sender, keys);
  const rows = sent.rows as readonly Row<TotalsTab>[];
  const doubts = doubtsIn(tab, startYear, sent.source, keys);
  const sizeOf = tab.id === 'absence-by-term' ? 'enrolments' : 'headcount';

  function cell(quantity: string, group: Group, period: Term | 'year'): { value: number } | Omit<Reason, 'row'> {
    const ofRow = (why: string) => ({ column: null, why, mayBe: false });
    const { heading, required } = (tab.columns as Readonly<Record<string, Column>>)[quantity]!;
    const ofCell = (why: string) => ({ column: heading, why, mayBe: why === 'blank' && !required });
    const [row, ...others] = rows.filter((one) => one.group === group && one.period === period);
    const isWaiting = doubts.waiting.some((one) => one.group === group && one.period === period);
    if (row === undefined) {
      if (isWaiting || doubts.isPartUnread) return ofRow('cannot be read');
      return ofRow(rows.some((one) => one.group === group) ? 'missing' : 'not sent');
    }
    if (isWaiting || others.some((other) => !saysTheSame(row, other))) return ofRow('there twice');
    const why = [row, ...others].map((one) => doubts.why(one, quantity)).find((one) => one !== null);
    if (why) return ofCell(why);
    const value = (row as unknown as Readonly<Record<string, number | null>>)[quantity] ?? null;
    return value === null ? ofCell(doubts.isPartUnread ? 'cannot be read' : 'blank') : { value };
  }
  const known = (quantity: string, group: Group) =>
    PERIODS.flatMap((period) => {
      const one = cell(quantity, group, period);
      return 'value' in one ? [[period, one.value] as const] : [];
    });
  return {
    said: (quantity, group) => new Map(known(quantity, group)),
    reasons(quantity, group, periods) {
      const all = periods.flatMap((period) => {
        const one = cell(quantity, group, period);
        return 'why' in one ? [{ row: inOrder(period, group), ...one }] : [];
      });
      // Of a group that was not sent at all there is one thing to say, and a row that is missing says less than one that is there.
      if (all.every(({ why }) => why === 'not sent')) return [wholly('not sent', group)];
      const there = all.filter(({ why }) => why !== 'missing');
      return there.some(({ row }) => row === inOrder('year', group)) ? there : all;
    },
    pupils(group) {
      const counts = known(sizeOf, group).map(([, count]) => count);
      return counts.length === 0 ? null : Math.min(...counts);
    },
    sent: true,
  };
}

function wholly(why: string, group: Group): Reason {
  return { row: inOrder('year', group), column: null, why, mayBe: false };
}

const PERIODS = [...TERMS, 'year'] as const;

/** Of a year of which no row can be used; some may wait to be mended. */
function notSent(tab: TotalsTab, startYear: number, { sources }: Sender, keys: Keys): SoundTotals {
  const isUnread = sources.some((source) => {
    const { waiting, isPartUnread } = doubtsIn(tab, startYear, source, keys);
    return waiting.length > 0 || isPartUnread;
  });
  return {
    said: () => new Map(),
    reasons: (_, group) => [wholly(isUnread ? 'cannot be read' : 'not sent', group)],
    pupils: () => null,
    sent: false,
  };
}
