import type { SchoolNames } from './cell.ts';
import { slipsAllowed, slipsBetween } from './spelling.ts';
import { folded, tidy } from './tidy.ts';

/** Said of any school, so it may be left out or put in without meaning another one. */
const ANY_SCHOOL = new Set(['school', 'academy', 'college']);
/** Tells schools of one place apart, so it may be left out but not changed. */
const KIND_OF_SCHOOL = new Set([
  'high',
  'secondary',
  'primary',
  'infant',
  'infants',
  'junior',
  'nursery',
  'middle',
  'first',
]);
const BETWEEN_WORDS = /[^\p{L}\p{N}']+/u;
const SHORTEST_BEGINNING = 4;
const MOST_CANDIDATES = 5;
const REMEMBERED_ANSWERS = 4096;

type Found = ReturnType<SchoolNames['find']>;

/**
 * Finds schools by what people call them. A school may be listed several times, under each of its names; the first is shown.
 * Capitals, accents, punctuation, "the", "Saint" and "&" make no difference.
 */
export function schoolNames(schools: readonly { readonly urn: string; readonly name: string }[]): SchoolNames {
  const names = new Map<string, string>();
  /** By full name, URN or both. */
  const inFull = new Map<string, Set<string>>();
  /** By name in full and without its last words. */
  const shortened = new Map<string, Set<string>>();

  for (const { urn, name } of schools) {
    if (!names.has(urn)) names.set(urn, tidy(name));
    const words = wordsOf(name);
    for (const key of [keyOf(words), urn, `urn${urn}`, keyOf([...words, urn])]) note(inFull, key, urn);
    for (const key of shorterKeys(words, isSuffix)) note(shortened, key, urn);
  }
  const spellings = [...shortened].flatMap(([key, urns]) =>
    [...urns].map((urn) => ({ key, urn, letters: lettersOf(key) })),
  );

  function find(typed: string): Found {
    const words = wordsOf(typed);
    const exact = inFull.get(keyOf(words));
    if (exact?.size === 1) return { urn: [...exact][0]!, exact: true };
    if (exact) return { candidates: [...exact] };

    for (const key of shorterKeys(words, (word) => ANY_SCHOOL.has(word))) {
      const urns = [...(shortened.get(key) ?? [])];
      if (urns.length === 1) return { urn: urns[0]!, exact: false };
      if (urns.length > 1) return { candidates: urns.slice(0, MOST_CANDIDATES) };
    }
    return { candidates: near(words) };
  }

  /** Nearest first: the same place under another kind of school, a name begun or carried on, a few slips of the key. */
  function near(words: readonly string[]): string[] {
    const typed = keyOf(words);
    const place = shorterKeys(words, isSuffix).at(-1) ?? typed;
    const most = slipsAllowed(typed.length);
    const letters = lettersOf(typed);
    const distances = new Map<string, number>();

    for (const spelling of spellings) {
      let distance = most + 1;
      if (spelling.key === place || isBegun(typed, spelling.key)) distance = 0;
      else if (lettersApart(letters, spelling.letters) <= 2 * most) distance = slipsBetween(typed, spelling.key, most);
      if (distance <= most) distances.set(spelling.urn, Math.min(distance, distances.get(spelling.urn) ?? most));
    }
    return [...distances]
      .sort(([, one], [, other]) => one - other)
      .slice(0, MOST_CANDIDATES)
      .map(([urn]) => urn);
  }

  const answers = new Map<string, Found>();

  return {
    find(typed) {
      const tidied = tidy(typed);
      const known = answers.get(tidied);
      if (known) return known;
      const found = find(tidied);
      if (answers.size >= REMEMBERED_ANSWERS) answers.clear();
      answers.set(tidied, found);
      return found;
    },
    nameOf(urn) {
      const name = names.get(urn);
      if (name === undefined) return urn;
      const isUnmistakable = inFull.get(keyOf(wordsOf(name)))?.size === 1;
      return isUnmistakable ? name : `${name} (${urn})`.trim();
    },
  };
}

function note(keys: Map<string, Set<string>>, key: string, urn: string): void {
  if (key === '') return;
  const urns = keys.get(key);
  if (urns) urns.add(urn);
  else keys.set(key, new Set([urn]));
}

function wordsOf(name: string): string[] {
  return folded(tidy(name))
    .split(BETWEEN_WORDS)
    .map((word) => word.replaceAll("'", ''))
    .filter((word) => word !== '' && word !== 'the')
    .map((word) => (word === 'saint' ? 'st' : word));
}

function keyOf(words: readonly string[]): string {
  return words.join('');
}

function isSuffix(word: string): boolean {
  return ANY_SCHOOL.has(word) || KIND_OF_SCHOOL.has(word);
}

/** The name as it is, then without its last word for as long as that word may go; at least one word stays. */
function shorterKeys(words: readonly string[], mayGo: (word: string) => boolean): string[] {
  const keys = [keyOf(words)];
  let length = words.length;
  while (length > 1 && mayGo(words[length - 1]!)) {
    length -= 1;
    keys.push(keyOf(words.slice(0, length)));
  }
  return keys;
}

function isBegun(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < SHORTEST_BEGINNING) return false;
  return one.startsWith(other) || other.startsWith(one);
}

/** Which letters a key holds, as bits: a slip changes at most two, so most names need no closer look. */
function lettersOf(key: string): number {
  let letters = 0;
  for (let i = 0; i < key.length; i++) letters |= 1 << (key.charCodeAt(i) % 32);
  return letters;
}

function lettersApart(one: number, other: number): number {
  let apart = 0;
  for (let bits = one ^ other; bits !== 0; bits &= bits - 1) apart += 1;
  return apart;
}
