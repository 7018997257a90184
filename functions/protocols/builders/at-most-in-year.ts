import type { Held } from '../../../sheets-schema/setting.ts';
import { counted, longDate } from '../../../sheets-schema/wording.ts';
import { membershipIn, type School } from '../../figures/members.ts';
import { defineRule, type Reads, type Rule, type RuleMessage } from '../rule.ts';
import type { Situation } from '../situation.ts';

interface AtMostInYear {
  readonly id: string;
  readonly title: string;
  /** The first tab and its first column are where a finding stands. */
  readonly reads: readonly [Reads, ...Reads[]];
  /** The version of the rules since which it finds what it finds; 1 unless told. */
  readonly since?: number;
  /** Finds the rows that count for a school, oldest first. */
  times(
    input: Situation,
  ): (school: School) => readonly { readonly rowNumber: number; readonly key: string; readonly date: string }[];
  most(input: Situation): Held<number>;
  /** Gaps: school, times, most, date. */
  readonly messages: { readonly tooOften: RuleMessage; readonly usedUp: RuleMessage };
}

/** Allowed at most so many times a year: each time beyond is a breach at its own row, and the last one allowed is mentioned. */
export function atMostInYear(promise: AtMostInYear): Rule {
  const { tab, columns } = promise.reads[0];
  const column = columns[0]!;
  return defineRule({
    id: promise.id,
    title: promise.title,
    since: promise.since ?? 1,
    mendedIn: tab,
    reads: promise.reads,
    messages: promise.messages as Readonly<Record<string, RuleMessage>>,
    check(input, report) {
      const { value: most, chosenBy } = promise.most(input);
      const timesOf = promise.times(input);
      for (const school of input.members) {
        const times = timesOf(school);
        for (const [index, row] of times.entries()) {
          const message = index >= most ? 'tooOften' : index === most - 1 && times.length === most ? 'usedUp' : null;
          const isOver = input.asOf > membershipIn(school, input.year).to;
          if (message === null || (message === 'usedUp' && isOver)) continue;
          report({
            message,
            tab,
            row,
            column,
            school: school.urn,
            limit: chosenBy,
            data: {
              school: school.name,
              times: counted(times.length, 'time'),
              most,
              date: longDate(row.date),
            },
          });
        }
      }
    },
  });
}
