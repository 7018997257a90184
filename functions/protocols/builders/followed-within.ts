import type { Held } from '../../../sheets-schema/setting.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { defineRule, type Reads, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { uncounted } from './uncounted.ts';

/** Something that calls for an answer. */
interface Event {
  readonly on: string;
  /** The same event from one check to the next. */
  readonly subject: string;
  /** What the messages call it. */
  readonly what: string;
  readonly answered: boolean;
}

interface FollowedWithin {
  readonly id: string;
  readonly title: string;
  /** The first tab is the one in which the answer is typed. */
  readonly reads: readonly [Reads, ...Reads[]];
  events(input: Situation): readonly Event[];
  /** School days between the event and its answer. */
  within(input: Situation): Held<number>;
  /** Gaps: what, on, by, uncounted. */
  readonly messages: { readonly late: RuleMessage; readonly dueSoon: RuleMessage };
}

/** Each event is followed by its answer within so many school days; half way there is a reminder. */
export function followedWithin(promise: FollowedWithin): Rule {
  const tab = promise.reads[0].tab;
  return defineRule({
    id: promise.id,
    title: promise.title,
    mendedIn: promise.reads[0].tab,
    reads: promise.reads,
    messages: promise.messages as Readonly<Record<string, RuleMessage>>,
    check(input, report) {
      const calendar = input.calendarOf(input.school?.urn ?? null);
      const limit = promise.within(input);
      for (const { on, subject, what, answered } of promise.events(input)) {
        const by = answered ? null : calendar.schoolDaysAfter(on, limit.value);
        const half = calendar.schoolDaysAfter(on, Math.max(1, Math.floor(limit.value / 2)));
        if (by === null || half === null || input.asOf < half) continue;
        report({
          message: input.asOf > by ? 'late' : 'dueSoon',
          tab,
          subject,
          uncertain: input.waiting(tab) > 0,
          limit: limit.chosenBy,
          data: { what, on: longDate(on), by: longDate(by), uncounted: uncounted(input, tab) },
        });
      }
    },
  });
}
