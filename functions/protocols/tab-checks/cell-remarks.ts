import { BLANK, BLANK_BELOW } from '../../../sheets-schema/parse-tab.ts';
import type { Tab } from '../../../sheets-schema/tab.ts';
import { defineRule, type Found, type Rule, type RuleMessage, type Sources } from '../rule.ts';

/** A check that passes on what reading the cells of its kinds gave cause to say. */
export function cellRule(id: string, title: string, tabs: readonly Tab[], since = 1): Rule {
  return defineRule({
    id,
    title,
    since,
    mendedIn: 'every tab',
    reads: [],
    messages: cellMessages(id, tabs),
    check: (_, report, sources) => passOnRemarks(id, sources, report as (found: Found) => void),
  });
}

/** Every message that cells under this rule can give, by kind of cell. */
export function cellMessages(id: string, tabs: readonly Tab[]): Record<string, RuleMessage> {
  const messages: Record<string, RuleMessage> = id === 'GEN-13' ? { blank: BLANK, 'blank-below': BLANK_BELOW } : {};
  for (const { cell } of tabs.flatMap((tab) => Object.values(tab.columns))) {
    if (cell.rule !== id) continue;
    for (const [name, message] of Object.entries(cell.messages)) messages[`${cell.name}: ${name}`] ??= message;
  }
  return messages;
}

export function passOnRemarks(id: string, { parsed }: Sources, report: (found: Found) => void): void {
  for (const { tab, remarks } of parsed) {
    for (const { rule, message, messageId, remark, column, rowNumber, key, typed } of remarks) {
      if (rule !== id) continue;
      report({
        message: messageId,
        wording: message,
        tab,
        row: { rowNumber, key },
        column,
        data: { typed: quoted(typed), heading: tab.columns[column]!.heading, ...remark.data },
        ...(remark.suggestion === undefined ? {} : { suggestion: remark.suggestion }),
      });
    }
  }
}

/** Words are set in quotes, so that they do not run into the sentence; figures speak for themselves. */
function quoted(typed: string): string {
  return /\p{L}/u.test(typed) ? `“${typed}”` : typed;
}
