import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

/** Working protocols, 27. Support from outside the alliance is nobody's business here. */
export const askedGroupFirst = defineRule({
  id: 'BLA-27',
  title: 'The improvement group was asked before a member gave support',
  mendedIn: supportRequestsTab,
  reads: [{ tab: supportRequestsTab, columns: ['askedOn', 'agreedOn', 'provider', 'school'] }],
  messages: {
    notAsked: {
      severity: 'breach',
      says: '{school} agreed support with {provider} on {agreed}, and {cell} does not say when the group was asked.',
      fix: 'Fill in Asked the group on, or write the exception the alliance agreed into Exceptions.',
    },
    askedLater: {
      severity: 'breach',
      says: '{school} agreed support with {provider} on {agreed} and asked the group afterwards, on {asked}.',
      fix: 'Correct {cell} if the group was asked earlier, or write the exception the alliance agreed into Exceptions.',
    },
  },
  check(input, report) {
    const members = new Set(input.schools.map(({ urn }) => urn));
    for (const row of input.rows(supportRequestsTab)) {
      const { askedOn, agreedOn, provider } = row;
      if (agreedOn === null || provider === null || !members.has(provider)) continue;
      if (askedOn !== null && askedOn <= agreedOn) continue;
      const place = { tab: supportRequestsTab, row, column: 'askedOn', school: row.school };
      const data = { school: input.nameOf(row.school), provider: input.nameOf(provider), agreed: longDate(agreedOn) };
      if (askedOn === null) report({ ...place, message: 'notAsked', data });
      else report({ ...place, message: 'askedLater', data: { ...data, asked: longDate(askedOn) } });
    }
  },
});
