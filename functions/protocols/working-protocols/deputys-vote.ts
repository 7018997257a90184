import { whoCameTab } from '../../../sheets-schema/tabs/who-came.tab.ts';
import { longDate } from '../../../sheets-schema/wording.ts';
import type { WhoCame } from '../../figures/meetings.ts';
import { attendanceReads } from '../builders/attendance.ts';
import { defineRule } from '../rule.ts';
import { standInsOf } from './attendance-promised.ts';
import { deputiesBeyondTheLimitVote, deputyMayStandIn } from './settings.ts';

/** Working protocols, 33: the head votes, or the deputy who stands in; nobody else does, and a school has one vote. */
export const deputysVote = defineRule({
  id: 'BLA-33',
  title: 'Votes are cast by the head or by the deputy who stands in, one for each school',
  since: 6,
  mendedIn: whoCameTab,
  reads: [{ tab: whoCameTab, columns: ['who', 'voted', 'kind', 'school'] }, ...attendanceReads.slice(1)],
  messages: {
    notEntitled: {
      severity: 'problem',
      says: '{cell} records a vote for {school} that neither its head nor a deputy cast.',
      fix: 'Correct Who came, or change Voted to No.',
    },
    twice: {
      severity: 'warning',
      says: '{cell} records another vote for {school} on {date}.',
      fix: 'A school has one vote: change Voted to No for whoever did not cast it.',
    },
    beyondTheLimit: {
      severity: 'breach',
      says: '{cell} records a vote for {school} on {date} by a deputy beyond the limit of {most}. By Settings such a deputy does not vote.',
      fix: 'Change Voted to No, or write the exception the alliance agreed into Exceptions.',
    },
  },
  check(input, report) {
    const voted = input.rows(whoCameTab).filter((row) => row.kind === 'alliance' && row.voted === true);
    const entitled = voted.filter(({ who }) => who === 'head' || who === 'deputy');
    for (const row of voted) {
      if (entitled.includes(row)) continue;
      const data = { school: input.nameOf(row.school) };
      report({ message: 'notEntitled', tab: whoCameTab, row, column: 'voted', school: row.school, data });
    }
    for (const votes of Map.groupBy(entitled, ({ date, school }) => `${school} ${date}`).values()) {
      for (const row of byDifferentPeople(votes).slice(1)) {
        const data = { school: input.nameOf(row.school), date: longDate(row.date) };
        report({ message: 'twice', tab: whoCameTab, row, column: 'voted', school: row.school, data });
      }
    }
    const vote = input.settings.held(deputiesBeyondTheLimitVote);
    if (vote.value) return;
    const most = input.settings.held(deputyMayStandIn).value;
    const standIns = standInsOf(input);
    for (const school of input.members) {
      const beyond = standIns(school).slice(most);
      for (const row of entitled) {
        const isBeyond = row.school === school.urn && beyond.some(({ isNamedBy }) => isNamedBy(row.date));
        if (!isBeyond || row.who !== 'deputy') continue;
        const data = { school: school.name, date: longDate(row.date), most };
        const place = { tab: whoCameTab, row, column: 'voted', school: school.urn };
        report({ message: 'beyondTheLimit', ...place, limit: vote.chosenBy, data });
      }
    }
  },
});

/** One of each, the head first and else in an order that sorting the sheet does not change: a row that was typed twice is one vote. */
function byDifferentPeople(rows: readonly WhoCame[]): WhoCame[] {
  const inTurn = rows.toSorted((one, other) => other.who.localeCompare(one.who) || one.key.localeCompare(other.key));
  return [...new Map(inTurn.map((row) => [`${row.who} ${row.name?.toLowerCase() ?? ''}`, row])).values()];
}
