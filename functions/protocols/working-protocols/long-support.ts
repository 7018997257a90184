import type { Row } from '../../../sheets-schema/tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { isMemberOn, type School } from '../../figures/members.ts';
import { dueBy } from '../builders/followed-within.ts';
import { mayHold, uncounted } from '../builders/uncounted.ts';
import { defineRule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { interimEvaluationAfter, openSupportAskedAfter } from './settings.ts';

export type Support = Row<typeof supportRequestsTab>;
type Evaluation = Row<typeof evaluationsTab>;

/** Support of the workbook's school. Where it is said to have supported itself, nobody typed who did. */
export function supportsOf(input: Situation): readonly Support[] {
  return input
    .rows(supportRequestsTab)
    .filter(({ school }) => school === input.school?.urn)
    .map((row) => (row.provider === row.school ? { ...row, provider: null } : row));
}

/** Whether an evaluation looks at support while that went on: it was sent after the first day and before the last. */
export function isInterim({ provider, endedOn, sentOn }: Evaluation, support: Support, asOf: string): boolean {
  if (support.provider !== provider || endedOn > sentOn || sentOn > asOf) return false;
  const first = support.startedOn ?? support.agreedOn;
  const last = support.endedOn;
  // What was only asked for does not go on.
  if (first === null) return last !== null && sentOn < last;
  return first <= endedOn && (last === null || sentOn < last);
}

/** Support that has begun by the day and whose last day is not typed, or is still to come. */
function isGoingOn({ startedOn, endedOn }: Support, asOf: string): boolean {
  return startedOn !== null && startedOn <= asOf && (endedOn === null || endedOn > asOf);
}

/** Working protocols, 26: what is not known of support keeps its evaluation from being asked for, so it is asked for itself. */
export const supportIsComplete = defineRule({
  id: 'BLA-26b',
  title: 'Of support that has begun it is known who gives it, and when it ended',
  since: 6,
  mendedIn: supportRequestsTab,
  reads: [
    { tab: supportRequestsTab, columns: ['school', 'provider', 'agreedOn', 'startedOn', 'endedOn'] },
    { tab: calendarTab, columns: ['what', 'from'], needsTerms: true },
  ],
  messages: {
    noProvider: {
      severity: 'warning',
      says: '{school} {had}, and {cell} does not say from whom.',
      fix: 'Fill in Support from, so that its evaluation can be matched.',
    },
    stillOpen: {
      severity: 'reminder',
      says: '{school} has had support since {on}, and {cell} has no last day.',
      fix: 'Type the day on which it ended or, where it goes on, the day until which it is planned.',
    },
    notBegun: {
      severity: 'reminder',
      says: '{school} agreed support on {on}, and {cell} does not say when it began.',
      fix: 'Type the day on which it began. If nothing came of it, clear Agreed on and say so under Note.',
    },
  },
  check(input, report) {
    const after = input.settings.held(openSupportAskedAfter).value;
    const isOld = (school: string, on: string) => input.asOf > dueBy(input, school, on, after);
    const members = new Set(input.schools.flatMap((one) => (isMemberOn(one, input.asOf) ? one.urn : [])));
    // A member that has left gives support no longer, most likely.
    const left = new Set(
      input.schools.flatMap(({ urn, leftOn }) => (leftOn !== null && leftOn < input.asOf ? urn : [])),
    );
    for (const row of input.rows(supportRequestsTab)) {
      const { school, provider, startedOn, agreedOn, endedOn } = row;
      if (!members.has(school)) continue;
      const place = { tab: supportRequestsTab, row, school };
      const name = input.nameOf(school);
      const had = hadSupport(row, input.asOf);
      if (provider === null && had !== null)
        report({ ...place, message: 'noProvider', column: 'provider', data: { school: name, had } });
      if (endedOn !== null) continue;
      if (startedOn !== null) {
        const hasLeft = provider !== null && startedOn < input.asOf && left.has(provider);
        if (!hasLeft && !isOld(school, startedOn)) continue;
        report({ ...place, message: 'stillOpen', column: 'endedOn', data: { school: name, on: longDate(startedOn) } });
      } else if (agreedOn !== null && isOld(school, agreedOn))
        report({ ...place, message: 'notBegun', column: 'startedOn', data: { school: name, on: longDate(agreedOn) } });
    }
  },
});

/** "has had support since 6 October 2025"; null of what has not begun, which may be agreed with nobody yet. */
function hadSupport({ startedOn, endedOn }: Support, asOf: string): string | null {
  if (endedOn !== null && endedOn <= asOf) return `had support that ended on ${longDate(endedOn)}`;
  return startedOn !== null && startedOn <= asOf ? `has had support since ${longDate(startedOn)}` : null;
}

/** Working protocols, 26: where the alliance asks for it, long support is evaluated while it goes on. */
export const interimEvaluations = defineRule({
  id: 'BLA-26c',
  title: 'Support that goes on for long is evaluated meanwhile, where the alliance asks for that',
  since: 6,
  mendedIn: evaluationsTab,
  reads: [
    { tab: evaluationsTab, columns: ['provider', 'endedOn', 'sentOn'] },
    { tab: supportRequestsTab, columns: ['school', 'provider', 'startedOn', 'endedOn'] },
    { tab: calendarTab, columns: ['what', 'from'], needsTerms: true },
  ],
  messages: {
    interimDue: {
      severity: 'warning',
      says: 'The support from {provider} ({need}) has gone on for {days} or more since {on} without an evaluation.{uncounted}',
      fix: 'Add a row to Evaluations with that provider, and with today under Support ended on.',
    },
  },
  check(input, report) {
    const after = input.settings.held(interimEvaluationAfter).value;
    if (after === null || input.school === null || !isMemberOn(input.school, input.asOf)) return;
    for (const support of supportsOf(input)) {
      const { school, provider, need, key } = support;
      if (provider === null || !isGoingOn(support, input.asOf)) continue;
      const last = lookedAtOn(support, input.school, input);
      if (input.asOf <= dueBy(input, school, last, after)) continue;
      const data = {
        ...{ provider: input.nameOf(provider), need, days: counted(after, 'school day'), on: longDate(last) },
        uncounted: uncounted(input, evaluationsTab, (row) => mayHold(row, 'provider', (of) => of === provider)),
      };
      report({ message: 'interimDue', tab: evaluationsTab, subject: key, data });
    }
  },
});

/** The day up to which support that goes on has been evaluated; where it has not, its first as support of a member. */
function lookedAtOn(support: Support, { joinedOn }: School, input: Situation): string {
  const days = input
    .rows(evaluationsTab)
    .filter((row) => isInterim(row, support, input.asOf))
    .map(({ endedOn }) => endedOn);
  return [support.startedOn!, joinedOn ?? '', ...days].sort().at(-1)!;
}
