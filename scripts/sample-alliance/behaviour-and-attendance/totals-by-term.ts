import type { SchoolCalendar, Term } from '../../../functions/figures/school-calendar.ts';
import type { absenceByTermTab } from '../../../sheets-schema/tabs/absence-by-term.tab.ts';
import type { exclusionsByTermTab } from '../../../sheets-schema/tabs/exclusions-by-term.tab.ts';
import type { SampleSchool } from '../schools-and-people.ts';
import type { SeededNumbers } from '../seeded-numbers.ts';
import type { TypedRow } from '../typed-rows.ts';

/** One group in one year: how many pupils, and per cent of their sessions or of them. Near the national figures for secondaries. */
interface Group {
  readonly name: string;
  /** Per cent of the school's pupils. */
  readonly share: number;
  readonly authorised: number;
  readonly unauthorised: number;
  readonly persistent: number;
  readonly severe: number;
  /** Suspensions a term for every hundred pupils. */
  readonly suspensions: number;
  readonly permanent: number;
}

const GROUPS: readonly Group[] = [
  {
    name: 'All pupils',
    share: 100,
    authorised: 4.9,
    unauthorised: 3.4,
    persistent: 22,
    severe: 4,
    suspensions: 3,
    permanent: 0.08,
  },
  {
    name: 'SEN support',
    share: 14,
    authorised: 6.4,
    unauthorised: 5.8,
    persistent: 33,
    severe: 7,
    suspensions: 7,
    permanent: 0.2,
  },
  {
    name: 'EHC plan',
    share: 4,
    authorised: 7.6,
    unauthorised: 5.9,
    persistent: 36,
    severe: 9,
    suspensions: 7.5,
    permanent: 0.2,
  },
  {
    name: 'Free school meals',
    share: 26,
    authorised: 6.2,
    unauthorised: 6.9,
    persistent: 37,
    severe: 8,
    suspensions: 6.5,
    permanent: 0.15,
  },
  {
    name: 'Looked-after children',
    share: 0.3,
    authorised: 5.2,
    unauthorised: 3.3,
    persistent: 18,
    severe: 0,
    suspensions: 8,
    permanent: 0,
  },
];

/** A unit for pupils who are out of school elsewhere has more of everything, and no group of it more than the others. */
const AT_A_REFERRAL_UNIT = { share: 3, absence: 3.2, counts: 2.4 };
const TERMS: readonly Term[] = ['autumn', 'spring', 'summer'];
const TERM_NAMES = { autumn: 'Autumn', spring: 'Spring', summer: 'Summer' };
/** Last year was a little worse, so that the report has something to compare. */
const YEARS = [
  { typed: '2024/25', worse: 1.06 },
  { typed: null, worse: 1 },
] as const;

export function absenceRows(
  school: SampleSchool,
  calendar: SchoolCalendar,
  numbers: SeededNumbers,
): TypedRow<typeof absenceByTermTab>[] {
  const unit = school.kind === 'Pupil referral unit';
  return YEARS.flatMap(({ typed: year, worse }) => {
    const ofAll = new Map<string, Counts>();
    return GROUPS.flatMap((named) => {
      const group = unit ? { ...GROUPS[0]!, name: named.name, share: named.share } : named;
      const enrolments = pupilsIn(group, school, numbers);
      const more = worse * (unit ? AT_A_REFERRAL_UNIT.absence : 1);
      const terms = TERMS.map((term) => {
        const sessions = enrolments * 2 * schoolDaysIn(term, calendar);
        const possible = sessions - numbers.about(2, sessions);
        const authorised = numbers.about(group.authorised * more, possible);
        const unauthorised = numbers.about(group.unauthorised * more, possible);
        const period = TERM_NAMES[term];
        const counts = within(ofAll, group.name, period, { enrolments, possible, authorised, unauthorised });
        return { year, period, group: group.name, ...counts };
      });
      const counts = worse * (unit ? AT_A_REFERRAL_UNIT.counts : 1);
      const persistent = Math.min(enrolments, numbers.about(group.persistent * counts, enrolments));
      const severe = Math.min(persistent, numbers.about(group.severe * counts, enrolments));
      const period = 'Whole year';
      const whole = within(ofAll, group.name, period, { enrolments, ...totals(terms), persistent, severe });
      return [...terms, { year, period, group: group.name, ...whole }];
    });
  });
}

export function exclusionRows(school: SampleSchool, numbers: SeededNumbers): TypedRow<typeof exclusionsByTermTab>[] {
  const unit = school.kind === 'Pupil referral unit';
  return YEARS.flatMap(({ typed: year, worse }) => {
    const ofAll = new Map<string, Counts>();
    return GROUPS.flatMap((named) => {
      const group = unit ? { ...GROUPS[0]!, name: named.name, share: named.share } : named;
      const headcount = pupilsIn(group, school, numbers);
      const more = worse * (unit ? AT_A_REFERRAL_UNIT.counts : 1);
      const terms = TERMS.map((term) => {
        const suspensions = numbers.about(group.suspensions * more, headcount);
        const halfDays = suspensions === 0 ? 0 : suspensions * 3 + numbers.between(0, suspensions);
        const again = Math.floor((suspensions * numbers.between(15, 25)) / 100);
        const [onceOrMore, twiceOrMore] = [suspensions - again, Math.ceil(again / 2)];
        const permanent = numbers.about(group.permanent * more, headcount);
        const counts = { headcount, suspensions, halfDays, onceOrMore, twiceOrMore, permanent };
        return { period: TERM_NAMES[term], ...fitting(within(ofAll, group.name, TERM_NAMES[term], counts)) };
      });
      const add = (figure: (term: (typeof terms)[number]) => number) =>
        terms.reduce((sum, term) => sum + figure(term), 0);
      const suspensions = add((term) => term.suspensions);
      // Some pupils stand in more than one term.
      const most = (figure: (term: (typeof terms)[number]) => number) => Math.max(...terms.map(figure));
      const onceOrMore = Math.max(
        most((term) => term.onceOrMore),
        Math.ceil(add((term) => term.onceOrMore) * 0.8),
      );
      const twiceOrMore = Math.max(
        most((term) => term.twiceOrMore),
        Math.ceil((suspensions - onceOrMore) * 0.6),
      );
      const whole = within(ofAll, group.name, 'Whole year', {
        headcount,
        suspensions,
        halfDays: add((term) => term.halfDays),
        onceOrMore,
        twiceOrMore,
        permanent: add((term) => term.permanent),
      });
      return [...terms, { period: 'Whole year', ...whole }].map(({ halfDays, ...row }) => ({
        year,
        group: group.name,
        suspendedFor: halfDays === 0 ? null : halfDays / 2,
        ...row,
      }));
    });
  });
}

type Counts = Readonly<Record<string, number>>;

/** A group's counts, none more than that of all pupils in the same time, nor of those in the other group that shares no pupil with it. */
function within<C extends Counts>(before: Map<string, Counts>, group: string, period: string, counts: C): C {
  const all = before.get(`All pupils ${period}`) ?? counts;
  const others = group === 'EHC plan' ? before.get(`SEN support ${period}`) : undefined;
  const most = (what: string) => all[what]! - (others?.[what] ?? 0);
  const fitted = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, Math.min(count, most(what))]));
  before.set(`${group} ${period}`, fitted);
  return fitted as C;
}

/** Suspensions of so many pupils, and no more than they can have had. */
function fitting<C extends { suspensions: number; onceOrMore: number; twiceOrMore: number; halfDays: number }>(
  counts: C,
): C {
  const { suspensions, onceOrMore, halfDays } = counts;
  const twiceOrMore = Math.min(counts.twiceOrMore, onceOrMore, suspensions - onceOrMore);
  const had = twiceOrMore === 0 ? onceOrMore : suspensions;
  return { ...counts, suspensions: had, twiceOrMore, halfDays: had === 0 ? 0 : halfDays };
}

function pupilsIn({ share }: Group, school: SampleSchool, numbers: SeededNumbers): number {
  if (share === 100) return school.pupils + numbers.between(-8, 8);
  const inUnit = school.kind === 'Pupil referral unit' ? AT_A_REFERRAL_UNIT.share : 1;
  return Math.max(1, numbers.about(share * inUnit, school.pupils));
}

function schoolDaysIn(term: Term, calendar: SchoolCalendar): number {
  const { from, to } = calendar.term(term)!;
  return calendar.progress(to).gone - calendar.progress(from).gone + (calendar.isSchoolDay(from) ? 1 : 0);
}

function totals(terms: readonly { possible: number; authorised: number; unauthorised: number }[]) {
  const total = { possible: 0, authorised: 0, unauthorised: 0 };
  for (const { possible, authorised, unauthorised } of terms) {
    total.possible += possible;
    total.authorised += authorised;
    total.unauthorised += unauthorised;
  }
  return total;
}
