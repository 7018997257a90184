import type { Row } from '../../../sheets-schema/tab.ts';
import { contributionsTab } from '../../../sheets-schema/tabs/contributions.tab.ts';
import {
  type ContributionAccount,
  contributionAccount,
  type PlaceOfEntry,
  placeOf,
  type TypedEntry,
} from '../../figures/contributions.ts';
import type { School } from '../../figures/members.ts';
import type { Situation } from '../situation.ts';
import { contributionTerms } from './terms.ts';

type Entry = Row<typeof contributionsTab>;

/**
 * A member's account, as its statement, the treasurer's, *Start here*, the page and the check all have it. The situation sees only rows
 * in which all that an account is added up from could be read; while those are not at hand, none is paid.
 */
export function accountOf(school: School, situation: Situation): ContributionAccount {
  const { year, settings, asOf, whose } = situation;
  const isHere = situation.look(contributionsTab).is === 'here';
  const rows = isHere ? situation.bySchool(contributionsTab)(school.urn).map(typedIn(whose.startYear)) : [];
  const terms = contributionTerms(settings);
  return contributionAccount(rows, school, year, terms, situation.calendarOf(school.urn), asOf);
}

export interface PlacedEntry extends TypedEntry {
  readonly place: PlaceOfEntry;
}

/** Every entry that can be read, with where it stands. */
export function placedEntries(situation: Situation): PlacedEntry[] {
  const { year, asOf, whose, members } = situation;
  const urns = new Set(members.map(({ urn }) => urn));
  const typed = situation.rows(contributionsTab).map(typedIn(whose.startYear));
  return typed.map((one) => ({ ...one, place: placeOf(one, (urn) => urns.has(urn), year, asOf) }));
}

function typedIn(startYear: number) {
  return (entry: Entry): TypedEntry => ({ entry, typedIn: startYear });
}

/** Whether an entry is typed in this workbook, where a finding can stand at its cell. */
export function isTypedIn({ whose }: Situation): (one: TypedEntry) => boolean {
  return (one) => one.typedIn === whose.startYear;
}
