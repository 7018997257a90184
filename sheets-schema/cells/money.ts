import type { Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes } from './tidy.ts';
import { groupedFigures, type TypedFigures, typedFigures } from './typed-figures.ts';

const MOST_PENCE = 10_000_000_000; // £100 million: more is a slip, and far from what a number holds exactly
const AMOUNT =
  /^([-(+] ?)?(£|gbp)? ?([-(+])? ?([\d.,][\d., ']*?) ?(k|p|pence|pennies|penny|pounds?(?: sterling)?|£|gbp)?([.,;]|\/-)? ?([)-])?$/;
/** Most amounts, read without a closer look. */
const POUNDS_AND_PENCE = /^£?(\d{1,3}(?:,\d{3}){0,3}|\d{1,9})(?:\.(\d\d?))?$/;
const FIGURES = /\d[\d,.']*/g;
const NOTHING = /^(?:nil|zero|nought|naught|nowt|nothing)(?: (?:paid|due|received))?$/;
const NOT_KNOWN =
  /^(?:£? ?[-?]+|none|free|waived|n ?\/? ?[ak]|t\.?b\.?[acd]\.?|to be .*|unknown|not .*|pending|awaiting.*|paid|due)$/;
const NUMBER_WORDS =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)\b/;
const IN_THOUSANDS = /^£? ?(\d[\d.,]{0,9}) ?(?:k|thousand|grand|m|million)(?: pounds)?$/;
const OTHER_CURRENCY = /[$€¥]|\b(?:eur|euros?|usd|dollars?|us)\b/;
const CHANGES_THE_AMOUNT =
  /[+*=/%×@<>]|\b(?:per|each|x|vat|plus|less|minus|of|to|or|and|between|overpaid|short|cr|dr|refund\w*)\b|\d-\d/;
const REFERENCE = /\b(?:ch(?:e)?q(?:ue)?|bacs|inv(?:oice)?|ref(?:erence)?|no|receipt|account|acc)\b/;
const UP_TO_THREE_THEN_THREE = /^\d{1,3}\.\d{3}$/;

/** Money as whole pence, from nothing to £100 million. */
export const money = defineCell<number>({
  name: 'money',
  format: 'money',
  rule: 'GEN-10',
  hint: 'Type an amount in pounds such as £3,000 or 3000.50.',
  remember: true,
  figures: true,
  otherwise: 'not-an-amount',
  messages: {
    'not-an-amount': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not an amount of money.',
      fix: 'Type the amount in pounds, as in £3,000 or 3000.50.',
    },
    negative: {
      severity: 'problem',
      says: '{cell} says {typed}, which is less than nothing.',
      fix: 'Type the amount without the minus sign. A refund has a row of its own that says so.',
    },
    'part-of-a-penny': {
      severity: 'problem',
      says: '{cell} says {typed}, which does not come to whole pence.',
      fix: 'Type at most two figures after the point, as in 29.99.',
    },
    'unclear-commas': {
      severity: 'problem',
      says: '{cell} says {typed}, where the commas, spaces or points are not in their usual places.',
      fix: 'Type the amount as 3000 or 3,000.50.',
    },
    thousands: {
      severity: 'problem',
      says: '{cell} says {typed}, which may mean thousands or millions of pounds.',
      fix: 'Type the amount in full, as in £3,000.',
    },
    'too-much': {
      severity: 'problem',
      says: '{cell} says {typed}, which is more than £100 million.',
      fix: 'Check how many figures were typed.',
    },
    nothing: {
      severity: 'problem',
      says: '{cell} says {typed}, which may mean nothing at all or nothing yet.',
      fix: 'Type 0 if no money is meant, or the amount in pounds once it is known.',
    },
    'in-words': {
      severity: 'problem',
      says: '{cell} says {typed}, an amount in words.',
      fix: 'Type it in figures, as in £3,000.',
    },
    'other-currency': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not in pounds.',
      fix: 'Type the amount in pounds, as it reached the account.',
    },
    'more-than-an-amount': {
      severity: 'problem',
      says: '{cell} says {typed}, which has more in it than one amount.',
      fix: 'Type the one amount, as in £3,000, and the rest in a note.',
    },
    'is-a-date': {
      severity: 'problem',
      says: '{cell} holds a date where an amount should stand.',
      fix: 'Set the cell to show pounds, then type the amount again.',
    },
  },
  text(typed) {
    const usual = POUNDS_AND_PENCE.exec(typed);
    if (usual) return inPounds({ whole: Number(usual[1]!.replaceAll(',', '')), decimals: usual[2] ?? '' });
    const text = plainDashes(typed).toLowerCase();
    const match = AMOUNT.exec(text);
    if (!match) return askAbout(text);
    const [, sign = '', pound, innerSign = '', figures = '', unit, , ending] = match;
    const signs = sign + innerSign;
    if (signs.includes('(') !== (ending === ')')) return refused('not-an-amount');
    if (signs.includes('-') || signs.includes('(') || ending) return refused('negative');

    const amount = typedFigures(figures);
    if (amount === null || UP_TO_THREE_THEN_THREE.test(figures)) return unclear(amount);
    if (unit === 'k') return thousands(amount, 100_000);
    if (unit === undefined || !unit.startsWith('p') || unit.startsWith('pound')) return inPounds(amount);
    if (pound) return refused('more-than-an-amount', likelyPounds(amount));
    return amount.decimals === '' ? upTo(amount.whole) : refused('part-of-a-penny');
  },
  number(value) {
    if (value < 0) return refused('negative');
    const pence = Math.round(value * 100);
    if (pence > MOST_PENCE) return refused('too-much');
    return Math.abs(value * 100 - pence) < 1e-4 ? { value: pence === 0 ? 0 : pence } : refused('part-of-a-penny');
  },
  date: () => refused('is-a-date'),
  show: inFull,
  write: (pence) => pence / 100,
});

/** What is no amount by itself: says why, with the amount where there is only one and nothing that changes it. */
function askAbout(text: string): Reading<number> {
  if (NOTHING.test(text)) return refused('nothing', inFull(0));
  if (NOT_KNOWN.test(text)) return refused('nothing');
  if (OTHER_CURRENCY.test(text)) return refused('other-currency');
  const inThousands = IN_THOUSANDS.exec(text);
  if (inThousands) {
    const amount = typedFigures(inThousands[1]!);
    return amount === null
      ? refused('unclear-commas')
      : thousands(amount, /m(?:illion)?(?: pounds)?$/.test(text) ? 100_000_000 : 100_000);
  }
  const figures = text.match(FIGURES) ?? [];
  if (figures.length === 0) return refused(NUMBER_WORDS.test(text) ? 'in-words' : 'not-an-amount');
  if (/^(?:minus|less) |\brefund/.test(text)) return refused('negative');
  const stuckToLetters = /[a-z]\d|\d(?!k\b|p\b)[a-z]/.test(text);
  const isReference = !text.includes('£') && REFERENCE.test(text);
  if (figures.length > 1 || stuckToLetters || isReference || CHANGES_THE_AMOUNT.test(text) || NUMBER_WORDS.test(text)) {
    return refused('more-than-an-amount');
  }
  const amount = typedFigures(figures[0]!.replace(/[.,']+$/, ''));
  const isPence = /\d ?p(?:ence)?\b|\d ?k\b/.test(text);
  return refused('more-than-an-amount', amount === null || isPence ? null : likelyPounds(amount));
}

/** "£3.000": a comma mistyped as a point, or pounds to a tenth of a penny. */
function unclear(amount: TypedFigures | null): Reading<number> {
  return amount !== null && amount.decimals.length > 2 ? refused('part-of-a-penny') : refused('unclear-commas');
}

function likelyPounds(amount: TypedFigures): string | null {
  const reading = inPounds(amount);
  return 'value' in reading ? inFull(reading.value) : null;
}

function inPounds({ whole, decimals }: TypedFigures): Reading<number> {
  return decimals.length > 2 ? refused('part-of-a-penny') : upTo(whole * 100 + Number(decimals.padEnd(2, '0')));
}

/** `each` is what one of them is worth, in pence. */
function thousands({ whole, decimals }: TypedFigures, each: number): Reading<number> {
  const parts = Number(decimals.padEnd(5, '0')) * (each / 100_000);
  const pence = whole * each + parts;
  return decimals.length <= 5 && pence <= MOST_PENCE ? refused('thousands', inFull(pence)) : refused('thousands');
}

function upTo(pence: number): Reading<number> {
  return pence <= MOST_PENCE ? { value: pence } : refused('too-much');
}

function inFull(pence: number): string {
  return `£${groupedFigures(Math.floor(pence / 100))}.${String(pence % 100).padStart(2, '0')}`;
}
