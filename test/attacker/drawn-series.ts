import type { RawCell } from '../../sheets-schema/sheet.ts';
import { type Chance, chanceFrom } from '../second-reckoning/chance.ts';

export const GROUPS = ['all', 'sen-support', 'ehc-plan', 'fsm', 'looked-after'] as const;
export type Group = (typeof GROUPS)[number];
const TYPED: Readonly<Record<Group, string>> = {
  all: 'All pupils',
  'sen-support': 'SEN support',
  'ehc-plan': 'EHC plan',
  fsm: 'Free school meals',
  'looked-after': 'Looked-after children',
};
export const TERMS = ['autumn', 'spring', 'summer'] as const;

/** What a school counted in a year, by tab, group and quantity: "exclusions-by-term/fsm/suspensions". */
export type Counts = ReadonlyMap<string, number>;

export interface DrawnSchool {
  readonly urn: string;
  readonly name: string;
  readonly joinedOn: string | null;
  readonly leftOn: string | null;
  /** Sends the first year's totals only after the first report. */
  readonly isLate: boolean;
  /** Joined after the autumn term of the first year, which is no term of its own. */
  readonly isWithoutAutumn: boolean;
  /** By the year they are of: the one before the first report's, the first report's, and the next. */
  readonly counts: ReadonlyMap<number, Counts>;
  /** The first report's year again, where it was mended after the first issue. */
  readonly mended: Counts | null;
}

/** An alliance whose reports are issued one after another: the first, one more of the same year, and the next year's. */
export interface DrawnSeries {
  readonly seed: number;
  /** Whether totals of the year before the first report's are sent: where they are not, who joined in it is in the report. */
  readonly isBeforeSent: boolean;
  readonly schools: readonly DrawnSchool[];
}

export const FIRST_YEAR = 2025;
const A_MILLION = 1_000_000;

export function drawSeries(seed: number): DrawnSeries {
  const chance = chanceFrom(seed);
  const size = chance.oneOf([2, 3, 3, 3, 4, 4, 5, 6, 7, 9]);
  const [leaves, joins, isLate, mends] = [30, 30, 30, 60].map((percent) => chance.happens(percent));
  // Apart from the others, so that the alliances that were drawn before these could be are as they were, but for these.
  const more = chanceFrom(seed + A_MILLION);
  const lowers = more.happens(50);
  const joinsLater = size > 3 && more.happens(35);
  const mendedOnce = (counts: Counts, of: readonly (typeof TERMS)[number][]) => {
    const upwards = mend(counts, of, chance);
    return lowers ? lower(counts, more) : upwards;
  };
  const schools = Array.from({ length: size }, (_, at): DrawnSchool => {
    const pupils = chance.oneOf([
      [25, 90],
      [90, 250],
      [200, 450],
      [700, 1300],
    ] as const);
    const kind = { pupils: chance.between(pupils[0], pupils[1]), trouble: chance.oneOf([0, 5, 20, 60, 120, 300]) };
    const isWithoutAutumn = joinsLater && at === 2;
    const own = isWithoutAutumn ? TERMS.slice(1) : TERMS;
    const counts = new Map(
      [FIRST_YEAR - 1, FIRST_YEAR, FIRST_YEAR + 1].map((year) => [
        year,
        draw(kind, year === FIRST_YEAR ? own : TERMS, chance),
      ]),
    );
    const isLast = at === size - 1;
    return {
      urn: String(990_001 + at),
      name: `School ${'ABCDEFGHI'[at]}`,
      joinedOn: joins && at === 0 ? `1/9/${FIRST_YEAR + 1}` : isWithoutAutumn ? `5/1/${FIRST_YEAR + 1}` : null,
      leftOn: leaves && isLast ? `31/8/${FIRST_YEAR + 1}` : null,
      isLate: isLate! && at === 1,
      isWithoutAutumn,
      counts,
      mended: mends && chance.happens(50) ? mendedOnce(counts.get(FIRST_YEAR)!, own) : null,
    };
  });
  const all = { seed, schools, isBeforeSent: !joinsLater };
  const narrow = chanceFrom(seed + 2 * A_MILLION);
  const isOfThree = size === 3 && !joins && !isLate;
  return isOfThree && narrow.happens(60) ? { ...all, schools: onTheLimit(schools, narrow) } : all;
}

const PERMANENT = 'exclusions-by-term/all/permanent';

/**
 * Of three schools, the last two just not few enough between them for a count to be hidden; then the last corrects its own row downwards,
 * and knows what the other has from whether the count is hidden now.
 */
function onTheLimit(schools: readonly DrawnSchool[], chance: Chance): DrawnSchool[] {
  const its = chance.between(1, 5);
  const first = [chance.between(7, 20), 6 - its, its];
  const with_ = (counts: Counts, permanent: number): Counts => {
    const headcount = 'exclusions-by-term/all/headcount';
    return new Map([
      ...counts,
      [PERMANENT, permanent] as const,
      [headcount, Math.max(counts.get(headcount)!, permanent)] as const,
    ]);
  };
  return schools.map((school, at) => {
    const counts = with_(school.counts.get(FIRST_YEAR)!, first[at]!);
    const lowered = at === 2 ? with_(counts, first[at]! - chance.between(1, Math.min(2, its))) : null;
    return {
      ...school,
      counts: new Map([...school.counts, [FIRST_YEAR, counts]]),
      mended: lowered ?? (school.mended && with_(school.mended, first[at]!)),
    };
  });
}

interface Kind {
  readonly pupils: number;
  /** Suspensions in a thousand pupils in a term. */
  readonly trouble: number;
}

/** So many of all, each with the same chance. */
function some(of: number, perMille: number, chance: Chance): number {
  let count = 0;
  for (let at = 0; at < of; at += 1) if (chance.between(1, 1000) <= perMille) count += 1;
  return count;
}

function draw({ pupils, trouble }: Kind, of: readonly string[], chance: Chance): Counts {
  const counts = new Map<string, number>();
  const absence = (group: Group, quantity: string) => `absence-by-term/${group}/${quantity}`;
  const exclusions = (group: Group, quantity: string) => `exclusions-by-term/${group}/${quantity}`;

  const terms = TERMS.map((term) => {
    const suspensions = of.includes(term) ? some(pupils, trouble, chance) : 0;
    counts.set(exclusions('all', term), suspensions);
    return suspensions;
  });
  const suspensions = terms.reduce((total, term) => total + term, 0);
  let [once, twice] = [0, 0];
  for (let left = suspensions; left > 0; ) {
    const times = Math.min(left, chance.oneOf([1, 1, 1, 1, 2, 2, 3]));
    left -= times;
    once += 1;
    if (times > 1) twice += 1;
  }
  counts.set(exclusions('all', 'suspensions'), suspensions);
  counts.set(exclusions('all', 'onceOrMore'), once);
  counts.set(exclusions('all', 'twiceOrMore'), twice);
  counts.set(exclusions('all', 'permanent'), some(pupils, Math.ceil(trouble / 12), chance));
  counts.set(exclusions('all', 'headcount'), Math.max(pupils, once));

  const each = chance.between(120 * of.length, 126 * of.length);
  const possible = pupils * each;
  const authorised = Math.round((possible * chance.between(30, 80)) / 1000);
  const unauthorised = Math.round((possible * chance.between(2, 50)) / 1000);
  // Whoever is persistently absent missed a tenth, which all the absence there is must reach for.
  const mostPersistent = (missed: number) => Math.floor((missed * 10) / each);
  const persistent = Math.min(some(pupils, chance.between(50, 300), chance), mostPersistent(authorised + unauthorised));
  counts.set(absence('all', 'enrolments'), pupils);
  counts.set(absence('all', 'possible'), possible);
  counts.set(absence('all', 'authorised'), authorised);
  counts.set(absence('all', 'unauthorised'), unauthorised);
  counts.set(absence('all', 'persistent'), persistent);
  counts.set(absence('all', 'severe'), some(persistent, 100, chance));

  // Pupils have either support or a plan; with free meals or looked after, they may have both.
  const left = { pupils, persistent, suspensions, authorised, unauthorised };
  for (const [group, perMille] of [
    ['sen-support', 150],
    ['ehc-plan', 50],
    ['fsm', 250],
    ['looked-after', 10],
  ] as const) {
    const apart = group === 'sen-support' || group === 'ehc-plan';
    const from = apart ? left : { pupils, persistent, suspensions, authorised, unauthorised };
    const mine = some(from.pupils, perMille, chance);
    const theirs = (all: number) => Math.min(all, Math.floor((all * mine * chance.between(7, 18)) / (10 * pupils)));
    const [withLeave, without] = [theirs(from.authorised), theirs(from.unauthorised)];
    const mayBe = Math.min(from.persistent, mine, mostPersistent(withLeave + without));
    const persists = some(mayBe, 600, chance);
    const suspended = mine === 0 ? 0 : some(from.suspensions, perMille * 2, chance);
    if (apart) {
      left.pupils -= mine;
      left.persistent -= persists;
      left.suspensions -= suspended;
      left.authorised -= withLeave;
      left.unauthorised -= without;
    }
    counts.set(absence(group, 'enrolments'), mine);
    counts.set(absence(group, 'possible'), mine * each);
    counts.set(absence(group, 'authorised'), withLeave);
    counts.set(absence(group, 'unauthorised'), without);
    counts.set(absence(group, 'persistent'), persists);
    counts.set(exclusions(group, 'headcount'), mine);
    counts.set(exclusions(group, 'suspensions'), suspended);
  }
  return counts;
}

/** A term, or a count of pupils, was a little wrong. */
function mend(counts: Counts, of: readonly (typeof TERMS)[number][], chance: Chance): Counts {
  const mended = new Map(counts);
  const add = (key: string, more: number) => mended.set(key, mended.get(key)! + more);
  const more = chance.between(1, 4);
  const key = (quantity: string) => `exclusions-by-term/all/${quantity}`;
  if (chance.happens(70)) {
    for (const quantity of [chance.oneOf(of), 'suspensions', 'onceOrMore']) add(key(quantity), more);
    const headcount = key('headcount');
    mended.set(headcount, Math.max(mended.get(headcount)!, mended.get(key('onceOrMore'))!));
  }
  if (chance.happens(40)) add(key('permanent'), chance.between(1, 2));
  const [persistent, enrolments] = ['persistent', 'enrolments'].map((one) => `absence-by-term/all/${one}`);
  if (chance.happens(40) && mended.get(persistent!)! + more <= mended.get(enrolments!)!) add(persistent!, more);
  return mended;
}

/** A term, or a count of pupils, was a little too high. */
function lower(counts: Counts, chance: Chance): Counts {
  const lowered = new Map(counts);
  const of = (tab: string, group: Group, quantity: string) => lowered.get(`${tab}/${group}/${quantity}`) ?? 0;
  const inGroups = (tab: string, quantity: string) =>
    Math.max(
      of(tab, 'sen-support', quantity) + of(tab, 'ehc-plan', quantity),
      of(tab, 'fsm', quantity),
      of(tab, 'looked-after', quantity),
    );
  const take = (tab: string, quantities: readonly string[], less: number) => {
    for (const quantity of quantities) lowered.set(`${tab}/all/${quantity}`, of(tab, 'all', quantity) - less);
  };
  const [absence, exclusions] = ['absence-by-term', 'exclusions-by-term'] as const;
  const less = chance.between(1, 4);
  const term = chance.oneOf(TERMS);
  const all = (quantity: string) => of(exclusions, 'all', quantity);
  const mayLose =
    all(term) >= less &&
    all('suspensions') - less >= inGroups(exclusions, 'suspensions') &&
    all('onceOrMore') - less >= Math.max(all('twiceOrMore'), 1);
  if (chance.happens(80) && mayLose) take(exclusions, [term, 'suspensions', 'onceOrMore'], less);
  if (chance.happens(50) && all('permanent') > 0) take(exclusions, ['permanent'], 1);
  const fewest = Math.max(inGroups(absence, 'persistent'), of(absence, 'all', 'severe'));
  if (chance.happens(50) && of(absence, 'all', 'persistent') - less >= fewest) take(absence, ['persistent'], less);
  return lowered;
}

/** The rows of *Absence by term* for a year, as a school types them; the year is blank for this one. */
export function absenceRows(counts: Counts, year: string | null): RawCell[][] {
  return GROUPS.map((group) => {
    const of = (quantity: string) => counts.get(`absence-by-term/${group}/${quantity}`) ?? null;
    const sessions = [of('enrolments'), of('possible'), of('authorised'), of('unauthorised')];
    return [year, 'Whole year', TYPED[group], ...sessions, of('persistent'), of('severe')];
  });
}

export function exclusionsRows(
  counts: Counts,
  year: string | null,
  ownTerms: readonly (typeof TERMS)[number][] = TERMS,
): RawCell[][] {
  const of = (group: Group, quantity: string) => counts.get(`exclusions-by-term/${group}/${quantity}`) ?? null;
  const terms = ownTerms.map((term) => {
    const said = `${term.charAt(0).toUpperCase()}${term.slice(1)}`;
    // Permanent exclusions are counted in the last term, whichever it was.
    const permanent = term === 'summer' ? of('all', 'permanent') : 0;
    return [year, said, TYPED.all, of('all', 'headcount'), of('all', term), null, null, null, permanent];
  });
  const years = GROUPS.map((group) => [
    year,
    'Whole year',
    TYPED[group],
    of(group, 'headcount'),
    of(group, 'suspensions'),
    null,
    of(group, 'onceOrMore'),
    of(group, 'twiceOrMore'),
    group === 'all' ? of('all', 'permanent') : 0,
  ]);
  return [...terms, ...years];
}
