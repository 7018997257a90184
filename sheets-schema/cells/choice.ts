import type { CellType } from './cell.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';
import { nearestWord } from './spelling.ts';
import { folded } from './tidy.ts';

const GAP = /[^\p{L}\p{N}]+/gu;
const FIGURE = /\d/;

export interface Choice<V extends string> {
  readonly value: V;
  /** As it stands in the dropdown. */
  readonly text: string;
  /** Other ways people write it. */
  readonly also?: readonly string[];
}

/**
 * One of a fixed list, typed in any case, spacing and punctuation.
 * @param label what the list is of, as it stands in a sentence: "role".
 * @throws Error when two choices could be typed the same way.
 */
export function choice<const V extends string>(label: string, choices: readonly Choice<V>[]): CellType<V> {
  const texts = choices.map(({ text }) => text);
  const textOf = new Map<string, string>(choices.map(({ value, text }) => [value, text]));
  const bySpelling = new Map<string, Choice<V>>();
  for (const one of choices) {
    for (const spelling of [one.value, one.text, ...(one.also ?? [])]) {
      const squashed = squash(spelling);
      const other = bySpelling.get(squashed);
      if (squashed === '' || (other && other !== one))
        throw new Error(`${label}: "${spelling}" does not tell choices apart`);
      bySpelling.set(squashed, one);
    }
  }

  function likeliest(typed: string): string | null {
    const begun = typed.length < 2 ? [] : choices.filter(({ text }) => squash(text).startsWith(typed));
    if (begun.length === 1) return begun[0]!.text;
    const spelling = FIGURE.test(typed) ? null : nearestWord(typed, bySpelling.keys());
    return spelling === null ? null : bySpelling.get(spelling)!.text;
  }

  return defineCell<V>({
    name: label,
    format: 'text',
    rule: 'GEN-05',
    hint: `Pick one: ${texts.join(', ')}.`,
    choices: texts,
    remember: true,
    otherwise: 'not-in-the-list',
    messages: {
      'not-in-the-list': {
        severity: 'problem',
        says: '{cell} says {typed}, which is not in the list under {heading}.',
        fix: 'Pick one from the list.',
      },
    },
    text(typed) {
      const squashed = squash(typed);
      const found = bySpelling.get(squashed);
      return found ? { value: found.value } : refused('not-in-the-list', likeliest(squashed));
    },
    show: (value) => textOf.get(value) ?? value,
  });
}

/** Letters and figures only; figures that stood apart stay apart, and a minus before a figure stays, so that 1/2 is not 12 nor -1 1. */
function squash(text: string): string {
  return folded(text).replace(GAP, (gap, start: number, whole: string) => {
    const figureFollows = FIGURE.test(whole.charAt(start + gap.length));
    if (!figureFollows) return '';
    if (start === 0) return gap.endsWith('-') ? '-' : '';
    return FIGURE.test(whole.charAt(start - 1)) ? '_' : '';
  });
}
