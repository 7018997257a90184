import { type Member, type Payment, type TypedRow, UNREAD } from './alliance.ts';
import type { Chance } from './chance.ts';
import { daysLater, yearInWords } from './days.ts';
import { dayTyped, schoolTyped } from './typing.ts';

/** What came in and went out, as a treasurer types it: parts, refunds, other years, lines of nobody’s, lines that cannot be read. */
export function drawPayments(
  chance: Chance,
  startYear: number,
  members: readonly TypedRow<Member>[],
  contribution: number,
): TypedRow<Payment>[] {
  const drawn: TypedRow<Payment>[] = [];
  let receipts = 0;
  const add = (urn: string | null, name: () => string, pence: number, said: Partial<Payment> = {}) => {
    receipts += 1;
    const payment: Payment = {
      urn,
      forYear: null,
      kind: 'payment',
      pence,
      day: daysLater(`${startYear}-09-01`, chance.between(0, 380)),
      reference: `BACS ${startYear % 100}${String(receipts).padStart(3, '0')}`,
      note: chance.happens(30) ? chance.oneOf(['First half', 'By cheque', 'With thanks']) : '',
      ...said,
    };
    drawn.push({ cells: cellsOf(payment, name(), chance), meant: payment });
  };
  for (const member of members) {
    const { urn } = member.meant;
    const name = () => schoolTyped(chance, member);
    const roll = chance.between(1, 100);
    if (roll <= 40) add(urn, name, contribution);
    else if (roll <= 65) for (const part of partsOf(contribution, chance)) add(urn, name, part);
    else if (roll <= 75) add(urn, name, contribution + 100 * chance.between(1, 500));
    if (chance.happens(12)) add(urn, name, 100 * chance.between(1, 900), { kind: 'refund' });
    if (chance.happens(12)) add(urn, name, contribution, { forYear: startYear + chance.oneOf([-1, 1]) });
    if (chance.happens(10)) add(urn, name, contribution, { forYear: startYear });
    if (chance.happens(8)) add(urn, name, 50_000, { day: UNREAD });
    if (chance.happens(8)) add(urn, name, UNREAD as never, { pence: UNREAD });
    if (chance.happens(4)) add(urn, name, 20_000, { forYear: UNREAD });
    if (chance.happens(4)) add(urn, name, 30_000, { kind: UNREAD });
    if (chance.happens(6)) add(urn, name, 100 * chance.between(1, 400), { kind: 'waiver' });
    if (chance.happens(4)) add(urn, name, 100 * chance.between(1, 900), { kind: 'owed before' });
  }
  if (chance.happens(15)) add(null, () => 'Harrow Savings Bank', 1240);
  if (chance.happens(30)) add(null, () => '', 100 * chance.between(1, 90) + 7, { kind: 'other income' });
  if (drawn.length > 0 && chance.happens(20)) drawn.push(chance.oneOf(drawn));
  return inAnyOrder(drawn, chance);
}

const KINDS = {
  refund: 'Refund',
  'other income': 'Other income',
  waiver: 'Waiver',
  'owed before': 'Owed before',
} as const;

function partsOf(whole: number, chance: Chance): number[] {
  const first = Math.floor(whole / chance.between(2, 4));
  return chance.happens(70) ? [first, whole - first] : [first];
}

function cellsOf(payment: Payment, name: string, chance: Chance): Record<string, string> {
  const { forYear, kind, pence, day } = payment;
  return {
    School: name,
    'For year': forYear === null ? '' : forYear === UNREAD ? 'whenever' : yearInWords(forYear),
    'Payment or refund': kind === UNREAD ? 'sort of' : kind === 'payment' ? chance.oneOf(['', 'Payment']) : KINDS[kind],
    Amount: pence === UNREAD ? chance.oneOf(['lots', '€300', '']) : moneyTyped(pence, chance),
    Date: day === UNREAD ? chance.oneOf(['31/2/2026', 'soon', '']) : dayTyped(chance, day),
    Reference: payment.reference,
    Note: payment.note,
  };
}

function moneyTyped(pence: number, chance: Chance): string {
  const [pounds, rest] = [Math.floor(pence / 100), String(pence % 100).padStart(2, '0')];
  return chance.oneOf([
    `£${pounds.toLocaleString('en-GB')}.${rest}`,
    `${pounds}.${rest}`,
    `=${(pence / 100).toFixed(2)}`,
    ...(rest === '00' ? [`£${pounds}`] : []),
  ]);
}

function inAnyOrder<T>(items: readonly T[], chance: Chance): T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(chance.between(0, left.length - 1), 1));
  return mixed;
}
