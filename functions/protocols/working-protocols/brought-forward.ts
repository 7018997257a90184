import { plusDays } from '../../figures/academic-year.ts';
import { type BroughtForward, broughtTogether } from '../../figures/contributions.ts';
import type { School } from '../../figures/members.ts';
import { schoolWith } from '../../figures/school-numbers.ts';
import type { Situation } from '../situation.ts';

/** What is kept of a school's account for the year after, with its name, as that year's list need not have it. */
export interface ForwardOfSchool extends BroughtForward {
  readonly name: string;
}

/** By which what one year's accounts leave to the next is kept. */
export const CONTRIBUTIONS_FORWARD = 'working-protocols/contributions-forward';

function allForward(situation: Situation): readonly (readonly [urn: string, ForwardOfSchool])[] {
  return situation.broughtForward<ForwardOfSchool>(CONTRIBUTIONS_FORWARD);
}

/** What a school's account brings forward, under whichever number it then had; of schools that became one, all of theirs. */
export function forwardOf({ urn }: Pick<School, 'urn'>, situation: Situation): BroughtForward {
  const its = allForward(situation)
    .filter(([number]) => (schoolWith(situation.schools, number)?.urn ?? number) === urn)
    .map(([, forward]) => forward);
  return broughtTogether(its);
}

/** What a school was called the year before, which this year's list need not have; null where it had no account then. */
export function nameBefore(urn: string, situation: Situation): string | null {
  return allForward(situation).find(([number]) => number === urn)?.[1].name ?? null;
}

/** Whether the workbook of the year before is at hand: what is typed for its year counts there. */
export function isYearBeforeKnown(situation: Situation): boolean {
  return allForward(situation).length > 0;
}

/** Those that are no members this year and whose accounts are still open from before: by their rows, or by their names then. */
export function noLongerMembers(situation: Situation): School[] {
  const { members, schools, year } = situation;
  const isMember = (urn: string) => members.some((one) => one.urn === urn);
  const open = allForward(situation).filter(([, { owed, inCredit }]) => owed.length > 0 || inCredit > 0);
  const found = open.map(([urn, { name }]): School => {
    return schoolWith(schools, urn) ?? { ...UNLISTED, key: urn, urn, name, leftOn: plusDays(year.from, -1) };
  });
  return [...new Map(found.filter(({ urn }) => !isMember(urn)).map((school) => [school.urn, school])).values()];
}

const UNLISTED = {
  ...{ rowNumber: 0, kind: null, phase: null, laestab: null, joinedOn: null, earlierUrns: null, urnSince: null },
  ...{ head: null, chair: null, officeEmail: null, chairEmail: null, paysAs: null, contribution: null },
  ...{ pupilsOnRoll: null, purchaseOrder: null },
};
