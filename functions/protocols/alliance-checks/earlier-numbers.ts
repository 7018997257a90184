import { dayAsTyped } from '../../../sheets-schema/cells/calendar-day.ts';
import { urnsIn } from '../../../sheets-schema/cells/identifier.ts';
import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { listed, longDate } from '../../../sheets-schema/wording.ts';
import { defineRule } from '../rule.ts';

/** Only by what stands here does a school go on under another number, so nothing of it is guessed. */
export const earlierNumbers = defineRule({
  id: 'GEN-26',
  title: 'Every earlier URN was one school’s, until a day',
  since: 6,
  mendedIn: schoolsTab,
  reads: [{ tab: schoolsTab, columns: ['urn', 'name', 'joinedOn', 'leftOn', 'earlierUrns', 'urnSince'] }],
  messages: {
    itself: {
      severity: 'warning',
      says: '{cell} says {number}, which is the URN of the same row.',
      fix: 'Type under Earlier URN what it was before, and under URN what it is now.',
    },
    another: {
      severity: 'problem',
      says: '{cell} says {number}, which is the URN of {school}, in a row of its own: rows that name it count for that one.',
      fix: 'Correct the number. If {school} has become part of this school, type its last day under Left on in its row.',
    },
    claimedTwice: {
      severity: 'problem',
      says: '{cell} says {number}, and so does the row of {school}. It counts for neither.',
      fix: 'Take it out of the row that it does not belong to.',
    },
    twoWorkbooks: {
      severity: 'warning',
      says: 'By {cell} this is one school, and {numbers} each have a workbook for {year}, as two schools do.',
      fix: 'If schools became one, put back the rows that are gone, with their last day under Left on. If it was one school, accept this with a reason.',
    },
    sinceWhen: {
      severity: 'warning',
      says: '{cell} is blank. It is not known from which day {name} has the URN {urn}.',
      fix: 'Type the day, such as 1/4/{year}.',
    },
    noNumber: {
      severity: 'warning',
      says: '{cell} is blank, and URN since says {date}.',
      fix: 'Type the URN that the school had before, or clear URN since.',
    },
    joinedWhen: {
      severity: 'warning',
      says: '{cell} is blank. {school} became part of this school, which counts as a member all the year until it is known from when.',
      fix: 'Type the day on which it became a member, such as {date}.',
    },
    beforeJoining: {
      severity: 'warning',
      says: '{cell} says {date}, which is before the school joined on {joined}: no record here has an earlier number.',
      fix: 'Clear Earlier URN and URN since, or check both days.',
    },
  },
  check(input, report, { keptNumbers = new Set() }) {
    const rows = input.rows(schoolsTab);
    for (const row of rows) {
      const { urn, name, earlierUrns, urnSince, joinedOn } = row;
      const since = { tab: schoolsTab, row, column: 'urnSince' } as const;
      const earlier = { tab: schoolsTab, row, column: 'earlierUrns' } as const;
      if (earlierUrns === null) {
        if (urnSince !== null) report({ ...earlier, message: 'noNumber', data: { date: longDate(urnSince) } });
        continue;
      }
      for (const number of urnsIn(earlierUrns)) {
        const others = rows.filter((other) => other.urn !== urn);
        const owner = others.find((other) => other.urn === number);
        const claimants = others.filter((other) => urnsIn(other.earlierUrns).includes(number));
        const place = { ...earlier, subject: number };
        if (number === urn) report({ ...place, message: 'itself', data: { number } });
        else if (owner && (owner.leftOn === null || urnSince === null || owner.leftOn > urnSince))
          report({ ...place, message: 'another', data: { number, school: owner.name } });
        else if (!owner && claimants.length > 0) {
          const school = listed(claimants.map((other) => other.name));
          report({ ...place, message: 'claimedTwice', data: { number, school } });
        }
      }
      const counted = [urn, ...urnsIn(earlierUrns)].filter(
        (number) => !rows.some((other) => other !== row && [other.urn, ...urnsIn(other.earlierUrns)].includes(number)),
      );
      const kept = [...new Set(counted)].filter((number) => keptNumbers.has(number)).sort();
      if (kept.length > 1) {
        const data = { numbers: listed(kept), year: input.year.label };
        report({ ...earlier, message: 'twoWorkbooks', data, subject: kept.join(' ') });
      }
      const parts = rows.filter(
        (other) => other.urn !== urn && urnsIn(earlierUrns).includes(other.urn) && other.leftOn,
      );
      if (parts.length > 0 && urnSince !== null && joinedOn === null) {
        const data = { school: listed(parts.map((other) => other.name)), date: dayAsTyped(urnSince) };
        report({ tab: schoolsTab, row, column: 'joinedOn', message: 'joinedWhen', data });
      }
      if (urnSince === null)
        report({ ...since, message: 'sinceWhen', data: { name, urn, year: input.year.startYear + 1 } });
      else if (joinedOn !== null && urnSince < joinedOn)
        report({ ...since, message: 'beforeJoining', data: { date: longDate(urnSince), joined: longDate(joinedOn) } });
    }
  },
});
