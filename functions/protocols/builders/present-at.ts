import type { Held } from '../../../sheets-schema/setting.ts';
import { meetingsTab } from '../../../sheets-schema/tabs/meetings.tab.ts';
import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { counted, listed, listedUpTo, longDate, shortDate } from '../../../sheets-schema/wording.ts';
import { plannedMeetings, type Representation } from '../../figures/meetings.ts';
import { inNameOrder, type School } from '../../figures/members.ts';
import { defineRule, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { type Attendance, type AttendancePromised, attendanceAt, attendanceReads } from './attendance.ts';
import { mayHold, uncounted } from './uncounted.ts';

interface PresentAt {
  readonly id: string;
  readonly title: string;
  readonly meetings: AttendancePromised;
  /** How many a school may miss in the year; null where no number was fixed. */
  mayMiss(input: Situation): Held<number | null>;
  /** How many school days after a meeting it is asked who came. */
  askedAfter(input: Situation): number;
  /**
   * `missed` (gaps: school, missed, held, most, dates), `noNumber` (school, missed, held, dates), `inARow` (school, missed, dates),
   * `unrecorded` (schools, date, uncounted) and `noneHeld` (year), each only where it applies.
   */
  readonly messages: {
    readonly missed: RuleMessage;
    readonly unrecorded: RuleMessage;
    readonly noNumber?: RuleMessage;
    readonly inARow?: RuleMessage;
    readonly noneHeld?: RuleMessage;
  };
}

/** So many schools are named in one sentence. */
const MOST_NAMED = 12;

/**
 * Each school stands for itself at the meetings of one kind. A school is absent where *Who came* says so; a gap in the record is asked
 * about, once a meeting and some days after it.
 */
export function presentAt(promise: PresentAt): Rule {
  const { messages } = promise;
  return defineRule({
    id: promise.id,
    title: promise.title,
    since: 6,
    mendedIn: whoCameTab,
    reads: attendanceReads,
    messages: messages as Readonly<Record<string, RuleMessage>>,
    check(input, report) {
      const planned = plannedMeetings(promise.meetings.kind, input.rows(meetingsTab), input.year);
      const spring = input.calendarOf(null).term('spring');
      if (planned.length === 0 && messages.noneHeld && spring && input.asOf > spring.to) {
        report({ message: 'noneHeld', tab: meetingsTab, subject: input.year.label, data: { year: input.year.label } });
      }
      const attendanceOf = attendanceAt(input, promise.meetings);
      const attendances = inNameOrder(input.members).map((school) => ({ school, ...attendanceOf(school) }));
      for (const { first, isNamedBy, schools } of toBeRecorded(attendances, promise.askedAfter(input), input)) {
        const covers = schools.map(({ urn }) => urn);
        const data = {
          schools: listedUpTo(
            schools.map(({ name }) => name),
            MOST_NAMED,
          ),
          date: longDate(first),
          uncounted: uncounted(
            input,
            whoCameTab,
            (row) =>
              mayHold(row, 'date', isNamedBy) &&
              mayHold(row, 'kind', (kind) => kind === promise.meetings.kind) &&
              (row.mayBe?.some((urn) => covers.includes(urn)) ?? true),
          ),
        };
        report({ message: 'unrecorded', tab: whoCameTab, subject: first, covers, data });
      }
      const most = promise.mayMiss(input);
      for (const { school, held, missed } of attendances) {
        const said = (
          message: string,
          absences: readonly Representation[],
          more: Readonly<Record<string, string | number>>,
        ) =>
          report({
            message,
            tab: whoCameTab,
            row: absences.at(-1)!.came!,
            column: 'who',
            school: school.urn,
            limit: most.chosenBy,
            data: { school: school.name, dates: listed(absences.map(({ first }) => shortDate(first))), ...more },
          });
        const all = { missed: missed.length, held: counted(held.length, 'meeting') };
        if (most.value !== null && missed.length > most.value) said('missed', missed, { ...all, most: most.value });
        else if (most.value === null && messages.noNumber && missed.length > 1) said('noNumber', missed, all);
        else if (most.value !== null && messages.inARow) {
          for (const run of runsOf(held)) said('inARow', run, { missed: counted(run.length, 'meeting') });
        }
      }
    },
  });
}

/** The meetings of which it is not recorded who stood for these schools, though it should be by now. */
function toBeRecorded(
  attendances: readonly (Attendance & { readonly school: School })[],
  after: number,
  { asOf, year, calendarOf }: Situation,
) {
  const calendar = calendarOf(null);
  const lacking = attendances.flatMap(({ school, unrecorded }) => unrecorded.map((one) => ({ school, ...one })));
  return [...Map.groupBy(lacking, ({ first }) => first)]
    .map(([first, rows]) => {
      const { last, isNamedBy } = rows[0]!;
      return { first, last, isNamedBy, schools: rows.map(({ school }) => school) };
    })
    .filter(({ last }) => asOf > (calendar.schoolDaysAfter(last, after) ?? year.to))
    .sort((one, other) => one.first.localeCompare(other.first));
}

/** Meetings missed one after the other, two or more. */
function runsOf(held: readonly Representation[]): Representation[][] {
  const runs: Representation[][] = [[]];
  for (const one of held) {
    if (one.came?.who === 'nobody') runs.at(-1)!.push(one);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}
