import type { Held } from '../../../sheets-schema/setting.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { plusDays } from '../../figures/academic-year.ts';
import { isMemberOn, isMembershipUnread } from '../../figures/members.ts';
import { owesWhatIsDueOn } from '../../figures/obligations.ts';
import { defineRule, type Reads, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** Something that calls for an answer. */
interface Event {
  readonly on: string;
  /** The same event from one check to the next. */
  readonly subject: string;
  /** What the messages call it. */
  readonly what: string;
  /** Its answer, and the day on which that came; null where there is none yet. */
  readonly answer: Answer | null;
  /** Says which rows may be its answer and do not count as they stand; empty where none may. */
  readonly perhaps: string;
  /** Says what else there is that is not its answer, and softens nothing; empty where there is nothing. */
  readonly aside: string;
}

interface Answer {
  readonly on: string;
  readonly row: { readonly rowNumber: number; readonly key: string };
  /** The column in which that day stands. */
  readonly column: string;
}

interface FollowedWithin {
  readonly id: string;
  readonly title: string;
  /** As rules have it. */
  readonly since: number;
  /** The first tab is the one in which the answer is typed. */
  readonly reads: readonly [Reads, ...Reads[]];
  events(input: Situation): readonly Event[];
  /** School days between the event and its answer. */
  within(input: Situation): Held<number>;
  /** Gaps: what, on, by; of one that has come late also answered, of the others uncounted. */
  readonly messages: { readonly late: RuleMessage; readonly dueSoon: RuleMessage; readonly cameLate: RuleMessage };
}

/**
 * Each event is followed by its answer within so many school days; half way there is a reminder. That one came late stays a fact. Days
 * that the year's terms no longer have are counted on in the next year's; while those are not at hand, the answer is due on the year's last day.
 */
export function followedWithin(promise: FollowedWithin): Rule {
  const tab = promise.reads[0].tab;
  return defineRule({
    id: promise.id,
    title: promise.title,
    since: promise.since,
    mendedIn: promise.reads[0].tab,
    reads: promise.reads,
    messages: promise.messages as Readonly<Record<string, RuleMessage>>,
    check(input, report) {
      const { school } = input;
      if (school !== null && isMembershipUnread(school)) return;
      const limit = promise.within(input);
      for (const { on, subject, what, answer, perhaps, aside } of promise.events(input)) {
        if (school !== null && !isMemberOn(school, on)) continue;
        const by = dueBy(input, school?.urn ?? null, on, limit.value);
        if (school !== null && !owesWhatIsDueOn(by, school)) continue;
        if (answer !== null) {
          if (answer.on <= by) continue;
          const data = { what, on: longDate(on), by: longDate(by), answered: longDate(answer.on) };
          const { row, column } = answer;
          report({ message: 'cameLate', tab, row, column, subject, judgedOn: answer.on, data });
          continue;
        }
        if (input.asOf < halfWay(input, on, limit.value)) continue;
        report({
          message: input.asOf > by ? 'late' : 'dueSoon',
          tab,
          subject,
          uncertain: perhaps !== '',
          limit: limit.chosenBy,
          data: { what, on: longDate(on), by: longDate(by), uncounted: `${perhaps}${aside}` },
        });
      }
    },
  });
}

/** The last of so many school days after a day, by a school's calendar; the year's last day where nobody knows the days beyond it. */
export function dueBy(input: Situation, urn: string | null, on: string, within: number): string {
  const by = input.schoolDaysAfter(urn, on, within);
  if (by !== null) return by;
  // What happened after the year is no later than its workbook can tell.
  return on <= input.year.to ? input.year.to : plusDays(on, 2 * within);
}

/** Half way, or on the last school day that is known, so that nobody is first reminded in the holidays. */
function halfWay(input: Situation, on: string, within: number): string {
  const urn = input.school?.urn ?? null;
  const half = input.schoolDaysAfter(urn, on, Math.max(1, Math.floor(within / 2)));
  if (half !== null) return half;
  const calendar = input.calendarOf(urn);
  const last = calendar.schoolDaysAfter(plusDays(input.year.from, -1), calendar.progress(input.year.to).all);
  return last !== null && last > on ? last : on;
}
