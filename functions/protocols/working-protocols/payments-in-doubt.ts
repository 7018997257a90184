import type { Row } from '../../../sheets-schema/tab.ts';
import type { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import { daysBetween } from '../../figures/academic-year.ts';
import { movesMoney } from '../../figures/contributions.ts';
import type { Situation } from '../situation.ts';

type Entry = Row<typeof contributionsTab>;

/** Why somebody ought to look at an entry though it counts. */
export type Doubt =
  | { readonly why: 'dated long before the year'; readonly entry: Entry }
  | { readonly why: 'dated before joining'; readonly entry: Entry; readonly joinedOn: string }
  | { readonly why: 'another school’s reference' | 'typed twice'; readonly entry: Entry; readonly other: Entry };

/** A contribution may come in the summer before its year; one that came earlier is more likely another year's, or misdated. */
const DAYS_EARLY = 92;

/**
 * Entries that count and may yet be slips. A standing order brings the same reference again with another day, an instalment with another
 * amount: neither is in doubt.
 */
export function paymentsInDoubt(
  entries: readonly Entry[],
  { schools, year }: Pick<Situation, 'schools' | 'year'>,
): Doubt[] {
  const joined = new Map(schools.map(({ urn, joinedOn }) => [urn, joinedOn]));
  const firstOfSchool = new Map<string, Map<string | null, Entry>>();
  const alike = new Map<string, Entry>();
  const doubts: Doubt[] = [];
  const moving = entries.filter(movesMoney);
  for (const entry of moving.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
    const { school, date, amount, kind, forYear } = entry;
    const joinedOn = (school && joined.get(school)) ?? null;
    if (joinedOn !== null && date < joinedOn) doubts.push({ why: 'dated before joining', entry, joinedOn });
    else if (forYear === year.startYear && daysBetween(date, year.from) > DAYS_EARLY)
      doubts.push({ why: 'dated long before the year', entry });
    if (entry.reference === null) continue;
    const reference = entry.reference.toLowerCase();
    const firsts = firstOfSchool.get(reference) ?? new Map<string | null, Entry>();
    firstOfSchool.set(reference, firsts);
    const anothers = [...firsts.values()].find((first) => first.school !== school);
    if (!firsts.has(school)) firsts.set(school, entry);
    // Those of one year that are alike have one key, and are told apart by the checks of rows.
    const content = JSON.stringify([reference, school, date, amount, kind]);
    const same = alike.get(content);
    if (!same) alike.set(content, entry);
    if (anothers) doubts.push({ why: 'another school’s reference', entry, other: anothers });
    else if (same && same.forYear !== forYear) doubts.push({ why: 'typed twice', entry, other: same });
  }
  return doubts;
}
