import type { Tab } from '../../sheets-schema/tab.ts';
import { calendarTab } from '../../sheets-schema/tabs/calendar.tab.ts';
import { TERMS } from '../figures/school-calendar.ts';
import { adoptedPacks, type Catalogue } from './catalogue.ts';
import type { Situation } from './situation.ts';
import type { Due } from './standing.ts';
import { answersDue } from './statement-answers.ts';
import { dueAfter, hasRowsFor } from './tab-checks/due-after-term.ts';

const NO_TERMS = 'Type the terms first: school days are counted from there.';

/**
 * What is to be done between the day and the end of the term that is on or comes next; after the last one, of the year. What is
 * overdue is a finding instead, and of what is not kept or not at hand nothing is said. What is due on no day comes last, but for what
 * the year's last day brings.
 */
export function dueThisTerm(situation: Situation, { packs, tabs }: Pick<Catalogue, 'packs' | 'tabs'>): Due[] {
  const { school, asOf, year, settings } = situation;
  if (situation.whyUnsettled !== null) return [];
  const calendar = situation.calendarOf(school?.urn ?? null);
  if (asOf > year.to) return [];
  if (!calendar.known) return school === null ? [{ tab: calendarTab.title, by: null, what: NO_TERMS }] : [];
  const ends = TERMS.flatMap((name) => calendar.term(name)?.to ?? []);
  const until = ends.find((end) => end >= asOf) ?? year.to;
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

/** Rows of terms that have ended and are not typed yet, of a tab of this workbook that has them each term. */
function totalsDue(tab: Tab, { isOwn, look, calendarOf, school, year, asOf }: Situation): Due[] {
  const after = tab.dueAfter;
  if (after === null || !isOwn(tab)) return [];
  const typed = look(tab);
  if (typed.is !== 'here') return [];
  const calendar = calendarOf(school?.urn ?? null);
  return TERMS.flatMap((name) => {
    const term = calendar.term(name);
    if (term === null || term.to > asOf || hasRowsFor(name, after.groups[0], after, typed.rows, year)) return [];
    return [{ tab: tab.title, by: dueAfter(term, after, calendar, year), what: `The totals of the ${name} term.` }];
  });
}
