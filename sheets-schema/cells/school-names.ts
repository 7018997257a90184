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
/** How the words of schools' names are cut short. */
const IN_FULL: Readonly<Record<string, string>> = {
  sch: 'school',
  schl: 'school',
  acad: 'academy',
  acdy: 'academy',
  coll: 'college',
  pri: 'primary',
  prim: 'primary',
  sec: 'secondary',
  inf: 'infant',
  infants: 'infant',
  jun: 'junior',
  jnr: 'junior',
  juniors: 'junior',
  nurs: 'nursery',
  cath: 'catholic',
  rc: 'catholic',
  cofe: 'ce',
  comm: 'community',
  hs: 'high school',
  mt: 'mount',
  s: 'st',
  ss: 'st',
  saints: 'st',
};
/** Two or three words that stand for one, once "&" and full stops are gone. */
const CHURCHES = [
  [/\bchurch of england\b|\bc of e\b|\bc e\b/g, 'ce'],
  [/\broman catholic\b|\br c\b/g, 'catholic'],
] as const;
const BRACKETS = /[()[\]]/;
const BRACKETS_OR_COMMA = /[()[\],]/;
const FORMERLY = /^(?:formerly|previously|formally|was|once|now|aka|also known as|known as)[ :]+/i;
const SMALL_WORDS = ['of', 'and', 'for', 'in', 'on', 'at', 'le'];
const BETWEEN_WORDS = /[^\p{L}\p{N}']+/u;
const SHORTEST_BEGINNING = 4;
const MOST_CANDIDATES = 5;
const REMEMBERED_ANSWERS = 4096;
/** Names that are looked for among all by likeness. No office mistypes so many; nonsense without end gets no offers, and is taken for nobody. */
const MOST_LOOKED_FOR = 2000;

type Found = ReturnType<SchoolNames['find']>;

interface NamedSchool {
  /** What it is found as. */
  readonly urn: string;
  readonly name: string;
  /** Every number it goes by, the one to show first; its `urn` alone, unless told. */
  readonly numbers?: readonly string[];
}

/**
 * Finds schools by what people call them. A school may be listed several times, under each of its names; the first is shown.
 * Capitals, accents, punctuation, "the", "Saint" and "&" make no difference.
 */
export function schoolNames(schools: readonly NamedSchool[]): SchoolNames {
  const names = new Map<string, { readonly name: string; readonly number: string }>();
  /** By full name, URN or both. */
  const inFull = new Map<string, Set<string>>();
  /** By name in full and without its last words. */
  const shortened = new Map<string, Set<string>>();

  /** By words in full, without what stands in brackets, in any order, and by initials. */
  const spelledOut = new Map<string, Set<string>>();
  const inAnyOrder = new Map<string, Set<string>>();
  const byInitials = new Map<string, Set<string>>();

  for (const { urn, name, numbers = [urn] } of schools) {
    for (const known of namesWithin(name)) {
      const words = spelt(wordsOf(known));
      for (const key of shorterKeys(words, (word) => ANY_SCHOOL.has(word))) note(spelledOut, key, urn);
      note(inAnyOrder, runTogether([...words].sort()), urn);
      for (const initials of initialsOf(wordsOf(known))) note(byInitials, initials, urn);
    }
    for (const number of [urn, ...numbers])
      if (!names.has(number)) names.set(number, { name: tidy(name), number: numbers[0]! });
    const words = wordsOf(name);
    note(inFull, runTogether(words), urn);
    for (const number of numbers)
      for (const key of [number, `urn${number}`, runTogether([...words, number])]) note(inFull, key, urn);
    for (const key of shorterKeys(words, isSuffix)) note(shortened, key, urn);
  }
  const spellings = [...shortened].flatMap(([key, urns]) =>
    [...urns].map((urn) => ({ key, urn, letters: lettersOf(key) })),
  );

  function find(typed: string): Found {
    const words = wordsOf(typed);
    const exact = inFull.get(runTogether(words));
    if (exact?.size === 1) return { urn: [...exact][0]!, exact: true };
    if (exact) return { candidates: [...exact] };

    for (const key of shorterKeys(words, (word) => ANY_SCHOOL.has(word))) {
      const urns = [...(shortened.get(key) ?? [])];
      if (urns.length === 1) return { urn: urns[0]!, exact: false };
      if (urns.length > 1) return { candidates: urns.slice(0, MOST_CANDIDATES) };
    }
    const otherwise = spelledOtherwise(typed, words);
    if (otherwise) return otherwise;
    lookedFor += 1;
    return lookedFor > MOST_LOOKED_FOR ? { candidates: [], notCompared: true } : { candidates: near(words) };
  }

  /** Words cut short, a comma that turns the order round and a former name are sure; a town in brackets and initials are offered. */
  function spelledOtherwise(typed: string, words: readonly string[]): Found | null {
    const inFullWords = spelt(words);
    const turned = typed.includes(',') ? runTogether(spelt(wordsOf(turnedRound(typed)))) : '';
    const sure = spelledOut.get(runTogether(inFullWords)) ?? spelledOut.get(turned);
    if (sure) return sure.size === 1 ? { urn: [...sure][0]!, exact: false } : candidatesOf(sure);

    const [before = '', place] = typed.split(BRACKETS_OR_COMMA);
    const withoutPlace = place === undefined ? undefined : spelledOut.get(runTogether(spelt(wordsOf(before))));
    if (withoutPlace) {
      const isSure = withoutPlace.size === 1 && FORMERLY.test(place!);
      return isSure ? { urn: [...withoutPlace][0]!, exact: false } : candidatesOf(withoutPlace);
    }
    const likely = inAnyOrder.get(runTogether(inFullWords.sort())) ?? byInitials.get(runTogether(words));
    return likely ? candidatesOf(likely) : null;
  }

  /** Nearest first: the same place under another kind of school, a name begun or carried on, a few slips of the key. */
  function near(words: readonly string[]): string[] {
    const typed = runTogether(words);
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
  let lookedFor = 0;

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
      const known = names.get(urn);
      if (known === undefined) return urn;
      const { name, number } = known;
      const isUnmistakable = inFull.get(runTogether(wordsOf(name)))?.size === 1;
      return isUnmistakable ? name : `${name} (${number})`.trim();
    },
  };
}

function candidatesOf(urns: ReadonlySet<string>): Found {
  return { candidates: [...urns].slice(0, MOST_CANDIDATES) };
}

/** The name without what stands in brackets after it, and any former name that stands there. */
function namesWithin(name: string): string[] {
  const [before = '', ...inBrackets] = tidy(name).split(BRACKETS);
  const former = inBrackets.filter((part) => FORMERLY.test(part)).map((part) => part.replace(FORMERLY, ''));
  return [name, before, ...former].filter((part) => part.trim() !== '');
}

/** "Quarry Bank Academy (formerly Stonegate High School)" is Quarry Bank Academy, which was called something else before. */
export function withoutFormerNames(name: string): { readonly name: string; readonly former: readonly string[] } {
  const [before = '', ...inBrackets] = tidy(name).split(BRACKETS);
  const parts = inBrackets.map((part) => part.trim()).filter((part) => part !== '');
  if (before.trim() === '' || parts.length === 0 || !parts.every((part) => FORMERLY.test(part)))
    return { name, former: [] };
  return { name: before.trim(), former: parts.map((part) => part.replace(FORMERLY, '').trim()) };
}

/** "School, Elm Park High" is Elm Park High School. */
function turnedRound(typed: string): string {
  const [last, ...first] = typed.split(',');
  return [...first, last].join(' ');
}

/** Words that were cut short, in full. */
function spelt(words: readonly string[]): string[] {
  let name = words.join(' ');
  if (words.includes('c') || words.includes('r') || words.includes('church') || words.includes('roman')) {
    for (const [pattern, short] of CHURCHES) name = name.replace(pattern, short);
  }
  return name.split(' ').flatMap((word, at, all) => {
    if (word === 's' && at === all.length - 1) return [word];
    return (Object.hasOwn(IN_FULL, word) ? IN_FULL[word]! : word).split(' ');
  });
}

/** With small words and without, with "school" and without: EPHS, EPH; at least two letters. */
function initialsOf(words: readonly string[]): string[] {
  const tellingWords = words.filter((word) => !SMALL_WORDS.includes(word));
  const versions = [words, tellingWords].flatMap((some) => [some, some.filter((word) => !ANY_SCHOOL.has(word))]);
  const initials = versions.map((some) => some.map((word) => word.charAt(0)).join(''));
  return [...new Set(initials)].filter((letters) => letters.length > 1);
}

function note(keys: Map<string, Set<string>>, key: string, urn: string): void {
  if (key === '') return;
  const urns = keys.get(key);
  if (urns) urns.add(urn);
  else keys.set(key, new Set([urn]));
}

function wordsOf(name: string): string[] {
  return folded(tidy(name))
    .replaceAll('+', ' and ')
    .split(BETWEEN_WORDS)
    .map((word) => word.replaceAll("'", ''))
    .filter((word) => word !== '' && word !== 'the')
    .map((word) => (word === 'saint' ? 'st' : word));
}

function runTogether(words: readonly string[]): string {
  return words.join('');
}

function isSuffix(word: string): boolean {
  return ANY_SCHOOL.has(word) || KIND_OF_SCHOOL.has(word);
}

/** The name as it is, then without its last word for as long as that word may go; at least one word stays. */
function shorterKeys(words: readonly string[], mayGo: (word: string) => boolean): string[] {
  const keys = [runTogether(words)];
  let length = words.length;
  while (length > 1 && mayGo(words[length - 1]!)) {
    length -= 1;
    keys.push(runTogether(words.slice(0, length)));
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
