import type { Alliance, Member } from './alliance.ts';
import type { Reckoning } from './compare.ts';
import { dayOfYear, inFull } from './days.ts';
import { askedFor, becameA, inPounds, membersOf, payingDay, shareOf, yearIn } from './money.ts';

const SETTINGS = 'Settings';

/** The year’s figures beside the clauses; what the alliance has not decided itself and the source leaves open is marked. */
export function agreement(alliance: Alliance, member: Member): Reckoning {
  const { decided, startYear } = alliance;
  const signed = dayOfYear(decided.signedBy, startYear, decided.yearBegins);
  const ours = (title: string, value: string) =>
    decided.itself.has(title) ? value : `${value} (suggested by Concordat)`;
  const days = daysAskedFor(alliance, member);
  const [pence, payBy] = [askedFor(alliance, member), payingDay(alliance, member)];
  const rows = [
    [
      'Staff days for the improvement group',
      days === '0'
        ? nothing(alliance, member, payBy)
        : `${days} ${days === '1' || days === '½' ? 'day' : 'days'} or more`,
      '21',
    ],
    [
      pence === 0 ? 'Contribution' : `Contribution, due on ${inFull(payBy)}`,
      ours(
        'Contribution due date',
        pence === 0 ? nothing(alliance, member, payBy) : inPounds(pence).replace(/\.00$/, ''),
      ),
      '25',
    ],
    [
      'Evaluation of support received',
      ours(
        'Evaluation due',
        `${decided.evaluationDue} school day${decided.evaluationDue === 1 ? '' : 's'} after it ends`,
      ),
      '26',
    ],
    [
      'Alliance meetings a school may miss',
      ours('Meetings a school may miss', decided.mayMiss === null ? 'no number fixed' : String(decided.mayMiss)),
      '31',
    ],
    ['Meetings at which a deputy may stand in', `${decided.deputies} a year`, '32'],
  ];
  return {
    tables: [
      {
        caption: 'The year’s figures',
        headings: ['What', 'Figure', 'Protocol'],
        rows: rows.map((cells) => ({ cells, rests: [SETTINGS, `Schools: ${member.name}`] })),
      },
    ],
    says: [
      { figure: 'day of signing', words: `Please return by ${inFull(signed)}`, rests: [SETTINGS] },
      { figure: 'who promises', words: `By signing this document, ${member.name} makes the same promise`, rests: [] },
    ],
  };
}

/** Days of staff time, a share of them up to the next half, due while it is a member. */
function daysAskedFor(alliance: Alliance, member: Member): string {
  const { decided } = alliance;
  // Schools that become one give by their terms, whatever others do.
  const isBecoming = membersOf(alliance).some((one) => one.tookOver.includes(member.urn));
  const how = isBecoming || becameA(member, alliance).length > 0 ? 'by-term' : decided.partYearGive;
  const { terms, of } = shareOf(alliance, member, how);
  const halves = Math.ceil((2 * decided.staffDays * terms) / of);
  const whole = Math.floor(halves / 2);
  return halves % 2 === 0 ? String(whole) : `${whole === 0 ? '' : whole}½`;
}

/** Why a member owes nothing of what is due on a day. */
function nothing(alliance: Alliance, { joinedOn, leftOn }: Member, due: string): string {
  if (leftOn !== null && leftOn < due) return `none, as the school is no member on ${inFull(due)}`;
  const { from, to } = yearIn(alliance);
  const isPart = (joinedOn !== null && joinedOn > from) || (leftOn !== null && leftOn < to);
  return isPart ? 'none for this part of the year' : 'none';
}
