import { TERMS } from './school-calendar.ts';

interface PartOfYear {
  readonly period: string;
  readonly group: string;
}

/** By URN, over which part of the year a school's totals of one group are added up: "year" for all of it, or the terms there are. */
export type Coverage = ReadonlyMap<string, string>;

/** A school without a row of the group is left out. Three terms are a year, as is a row for the whole year alone. */
export function coverageOf(rows: ReadonlyMap<string, readonly PartOfYear[]>, group: string): Coverage {
  const covered = new Map<string, string>();
  for (const [urn, all] of rows) {
    const ofGroup = all.filter((row) => row.group === group);
    const terms = TERMS.filter((term) => ofGroup.some(({ period }) => period === term));
    if (ofGroup.length > 0) covered.set(urn, terms.length % TERMS.length === 0 ? 'year' : terms.join(' '));
  }
  return covered;
}

export function ofSameSchools(one: Coverage, other: Coverage): boolean {
  return one.size === other.size && [...one.keys()].every((urn) => other.has(urn));
}

/** The same schools, each over the same part of the year. */
export function isAlike(one: Coverage, other: Coverage): boolean {
  return ofSameSchools(one, other) && [...one].every(([urn, part]) => other.get(urn) === part);
}
