import { type Alliance, GROUPS, type Group, type Member } from './alliance.ts';
import { daysLater } from './days.ts';
import { bookOf, membersOf, yearIn } from './money.ts';
import { type NameOfTerm, namesTyped, ownTerms } from './school-days.ts';
import {
  eventsOf,
  heldAgainst,
  isOfEvents,
  type Part,
  pupilsOf,
  rowsOf,
  type Sound,
  soundOf,
  type Tab,
  TERMS,
  type TermsOf,
} from './sound-totals.ts';

/** What is added up, and what that is a share of. */
export interface Measure {
  readonly tab: Tab;
  readonly part: readonly string[];
  readonly of: string | null;
  readonly decimals: 0 | 1 | 2;
}

const KINDS_OF_ABSENCE: readonly string[] = ['Authorised absence', 'Unauthorised absence'];

/** What one school brings to a figure. */
export interface Share {
  readonly urn: string;
  readonly part: number;
  readonly of: number | null;
  /** The fewest pupils that a row of the group says there are. */
  readonly pupils: number | null;
  /** The school’s terms. */
  readonly own: readonly NameOfTerm[];
  readonly rests: readonly string[];
}

/** A figure of the year, school by school, and of the year before over the same schools and terms; null where it cannot be compared. */
export interface Line {
  readonly current: readonly Share[];
  readonly previous: readonly Share[] | null;
}

/** Each figure by itself: a school that has no sound value is left out of it, in both years where they are compared. */
export function exactFigures(alliance: Alliance) {
  const { startYear, asOf } = alliance;
  const begins = alliance.decided.yearBegins;
  const calendar = bookOf(alliance).calendar.map(({ meant }) => meant);
  const lastBook = alliance.books.find((book) => book.startYear === startYear - 1);
  const calendarThen = lastBook?.calendar.map(({ meant }) => meant) ?? [];
  // Who was a member for all of last year, or for none of it, types its row for the whole of that.
  const rowBefore = (member: Member): readonly NameOfTerm[] => {
    const { joinedOn, leftOn, urn } = member;
    const [first, last] = [`${startYear - 1}-${begins}`, daysLater(`${startYear}-${begins}`, -1)];
    const cameOrWent = (day: string | null) => day !== null && day > first && day <= last;
    const isPart = cameOrWent(joinedOn) || (leftOn !== null && leftOn >= first && leftOn < last);
    if (!isPart) return TERMS;
    return namesTyped(calendarThen, urn).length === 0 ? [] : ownTerms(calendarThen, member, startYear - 1, begins);
  };
  // Who joins later has no part in the year so far, and who was a member for most of no term has none at all.
  const members = membersOf(alliance)
    .filter(({ joinedOn }) => joinedOn === null || joinedOn <= asOf)
    .map((member) => {
      const own = ownTerms(calendar, member, startYear, begins);
      return { member, urn: member.urn, name: member.name, own, before: rowBefore(member) };
    })
    .filter(({ own }) => own.length > 0);
  type Sender = (typeof members)[number];
  const reckoned = new Map<string, Sound>();
  const soundIn = ({ urn, member }: Sender, tab: Tab, group: Group, year: number): Sound => {
    const key = [urn, tab, group, year].join();
    const sound =
      reckoned.get(key) ??
      soundOf(rowsOf(alliance, urn, tab, year), group, (inBookOf) => heldAgainst(alliance, member, year, inBookOf));
    reckoned.set(key, sound);
    return sound;
  };
  const termsOf = ({ own, before }: Sender, year: number): TermsOf => ({
    own,
    ofYearRow: year === startYear ? own : before,
  });
  const within = (part: Part, own: readonly NameOfTerm[]) =>
    own.filter((term) => part === 'year' || part.includes(term));
  // A year that begins in spring begins with the summer term.
  const inTurn: readonly NameOfTerm[] = begins < '06' ? ['Summer', 'Autumn', 'Spring'] : TERMS;
  const isOver = asOf > yearIn(alliance).to;

  /** The longest part of the year that most have sent of those that sent anything; once it is over, all of it. */
  function partOf(tab: Tab): Part {
    const telling = tab === 'absence' ? 'Possible sessions' : 'Suspensions';
    const sent = members
      .map((member) => ({ member, sound: soundIn(member, tab, GROUPS[0], startYear) }))
      .filter(({ sound }) => [...TERMS, 'Whole year' as const].some((period) => sound.of(telling, period) !== null));
    const parts: readonly Part[] = isOver ? ['year'] : ['year', inTurn.slice(0, 2), inTurn.slice(0, 1)];
    const isOfMost = (part: Part) => {
      // Of those that were members in its last term.
      const there = sent.filter(({ member }) => member.own.includes((part === 'year' ? inTurn : part).at(-1)!));
      const have = there.filter(
        ({ member, sound }) => eventsOf(sound, telling, part, termsOf(member, startYear)) !== null,
      );
      return 2 * have.length > there.length;
    };
    return parts.find(isOfMost) ?? 'year';
  }

  function sharesIn(measure: Measure, group: Group, year: number, part: Part): Share[] {
    return members.flatMap((member) => {
      const { urn, own } = member;
      if (within(part, own).length === 0) return [];
      const sound = soundIn(member, measure.tab, group, year);
      const terms = termsOf(member, year);
      const value = (count: string) =>
        isOfEvents(count) ? eventsOf(sound, count, part, terms) : pupilsOf(sound, count, terms);
      const parts = measure.part.map(value);
      // One kind of absence is the rest of all absence: a school is in every one of the three, or in none.
      const isOfAbsence = measure.part.some((count) => KINDS_OF_ABSENCE.includes(count));
      if (isOfAbsence && KINDS_OF_ABSENCE.map(value).includes(null)) return [];
      const of = measure.of === null ? null : value(measure.of);
      if (parts.includes(null) || (measure.of !== null && of === null)) return [];
      const size = measure.tab === 'absence' ? 'Pupils' : 'Pupils on roll';
      const sizes = [...TERMS, 'Whole year' as const]
        .map((period) => sound.of(size, period))
        .filter((one) => one !== null);
      const pupils = sizes.length === 0 ? null : Math.min(...sizes);
      return [
        { urn, part: parts.reduce<number>((total, one) => total + one!, 0), of, pupils, own, rests: sound.rests },
      ];
    });
  }

  function line(measure: Measure, group: Group = GROUPS[0], part: Part = partOf(measure.tab)): Line {
    return compared(sharesIn(measure, group, startYear, part), sharesIn(measure, group, startYear - 1, part));
  }

  /** The terms over the schools that sent all of them, so that they are parts of one whole. */
  function byTerm(measure: Measure): Line[] {
    const part = partOf(measure.tab);
    const terms = part === 'year' ? inTurn : part;
    const ofYear = (year: number) => {
      const all = terms.map((term) => sharesIn(measure, GROUPS[0], year, [term]));
      const isInAll = ({ urn, own }: Share) =>
        all.every((shares, at) => !own.includes(terms[at]!) || shares.some((share) => share.urn === urn));
      return inTurn.map((term) => {
        const at = (terms as readonly string[]).indexOf(term);
        return at < 0 ? [] : all[at]!.filter(isInAll);
      });
    };
    const [now, before] = [ofYear(startYear), ofYear(startYear - 1)];
    return inTurn.map((_, at) => compared(now[at]!, before[at]!));
  }

  const hasSent = (urn: string, year: number, tab: Tab) => rowsOf(alliance, urn, tab, year).length > 0;
  const both: readonly Tab[] = ['absence', 'exclusions'];
  const there = members.filter(({ own }) => both.some((tab) => within(partOf(tab), own).length > 0));
  return {
    line,
    inTurn,
    byTerm,
    members: there,
    sent: there.filter(({ urn }) => both.some((tab) => hasSent(urn, startYear, tab))).length,
  };
}

/** Like with like: the schools that are in both years, where those are most of this year’s. */
function compared(current: readonly Share[], previous: readonly Share[]): Line {
  const both = current.filter(({ urn }) => previous.some((share) => share.urn === urn));
  if (2 * both.length <= current.length) return { current, previous: null };
  return { current: both, previous: previous.filter(({ urn }) => both.some((share) => share.urn === urn)) };
}
