import type { Row } from '../../../../sheets-schema/tab.ts';
import type { Term } from '../../../figures/school-calendar.ts';
import type { Said } from '../../../figures/year-and-terms.ts';
import { type Group, inOrder } from './rows-in-words.ts';
import { type Sender, type TotalsTab, totalsSent } from './totals-sent.ts';

/** Why a quantity is not known: the row as its owner finds it, and a word or two. Never says what a cell holds. */
export interface Reason {
  readonly row: string;
  readonly why: string;
}

/** What one school's rows of a tab and a year soundly say. */
export interface SoundTotals {
  said(quantity: string, group: Group): Said;
  /** What keeps a quantity from being known, or known in full; none where nothing was sent. */
  doubts(quantity: string, group: Group): readonly Reason[];
  /** The fewest pupils that any row of the group says there are; null where none does. */
  pupils(group: Group): number | null;
}

/** Rows typed twice alike count once; those that differ say nothing. */
export function soundTotals(tab: TotalsTab, startYear: number, sender: Sender): SoundTotals {
  const rows = (totalsSent(tab, startYear, sender)?.rows ?? []) as readonly Row<TotalsTab>[];
  const ofGroup = Map.groupBy(rows, ({ group }) => group);
  const sizeOf = tab.id === 'absence-by-term' ? 'enrolments' : 'headcount';
  const valuesOf = (quantity: string, group: Group) => {
    const typed = (ofGroup.get(group) ?? []).flatMap((row) => {
      const value = (row as unknown as Readonly<Record<string, number | null>>)[quantity] ?? null;
      return value === null ? [] : [[row.period as Term | 'year', value] as const];
    });
    return Map.groupBy(typed, ([period]) => period);
  };
  return {
    said(quantity, group) {
      const known = [...valuesOf(quantity, group)].flatMap(([period, typed]) => {
        const values = new Set(typed.map(([, value]) => value));
        return values.size === 1 ? [[period, typed[0]![1]] as const] : [];
      });
      return new Map(known);
    },
    doubts(quantity, group) {
      return [...valuesOf(quantity, group)].flatMap(([period, typed]) => {
        const values = new Set(typed.map(([, value]) => value));
        return values.size === 1 ? [] : [{ row: inOrder(period, group), why: 'there twice' }];
      });
    },
    pupils(group) {
      const counts = [...valuesOf(sizeOf, group).values()].flatMap((typed) => typed.map(([, count]) => count));
      return counts.length === 0 ? null : Math.min(...counts);
    },
  };
}
