import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { attendanceAt, attendanceReads } from '../builders/attendance.ts';
import { defineRule } from '../rule.ts';
import { byTheHead } from './attendance-promised.ts';

/** Working protocols, 32: at alliance meetings the head stands for a school, or a deputy; nobody else is provided for. */
export const headOrDeputy = defineRule({
  id: 'BLA-32b',
  title: 'At alliance meetings each school is represented by its head or a deputy',
  since: 6,
  mendedIn: whoCameTab,
  reads: attendanceReads,
  messages: {
    neither: {
      severity: 'warning',
      says: '{cell} says that neither the head nor a deputy came for {school} to the alliance meeting on {date}.',
      fix: 'Correct Who came if one of them did, or write the exception the alliance agreed into Exceptions.',
    },
  },
  check(input, report) {
    const attendanceOf = attendanceAt(input, byTheHead);
    for (const school of input.members) {
      for (const { came, first } of attendanceOf(school).held) {
        if (came?.who !== 'other') continue;
        const data = { school: school.name, date: longDate(first) };
        report({ message: 'neither', tab: whoCameTab, row: came, column: 'who', school: school.urn, data });
      }
    }
  },
});
