import { slipsBetween } from '../../sheets-schema/cells/spelling.ts';
import { folded } from '../../sheets-schema/cells/tidy.ts';

const TITLES = new Set('mr mrs ms miss mx dr prof professor rev revd sir dame fr'.split(' '));
const HIS = ['mr', 'sir'];
const HERS = ['mrs', 'ms', 'miss', 'dame'];
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

/**
 * Whether two different names may be one person: an initial or a short form of a name, a surname alone, a slip in one of them. Nobody can
 * tell, so that it is only a question.
 */
export function mayBeOnePerson(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const is = (all: readonly string[], titles: readonly string[]) => all.some((word) => titles.includes(word));
  if ((is(words, HIS) && is(others, HERS)) || (is(words, HERS) && is(others, HIS))) return false;
  const [few, many] = [words, others]
    .map((all) => all.filter((word) => !TITLES.has(word)))
    .sort((a, b) => a.length - b.length) as [string[], string[]];
  const left = [...many];
  let [alike, slips] = [0, 0];
  const rest = few.filter((word) => {
    const at = left.indexOf(word);
    if (at < 0) return true;
    left.splice(at, 1);
    alike += 1;
    return false;
  });
  for (const word of rest) {
    const short = left.findIndex((of) => of.startsWith(word) || word.startsWith(of));
    const at = short >= 0 ? short : left.findIndex((of) => isSlip(word, of));
    if (at < 0) return false;
    if (short < 0) slips += 1;
    left.splice(at, 1);
  }
  return few.length > 0 && slips <= 1 && (alike > 0 || (few.length === 1 && slips === 1 && many.length === 1));
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
