import { certain, isEarlier, type Look, plus, type Reading, times } from './attack.ts';
import type { Cell } from './published.ts';
import { type Between, comesTo, type Known, type Sum } from './whole-numbers.ts';

/** The rule as docs/what-is-hidden.md tells it to everybody. */
const LEAST_TOTAL = 13;
const LEAST_OF_OTHERS = 6;
/** Of the schools that lowered nothing, where another did. */
const LEAST_OF_REST = { total: 25, others: 12 };
const STEP = 5;
const WITHIN = 2;
const MOST_FIVES = 5_000_000;

/** What everybody knows of a count of each school: its total, and each school's own. */
interface Counted {
  readonly total: Sum;
  readonly each: readonly Sum[];
}

interface Tested extends Counted {
  readonly least: { readonly total: number; readonly others: number };
  /** Nought may be told. */
  readonly mayBeNone: boolean;
}

/** What published cells say by the rule. Signs other than “c” say nothing of anybody's counts. */
export const readingOfTheRule: Reading = (look) => {
  const known: Known[] = [];
  const counted = (cell: Cell, quantities: readonly string[], urns = cell.urns): Counted => {
    const each = urns.map((urn) => look.of(cell, urn, quantities));
    return { total: plus(...each), each };
  };
  const bothOf = (cell: Cell, urns = cell.urns): Counted[] => {
    const pupils = [cell.tab === 'absence-by-term' ? 'enrolments' : 'headcount'];
    return [cell.part, ...(cell.of === null ? [] : [pupils])].map((quantities) => counted(cell, quantities, urns));
  };
  /** All that must be tellable for a cell to be shown: its counts, and where any was lowered those of the others. */
  const restsOn = (cell: Cell): Tested[] => {
    const rest = cell.urns.filter((urn) => !look.isLowered(cell, urn));
    const all = bothOf(cell).map((one) => ({
      ...one,
      mayBeNone: true,
      least: { total: LEAST_TOTAL, others: LEAST_OF_OTHERS },
    }));
    if (rest.length === cell.urns.length) return all;
    return [...all, ...bothOf(cell, rest).map((one) => ({ ...one, mayBeNone: false, least: LEAST_OF_REST }))];
  };
  for (const cell of look.cells) {
    if (cell.urns.length === 0) continue;
    if (cell.text === 'c') {
      const together = besides(cell, look.cells);
      // With one that too few schools stand behind, the others are hidden whatever they are.
      if (together.some(({ text }) => text === 'few')) continue;
      const hidden = [cell, ...together.filter(({ urns }) => urns.length > 0)];
      // What was hidden once is never shown again, however its counts are now.
      if (hidden.some((one) => wasHiddenBefore(one, look.cells))) continue;
      known.push({ cases: hidden.flatMap(restsOn).flatMap(whyNotTold) });
    } else if (/\d/.test(cell.text) || cell.text === 'low') {
      known.push(...restsOn(cell).flatMap(whyTold));
      if (cell.of === null) known.push(rounded(counted(cell, cell.part).total, Number(cell.text.replace(/,/g, ''))));
      else known.push(...shareOf(cell, counted(cell, cell.part).total, counted(cell, [cell.of]).total, look));
    }
  }
  return known;
};

function wasHiddenBefore(cell: Cell, cells: readonly Cell[]): boolean {
  return cells.some((other) => isEarlier(other, cell) && other.text === 'c');
}

/** The cells that are hidden together with this one. */
function besides(cell: Cell, cells: readonly Cell[]): Cell[] {
  const together = [
    ['overall', 'authorised', 'unauthorised'],
    ['once-or-more', 'twice-or-more'],
    ['suspensions/autumn', 'suspensions/spring', 'suspensions/summer'],
  ];
  const apart = ['sen-support', 'ehc-plan'];
  const figures = cell.group === 'all' ? (together.find((one) => one.includes(cell.figure)) ?? []) : [];
  return cells.filter(
    (other) =>
      other.issue === cell.issue &&
      other !== cell &&
      (other.group === cell.group
        ? figures.includes(other.figure)
        : apart.includes(cell.group) && apart.includes(other.group) && other.figure === cell.figure),
  );
}

function whyTold({ total, each, least, mayBeNone }: Tested): Known[] {
  const others = each.map((one): Between => ({ sum: plus(total, times(-1, one)), least: least.others, most: null }));
  const none: Between[][] = mayBeNone ? [[{ sum: total, least: 0, most: 0 }]] : [];
  return [{ cases: [...none, [{ sum: total, least: least.total, most: null }, ...others]] }];
}

function whyNotTold({ total, each, least, mayBeNone }: Tested): Between[][] {
  const any: Between = { sum: total, least: mayBeNone ? 1 : 0, most: null };
  return [
    [{ ...any, most: least.total - 1 }],
    ...each.map((one) => [any, { sum: plus(total, times(-1, one)), least: null, most: least.others - 1 }]),
  ];
}

function rounded(total: Sum, printed: number): Known {
  return certain(total, Math.max(0, printed - WITHIN), printed + WITHIN);
}

/** A share of the rounded counts, itself rounded half up as printed. */
function shareOf({ text, decimals }: Cell, part: Sum, whole: Sum, look: Look): Known[] {
  const [parts, wholes] = [part, whole].map((sum) => {
    const fives = look.follows(MOST_FIVES, (values) => Math.round(comesTo(sum, values) / STEP));
    return { fives, known: certain(plus(sum, times(-STEP, fives)), -WITHIN, WITHIN) };
  });
  const scale = decimals === 1 ? 1_000 : 10_000;
  const printed = text === 'low' ? 0 : Math.round(Number(text.replace('%', '')) * (scale / 100));
  const twice = times(2 * scale, parts!.fives);
  // What rounds to nought and is more has a sign of its own.
  const isAny = text === 'low' ? [certain(part, 1, null)] : printed === 0 ? [certain(part, 0, 0)] : [];
  return [
    ...isAny,
    parts!.known,
    wholes!.known,
    certain(plus(twice, times(-(2 * printed - 1), wholes!.fives)), 0, null),
    certain(plus(twice, times(-(2 * printed + 1), wholes!.fives)), null, -1),
  ];
}
