import { longDate, pounds } from './kit/money-and-dates.ts';

/** A sum that is still to pay, and its day. Money is whole pence. */
export interface OpenSum {
  /** 'YYYY-MM-DD'. */
  readonly dueOn: string;
  readonly amount: number;
}

/** What of several sums was due before a day, and what is due on it or later, each day once. */
export function partedBy(
  day: string,
  open: readonly OpenSum[],
): { readonly late: OpenSum | null; readonly later: readonly OpenSum[] } {
  const late = open.filter(({ dueOn }) => dueOn < day);
  const days = [...new Set(open.map(({ dueOn }) => dueOn).filter((dueOn) => dueOn >= day))].sort();
  const sumOf = (some: readonly OpenSum[]) => some.reduce((all, { amount }) => all + amount, 0);
  return {
    late:
      late.length === 0
        ? null
        : {
            dueOn: late
              .map(({ dueOn }) => dueOn)
              .sort()
              .at(-1)!,
            amount: sumOf(late),
          },
    later: days.map((dueOn) => ({ dueOn, amount: sumOf(open.filter((one) => one.dueOn === dueOn)) })),
  };
}

/** "£1,000 was due by 30 November 2025, and £2,000 is due by 31 March 2026": one sum a day, all that is late in one. */
export function whenOpen(day: string, open: readonly OpenSum[]): string[] {
  const { late, later } = partedBy(day, open);
  return [
    ...(late === null ? [] : [`${pounds(late.amount)} was due by ${longDate(late.dueOn)}`]),
    ...later.map(({ dueOn, amount }) => `${pounds(amount)} is due by ${longDate(dueOn)}`),
  ];
}

/** "to have £1,000 paid now, and £2,000 by 31 March 2026" */
export function toHavePaid(day: string, open: readonly OpenSum[]): string {
  const { late, later } = partedBy(day, open);
  const parts = [
    ...(late === null ? [] : [{ amount: late.amount, when: 'now' }]),
    ...later.map(({ dueOn, amount }) => ({ amount, when: `by ${longDate(dueOn)}` })),
  ];
  const [first, ...others] = parts;
  if (first === undefined) return 'to have it paid';
  return [
    `to have ${pounds(first.amount)} paid ${first.when}`,
    ...others.map(({ amount, when }) => `${pounds(amount)} ${when}`),
  ].join(', and ');
}
