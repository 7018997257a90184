import { referencesIn } from '../../../sheets-schema/bank/payment-reference.ts';
import { folded } from '../../../sheets-schema/cells/tidy.ts';
import type { Row } from '../../../sheets-schema/tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { longDate, yearLabel } from '../../../sheets-schema/wording.ts';
import type { LineToMatch } from '../../figures/bank/match.ts';
import { schoolWith } from '../../figures/school-numbers.ts';
import { sum } from '../../figures/sums.ts';
import type { Situation } from '../situation.ts';
import { placedEntries, saidAgain } from './accounts.ts';
import { type AtTheBank, atTheBank, balancesOf, type TypedMovement, typedMovements } from './at-the-bank.ts';
import { isYearBeforeKnown } from './brought-forward.ts';

/** What money that came or went is, in the accounts. */
export type Heading = 'contribution' | 'refund' | 'other income' | 'spending' | 'not placed';

/** Money that reached or left the account, in pence, below nothing where it left. */
export interface Movement {
  /** 'YYYY-MM-DD': the bank's day, where its statements are kept and cover it. */
  readonly day: string;
  readonly amount: number;
  readonly heading: Heading;
  /** The school whose contribution or refund it is. */
  readonly urn: string | null;
  /** The year that this is for; null where nobody says. */
  readonly forYear: number | null;
  /** The row in which it is typed; null where it stands at the bank alone. */
  readonly typed: TypedMovement | null;
  /** What alone the money may be spent on. */
  readonly onlyFor: string | null;
  /** Whether a line at the bank is it. */
  readonly isAtBank: boolean;
}

/** What an account holds that may be spent on one thing alone, by that thing in small letters. */
export type HeldFor = ReadonlyMap<string, { readonly called: string; readonly amount: number }>;

/** The account's money over the years that are at hand. */
export interface CashBook {
  /** By day. */
  readonly movements: readonly Movement[];
  /** What was in the account when a day began; null while nobody says. */
  heldBefore(day: string): number | null;
  /** What of it was to be spent on one thing alone. */
  heldForBefore(day: string): HeldFor;
  /** Typed for days that the bank's statements cover, and not there. */
  readonly notSeen: readonly TypedMovement[];
}

/** What a year leaves to the next of the money in the account. */
export interface HeldForward {
  readonly held: number;
  readonly onlyFor: readonly { readonly called: string; readonly amount: number }[];
}

/** By which that is kept, under the name of the alliance. */
export const MONEY_FORWARD = 'working-protocols/money-forward';
export const OF_ALLIANCE = 'alliance';

const known = new WeakMap<Situation, CashBook>();

/** The rows of *Contributions* and *Spending*, and the bank where its statements are kept; every penny stands in it once. */
export function cashBook(situation: Situation): CashBook {
  const before = known.get(situation);
  if (before !== undefined) return before;
  const made = makeCashBook(situation);
  known.set(situation, made);
  return made;
}

function makeCashBook(situation: Situation): CashBook {
  const bank = atTheBank(situation);
  const typed = typedMovements(situation).filter(({ day }) => day <= situation.asOf);
  const again = saidAgain(situation);
  const once = typed.filter(({ typedIn, entry }) => entry === null || !again.has(`${typedIn} ${entry.key}`));
  const all =
    bank === null ? once.map((one) => movementOf(one, one.day, one.amount, false)) : byBank(bank, once, situation);
  const movements = all.map((one) => (isForNoBooks(one, situation) ? { ...one, ...NOBODYS } : one));
  const notSeen = bank === null ? [] : once.filter((one) => isAlone(one, bank) && bank.covers(one.day));
  const inOrder = movements.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const base = heldAtFirst(bank, situation);
  const between = (from: string, to: string) =>
    sum(
      inOrder.filter(({ day }) => from <= day && day < to),
      ({ amount }) => amount,
    );
  return {
    movements: inOrder,
    notSeen,
    heldBefore(day) {
      if (base === null) return null;
      return base.day <= day ? base.held + between(base.day, day) : base.held - between(day, base.day);
    },
    heldForBefore: (day) => heldFor(inOrder, day, situation),
  };
}

function movementOf(typed: TypedMovement, day: string, amount: number, isAtBank: boolean): Movement {
  const { entry, spent } = typed;
  const kinds = { payment: 'contribution', refund: 'refund', 'other-income': 'other income' } as const;
  const heading = entry === null ? 'spending' : kinds[entry.kind as keyof typeof kinds];
  const urn = heading === 'contribution' || heading === 'refund' ? entry!.school : null;
  const forYear = urn === null ? null : (entry!.forYear ?? typed.typedIn);
  return { day, amount, heading, urn, forYear, typed, onlyFor: (entry ?? spent)!.onlyFor, isAtBank };
}

const NOBODYS = { heading: 'not placed', urn: null, forYear: null } as const;

/** Whether it is in no account: for a year before those at hand, or for one of which the workbook does not see where it is typed. */
function isForNoBooks({ forYear, typed }: Movement, situation: Situation): boolean {
  if (forYear === null) return false;
  const { startYear } = situation.year;
  const first = isYearBeforeKnown(situation) ? startYear - 1 : startYear;
  return forYear < first || (typed !== null && Math.abs(forYear - typed.typedIn) > 1);
}

function isAlone({ key }: TypedMovement, { matching }: AtTheBank): boolean {
  return matching.rowsAlone.some((row) => row.key === key);
}

/** Each line at the bank once, as the rows that it is; what is typed besides, for days of which no statement tells. */
function byBank(bank: AtTheBank, typed: readonly TypedMovement[], situation: Situation): Movement[] {
  const rowOf = new Map(typedMovements(situation).map((one) => [one.key, one]));
  const matched = bank.matching.matched.flatMap(({ line, rows }) => {
    const its = rows.map(({ key }) => rowOf.get(key)!);
    // The bank's amount counts: what people paired with a row of another sum is that row's, and of several rows the rest is nobody's.
    if (its.length === 1) return [movementOf(its[0]!, line.day, line.amount, true)];
    const rest = line.amount - sum(its, ({ amount }) => amount);
    const parts = its.map((one) => movementOf(one, line.day, one.amount, true));
    return rest === 0 ? parts : [...parts, notPlaced(line, rest)];
  });
  const placed = new Map(
    placedEntries(situation).flatMap(({ entry, atBank }) =>
      atBank === 'line' ? [[entry.key, entry.school] as const] : [],
    ),
  );
  const alone = bank.matching.linesAlone.map((line): Movement => {
    const counted = placed.get(`bank ${line.key}`);
    const asked = counted ? { urn: counted, forYear: situation.year.startYear } : askedOf(line, situation);
    const nobodys = notPlaced(line, line.amount);
    return asked === null ? nobodys : { ...nobodys, heading: 'contribution', ...asked };
  });
  const uncovered = typed.filter((one) => isAlone(one, bank) && !bank.covers(one.day));
  return [...matched, ...alone, ...uncovered.map((one) => movementOf(one, one.day, one.amount, false))].filter(
    ({ day }) => day <= situation.asOf,
  );
}

function notPlaced({ day }: LineToMatch, amount: number): Movement {
  return { day, amount, ...NOBODYS, typed: null, onlyFor: null, isAtBank: true };
}

/** The school whose request a payment answers, whichever year that was for. */
function askedOf({ reference, amount }: LineToMatch, { schools, whose }: Situation) {
  if (reference === null || amount < 0) return null;
  const [asked] = referencesIn(reference, whose.startYear);
  const school = schoolWith(schools, asked?.urn ?? null);
  return asked && school ? { urn: school.urn, forYear: asked.startYear } : null;
}

/** A day at whose beginning it is known what was held: by the bank's balances, by the year before, or as somebody typed it. */
function heldAtFirst(bank: AtTheBank | null, situation: Situation): { day: string; held: number } | null {
  return byBalances(bank) ?? fromLastYear(situation) ?? asTyped(situation);
}

/** The rows that say what was held before and are not what the book begins with: why, in words that go on a sentence. */
export function heldInVain(situation: Situation): { row: Row<typeof contributionsTab>; why: string }[] {
  const rows = heldBeforeRows(situation);
  const before = situation.broughtForward<HeldForward>(MONEY_FORWARD).length > 0;
  const byBank = byBalances(atTheBank(situation)) !== null;
  const first = asTyped(situation)?.day;
  return rows.flatMap((row) => {
    if (before) return [{ row, why: `the workbook of ${yearLabel(situation.year.startYear - 1)} has it` }];
    // What of it is for one thing alone the bank does not say.
    if (byBank) return row.onlyFor === null ? [{ row, why: 'the balances of the bank’s statements have it' }] : [];
    return row.date === first
      ? []
      : [{ row, why: `another row is of ${longDate(first!)}, and they are added up as of that day` }];
  });
}

function byBalances(bank: AtTheBank | null): { day: string; held: number } | null {
  if (bank === null) return null;
  const openings = balancesOf(bank.lines).map(({ opening }) => opening);
  if (openings.some((opening) => opening === null)) return null;
  return { day: bank.lines.map(({ day }) => day).sort()[0]!, held: sum(openings, (opening) => opening!) };
}

function fromLastYear({ broughtForward, year }: Situation): { day: string; held: number } | null {
  const [forward] = broughtForward<HeldForward>(MONEY_FORWARD);
  return forward === undefined ? null : { day: year.from, held: forward[1].held };
}

function asTyped(situation: Situation): { day: string; held: number } | null {
  const rows = heldBeforeRows(situation);
  if (rows.length === 0) return null;
  return { day: rows.map(({ date }) => date).sort()[0]!, held: sum(rows, ({ amount }) => amount) };
}

function heldBeforeRows(situation: Situation) {
  const look = situation.look(contributionsTab);
  return look.is === 'here'
    ? look.rows.filter(({ kind, date }) => kind === 'held-before' && date <= situation.asOf)
    : [];
}

/** From the year before, or from what was typed as held before; and all that came and went since. */
function heldFor(movements: readonly Movement[], day: string, situation: Situation): HeldFor {
  const [forward] = situation.broughtForward<HeldForward>(MONEY_FORWARD);
  const typed = heldBeforeRows(situation).flatMap(({ onlyFor, amount }) =>
    onlyFor ? [{ called: onlyFor, amount }] : [],
  );
  const first = forward?.[1].onlyFor ?? typed;
  const since = forward ? situation.year.from : '';
  const signs = since <= day ? 1 : -1;
  const [from, to] = signs > 0 ? [since, day] : [day, since];
  const moved = movements.flatMap(({ day: on, amount, onlyFor }) =>
    onlyFor !== null && from <= on && on < to ? [{ called: onlyFor, amount: signs * amount }] : [],
  );
  const held = new Map<string, { called: string; amount: number }>();
  for (const { called, amount } of [...first, ...moved]) {
    const before = held.get(folded(called));
    held.set(folded(called), { called: before?.called ?? called, amount: (before?.amount ?? 0) + amount });
  }
  return held;
}
