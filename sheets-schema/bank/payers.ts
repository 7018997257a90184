/** Whose a line at the bank is, as far as its words tell. */
export interface Payer {
  /** The URN of the one school named; null where none is, or more than one. */
  readonly school: string | null;
}

/** A school by the names that may stand at the bank. */
export interface PayingSchool {
  readonly urn: string;
  readonly names: readonly string[];
  /** What stands at the bank when it pays, as somebody typed it: several parted by commas or semicolons. */
  readonly paysAs: string | null;
}

/** Finds who is named in the words of a line. */
export interface Payers {
  find(text: string): Payer;
}

/** Said of so many schools that they tell none from another. */
const OF_ANY = new Set(
  (
    'school schools academy academies college primary secondary high infant infants junior juniors nursery first middle ' +
    'community foundation trust federation church of england ce cofe rc catholic roman the and for st saint centre'
  ).split(' '),
);
const LEAST_LETTERS = 4;

/**
 * A school is named where every word stands that tells it from others, the last one perhaps cut short, as banks do; one of which these are
 * too short to tell, where its whole name does. Of several it is the one that more words name. An alias goes before names; where two schools have the same one, as a trust pays for all of its own, it names neither.
 */
export function payersOf(schools: readonly PayingSchool[]): Payers {
  const named = schools.flatMap(({ urn, names }) =>
    names.flatMap((name) => {
      const words = wordsOf(name);
      const telling = words.filter((word) => !OF_ANY.has(word));
      const all = telling.length > 0 ? telling : words;
      if (all.join('').length >= LEAST_LETTERS) return [{ urn, words: all, inARow: false }];
      // Ash may be anything, and Ash Primary School is not.
      return words.length > 1 ? [{ urn, words, inARow: true }] : [];
    }),
  );
  const aliases = schools.flatMap(({ urn, paysAs }) =>
    (paysAs ?? '').split(/[,;\n]/).flatMap((alias) => {
      const words = wordsOf(alias);
      return words.length === 0 ? [] : [{ urn, words: ` ${words.join(' ')} ` }];
    }),
  );
  return {
    find(text) {
      const words = wordsOf(text);
      const line = ` ${words.join(' ')} `;
      const byAlias = new Set(aliases.filter((alias) => line.includes(alias.words)).map(({ urn }) => urn));
      if (byAlias.size > 0) return { school: byAlias.size === 1 ? [...byAlias][0]! : null };
      const found = named.filter((one) =>
        one.inARow ? standInARow(one.words, words) : one.words.every((word) => stands(word, words)),
      );
      const most = Math.max(0, ...found.map((one) => one.words.length));
      const best = new Set(found.filter((one) => one.words.length === most).map(({ urn }) => urn));
      const others = found.filter(({ urn }) => !best.has(urn));
      // Two schools named in one line, unless the words of one are among those of the other.
      const [only] = best;
      const whole = found.find(({ urn, words: its }) => urn === only && its.length === most);
      const isOne = best.size === 1 && others.every((one) => one.words.every((word) => whole!.words.includes(word)));
      return { school: isOne ? only! : null };
    },
  };
}

function stands(word: string, words: readonly string[]): boolean {
  if (words.includes(word)) return true;
  return words.some((one) => one.length >= LEAST_LETTERS && one.length < word.length && word.startsWith(one));
}

/** The last one perhaps cut short. */
function standInARow(name: readonly string[], words: readonly string[]): boolean {
  const [last, before] = [name.at(-1)!, name.slice(0, -1)];
  return words.some((_, at) => {
    const next = words[at + before.length];
    return next !== undefined && last.startsWith(next) && before.every((word, by) => words[at + by] === word);
  });
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
