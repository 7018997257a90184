import type { Row } from '../../../sheets-schema/tab.ts';
import { calendarTab } from '../../../sheets-schema/tabs/calendar.tab.ts';
import { evaluationsTab } from '../../../sheets-schema/tabs/evaluations.tab.ts';
import { supportRequestsTab } from '../../../sheets-schema/tabs/support-requests.tab.ts';
import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { isMemberOn } from '../../figures/members.ts';
import { defineRule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { interimEvaluationAfter, openSupportAskedAfter } from './settings.ts';

type Support = Row<typeof supportRequestsTab>;
type Evaluation = Row<typeof evaluationsTab>;

/** Whether an evaluation looks at support of its provider while that went on: it was sent before the last day, or that has not come. */
export function isInterim(
  { provider, endedOn, sentOn }: Evaluation,
  supports: readonly Support[],
  asOf: string,
): boolean {
  return supports.some((one) => {
    const first = one.startedOn ?? one.agreedOn;
    if (one.provider !== provider || (first !== null && endedOn < first)) return false;
    const last = one.endedOn;
    return last === null || last > asOf || (endedOn < last && sentOn < last);
  });
}

/** Support that has begun by the day and whose last day is not typed, or is still to come. */
function isGoingOn({ startedOn, agreedOn, endedOn, unread = [] }: Support, asOf: string): boolean {
  const first = startedOn ?? agreedOn;
  return first !== null && first <= asOf && (endedOn === null || endedOn > asOf) && !unread.includes('endedOn');
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
      says: '{school} has had support since {on}, and {cell} does not say who gives it.',
      fix: 'Pick or type who gives it, so that its evaluation can be asked for.',
    },
    stillOpen: {
      severity: 'reminder',
      says: '{school} has had support since {on}, and {cell} has no last day.',
      fix: 'Type the day on which it ended or, where it goes on, the day until which it is planned.',
    },
  },
  check(input, report) {
    const asked = input.settings.held(openSupportAskedAfter).value;
    for (const row of input.rows(supportRequestsTab)) {
      const { school, provider, startedOn, agreedOn, endedOn } = row;
      const first = [startedOn, agreedOn, endedOn].find((day) => day !== null);
      if (first == null || first > input.asOf) continue;
      const place = { tab: supportRequestsTab, row, school };
      const data = { school: input.nameOf(school), on: longDate(first) };
      // What is only agreed may be agreed with nobody yet.
      const hasBegun = [startedOn, endedOn].some((day) => day !== null && day <= input.asOf);
      if (provider === null && hasBegun) report({ ...place, message: 'noProvider', column: 'provider', data });
      if (asked === null || endedOn !== null || !isGoingOn(row, input.asOf)) continue;
      const from = input.schoolDaysAfter(school, first, asked);
      if (from !== null && from <= input.asOf) report({ ...place, message: 'stillOpen', column: 'endedOn', data });
    }
  },
});

/** Working protocols, 26: where the alliance asks for it, long support is evaluated while it goes on. */
export const interimEvaluations = defineRule({
  id: 'BLA-26c',
  title: 'Support that goes on for long is evaluated meanwhile, where the alliance asks for that',
  since: 6,
  mendedIn: evaluationsTab,
  reads: [
    { tab: evaluationsTab, columns: ['provider', 'endedOn', 'sentOn'] },
    { tab: supportRequestsTab, columns: ['school', 'provider', 'agreedOn', 'startedOn', 'endedOn'] },
    { tab: calendarTab, columns: ['what', 'from'], needsTerms: true },
  ],
  messages: {
    interimDue: {
      severity: 'reminder',
      says: 'The support from {provider} ({need}) has gone on for {days} since {on}. An evaluation of it so far is due.',
      fix: 'Add a row to Evaluations, with today under Support ended on.',
    },
  },
  check(input, report) {
    const after = input.settings.held(interimEvaluationAfter).value;
    if (after === null || input.school === null) return;
    for (const support of input.rows(supportRequestsTab)) {
      const { school, provider, need, key } = support;
      if (school !== input.school.urn || provider === null || !isGoingOn(support, input.asOf)) continue;
      if (!isMemberOn(input.school, input.asOf)) continue;
      const last = lookedAtOn(support, input);
      const due = input.schoolDaysAfter(school, last, after);
      if (due === null || due > input.asOf) continue;
      const data = { provider: input.nameOf(provider), need, days: counted(after, 'school day'), on: longDate(last) };
      report({ message: 'interimDue', tab: evaluationsTab, subject: key, data });
    }
  },
});

/** The day up to which support that goes on has been evaluated: its first, where it has not. */
function lookedAtOn({ provider, startedOn, agreedOn }: Support, input: Situation): string {
  const first = (startedOn ?? agreedOn)!;
  const days = input
    .rows(evaluationsTab)
    .filter((row) => row.provider === provider && row.endedOn >= first && row.endedOn <= input.asOf)
    .map(({ endedOn }) => endedOn);
  return [first, ...days].sort().at(-1)!;
}
