import type { Tab } from '../../../sheets-schema/tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { isMemberOn, isMembershipUnread } from '../../figures/members.ts';
import { defineRule, type Found, type Rule, type RuleMessage } from '../rule.ts';
import { cellMessages, passOnRemarks } from './cell-remarks.ts';

const NOT_A_MEMBER = {
  severity: 'problem',
  says: '{cell} names {school}, which was not a member on {date}.',
  fix: 'Check the date and the school, or Joined on and Left on in Schools.',
} as const satisfies RuleMessage;

const ITSELF = {
  severity: 'warning',
  says: '{cell} names {school} itself, where another school or somebody else is meant.',
  fix: 'Type who is meant.',
} as const satisfies RuleMessage;

export function schoolsAreMembers(tabs: readonly Tab[]): Rule {
  return defineRule({
    id: 'GEN-03',
    title: 'Every school named is in Schools, and was a member on the day',
    mendedIn: 'every tab',
    since: 4,
    reads: [],
    messages: { ...cellMessages('GEN-03', tabs), notAMember: NOT_A_MEMBER, itself: ITSELF } as Readonly<
      Record<string, RuleMessage>
    >,
    check(input, report, sources) {
      passOnRemarks('GEN-03', sources, report as (found: Found) => void);
      const schools = new Map(input.schools.map((school) => [school.urn, school]));
      for (const { tab, rows } of sources.parsed) {
        for (const [column, day] of tab.memberOn) {
          for (const row of rows) {
            const values = row as unknown as Record<string, string | null>;
            const [school, date] = [schools.get(values[column] ?? ''), values[day]];
            if (!school || !date || isMembershipUnread(school) || isMemberOn(school, date)) continue;
            const data = { school: school.name, date: longDate(date) };
            report({ message: 'notAMember', tab, row, column, school: school.urn, data });
          }
        }
        for (const [column, own] of tab.notItself) {
          for (const row of rows) {
            const values = row as unknown as Record<string, string | null>;
            const itself = own === null ? input.whose.urn : values[own];
            if (!itself || values[column] !== itself) continue;
            report({ message: 'itself', tab, row, column, school: itself, data: { school: input.nameOf(itself) } });
          }
        }
      }
    },
  });
}
