import type { Held } from '../../../sheets-schema/setting.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, listed, longDate, shortDate } from '../../../sheets-schema/wording.ts';
import { isWithin } from '../../figures/academic-year.ts';
import { type Meeting, representationAt } from '../../figures/meetings.ts';
import { defineRule, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { uncounted } from './uncounted.ts';

interface PresentAt {
  readonly id: string;
  readonly title: string;
  readonly meetings: Meeting['kind'];
  /** How many a school may miss in the year; null where no number was fixed. */
  mayMiss(input: Situation): Held<number | null>;
  /**
   * `missed` (gaps: school, missed, held, most, dates), `twoInARow` (school, first, second), `unrecorded` (school, date, uncounted)
   * and `noneHeld` (year), each only where it applies.
   */
  readonly messages: {
    readonly missed: RuleMessage;
    readonly unrecorded: RuleMessage;
    readonly twoInARow?: RuleMessage;
    readonly noneHeld?: RuleMessage;
  };
}

/** Each school stands for itself at the meetings of one kind. A school is absent where *Who came* says so; a gap in the record is asked about. */
export function presentAt(promise: PresentAt): Rule {
  return defineRule({
    id: promise.id,
    title: promise.title,
    mendedIn: whoCameTab,
    reads: [
      { tab: whoCameTab, columns: ['date', 'kind', 'school', 'who'] },
      { tab: meetingsTab, columns: ['date', 'kind'] },
    ],
    messages: promise.messages as Readonly<Record<string, RuleMessage>>,
    check(input, report) {
      const meetings = input.rows(meetingsTab);
      const spring = input.calendarOf(null).term('spring');
      const none = !meetings.some(({ kind, date }) => kind === promise.meetings && isWithin(date, input.year));
      if (none && promise.messages.noneHeld && spring && input.asOf > spring.to) {
        report({ message: 'noneHeld', tab: meetingsTab, subject: input.year.label, data: { year: input.year.label } });
      }
      const most = promise.mayMiss(input);
      const cameOf = input.bySchool(whoCameTab);
      for (const school of input.members) {
        const held = representationAt(promise.meetings, meetings, cameOf(school.urn), school, input.year, input.asOf);
        const missed = held.filter(({ came }) => came?.who === 'nobody');
        for (const { meeting } of held.filter(({ came }) => came === null)) {
          const data = {
            school: school.name,
            date: longDate(meeting.date),
            uncounted: uncounted(input, whoCameTab, school.urn),
          };
          report({ message: 'unrecorded', tab: whoCameTab, school: school.urn, subject: meeting.date, data });
        }
        if (most.value !== null && missed.length > most.value) {
          const last = missed.at(-1)!.came!;
          report({
            message: 'missed',
            tab: whoCameTab,
            row: last,
            column: 'who',
            school: school.urn,
            limit: most.chosenBy,
            data: {
              school: school.name,
              missed: missed.length,
              held: counted(held.length, 'meeting'),
              most: most.value,
              dates: listed(missed.map(({ meeting }) => shortDate(meeting.date))),
            },
          });
        } else if (promise.messages.twoInARow) {
          const second = held.findIndex(
            ({ came }, at) => came?.who === 'nobody' && held[at - 1]?.came?.who === 'nobody',
          );
          if (second < 0) continue;
          const data = {
            school: school.name,
            first: longDate(held[second - 1]!.meeting.date),
            second: longDate(held[second]!.meeting.date),
          };
          report({
            message: 'twoInARow',
            tab: whoCameTab,
            row: held[second]!.came!,
            column: 'who',
            school: school.urn,
            data,
          });
        }
      }
    },
  });
}
