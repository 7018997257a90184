import type { Held } from '../../../sheets-schema/setting.ts';
import type { Tab } from '../../../sheets-schema/tab.ts';
import { daysBetween } from '../../figures/academic-year.ts';
import { isMembershipUnread, type School } from '../../figures/members.ts';
import { owesWhatIsDueOn } from '../../figures/obligations.ts';
import { defineRule, type Reads, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { uncountedRows } from './uncounted.ts';

interface Pace {
  readonly gone: number;
  readonly all: number;
  readonly gap: number;
}

interface AtLeastBy {
  readonly id: string;
  readonly title: string;
  /** As rules have it. */
  readonly since: number;
  /** The first tab is the one in which it is typed. */
  readonly reads: readonly [Reads, ...Reads[]];
  /** What the school has given so far, in the smallest unit. */
  given(input: Situation, school: School): number;
  /** What is typed and does not count while it stands as it does, though it may be what is missing; `says` ends the message. */
  beyond?(input: Situation, school: School): { readonly amount: number; readonly says: string } | null;
  /** What it owes, in the same unit. */
  least(input: Situation, school: School): Held<number>;
  /** The last day: of a school that joins in the year, none before it has been a member for a while. */
  by(input: Situation, school: School): Held<string>;
  /** What rows that wait may be of what is missing; unless told, any that is or may be about the school may be all of it. */
  perhaps?(input: Situation, school: School): Perhaps;
  show(amount: number): string;
  showDate(date: string): string;
  /** Days before the last day on which a reminder begins. */
  readonly remindDaysBefore: number;
  /** How much of its part of the year has gone, and how far behind it a school may be before it is reminded; null while it is not. */
  pace?(input: Situation, school: School): Pace | null;
  /** Gaps: school, given, least, missing, by, uncounted; in `behind` also gone, all and level, what would keep pace. */
  readonly messages: {
    readonly short: RuleMessage;
    readonly dueSoon: RuleMessage;
    readonly behind?: RuleMessage;
  };
}

/** Rows that wait to be mended and may be what is missing. */
export interface Perhaps {
  readonly rows: number;
  /** Whether they may come to so much. */
  mayBe(missing: number): boolean;
}

/** At least so much by a day: a school that is short after the day is in breach, and is reminded before it. */
export function atLeastBy(promise: AtLeastBy): Rule {
  const tab = promise.reads[0].tab;
  return defineRule({
    id: promise.id,
    title: promise.title,
    since: promise.since,
    mendedIn: promise.reads[0].tab,
    reads: promise.reads,
    messages: promise.messages as Readonly<Record<string, RuleMessage>>,
    check(input, report) {
      for (const school of input.school ? [input.school] : input.members) {
        if (isMembershipUnread(school) || (school.joinedOn !== null && input.asOf < school.joinedOn)) continue;
        const by = promise.by(input, school);
        if (!owesWhatIsDueOn(by.value, school)) continue;
        const [given, least] = [promise.given(input, school), promise.least(input, school)];
        if (given >= least.value) continue;
        const pace = promise.messages.behind ? (promise.pace?.(input, school) ?? null) : null;
        const message = messageFor(promise, input.asOf, by.value, given, least.value, pace);
        if (message === null) continue;
        const missing = least.value - given;
        const { rows, mayBe } = (promise.perhaps ?? anyThatWaits(tab))(input, school);
        const beyond = promise.beyond?.(input, school) ?? null;
        report({
          message,
          tab,
          school: school.urn,
          subject: input.year.label,
          uncertain: mayMakeUp(missing, beyond?.amount ?? 0, { rows, mayBe }),
          // What is owed for the year is owed once the year has ended, whoever chose a day before.
          limit: by.chosenBy === 'us' && input.asOf <= input.year.to ? 'us' : least.chosenBy,
          data: {
            school: school.name,
            given: promise.show(Math.max(0, given)),
            least: promise.show(least.value),
            missing: promise.show(missing),
            by: promise.showDate(by.value),
            uncounted: `${uncountedRows(rows, tab)}${beyond?.says ?? ''}`,
            ...(pace && message === 'behind'
              ? { gone: pace.gone, all: pace.all, level: promise.show(levelBy(pace, least.value)) }
              : {}),
          },
        });
      }
    },
  });
}

/** Whether what does not count as it stands may come to what is missing: so much, and rows that wait. */
export function mayMakeUp(missing: number, beyond: number, { rows, mayBe }: Perhaps): boolean {
  return beyond >= missing || (rows > 0 && mayBe(missing - beyond));
}

function anyThatWaits(tab: Tab) {
  return (input: Situation, { urn }: School): Perhaps => ({ rows: input.waiting(tab, urn), mayBe: () => true });
}

function messageFor(
  { remindDaysBefore }: AtLeastBy,
  asOf: string,
  by: string,
  given: number,
  least: number,
  pace: Pace | null,
): 'short' | 'dueSoon' | 'behind' | null {
  if (asOf > by) return 'short';
  if (daysBetween(asOf, by) <= remindDaysBefore) return 'dueSoon';
  return pace !== null && given < levelBy(pace, least) && (least * pace.gone) / pace.all - given >= pace.gap
    ? 'behind'
    : null;
}

/** What would keep pace, in whole units. */
function levelBy({ gone, all }: Pace, least: number): number {
  return all === 0 ? 0 : Math.floor((least * gone) / all);
}
