import { slipsBetween } from '../../sheets-schema/cells/spelling.ts';
import { folded } from '../../sheets-schema/cells/tidy.ts';

const TITLES = new Set('mr mrs ms miss mx dr prof professor rev revd sir dame fr'.split(' '));
const HIS = new Set(['mr', 'sir']);
const HERS = new Set(['mrs', 'ms', 'miss', 'dame']);
/** In shorter words one letter makes another name. */
const LONG_ENOUGH_FOR_A_SLIP = 4;

/**
 * A person is the same however the name is typed: without a title before two names or more, without what stands in brackets, the surname
 * first or last. A title before one name stays, as it may be all that tells two people apart.
 */
export function samePerson(person: string): string {
  const words = wordsOf(person);
  const names = words.filter((word) => !TITLES.has(word));
  return (names.length > 1 ? names : words).toSorted().join(' ');
}

/** Nobody looks through the pairs of so many names. */
const MOST_NAMES = 100;

/**
 * Which of several different names may be one person's, by their places: an initial or a short form of a name, a surname alone, a slip
 * in one of them. Nobody can tell, so that it is only a question; of more names than a school has people, none is asked.
 */
export function mayBeOnePerson(people: readonly string[]): (readonly [number, number])[] {
  if (people.length > MOST_NAMES) return [];
  const parsed = people.map((person) => {
    const words = wordsOf(person);
    const names = words.filter((word) => !TITLES.has(word));
    return { names, isHe: words.some((word) => HIS.has(word)), isShe: words.some((word) => HERS.has(word)) };
  });
  return parsed.flatMap((one, at) =>
    parsed.flatMap((other, after) => {
      const isOneOfThem = after > at && !(one.isHe && other.isShe) && !(one.isShe && other.isHe);
      return isOneOfThem && areNear(one.names, other.names) ? [[at, after] as const] : [];
    }),
  );
}

/** Each name of the shorter is one of the longer, whole, in short or with a slip; one at the least is whole, unless both are one word. */
function areNear(one: readonly string[], other: readonly string[]): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const left = [...many];
  const takeOut = (is: (word: string) => boolean) => {
    const at = left.findIndex(is);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const rest = few.filter((word) => !takeOut((name) => name === word));
  const whole = few.length - rest.length;
  const misspelt = rest.filter((word) => !takeOut((name) => name.startsWith(word) || word.startsWith(name)));
  if (misspelt.length > 1 || !misspelt.every((word) => takeOut((name) => isSlip(word, name)))) return false;
  return whole > 0 || (misspelt.length === 1 && many.length === 1);
}

function isSlip(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < LONG_ENOUGH_FOR_A_SLIP) return false;
  // Hardly anybody mistypes the letter a name begins with.
  return one[0] === other[0] && slipsBetween(one, other, 1) === 1;
}

function wordsOf(person: string): string[] {
  const split = (text: string) =>
    folded(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '');
  const outside = split(person.replace(/\([^)]*\)/g, ' '));
  return outside.length > 0 ? outside : split(person);
}
