import { fill } from '../wording.ts';
import type { CellType, ListName, Lists } from './cell.ts';
import { NOT_IN_THE_LIST } from './choice.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

const PICK_ONE = 'Pick one from the list.';
/** What may be typed, choice by choice where the list is at hand. */
export const PICK_BY_NAME = 'Pick one: {choices}.';

/**
 * One of a list that comes in with the reading, since only the packs know it; as typed where no such list is at hand.
 * @param label what the list is of, as it stands in a sentence: "protocols".
 */
export function listed(list: ListName, label: string, hint = PICK_ONE): CellType<string> {
  return defineCell<string>({
    name: label,
    format: 'text',
    rule: 'GEN-05',
    hint,
    choices: list,
    otherwise: 'not-in-the-list',
    messages: { 'not-in-the-list': NOT_IN_THE_LIST },
    text(typed, { lists }) {
      const known = lists?.[list];
      if (!known) return { value: typed };
      const found = known.find(typed);
      return 'value' in found ? found : refused('not-in-the-list', found.likely);
    },
    show: (value, { lists }) => lists?.[list]?.textOf(value) ?? value,
  });
}

/** What may be picked, in the list's order; null where anything may be typed, any school, or the list is not at hand. */
export function choicesOf<T>({ choices }: CellType<T>, lists: Lists): readonly string[] | null {
  if (typeof choices !== 'string') return choices;
  return choices === 'schools' ? null : (lists[choices]?.texts ?? null);
}

/** A kind's hint in words, with the choices of these lists. */
export function hintWith<T>(cell: CellType<T>, lists: Lists): string {
  if (cell.hint !== PICK_BY_NAME) return cell.hint;
  const texts = choicesOf(cell, lists);
  return texts === null ? PICK_ONE : fill(PICK_BY_NAME, { choices: texts.join(', ') });
}
