import type { Tab } from '../../../sheets-schema/tab.ts';
import { counted } from '../../../sheets-schema/wording.ts';
import type { CheckInput } from '../rule.ts';

/** Says, at the end of a message about what is missing, that rows wait to be mended which may be the answer. Empty where none do. */
export function uncounted(input: CheckInput, tab: Tab): string {
  const waiting = input.unusable(tab);
  return waiting === 0 ? '' : ` ${counted(waiting, 'row')} in ${tab.title} cannot be counted until mended.`;
}
