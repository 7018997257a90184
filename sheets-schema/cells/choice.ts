import type { CellMessage, CellType, ChoiceList } from './cell.ts';
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

export const NOT_IN_THE_LIST: CellMessage = {
  severity: 'problem',
  says: '{cell} says {typed}, which is not in the list under {heading}.',
  fix: 'Pick one from the list.',
};

/**
 * One of a fixed list, typed in any case, spacing and punctuation.
 * @param label what the list is of, as it stands in a sentence: "role".
 * @throws Error when two choices could be typed the same way.
 */
export function choice<const V extends string>(label: string, choices: readonly Choice<V>[]): CellType<V> {
  const list = choiceList(label, choices);
  return defineCell<V>({
    name: label,
    format: 'text',
    rule: 'GEN-05',
    hint: `Pick one: ${list.texts.join(', ')}.`,
    choices: list.texts,
    remember: true,
    otherwise: 'not-in-the-list',
    messages: { 'not-in-the-list': NOT_IN_THE_LIST },
    text(typed) {
      const found = list.find(typed);
      return 'value' in found ? found : refused('not-in-the-list', found.likely);
    },
    show: (value) => list.textOf(value) ?? value,
  });
}

/** @throws Error when two choices could be typed the same way. */
export function choiceList<const V extends string>(label: string, choices: readonly Choice<V>[]): ChoiceList<V> {
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

  return {
    texts: choices.map(({ text }) => text),
    find(typed) {
      const squashed = squash(typed);
      const found = bySpelling.get(squashed);
      return found ? { value: found.value } : { likely: likeliest(squashed) };
    },
    textOf: (value) => textOf.get(value),
  };
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
