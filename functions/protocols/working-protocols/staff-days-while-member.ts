import { schoolsTab } from '../../../sheets-schema/tabs/schools.tab.ts';
import { staffDaysTab } from '../../../sheets-schema/tabs/staff-days.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import { isMembershipUnread } from '../../figures/members.ts';
import { defineRule } from '../rule.ts';

/** Working protocols, 21: what a school gave before it joined or after it left was no promise of its own, so it is not counted, and said. */
export const staffDaysWhileMember = defineRule({
  id: 'BLA-21c',
  title: 'Staff days are given while the school is a member',
  since: 3,
  mendedIn: staffDaysTab,
  reads: [
    { tab: staffDaysTab, columns: ['date'] },
    { tab: schoolsTab, columns: [] },
  ],
  messages: {
    beforeJoining: {
      severity: 'warning',
      says: '{cell} is a day before {school} joined on {joined}, so it does not count.',
      fix: 'Check the date, or ask the coordinator to check Joined on in Schools.',
    },
    afterLeaving: {
      severity: 'warning',
      says: '{cell} is a day after {school} left on {left}, so it does not count.',
      fix: 'Check the date, or ask the coordinator to check Left on in Schools.',
    },
  },
  check({ school, rows }, report) {
    if (school === null || isMembershipUnread(school)) return;
    const { joinedOn, leftOn, name } = school;
    for (const row of rows(staffDaysTab)) {
      const place = { tab: staffDaysTab, row, column: 'date' };
      if (joinedOn !== null && row.date < joinedOn)
        report({ ...place, message: 'beforeJoining', data: { school: name, joined: longDate(joinedOn) } });
      if (leftOn !== null && row.date > leftOn)
        report({ ...place, message: 'afterLeaving', data: { school: name, left: longDate(leftOn) } });
    }
  },
});
