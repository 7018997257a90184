import { type Alliance, type Group, type Member, type Period, type Totals, type TypedRow, UNREAD } from './alliance.ts';
import { daysInTerms, type NameOfTerm, ownTerms } from './school-days.ts';

export const TERMS = ['Autumn', 'Spring', 'Summer'] as const;
export type Tab = 'absence' | 'exclusions';
/** All of a year, or its first terms. */
export type Part = 'year' | readonly (typeof TERMS)[number][];

const TITLES: Readonly<Record<Tab, string>> = { absence: 'Absence by term', exclusions: 'Exclusions by term' };
/** Without these a row says nothing. */
const NEEDED: Readonly<Record<Tab, readonly string[]>> = {
  absence: ['Pupils', 'Possible sessions', 'Authorised absence', 'Unauthorised absence'],
  exclusions: ['Pupils on roll', 'Suspensions', 'Permanent exclusions'],
};
const SUSPENDED = ['Suspensions', 'Suspended at all', 'Suspended twice or more'];
/** What happens in a term adds up to the year; pupils, who stand in every term, do not. */
const ADDED_UP: readonly string[] = [
  ...['Possible sessions', 'Authorised absence', 'Unauthorised absence', 'Suspensions', 'Permanent exclusions'],
];
/** What a school’s rows of a year soundly say of a group, by count and period, and the rows they stand in. */
export interface Sound {
  of(count: string, period: Period): number | null;
  readonly rests: readonly string[];
  readonly isSent: boolean;
}

type Named = TypedRow<Totals> & { readonly name: string; readonly isAccepted: boolean; readonly inBookOf: number };

/** A school’s terms, and those of which its row for the whole year is. */
export interface TermsOf {
  readonly own: readonly NameOfTerm[];
  readonly ofYearRow: readonly NameOfTerm[];
}

/** A school’s rows of a tab for a year: of this year’s workbook where they stand there, else of that year’s own. */
export function rowsOf(alliance: Alliance, urn: string, tab: Tab, year: number): Named[] {
  const books = alliance.schoolsBooks.filter((book) => book.urn === urn).toReversed();
  for (const book of books) {
    const named = book[tab].map((row, at) => ({
      ...row,
      name: `${urn} ${book.startYear}, ${TITLES[tab]} row ${at + 2}`,
      isAccepted: book.areDoubtsAccepted,
      inBookOf: book.startYear,
    }));
    const rows = named.filter(({ meant }) => meant.year === year && isUsable(meant, tab));
    if (rows.length > 0) return rows;
  }
  return [];
}

function isUsable({ counts }: Totals, tab: Tab): boolean {
  return NEEDED[tab].every((count) => typeof counts[count] === 'number');
}

/** What the rows of a school are held against: the terms that were its own, and how many days of a period its pupils were in, if that is known. */
export interface HeldAgainst {
  readonly own: readonly NameOfTerm[];
  daysIn(period: Period): number | null;
}

/** Only the workbook of a year knows its calendar, and which of its terms were the school’s. */
export function heldAgainst({ books, decided }: Alliance, member: Member, year: number, inBookOf: number): HeldAgainst {
  const calendar = books.find(({ startYear }) => startYear === year)?.calendar.map(({ meant }) => meant);
  if (inBookOf !== year || calendar === undefined) return { own: TERMS, daysIn: () => null };
  const own = ownTerms(calendar, member, year, decided.yearBegins);
  const counted = new Map<Period, number | null>();
  const daysIn = (period: Period) => {
    if (!counted.has(period))
      counted.set(period, daysInTerms(calendar, member.urn, period === 'Whole year' ? own : [period]));
    return counted.get(period)!;
  };
  return { own, daysIn };
}

export function soundOf(rows: readonly Named[], group: Group, against: (inBookOf: number) => HeldAgainst): Sound {
  const own = rows.filter(({ meant }) => meant.group === group);
  const isAccepted = own.some((row) => row.isAccepted);
  const { own: ownTerms, daysIn } = against(own[0]?.inBookOf ?? 0);
  const said = (period: Period) => countsIn(own.filter(({ meant }) => meant.period === period));
  // That a calendar and its sessions differ may be right, where the school says so; that a part is more than its whole may not.
  const known = (count: string, period: Period, isTaken = isAccepted): number | null => {
    const counts = said(period);
    if (counts === null || impossibleAmong(counts).has(count)) return null;
    return !isTaken && unlikelyAmong(counts, daysIn(period)).includes(count) ? null : (counts[count] ?? null);
  };
  return {
    isSent: own.length > 0,
    rests: own.map(({ name }) => name),
    of(count, period) {
      const value = known(count, period);
      if (value === null || !ADDED_UP.includes(count)) return value;
      // What is unlikely by itself is held against nothing, accepted or not.
      if (known(count, period, false) === null) return value;
      const terms = ownTerms.map((term) => ({ term, said: known(count, term, false) }));
      // What is no term of the school’s is held against nothing.
      if (period !== 'Whole year' && !terms.some(({ term }) => term === period)) return value;
      const [year, said] = [known(count, 'Whole year', false), terms.map((one) => one.said)];
      const added = sum(said);
      const isAll = !said.includes(null);
      if (said.every((one) => one === null)) return value;
      // Terms and year that do not agree: nobody can tell which is right, unless the school says that both stand. Some terms above the year cannot.
      return year !== null && (isAll ? !isAccepted && year !== added : year < added) ? null : value;
    },
  };
}

type Counts = Readonly<Record<string, number | null>>;

/** What a row says, or several that say the same; of those that do not, nobody can tell which is right. */
function countsIn(rows: readonly Named[]): Counts | null {
  const [first, ...others] = rows.map(({ meant }) => meant.counts);
  if (first === undefined) return null;
  const names = Object.keys(first);
  if (others.some((other) => names.some((name) => other[name] !== first[name]))) return null;
  return Object.fromEntries(
    names.map((name) => [name, first[name] === UNREAD ? null : (first[name] as number | null)]),
  );
}

/** The counts of a row that do not go with the calendar: each may be the wrong one. */
function unlikelyAmong(counts: Counts, days: number | null): readonly string[] {
  const [pupils, possible] = NEEDED.absence.map((name) => counts[name] ?? null);
  return isNoCalendars(pupils ?? null, possible ?? null, days) ? NEEDED.absence.slice(0, 2) : [];
}

/** The counts of a row that cannot all be right, whatever anybody says: each may be the wrong one. */
function impossibleAmong(counts: Counts): ReadonlySet<string> {
  const of = (name: string) => counts[name] ?? null;
  const wrong = new Set<string>();
  const isMore = (part: string, whole: string) => {
    const [some, all] = [of(part), of(whole)];
    const is = some !== null && all !== null && some > all;
    if (is) for (const name of [part, whole]) wrong.add(name);
    return is;
  };
  const [possible, authorised, unauthorised] = NEEDED.absence.slice(1).map(of);
  if (possible != null && Number(authorised) + Number(unauthorised) > possible)
    for (const name of NEEDED.absence.slice(1)) wrong.add(name);
  if (of('Pupils') === 0 && possible != null && possible > 0)
    for (const name of ['Pupils', 'Possible sessions']) wrong.add(name);
  isMore('Persistently absent', 'Pupils');
  isMore('Severely absent', of('Persistently absent') === null ? 'Pupils' : 'Persistently absent');
  isMore('Permanent exclusions', 'Pupils on roll');
  const isOnceWrong = [
    isMore('Suspended at all', 'Pupils on roll'),
    isMore('Suspended at all', 'Suspensions'),
    isMore('Suspended twice or more', 'Suspended at all'),
  ].includes(true);
  const [events, once, twice] = SUSPENDED.map(of);
  if (isOnceWrong || events == null || once == null) return wrong;
  // Whoever was suspended twice has two of them at the least, and of two pupils’ three somebody has two.
  const isTooFew = twice != null && once + twice > events;
  const isNobodyTwice = events > once && (twice === 0 || once === 0);
  if (isTooFew || isNobodyTwice) for (const name of SUSPENDED) wrong.add(name);
  return wrong;
}

/** Two sessions a day for each pupil: a tenth more is nobody who came or went, and from a class on a third is the least. */
function isNoCalendars(pupils: number | null, possible: number | null, days: number | null): boolean {
  if (pupils === null || possible === null || pupils === 0 || days === null || days === 0) return false;
  const all = 2 * days * pupils;
  return 10 * possible > 11 * all || (pupils >= 30 && 3 * possible < all);
}

export function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** Sessions and events of a school’s terms in a part of the year, or the row for the whole year where it is of these and not all are known. */
export function eventsOf(sound: Sound, count: string, part: Part, { own, ofYearRow }: TermsOf): number | null {
  const wanted = own.filter((term) => part === 'year' || part.includes(term));
  const terms = wanted.map((term) => sound.of(count, term));
  if (wanted.length === 0) return null;
  if (!terms.includes(null)) return sum(terms);
  return isSame(wanted, ofYearRow) ? sound.of(count, 'Whole year') : null;
}

/** Pupils of the year: by its own row, or by the school’s only term. */
export function pupilsOf(sound: Sound, count: string, { own, ofYearRow }: TermsOf): number | null {
  const year = isSame(own, ofYearRow) ? sound.of(count, 'Whole year') : null;
  const [only, ...more] = own;
  return year ?? (only !== undefined && more.length === 0 ? sound.of(count, only) : null);
}

function isSame(one: readonly NameOfTerm[], other: readonly NameOfTerm[]): boolean {
  return one.join() === other.join();
}

export function isOfEvents(count: string): boolean {
  return ADDED_UP.includes(count);
}
