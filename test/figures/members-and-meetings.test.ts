import { describe, expect, it } from 'vitest';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { representationAt } from '../../functions/figures/meetings.ts';
import { isMemberOn, membershipIn, membersIn, type School } from '../../functions/figures/members.ts';
import { sum, sumIfAll } from '../../functions/figures/sums.ts';
import { meetingsTab } from '../../sheets-schema/tabs/meetings.tab.ts';
import { schoolsTab } from '../../sheets-schema/tabs/schools.tab.ts';
import { whoCameTab } from '../../sheets-schema/tabs/who-came.tab.ts';
import { ELM_PARK, rowsDrawn } from '../support/drawn-rows.ts';

const year = academicYear(2025);

function school(joinedOn: string, leftOn: string): School {
  const drawing = `| URN | School | Kind of school | Joined on | Left on |\n| ${ELM_PARK} | Elm Park | Academy | ${joinedOn} | ${leftOn} |`;
  return rowsDrawn(schoolsTab, drawing)[0]!;
}

describe('a member', () => {
  it('is one on the day it joined and on the day it left', () => {
    const member = school('24/9/2025', '12/11/2025');
    const on = ['2025-09-23', '2025-09-24', '2025-11-12', '2025-11-13'].map((day) => isMemberOn(member, day));
    expect(on).toEqual([false, true, true, false]);
    expect(isMemberOn(school('', ''), '1990-01-01')).toBe(true);
  });

  it('of the year is any that was one for a day of it', () => {
    const [before, first, last, after] = [
      school('', '31/8/2025'),
      school('', '1/9/2025'),
      school('31/8/2026', ''),
      school('1/9/2026', ''),
    ] as const;
    expect([before, first, last, after].map((one) => membersIn([one], year).length)).toEqual([0, 1, 1, 0]);
    expect(membersIn([first, last], year)).toHaveLength(1);
  });

  it('is one for its part of the year', () => {
    expect(membershipIn(school('5/1/2026', ''), year)).toEqual({ from: '2026-01-05', to: '2026-08-31' });
    expect(membershipIn(school('1/9/2012', '31/12/2025'), year)).toEqual({ from: '2025-09-01', to: '2025-12-31' });
  });
});

describe('representation', () => {
  const meetings = rowsDrawn(
    meetingsTab,
    `
    | Date       | Kind             |
    | 14/1/2026  | Alliance meeting |
    | 24/9/2025  | Alliance meeting |
    | 24/9/2025  | Alliance meeting |
    | 25/9/2025  | Subject hub      |
    | 12/11/2025 | Alliance meeting |
    | 1/9/2026   | Alliance meeting |`,
  );
  const whoCame = rowsDrawn(
    whoCameTab,
    `
    | Meeting date | Kind             | School      | Who came |
    | 24/9/2025    | Alliance meeting | Elm Park    | Deputy   |
    | 12/11/2025   | Alliance meeting | The Meadows | Head     |`,
  );
  const at = (member: School, asOf: string) =>
    representationAt('alliance', meetings, whoCame, member, year, asOf).map(
      ({ meeting, came }) => `${meeting.date} ${came?.who ?? '?'}`,
    );

  it('is of meetings of the kind held so far in the year, oldest first, each once', () => {
    expect(at(school('', ''), '2027-01-01')).toEqual(['2025-09-24 deputy', '2025-11-12 ?', '2026-01-14 ?']);
    expect(at(school('', ''), '2025-11-11')).toEqual(['2025-09-24 deputy']);
    expect(at(school('', ''), '2025-11-12')).toHaveLength(2);
  });

  it('is of meetings while the school was a member', () => {
    expect(at(school('12/11/2025', '13/1/2026'), '2027-01-01')).toEqual(['2025-11-12 ?']);
  });
});

describe('sums', () => {
  it('are nothing of nothing, and none where one is missing', () => {
    expect(sum<number>([], (one) => one)).toBe(0);
    expect(sum([1, 2, 3], (one) => one)).toBe(6);
    expect(sumIfAll([1, 2], (one) => one)).toBe(3);
    expect(sumIfAll([1, null], (one) => one)).toBeNull();
    expect(sumIfAll([1, 2], (one) => (one === 2 ? null : one))).toBeNull();
  });
});
