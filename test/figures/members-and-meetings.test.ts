import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { academicYear } from '../../functions/figures/academic-year.ts';
import { plannedMeetings, representationAt } from '../../functions/figures/meetings.ts';
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
    representationAt(plannedMeetings('alliance', meetings, year), whoCame, member, asOf).map(
      ({ meeting, came }) => `${meeting.date} ${came?.who ?? '?'}`,
    );

  it('is of meetings of the kind held so far in the year, oldest first, each once', () => {
    expect(at(school('', ''), '2027-01-01')).toEqual(['2025-09-24 deputy', '2025-11-12 ?', '2026-01-14 ?']);
    expect(at(school('', ''), '2025-11-11')).toEqual(['2025-09-24 deputy']);
    // Not on its own day, which is not over.
    expect(at(school('', ''), '2025-11-12')).toHaveLength(1);
    expect(at(school('', ''), '2025-11-13')).toHaveLength(2);
  });

  it('is of meetings while the school was a member', () => {
    expect(at(school('12/11/2025', '13/1/2026'), '2027-01-01')).toEqual(['2025-11-12 ?']);
  });
});

/** Meetings of a kind by their days, with who counts for Elm Park. */
function held(kind: 'alliance' | 'conference', meetings: string, whoCame: string, asOf = '2026-08-31'): string[] {
  const rows = rowsDrawn(meetingsTab, `| Date | Kind | Title | Last day | Status | Moved to |${meetings}`);
  const came = rowsDrawn(whoCameTab, `| Meeting date | Kind | School | Who came |${whoCame}`);
  return representationAt(plannedMeetings(kind, rows, year), came, school('', ''), asOf).map(
    ({ first, last, came: row }) => `${first}${last === first ? '' : ` to ${last}`} ${row?.who ?? '?'}`,
  );
}

describe('a meeting', () => {
  const came = (day: string, who: string) => `\n| ${day} | Alliance meeting | Elm Park | ${who} |`;

  it('that was cancelled was not held, nor one that was moved to a day not known yet', () => {
    const meetings = `
      | 1/10/2025 | Alliance meeting |                       | | Cancelled |           |
      | 2/10/2025 | Alliance meeting | Autumn 2 (CANCELLED)  | |           |           |
      | 3/10/2025 | Alliance meeting | Autumn 3              | | Postponed |           |
      | 6/10/2025 | Alliance meeting | Why we cancelled last | | Held      |           |`;
    expect(held('alliance', meetings, '')).toEqual(['2025-10-06 ?']);
  });

  it('that was moved keeps its attendance, by the old day or the new', () => {
    const meetings = '\n| 1/10/2025 | Alliance meeting | | | Moved | 8/10/2025 |';
    expect(held('alliance', meetings, came('1/10/2025', 'Head'))).toEqual(['2025-10-08 head']);
    expect(held('alliance', meetings, came('8/10/2025', 'Head'))).toEqual(['2025-10-08 head']);
    expect(held('alliance', meetings, came('8/10/2025', 'Head'), '2025-10-07')).toEqual([]);
    const another = `${meetings}\n| 1/10/2025 | Alliance meeting | Another | | | |`;
    expect(held('alliance', another, came('1/10/2025', 'Head'))).toEqual(['2025-10-01 head', '2025-10-08 ?']);
  });

  it('of two days is one: present on either is present, and it is held once its last day has come', () => {
    const two = '\n| 12/2/2026 | Conference | | 13/2/2026 | | |';
    const rows = '\n| 12/2/2026 | Conference | Elm Park | Head |\n| 13/2/2026 | Conference | Elm Park | Nobody |';
    expect(held('conference', two, rows)).toEqual(['2026-02-12 to 2026-02-13 head']);
    expect(held('conference', two, rows.replace('Head', 'Apologies'))).toEqual(['2026-02-12 to 2026-02-13 nobody']);
    expect(held('conference', two, rows, '2026-02-12')).toEqual([]);
    const asTwoRows = '\n| 12/2/2026 | Conference | | | | |\n| 13/2/2026 | Conference | | | | |';
    expect(held('conference', asTwoRows, rows)).toEqual(['2026-02-12 to 2026-02-13 head']);
    expect(held('alliance', asTwoRows.replaceAll('Conference', 'Alliance meeting'), '')).toHaveLength(2);
  });

  it('is attended by whoever counts most, however the rows stand and whatever other rows are added', () => {
    const meetings = `
      | 1/10/2025 | Alliance meeting | | | | |
      | 5/11/2025 | Alliance meeting | | | | |`;
    const WHO = ['Head', 'Deputy', 'Someone else', 'Nobody'];
    const anyRow = fc.record({
      day: fc.constantFrom('1/10/2025', '5/11/2025'),
      who: fc.constantFrom(...WHO),
      school: fc.constantFrom('Elm Park', 'The Meadows'),
    });
    const drawn = (rows: readonly { day: string; who: string; school: string }[]) =>
      rows.map(({ day, who, school }) => `\n| ${day} | Alliance meeting | ${school} | ${who} |`).join('');
    const best = (rows: readonly { day: string; who: string; school: string }[], day: string) => {
      const mine = rows.filter((row) => row.school === 'Elm Park' && row.day === day);
      return WHO.find((who) => mine.some((row) => row.who === who)) ?? '?';
    };
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (rows, order) => {
        const shuffled = rows
          .map((row) => [order.next().value as number, row] as const)
          .sort(([one], [other]) => one - other)
          .map(([, row]) => row);
        const said = held('alliance', meetings, drawn(rows));
        expect(held('alliance', meetings, drawn(shuffled))).toEqual(said);
        expect(held('alliance', meetings, drawn([...rows, ...rows]))).toEqual(said);
        const values: Record<string, string> = {
          Head: 'head',
          Deputy: 'deputy',
          'Someone else': 'other',
          Nobody: 'nobody',
        };
        const expected = [best(rows, '1/10/2025'), best(rows, '5/11/2025')].map((who) => values[who] ?? '?');
        expect(said).toEqual([`2025-10-01 ${expected[0]}`, `2025-11-05 ${expected[1]}`]);
      }),
    );
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
