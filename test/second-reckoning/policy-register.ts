import { type Alliance, type Member, type SchoolPolicy, type TypedRow, UNREAD } from './alliance.ts';
import { daysLater, earlierOf, laterOf, monthsLater, spanOfYear, yearOf } from './days.ts';
import { DOCUMENTS } from './list-of-documents.ts';
import { bookOf, wasMemberIn, yearIn } from './money.ts';
import { schoolDayAfter } from './school-days.ts';

const OLDER: readonly unknown[] = ['middle', 'secondary', 'high'];
const YOUNGER: readonly unknown[] = ['first', 'primary'];
const MAINTAINED: readonly unknown[] = ['maintained', 'special', 'pru', 'primary'];

type Listed = (typeof DOCUMENTS)[number];
type NamedRow = TypedRow<SchoolPolicy> & { readonly name: string };

/** When a document is due again. */
interface Due {
  /** The last day that is in time by every reading of "yearly", and by one at least. */
  readonly on: string;
  readonly latest: string;
  readonly isAdvice: boolean;
  readonly clause: string;
  readonly changedOn: string | null;
}

/** A document in the whole register. */
export interface Line {
  readonly title: string;
  readonly isHeld: boolean;
  readonly lead: string;
  readonly approver: string;
  readonly last: string | null;
  readonly due: Due | null;
  readonly review: string;
  readonly website: 'yes' | 'not yet' | 'to mend' | 'not asked';
  readonly mustBeOnline: boolean;
  readonly rests: readonly string[];
}

export interface KnownRegister {
  readonly on: string;
  readonly leftOn: string | null;
  readonly lines: readonly Line[];
  /** Rows about a document that the list does not have. */
  readonly nameless: number;
}

/** A school’s documents and how each stands on the day; or why nothing is known of them. */
export function registerOf(alliance: Alliance, member: Member): KnownRegister | string {
  const { startYear, asOf } = alliance;
  const book = alliance.schoolsBooks.find((one) => one.urn === member.urn && one.startYear === startYear);
  if (book === undefined) return member.kind === 'fe' ? 'not asked' : 'nothing sent yet';
  const year = yearIn(alliance);
  const from = laterOf(member.joinedOn ?? year.from, year.from);
  const to = earlierOf(member.leftOn ?? year.to, year.to);
  if (!wasMemberIn(member, year) || asOf < from) return 'nothing asked';
  const on = earlierOf(asOf, to);
  const rows = book.policies.map((row, at) => ({ ...row, name: `${member.name}, Policies row ${at + 2}` }));
  const lines = DOCUMENTS.map((document) => {
    const about = rows.filter(({ meant }) => meant.title === document.title);
    return lineOf(document, about, on, member, alliance);
  });
  if (member.kind === 'fe' && lines.every(({ isHeld }) => !isHeld)) return 'not asked';
  return { on, leftOn: member.leftOn, lines, nameless: rows.filter(({ meant }) => meant.title === null).length };
}

/** Whether a school of this kind and phase must hold a document; null where nobody has said what it hangs on. */
function mustHold(title: string, { kind, phase }: Member): boolean | null {
  if (kind === 'fe') return false;
  if (title === 'Governors’ allowances') return kind === null ? null : MAINTAINED.includes(kind);
  if (title !== 'Careers guidance') return true;
  if (phase !== null) return OLDER.includes(phase);
  return kind === 'primary' ? false : null;
}

function lineOf(document: Listed, rows: readonly NamedRow[], on: string, member: Member, alliance: Alliance): Line {
  const { title } = document;
  const said = rows.map(({ meant }) => meant);
  const must = mustHold(title, member);
  const saysYes = said.some(({ applies }) => applies === true);
  const saysNo = said.some(({ applies }) => applies === false);
  const appliesUnread = said.some(({ applies }) => applies === UNREAD);
  const hasNobodyForIt =
    title === 'Careers guidance' &&
    (member.phase === null ? member.kind === 'primary' : YOUNGER.includes(member.phase));
  const isHeld = !hasNobodyForIt && (saysYes || ((!saysNo || appliesUnread) && (must ?? rows.length > 0)));
  const isOnline = said.some(({ isPublished }) => isPublished === true);
  const rests = rows.length === 0 ? [`${member.name}, Policies: no row for ${title}`] : rows.map(({ name }) => name);
  if (!isHeld) {
    const review = appliesUnread ? 'not counted' : must === true && saysNo ? 'said not to apply' : 'does not apply';
    const website = isOnline ? 'yes' : 'not asked';
    return {
      title,
      isHeld,
      lead: '',
      approver: '',
      last: null,
      due: null,
      review,
      website,
      mustBeOnline: false,
      rests,
    };
  }
  const days = said.flatMap(({ approvedOn, reviewedOn }) => [approvedOn, reviewedOn]).filter((day) => day !== null);
  const isInDoubt =
    (appliesUnread && !saysYes) || days.includes(UNREAD) || days.some((day) => day !== UNREAD && day > on);
  const last = isInDoubt ? null : (days.toSorted().at(-1) ?? null);
  const due = last === null ? null : dueAfter(document, last, said, on, member, alliance);
  const mustBeOnline = document.onWebsite && (must === true || saysYes);
  const isPageUnread = (appliesUnread && !saysYes) || said.some(({ isPublished }) => isPublished === UNREAD);
  const whereMissing = !mustBeOnline ? 'not asked' : isPageUnread ? 'to mend' : 'not yet';
  return {
    ...{ title, isHeld, last, due, mustBeOnline, rests },
    lead: said[0]?.lead ?? '',
    approver: said[0]?.approver ?? '',
    review: due === null ? (isInDoubt ? 'not counted' : 'not known') : standing(due, on, member, alliance),
    website: isOnline ? 'yes' : whereMissing,
  };
}

function standing(due: Due, on: string, member: Member, alliance: Alliance): string {
  if (on <= due.on) return 'in time';
  if (on <= due.latest) return 'by one reading';
  if (due.isAdvice) return 'late, only advised';
  const isAgreed = bookOf(alliance).exceptions.some(
    ({ meant: { urn, clause, until, agreedOn } }) =>
      urn === member.urn && clause === due.clause && agreedOn <= alliance.asOf && (until === null || on <= until),
  );
  return isAgreed ? 'late, as agreed' : 'overdue';
}

function dueAfter(
  document: Listed,
  last: string,
  said: readonly SchoolPolicy[],
  on: string,
  member: Member,
  alliance: Alliance,
): Due {
  const inTurn = dueInTurn(document, last, member, alliance);
  if (document.every !== 36) return inTurn;
  const changedOn = said
    .flatMap(({ changedOn: day }) => day ?? [])
    .filter((day) => day > last && day <= on)
    .toSorted()[0];
  if (changedOn === undefined) return inTurn;
  const { afterChange, itself } = alliance.decided;
  const isDecided = itself.has('Accessibility plan reviewed after a change');
  const day = notBeforeJoining(daysLater(changedOn, afterChange), member, alliance);
  if (!(isDecided && on > day) && inTurn.on < day) return inTurn;
  return { on: day, latest: day, isAdvice: !isDecided, clause: '5', changedOn };
}

function dueInTurn({ title, every }: Listed, last: string, member: Member, alliance: Alliance): Due {
  const asked = { clause: title.startsWith('Equality') ? '3' : every === 36 ? '4' : '2', changedOn: null };
  if (every !== 'yearly') {
    const day = notBeforeJoining(monthsLater(last, every), member, alliance);
    return { ...asked, on: day, latest: day, isAdvice: every === 36 };
  }
  const { yearlyReview, yearBegins } = alliance.decided;
  const inMonths = notBeforeJoining(monthsLater(last, 12), member, alliance);
  const inYears = notBeforeJoining(spanOfYear(yearOf(last, yearBegins) + 1, yearBegins).to, member, alliance);
  return {
    ...{ ...asked, isAdvice: false },
    on: yearlyReview === 'academic-year' ? inYears : inMonths,
    latest: yearlyReview === 'months' ? inMonths : inYears,
  };
}

/** A school that joined has 30 school days; 13 weeks at most where the calendar of the year does not reach so far. */
function notBeforeJoining(day: string, { joinedOn, urn }: Member, alliance: Alliance): string {
  if (joinedOn === null) return day;
  const { from, to } = yearIn(alliance);
  const next = daysLater(joinedOn, 1);
  const calendar = bookOf(alliance).calendar.map(({ meant }) => meant);
  const counted = from <= next && next <= to ? schoolDayAfter(calendar, urn, joinedOn, 30) : null;
  const first = counted ?? daysLater(joinedOn, 91);
  return laterOf(day, first);
}
