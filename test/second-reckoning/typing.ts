import type { Member, TypedRow } from './alliance.ts';
import type { Chance } from './chance.ts';
import { asTyped, inFull } from './days.ts';

/** A day as people type it, or as the spreadsheet takes it for a date. */
export function dayTyped(chance: Chance, day: string): string {
  return chance.oneOf([day, day, asTyped(day), asTyped(day).replaceAll('/', '.'), inFull(day)]);
}

/** A name as people type it. */
function nameTyped(chance: Chance, name: string): string {
  return chance.oneOf([name, name, name, name.toUpperCase(), name.replace(' ', '  ')]);
}

/** A school as people type it: by its name, or now and then by a number that it has or had. */
export function schoolTyped(chance: Chance, { cells, meant }: TypedRow<Member>): string {
  return chance.happens(12) ? chance.oneOf([meant.urn, cells['URN']!]) : nameTyped(chance, meant.name);
}
