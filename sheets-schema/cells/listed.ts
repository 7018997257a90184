import type { CellType, ListName } from './cell.ts';
import { NOT_IN_THE_LIST } from './choice.ts';
import { defineCell } from './define-cell.ts';
import { refused } from './refused.ts';

/**
 * One of a list that comes in with the reading, since only the packs know it; as typed where no such list is at hand.
 * @param label what the list is of, as it stands in a sentence: "protocols".
 */
export function listed(list: ListName, label: string): CellType<string> {
  return defineCell<string>({
    name: label,
    format: 'text',
    rule: 'GEN-05',
    hint: 'Pick one from the list.',
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
