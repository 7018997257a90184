import type { Row } from '../../../sheets-schema/tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { isMemberOn } from '../../figures/members.ts';
import { defineRule } from '../rule.ts';

/**
 * Working protocols, 27. Support from outside the alliance is nobody's business here. Where nobody wrote when it was agreed, it was so by
 * the day it started, and that by the day it ended.
 */
export const askedGroupFirst = defineRule({
  id: 'BLA-27',
  title: 'The improvement group was asked before a member gave support',
  since: 4,
  mendedIn: supportRequestsTab,
  // Where the days that stand in cannot be read, or have no heading, the day of agreement is enough.
  reads: [{ tab: supportRequestsTab, columns: ['askedOn', 'agreedOn', 'provider', 'school'] }],
  messages: {
    notAsked: {
      severity: 'breach',
      says: '{support}, and {cell} does not say when the group was asked.',
      fix: 'Fill in Asked the group on, or write the exception the alliance agreed into Exceptions.',
    },
    askedLater: {
      severity: 'breach',
      says: '{support} and asked the group afterwards, on {asked}.',
      fix: 'Correct {cell} if the group was asked earlier, or write the exception the alliance agreed into Exceptions.',
    },
    hasLeft: {
      severity: 'warning',
      says: '{provider} left the alliance on {left}, and supported {school} on {day}.',
      fix: 'Check the days and {cell}, or Left on in Schools.',
    },
  },
  check(input, report) {
    const schools = new Map(input.schools.map((school) => [school.urn, school]));
    const isMember = (urn: string, day: string) => schools.has(urn) && isMemberOn(schools.get(urn)!, day);
    for (const row of input.rows(supportRequestsTab)) {
      const { askedOn, provider, school } = row;
      const begun = begunBy(row);
      if (begun === null || begun.on > input.asOf || provider === null) continue;
      const { leftOn = null } = schools.get(provider) ?? {};
      const last = [row.agreedOn, row.startedOn, row.endedOn]
        .filter((day) => day !== null && day <= input.asOf)
        .sort()
        .at(-1);
      if (leftOn !== null && last && last > leftOn) {
        const data = {
          provider: input.nameOf(provider),
          left: longDate(leftOn),
          school: input.nameOf(school),
          day: longDate(last),
        };
        report({ message: 'hasLeft', tab: supportRequestsTab, row, column: 'provider', school, data });
      }
      // Of a school that is said to support itself it is asked who did (GEN-03).
      if (provider === school) continue;
      if (!isMember(provider, begun.on) || !isMember(school, begun.on)) continue;
      if (askedOn !== null && askedOn <= begun.on) continue;
      const place = { tab: supportRequestsTab, row, column: 'askedOn', school };
      const support = `${input.nameOf(school)} ${begun.how(input.nameOf(provider))} ${longDate(begun.on)}`;
      if (askedOn === null) report({ ...place, message: 'notAsked', data: { support } });
      else {
        // What stands here has happened, so that of a day to come most likely another was meant.
        const uncertain = askedOn > input.asOf;
        report({ ...place, message: 'askedLater', uncertain, data: { support, asked: longDate(askedOn) } });
      }
    }
  },
});

/** The day by which support had been agreed, and how it is known. A cell that cannot be read is known by none that stands in for it. */
function begunBy({ agreedOn, startedOn, endedOn, unread = [] }: Row<typeof supportRequestsTab>) {
  if (agreedOn !== null) return { on: agreedOn, how: (provider: string) => `agreed support with ${provider} on` };
  if (startedOn !== null) return { on: startedOn, how: (provider: string) => `had support from ${provider} from` };
  if (endedOn === null || unread.includes('startedOn')) return null;
  return { on: endedOn, how: (provider: string) => `had support from ${provider} that ended on` };
}
