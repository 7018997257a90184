import { type Alliance, GROUPS, type Group } from './alliance.ts';
import { spanOfYear } from './days.ts';
import { membersOf } from './money.ts';
import { eventsOf, isOfEvents, type Part, rowsOf, type Sound, soundOf, type Tab, TERMS } from './sound-totals.ts';

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
  // Who joins later has no part in the year so far.
  const members = membersOf(alliance).filter(({ joinedOn }) => joinedOn === null || joinedOn <= asOf);
  const soundIn = (urn: string, tab: Tab, group: Group, year: number): Sound =>
    soundOf(rowsOf(alliance, urn, tab, year), group);
  const isOver = asOf > spanOfYear(startYear).to;

  /** The longest part of the year that most have sent of those that sent anything; once it is over, all of it. */
  function partOf(tab: Tab): Part {
    const telling = tab === 'absence' ? 'Possible sessions' : 'Suspensions';
    const sent = members
      .map(({ urn }) => soundIn(urn, tab, GROUPS[0], startYear))
      .filter((sound) => [...TERMS, 'Whole year' as const].some((period) => sound.of(telling, period) !== null));
    const parts: readonly Part[] = isOver ? ['year'] : ['year', TERMS.slice(0, 2), TERMS.slice(0, 1)];
    const isOfMost = (part: Part) =>
      2 * sent.filter((sound) => eventsOf(sound, telling, part) !== null).length > sent.length;
    return parts.find(isOfMost) ?? 'year';
  }

  function sharesIn(measure: Measure, group: Group, year: number, part: Part): Share[] {
    return members.flatMap(({ urn }) => {
      const sound = soundIn(urn, measure.tab, group, year);
      const value = (count: string) =>
        isOfEvents(count) ? eventsOf(sound, count, part) : sound.of(count, 'Whole year');
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
      return [{ urn, part: parts.reduce<number>((total, one) => total + one!, 0), of, pupils, rests: sound.rests }];
    });
  }

  function line(measure: Measure, group: Group = GROUPS[0], part: Part = partOf(measure.tab)): Line {
    return compared(sharesIn(measure, group, startYear, part), sharesIn(measure, group, startYear - 1, part));
  }

  /** The terms over the schools that sent all of them, so that they are parts of one whole. */
  function byTerm(measure: Measure): Line[] {
    const part = partOf(measure.tab);
    const terms = part === 'year' ? TERMS : part;
    const ofYear = (year: number) => {
      const all = terms.map((term) => sharesIn(measure, GROUPS[0], year, [term]));
      const isInAll = ({ urn }: Share) => all.every((shares) => shares.some((share) => share.urn === urn));
      return TERMS.map((term) => {
        const at = (terms as readonly string[]).indexOf(term);
        return at < 0 ? [] : all[at]!.filter(isInAll);
      });
    };
    const [now, before] = [ofYear(startYear), ofYear(startYear - 1)];
    return TERMS.map((_, at) => compared(now[at]!, before[at]!));
  }

  const hasSent = (urn: string, year: number, tab: Tab) => rowsOf(alliance, urn, tab, year).length > 0;
  const both: readonly Tab[] = ['absence', 'exclusions'];
  return {
    line,
    byTerm,
    members: members.length,
    sent: members.filter(({ urn }) => both.some((tab) => hasSent(urn, startYear, tab))).length,
  };
}

/** Like with like: the schools that are in both years, where those are most of this year’s. */
function compared(current: readonly Share[], previous: readonly Share[]): Line {
  const both = current.filter(({ urn }) => previous.some((share) => share.urn === urn));
  if (2 * both.length <= current.length) return { current, previous: null };
  return { current: both, previous: previous.filter(({ urn }) => both.some((share) => share.urn === urn)) };
}
