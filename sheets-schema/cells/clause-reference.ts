import type { Reading } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

/** What is written before or round a reference and is no part of it. */
const BEFORE = /^(?:protocols?|clauses?|numbers?|nos?|paragraphs?|paras?|sections?|items?|points?)\b[ .:]*|^[#§] ?/i;
const IN_BRACKETS = /^\(([^()]+)\)$/;
const AFTER = /[ .,;:]+$/;
/** A letter that may stand apart, figures that may have points between them, a letter or part in brackets. */
const REFERENCE = /^([a-z])? ?(\d{1,4}(?: ?\. ?\d{1,4})*) ?([a-z]|\([a-z\d]{1,3}\))?$/i;
const ANY_REFERENCE = /(?<![\p{L}\d.])[a-z]?\d{1,4}(?:\.\d{1,4})*[a-z]?(?![\p{L}\d])/giu;

/** The clause of a source as the source writes it: 21, A4, 1.4, 12b. */
export const clauseReference = defineCell<string>({
  name: 'clause',
  format: 'text',
  rule: 'GEN-14',
  hint: 'Type it as the source writes it, such as 21 or A4.',
  figures: true,
  longest: 60,
  otherwise: 'not-a-reference',
  messages: {
    'not-a-reference': {
      severity: 'problem',
      says: '{cell} says {typed}, which is not one clause as its source writes it.',
      fix: 'Type the clause alone, such as 21 or A4. Another clause has a row of its own.',
    },
    'is-a-date': {
      severity: 'problem',
      says: '{cell} holds a date where a clause should stand.',
      fix: 'Type it with an apostrophe before it, so that it stays as the source writes it.',
    },
  },
  text(typed): Reading<string> {
    const plain = typed.replace(BEFORE, '').replace(AFTER, '').replace(IN_BRACKETS, '$1').trim();
    const [, before = '', figures, after = ''] = REFERENCE.exec(plain) ?? [];
    if (figures !== undefined)
      return { value: `${before.toUpperCase()}${figures.replaceAll(' ', '')}${after.toLowerCase()}` };
    const likely = typed.match(ANY_REFERENCE) ?? [];
    return refused('not-a-reference', likely.length === 1 ? likely[0] : null);
  },
  date: () => refused('is-a-date'),
  show: (value) => value,
  // A whole number stands as one, or spreadsheets mark every such cell as a number kept as text.
  write: (value) => (/^[1-9]\d*$/.test(value) ? Number(value) : value),
});
