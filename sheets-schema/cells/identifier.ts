import type { CellMessage, CellType, Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { plainDashes, plainFigures, plainNumber } from './tidy.ts';

const SPACES_AND_DASHES = /[ -]/g;
/** A thousands comma, the point of a decimal, a number sign, brackets: none belongs, and what was meant is plain without. */
const LIKELY_SLIPS = /^(?:no\.?|number|#)[ :]*|\.0+$|[.,;:()'"_ ]/gi;

interface FigureNumber {
  readonly name: string;
  readonly format: string;
  readonly example: string;
  readonly length: number;
  /** Taken out before the figures are counted. */
  readonly separators: RegExp;
  /** What people put in front. */
  readonly prefix: RegExp;
  /** Further messages, and what says which of them applies to figures of the right length. */
  readonly messages?: Readonly<Record<string, CellMessage>>;
  readonly fault?: (figures: string) => string | null;
  readonly show: (figures: string) => string;
}

/** An identifier made of a fixed number of figures, kept as text so that it keeps its zeros. */
function figureNumber(definition: FigureNumber): CellType<string> {
  const { name, format, example, length } = definition;
  const counts = (figures: string) => ({ figures: figures.length });

  function read(figures: string): Reading<string> {
    if (figures.length !== length) return refused('wrong-length', null, counts(figures));
    const fault = definition.fault?.(figures) ?? null;
    return fault === null ? { value: figures } : refused(fault);
  }

  function notFigures(typed: string): Reading<string> {
    const figures = typed.replace(LIKELY_SLIPS, '');
    const isLikely = /^\d+$/.test(figures) && 'value' in read(figures);
    return refused('not-figures', isLikely ? definition.show(figures) : null);
  }

  return defineCell<string>({
    name,
    format: 'text',
    rule: 'GEN-14',
    hint: `Type ${format}, such as ${example}.`,
    figures: true,
    otherwise: 'not-figures',
    messages: {
      'not-figures': {
        severity: 'problem',
        says: `{cell} says {typed}, which is not a ${name}.`,
        fix: `Type ${format}, such as ${example}.`,
      },
      'wrong-length': {
        severity: 'problem',
        says: `{cell} has {figures} figures, and a ${name} has ${length}.`,
        fix: `Type ${format}, such as ${example}.`,
      },
      'zeros-lost': {
        severity: 'problem',
        says: `{cell} has {figures} figures, and a ${name} has ${length}. Zeros at the front may have been lost.`,
        fix: `Set the cell to plain text, then type all ${length} figures.`,
      },
      ...definition.messages,
    },
    text(typed) {
      const figures = plainDashes(typed).replace(definition.prefix, '').replace(definition.separators, '');
      return /^\d+$/.test(figures) ? read(figures) : notFigures(figures);
    },
    number(value) {
      const figures = plainNumber(value);
      if (!/^\d+$/.test(figures)) return notFigures(figures);
      return figures.length < length ? refused('zeros-lost', null, counts(figures)) : read(figures);
    },
    show: definition.show,
  });
}

/** A school's unique reference number: six figures. */
export const urn = figureNumber({
  name: 'URN',
  format: 'the six figures of the URN',
  example: '137001',
  length: 6,
  prefix: /^urn(?: ?(?:no\.?|number))?[ :=]*/i,
  separators: / /g,
  show: (figures) => figures,
});

const BETWEEN_NUMBERS = /[,;/&+]| and |(?<=\d{6}) (?=(?:urn ?)?\d{6}(?!\d))/i;

/** Several URNs, as "137001, 142317" in order of their figures: the same ones are the same, however they are typed. */
export const urns = defineCell<string>({
  name: 'URNs',
  format: 'text',
  rule: 'GEN-14',
  hint: 'Type the six figures of the URN; several with commas between.',
  figures: true,
  otherwise: 'not-urns',
  messages: {
    'not-urns': {
      severity: 'problem',
      says: '{cell} says {typed}, and not every part of it is a URN.',
      fix: 'Type the six figures of the URN, such as 137001; several with commas between.',
    },
  },
  text(typed, context) {
    const parts = typed.split(BETWEEN_NUMBERS).filter((part) => part.trim() !== '');
    const numbers = parts.map((part) => urn.read(part, context));
    if (numbers.length === 0 || numbers.some((number) => 'problem' in number)) return refused('not-urns');
    return { value: listOfUrns(numbers.flatMap((number) => ('value' in number ? number.value : []))) };
  },
  show: (value) => value,
});

export function listOfUrns(numbers: readonly string[]): string {
  return [...new Set(numbers)].sort().join(', ');
}

export function urnsIn(list: string | null): readonly string[] {
  return list === null ? [] : list.split(', ');
}

/** The number of a school within its local authority, without the stroke: `350/4001` is "3504001". */
export const laestab = figureNumber({
  name: 'DfE number',
  format: 'the three figures of the authority and the four of the school',
  example: '350/4001',
  length: 7,
  prefix: /^(?:dfe|dfes|dcsf|laestab|la ?estab|la)(?: ?(?:no\.?|number))?[ :=]*/i,
  separators: /[ /\\-]/g,
  show: (figures) => `${figures.slice(0, 3)}/${figures.slice(3)}`,
});

/** A unique learner number: ten figures, the last a check on the others (HESA field specification). */
export const uln = figureNumber({
  name: 'ULN',
  format: 'the ten figures of the ULN',
  example: '9276308686',
  length: 10,
  prefix: /^uln(?: ?(?:no\.?|number))?[ :=]*/i,
  separators: SPACES_AND_DASHES,
  messages: {
    'check-fails': {
      severity: 'problem',
      says: '{cell} holds a ULN with a figure mistyped: its last figure does not fit the others.',
      fix: 'Compare it with the learner record and type it again.',
    },
  },
  fault: (figures) => (ulnFits(figures) ? null : 'check-fails'),
  show: (figures) => figures,
});

function ulnFits(figures: string): boolean {
  if (figures.startsWith('0')) return false;
  const sum = weightedSum([...figures].map(Number), (place) => 10 - place);
  return sum % 11 === 10;
}

const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const UPN = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/;

/**
 * A unique pupil number: a check letter, eleven figures, and a twelfth or, while it is temporary, a letter
 * (UK Government Data Standards Catalogue, UPN 2.0). Its messages never repeat what was typed.
 */
export const upn = defineCell<string>({
  name: 'UPN',
  format: 'text',
  rule: 'GEN-14',
  hint: 'Type the UPN: a letter and twelve figures, or eleven and a last letter if it is temporary.',
  otherwise: 'not-a-upn',
  messages: {
    'not-a-upn': {
      severity: 'problem',
      says: '{cell} does not hold a UPN.',
      fix: 'Type a letter and twelve figures. A temporary UPN ends in a letter; I, O and S are never used.',
    },
    'check-fails': {
      severity: 'problem',
      says: '{cell} holds a UPN with a slip in it: its first letter does not fit the rest.',
      fix: "Compare it with the pupil's record and type it again.",
    },
  },
  text(typed) {
    const value = plainFigures(typed)
      .replace(/^upn[ :=]+/i, '')
      .replace(SPACES_AND_DASHES, '')
      .toUpperCase();
    if (!UPN.test(value)) return refused('not-a-upn');
    return value.startsWith(checkLetter(value.slice(1))) ? { value } : refused('check-fails');
  },
  show: (value) => value,
});

function checkLetter(body: string): string {
  const values = [...body].map((sign) => (/\d/.test(sign) ? Number(sign) : CHECK_LETTERS.indexOf(sign)));
  return CHECK_LETTERS.charAt(weightedSum(values, (place) => place + 2) % 23);
}

function weightedSum(values: readonly number[], weight: (place: number) => number): number {
  return values.reduce((sum, value, place) => sum + value * weight(place), 0);
}

/** A bank account's number: eight figures. */
export const accountNumber = figureNumber({
  name: 'bank account number',
  format: 'the eight figures of the account number',
  example: '01234567',
  length: 8,
  prefix: /^(?:account|acc?(?:oun)?t?\.?)(?: ?(?:no\.?|number))?[ :=]*/i,
  separators: SPACES_AND_DASHES,
  show: (figures) => figures,
});

/** A bank's sort code: six figures, shown in pairs. */
export const sortCode = figureNumber({
  name: 'sort code',
  format: 'the six figures of the sort code',
  example: '20-00-00',
  length: 6,
  prefix: /^sort(?: ?code)?[ :=]*/i,
  separators: SPACES_AND_DASHES,
  show: (figures) => figures.replace(/(..)(..)(..)/, '$1-$2-$3'),
});
