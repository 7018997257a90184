import type { Tab } from '../../sheets-schema/tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { TERMS } from '../figures/school-calendar.ts';
import { adoptedPacks, type Catalogue } from './catalogue.ts';
import type { Situation } from './situation.ts';
import type { Due } from './standing.ts';
import { answersDue } from './statement-answers.ts';
import { askedAfter, dueAfter, typedOf } from './tab-checks/due-after-term.ts';

const NO_TERMS = 'Type the terms first: school days are counted from there.';

/**
 * What is to be done between the day and the end of the term that is on or comes next; after the last one, of the year. What is
 * overdue is a finding instead, and of what is not kept or not at hand nothing is said. What is due on no day comes last, but for what
 * the year's last day brings.
 */
export function dueThisTerm(situation: Situation, catalogue: Pick<Catalogue, 'packs' | 'tabs'>): Due[] {
  const { school, asOf, year } = situation;
  const calendar = situation.calendarOf(school?.urn ?? null);
  const ends = TERMS.flatMap((name) => calendar.term(name)?.to ?? []).sort();
  return dueUntil(ends.find((end) => end >= asOf) ?? year.to, situation, catalogue);
}

/** The same until any day of the year. */
export function dueUntil(
  until: string,
  situation: Situation,
  { packs, tabs }: Pick<Catalogue, 'packs' | 'tabs'>,
): Due[] {
  const { school, asOf, year, settings } = situation;
  if (situation.whyUnsettled !== null || asOf > year.to) return [];
  if (!situation.calendarOf(school?.urn ?? null).known)
    return school === null ? [{ tab: calendarTab.title, by: null, what: NO_TERMS }] : [];
  const adopted = adoptedPacks(packs, settings);
  const all = [
    ...adopted.flatMap((pack) => answersDue(pack, situation)),
    ...tabs.flatMap((tab) => totalsDue(tab, situation)),
    ...adopted.flatMap((pack) => pack.due(situation)),
  ];
  const day = ({ by }: Due) => by ?? year.to;
  return all
    .filter(({ by }) => by === null || (by >= asOf && by <= until))
    .sort((one, other) => day(one).localeCompare(day(other)) || Number(one.by !== null) - Number(other.by !== null));
}

/** Rows of terms that have ended, or of the whole year, that are not typed yet, of a tab of this workbook that has them. */
function totalsDue(tab: Tab, situation: Situation): Due[] {
  const { isOwn, look, calendarOf, school, year, asOf } = situation;
  const after = tab.dueAfter;
  if (after === null || !isOwn(tab)) return [];
  const seen = look(tab);
  if (seen.is !== 'here') return [];
  const calendar = calendarOf(school?.urn ?? null);
  const typed = typedOf(after.groups[0], after, seen.rows, year);
  if (typed(after.wholeYear)) return [];
  const { terms, wholeYear } = askedAfter(after, calendar, situation);
  const due = (term: { readonly to: string }, what: string): Due[] =>
    term.to > asOf ? [] : [{ tab: tab.title, by: dueAfter(term, after, calendar, situation), what }];
  return [
    ...terms.flatMap((term) => (typed(term.name) ? [] : due(term, `The totals of the ${term.name} term.`))),
    ...(wholeYear === null ? [] : due(wholeYear, 'The totals of the whole year.')),
  ];
}
