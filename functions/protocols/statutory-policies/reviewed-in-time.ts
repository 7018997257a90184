import { policiesTab } from '../../../sheets-schema/tabs/policies.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { daysBetween } from '../../figures/academic-year.ts';
import { uncounted } from '../builders/uncounted.ts';
import { defineRule, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { dayOf, inFewLines, type TypedPolicy, titlesOf } from './lines.ts';
import { type HeldPolicy, registerReads, type SchoolRegister, schoolRegister } from './review.ts';
import { policyReminders } from './settings.ts';

const MAY_BE_LATE = {
  mayBeLate: {
    severity: 'warning',
    says: '{policy}: {why}. Going by {last}, it was to be reviewed by {latest}.',
    fix: 'Mend that day, or review the document if nobody has.',
  },
} as const satisfies Record<string, RuleMessage>;

const IN_TIME = {
  late: {
    severity: 'breach',
    says: '{policy}: last looked through on {last}, and to be reviewed by {latest}.{uncounted}',
    fix: 'Review it, and type the day under Last reviewed on.',
  },
  lateByOne: {
    severity: 'warning',
    says: '{policy}: last looked through on {last}, due on {by} if yearly means within 12 months, in time until {latest} if it means once an academic year.',
    fix: 'Review it, or let the alliance write into Settings what yearly means.',
  },
  dueSoon: {
    severity: 'reminder',
    says: '{policy}: to be reviewed by {by}.',
    fix: 'Plan the review, and type its day under Last reviewed on.',
  },
  ...MAY_BE_LATE,
} as const satisfies Record<string, RuleMessage>;

const MANY_IN_TIME = {
  lateMany: {
    severity: 'breach',
    says: '{count} documents are late for review: {policies}.{uncounted}',
    fix: 'Review them, and type the days under Last reviewed on.',
  },
  lateByOneMany: {
    severity: 'warning',
    says: '{count} documents are late for review if yearly means within 12 months, and not yet if it means once an academic year: {policies}.',
    fix: 'Review them, or let the alliance write into Settings what yearly means.',
  },
  dueSoonMany: {
    severity: 'reminder',
    says: '{count} documents are to be reviewed, the first by {by}: {policies}.',
    fix: 'Plan the reviews, and type their days under Last reviewed on.',
  },
  mayBeLateMany: {
    severity: 'warning',
    says: '{count} documents may be late for review, as a day of each is to be mended and the other is too long ago: {policies}.',
    fix: 'Mend those days, or review the documents if nobody has.',
  },
} as const satisfies Record<string, RuleMessage>;

export const reviewedYearly = reviewedInTime(
  'NLD-02',
  'Every document with no time of its own is reviewed each year',
  '2',
  { ...IN_TIME, ...MANY_IN_TIME },
);

export const equalityRenewed = reviewedInTime(
  'NLD-03',
  'Equality objectives are set every four years, and information on equality is renewed every year',
  '3',
  IN_TIME,
);

export const accessibilityReviewed = reviewedInTime(
  'NLD-04',
  'The accessibility plan is reviewed every three years',
  '4',
  {
    late: {
      severity: 'warning',
      says: 'The accessibility plan was last looked through on {last}, and a review by {latest} is recommended.',
      fix: 'Review it, and type the day under Last reviewed on.',
    },
    dueSoon: {
      severity: 'reminder',
      says: 'It is recommended that the accessibility plan be reviewed by {by}.',
      fix: 'Plan the review, and type its day under Last reviewed on.',
    },
    ...MAY_BE_LATE,
  },
);

/** That the documents of a clause are reviewed in time, with a reminder for each of the days that the alliance chose before. */
function reviewedInTime(
  id: string,
  title: string,
  clause: string,
  messages: Readonly<Record<string, RuleMessage>>,
): Rule {
  return defineRule({
    id,
    title,
    since: 2,
    mendedIn: policiesTab,
    reads: [registerReads],
    messages,
    check(input, report) {
      const own = schoolRegister(input);
      if (own === null) return;
      const held = own.held.flatMap(withNext).filter(({ next }) => next.clause === clause);
      const say = (message: string, all: readonly Reviewed[], stage: string | null = null) =>
        inFewLines(
          all,
          input,
          { clause, on: own.on, about: (one) => dayOf(clause, one) },
          {
            each: (one, by) =>
              report({
                ...by,
                message,
                tab: policiesTab,
                ...cellOf(one, own.on),
                ...(stage === null ? {} : { subject: stage }),
                data: {
                  policy: one.title,
                  last: longDate(one.last),
                  by: longDate(one.next.dueOn),
                  latest: longDate(one.next.latest),
                  uncounted: uncounted(input, policiesTab),
                  ...(one.doubt === null ? {} : { why: whyToMend(one, own) }),
                },
              }),
            together: (many, by) => {
              const days = many.map(({ next }) => next.dueOn).sort();
              report({
                ...by,
                message: `${message}Many`,
                tab: policiesTab,
                // Told apart by the last that came to it: it is news where another did, and none where one of them was seen to.
                subject: `${message} ${stage ?? ''} to ${days.at(-1)}`,
                data: {
                  count: many.length,
                  policies: titlesOf(many),
                  by: longDate(days[0]!),
                  uncounted: uncounted(input, policiesTab),
                },
              });
            },
          },
        );
      say(
        'late',
        held.filter(({ review }) => review === 'late'),
      );
      say(
        'lateByOne',
        held.filter(({ review }) => review === 'late by one reading'),
      );
      say(
        'mayBeLate',
        own.held.flatMap(lateByOlderDay).filter(({ next }) => next.clause === clause),
      );
      const soon = Map.groupBy(held, ({ next }) => reminderStage(next.dueOn, own, input));
      for (const [stage, all] of soon) if (stage !== null) say('dueSoon', all, `within ${stage} days`);
    },
  });
}

type Reviewed = TypedPolicy & { readonly last: string; readonly next: NonNullable<TypedPolicy['next']> };

function withNext(one: SchoolRegister['held'][number]): Reviewed[] {
  const { row, last, next } = one;
  return row === null || last === null || next === null ? [] : [{ ...one, row, last, next }];
}

function lateByOlderDay(one: HeldPolicy): Reviewed[] {
  const { row, mayBeLate } = one;
  return row === null || mayBeLate === null ? [] : [{ ...one, ...mayBeLate, row }];
}

/** Where a review is typed; of a document that waits to be mended the first cell that does. */
export function cellOf({ row, rows, doubt }: TypedPolicy, on: string) {
  if (doubt !== null)
    for (const one of rows)
      for (const column of ['reviewedOn', 'approvedOn'] as const)
        if (one.unread?.includes(column) || (one[column] ?? on) > on) return { row: one, column };
  return { row, column: 'reviewedOn' } as const;
}

/** What is the matter with a day that is to be mended. */
export function whyToMend({ doubt }: HeldPolicy, { on }: SchoolRegister): string {
  return doubt === 'a day is to come'
    ? `a day typed for it is after ${longDate(on)}`
    : 'a day typed for it cannot be read';
}

/** Within how many days something is due, of those on which the alliance wants to hear of it; null where of none yet. */
export function reminderStage(
  dueOn: string,
  { on, school }: SchoolRegister,
  { asOf, settings }: Situation,
): number | null {
  const isOver = on < asOf || on > dueOn || (school.leftOn !== null && school.leftOn <= dueOn);
  if (isOver) return null;
  const left = daysBetween(on, dueOn);
  return (
    settings
      .held(policyReminders)
      .value.filter((days) => left <= days)
      .at(-1) ?? null
  );
}
